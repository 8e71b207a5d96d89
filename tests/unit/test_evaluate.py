"""The evaluation: figures right by hand and equal to the reference scorer's, and pages that show what they must."""

import json
import subprocess
import sys
from html.parser import HTMLParser

import pytest

from graphkit import evaluate
from graphkit.errors import InputError
from graphkit.evaluate import Kind
from graphkit.export import tables
from graphkit.graph import Graph
from graphkit.model import Article, Certainty, Entity, Evidence, Span, Statement
from tests.unit.sample_graphs import HOSTILE

WRITERS = {
    tables.STATEMENTS: tables.write_statements,
    tables.ENTITIES: tables.write_entities,
    tables.ARTICLES: tables.write_articles,
}
GOLD = {
    "doc": "a",
    "entities": [
        {"id": "e1", "name": "Anna Smit", "type": "Person", "mentions": ["Anna Smit", "Smit"]},
        {"id": "e2", "name": "Philips", "type": "Company", "mentions": ["Philips"]},
        {"id": "e3", "name": "Bram Kok", "type": "Person", "mentions": ["Kok"]},
    ],
    "statements": [
        {"subject": s, "relation": relation, "object": o, "certainty": certainty, "evidence": sentence}
        for s, relation, o, certainty, sentence in (
            ("e1", "head_of", "e2", "asserted", "Smit leidt Philips."),
            ("e3", "meets_with", "e1", "asserted", "Zij spraken Kok."),
            ("e3", "employed_by", "e2", "possible", "Kok mag komen."),
        )
    ],
}


def annotated(path, *articles):
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return list(evaluate.read(path))


def graph(entities, statements, sentence="Zo staat het er."):
    """A graph about article `a`: entities by id as (type, names), statements as rows of four."""
    said = Evidence("a", Span(0, len(sentence)), sentence, "relations.tsv:7", 0.5)
    return Graph(
        articles={"a": Article("a", sentence, Span(0, len(sentence)))},
        entities={i: Entity(i, kind, names[0], (), names, (), ("a",)) for i, (kind, names) in sorted(entities.items())},
        statements={Statement(s, r, o, Certainty(c)): frozenset({said}) for s, r, o, c in sorted(statements)},
    )


@pytest.fixture
def gold(tmp_path):
    return annotated(tmp_path / "gold.jsonl", GOLD)


PEOPLE = {"x": ("Person", ("Smit",)), "y": ("Organization", ("Philips",)), "z": ("Person", ("Bram Kok",))}


def test_a_symmetric_statement_is_right_either_way_round(gold):
    said = graph(PEOPLE, [("x", "meets_with", "z", "asserted"), ("z", "head_of", "y", "asserted")])
    found = evaluate.evaluate(said, gold)
    assert found.figures["statements"] == evaluate.Figure(right=1, said=2, gold=2)
    assert found.relations["meets_with"] == evaluate.Figure(1, 1, 1)
    assert found.relations["head_of"] == evaluate.Figure(0, 1, 1)


def test_types_count_coarsely_and_exactly(gold):
    found = evaluate.evaluate(graph(PEOPLE, []), gold).figures
    assert [found[m].right for m in ("entities", "entities_typed", "entities_subtyped")] == [3, 3, 2]


def test_what_is_planned_but_said_as_a_fact_is_wrong_and_its_certainty_too(gold):
    said = graph(PEOPLE, [("z", "employed_by", "y", "asserted"), ("x", "head_of", "y", "asserted")])
    found = evaluate.evaluate(said, gold)
    assert (found.matched, found.agreed, found.certainty) == (2, 1, 0.5)
    (wrong,) = [mistake for mistake in found.mistakes if mistake.kind is Kind.WRONG]
    assert (wrong.subject, wrong.relation, wrong.object) == ("Bram Kok", "employed_by", "Philips")
    assert (wrong.sentence, wrong.rule, wrong.reason) == (
        "Zo staat het er.",
        "relations.tsv:7",
        "annotated as possible",
    )


