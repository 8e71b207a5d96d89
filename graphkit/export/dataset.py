"""dataset.ttl: the dataset described for catalogues, in VoID and DCAT; nothing of what it holds."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graphkit import __version__
from graphkit.export.files import whole
from graphkit.export.forms import Node
from graphkit.export.iris import BASE, DCAT, DCTERMS, OWL, RDF, VOCABULARIES, VOID, Iris
from graphkit.export.nodes import SOFTWARE, Describer
from graphkit.export.quads import Pair, about
from graphkit.export.spelling import Turtle
from graphkit.export.terms import integer, moment, text
from graphkit.graph import Graph
from graphkit.model import Certainty
from graphkit.ontology import NAMESPACE as GK

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Texts in memory, about 30 MB of them.
ROOM = 1 << 18
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
    write_sized(graph, path, measured(graph, Iris(base)), base)


def write_sized(graph: Graph, path: Path, size: "Size", base: str = BASE) -> None:
    """The same of a graph whose size is known."""
    with whole(path) as file:
        ox.serialize(describe(graph, size, base), file, ox.RdfFormat.TURTLE, prefixes=Iris(base).prefixes())


def describe(graph: Graph, size: "Size", base: str = BASE) -> Iterator[ox.Triple]:
    """The triples of the description."""
    names = Iris(base)
    yield from about(names.dataset, _summary(graph, size, names))
    yield from _partitions(graph, names)
    yield from _links(size, names)
    yield from _period(graph, names)
    for file, media in _FILES.items():
        iri = f"{names.dataset}/file/{file}"
        kind: Pair = (RDF + "type", ox.NamedNode(DCAT + "Distribution"))
        form: Pair = (DCAT + "mediaType", ox.NamedNode(_MEDIA + media))
        yield _part(names, DCAT + "distribution", iri)
        yield from about(iri, [kind, (DCTERMS + "title", text(file)), form])


@dataclass(slots=True)
class Size:
    """How much the default graph holds: triples, distinct subjects and objects, and triples by property, prefixed."""

    triples: int = 0
    subjects: int = 0
    objects: int = 0
    properties: Counter[str] = field(default_factory=Counter)

    def counting(self, nodes: Iterable[Node]) -> Iterator[Node]:
        """Passes nodes of Turtle on and counts them; the size is known when all have gone by."""
        kinds, objects = Counter[tuple[str, ...]](), Distinct()
        for node in nodes:
            kinds[node.names] += 1
            objects.update(node.values)
            yield node
        for names, count in kinds.items():
            self.subjects += count if names else 0
            self.triples += count * len(names)
            for name in names:
                self.properties[name] += count
        self.objects = objects.count()


class Distinct:
    """Counts different texts: of more than memory should hold, the hashes alone are compared.

    These are of 64 bits: among ten million texts two meet with a chance of one in 400,000.
    """

    def __init__(self) -> None:
        self._texts: set[str] = set()
        self._hashes: list[NDArray[np.int64]] = []

    def update(self, texts: Iterable[str]) -> None:
        """Takes texts in."""
        self._texts.update(texts)
        if len(self._texts) > ROOM:
            self._put_down()

    def count(self) -> int:
        """How many there were."""
        import numpy as np

        if not self._hashes:
            return len(self._texts)
        self._put_down()
        return len(np.unique(np.concatenate(self._hashes)))

    def _put_down(self) -> None:
        import numpy as np

        self._hashes.append(np.fromiter(map(hash, self._texts), dtype=np.int64, count=len(self._texts)))
        self._texts.clear()


def measured(graph: Graph, names: Iris) -> Size:
    """The size of a graph, node by node."""
    size = Size()
    deque(size.counting(Describer(graph, Turtle(names)).all()), maxlen=0)
    return size


def _summary(graph: Graph, size: Size, names: Iris) -> Iterator[Pair]:
    yield from ((RDF + "type", ox.NamedNode(kind)) for kind in (VOID + "Dataset", DCAT + "Dataset"))
    yield DCTERMS + "title", text("What the articles say", "en")
    yield DCTERMS + "title", text("Wat de artikelen zeggen", "nl")
    yield DCTERMS + "creator", ox.NamedNode(SOFTWARE)
    yield DCTERMS + "conformsTo", ox.NamedNode(GK.rstrip("#"))
    yield DCAT + "version", text(__version__)
    yield VOID + "uriSpace", text(names.base)
    yield VOID + "triples", integer(size.triples)
    yield VOID + "entities", integer(len(graph.entities))
    yield VOID + "documents", integer(len(graph.articles))
    yield VOID + "distinctSubjects", integer(size.subjects)
    yield VOID + "distinctObjects", integer(size.objects)
    yield VOID + "properties", integer(len(size.properties))
    for vocabulary in sorted(VOCABULARIES.values()):
        if any(_iri(name).startswith(vocabulary) for name in size.properties):
            yield VOID + "vocabulary", ox.NamedNode(vocabulary)


def _partitions(graph: Graph, names: Iris) -> Iterator[ox.Triple]:
    """How many entities there are of each type, and how many facts of each relation."""
    types = Counter(entity.type for entity in graph.entities.values())
    relations = {name: count for (name, certainty), count in graph.tally().items() if certainty is Certainty.ASSERTED}
    for kind, counted, found in (("class", "entities", types), ("property", "triples", relations)):
        for name, count in sorted(found.items()):
            iri = f"{names.dataset}/{kind}/{name}"
            yield _part(names, f"{VOID}{kind}Partition", iri)
            yield from about(iri, [(VOID + kind, ox.NamedNode(GK + name)), (VOID + counted, integer(count))])


def _links(size: Size, names: Iris) -> Iterator[ox.Triple]:
    """The links to Wikidata as a set of their own."""
    links = size.properties["owl:sameAs"]
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
    published = sorted(article.published for article in graph.known.values() if article.published)
    if published:
        iri = f"{names.dataset}/period"
        yield _part(names, DCTERMS + "temporal", iri)
        ends = ((DCAT + "startDate", moment(published[0])), (DCAT + "endDate", moment(published[-1])))
        yield from about(iri, [(RDF + "type", ox.NamedNode(DCTERMS + "PeriodOfTime")), *ends])


def _iri(name: str) -> str:
    """The IRI of a property of a vocabulary; any other as Turtle spells it."""
    prefix, _, local = name.partition(":")
    return RDF + "type" if name == "a" else VOCABULARIES.get(prefix, prefix + ":") + local


def _part(names: Iris, relation: str, iri: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(names.dataset), ox.NamedNode(relation), ox.NamedNode(iri))
