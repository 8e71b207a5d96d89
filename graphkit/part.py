"""A part of a graph that fits a page: what lies around some entities."""

from collections.abc import Collection

from graphkit.graph import Graph


def around(graph: Graph, entities: Collection[str], steps: int) -> Graph:
    """The entities within so many statements of the given ones, all statements among them, and the articles behind.

    Whatever its certainty, a statement joins its ends; its source and its place come along.
    """
    near = set(entities) & graph.entities.keys()
    for _ in range(steps):
        near |= {
            end for s in graph.statements if s.subject in near or s.object in near for end in (s.subject, s.object)
        }
    statements = graph.chosen(lambda statement: statement.subject in near and statement.object in near)
    qualifiers = [evidence.qualifiers for found in statements.values() for evidence in found]
    near |= {end for q in qualifiers for end in (q.attributed_to, q.place) if end and end in graph.entities}
    articles = {evidence.article for found in statements.values() for evidence in found}
    articles |= {article for key in entities if key in graph.entities for article in graph.entities[key].articles}
    return Graph(
        articles=graph.behind(articles.__contains__),
        entities={key: entity for key, entity in graph.entities.items() if key in near},
        statements=statements,
    )