def test_a_missing_statement_shows_the_annotated_sentence_and_what_is_said_instead(gold):
    said = graph(PEOPLE, [("x", "founder_of", "y", "asserted")])
    missing = {m.relation: m for m in evaluate.evaluate(said, gold).mistakes if m.kind is Kind.MISSING}
    assert missing["head_of"].sentence == "Smit leidt Philips."
    assert missing["head_of"].reason == "said: founder_of"


def test_a_missing_statement_says_which_entity_was_not_found(gold):
    found = evaluate.evaluate(graph({"x": ("Person", ("Smit",))}, []), gold)
    assert {m.reason for m in found.mistakes} == {"not found: Philips", "not found: Bram Kok"}


def test_what_is_denied_but_planned_is_a_mistake_of_certainty(gold):
    (found,) = [
        mistake
        for mistake in evaluate.evaluate(graph(PEOPLE, [("z", "employed_by", "y", "negated")]), gold).mistakes
        if mistake.kind is Kind.CERTAINTY
    ]
    assert (found.relation, found.reason) == ("employed_by", "said as negated, annotated as possible")


def test_entities_that_are_missing_or_made_up_or_mistyped_are_listed(gold):
    said = graph({"y": ("Place", ("Philips",)), "x": ("Person", ("Smit",)), "w": ("Person", ("Nemo",))}, [])
    found = {(m.kind, m.label, m.type, m.reason) for m in evaluate.evaluate(said, gold).entity_mistakes}
    assert found == {
        (Kind.MISSING, "Bram Kok", "Person", ""),
        (Kind.WRONG, "Nemo", "Person", ""),
        (Kind.TYPE, "Philips", "Place", "annotated as Company"),
    }


def test_merging_two_people_or_splitting_one_costs(gold):
    merged = graph({"x": ("Person", ("Smit", "Kok"))}, [])
    split = graph({"x": ("Person", ("Smit",)), "w": ("Person", ("Anna Smit",))}, [])
    assert evaluate.evaluate(merged, gold).figures["entities"] == evaluate.Figure(1, 1, 3)
    assert evaluate.evaluate(split, gold).figures["entities"] == evaluate.Figure(1, 2, 3)


def test_an_article_that_the_graph_lacks_counts_as_missed(tmp_path):
    gold = annotated(tmp_path / "gold.jsonl", GOLD, GOLD | {"doc": "elsewhere"})
    found = evaluate.evaluate(graph(PEOPLE, [("x", "head_of", "y", "asserted")]), gold)
    assert (found.articles, found.figures["statements"]) == (2, evaluate.Figure(1, 1, 4))


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"doc": "a"}',
        json.dumps(GOLD | {"entities": []}),
        json.dumps(GOLD | {"statements": [GOLD["statements"][0] | {"certainty": "perhaps"}]}),
    ],
)
def test_a_malformed_annotation_is_named_by_file_and_line(tmp_path, line):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD) + "\n\n" + line, encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl:3: not an annotated article"):
        list(evaluate.read(path))


