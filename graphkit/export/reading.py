"""A graph out of its RDF: the way back of `quads`."""

from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import unquote

import pyoxigraph as ox

from graphkit.errors import InputError
from graphkit.export.iris import DCTERMS, PROV, RDF, RDFS, SCHEMA, SKOS, VOID, Iris
from graphkit.graph import Graph
from graphkit.model import Article, Certainty, Entity, Evidence, Qualifiers, Span, Statement
from graphkit.ontology import NAMESPACE as GK

_TYPE = RDF + "type"
Node = dict[str, list[ox.NamedNode | ox.Literal]]


def graph_of(quads: Iterable[ox.Quad]) -> Graph:
    """The graph that the quads describe, articles without their text. Raises `InputError` where none is described."""
    nodes: dict[str, Node] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        subject, value = quad.subject, quad.object
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            continue
        if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
            nodes[subject.value][quad.predicate.value].append(value)
    return _Reader(nodes).graph()


class _Reader:
    """Takes the nodes of each kind apart."""

    def __init__(self, nodes: dict[str, Node]) -> None:
        self.nodes = nodes
        datasets = self.of_type(VOID + "Dataset", DCTERMS + "conformsTo")
        if not datasets:
            raise InputError("it describes no dataset of graphkit")
        self.names = Iris(datasets[0].removesuffix("dataset"))

    def graph(self) -> Graph:
        articles = [self.article(self.nodes[iri]) for iri in self.of_type(SCHEMA + "NewsArticle", GK + "id")]
        entities = [self.entity(node) for node in self.nodes.values() if SKOS + "prefLabel" in node]
        statements = [self.nodes[iri] for iri in self.of_type(GK + "Statement", GK + "certainty")]
        return Graph(
            articles={article.id: article for article in sorted(articles, key=lambda a: a.id)},
            entities={entity.id: entity for entity in sorted(entities, key=lambda e: e.id)},
            statements=dict(sorted((self.statement(node), self.evidences(node)) for node in statements)),
        )

    def of_type(self, kind: str, needed: str) -> list[str]:
        wanted = ox.NamedNode(kind)
        return [iri for iri, node in self.nodes.items() if wanted in node.get(_TYPE, ()) and needed in node]

    def article(self, node: Node) -> Article:
        original = _maybe(node, GK + "copyOf")
        return Article(
            id=_one(node, GK + "id"),
            text="",
            body=_span(node, "bodyBegin", "bodyEnd") or Span(0, 0),
            title=_span(node, "titleBegin", "titleEnd"),
            published=_maybe(node, SCHEMA + "datePublished"),
            source=_maybe(node, SCHEMA + "publisher"),
            language=_maybe(node, SCHEMA + "inLanguage") or "nl",
            copy_of=None if original is None else self.names.article_id(original),
        )

    def entity(self, node: Node) -> Entity:
        labels = [label for label in node.get(RDFS + "label", []) if isinstance(label, ox.Literal)]
        pairs = (value.value.partition(":") for value in node.get(GK + "identifier", []))
        return Entity(
            id=_one(node, GK + "id"),
            type=_one(node, _TYPE).removeprefix(GK),
            label=_one(node, SKOS + "prefLabel"),
            labels=tuple(sorted((label.language, label.value) for label in labels if label.language)),
            names=tuple(sorted(name.value for name in node.get(SKOS + "altLabel", []))),
            identifiers=tuple(sorted((unquote(kind), identifier) for kind, _, identifier in pairs)),
            articles=tuple(sorted(self.names.article_id(a.value) for a in node.get(GK + "mentionedIn", []))),
        )

    def statement(self, node: Node) -> Statement:
        return Statement(
            subject=self.names.entity_id(_one(node, RDF + "subject")),
            relation=unquote(_one(node, RDF + "predicate").removeprefix(GK)),
            object=self.names.entity_id(_one(node, RDF + "object")),
            certainty=Certainty(_one(node, GK + "certainty").removeprefix(GK)),
        )

    def evidences(self, node: Node) -> frozenset[Evidence]:
        return frozenset(self.evidence(self.nodes[iri.value]) for iri in node.get(GK + "evidence", []))

    def evidence(self, node: Node) -> Evidence:
        return Evidence(
            article=self.names.article_id(_one(node, PROV + "wasDerivedFrom")),
            span=_span(node, "begin", "end") or Span(0, 0),
            quote=_one(node, GK + "quote"),
            rule=_one(node, GK + "rule"),
            confidence=float(_one(node, GK + "confidence")),
            subject=_span(node, "subjectBegin", "subjectEnd"),
            object=_span(node, "objectBegin", "objectEnd"),
            qualifiers=self.qualifiers(node),
        )

    def qualifiers(self, node: Node) -> Qualifiers:
        prefix = f"{self.names.base}detail/"
        details = [
            (self.names.detail_key(name), value.value)
            for name, values in node.items()
            if name.startswith(prefix)
            for value in values
        ]
        return Qualifiers(
            attributed_to=self.entity_or_words(node, "attributedTo"),
            time=_maybe(node, GK + "time"),
            place=self.entity_or_words(node, "place"),
            details=tuple(sorted(details)),
        )

    def entity_or_words(self, node: Node, name: str) -> str | None:
        iri = _maybe(node, GK + name)
        return _maybe(node, GK + name + "Words") if iri is None else self.names.entity_id(iri)


def _maybe(node: Node, name: str) -> str | None:
    return node[name][0].value if name in node else None


def _one(node: Node, name: str) -> str:
    value = _maybe(node, name)
    if value is None:
        raise InputError(f"a node lacks its {name}")
    return value


def _span(node: Node, begin: str, end: str) -> Span | None:
    start, stop = _maybe(node, GK + begin), _maybe(node, GK + end)
    return None if start is None or stop is None else Span(int(start), int(stop))
