"""How far two groups of things look like one: names, types, facts and dates, weighed by `weights.tsv`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from graphkit import ontology
from graphkit.knowledge import Entry
from graphkit.model import Naming
from graphkit.resolve import weights
from graphkit.resolve.names import PersonName, fold, generic, many, parse, several, telling_words
from graphkit.resolve.things import Thing
from graphkit.resolve.weights import Score

KINDS = Path(__file__).parent / "kinds.tsv"
PERSON, COUNTRY = "Person", "Country"
# Bakker the man and Houten the town are told from the nouns.
PLACE = "Place"
UNLIKE_NOUNS = frozenset({PERSON, PLACE})
MONTHS_OF_YEAR = 12
NEARBY, RECURRING, FAR = 2, 2, 60
NEIGHBOURS = 2
# 1.25: a shared `institution_of`, 0.8 telling, makes "the police" of one town one.
PLACED = 1.25


@dataclass(frozen=True, slots=True)
class Kind:
    """How many words of a name tell things of a type apart, how far one word does, and whether they come back."""

    words: int
    one_word: float
    recurring: bool


class Fact(NamedTuple):
    """What an article says of a thing and something known: the relation, which end the thing is, and the other end."""

    relation: str
    direction: str
    target: str
    type: str


@dataclass(slots=True, eq=False)
class Group:
    """Things held to be one, with what comparing needs of all of them together."""

    things: list[Thing]
    coarse: str
    articles: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    people: set[PersonName] = field(default_factory=set)
    facts: set[Fact] = field(default_factory=set)
    neighbours: set[str] = field(default_factory=set)
    months: set[int] = field(default_factory=set)
    generic: bool = True
    ambiguous: bool = False
    entry: Entry | None = None
    barred: frozenset[str] = frozenset()

    @property
    def full(self) -> bool:
        """Whether it is a person known by more than a surname."""
        return any(name.full for name in self.people)

    def absorb(self, other: "Group") -> None:
        """Takes in all that the other holds."""
        self.things += other.things
        self.articles |= other.articles
        self.types |= other.types
        self.forms |= other.forms
        self.people |= other.people
        self.facts |= other.facts
        self.neighbours |= other.neighbours
        self.months |= other.months
        self.generic = self.generic and other.generic
        self.ambiguous = self.ambiguous or other.ambiguous
        self.entry = self.entry or other.entry
        self.barred |= other.barred


def single(thing: Thing, neighbours: set[str], *, ambiguous: bool) -> Group:
    """The group of one thing, still without facts."""
    proper = [form for form, naming in thing.forms.items() if naming is Naming.NAME or _capital_inside(form)]
    person = thing.type == PERSON
    return Group(
        things=[thing], coarse=thing.coarse, articles={thing.article}, types={thing.type},
        forms=set(_telling_forms(thing)),
        people={parse(form) for form in _whole(thing)} if person else set(),
        neighbours=neighbours, months={_month(thing.published)} - {0},
        generic=not proper or _no_name(thing) or all(generic(fold(form)) for form in proper),
        ambiguous=ambiguous, entry=thing.entry, barred=thing.barred,
    )  # fmt: skip


def compare(left: Group, right: Group, *also: tuple[str, float, str]) -> Score | None:
    """How far two groups look like one, with what else is known of them; None where they cannot be."""
    if left.coarse != right.coarse or (left.entry and right.entry and left.entry != right.entry):
        return None
    if any(one.entry is not None and one.entry.id in other.barred for one, other in ((left, right), (right, left))):
        return None
    named = list(_person(left, right) if left.coarse == PERSON else _other(left, right))
    if not named:
        return None
    return weights.score("merge", [*named, *also, *_shared(left, right), *_against(left, right)])


def _person(left: Group, right: Group) -> Iterator[tuple[str, float, str]]:
    pairs = [(one, other) for one in left.people for other in right.people if one.related(other)]
    if not pairs or not all(one.agrees(other) for one, other in pairs):
        return
    full = sorted(one.surname for one, other in pairs if one.full and one == other and len(one.given[0]) > 1)
    partly = sorted(one.surname for one, other in pairs if one.full and other.full)
    if full:
        yield "same_name", 1, full[0]
    elif partly:
        yield "initials", 1, partly[0]
    else:
        yield "surname", 1, min(one.surname for one, _ in pairs)


def _other(left: Group, right: Group) -> Iterator[tuple[str, float, str]]:
    common = sorted(left.forms & right.forms, key=lambda form: (-len(form.split()), form))
    if not common:
        return
    needed = [kinds()[name] for name in left.types | right.types]
    if telling_words(common[0]) >= max(kind.words for kind in needed):
        yield "same_name", 1, common[0]
    else:
        yield "same_word", min(kind.one_word for kind in needed), common[0]
    if len(common) > 1:
        yield "shared_alias", 1, common[1]
    longer = [form for form in sorted(left.forms ^ right.forms) if _within(common[0].split(), form.split())]
    if longer:
        yield "part_of_name", 1, longer[0]


def _shared(left: Group, right: Group) -> Iterator[tuple[str, float, str]]:
    if left.types & right.types:
        yield "same_type", 1, min(left.types & right.types)
    facts = sorted(_common_facts(left, right), key=lambda fact: (-_telling(fact), fact))
    if facts:
        yield "shared_fact", _telling(facts[0]), f"{facts[0].relation} {facts[0].target}"
    others = sorted((left.neighbours & right.neighbours) - {fact.target for fact in facts})
    if others:
        yield "shared_neighbour", min(len(others), NEIGHBOURS), ", ".join(others[:NEIGHBOURS])
    distance = _distance(left, right)
    if distance is not None and distance < NEARBY:
        yield "same_months", 1, ""


def _against(left: Group, right: Group) -> Iterator[tuple[str, float, str]]:
    distance = _distance(left, right)
    if distance is not None and distance > FAR:
        yield "far_apart", 1, ""
    if left.generic or right.generic:
        told = max(map(_telling, _common_facts(left, right)), default=0.0)
        if told * PLACED < 1:
            yield "generic", 1 - PLACED * told, ""
    if left.ambiguous or right.ambiguous:
        yield "ambiguous", 1, ""
    if (distance or 0) >= RECURRING and any(kinds()[name].recurring for name in left.types | right.types):
        yield "recurring", 0 if _numbered(left.forms & right.forms) else 1, ""
    for relation in sorted(_exclusive(left.facts, right.facts)):
        yield "conflict", 1, relation


def _common_facts(left: Group, right: Group) -> set[Fact]:
    """What is said of both; that both are of one country says nothing of what a country has many of."""
    common = left.facts & right.facts
    if (left.generic or right.generic) and any(map(several, left.forms | right.forms)):
        return {fact for fact in common if not ontology.load().is_a(fact.type, PLACE)}
    if (left.generic or right.generic) and any(map(many, left.forms | right.forms)):
        return {fact for fact in common if fact.type != COUNTRY}
    return common


def _telling(fact: Fact) -> float:
    """How far it goes to show that two are one that this is said of both."""
    table = weights.load("fact")
    return table.get(fact.relation, table["default"])


def _numbered(forms: set[str]) -> bool:
    """Whether a name holds a number, as one of a series that comes back does."""
    return any(word.isdigit() for form in forms for word in form.split())


def _exclusive(left: set[Fact], right: set[Fact]) -> set[str]:
    """Functional relations for which both groups name an object of one type, and not one in common."""
    found = set()
    for relation in functional():
        mine, theirs = _targets(left, relation), _targets(right, relation)
        if any(mine[kind].isdisjoint(theirs[kind]) for kind in mine.keys() & theirs.keys()):
            found.add(relation)
    return found


def _targets(facts: set[Fact], relation: str) -> dict[str, set[str]]:
    """The objects of a relation by their type: a city and its country do not exclude each other, two cities do."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.relation == relation and fact.direction == "subject":
            found[fact.type].add(fact.target)
    return found


