"""How far two groups of things look like one: names, types, facts and dates, weighed by `weights.tsv`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from graphkit import ontology
from graphkit.knowledge import Entry
from graphkit.model import Article, Naming
from graphkit.resolve import weights
from graphkit.resolve.bearing import BODY, SEATS
from graphkit.resolve.names import NAMES, PersonName, fold, generic, many, parse, several, telling_words
from graphkit.resolve.things import Fact, Names, Thing
from graphkit.resolve.weights import Feature

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
NONE: frozenset[Any] = frozenset()
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kind:
    """How many words of a name tell things of a type apart, how far one word does, and whether they come back."""

    words: int
    one_word: float
    recurring: bool


@dataclass(slots=True, eq=False)
class Group:
    """Things held to be one, with what comparing needs of all of them; `full` is a person known by more than a surname.

    The sets of a group of one thing are shared with others like it; a group has its own when it grows.
    """

    things: list[Thing]
    coarse: str
    articles: AbstractSet[str] = NONE
    types: AbstractSet[str] = NONE
    forms: AbstractSet[str] = NONE
    people: AbstractSet[PersonName] = NONE
    facts: AbstractSet[Fact] = NONE
    neighbours: AbstractSet[str] = NONE
    months: AbstractSet[int] = NONE
    full: bool = False
    generic: bool = True
    ambiguous: bool = False
    entry: Entry | None = None
    barred: frozenset[str] = frozenset()

    def absorb(self, other: "Group") -> None:
        """Takes in all that the other holds."""
        self.things += other.things
        self.articles = _joined(self.articles, other.articles)
        if other.types is not self.types:
            self.types = _joined(self.types, other.types)
        if other.forms is not self.forms:
            self.forms = _joined(self.forms, other.forms)
        if other.people is not self.people:
            self.people = _joined(self.people, other.people)
        if other.facts:
            self.facts = _joined(self.facts, other.facts)
        if other.neighbours:
            self.neighbours = _joined(self.neighbours, other.neighbours)
        if other.months is not self.months:
            self.months = _joined(self.months, other.months)
        self.full = self.full or other.full
        self.generic = self.generic and other.generic
        self.ambiguous = self.ambiguous or other.ambiguous
        self.entry = self.entry or other.entry
        if other.barred:
            self.barred |= other.barred


def _joined(mine: AbstractSet[T], others: AbstractSet[T]) -> AbstractSet[T]:
    """Both sets as one: the first itself where that is all, or where it is a group's own and can grow."""
    if others <= mine:
        return mine
    own = mine if isinstance(mine, set) else set(mine)
    own |= others
    return own


class Beside(NamedTuple):
    """What all things of one article have in common: the article, its month, and what it names for certain."""

    article: frozenset[str]
    months: frozenset[int]
    neighbours: frozenset[str]


def beside(article: Article, neighbours: frozenset[str]) -> Beside:
    """The same of an article."""
    return Beside(frozenset({article.id}), _months(article.published), neighbours)


def single(thing: Thing, around: Beside, *, ambiguous: bool) -> Group:
    """The group of one thing.

    Whose municipality "the municipality" is was guessed where no sentence names both: no sign of a merge.
    """
    names = called(thing.names)
    person, many_fit = thing.type == PERSON, fits_many(thing)
    neighbours = around.neighbours
    if thing.entry is not None and thing.entry.id in neighbours:
        neighbours -= {thing.entry.id}
    return Group(
        [thing], thing.coarse, around.article, _alone(thing.type), names.forms,
        names.people if person else NONE, thing.told_facts if many_fit else thing.facts, neighbours, around.months,
        person and names.full, many_fit, ambiguous, thing.entry, thing.barred,
    )  # fmt: skip


def fits_many(thing: Thing) -> bool:
    """Whether what a thing is called fits one in every place, or is as often a common noun."""
    return thing.local or called(thing.names).generic or (thing.common and thing.coarse not in UNLIKE_NOUNS)


class Called(NamedTuple):
    """What comparing needs of names: folded forms that tell, people's names, whether full, whether they fit many.

    They are `whole` where a given name is more than an initial.
    """

    forms: frozenset[str]
    people: frozenset[PersonName]
    full: bool
    whole: bool
    generic: bool


@lru_cache(maxsize=NAMES)
def called(names: Names) -> Called:
    """What comparing needs of a thing's names."""
    forms = names.forms
    proper = [form for form, naming in forms.items() if naming is Naming.NAME or _capital_inside(form)]
    # what it is called describes one of several in a town
    described = Naming.NAME not in forms.values() and any(several(fold(form)) for form in forms)
    people = frozenset(map(parse, _whole(names)))
    return Called(
        frozenset(_telling_forms(forms)),
        people,
        any(name.given for name in people),
        any(name.given and len(name.given[0]) > 1 for name in people),
        not proper or described or all(generic(fold(form)) for form in proper),
    )


@cache
def _alone(name: str) -> frozenset[str]:
    return frozenset({name})


def compare(left: Group, right: Group, *also: Feature) -> list[Feature] | None:
    """What speaks for and against that two groups are one, with what else is known; None where they cannot be."""
    if left.coarse != right.coarse or (left.entry and right.entry and left.entry != right.entry):
        return None
    if _barred(left, right) or _barred(right, left):
        return None
    features = _person(left, right) if left.coarse == PERSON else _other(left, right)
    if not features:
        return None
    common = _common_facts(left, right) if left.facts and right.facts else NONE
    distance = _distance(left, right)
    features += also
    features += _shared(left, right, common, distance)
    features += _against(left, right, common, distance)
    return features


