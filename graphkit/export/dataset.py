"""dataset.ttl: the dataset described for catalogues, in VoID and DCAT; nothing of what it holds."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from graphkit import __version__
from graphkit.export.files import whole
from graphkit.export.iris import BASE, DCAT, DCTERMS, OWL, RDF, VOCABULARIES, VOID, Iris
from graphkit.export.quads import SOFTWARE, Pair, about, asserted, triples
from graphkit.export.terms import integer, moment, text
from graphkit.graph import Graph
from graphkit.ontology import NAMESPACE as GK

WIKIDATA_DATASET = "https://www.wikidata.org/entity/Q2013"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_FILES = {
    "graph.ttl": "text/turtle",
    "graph.trig": "application/trig",
    "graph.nq": "application/n-quads",
    "graph.graphml": "application/graphml+xml",
    "statements.jsonl": "application/jsonl",
    "entities.jsonl": "application/jsonl",
    "articles.jsonl": "application/jsonl",
}


def write(graph: Graph, path: Path, base: str = BASE) -> None:
    """Write the description: what is in the dataset, how much of it, out of what, and in which files."""
    with whole(path) as file:
        ox.serialize(describe(graph, base), file, ox.RdfFormat.TURTLE, prefixes=Iris(base).prefixes())


def describe(graph: Graph, base: str = BASE) -> Iterator[ox.Triple]:
    """The triples of the description."""
    names = Iris(base)
    described = list(triples(graph, base))
    yield from about(names.dataset, _summary(graph, described, names))
    yield from _partitions(graph, names)
    yield from _links(described, names)
    yield from _period(graph, names)
    for file, media in _FILES.items():
        iri = f"{names.dataset}/file/{file}"
        kind: Pair = (RDF + "type", ox.NamedNode(DCAT + "Distribution"))
        form: Pair = (DCAT + "mediaType", ox.NamedNode(_MEDIA + media))
        yield _part(names, DCAT + "distribution", iri)
        yield from about(iri, [kind, (DCTERMS + "title", text(file)), form])


def _summary(graph: Graph, described: list[ox.Triple], names: Iris) -> Iterator[Pair]:
    yield from ((RDF + "type", ox.NamedNode(kind)) for kind in (VOID + "Dataset", DCAT + "Dataset"))
    yield DCTERMS + "title", text("What the articles say", "en")
    yield DCTERMS + "title", text("Wat de artikelen zeggen", "nl")
    yield DCTERMS + "creator", ox.NamedNode(SOFTWARE)
    yield DCTERMS + "conformsTo", ox.NamedNode(GK.rstrip("#"))
    yield DCAT + "version", text(__version__)
    yield VOID + "uriSpace", text(names.base)
    yield VOID + "triples", integer(len(set(described)))
    yield VOID + "entities", integer(len(graph.entities))
    yield VOID + "documents", integer(len(graph.articles))
    yield VOID + "distinctSubjects", integer(len({triple.subject for triple in described}))
    yield VOID + "distinctObjects", integer(len({triple.object for triple in described}))
    used = {triple.predicate.value for triple in described}
    yield VOID + "properties", integer(len(used))
    for vocabulary in sorted(VOCABULARIES.values()):
        if any(iri.startswith(vocabulary) for iri in used):
            yield VOID + "vocabulary", ox.NamedNode(vocabulary)


def _partitions(graph: Graph, names: Iris) -> Iterator[ox.Triple]:
    """How many entities there are of each type, and how many facts of each relation."""
    types = Counter(entity.type for entity in graph.entities.values())
    relations = Counter(statement.relation for statement in asserted(graph))
    for kind, counted, found in (("class", "entities", types), ("property", "triples", relations)):
        for name, count in sorted(found.items()):
            iri = f"{names.dataset}/{kind}/{name}"
            yield _part(names, f"{VOID}{kind}Partition", iri)
            yield from about(iri, [(VOID + kind, ox.NamedNode(GK + name)), (VOID + counted, integer(count))])


def _links(described: list[ox.Triple], names: Iris) -> Iterator[ox.Triple]:
    """The links to Wikidata as a set of their own."""
    links = sum(triple.predicate.value == OWL + "sameAs" for triple in described)
    if links:
        iri = f"{names.dataset}/links/wikidata"
        yield _part(names, VOID + "subset", iri)
        yield from about(
            iri,
            [
                (RDF + "type", ox.NamedNode(VOID + "Linkset")),
                (VOID + "linkPredicate", ox.NamedNode(OWL + "sameAs")),
                (VOID + "objectsTarget", ox.NamedNode(WIKIDATA_DATASET)),
                (VOID + "triples", integer(links)),
            ],
        )


def _period(graph: Graph, names: Iris) -> Iterator[ox.Triple]:
    """From when until when the articles were published."""
    published = sorted(article.published for article in graph.articles.values() if article.published)
    if published:
        iri = f"{names.dataset}/period"
        yield _part(names, DCTERMS + "temporal", iri)
        ends = ((DCAT + "startDate", moment(published[0])), (DCAT + "endDate", moment(published[-1])))
        yield from about(iri, [(RDF + "type", ox.NamedNode(DCTERMS + "PeriodOfTime")), *ends])


def _part(names: Iris, relation: str, iri: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(names.dataset), ox.NamedNode(relation), ox.NamedNode(iri))
