"""A graph against annotated articles: which entities are which, and which statements are right."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graphkit import ontology
from graphkit.evaluate.annotation import Annotated, Named, Triple, directed, named
from graphkit.evaluate.figures import EntityMistake, Evaluation, Figure, Kind, Mistake
from graphkit.evaluate.pairing import pair
from graphkit.graph import Graph
from graphkit.model import Certainty, Evidence, Statement

__all__ = ["evaluate", "pair"]
# Before the id of an entity of the graph that is none of the annotation's, so that the two never meet.
UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Said:
    """What the graph says in one article: triples in the annotation's ids, each with its certainty and evidence.

    `labels` names every id of either side.
    """

    article: str
    labels: Mapping[str, str]
    entities: Mapping[str, Named]
    paired: Mapping[str, str]
    statements: Mapping[Triple, Certainty]
    evidence: Mapping[Triple, Evidence]


def evaluate(graph: Graph, gold: Iterable[Annotated]) -> Evaluation:
    """The figures of a graph on the annotated articles, and every mistake in the order of the articles."""
    statements, present = _by_article(graph)
    return Evaluation.total(
        _judge(annotated, _said(graph, annotated, statements[annotated.article], present[annotated.article]))
        for annotated in gold
    )


def _by_article(graph: Graph) -> tuple[dict[str, list[Statement]], dict[str, list[str]]]:
    statements: dict[str, list[Statement]] = defaultdict(list)
    for statement, evidence in graph.statements.items():
        for article in {e.article for e in evidence}:
            statements[article].append(statement)
    present: dict[str, list[str]] = defaultdict(list)
    for entity in graph.entities.values():
        for article in entity.articles:
            present[article].append(entity.id)
    return statements, present


def _said(graph: Graph, annotated: Annotated, statements: list[Statement], present: list[str]) -> Said:
    ids = {*present, *(end for statement in statements for end in (statement.subject, statement.object))}
    entities = {identifier: _named(graph, identifier) for identifier in sorted(ids)}
    paired = pair(annotated.entities, entities)
    certainties: dict[Triple, Certainty] = {}
    evidence: dict[Triple, Evidence] = {}
    for statement in sorted(statements, key=lambda s: s.certainty is not Certainty.ASSERTED):
        ends = (paired.get(end, UNKNOWN + end) for end in (statement.subject, statement.object))
        triple = directed(next(ends), statement.relation, next(ends))
        certainties.setdefault(triple, statement.certainty)
        shown = next(e for e in graph.evidence(statement) if e.article == annotated.article)
        evidence.setdefault(triple, shown)
    labels = {key: entity.label for key, entity in annotated.entities.items()}
    labels |= {UNKNOWN + key: entity.label for key, entity in entities.items()}
    return Said(annotated.article, labels, entities, paired, certainties, evidence)


def _named(graph: Graph, identifier: str) -> Named:
    entity = graph.entities.get(identifier)
    if entity is None:
        return named(identifier, "", identifier, ())
    return named(entity.id, entity.type, entity.label, entity.names)


def _judge(annotated: Annotated, said: Said) -> Evaluation:
    gold_asserted, said_asserted = _asserted(annotated.statements), _asserted(said.statements)
    matched = frozenset(annotated.statements.keys() & said.statements.keys())
    return Evaluation(
        articles=1,
        figures={
            "statements": Figure.of(said_asserted, gold_asserted),
            "pairs": Figure.of(_pairs(said_asserted), _pairs(gold_asserted)),
            **_entity_figures(annotated, said),
        },
        relations=_relation_figures(gold_asserted, said_asserted),
        agreed=sum(annotated.statements[triple] is said.statements[triple] for triple in matched),
        matched=len(matched),
        mistakes=(
            *_missing(annotated, said, gold_asserted - said_asserted),
            *_wrong(annotated, said, said_asserted - gold_asserted),
            *_uncertain(annotated, said, matched - gold_asserted - said_asserted),
        ),
        entity_mistakes=tuple(_entity_mistakes(annotated, said)),
    )


def _asserted(statements: Mapping[Triple, Certainty]) -> frozenset[Triple]:
    return frozenset(triple for triple, certainty in statements.items() if certainty is Certainty.ASSERTED)


def _pairs(triples: Iterable[Triple]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset((subject, target)) for subject, _, target in triples)


def _entity_figures(annotated: Annotated, said: Said) -> dict[str, Figure]:
    kinds = [(said.entities[key].type, annotated.entities[target].type) for key, target in said.paired.items()]
    coarse = ontology.load().coarse
    right = {
        "entities": len(kinds),
        "entities_typed": sum(coarse(given) == coarse(true) for given, true in kinds),
        "entities_subtyped": sum(given == true for given, true in kinds),
    }
    return {measure: Figure(count, len(said.entities), len(annotated.entities)) for measure, count in right.items()}


def _relation_figures(gold: frozenset[Triple], said: frozenset[Triple]) -> dict[str, Figure]:
    return {
        relation: Figure.of(_of_relation(said, relation), _of_relation(gold, relation))
        for relation in {relation for _, relation, _ in gold | said}
    }


def _of_relation(triples: frozenset[Triple], wanted: str) -> frozenset[Triple]:
    return frozenset(triple for triple in triples if triple[1] == wanted)


def _missing(annotated: Annotated, said: Said, triples: frozenset[Triple]) -> Iterator[Mistake]:
    found = set(said.paired.values())
    for triple in sorted(triples):
        subject, relation, target = triple
        unseen = [annotated.entities[end].label for end in (subject, target) if end not in found]
        yield Mistake(
            annotated.article, Kind.MISSING,
            annotated.entities[subject].label, relation, annotated.entities[target].label,
            annotated.sentences[triple],
            reason=f"not found: {', '.join(unseen)}" if unseen else _nearest("said", triple, said.statements),
        )  # fmt: skip


def _wrong(annotated: Annotated, said: Said, triples: frozenset[Triple]) -> Iterator[Mistake]:
    for triple in sorted(triples):
        unknown = [said.labels[end] for end in (triple[0], triple[2]) if end.startswith(UNKNOWN)]
        nearest = _nearest("annotated", triple, annotated.statements)
        yield _shown(said, triple, Kind.WRONG, f"no such entity: {', '.join(unknown)}" if unknown else nearest)


def _uncertain(annotated: Annotated, said: Said, triples: frozenset[Triple]) -> Iterator[Mistake]:
    """What neither side asserts, but one denies and the other supposes."""
    for triple in sorted(triples):
        given, true = said.statements[triple], annotated.statements[triple]
        if given is not true:
            yield _shown(said, triple, Kind.CERTAINTY, f"said as {given}, annotated as {true}")


def _shown(said: Said, triple: Triple, kind: Kind, reason: str) -> Mistake:
    """A mistake with the sentence that the graph shows for it."""
    subject, relation, target = triple
    evidence = said.evidence[triple]
    ends = said.labels[subject], relation, said.labels[target]
    return Mistake(said.article, kind, *ends, evidence.quote, evidence.rule, reason)


def _entity_mistakes(annotated: Annotated, said: Said) -> Iterator[EntityMistake]:
    article, found = annotated.article, set(said.paired.values())
    for key, entity in sorted(annotated.entities.items()):
        if key not in found:
            yield EntityMistake(article, Kind.MISSING, entity.label, entity.type)
    for key, entity in sorted(said.entities.items()):
        if key not in said.paired:
            yield EntityMistake(article, Kind.WRONG, entity.label, entity.type)
            continue
        true = annotated.entities[said.paired[key]]
        if true.type != entity.type:
            yield EntityMistake(article, Kind.TYPE, true.label, entity.type, f"annotated as {true.type}")


def _nearest(verb: str, triple: Triple, others: Mapping[Triple, Certainty]) -> str:
    """What the other side has between the same two."""
    if triple in others:
        return f"{verb} as {others[triple]}"
    ends = {triple[0], triple[2]}
    found = sorted({relation for subject, relation, target in others if {subject, target} == ends})
    return f"{verb}: {', '.join(found)}" if found else ""