def _barred(one: Group, other: Group) -> bool:
    return one.entry is not None and one.entry.id in other.barred


def _person(left: Group, right: Group) -> list[Feature]:
    if left.people == right.people and len(left.people) == 1:
        (name,) = left.people
        kind = "surname" if not name.given else "same_name" if len(name.given[0]) > 1 else "initials"
        return [(kind, 1, name.surname)]
    pairs = [(one, other) for one in left.people for other in right.people if one.related(other)]
    if not pairs or not all(one.agrees(other) for one, other in pairs):
        return []
    full = [one.surname for one, other in pairs if one.given and one == other and len(one.given[0]) > 1]
    if full:
        return [("same_name", 1, min(full))]
    partly = [one.surname for one, other in pairs if one.given and other.given]
    if partly:
        return [("initials", 1, min(partly))]
    return [("surname", 1, min(one.surname for one, _ in pairs))]


def _other(left: Group, right: Group) -> list[Feature]:
    common = sorted(left.forms & right.forms, key=lambda form: (-len(form.split()), form))
    if not common:
        return []
    needed = [kinds()[name] for name in left.types | right.types]
    features: list[Feature] = []
    if telling_words(common[0]) >= max(kind.words for kind in needed):
        features.append(("same_name", 1, common[0]))
    else:
        features.append(("same_word", min(kind.one_word for kind in needed), common[0]))
    if len(common) > 1:
        features.append(("shared_alias", 1, common[1]))
    if left.forms != right.forms:
        longer = [form for form in sorted(left.forms ^ right.forms) if _within(common[0].split(), form.split())]
        if longer:
            features.append(("part_of_name", 1, longer[0]))
    return features


def _shared(left: Group, right: Group, common: AbstractSet[Fact], distance: int | None) -> Iterator[Feature]:
    types = left.types & right.types
    if types:
        yield "same_type", 1, min(types)
    facts = sorted(common, key=lambda fact: (-_telling(fact), fact)) if common else []
    if facts:
        yield "shared_fact", _telling(facts[0]), f"{facts[0].relation} {facts[0].target}"
    others = left.neighbours & right.neighbours
    if facts:
        others -= {fact.target for fact in facts}
    if others:
        yield "shared_neighbour", min(len(others), NEIGHBOURS), ", ".join(sorted(others)[:NEIGHBOURS])
    if distance is not None and distance < NEARBY:
        yield "same_months", 1, ""


def _against(left: Group, right: Group, common: AbstractSet[Fact], distance: int | None) -> Iterator[Feature]:
    if distance is not None and distance > FAR:
        yield "far_apart", 1, ""
    if left.generic or right.generic:
        told = max(map(_telling, common), default=0.0)
        if told * PLACED < 1:
            yield "generic", 1 - PLACED * told, ""
    if left.ambiguous or right.ambiguous:
        yield "ambiguous", 1, ""
    if (distance or 0) >= RECURRING and any(kinds()[name].recurring for name in left.types | right.types):
        yield "recurring", 0 if _numbered(left.forms & right.forms) else 1, ""
    if left.facts and right.facts:
        for relation in sorted(_exclusive(left.facts, right.facts)):
            yield "conflict", 1, relation
    if BODY in left.types & right.types and _apart(_states(left), _states(right)):
        yield "conflict", 1, "country"


def _common_facts(left: Group, right: Group) -> AbstractSet[Fact]:
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


def _numbered(forms: AbstractSet[str]) -> bool:
    """Whether a name holds a number, as one of a series that comes back does."""
    return any(word.isdigit() for form in forms for word in form.split())


def _exclusive(left: AbstractSet[Fact], right: AbstractSet[Fact]) -> set[str]:
    """Functional relations for which both groups name an object of one type, and not one in common."""
    found = set()
    for relation in functional():
        mine, theirs = _targets(left, relation), _targets(right, relation)
        if any(mine[kind].isdisjoint(theirs[kind]) for kind in mine.keys() & theirs.keys()):
            found.add(relation)
    return found


def _states(group: Group) -> set[str]:
    """The countries to which articles say that a body belongs."""
    own = {fact.target for fact in group.facts if fact.type == COUNTRY and (fact.relation, fact.direction) in SEATS}
    return own | ({group.entry.country} if group.entry is not None and group.entry.country else set())


def _apart(left: set[str], right: set[str]) -> bool:
    return bool(left and right) and left.isdisjoint(right)


def _targets(facts: AbstractSet[Fact], relation: str) -> dict[str, set[str]]:
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


def _whole(names: Names) -> list[str]:
    """A person's names that are not part of a longer one in the same article."""
    forms = names.proper or list(names.forms)
    if len(forms) == 1:
        return list(forms)
    folded = {form: fold(form).split() for form in forms}
    return [form for form in forms if not any(_within(folded[form], folded[other]) for other in forms if other != form)]


def _within(short: list[str], long: list[str]) -> bool:
    return len(short) < len(long) and set(short) <= set(long)


def _telling_forms(given: Iterable[str]) -> list[str]:
    """The folded forms; those that fit anything of the kind are left out where there are others."""
    forms = [folded for form in given if (folded := fold(form))]
    return [form for form in forms if not generic(form)] or forms


def _capital_inside(form: str) -> bool:
    return any(word[:1].isupper() for word in form.split()[1:])


@lru_cache(maxsize=NAMES)
def _months(date: str | None) -> frozenset[int]:
    return frozenset({_month(date)} - {0})


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
    if not left.months.isdisjoint(right.months):
        return 0
    low, high = sorted((left.months, right.months), key=min)
    return max(0, min(high) - max(low))
