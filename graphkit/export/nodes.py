"""The graph as RDF nodes: what is said of each, in which order they come. How a node is spelled is in `spelling`.

A plain triple stands only where the statement is asserted. Each statement has a node, its IRI a hash, with certainty
and evidence; each evidence a node with the sentence, where it stands, and the rule. There are no blank nodes. Nodes are
made one at a time, as strings of the format that is written, so that a file needs no more memory than its graph.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote

from graphkit import __version__
from graphkit.export.iris import evidence_digest, relation, statement_digest
from graphkit.export.spelling import Triples
from graphkit.graph import Graph
from graphkit.model import Article, Certainty, Entity, Evidence, Span, Statement
from graphkit.ontology import NAMESPACE as GK
from graphkit.resolve.counting import counted

_WIKIDATA_ID = re.compile(r"[QP]\d+")
SOFTWARE = f"https://w3id.org/graphkit/release/{__version__}"
Pair = tuple[str, str]


class Node(NamedTuple):
    """A subject, and what is said of it: property and value, each as the format spells it."""

    subject: str
    pairs: list[Pair]


class Describer:
    """Says what the default graph holds, node by node."""

    def __init__(self, graph: Graph, spelling: Triples) -> None:
        self.graph = graph
        self.spell = spelling
        self.facts: dict[str, list[Statement]] = defaultdict(list)
        for statement in asserted(graph):
            self.facts[statement.subject].append(statement)

    def all(self) -> Iterator[Node]:
        """Every node: entities with their facts, statements with their evidence, articles, the build."""
        for identifier in self.subjects():
            yield self.entity(identifier)
        for statement in sorted(self.graph.statements):
            yield from self.statement(statement)
        for identifier in sorted(self.graph.articles):
            yield self.article(self.graph.articles[identifier])
        yield from self.details()
        yield from self.build()

    def subjects(self) -> list[str]:
        """The ids of entities in order, then those that facts alone have."""
        known = sorted(self.graph.entities)
        return [*known, *sorted(self.facts.keys() - self.graph.entities.keys())]

    def entity(self, identifier: str) -> Node:
        """An entity and its facts."""
        found = self.graph.entities.get(identifier)
        described = self._entity(found) if found is not None else []
        return Node(self.spell.entity(identifier), _distinct([*described, *map(self.fact, self._facts(identifier))]))

    def fact(self, statement: Statement) -> Pair:
        """The plain triple of a statement, without its subject."""
        return self.relation(statement.relation), self.spell.entity(statement.object)

    def statement(self, statement: Statement) -> Iterator[Node]:
        """The node of a statement, then those of its evidence."""
        evidence = self.evidence_of(statement)
        digests = [evidence_digest(statement, one) for one in evidence]
        yield self.statement_node(statement, evidence, digests)
        for digest, one in zip(digests, evidence, strict=True):
            yield self.evidence(digest, one)

    def evidence_of(self, statement: Statement) -> list[Evidence]:
        """The evidence of a statement in a fixed order."""
        held = self.graph.statements[statement]
        return list(held) if len(held) == 1 else self.graph.evidence(statement)

    def statement_node(self, statement: Statement, evidence: list[Evidence], digests: list[str]) -> Node:
        """What a statement says, how certainly, and how often it is made."""
        spell, word = self.spell, self.spell.word
        count = counted(evidence, self.graph.articles)
        pairs = [
            (word("rdf:type"), word("gk:Statement")),
            (word("rdf:subject"), spell.entity(statement.subject)),
            (word("rdf:predicate"), self.relation(statement.relation)),
            (word("rdf:object"), spell.entity(statement.object)),
            (word("gk:certainty"), word(f"gk:{statement.certainty}")),
        ]
        if evidence:
            pairs.append((word("gk:confidence"), spell.decimal(max(one.confidence for one in evidence))))
        pairs += (
            (word("gk:evidenceCount"), spell.integer(len(evidence))),
            (word("gk:articleCount"), spell.integer(count.articles)),
            (word("gk:sourceCount"), spell.integer(count.sources)),
        )
        if count.first is not None and count.last is not None:
            pairs.append((word("gk:firstReported"), spell.moment(count.first)))
            pairs.append((word("gk:lastReported"), spell.moment(count.last)))
        pairs += [(word("gk:evidence"), spell.hashed("ev", digest)) for digest in digests]
        return Node(spell.hashed("st", statement_digest(statement)), pairs)

    def evidence(self, digest: str, evidence: Evidence) -> Node:
        """The sentence, where it stands, and by which rule it was read."""
        spell, word = self.spell, self.spell.word
        article = self.graph.articles.get(evidence.article)
        given = evidence.qualifiers
        pairs = [
            (word("rdf:type"), word("gk:Evidence")),
            (word("prov:wasDerivedFrom"), spell.article(evidence.article)),
            (word("gk:quote"), spell.text(evidence.quote, article.language if article else "nl")),
            *self._offsets(evidence.span, "gk:begin", "gk:end"),
            *self._offsets(evidence.subject, "gk:subjectBegin", "gk:subjectEnd"),
            *self._offsets(evidence.object, "gk:objectBegin", "gk:objectEnd"),
            (word("gk:rule"), spell.text(evidence.rule)),
            (word("gk:confidence"), spell.decimal(evidence.confidence)),
        ]
        if given.attributed_to is not None:
            pairs.append(self._entity_or_words("gk:attributedTo", given.attributed_to))
        if given.place is not None:
            pairs.append(self._entity_or_words("gk:place", given.place))
        if given.time is not None:
            pairs.append((word("gk:time"), spell.moment(given.time)))
        pairs += [(self._detail(key), spell.text(value)) for key, value in sorted(given.details)]
        return Node(spell.hashed("ev", digest), pairs)

    def article(self, article: Article) -> Node:
        """An article without its text, of which the hash is told."""
        spell, word = self.spell, self.spell.word
        pairs = [
            (word("rdf:type"), word("schema:NewsArticle")),
            (word("gk:id"), spell.text(article.id)),
            (word("schema:headline"), spell.text(article.headline, article.language)),
            (word("schema:inLanguage"), spell.text(article.language)),
        ]
        if article.published is not None:
            pairs.append((word("schema:datePublished"), spell.moment(article.published)))
        if article.source is not None:
            pairs.append((word("schema:publisher"), spell.text(article.source)))
        if article.copy_of is not None:
            pairs.append((word("gk:copyOf"), spell.article(article.copy_of)))
        pairs += self._offsets(article.title, "gk:titleBegin", "gk:titleEnd")
        pairs += self._offsets(article.body, "gk:bodyBegin", "gk:bodyEnd")
        if article.text:
            pairs.append((word("gk:sha256"), spell.text(sha256(article))))
        return Node(spell.article(article.id), pairs)

    def details(self) -> Iterator[Node]:
        """Each kind of detail as a property below `gk:detail`."""
        word = self.spell.word
        keys = {key for all_ in self.graph.statements.values() for one in all_ for key, _ in one.qualifiers.details}
        for key in sorted(keys):
            above, label = (word("rdfs:subPropertyOf"), word("gk:detail")), (word("rdfs:label"), self.spell.text(key))
            yield Node(self._detail(key), [above, label])

    def build(self) -> Iterator[Node]:
        """What made the dataset, out of which articles; without a clock, so that two builds write the same bytes."""
        spell, word, names = self.spell, self.spell.word, self.spell.names
        articles = sorted(self.graph.articles)
        run = spell.iri(names.run(__version__, [names.article(identifier) for identifier in articles]))
        kind, agent = word("rdf:type"), spell.iri(SOFTWARE)
        about = (kind, word("void:Dataset")), (word("dcterms:conformsTo"), spell.iri(GK.rstrip("#")))
        yield Node(spell.iri(names.dataset), [*about, (word("prov:wasGeneratedBy"), run)])
        did = (kind, word("prov:Activity")), (word("prov:wasAssociatedWith"), agent)
        yield Node(run, [*did, *((word("prov:used"), spell.article(identifier)) for identifier in articles)])
        yield Node(
            agent, [(kind, word("prov:SoftwareAgent")), (word("rdfs:label"), spell.text(f"graphkit {__version__}"))]
        )

    def relation(self, name: str) -> str:
        """A relation as a property."""
        return self.spell.word("gk:" + relation(name).removeprefix(GK))

    def _facts(self, identifier: str) -> list[Statement]:
        return self.facts.get(identifier, [])

    def _entity(self, entity: Entity) -> Iterator[Pair]:
        spell, word = self.spell, self.spell.word
        yield word("rdf:type"), word(f"gk:{entity.type}")
        yield word("gk:id"), spell.text(entity.id)
        yield word("skos:prefLabel"), spell.text(entity.label)
        yield from ((word("rdfs:label"), spell.text(label, language)) for language, label in sorted(entity.labels))
        if not entity.labels:
            yield word("rdfs:label"), spell.text(entity.label)
        yield from ((word("skos:altLabel"), spell.text(name)) for name in sorted(entity.names))
        for kind, identifier in sorted(entity.identifiers):
            yield word("gk:identifier"), spell.text(f"{quote(kind, safe='')}:{identifier}")
        known = {identifier for kind, identifier in entity.identifiers if kind.lower() == "wikidata"} | {entity.id}
        for one in sorted(known):
            if _WIKIDATA_ID.fullmatch(one):
                yield word("owl:sameAs"), word(f"wd:{one}")
        for article in sorted(entity.articles):
            yield word("gk:mentionedIn"), spell.article(article)

    def _detail(self, key: str) -> str:
        return self.spell.word("det:" + self.spell.names.detail(key).removeprefix(self.spell.prefixes["det"]))

    def _entity_or_words(self, name: str, value: str) -> Pair:
        if value in self.graph.entities:
            return self.spell.word(name), self.spell.entity(value)
        return self.spell.word(f"{name}Words"), self.spell.text(value)

    def _offsets(self, span: Span | None, begin: str, end: str) -> tuple[Pair, ...]:
        if span is None:
            return ()
        spell = self.spell
        return (spell.word(begin), spell.integer(span.start)), (spell.word(end), spell.integer(span.end))


def asserted(graph: Graph) -> list[Statement]:
    """The statements that are facts, in order."""
    return sorted(statement for statement in graph.statements if statement.certainty == Certainty.ASSERTED)


def by_article(graph: Graph) -> dict[str, list[Statement]]:
    """The facts that each article asserts, both in order."""
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in asserted(graph):
        for article in {evidence.article for evidence in graph.statements[statement]}:
            said[article].append(statement)
    return {article: said[article] for article in sorted(said)}


def sha256(article: Article) -> str:
    """The hash of the article's text."""
    return hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()


def triples_of(node: Node) -> str:
    """A node as lines of N-Triples."""
    subject = node.subject
    return "".join([f"{subject} {name} {value} .\n" for name, value in node.pairs])


def turtle_of(node: Node, indent: str = "") -> str:
    """A node as Turtle: values of one property that follow each other after one comma."""
    if not node.pairs:
        return ""
    parts, last = [indent, node.subject], ""
    for name, value in node.pairs:
        if name == last:
            parts.append(f" , {value}")
        else:
            parts.append(f" ;\n{indent}\t{name} {value}" if last else f" {name} {value}")
            last = name
    parts.append(" .\n")
    return "".join(parts)


def _distinct(pairs: Iterable[Pair]) -> list[Pair]:
    return list(dict.fromkeys(pairs))