@cache
def functional() -> frozenset[str]:
    """The relations of which a subject has one object."""
    return frozenset(name for name, relation in ontology.load().relations.items() if relation.functional)


@cache
def kinds() -> Mapping[str, Kind]:
    """The table of types."""
    lines = KINDS.read_text(encoding="utf-8").splitlines()[1:]
    cells = (line.split("\t") for line in lines)
    return {name: Kind(int(words), float(one), recurring == "yes") for name, words, one, recurring in cells}


def _whole(thing: Thing) -> list[str]:
    """A person's names that are not part of a longer one in the same article."""
    forms = thing.proper or list(thing.forms)
    folded = {form: fold(form).split() for form in forms}
    return [form for form in forms if not any(_within(folded[form], folded[other]) for other in forms if other != form)]


def _within(short: list[str], long: list[str]) -> bool:
    return len(short) < len(long) and set(short) <= set(long)


def _telling_forms(thing: Thing) -> list[str]:
    """The folded forms; those that fit anything of the kind are left out where there are others."""
    forms = [folded for form in thing.forms if (folded := fold(form))]
    return [form for form in forms if not generic(form)] or forms


def _capital_inside(form: str) -> bool:
    return any(word[:1].isupper() for word in form.split()[1:])


def _no_name(thing: Thing) -> bool:
    """Whether what it is called is a common noun, or describes one of several in a town."""
    described = Naming.NAME not in thing.forms.values() and any(several(fold(form)) for form in thing.forms)
    return described or (thing.common and thing.coarse not in UNLIKE_NOUNS)


def _month(date: str | None) -> int:
    """Months since year 0; 0 where the date does not say."""
    year, _, rest = (date or "").partition("-")
    if not year.isdigit():
        return 0
    month = rest[:2]
    return int(year) * MONTHS_OF_YEAR + (int(month) if month.isdigit() else 1)


def _distance(left: Group, right: Group) -> int | None:
    """The least number of months between articles of both."""
    if not left.months or not right.months:
        return None
    low, high = sorted((left.months, right.months), key=min)
    return max(0, min(high) - max(low))
