"""graph.jsonld: everything as JSON-LD, its context inside the file so that nothing is fetched; written on request."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graphkit import ontology
from graphkit.export.files import whole
from graphkit.export.iris import BASE, RDF, XSD, Iris
from graphkit.export.quads import article_graphs, triples
from graphkit.graph import Graph
from graphkit.ontology import Term

_TYPE = RDF + "type"
_IRI_VALUED = (
    "gk:certainty", "gk:evidence", "gk:attributedTo", "gk:place", "gk:mentionedIn", "owl:sameAs", "prov:used",
    "prov:wasDerivedFrom", "prov:wasGeneratedBy", "prov:wasAssociatedWith", "rdf:subject", "rdf:predicate",
    "rdf:object", "rdfs:subPropertyOf", "dcterms:conformsTo", "gk:copyOf",
)  # fmt: skip
_TYPED = {
    "xsd:integer": (
        "gk:begin", "gk:end", "gk:subjectBegin", "gk:subjectEnd", "gk:objectBegin", "gk:objectEnd", "gk:titleBegin",
        "gk:titleEnd", "gk:bodyBegin", "gk:bodyEnd", "gk:evidenceCount", "gk:articleCount",
        "gk:sourceCount",
    ),
    "xsd:decimal": ("gk:confidence",),
}  # fmt: skip


def context(base: str = BASE) -> dict[str, Any]:
    """The context: prefixes, and for each property what its values are, so that the nodes below stay short."""
    relations = (f"gk:{name}" for name in ontology.load().relations)
    typed = ((name, kind) for kind, names in _TYPED.items() for name in names)
    return {
        **Iris(base).prefixes(),
        **{name: {"@type": "@id"} for name in sorted((*_IRI_VALUED, *relations))},
        **{name: {"@type": kind} for name, kind in sorted(typed)},
    }


def write(graph: Graph, path: Path, base: str = BASE) -> None:
    """Write the default graph's nodes, then a graph object for each article."""
    shorten = _Shortener(base)
    nodes: list[dict[str, Any]] = list(shorten.nodes(triples(graph, base)))
    for name, quads in groupby(article_graphs(graph, base), key=lambda quad: str(quad.graph_name)[1:-1]):
        asserted = sorted((quad.triple for quad in quads), key=str)
        nodes.append({"@id": shorten.iri(name), "@graph": list(shorten.nodes(asserted))})
    document = {"@context": context(base), "@graph": nodes}
    with whole(path) as file:
        file.write(json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8") + b"\n")


class _Shortener:
    """Turns triples into node objects, as the context reads them."""

    def __init__(self, base: str) -> None:
        self.prefixes = sorted(Iris(base).prefixes().items(), key=lambda pair: -len(pair[1]))
        self.coerced = {name: term["@type"] for name, term in context(base).items() if isinstance(term, dict)}

    def nodes(self, given: Iterable[ox.Triple]) -> Iterator[dict[str, Any]]:
        for subject, about in groupby(given, key=lambda triple: str(triple.subject)[1:-1]):
            node: dict[str, Any] = {"@id": self.iri(subject)}
            for triple in about:
                name = "@type" if triple.predicate.value == _TYPE else self.iri(triple.predicate.value)
                node.setdefault(name, []).append(self.value(name, triple.object))
            yield {name: values[0] if len(values) == 1 and name != "@id" else values for name, values in node.items()}

    def iri(self, iri: str) -> str:
        """With a prefix where one fits; a rest that starts with `//` would read as an IRI of its own."""
        for prefix, start in self.prefixes:
            rest = iri.removeprefix(start)
            if rest != iri and not rest.startswith("//"):
                return f"{prefix}:{rest}"
        return iri

    def value(self, name: str, value: Term) -> str | dict[str, str]:
        if isinstance(value, ox.NamedNode):
            plain = name == "@type" or self.coerced.get(name) == "@id"
            return self.iri(value.value) if plain else {"@id": self.iri(value.value)}
        if not isinstance(value, ox.Literal):
            raise TypeError(f"{value} has no form here")
        if value.language:
            return {"@value": value.value, "@language": value.language}
        kind = self.iri(value.datatype.value)
        if value.datatype.value == XSD + "string" and name not in self.coerced:
            return value.value
        return value.value if self.coerced.get(name) == kind else {"@value": value.value, "@type": kind}
