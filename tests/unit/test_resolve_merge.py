"""What is merged across articles and what is not, with reasons, and without chains."""

from dataclasses import replace

import pytest

from graphkit.errors import InputError, LexiconError
from graphkit.model import Naming
from graphkit.resolve import Resolution, decide, rulings
from graphkit.resolve.rulings import Ruling
from tests.unit.resolving import Piece


def article(name: str, person: str, *, office: tuple[str, str, str] | None = None, published: str = "2019-04") -> Piece:
    """An article that names a person and perhaps gives an office: relation, target, type of the target."""
    piece = Piece(name, published)
    who = piece.name(person, "Person")
    if office is not None:
        piece.claim(who, office[0], piece.name(office[1], office[2]))
    return piece


def people(*pieces: Piece, ruled: tuple[Ruling, ...] = ()) -> list[tuple[str, ...]]:
    """The articles of each person, as the graph has them."""
    result = decide([piece.done() for piece in pieces], rulings=ruled)
    return sorted(e.articles for e in result.graph.entities.values() if e.type == "Person")


ZWOLLE = ("mayor_of", "Zwolle", "City")
KAMPEN = ("mayor_of", "Kampen", "City")


def test_the_same_full_name_is_one_person() -> None:
    assert people(article("a", "Tjeerd Brouwersma"), article("b", "Tjeerd Brouwersma")) == [("a", "b")]


def test_a_surname_alone_merges_nothing() -> None:
    assert people(article("a", "Brouwersma"), article("b", "Brouwersma")) == [("a",), ("b",)]
    assert people(article("a", "Tjeerd Brouwersma"), article("b", "Brouwersma")) == [("a",), ("b",)]


def test_a_surname_merges_with_the_office_that_both_are_given() -> None:
    assert people(article("a", "Tjeerd Brouwersma", office=ZWOLLE), article("b", "Brouwersma", office=ZWOLLE)) == [
        ("a", "b")
    ]


def test_a_nationality_in_common_is_not_enough_for_a_surname() -> None:
    german = ("citizen_of", "Duitsland", "Country")
    assert people(article("a", "Tjeerd Brouwersma", office=german), article("b", "Brouwersma", office=german)) == [
        ("a",),
        ("b",),
    ]


def test_other_given_names_exclude_each_other_whatever_else_agrees() -> None:
    assert people(
        article("a", "Tjeerd Brouwersma", office=ZWOLLE), article("b", "Klaas Brouwersma", office=ZWOLLE)
    ) == [
        ("a",),
        ("b",),
    ]


def test_initials_agree_with_a_given_name_and_need_a_fact_in_common() -> None:
    one, other = article("a", "T. Brouwersma", office=ZWOLLE), article("b", "Tjeerd Brouwersma", office=ZWOLLE)
    assert people(one, other) == [("a", "b")]
    assert people(article("a", "T. Brouwersma", published="2001"), article("b", "Tjeerd Brouwersma")) == [
        ("a",),
        ("b",),
    ]


def test_no_chain_joins_what_excludes_each_other() -> None:
    pieces = [
        article("a", "Tjeerd Brouwersma", office=ZWOLLE),
        article("b", "T. Brouwersma", office=ZWOLLE),
        article("c", "Theo Brouwersma", office=ZWOLLE),
    ]
    found = people(*pieces)
    assert len(found) == 2
    assert not any({"a", "c"} <= set(articles) for articles in found)


def test_two_birthplaces_exclude_each_other() -> None:
    pieces = [
        article("a", "Tjeerd Brouwersma", office=("born_in", "Zwolle", "City")),
        article("b", "Tjeerd Brouwersma", office=("born_in", "Kampen", "City")),
    ]
    assert people(*pieces) == [("a",), ("b",)]


def test_a_birthplace_and_its_country_do_not() -> None:
    pieces = [
        article("a", "Tjeerd Brouwersma", office=("born_in", "Zwolle", "City")),
        article("b", "Tjeerd Brouwersma", office=("born_in", "Nederland", "Country")),
    ]
    assert people(*pieces) == [("a", "b")]


