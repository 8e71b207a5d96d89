"""A part of a graph: what lies around an entity, whole in itself."""

from graphkit.graph import Graph
from graphkit.model import Article, Entity, Evidence, Qualifiers, Span, Statement
from graphkit.part import around


def chain() -> Graph:
    """Entities a to e in a row, each pair joined by an article of its own; x said the first and lies nowhere else."""
    names = "abcdex"
    articles = {name: Article(name, "Tekst.", Span(0, 6)) for name in "12349"}
    evidence = {
        number: Evidence(
            number, Span(0, 6), "Tekst.", "x.tsv:1", 0.5, qualifiers=Qualifiers("x" if number == "1" else None)
        )
        for number in "1234"
    }
    statements = {
        Statement(left, "meets_with", right): frozenset([evidence[number]])
        for left, right, number in zip("abcd", "bcde", "1234", strict=True)
    }
    return Graph(articles, {name: Entity(name, "Person", name) for name in names}, statements)


def test_a_part_holds_what_is_near_and_what_that_needs():
    part = around(chain(), ["b"], 1)
    assert set(part.entities) == {"a", "b", "c", "x"}
    assert {(s.subject, s.object) for s in part.statements} == {("a", "b"), ("b", "c")}
    assert set(part.articles) == {"1", "2"}


def test_no_step_leaves_the_entities_alone_and_many_take_in_all_that_hangs_together():
    assert set(around(chain(), ["b", "nobody"], 0).entities) == {"b"}
    whole = around(chain(), ["b"], 9)
    assert set(whole.entities) == set("abcdex")
    assert len(whole.statements) == 4
