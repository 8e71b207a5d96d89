"""Graphs that the viewer's tests look at. The sentences are made up: `[…]` marks the subject, `<…>` the object."""

import re
from collections.abc import Iterable
from itertools import pairwise

from graphkit.graph import Graph
from graphkit.model import Article, Certainty, Entity, Evidence, Qualifiers, Span, Statement

HOSTILE = (
    "</script><script>window.hacked = 1</script>",
    "<img src=x onerror='window.hacked = 1'>",
    "javascript:window.hacked=1",
    "\"'><svg onload=window.hacked=1>",
    "{{ 7*7 }} ${window.hacked=1} {% raw %}",
    "<!--<script>",
    "Łukasz 🙂 & zoon",
    "\u202eوزير الخارجية\u202c",
    "line\u2028separator\u2029and\u0000null",
    "=HYPERLINK(\"http://example.org\")",
)  # fmt: skip


def entity(name: str, kind: str = "Person", **more: object) -> Entity:
    given: dict[str, object] = {"names": (name,), "articles": ("een",), **more}
    return Entity(id="e-" + re.sub(r"\W+", "-", name.lower()), type=kind, label=name, **given)  # type: ignore[arg-type]


def evidence(article: str, sentence: str, **more: object) -> Evidence:
    """Evidence for a sentence with marked ends, as if it began its article."""
    spans, plain = {}, ""
    for mark, text in re.findall(r"([\[<]?)([^][<>]*)[]>]?", sentence):
        spans[mark] = Span(len(plain), len(plain) + len(text))
        plain += text
    given: dict[str, object] = {"rule": "relations.tsv:7", "confidence": 0.9, **more}
    return Evidence(article, Span(0, len(plain)), plain, subject=spans.get("["), object=spans.get("<"), **given)  # type: ignore[arg-type]


def article(key: str, published: str | None, source: str | None) -> Article:
    text = f"Kop van {key}. En de rest van het artikel."
    return Article(key, text, Span(0, len(text)), Span(0, 8 + len(key)), published, source)


def graph(articles: Iterable[Article], entities: Iterable[Entity], said: dict[Statement, list[Evidence]]) -> Graph:
    return Graph(
        {a.id: a for a in articles},
        {e.id: e for e in entities},
        {statement: frozenset(given) for statement, given in said.items()},
    )


def small() -> Graph:
    """Six entities, five statements, three articles."""
    bakker = entity("Jan Bakker", names=("Bakker", "Jan Bakker", "minister Bakker"), articles=("een", "twee"))
    belgium = entity("Belgium", "Country", labels=(("en", "Belgium"), ("nl", "België")), names=("Belgische", "België"))
    wit = entity("Ria de Wit", articles=("twee",))
    tuin = entity("Partij voor de Tuin", "PoliticalParty", articles=("twee", "drie"))
    gent = entity("Gent", "City", articles=("drie",))
    alone = entity("Nergens genoemd BV", "Company", articles=("drie",))
    planned = Qualifiers(wit.id, "2020-03", gent.id)
    said = {
        Statement(bakker.id, "minister_of", belgium.id): [
            evidence("een", "De <Belgische> minister [Jan Bakker] kwam gisteren aan."),
            evidence("twee", "🙂 Minister [Bakker] sprak namens <België>.", rule="relations.tsv:9", confidence=0.6),
        ],
        Statement(bakker.id, "meets_with", wit.id, Certainty.POSSIBLE): [
            evidence("twee", "[Bakker] wil morgen met <Ria de Wit> praten.", qualifiers=planned),
        ],
        Statement(bakker.id, "criticizes", wit.id, Certainty.NEGATED): [
            evidence("twee", "[Bakker] heeft nooit kritiek gehad op <De Wit>, zegt hij.", confidence=0.5),
        ],
        Statement(wit.id, "member_of", tuin.id): [
            evidence("twee", "[Ria de Wit], Kamerlid voor de <Partij voor de Tuin>."),
        ],
        Statement(tuin.id, "based_in", gent.id): [evidence("drie", "De [Partij voor de Tuin] zit in <Gent>.")],
    }
    een, twee = article("een", "2020-01", "De Proefkrant"), article("twee", "2020-03", "Avondpost")
    return graph([een, twee, article("drie", None, None)], [bakker, belgium, wit, tuin, gent, alone], said)