def test_an_unlinked_name_joins_the_entry_that_another_article_was_linked_to() -> None:
    office = ("head_of_government", "Nederland", "Country")
    pieces = [article("a", "Wim Kok", office=office, published="2001-07"), article("b", "Wim Kok", published="2001-07")]
    result = decide([p.done() for p in pieces])
    assert result.graph.entities["Q221411"].articles == ("a", "b")


def test_an_ambiguous_place_is_merged_with_none() -> None:
    pieces = [Piece("a"), Piece("b")]
    for piece in pieces:
        piece.name("Congo", "Country")
    result = decide([p.done() for p in pieces])
    assert len(result.graph.entities) == 2


def described(name: str, city: str, noun: str = "politie", kind: str = "City") -> Piece:
    piece = Piece(name)
    police = piece.name(noun, "GovernmentBody", naming=Naming.DESCRIPTION)
    piece.claim(police, "institution_of", piece.name(city, kind))
    return piece


def bodies(result: Resolution) -> list[tuple[str, ...]]:
    return sorted(e.articles for e in result.graph.entities.values() if e.type == "GovernmentBody")


def test_the_police_of_one_town_is_one_and_of_two_towns_two() -> None:
    one = decide([described("a", "Zwolle").done(), described("b", "Zwolle").done()])
    two = decide([described("a", "Zwolle").done(), described("b", "Kampen").done()])
    assert bodies(one) == [("a", "b")]
    assert bodies(two) == [("a",), ("b",)]


def test_a_place_that_no_sentence_gives_the_police_makes_them_not_one() -> None:
    pieces = [Piece("a"), Piece("b")]
    for piece in pieces:
        city = piece.name("Zwolle", "City")
        police = piece.name("politie", "GovernmentBody", naming=Naming.DESCRIPTION)
        claim = piece.claim(police, "institution_of", city)
        sentence = replace(claim.evidence, span=police.span, quote=police.text)
        piece.claims[-1] = replace(claim, evidence=sentence)
    assert bodies(decide([p.done() for p in pieces])) == [("a",), ("b",)]


@pytest.mark.parametrize(("noun", "bodies_of"), [("rechtbank", [("a", "b")]), ("ziekenhuis", [("a",), ("b",)])])
def test_a_town_has_one_court_and_several_hospitals(noun: str, bodies_of: list[tuple[str, ...]]) -> None:
    pieces = [described(name, "Zwolle", f"{noun} in Zwolle") for name in "ab"]
    assert bodies(decide([piece.done() for piece in pieces])) == bodies_of


@pytest.mark.parametrize("noun", ["Tweede Kamerlid", "VVD-lijsttrekker", "Tweede Kamerverkiezing"])
def test_what_is_another_one_each_time_is_not_merged_by_its_name(noun: str) -> None:
    pieces = [Piece("a"), Piece("b")]
    for piece in pieces:
        piece.name(noun, "Work")
    assert len(decide([p.done() for p in pieces]).graph.entities) == 2


@pytest.mark.parametrize(("name", "entities"), [("Q7X", 1), ("Snoepje", 2)])
def test_a_number_tells_as_much_as_a_word(name: str, entities: int) -> None:
    pieces = [Piece("a"), Piece("b")]
    for piece in pieces:
        piece.name(name, "Work")
    assert len(decide([p.done() for p in pieces]).graph.entities) == entities


@pytest.mark.parametrize(("text", "entities"), [("", 1), ("het zuivelwezen ", 2)])
def test_a_name_that_the_article_has_as_a_common_noun_too_tells_little(text: str, entities: int) -> None:
    pieces = [Piece("a", text=text), Piece("b", text=text)]
    for piece in pieces:
        piece.name("Zuivelwezen", "Company")
    assert len(decide([p.done() for p in pieces]).graph.entities) == entities


def test_the_word_over_a_column_is_no_part_of_its_writer() -> None:
    result = decide([article("a", "Truus Zwaluw Column").done(), article("b", "Truus Zwaluw").done()])
    (entity,) = (e for e in result.graph.entities.values() if e.type == "Person")
    assert (entity.label, entity.articles) == ("Truus Zwaluw", ("a", "b"))


