"""Places named for what is called after them: a town for its club ("Emmen won"), a city for what sits there.

Newspapers say where something is with a word of place ("in Emmen"); a town's name that never has one, in an article
that names clubs, is one of these. What stands for what is data: `words.tsv`, kinds `club` and `seat`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from graphkit.knowledge import Entry, Knowledge
from graphkit.resolve.names import fold, words
from graphkit.resolve.things import Thing

PLACE, TEAM, UNION = "Place", "SportsTeam", "InternationalOrganization"
# What a place may be named for; only these, and places, are asked here.
NAMED_FOR = frozenset({TEAM, UNION})
# Two other clubs: an article about a town names its own club, one about football names the opponent too.
CLUBS = 2


@dataclass(frozen=True, slots=True)
class Clubs:
    """By the folded name of a town the clubs called after nothing else: FC Emmen, but not PSV Eindhoven."""

    knowledge: Knowledge
    towns: Mapping[str, list[Entry]]

    @classmethod
    def of(cls, knowledge: Knowledge) -> "Clubs":
        """The clubs of a knowledge base."""
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in knowledge.entries.values():
            for town in {town for name in entry.names if (town := _town(name))} if entry.type == TEAM else ():
                found[town].append(entry)
        return cls(knowledge, found)

    def meant(self, thing: Thing, things: Iterable[Thing]) -> list[Entry]:
        """Those that a team may be, or a place of which nothing is said that is said of places, beside other clubs."""
        named = {fold(form) for form in thing.forms}
        if len(named) != 1 or not named <= self.towns.keys():
            return []
        place = thing.coarse == PLACE and not thing.placed and not thing.claims
        beside = place and sum(map(self._known, things)) >= CLUBS
        return self.towns[named.pop()] if beside or thing.type == TEAM else []

    def _known(self, other: Thing) -> bool:
        return other.type == TEAM and any(e.type == TEAM for f in other.forms for e in self.knowledge.lookup(f))


def _town(name: str) -> str | None:
    parts = fold(name).split()
    telling = [part for part in parts if part not in words()["club"]]
    return telling[0] if len(telling) == 1 and len(parts) > 1 else None


def seated(thing: Thing, cities: Iterable[str], named: Collection[str]) -> str | None:
    """The id of what sits in one of the cities, where that and no place is meant: read so, or else named beside it."""
    seats = {city: sitting for city, *sitting in map(str.split, words()["seat"])}
    bodies = [seats[city] for city in cities if city in seats]
    if thing.type == UNION:
        return next((sitting[0] for sitting in bodies), None)
    if thing.placed or thing.claims or thing.coarse != PLACE:
        return None
    return next((sitting[0] for sitting in bodies if not set(sitting).isdisjoint(named)), None)
