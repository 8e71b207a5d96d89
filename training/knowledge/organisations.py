"""Organisations, facilities, events, works, awards: our tables, and the Wikidata ids of parties from openkamer."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from graphkit.knowledge import Entry
from training.knowledge import rows

OURS = ("organisations.tsv", "works.tsv", "events.tsv")


def compile_organisations(lexicons: Path, countries: Mapping[str, Entry]) -> Iterator[Entry]:
    """The rows of our tables; a Dutch party takes the Wikidata id under which openkamer knows its name."""
    parties = _parties(lexicons)
    home = countries["NL"].id
    for row in (row for name in OURS for row in rows.table(rows.TABLES / name)):
        entry = rows.hand_written(row, countries)
        if entry.type == "PoliticalParty" and entry.country == home:
            known = next((parties[name] for name in entry.names if name in parties), None)
            entry = replace(entry, id=known, source="openkamer+graphkit") if known else entry
        yield entry


def _parties(lexicons: Path) -> dict[str, str]:
    items = rows.document(lexicons / "openkamer" / "parliament.json.gz")
    fields = [item["fields"] for item in items if item["model"] == "parliament.politicalparty"]
    return {
        name: party["wikidata_id"]
        for party in fields
        for name in (party["name"], party["name_short"])
        if party["wikidata_id"]
    }