def test_surnames_that_share_their_last_word_alone_are_two() -> None:
    names = ("Truus van Zwaluw Mees", "Truus van Merel Mees")
    result = decide([article(key, name).done() for key, name in zip("ab", names, strict=True)])
    assert sum(e.type == "Person" for e in result.graph.entities.values()) == 2


def test_a_country_has_one_government_and_many_ministries() -> None:
    noun = {"Amerikaanse regering": [("a", "b")], "Amerikaanse ministerie": [("a",), ("b",)]}
    for text, expected in noun.items():
        pieces = [described(name, "VS", text, "Country") for name in "ab"]
        assert bodies(decide([piece.done() for piece in pieces])) == expected


def test_high_courts_of_two_countries_are_two_and_of_one_country_one() -> None:
    def courts(*countries: str) -> int:
        pieces = []
        for name, country in zip("ab", countries, strict=True):
            piece = Piece(name)
            piece.claim(
                piece.name("Hoge Krijgsraad", "GovernmentBody"), "institution_of", piece.name(country, "Country")
            )
            pieces.append(piece.done())
        return sum(e.type == "GovernmentBody" for e in decide(pieces).graph.entities.values())

    assert courts("Spanje", "Thailand") == 2
    assert courts("Spanje", "Spanje") == 1


def test_what_two_prints_of_one_text_name_alike_is_one() -> None:
    text = "De vergadering van de vereniging duurde tot diep in de nacht en leverde niets op dan een nieuwe datum."

    def printed(name: str, words: str) -> Piece:
        piece = Piece(name)
        piece.say(words)
        piece.name("Brouwersma", "Person")
        return piece

    assert people(printed("a", text), printed("b", text)) == [("a", "b")]
    assert people(printed("a", text), printed("b", "Een andere dag.")) == [("a",), ("b",)]


def test_a_street_is_not_merged_by_its_name() -> None:
    pieces = [Piece("a"), Piece("b")]
    for piece, city in zip(pieces, ("Zwolle", "Kampen"), strict=True):
        piece.claim(piece.name("Dorpsstraat", "Facility"), "located_in", piece.name(city, "City"))
    assert sum(e.type == "Facility" for e in decide([p.done() for p in pieces]).graph.entities.values()) == 2


@pytest.mark.parametrize(("later", "entities"), [("2019-04", 1), ("2019-11", 2)])
def test_an_event_that_comes_back_is_one_within_two_months(later: str, entities: int) -> None:
    pieces = [Piece("a", "2019-04"), Piece("b", later)]
    for piece in pieces:
        piece.name("Zeeslag van Zwolle", "Event")
    assert len(decide([p.done() for p in pieces]).graph.entities) == entities


def test_a_person_and_a_company_of_one_name_are_two() -> None:
    one, other = Piece("a"), Piece("b")
    one.name("Tjeerd Brouwersma", "Person")
    other.name("Tjeerd Brouwersma", "Company")
    assert len(decide([one.done(), other.done()]).graph.entities) == 2


def test_two_groups_of_one_name_have_two_ids() -> None:
    result = decide([article("a", "Brouwersma").done(), article("b", "Brouwersma").done()])
    assert len(result.graph.entities) == 2


def test_each_merge_and_each_near_merge_has_reasons() -> None:
    result = decide([article("a", "Tjeerd Brouwersma").done(), article("b", "Tjeerd Brouwersma").done()])
    (joined,) = [d for d in result.decisions if "#" in d.right]
    assert joined.same
    assert joined.reasons[0] == "same_name brouwersma +3.00"
    assert joined.score == pytest.approx(sum(float(reason.rpartition(" ")[2]) for reason in joined.reasons))


def test_an_uncertain_pair_is_kept_apart_and_told() -> None:
    one = article("a", "Tjeerd Brouwersma", office=("member_of", "VVD", "PoliticalParty"))
    other = article("b", "Brouwersma", office=("member_of", "VVD", "PoliticalParty"))
    namesake = article("c", "Klaas Brouwersma")
    result = decide([one.done(), other.done(), namesake.done()])
    assert [(d.left, d.right, d.same) for d in result.decisions if "#" in d.right] == [
        ("a#Tjeerd Brouwersma", "b#Brouwersma", False)
    ]


