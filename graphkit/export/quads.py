"""The graph as RDF: what is a triple, what a node of its own, and in which order they come.

A plain triple stands only where the statement is asserted. Each statement has a node, its IRI a hash, with certainty
and evidence; each evidence a node with the sentence, where it stands, and the rule. There are no blank nodes. All is in
the default graph, and the asserted triples of an article once more in the graph that bears the article's IRI.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import quote

import pyoxigraph as ox

from graphkit import __version__
from graphkit.export import iris
from graphkit.export.iris import DCTERMS, OWL, PROV, RDF, RDFS, SCHEMA, SKOS, VOID, Iris
from graphkit.export.terms import decimal, integer, moment, text
from graphkit.graph import Graph
from graphkit.model import Article, Certainty, Entity, Evidence, Span, Statement
from graphkit.ontology import NAMESPACE as GK
from graphkit.resolve.counting import counted

Value = ox.NamedNode | ox.Literal
Pair = tuple[str, Value]
_TYPE = RDF + "type"
_WIKIDATA_ID = re.compile(r"[QP]\d+")
SOFTWARE = f"https://w3id.org/graphkit/release/{__version__}"


def quads(graph: Graph, base: str = iris.BASE) -> Iterator[ox.Quad]:
    """Every quad of the graph in a fixed order: the default graph, then a named graph for each article."""
    yield from (_quad(triple) for triple in triples(graph, base))
    yield from article_graphs(graph, base)


def triples(graph: Graph, base: str = iris.BASE) -> Iterator[ox.Triple]:
    """The default graph: entities with their facts, statements with their evidence, articles, the build."""
    return _Describer(graph, Iris(base)).all()


def article_graphs(graph: Graph, base: str = iris.BASE) -> Iterator[ox.Quad]:
    """What each article asserts, in a graph named after it."""
    names = Iris(base)
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in asserted(graph):
        for article in {evidence.article for evidence in graph.statements[statement]}:
            said[article].append(statement)
    for article in sorted(said):
        graph_name = ox.NamedNode(names.article(article))
        yield from (_quad(fact(statement, names), graph_name) for statement in said[article])


def asserted(graph: Graph) -> list[Statement]:
    """The statements that are facts, in order."""
    return sorted(statement for statement in graph.statements if statement.certainty == Certainty.ASSERTED)


def fact(statement: Statement, names: Iris) -> ox.Triple:
    """The plain triple of a statement."""
    return ox.Triple(*ends(statement, names))


def ends(statement: Statement, names: Iris) -> tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]:
    """Subject, relation and object of a statement as nodes."""
    return (
        ox.NamedNode(names.entity(statement.subject)),
        ox.NamedNode(iris.relation(statement.relation)),
        ox.NamedNode(names.entity(statement.object)),
    )


class _Describer:
    """Says everything that the default graph holds, subject by subject."""

    def __init__(self, graph: Graph, names: Iris) -> None:
        self.graph = graph
        self.names = names
        self.facts: dict[str, list[ox.Triple]] = defaultdict(list)
        for statement in asserted(graph):
            self.facts[statement.subject].append(fact(statement, names))

    def all(self) -> Iterator[ox.Triple]:
        for identifier, entity in sorted(self.graph.entities.items()):
            yield from about(self.names.entity(identifier), self.entity(entity))
            yield from self.facts[identifier]
        for unknown in sorted(self.facts.keys() - self.graph.entities.keys()):
            yield from self.facts[unknown]
        for statement in sorted(self.graph.statements):
            yield from self.statement(statement, self.graph.evidence(statement))
        for identifier, article in sorted(self.graph.articles.items()):
            yield from about(self.names.article(identifier), self.article(article))
        yield from self.details()
        yield from self.build()

    def entity(self, entity: Entity) -> Iterator[Pair]:
        yield _TYPE, ox.NamedNode(GK + entity.type)
        yield GK + "id", text(entity.id)
        yield SKOS + "prefLabel", text(entity.label)
        yield from ((RDFS + "label", text(label, language)) for language, label in sorted(entity.labels))
        if not entity.labels:
            yield RDFS + "label", text(entity.label)
        yield from ((SKOS + "altLabel", text(name)) for name in sorted(entity.names))
        for kind, identifier in sorted(entity.identifiers):
            yield GK + "identifier", text(f"{quote(kind, safe='')}:{identifier}")
        known = {identifier for kind, identifier in entity.identifiers if kind.lower() == "wikidata"} | {entity.id}
        yield from (
            (OWL + "sameAs", ox.NamedNode(iris.WIKIDATA + one)) for one in sorted(known) if _WIKIDATA_ID.fullmatch(one)
        )
        for article in sorted(entity.articles):
            yield GK + "mentionedIn", ox.NamedNode(self.names.article(article))

    def statement(self, statement: Statement, evidence: list[Evidence]) -> Iterator[ox.Triple]:
        node = self.names.statement(statement)
        nodes = [self.names.evidence(statement, one) for one in evidence]
        yield from about(node, self.statement_node(statement, evidence, nodes))
        for iri, one in zip(nodes, evidence, strict=True):
            yield from about(iri, self.evidence(one))

    def statement_node(self, statement: Statement, evidence: list[Evidence], nodes: list[str]) -> Iterator[Pair]:
        subject, relation, obj = ends(statement, self.names)
        yield _TYPE, ox.NamedNode(GK + "Statement")
        yield RDF + "subject", subject
        yield RDF + "predicate", relation
        yield RDF + "object", obj
        yield GK + "certainty", ox.NamedNode(GK + statement.certainty)
        if evidence:
            yield GK + "confidence", decimal(max(one.confidence for one in evidence))
        yield GK + "evidenceCount", integer(len(evidence))
        count = counted(evidence, self.graph.articles)
        yield GK + "articleCount", integer(count.articles)
        yield GK + "sourceCount", integer(count.sources)
        if count.first is not None and count.last is not None:
            yield GK + "firstReported", moment(count.first)
            yield GK + "lastReported", moment(count.last)
        yield from ((GK + "evidence", ox.NamedNode(iri)) for iri in nodes)

    def evidence(self, evidence: Evidence) -> Iterator[Pair]:
        article = self.graph.articles.get(evidence.article)
        yield _TYPE, ox.NamedNode(GK + "Evidence")
        yield PROV + "wasDerivedFrom", ox.NamedNode(self.names.article(evidence.article))
        yield GK + "quote", text(evidence.quote, article.language if article else "nl")
        yield from _offsets(evidence.span, "begin", "end")
        yield from _offsets(evidence.subject, "subjectBegin", "subjectEnd")
        yield from _offsets(evidence.object, "objectBegin", "objectEnd")
        yield GK + "rule", text(evidence.rule)
        yield GK + "confidence", decimal(evidence.confidence)
        qualifiers = evidence.qualifiers
        yield from self.entity_or_words("attributedTo", qualifiers.attributed_to)
        yield from self.entity_or_words("place", qualifiers.place)
        if qualifiers.time is not None:
            yield GK + "time", moment(qualifiers.time)
        yield from ((self.names.detail(key), text(value)) for key, value in sorted(qualifiers.details))

    def entity_or_words(self, name: str, value: str | None) -> Iterator[Pair]:
        if value is not None and value in self.graph.entities:
            yield GK + name, ox.NamedNode(self.names.entity(value))
        elif value is not None:
            yield GK + name + "Words", text(value)

    def article(self, article: Article) -> Iterator[Pair]:
        yield _TYPE, ox.NamedNode(SCHEMA + "NewsArticle")
        yield GK + "id", text(article.id)
        yield SCHEMA + "headline", text(article.headline, article.language)
        yield SCHEMA + "inLanguage", text(article.language)
        if article.published is not None:
            yield SCHEMA + "datePublished", moment(article.published)
        if article.source is not None:
            yield SCHEMA + "publisher", text(article.source)
        if article.copy_of is not None:
            yield GK + "copyOf", ox.NamedNode(self.names.article(article.copy_of))
        yield from _offsets(article.title, "titleBegin", "titleEnd")
        yield from _offsets(article.body, "bodyBegin", "bodyEnd")
        if article.text:
            yield GK + "sha256", text(sha256(article))

    def details(self) -> Iterator[ox.Triple]:
        """Each kind of detail as a property below `gk:detail`."""
        keys = {key for all_ in self.graph.statements.values() for one in all_ for key, _ in one.qualifiers.details}
        for key in sorted(keys):
            yield from about(
                self.names.detail(key),
                [(RDFS + "subPropertyOf", ox.NamedNode(GK + "detail")), (RDFS + "label", text(key))],
            )

    def build(self) -> Iterator[ox.Triple]:
        """What made the dataset, out of which articles; without a clock, so that two builds write the same bytes."""
        articles = [self.names.article(identifier) for identifier in sorted(self.graph.articles)]
        run = self.names.run(__version__, articles)
        yield from about(
            self.names.dataset,
            [
                (_TYPE, ox.NamedNode(VOID + "Dataset")),
                (DCTERMS + "conformsTo", ox.NamedNode(GK.rstrip("#"))),
                (PROV + "wasGeneratedBy", ox.NamedNode(run)),
            ],
        )
        agent = (PROV + "wasAssociatedWith", ox.NamedNode(SOFTWARE))
        used = ((PROV + "used", ox.NamedNode(article)) for article in articles)
        yield from about(run, [(_TYPE, ox.NamedNode(PROV + "Activity")), agent, *used])
        yield from about(
            SOFTWARE, [(_TYPE, ox.NamedNode(PROV + "SoftwareAgent")), (RDFS + "label", text(f"graphkit {__version__}"))]
        )


def _quad(triple: ox.Triple, graph: ox.NamedNode | None = None) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def sha256(article: Article) -> str:
    """The hash of the article's text."""
    return hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()


def about(subject: str, pairs: Iterable[Pair]) -> Iterator[ox.Triple]:
    """One triple for each pair of property and value, none twice."""
    node = ox.NamedNode(subject)
    return (ox.Triple(node, ox.NamedNode(name), value) for name, value in dict.fromkeys(pairs))


def _offsets(span: Span | None, begin: str, end: str) -> Iterator[Pair]:
    if span is not None:
        yield GK + begin, integer(span.start)
        yield GK + end, integer(span.end)
