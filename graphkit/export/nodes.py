"""The graph as RDF nodes: what is said of each, in which order they come. How a node is spelled is in `spelling`.

A plain triple stands only where the statement is asserted. Each statement has a node, its IRI a hash, with certainty
and evidence; each evidence a node with the sentence, where it stands, and the rule. There are no blank nodes. Nodes are
made one at a time, as strings of the format that is written, so that a file needs no more memory than its graph; how
they are put together into text is in `forms`.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from graphkit import __version__
from graphkit.export.forms import Node, Pair, node
from graphkit.export.iris import relation
from graphkit.export.said import Said, said
from graphkit.export.spelling import Triples
from graphkit.graph import Graph
from graphkit.model import UNQUALIFIED, Article, Certainty, Entity, Evidence, Qualifiers, Span
from graphkit.ontology import NAMESPACE as GK

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


class Describer:
    """Says what the default graph holds, node by node."""

    def __init__(self, graph: Graph, spelling: Triples) -> None:
        self.graph = graph
        self.spell = spelling
        self.facts = graph.facts()
        self._articles = graph.known
        self._relations: dict[str, str] = {}
        self._rules: dict[str, str] = {}
        self._statement, self._evidence = spelling.word("gk:Statement"), spelling.word("gk:Evidence")
        self._certainties = {certainty: spelling.word(f"gk:{certainty}") for certainty in Certainty}
        self._counted: dict[tuple[int, bool], tuple[str, ...]] = {}
        self._told = {
            (subject, target): self._words(_EVIDENCE + _SUBJECT * subject + _OBJECT * target + _RULE)
            for subject in (False, True) for target in (False, True)
        }  # fmt: skip

    def all(self, passing: Iterable[Said] | None = None) -> Iterator[Node]:
        """Every node: entities with their facts, statements with their evidence, articles, the build.

        The statements are those that are `passing` by where that is given, for who has more to do with them.
        """
        for identifier in self.subjects():
            yield self.entity(identifier)
        for one in said(self.graph) if passing is None else passing:
            yield from self.statement(one)
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
        facts = (self.fact(relation, target) for relation, target, _ in self.facts(identifier))
        return node(self.spell.entity(identifier), dict.fromkeys([*described, *facts]))

    def fact(self, relation: str, target: str) -> Pair:
        """The plain triple of a fact, without its subject."""
        return self.relation(relation), self.spell.entity(target)

    def statement(self, one: Said) -> Iterator[Node]:
        """The node of a statement, then those of its evidence."""
        yield self.statement_node(one)
        for digest, evidence in zip(one.told, one.evidence, strict=True):
            yield self.evidence(digest, evidence)

    def statement_node(self, one: Said) -> Node:
        """What a statement says, how certainly, and how often it is made."""
        spell, integer = self.spell, self.spell.integer
        statement, evidence, count, digest, told = one
        values = [
            *(self._statement, spell.entity(statement.subject)),
            *(self.relation(statement.relation), spell.entity(statement.object)),
            self._certainties[statement.certainty],
        ]
        if evidence:
            values.append(spell.decimal(max([each.confidence for each in evidence])))
        values += (integer(len(evidence)), integer(count.articles), integer(count.sources))
        dated = count.first is not None and count.last is not None
        if count.first is not None and count.last is not None:
            values += (spell.moment(count.first), spell.moment(count.last))
        values += [spell.hashed("ev", each) for each in told]
        return Node(spell.hashed("st", digest), self._properties(len(evidence), dated=dated), values)

    def evidence(self, digest: str, evidence: Evidence) -> Node:
        """The sentence, where it stands, and by which rule it was read."""
        spell, integer, span = self.spell, self.spell.integer, evidence.span
        article = self._articles.get(evidence.article)
        values = [
            *(self._evidence, spell.article(evidence.article)),
            spell.text(evidence.quote, article.language if article else "nl"),
            *(integer(span.start), integer(span.end)),
        ]
        subject, target = evidence.subject, evidence.object
        if subject is not None:
            values += (integer(subject.start), integer(subject.end))
        if target is not None:
            values += (integer(target.start), integer(target.end))
        values += (self._rule(evidence.rule), spell.decimal(evidence.confidence))
        names = self._told[subject is not None, target is not None]
        found = Node(spell.hashed("ev", digest), names, values)
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

    def _properties(self, evidence: int, *, dated: bool) -> tuple[str, ...]:
        """The properties of a statement of so many evidences; the same tuple each time."""
        found = self._counted.get((evidence, dated))
        if found is None:
            told = _STATEMENT + _CONFIDENCE * bool(evidence) + _COUNTS + _REPORTED * dated + _HELD * evidence
            found = self._counted[evidence, dated] = self._words(told)
        return found

    def _rule(self, name: str) -> str:
        found = self._rules.get(name)
        if found is None:
            found = self._rules[name] = self.spell.text(name)
        return found

    def _words(self, prefixed: tuple[str, ...]) -> tuple[str, ...]:
        """Properties as the format spells them."""
        return tuple(map(self.spell.word, prefixed))

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
