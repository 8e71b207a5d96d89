"""graph.rdf: the default graph as RDF/XML, for tools that read nothing else; written on request."""

import re
from pathlib import Path

import pyoxigraph as ox

from graphkit.export.files import whole
from graphkit.export.iris import BASE, Iris
from graphkit.export.quads import triples
from graphkit.graph import Graph

# XML 1.0 has no way to write these at all, not even as a reference.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Prefixed attribute and element names are all that RDF/XML needs; ids after these may not be XML names.
_NODES = {"ent", "art", "st", "ev"}


def write(graph: Graph, path: Path, base: str = BASE) -> None:
    """Write the default graph as RDF/XML; characters that XML cannot hold become U+FFFD."""
    prefixes = {prefix: iri for prefix, iri in Iris(base).prefixes().items() if prefix not in _NODES}
    with whole(path) as file:
        ox.serialize(map(_writable, triples(graph, base)), file, ox.RdfFormat.RDF_XML, prefixes=prefixes)


def _writable(triple: ox.Triple) -> ox.Triple:
    value = triple.object
    if not isinstance(value, ox.Literal) or not UNWRITABLE.search(value.value):
        return triple
    clean = UNWRITABLE.sub("\ufffd", value.value)
    kind = {"language": value.language} if value.language else {"datatype": value.datatype}
    return ox.Triple(triple.subject, triple.predicate, ox.Literal(clean, **kind))