def test_a_surname_that_one_person_alone_bears_needs_little_else() -> None:
    party = ("member_of", "VVD", "PoliticalParty")
    pieces = [article("a", "Tjeerd Brouwersma", office=party), article("b", "Brouwersma", office=party)]
    assert people(*pieces) == [("a", "b")]
    assert people(*pieces, article("c", "Klaas Brouwersma")) == [("a",), ("b",), ("c",)]


def test_a_given_name_is_no_surname_that_one_person_alone_bears() -> None:
    party = ("member_of", "VVD", "PoliticalParty")
    pieces = [article("a", "Tjeerd Mark", office=party), article("b", "Mark", office=party)]
    assert people(*pieces) == [("a",), ("b",)]


def test_a_genitive_is_not_the_label_beside_the_name() -> None:
    piece = Piece("a")
    for form in ("Brouwersma", "Brouwersma's"):
        piece.name(form, "Person", "b")
    assert [e.label for e in decide([piece.done()]).graph.entities.values()] == ["Brouwersma"]


def ruling(left: str, right: str, *, same: bool) -> tuple[Ruling, ...]:
    return (Ruling(left, right, same, "checked", "decisions.tsv:2"),)


def test_one_line_undoes_a_wrong_merge() -> None:
    pieces = [article("a", "Tjeerd Brouwersma"), article("b", "Tjeerd Brouwersma")]
    apart = ruling("a#Tjeerd Brouwersma", "b#Tjeerd Brouwersma", same=False)
    assert people(*pieces, ruled=apart) == [("a",), ("b",)]


def test_one_line_merges_what_was_kept_apart() -> None:
    pieces = [article("a", "Tjeerd Brouwersma"), article("b", "Klaas Brouwersma")]
    together = ruling("b#Klaas Brouwersma", "a#Tjeerd Brouwersma", same=True)
    assert people(*pieces, ruled=together) == [("a", "b")]


def test_a_ruling_links_to_an_entry_or_forbids_it() -> None:
    piece = article("a", "Wim Kok", published="2019-04")
    linked = decide([piece.done()], rulings=ruling("a#Wim Kok", "Q221411", same=True))
    assert "Q221411" in linked.graph.entities
    country = Piece("b")
    country.name("Duitsland", "Country")
    denied = decide([country.done()], rulings=ruling("b#Duitsland", "Q183", same=False))
    assert "Q183" not in denied.graph.entities


def test_a_ruling_about_an_article_that_is_not_there_rules_nothing() -> None:
    pieces = [article("a", "Tjeerd Brouwersma"), article("b", "Tjeerd Brouwersma")]
    assert people(*pieces, ruled=ruling("z#Tjeerd Brouwersma", "b#Tjeerd Brouwersma", same=False)) == [("a", "b")]


def test_rulings_are_written_and_read_back(tmp_path) -> None:
    path = tmp_path / "decisions.tsv"
    for same in (True, False):
        rulings.append(path, Ruling(f"a#{same}", "Q1", same, "looked it up\tin print", ""))
    assert [(r.left, r.same, r.why, r.where) for r in rulings.read(path)] == [
        ("a#True", True, "looked it up in print", f"{path}:2"),
        ("a#False", False, "looked it up in print", f"{path}:3"),
    ]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("a#x\tb#y\tmaybe\t", ":2: the ruling must be 'same' or 'different', not 'maybe'"),
        ("a#x\tb#y\tsame", ":2: 3 columns where 4 are needed"),
        ("a#x\t\tsame\t", ":2: names one thing where two are needed"),
        ("a#x\tb#y\tsame\t\nb#y\ta#x\tdifferent\t", ":3: contradicts .*:2"),
    ],
)
def test_a_wrong_ruling_is_named_by_file_and_line(tmp_path, rows: str, message: str) -> None:
    path = tmp_path / "decisions.tsv"
    path.write_text("left\tright\truling\twhy\n" + rows + "\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        rulings.read(path)


def test_a_file_of_rulings_that_is_not_there_is_an_input_error(tmp_path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        rulings.read(tmp_path / "none.tsv")
