"""The knowledge base: what it holds, how names are looked up, and what wrong rows raise."""

from pathlib import Path

import pytest

from graphkit import knowledge, ontology
from graphkit.errors import LexiconError
from graphkit.knowledge import COLUMNS, Entry, Office, build, load, normal, read, within

SHIPPED = Path(knowledge.__file__).parent / "lang" / "nl" / "knowledge"
MEGABYTE = 1_000_000


def labels(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.label_en for entry in entries]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("VS", "United States"), ("V.S.", "United States"), ("V. S.", "United States"), ("Amerika", "United States"),
        ("Verenigde Staten", "United States"), ("VK", "United Kingdom"), ("Groot-Brittannië", "United Kingdom"),
        ("Groot–Brittannië", "United Kingdom"), ("Engeland", "England"), ("Wit-Rusland", "Belarus"),
        ("DDR", "East Germany"),
        ("Teheran", "Tehran"), ("Parijs", "Paris"), ("Genua", "Genoa"), ("Praag", "Prague"), ("Milaan", "Milan"),
        ("Londen", "London"), ("Moeskroen", "Mouscron"), ("Navo", "NATO"), ("NAVO", "NATO"), ("OESO", "OECD"),
        ("Poetin", None), ("Vladimir Poetin", "Vladimir Putin"), ("Duitslands", "Germany"), ("Congo's", None),
    ],
)  # fmt: skip
def test_the_most_popular_bearer_of_a_name_comes_first(name: str, label: str | None) -> None:
    found = labels(load().lookup(name))
    if label is None:
        assert len(found) != 1
    else:
        assert found[0] == label


def test_a_composed_and_a_decomposed_name_are_the_same() -> None:
    assert load().lookup("Oekrai\u0308ne") == load().lookup("Oekraïne") != ()


def test_case_counts() -> None:
    assert load().lookup("vs") == ()


@pytest.mark.parametrize("word", ["Duits", "Duitse"])
def test_an_adjective_names_its_country_and_is_no_name(word: str) -> None:
    assert labels(load().adjective(word)) == ["Germany"]
    assert load().lookup(word) == ()


def test_inhabitants_are_kept_apart_from_names_and_adjectives() -> None:
    assert labels(load().demonym("Duitsers")) == ["Germany"]
    assert load().lookup("Duitsers") == load().adjective("Duitsers") == ()


def test_american_is_the_adjective_of_the_united_states_alone() -> None:
    assert labels(load().adjective("Amerikaanse")) == ["United States"]


def test_congo_has_two_bearers() -> None:
    assert set(labels(load().lookup("Congo"))) == {"Democratic Republic of the Congo", "Republic of the Congo"}


def test_georgia_is_the_state_since_dutch_calls_the_country_otherwise() -> None:
    assert [entry.type for entry in load().lookup("Georgia")] == ["Region"]
    assert labels(load().lookup("Georgië")) == ["Georgia"]


def test_every_state_has_its_adjective_and_a_dutch_name() -> None:
    states = [e for e in load().entries.values() if e.type == "Country" and e.popularity >= 80]
    assert len(states) > 190
    assert all(entry.label_nl for entry in states)
    without = [entry.label_nl for entry in states if not entry.adjectives]
    assert len(without) < 35, without


def test_offices_have_terms_and_are_held_within_them() -> None:
    known = load()
    (person,) = known.lookup("Wim Kok")
    premiership = [o for o in known.offices(person.id) if o.relation == "head_of_government"]
    assert [office.of for office in premiership] == ["Q55"]
    assert premiership[0].held("2001-07")
    assert not premiership[0].held("2019")


def test_every_type_and_relation_is_in_the_ontology() -> None:
    known, words = load(), ontology.load()
    assert {entry.type for entry in known.entries.values()} <= words.types.keys()
    assert {office.relation for held in known.terms.values() for office in held} <= words.relations.keys()


def test_every_country_of_an_entry_and_every_body_of_an_office_is_known() -> None:
    known = load()
    assert {e.country for e in known.entries.values() if e.country} <= known.entries.keys()
    ends = {end for held in known.terms.values() for office in held for end in (office.person, office.of)}
    assert ends <= known.entries.keys()


def test_each_row_names_sources_that_the_notice_explains() -> None:
    explained = (SHIPPED / "NOTICE").read_text(encoding="utf-8")
    sources = {part for entry in load().entries.values() for part in entry.source.split("+")}
    assert all(f"\n{source} " in explained for source in sorted(sources)), sources


def test_the_tables_stay_small_and_sorted() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 3 * MEGABYTE
    ids = [entry.id for entry in read(SHIPPED / "entries.tsv")]
    assert ids == sorted(ids)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Q1\tCountry", ":2: 2 columns where 13 are needed"),
        ("Q1\tCountry\tA\tA\t\t\t\t\t\t\tmuch\t\t", ":2: popularity must be a whole number"),
        ("Q1\tCountry\tA\tA\t\t\t\t\t\t\t101\t\t", ":2: popularity must be a whole number from 0 to 100"),
    ],
)
def test_a_wrong_row_is_named_by_file_and_line(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("\t".join(COLUMNS) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=message) as raised:
        read(path)
    assert str(path) in str(raised.value)


def test_wrong_columns_are_named(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("id\tname\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=":1: the columns must be id type"):
        read(path)


def test_dates_of_any_precision_compare() -> None:
    assert within("2019-03", "2019-03-20", "2020")
    assert not within("2018", "2019-03-20", None)
    assert within(None, "2019", "2020")


def test_a_later_entry_takes_the_place_of_an_earlier_one() -> None:
    old, new = Entry("x", "City", "Oud", "Oud", ("Oud",)), Entry("x", "City", "Nieuw", "Nieuw", ("Nieuw",))
    held = build([old, new], [Office("p", "mayor_of", "x", "burgemeester")])
    assert held.lookup("Oud") == ()
    assert held.lookup("Nieuw") == (new,)
    assert held.offices("p")[0].of == "x"


def test_dots_vanish_in_abbreviations_alone() -> None:
    assert normal("St. Petersburg") == "St Petersburg"
    assert normal("U.S.A.") == "USA"


def test_no_city_is_called_like_a_language_or_a_people_and_no_genitive_is_taken_off_one() -> None:
    known = load()
    assert known.lookup("Engels") == known.lookup("Roma") == ()
    assert known.adjective("Engels")


def test_a_name_of_two_letters_has_no_genitive_without_an_apostrophe() -> None:
    known = build([Entry("x", "City", "Ab", "Ab", ("Ab",)), Entry("y", "City", "Abe", "Abe", ("Abe",))])
    assert known.lookup("Abs") == ()
    assert [entry.id for entry in (*known.lookup("Ab's"), *known.lookup("Abes"))] == ["x", "y"]
