"""Whether what a build wrote holds to its own contract: by SHACL, or by the same rules in SPARQL where it is large.

`ontology/shapes.ttl` is the contract and pySHACL (extra `shacl`) its judge up to `SHACL_UP_TO` triples, where it takes
half a minute; past that the queries of `ontology/checks/` find the same in a fraction of a second.

    for violation in validate(Path("output")).violations:
        print(violation.text())
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graphkit import ontology, resources, store
from graphkit.errors import UsageError
from graphkit.export.iris import SKOS
from graphkit.table import printable

if TYPE_CHECKING:
    import rdflib

SHACL_UP_TO = 50_000
ENGINES = ("auto", "shacl", "sparql")
_FEW = 3
_GK = ontology.NAMESPACE
_SH = "http://www.w3.org/ns/shacl#"
_FITS = "subject and object are of types that the relation takes"
_KNOWN_RELATION = "a statement has one relation of the ontology"
_KNOWN_TYPE = "an entity has one type of the ontology"


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One rule that one node breaks; `evidence` says in words what the node is and which sentences are behind it."""

    rule: str
    focus: str
    evidence: tuple[str, ...] = ()

    def text(self) -> str:
        """The violation for people: the rule, the node, the evidence."""
        lines = (f"not so: {self.rule}", f"  {self.focus}", *(f"    {line}" for line in self.evidence))
        return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Verdict:
    """All violations, in order; `engine` is what found them."""

    engine: str
    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """Whether there are none."""
        return not self.violations


def validate(folder: Path, engine: str = "auto") -> Verdict:
    """The verdict on a folder that a build wrote.

    `engine` is shacl, sparql, or auto: shacl where pySHACL is installed and the graph is small enough for it. Raises
    `InputError` where there is no graph, `UsageError` where pySHACL is asked for and not installed.
    """
    if engine not in ENGINES:
        raise UsageError(f"no engine {engine!r}: it is one of {', '.join(ENGINES)}")
    opened = store.open_store(folder)
    small = len(opened) <= SHACL_UP_TO
    if engine == "shacl" or (engine == "auto" and small and _installed()):
        found, engine = by_shacl(opened), "shacl"
    else:
        found, engine = by_sparql(opened), "sparql"
    explainer = _Explainer(opened)
    return Verdict(engine, tuple(Violation(rule, focus, explainer.about(focus)) for rule, focus in sorted(set(found))))


def by_shacl(opened: ox.Store) -> Iterator[tuple[str, str]]:
    """Rule and node of each violation of `shapes.ttl`."""
    try:
        from pyshacl import validate as judge
    except ImportError as error:
        raise UsageError("pySHACL is not installed: pip install 'graphkit[shacl]', or use the sparql engine") from error
    import rdflib

    data = rdflib.Graph().parse(data=_default_graph(opened), format="nt")
    # put into the data, not given as ont_graph, of which pySHACL 0.40 mixes in a part alone
    data += _shipped("graphkit.ttl")
    _, report, _ = judge(
        data, shacl_graph=_shipped("shapes.ttl"), advanced=True, inference="none", do_owl_imports=False
    )
    sh = rdflib.Namespace(_SH)
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        yield str(report.value(result, sh.resultMessage)), str(report.value(result, sh.focusNode))


def by_sparql(opened: ox.Store) -> Iterator[tuple[str, str]]:
    """Rule and node of each violation that the queries of `checks/` find, and of each type that does not fit."""
    for path in sorted((resources.ontology() / "checks").glob("*.rq")):
        query = path.read_text("utf-8")
        rule = query.partition("\n")[0].removeprefix("# ")
        # one query a relation, rather than a scan of everything for what may be one
        for relation in ontology.load().relations if "?relation" in query else ("",):
            found = store.select(opened, query.replace("?relation", f"gk:{relation}"))
            yield from ((rule, _iri(row["focus"])) for row in found)
    yield from _types(opened)
    yield from _relations(opened)


def _types(opened: ox.Store) -> Iterator[tuple[str, str]]:
    known = ontology.load().types
    query = """SELECT ?focus (GROUP_CONCAT(DISTINCT STR(?type)) AS ?types)
        WHERE { ?focus skos:prefLabel ?label OPTIONAL { ?focus a ?type } } GROUP BY ?focus"""
    for row in store.select(opened, query):
        if row["types"] is None or row["types"].value.removeprefix(_GK) not in known:
            yield _KNOWN_TYPE, _iri(row["focus"])


