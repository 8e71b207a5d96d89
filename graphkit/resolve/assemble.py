"""The graph from groups of things and the claims about them: entities with labels and ids, statements with evidence."""

import hashlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graphkit import ontology
from graphkit.graph import Graph, union
from graphkit.knowledge import Entry
from graphkit.model import Article, Entity
from graphkit.resolve.claims import Claims
from graphkit.resolve.compare import Group
from graphkit.resolve.names import fold, words
from graphkit.resolve.things import Gathered, Thing

# Labels of these are English in the vocabulary's canonical form; all others bear their Dutch or native name.
ENGLISH = frozenset({"Country", "InternationalOrganization"})
WIKIDATA = "wikidata"
HASH, SLUG = 8, 48


def assemble(
    articles: Mapping[str, Article], taken: Sequence[str], groups: Sequence[Group], said: tuple[Claims, Claims]
) -> Graph:
    """The graph of articles, given in order, and of what they say, claims and open triples.

    `taken` are the ids of the articles as they were numbered; every thing is told which of the entities it is.
    """
    import numpy as np

    entities, things = _entities(groups)
    statements, triples = (kind.statements(np.asarray(things), list(entities), taken) for kind in said)
    return Graph(articles, entities, statements, triples)


def members(articles: Iterable[Gathered]) -> dict[str, list[str]]:
    """The handles of the things behind each entity."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for gathered in articles:
        for thing in gathered.things:
            found[thing.entity].append(thing.handle)
    return {entity: sorted(handles) for entity, handles in found.items()}


def _entities(groups: Sequence[Group]) -> "tuple[dict[str, Entity], array[int]]":
    """The entities in order of their ids, and the number of each thing's among them."""
    labels = [best_label(group.things) for group in groups]
    named = [(group.coarse, fold(label)) for group, label in zip(groups, labels, strict=True)]
    shared = Counter(name for group, name in zip(groups, named, strict=True) if group.entry is None)
    found: defaultdict[str, list[Entity]] = defaultdict(list)
    for group, label, name in zip(groups, labels, named, strict=True):
        entity = _entity(group, label, name if shared[name] == 1 else None)
        found[entity.id].append(entity)
        for thing in group.things:
            thing.entity = entity.id
    entities = {key: union(found[key]) for key in sorted(found)}
    number = {key: place for place, key in enumerate(entities)}
    things = array("I", bytes(array("I").itemsize * sum(len(group.things) for group in groups)))
    for group in groups:
        for thing in group.things:
            things[thing.number] = number[thing.entity]
    return entities, things


def _entity(group: Group, label: str, sole: tuple[str, str] | None) -> Entity:
    """The entity of a group; `sole` is its kind and name where no other group has both."""
    names = tuple(sorted({form for called in {thing.names for thing in group.things} for form in called.forms}))
    articles = tuple(sorted(group.articles))
    if group.entry is not None:
        return known(group.entry, names, articles)
    seed = " ".join(sole) if sole and not group.generic else "\n".join(min(t.key for t in group.things))
    identifier = f"{slug(label)}-{hashlib.sha256(seed.encode()).hexdigest()[:HASH]}"
    return Entity(identifier, _type(group), label, (("nl", label),), names, (), articles)


def known(entry: Entry, names: tuple[str, ...], articles: tuple[str, ...]) -> Entity:
    """The entity of an entry of the knowledge base, with the forms and articles that name it."""
    identifiers = [tuple(other.split(":", 1)) for other in entry.identifiers]
    if entry.id[:1] == "Q" and entry.id[1:].isdigit():
        identifiers.append((WIKIDATA, entry.id))
    return Entity(
        id=entry.id, type=entry.type, label=entry.label_en if entry.type in ENGLISH else entry.label_nl,
        labels=(("en", entry.label_en), ("nl", entry.label_nl)), names=names,
        identifiers=tuple(sorted((base, key) for base, key in identifiers)), articles=articles,
    )  # fmt: skip


def best_label(things: Iterable[Thing]) -> str:
    """The name by which most articles know it, among those with the most words."""
    labels = Counter(thing.label for thing in things)
    plain = [label for label in labels if words()["byline"].isdisjoint(fold(label).split()[-1:])]
    labels = Counter({label: labels[label] for label in plain or labels})
    most = max(len(label.split()) for label in labels)
    good = [label for label in labels if len(label.split()) == most and not label.isupper()] or list(labels)
    return min(good, key=lambda label: (-labels[label], -len(label), label))


def slug(label: str) -> str:
    """A readable piece of an id, of letters and digits alone.

    >>> slug("Jan d'Hondt (CDA)")
    'jan-d-hondt-cda'
    """
    words = "".join(letter if letter.isalnum() else " " for letter in fold(label)).split()
    return "-".join(words)[:SLUG].strip("-") or "entity"


def _type(group: Group) -> str:
    """The type that most articles read, the more exact where they are equal."""
    counted = Counter(thing.type for thing in group.things)
    kinds = ontology.load()
    return min(counted, key=lambda name: (-counted[name], kinds.coarse(name) == name, name))
