"""What follows from what the articles assert: a layer of its own, each triple with its rule and what it rests on.

The rules are the ontology's: sub-properties, inverses, symmetric and transitive relations. What is possible or negated
infers nothing. The result is a named graph in `inferred.trig`, never mixed with what an article said; a query asks for
it by `GRAPH graph:inferred`, or for both as one with `inferred=True`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graphkit import ontology, store
from graphkit.export import iris
from graphkit.export.files import whole
from graphkit.export.iris import PROV, RDF, RDFS, Iris
from graphkit.export.quads import SOFTWARE, about
from graphkit.export.terms import text
from graphkit.ontology import NAMESPACE as GK
from graphkit.ontology import Ontology

Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True, order=True)
class Inference:
    """A triple that follows: by which rule, from which statements or other inferences, given by their IRIs."""

    subject: str
    relation: str
    object: str
    rule: str
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """How many triples follow by each kind of rule, and where they stand."""

    by_rule: Mapping[str, int]
    file: Path

    @property
    def total(self) -> int:
        """All inferred triples."""
        return sum(self.by_rule.values())


def infer(folder: Path) -> Report:
    """Writes what follows from a folder's graph to `inferred.trig` beside it, and brings its index up to date.

    Raises `InputError` where there is no graph, `OutputError` where the folder cannot be written.
    """
    opened = store.open_store(folder)
    names = store.names(opened)
    found = list(inferences(_asserted(opened), names))
    path = folder / store.INFERRED
    prefixes = {**names.prefixes(), "inf": f"{names.base}inference/"}
    with whole(path) as file:
        ox.serialize(quads(found, names), file, ox.RdfFormat.TRIG, prefixes=prefixes)
    del opened
    store.index(folder)
    return Report(Counter(one.rule.partition(":")[0] for one in found), path)


def inferences(asserted: Mapping[Triple, str], names: Iris, known: Ontology | None = None) -> Iterator[Inference]:
    """What follows from asserted triples, each with the IRI of its statement; in a fixed order, none that is asserted.

    Works round by round, so that a triple rests on as few steps as it can; of equally short ways the first by name.
    """
    known = known or ontology.load()
    sources = dict(asserted)
    joints = _Joints()
    fresh = sorted(sources)
    while fresh:
        joints.add(fresh)
        ways: dict[Triple, tuple[str, tuple[str, ...]]] = {}
        for triple in fresh:
            for result, rule, premises in _steps(triple, known, joints):
                if result not in sources and result[0] != result[2]:
                    way = rule, tuple(sources[premise] for premise in premises)
                    ways[result] = min(way, ways.get(result, way))
        fresh = sorted(ways)
        for result in fresh:
            sources[result] = names.inference(*result)
            yield Inference(*result, *ways[result])


def quads(found: Iterable[Inference], names: Iris) -> Iterator[ox.Quad]:
    """The named graph: the plain triples, and for each a node that says how it follows."""
    graph = ox.NamedNode(names.inferred)
    ordered = sorted(found)
    described = about(
        names.inferred,
        [
            (RDFS + "label", text("What follows from what the articles assert", "en")),
            (RDFS + "label", text("Wat volgt uit wat de artikelen stellen", "nl")),
            (PROV + "wasAttributedTo", ox.NamedNode(SOFTWARE)),
            (PROV + "wasDerivedFrom", ox.NamedNode(names.dataset)),
        ],
    )
    for triple in (*described, *map(_plain, ordered), *(each for one in ordered for each in _described(one, names))):
        yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)


class _Joints:
    """Where triples of one relation meet: by subject and by object."""

    def __init__(self) -> None:
        self.after: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.before: dict[tuple[str, str], set[str]] = defaultdict(set)

    def add(self, triples: Iterable[Triple]) -> None:
        for subject, relation, obj in triples:
            self.after[subject, relation].add(obj)
            self.before[obj, relation].add(subject)


def _steps(triple: Triple, known: Ontology, joints: _Joints) -> Iterator[tuple[Triple, str, tuple[Triple, ...]]]:
    """Every triple that one step of a rule makes of this one, with the rule and the triples that it took."""
    subject, relation, obj = triple
    name = relation.removeprefix(GK)
    given = known.properties.get(name)
    if given is None:
        return
    for parent in given.parents:
        yield (subject, GK + parent, obj), f"sub-property: {name} is a {parent}", (triple,)
    if given.inverse:
        yield (obj, GK + given.inverse, subject), f"inverse: {name} and {given.inverse}", (triple,)
    if given.symmetric:
        yield (obj, relation, subject), f"symmetric: {name}", (triple,)
    if given.transitive:
        rule = f"transitive: {name}"
        for further in sorted(joints.after[obj, relation]):
            yield (subject, relation, further), rule, (triple, (obj, relation, further))
        for nearer in sorted(joints.before[subject, relation]):
            yield (nearer, relation, obj), rule, ((nearer, relation, subject), triple)


def _asserted(opened: ox.Store) -> dict[Triple, str]:
    query = """SELECT ?statement ?s ?p ?o WHERE {
        ?statement gk:certainty gk:asserted ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }"""
    rows = store.select(opened, query)
    return {(row["s"].value, row["p"].value, row["o"].value): row["statement"].value for row in rows}


def _plain(one: Inference) -> ox.Triple:
    return ox.Triple(ox.NamedNode(one.subject), ox.NamedNode(one.relation), ox.NamedNode(one.object))


def _described(one: Inference, names: Iris) -> Iterator[ox.Triple]:
    return about(
        names.inference(one.subject, one.relation, one.object),
        [
            (iris.RDF + "type", ox.NamedNode(GK + "Inference")),
            (RDF + "subject", ox.NamedNode(one.subject)),
            (RDF + "predicate", ox.NamedNode(one.relation)),
            (RDF + "object", ox.NamedNode(one.object)),
            (GK + "inferredBy", text(one.rule)),
            *((GK + "restsOn", ox.NamedNode(premise)) for premise in one.rests_on),
        ],
    )
