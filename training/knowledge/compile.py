"""All sources put together, in the order in which they may rely on each other."""

from pathlib import Path

from graphkit.knowledge import Entry, Office
from training.knowledge import cabinets, checks, countries, organisations, people, places


def everything(lexicons: Path) -> tuple[list[Entry], list[Office]]:
    """Every entry and every term of office that the sources and our tables give."""
    states = dict(countries.compile_countries(lexicons))
    entries = [*states.values(), *places.compile_regions(states)]
    entries += places.compile_cities(lexicons, states, {entry.id for entry in entries})
    entries += organisations.compile_organisations(lexicons, states)
    entries += cabinets.compile_cabinets(lexicons, states)
    holders, offices = people.compile_people(lexicons, states, entries)
    entries = places.without_namesakes([*entries, *holders], {states[code].id for code in places.NEAR})
    checks.refuse_doubles(entries)
    return entries, offices
