"""A user's own knowledge base: rows are checked, errors name file and line."""

from pathlib import Path

import pytest

from graphkit.errors import InputError, LexiconError
from graphkit.knowledge import COLUMNS, load
from graphkit.resolve.own import extended
from graphkit.settings import Settings


def table(folder: Path, *rows: dict[str, str], name: str = "my.tsv") -> Path:
    """A table with the given cells; those that a row does not name are empty."""
    path = folder / name
    lines = ["\t".join(COLUMNS), *("\t".join(row.get(column, "") for column in COLUMNS) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


EIK = {
    "id": "de-eik",
    "type": "Facility",
    "label_nl": "De Eik",
    "names": "Dorpshuis De Eik|Het dorpshuis",
    "country": "Q55",
}


def test_a_row_is_found_by_all_its_names_and_its_label(tmp_path: Path) -> None:
    known = extended(load(), table(tmp_path, EIK))
    for name in ("De Eik", "Dorpshuis De Eik", "Het dorpshuis"):
        assert [entry.id for entry in known.lookup(name)] == ["de-eik"]
    assert known.entries["de-eik"].label_en == "De Eik"


def test_ours_is_still_there_and_a_row_takes_the_place_of_one_with_its_id(tmp_path: Path) -> None:
    own = {"id": "Q183", "type": "Country", "label_en": "Germany", "names": "Duitsland|Moffrika"}
    known = extended(load(), table(tmp_path, own))
    assert known.lookup("Moffrika")[0].id == known.lookup("Duitsland")[0].id == "Q183"
    assert known.lookup("Frankrijk") == load().lookup("Frankrijk")
    assert known.offices("Q221411") == load().offices("Q221411")


def test_several_tables_are_read_in_order(tmp_path: Path) -> None:
    first = table(tmp_path, EIK)
    second = table(tmp_path, {**EIK, "label_nl": "De Beuk", "names": ""}, name="more.tsv")
    assert extended(load(), first, second).entries["de-eik"].label_nl == "De Beuk"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"type": "Village"}, "unknown type 'Village'; use one of ArmedForce, Award"),
        ({"id": "de eik"}, "'de eik' is no id"),
        ({"id": "../eik"}, "is no id"),
        ({"start": "april 2019"}, "'april 2019' is no date; write 2019, 2019-04 or 2019-04-30"),
        ({"popularity": "very"}, "popularity must be a whole number"),
        ({"label_nl": "", "names": ""}, "neither a label nor a name"),
        ({"country": "NL"}, "no entry has the id 'NL', which stands as country"),
        ({"identifiers": "2759794"}, "'2759794' is no identifier; write base:id"),
    ],
)
def test_a_wrong_row_is_named_by_file_and_line(tmp_path: Path, row: dict[str, str], message: str) -> None:
    path = table(tmp_path, EIK, {**EIK, "id": "other", **row})
    with pytest.raises(LexiconError) as raised:
        extended(load(), path)
    assert str(raised.value).startswith(f"{path}:3: ")
    assert message in str(raised.value)


def test_an_id_that_stands_twice_is_named_with_both_lines(tmp_path: Path) -> None:
    path = table(tmp_path, EIK, EIK)
    with pytest.raises(LexiconError, match=r":3: id 'de-eik' stands at line 2 too"):
        extended(load(), path)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00id"])
def test_a_file_that_cannot_be_read_is_an_input_error(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "my.tsv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match="cannot be read"):
        extended(load(), path)


def test_a_build_reads_a_table_with_the_same_checks(tmp_path: Path) -> None:
    path = table(tmp_path, EIK)
    assert Settings(kb=(str(path),)).known.entries["de-eik"].popularity == 60
    wrong = table(tmp_path, EIK | {"type": "Building"}, name="wrong.tsv")
    with pytest.raises(LexiconError, match=r"wrong\.tsv:2: unknown type 'Building'"):
        _ = Settings(kb=(str(wrong),)).known
