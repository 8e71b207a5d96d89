"""What the endpoint says of itself: a SPARQL 1.1 Service Description."""

from collections.abc import Iterator

import pyoxigraph as ox

from graphkit.export.iris import DCTERMS, RDF, Iris
from graphkit.export.quads import Pair, about
from graphkit.export.terms import text
from graphkit.query import Limits

SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples",
    "JSON-LD", "RDF_XML",
)  # fmt: skip


def describe(endpoint: str, base: str, limits: Limits) -> Iterator[ox.Triple]:
    """The triples of the description of an endpoint at an address, on a dataset under a base."""
    dataset = Iris(base).dataset
    service: list[Pair] = [
        (RDF + "type", ox.NamedNode(SD + "Service")),
        (SD + "endpoint", ox.NamedNode(endpoint)),
        (SD + "supportedLanguage", ox.NamedNode(SD + "SPARQL11Query")),
        *((SD + "resultFormat", ox.NamedNode(_FORMATS + name)) for name in _RESULTS),
        (SD + "defaultDataset", ox.NamedNode(dataset)),
        (DCTERMS + "description", text(f"A query may take {limits.seconds:g} s and give {limits.rows:,} rows.", "en")),
    ]
    yield from about(endpoint, service)
    graphs: list[Pair] = [
        (RDF + "type", ox.NamedNode(SD + "Dataset")),
        (SD + "defaultGraph", ox.NamedNode(f"{dataset}#default")),
    ]
    yield from about(dataset, graphs)
    yield from about(f"{dataset}#default", [(RDF + "type", ox.NamedNode(SD + "Graph"))])
