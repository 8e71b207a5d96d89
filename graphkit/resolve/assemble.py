"""The graph from groups of things and the claims about them: entities with labels and ids, statements with evidence."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from graphkit import ontology
from graphkit.graph import Graph, union
from graphkit.knowledge import Entry
from graphkit.model import Claim, Entity, Evidence, Extraction, Mention, OpenTriple, Qualifiers, Statement
from graphkit.resolve.compare import Group
from graphkit.resolve.names import fold, words
from graphkit.resolve.things import Thing

# Labels of these are English in the vocabulary's canonical form; all others bear their Dutch or native name.
ENGLISH = frozenset({"Country", "InternationalOrganization"})
WIKIDATA = "wikidata"
HASH, SLUG = 8, 48
Key = tuple[str, str]


def assemble(extractions: Iterable[Extraction], groups: Iterable[Group]) -> tuple[Graph, dict[str, list[str]]]:
    """The graph, and the handles of the things behind each of its entities."""
    entities, ids = _entities(list(groups))
    statements: dict[Statement, set[Evidence]] = defaultdict(set)
    triples: dict[Statement, set[Evidence]] = defaultdict(set)
    articles = {}
    for extraction in extractions:
        articles[extraction.article.id] = extraction.article
        for claim in extraction.claims:
            statement, evidence = _statement(claim, ids)
            if statement.subject != statement.object:
                statements[statement].add(evidence)
        for opened in extraction.open:
            triple, evidence = _triple(opened, ids)
            if triple.subject != triple.object:
                triples[triple].add(evidence)
    layers = ({key: frozenset(held) for key, held in layer.items()} for layer in (statements, triples))
    graph = Graph.merge([Graph(articles, entities, *layers)])
    return graph, {entity: sorted(members) for entity, members in _members(ids).items()}


def _members(ids: Mapping[Key, tuple[str, str]]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for identifier, handle in ids.values():
        found[identifier].append(handle)
    return found


def _entities(groups: list[Group]) -> tuple[dict[str, Entity], dict[Key, tuple[str, str]]]:
    shared = Counter(_named(group) for group in groups if group.entry is None)
    found: defaultdict[str, list[Entity]] = defaultdict(list)
    ids: dict[Key, tuple[str, str]] = {}
    for group in groups:
        entity = _entity(group, unique=shared[_named(group)] == 1)
        found[entity.id].append(entity)
        for thing in group.things:
            ids[thing.key] = entity.id, thing.handle
    return {key: union(held) for key, held in found.items()}, ids


def _entity(group: Group, *, unique: bool) -> Entity:
    entry = group.entry
    names = tuple(sorted({form for thing in group.things for form in thing.forms}))
    articles = tuple(sorted({thing.article for thing in group.things}))
    if entry is not None:
        return known(entry, names, articles)
    label = best_label(group.things)
    seed = " ".join(_named(group)) if unique and not group.generic else "\n".join(min(t.key for t in group.things))
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


def _named(group: Group) -> tuple[str, str]:
    return group.coarse, fold(best_label(group.things))


def _type(group: Group) -> str:
    """The type that most articles read, the more exact where they are equal."""
    counted = Counter(thing.type for thing in group.things)
    kinds = ontology.load()
    return min(counted, key=lambda name: (-counted[name], kinds.coarse(name) == name, name))


def _statement(claim: Claim, ids: Mapping[Key, tuple[str, str]]) -> tuple[Statement, Evidence]:
    subject, target = _id(claim.subject, ids), _id(claim.object, ids)
    first, second = claim.evidence.subject, claim.evidence.object
    if ontology.load().relations[claim.relation].symmetric and target < subject:
        subject, target, first, second = target, subject, second, first
    speaker = claim.speaker
    given = claim.evidence.qualifiers
    qualifiers = Qualifiers(
        attributed_to=_id(speaker, ids) if isinstance(speaker, Mention) else speaker or given.attributed_to,
        time=given.time, place=_id(claim.place, ids) if claim.place is not None else given.place, details=given.details,
    )  # fmt: skip
    evidence = replace(claim.evidence, qualifiers=qualifiers, subject=first, object=second)
    return Statement(subject, claim.relation, target, claim.certainty), evidence


def _triple(opened: OpenTriple, ids: Mapping[Key, tuple[str, str]]) -> tuple[Statement, Evidence]:
    speaker = opened.speaker
    by = _id(speaker, ids) if isinstance(speaker, Mention) else speaker
    qualifiers = replace(opened.evidence.qualifiers, attributed_to=by)
    statement = Statement(_id(opened.subject, ids), opened.verb, _id(opened.object, ids), opened.certainty)
    return statement, replace(opened.evidence, qualifiers=qualifiers)


def _id(mention: Mention, ids: Mapping[Key, tuple[str, str]]) -> str:
    return ids[mention.article, mention.referent][0]
