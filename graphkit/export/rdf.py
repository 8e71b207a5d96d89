"""The graph in rdflib's hands, for whoever goes on in Python: the library interface, slower than the files."""

from typing import TYPE_CHECKING

import pyoxigraph as ox

from graphkit.export.iris import BASE, XSD, Iris
from graphkit.export.quads import quads
from graphkit.graph import Graph
from graphkit.ontology import Term

if TYPE_CHECKING:
    import rdflib


def dataset(graph: Graph, base: str = BASE) -> "rdflib.Dataset":
    """Everything as an rdflib `Dataset`: the default graph, and a named graph for each article."""
    import rdflib

    found = rdflib.Dataset()
    for prefix, iri in Iris(base).prefixes().items():
        found.bind(prefix, iri, replace=True)
    for quad in quads(graph, base):
        into = (
            found.default_graph if isinstance(quad.graph_name, ox.DefaultGraph) else found.graph(_term(quad.graph_name))
        )
        into.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return found


def _term(term: Term | ox.DefaultGraph) -> "rdflib.URIRef | rdflib.Literal":
    import rdflib

    if isinstance(term, ox.Literal):
        # a plain string is one with a datatype to Oxigraph and without one to rdflib
        kind = None if term.language or term.datatype.value == XSD + "string" else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, lang=term.language, datatype=kind)
    return rdflib.URIRef(str(term)[1:-1])
