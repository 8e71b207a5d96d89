"""The graph as RDF nodes: what is said of each, in which order they come. How a node is spelled is in `spelling`.

A plain triple stands only where the statement is asserted. Each statement has a node, its IRI a hash, with certainty
and evidence; each evidence a node with the sentence, where it stands, and the rule. There are no blank nodes. Nodes are
made one at a time, as strings of the format that is written, so that a file needs no more memory than its graph; how
they are put together into text is in `forms`.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from graphkit import __version__
from graphkit.export.forms import Node, Pair, node
from graphkit.export.iris import evidence_digests, relation, statement_digest
from graphkit.export.spelling import Triples
from graphkit.graph import Graph
from graphkit.model import UNQUALIFIED, Article, Certainty, Entity, Evidence, Qualifiers, Span, Statement
from graphkit.ontology import NAMESPACE as GK
from graphkit.resolve.counting import counted

_WIKIDATA_ID = re.compile(r"[QP]\d+")
SOFTWARE = f"https://w3id.org/graphkit/release/{__version__}"
# The properties of statements and evidence, of which there are millions, in order.
_STATEMENT = ("rdf:type", "rdf:subject", "rdf:predicate", "rdf:object", "gk:certainty")
_CONFIDENCE, _HELD = ("gk:confidence",), ("gk:evidence",)
_COUNTS = ("gk:evidenceCount", "gk:articleCount", "gk:sourceCount")
_REPORTED = ("gk:firstReported", "gk:lastReported")
_EVIDENCE = ("rdf:type", "prov:wasDerivedFrom", "gk:quote", "gk:begin", "gk:end")
_SUBJECT, _OBJECT = ("gk:subjectBegin", "gk:subjectEnd"), ("gk:objectBegin", "gk:objectEnd")
_RULE = ("gk:rule", "gk:confidence")
_CERTAIN = {certainty: f"gk:{certainty}" for certainty in Certainty}


class Describer:
    """Says what the default graph holds, node by node."""

    def __init__(self, graph: Graph, spelling: Triples) -> None:
        self.graph = graph
        self.spell = spelling
        self.facts = graph.facts()
        self._properties: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._relations: dict[str, str] = {}

    def all(self) -> Iterator[Node]:
        """Every node: entities with their facts, statements with their evidence, articles, the build."""
        for identifier in self.subjects():
            yield self.entity(identifier)
        for statement, evidence in self.graph.ordered():
            yield from self.statement(statement, evidence)
        for identifier in sorted(self.graph.articles):
            yield self.article(self.graph.articles[identifier])
        yield from self.details()
        yield from self.build()

    def subjects(self) -> list[str]:
        """The ids of entities in order, then those that facts alone have."""
        known = sorted(self.graph.entities)
        return [*known, *sorted(one for one in self.graph.strangers() if self.facts(one))]

    def entity(self, identifier: str) -> Node:
        """An entity and its facts."""
        found = self.graph.entities.get(identifier)
        described = self._entity(found) if found is not None else []
        pairs = dict.fromkeys([*described, *(self.fact(statement) for statement, _ in self.facts(identifier))])
        return node(self.spell.entity(identifier), pairs)

    def fact(self, statement: Statement) -> Pair:
        """The plain triple of a statement, without its subject."""
        return self.relation(statement.relation), self.spell.entity(statement.object)

    def statement(self, statement: Statement, evidence: Sequence[Evidence]) -> Iterator[Node]:
        """The node of a statement, then those of its evidence, which is given in order."""
        digests = evidence_digests(statement, evidence)
        yield self.statement_node(statement, evidence, statement_digest(statement), digests)
        for digest, one in zip(digests, evidence, strict=True):
            yield self.evidence(digest, one)

    def statement_node(
        self, statement: Statement, evidence: Sequence[Evidence], digest: str, digests: Sequence[str]
    ) -> Node:
        """What a statement says, how certainly, and how often it is made; given are its hash and its evidence's."""
        spell, integer = self.spell, self.spell.integer
        count = counted(evidence, self.graph.articles)
        names: tuple[str, ...] = _STATEMENT
        values = [
            spell.word("gk:Statement"),
            spell.entity(statement.subject),
            self.relation(statement.relation),
            spell.entity(statement.object),
            spell.word(_CERTAIN[statement.certainty]),
        ]
        if evidence:
            names += _CONFIDENCE
            values.append(spell.decimal(max([one.confidence for one in evidence])))
        names += _COUNTS
        values += (integer(len(evidence)), integer(count.articles), integer(count.sources))
        if count.first is not None and count.last is not None:
            names += _REPORTED
            values += (spell.moment(count.first), spell.moment(count.last))
        names += _HELD * len(digests)
        values += [spell.hashed("ev", digest) for digest in digests]
        return Node(spell.hashed("st", digest), self._words(names), values)

    def evidence(self, digest: str, evidence: Evidence) -> Node:
        """The sentence, where it stands, and by which rule it was read."""
        spell, integer = self.spell, self.spell.integer
        article = self.graph.articles.get(evidence.article)
        names: tuple[str, ...] = _EVIDENCE
        values = [
            spell.word("gk:Evidence"),
            spell.article(evidence.article),
            spell.text(evidence.quote, article.language if article else "nl"),
            integer(evidence.span.start),
            integer(evidence.span.end),
        ]
        for span, offsets in ((evidence.subject, _SUBJECT), (evidence.object, _OBJECT)):
            if span is not None:
                names += offsets
                values += (integer(span.start), integer(span.end))
        names += _RULE
        values += (spell.text(evidence.rule), spell.decimal(evidence.confidence))
        found = Node(spell.hashed("ev", digest), self._words(names), values)
        given = evidence.qualifiers
        return found if given is UNQUALIFIED or given == UNQUALIFIED else self._qualified(found, given)

    def _qualified(self, found: Node, given: Qualifiers) -> Node:
        """The node with what the sentence adds."""
        spell = self.spell
        pairs = []
        if given.attributed_to is not None:
            pairs.append(self._entity_or_words("gk:attributedTo", given.attributed_to))
        if given.place is not None:
            pairs.append(self._entity_or_words("gk:place", given.place))
        if given.time is not None:
            pairs.append((spell.word("gk:time"), spell.moment(given.time)))
        pairs += [(self._detail(key), spell.text(value)) for key, value in sorted(given.details)]
        names, values = zip(*pairs, strict=True)
        return Node(found.subject, found.names + names, [*found.values, *values])

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
        return node(spell.article(article.id), pairs)

    def details(self) -> Iterator[Node]:
        """Each kind of detail as a property below `gk:detail`."""
        word = self.spell.word
        for key in self.graph.details():
            above, label = (word("rdfs:subPropertyOf"), word("gk:detail")), (word("rdfs:label"), self.spell.text(key))
            yield node(self._detail(key), [above, label])

    def build(self) -> Iterator[Node]:
        """What made the dataset, out of which articles; without a clock, so that two builds write the same bytes."""
        spell, word, names = self.spell, self.spell.word, self.spell.names
        articles = sorted(self.graph.articles)
        run = spell.iri(names.run(__version__, [names.article(identifier) for identifier in articles]))
        kind, agent = word("rdf:type"), spell.iri(SOFTWARE)
        about = (kind, word("void:Dataset")), (word("dcterms:conformsTo"), spell.iri(GK.rstrip("#")))
        yield node(spell.iri(names.dataset), [*about, (word("prov:wasGeneratedBy"), run)])
        did = (kind, word("prov:Activity")), (word("prov:wasAssociatedWith"), agent)
        yield node(run, [*did, *((word("prov:used"), spell.article(identifier)) for identifier in articles)])
        yield node(
            agent, [(kind, word("prov:SoftwareAgent")), (word("rdfs:label"), spell.text(f"graphkit {__version__}"))]
        )

    def relation(self, name: str) -> str:
        """A relation as a property."""
        found = self._relations.get(name)
        if found is None:
            found = self._relations[name] = self.spell.word("gk:" + relation(name).removeprefix(GK))
        return found

    def _words(self, prefixed: tuple[str, ...]) -> tuple[str, ...]:
        """Properties as the format spells them; the same tuple for the same properties."""
        found = self._properties.get(prefixed)
        if found is None:
            found = self._properties[prefixed] = tuple(map(self.spell.word, prefixed))
        return found

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


def sha256(article: Article) -> str:
    """The hash of the article's text."""
    return hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