def _relations(opened: ox.Store) -> Iterator[tuple[str, str]]:
    """Asks first which relation joins which types, a short list, then for the statements of those that do not fit."""
    known = ontology.load()
    for row in store.select(opened, "SELECT DISTINCT ?p WHERE { ?focus a gk:Statement ; rdf:predicate ?p }"):
        if _iri(row["p"]).removeprefix(_GK) not in known.relations:
            found = store.select(opened, f"SELECT ?focus WHERE {{ ?focus rdf:predicate {row['p']} }}")
            yield from ((_KNOWN_RELATION, _iri(each["focus"])) for each in found)
    joined = """SELECT DISTINCT ?p ?from ?to WHERE {
        ?focus rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . ?s a ?from . ?o a ?to }"""
    for row in store.select(opened, joined):
        relation, subject, obj = (_iri(row[name]).removeprefix(_GK) for name in ("p", "from", "to"))
        typed = relation in known.relations and subject in known.types and obj in known.types
        if typed and not known.accepts(relation, subject, obj):
            found = store.select(
                opened,
                f"""SELECT ?focus WHERE {{ ?focus rdf:predicate {row["p"]} ; rdf:subject ?s ; rdf:object ?o .
                    ?s a {row["from"]} . ?o a {row["to"]} }}""",
            )
            yield from ((_FITS, _iri(each["focus"])) for each in found)


class _Explainer:
    """Says of a node in words what it is, and which sentences are behind it."""

    def __init__(self, opened: ox.Store) -> None:
        self.store = opened

    def about(self, iri: str) -> tuple[str, ...]:
        return tuple(map(printable, (*self._statements(iri), *self._sentences(iri), *self._label(iri))))

    def _statements(self, iri: str) -> Iterator[str]:
        """The statement that the node is, or that it is evidence of."""
        query = f"""SELECT ?s ?p ?o ?certainty WHERE {{ {{ BIND(<{iri}> AS ?x) }} UNION {{ ?x gk:evidence <{iri}> }}
            ?x rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o OPTIONAL {{ ?x gk:certainty ?certainty }} }}"""
        for row in store.select(self.store, query):
            certainty = _iri(row["certainty"]).removeprefix(_GK) if row["certainty"] else "of no certainty"
            yield f"{self._named(row['s'])} {_iri(row['p']).removeprefix(_GK)} {self._named(row['o'])} [{certainty}]"

    def _sentences(self, iri: str) -> Iterator[str]:
        query = f"""SELECT DISTINCT ?quote ?article ?rule WHERE {{
            {{ BIND(<{iri}> AS ?e) }} UNION {{ <{iri}> gk:evidence ?e }}
            ?e gk:quote ?quote OPTIONAL {{ ?e prov:wasDerivedFrom/gk:id ?article }} OPTIONAL {{ ?e gk:rule ?rule }}
            }} ORDER BY ?article ?quote LIMIT {_FEW}"""
        for row in store.select(self.store, query):
            article, rule = (row[name].value if row[name] else "?" for name in ("article", "rule"))
            yield f"“{row['quote'].value}” ({article}, rule {rule})"

    def _label(self, iri: str) -> Iterator[str]:
        query = f"SELECT ?text WHERE {{ <{iri}> skos:prefLabel|schema:headline ?text }} ORDER BY ?text LIMIT {_FEW}"
        return (row["text"].value for row in store.select(self.store, query))

    def _named(self, node: ox.NamedNode) -> str:
        label = next(self.store.quads_for_pattern(node, ox.NamedNode(SKOS + "prefLabel"), None), None)
        return label.object.value if label and isinstance(label.object, ox.Literal) else _iri(node)


def _default_graph(opened: ox.Store) -> bytes:
    found = opened.quads_for_pattern(None, None, None, ox.DefaultGraph())
    return ox.serialize((quad.triple for quad in found), format=ox.RdfFormat.N_TRIPLES) or b""


@cache
def _shipped(name: str) -> "rdflib.Graph":
    import rdflib

    return rdflib.Graph().parse(resources.ontology() / name)


def _installed() -> bool:
    from importlib.util import find_spec

    return find_spec("pyshacl") is not None


def _iri(term: object) -> str:
    return str(term).removeprefix("<").removesuffix(">")