def hostile() -> Graph:
    """Names, sentences, titles and sources that a page must never run or read as markup."""
    entities = [entity(f"{name} {index}", articles=("x",)) for index, name in enumerate(HOSTILE)]
    said = {}
    for left, right in pairwise(entities):
        quote = f"{left.label} ontmoet {right.label}"
        ends = Span(0, len(left.label)), Span(len(quote) - len(right.label), len(quote))
        given = Evidence("x", Span(0, len(quote)), quote, "<b>r</b>.tsv:1", 0.8, *ends, Qualifiers(HOSTILE[1]))
        said[Statement(left.id, "meets_with", right.id)] = [given]
    text = HOSTILE[0] + " kop"
    source = Article("x", text, Span(0, len(text)), Span(0, len(text)), "2020-01", "javascript:window.hacked=1")
    return graph([source], entities, said)


def large(size: int, per_node: int = 3) -> Graph:
    """Many entities of which few are well connected, as in a graph of news; no random number."""
    kinds = ("Person", "Organization", "Country", "City", "Event")
    relations = ("meets_with", "member_of", "criticizes", "visits", "employed_by")
    entities = [
        Entity(f"e{number}", kinds[number % 5], f"Entiteit nummer {number}", names=(f"Naam{number}",), articles=("a0",))
        for number in range(size)
    ]
    dates = [f"20{number % 20:02}-{number % 12 + 1:02}" for number in range(200)]
    articles = [article(f"a{number}", date, f"Bron {number % 5}") for number, date in enumerate(dates)]
    said: dict[Statement, list[Evidence]] = {}
    for number in range(1, size):
        for turn in range(per_node):
            other = (number * 7919 + turn * 104729) % max(1, number // (1 + turn * 3))
            if other == number:
                continue
            quote = (
                f"In een zin over zaak {number} staat dat Naam{number} iets te maken heeft met Naam{other}, vandaag."
            )
            start = quote.index(f"Naam{number}")
            given = Evidence(
                f"a{number % 200}", Span(0, len(quote)), quote, f"relations.tsv:{turn + 1}", 0.5 + number % 50 / 100,
                Span(start, start + 4 + len(str(number))), None,
            )  # fmt: skip
            said[Statement(f"e{number}", relations[(number + turn) % 5], f"e{other}")] = [given]
    return graph(articles, entities, said)


def pairs(count: int) -> Graph:
    """As many parts that nothing connects."""
    said = {}
    entities = []
    for number in range(count):
        left, right = entity(f"Links {number}"), entity(f"Rechts {number}", "Company")
        entities += [left, right]
        given = evidence("een", f"[Links {number}] werkt voor <Rechts {number}>.")
        said[Statement(left.id, "employed_by", right.id)] = [given]
    return graph([article("een", "2020-01", None)], entities, said)


def hub(leaves: int) -> Graph:
    """One company, and as many people that work for it, on as many days."""
    middle = entity("Naaf BV", "Company")
    people = [entity(f"Werkster {number:03}") for number in range(leaves)]
    dates = [f"2020-{number // 28 % 2 + 1:02}-{number % 28 + 1:02}" for number in range(leaves)]
    articles = [article(f"a{number:03}", date, None) for number, date in enumerate(dates)]
    said = {
        Statement(one.id, "employed_by", middle.id): [
            evidence(paper.id, f"[{one.label}] werkt voor <Naaf BV>.") for paper in articles[number : number + 4]
        ]
        for number, one in enumerate(people)
    }
    return graph(articles, [middle, *people], said)
