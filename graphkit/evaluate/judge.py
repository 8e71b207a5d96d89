"""A graph against annotated articles: which entities are which, and which statements are right."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graphkit import ontology
from graphkit.evaluate.annotation import Annotated, Named, Triple, directed, named
from graphkit.evaluate.figures import Evaluation, Figure, Kind, Mistake
from graphkit.graph import Graph
from graphkit.model import Certainty, Evidence, Statement

# Before the id of an entity of the graph that is none of the annotation's, so that the two never meet.
UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Said:
    """What the graph says in one article: triples in the annotation's ids, each with its certainty and evidence."""

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


def pair(gold: Mapping[str, Named], found: Mapping[str, Named]) -> dict[str, str]:
    """Found id to gold id, one to one: the same coarse type first, then the greatest share of names in common."""
    paired: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, key, identifier in sorted(_candidates(gold, found)):
        if key not in paired and identifier not in taken:
            paired[key] = identifier
            taken.add(identifier)
    return paired


def _candidates(gold: Mapping[str, Named], found: Mapping[str, Named]) -> Iterator[tuple[bool, float, str, str]]:
    bearing: dict[str, set[str]] = defaultdict(set)
    for one in gold.values():
        for name in one.names:
            bearing[name].add(one.id)
    coarse = ontology.load().coarse
    for key, other in found.items():
        for identifier in {g for name in other.names for g in bearing.get(name, ())}:
            one = gold[identifier]
            shared = len(other.names & one.names) / len(one.names)
            yield coarse(other.type) != coarse(one.type), -shared, key, identifier


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
    return Said(entities, paired, certainties, evidence)


def _named(graph: Graph, identifier: str) -> Named:
    entity = graph.entities.get(identifier)
    if entity is None:
        return named(identifier, "", identifier, ())
    return named(entity.id, entity.type, entity.label, entity.names)


def _judge(annotated: Annotated, said: Said) -> Evaluation:
    gold_asserted, said_asserted = _asserted(annotated.statements), _asserted(said.statements)
    matched = annotated.statements.keys() & said.statements.keys()
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
        ),
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
    labels = {key: entity.label for key, entity in annotated.entities.items()}
    labels |= {UNKNOWN + key: entity.label for key, entity in said.entities.items()}
    for triple in sorted(triples):
        subject, relation, target = triple
        unknown = [labels[end] for end in (subject, target) if end.startswith(UNKNOWN)]
        nearest = _nearest("annotated", triple, annotated.statements)
        yield Mistake(
            annotated.article, Kind.WRONG, labels[subject], relation, labels[target],
            said.evidence[triple].quote, said.evidence[triple].rule,
            reason=f"no such entity: {', '.join(unknown)}" if unknown else nearest,
        )  # fmt: skip


def _nearest(verb: str, triple: Triple, others: Mapping[Triple, Certainty]) -> str:
    """What the other side has between the same two."""
    if triple in others:
        return f"{verb} as {others[triple]}"
    ends = {triple[0], triple[2]}
    found = sorted({relation for subject, relation, target in others if {subject, target} == ends})
    return f"{verb}: {', '.join(found)}" if found else ""