class Page(HTMLParser):
    """The tags and the visible text of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.words = set(), []

    def handle_starttag(self, tag, attrs):  # noqa: ARG002
        self.tags.add(tag)

    def handle_data(self, data):
        self.words.append(data)


def hostile(tmp_path):
    gold = annotated(tmp_path / "hostile.jsonl", GOLD | {"doc": "a"})
    names = PEOPLE | {"q": ("Person", (HOSTILE,))}
    return evaluate.evaluate(graph(names, [("q", "head_of", "y", "asserted")], HOSTILE), gold)


def test_the_html_page_lists_every_mistake_and_runs_nothing_of_an_article(tmp_path):
    found = hostile(tmp_path)
    page = Page()
    page.feed(evaluate.REPORTS[".html"](found))
    assert not page.tags & {"script", "img", "a", "iframe", "link", "amp"}
    assert page.words.count(HOSTILE) == 3
    assert all(mistake.sentence in page.words for mistake in found.mistakes)


def test_the_markdown_page_holds_no_markup_of_an_article(tmp_path):
    page = evaluate.REPORTS[".md"](hostile(tmp_path))
    assert "<script" not in page.replace("\\<script", "")
    assert "Smit leidt Philips\\." in page
    assert "relations\\.tsv\\:7" in page


def damaged(gold):
    """A graph of what the annotation says, with every kind of mistake in a fixed share of it."""
    entities, statements = {}, {}
    for article in gold:
        kept = dict(sorted(article.entities.items()))
        for number, one in enumerate(kept.values()):
            kind = ("Person", "City", one.type, one.type, one.type)[number % 5]
            names = tuple(sorted(one.names))[: 1 + number % 4]
            if number % 7:
                key = f"{article.article}-{one.id}"
                entities[key] = Entity(key, kind, names[0], (), names, (), (article.article,))
        for number, ((subject, relation, target), certainty) in enumerate(sorted(article.statements.items())):
            said = Evidence(article.article, Span(0, 1), "X", "roles.tsv:1", 0.5)
            ends = [f"{article.article}-{end}" for end in ((target, subject) if number % 9 == 0 else (subject, target))]
            changed = ("meets_with", relation, relation, relation, relation, relation)[number % 6]
            degree = (Certainty.ASSERTED, Certainty.NEGATED, certainty, certainty)[number % 4]
            if number % 8:
                statements[Statement(ends[0], changed, ends[1], degree)] = frozenset({said})
    return Graph({}, entities, {key: statements[key] for key in sorted(statements)})


def test_the_figures_are_those_of_the_reference_scorer(shared, tmp_path):
    gold = shared / "gold" / "gold.jsonl"
    said = damaged(evaluate.read(gold))
    for name, write in WRITERS.items():
        write(said, tmp_path / name)
    command = [sys.executable, str(shared / "score.py"), str(gold), str(tmp_path), "--json"]
    reference = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    found = evaluate.evaluate(tables.read(tmp_path), evaluate.read(gold))
    assert found.as_dict() == reference
    assert 0.2 < found.figures["statements"].f1 < 0.9
    asserted = [mistake for mistake in found.mistakes if mistake.kind is not Kind.CERTAINTY]
    assert len(asserted) == sum(f.gold + f.said - 2 * f.right for f in found.relations.values())


@pytest.fixture
def built(tmp_path):
    said = graph(PEOPLE, [("x", "head_of", "y", "asserted")])
    for name, write in WRITERS.items():
        write(said, tmp_path / name)
    (tmp_path / "gold.jsonl").write_text(json.dumps(GOLD) + "\n" + json.dumps(GOLD | {"doc": "b"}), encoding="utf-8")
    return tmp_path


def command(folder, *options):
    return subprocess.run(
        [sys.executable, "-m", "graphkit", "evaluate", str(folder / "gold.jsonl"), str(folder), *options],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_command_prints_figures_and_writes_a_page(built):
    done = command(built, "--format", "json", "--only", "a", "--report", str(built / "page.html"))
    assert json.loads(done.stdout)["statements"]["right"] == 1
    assert "Zij spraken Kok." in (built / "page.html").read_text(encoding="utf-8")


def test_the_table_has_a_line_for_each_relation_when_asked(built):
    assert "head_of" not in command(built).stdout
    assert "head_of" in command(built, "--by-relation").stdout


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (["--report", "page.pdf"], 2, "must end in .html or .md"),
        (["--only", "c"], 1, "has no article c"),
    ],
)
def test_a_mistake_in_the_options_costs_one_line(built, options, code, message):
    done = command(built, *options)
    assert (done.returncode, done.stdout) == (code, "")
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1
