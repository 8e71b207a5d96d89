"""Copies of articles, and how many articles and independent sources make a statement."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from graphkit.build import Options, add, build, remove, stages
from graphkit.export import exporters, tables, trig
from graphkit.export.html_data import page
from graphkit.export.iris import BASE
from graphkit.graph import Graph
from graphkit.model import Article, Extraction, Span
from graphkit.resolve import resolve
from graphkit.resolve.counting import count
from graphkit.resolve.duplicates import copies
from graphkit.settings import Settings
from tests.unit.resolving import Piece

WORDS = [f"woord{number}" for number in range(400)]
# fmt: off
DUTCH = [
    "de", "het", "een", "van", "in", "op", "met", "voor", "niet", "zijn", "was", "heeft", "door", "naar", "ook", "maar",
    "wij", "zij", "hebben", "werden", "nog", "over", "deze",
]
# fmt: on


def text(seed: int, length: int = 200) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))  # noqa: S311 - no secret


def article(name: str, body: str, source: str | None = None) -> Article:
    return Article(name, body, Span(0, len(body)), None, "2019-04", source)


def test_the_same_text_with_another_headline_is_a_copy() -> None:
    one, other = article("a", "Brand in schuur. " + text(1)), article("b", "Schuur brandt af: " + text(1))
    assert copies([other, one]) == {"a": "a", "b": "a"}


def test_a_shortened_copy_is_one() -> None:
    assert copies([article("a", text(1)), article("b", text(1)[: len(text(1)) * 2 // 3])])["b"] == "a"


def test_other_texts_are_their_own_originals_even_with_a_paragraph_in_common() -> None:
    shared = text(9, 40)
    found = copies([article("a", text(1) + " " + shared), article("b", text(2) + " " + shared)])
    assert found == {"a": "a", "b": "b"}


def test_empty_texts_are_no_copies_of_each_other() -> None:
    assert copies([article("a", ""), article("b", "")]) == {"a": "a", "b": "b"}


@pytest.mark.parametrize(
    ("sources", "independent"),
    [((None, None), 2), (("AD", "AD"), 1), (("AD", "Trouw"), 2), (("AD", None), 2)],
)
def test_articles_of_one_publisher_are_one_source(sources: tuple[str | None, str | None], independent: int) -> None:
    pieces = [Piece("a", "2019-05-02", sources[0], text(1) + " "), Piece("b", "2019-04", sources[1], text(2) + " ")]
    for piece in pieces:
        piece.claim(piece.name("Frankrijk", "Country"), "supports", piece.name("Duitsland", "Country"))
    (found,) = count(resolve([p.done() for p in pieces])).values()
    assert (found.articles, found.sources, found.first, found.last) == (2, independent, "2019-04", "2019-05-02")


def test_a_text_printed_more_often_than_a_set_phrase_may_be_is_still_one() -> None:
    found = copies(article(f"a{number:03}", text(1)) for number in range(120))
    assert set(found.values()) == {"a000"}


def test_a_copy_of_a_copy_is_one_only_where_it_is_like_the_original() -> None:
    long = text(1, 600).split()
    pieces = [long[:400], long[130:530], long[200:600]]
    found = copies(article(name, " ".join(words)) for name, words in zip("abc", pieces, strict=True))
    assert found == {"a": "a", "b": "a", "c": "c"}


def graph_of_copies(*papers: tuple[str, str, int]) -> Graph:
    """One statement by articles of (id, newspaper, text)."""
    pieces = [Piece(name, "2019-04", paper, text(number) + " ") for name, paper, number in papers]
    for piece in pieces:
        piece.claim(piece.name("Frankrijk", "Country"), "supports", piece.name("Duitsland", "Country"))
    return resolve([p.done() for p in pieces])


def test_a_copy_in_another_newspaper_is_no_second_source() -> None:
    graph = graph_of_copies(("a", "AD", 1), ("b", "Trouw", 1))
    (found,) = count(graph).values()
    assert (found.articles, found.sources) == (2, 1)
    assert [graph.articles[key].copy_of for key in "ab"] == [None, "a"]


def test_a_publisher_of_a_copy_and_of_an_article_of_its_own_makes_all_three_one_source() -> None:
    graph = graph_of_copies(("a", "AD", 1), ("b", "Trouw", 1), ("c", "Trouw", 2), ("d", "Parool", 3))
    (found,) = count(graph).values()
    assert (found.articles, found.sources) == (4, 2)


def test_every_file_tells_the_same_count_and_keeps_what_it_rests_on(tmp_path) -> None:
    graph = graph_of_copies(("a", "AD", 1), ("b", "Trouw", 1), ("c", "Parool", 3))
    ((statement, found),) = count(graph).items()
    for name, export in exporters(BASE).items():
        export(graph, tmp_path / name)
    for back in (trig.read(tmp_path / "graph.trig"), tables.read(tmp_path)):
        assert back.articles["b"].copy_of == "a"
        assert count(back) == {statement: found}
    (row,) = tables.rows(tmp_path)
    assert (row["articles"], row["sources"], row["first_reported"], row["last_reported"]) == (
        3,
        2,
        "2019-04",
        "2019-04",
    )
    turtle = (tmp_path / "graph.ttl").read_text("utf-8")
    for told in ("gk:articleCount 3", "gk:sourceCount 2", "gk:copyOf art:a"):
        assert told in turtle
    assert page(graph).columns["statements"][0][2][1:] == [3, 2, "2019-04", "2019-04"]


def test_what_is_a_copy_is_the_same_however_the_articles_came_in(tmp_path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, number in (("a", 1), ("b", 1), ("c", 2)):
        body = " ".join(random.Random(number).choices(DUTCH, k=200))  # noqa: S311 - no secret
        (folder / f"{name}.txt").write_text(f"Kop van {name}\n\n{body}", encoding="utf-8")
    chosen = replace(stages(Settings(), Options()), extract=lambda given: (Extraction(one) for one in given))
    whole, grown, alone = (tmp_path / name for name in ("whole", "grown", "alone"))
    build([str(folder)], whole, chosen)
    build([str(folder / "b.txt"), str(folder / "c.txt")], grown, chosen)
    assert {row["id"]: row["copy_of"] for row in tables.article_rows(grown)} == {"b": None, "c": None}
    add([str(folder / "a.txt")], grown, chosen)
    assert {row["id"]: row["copy_of"] for row in tables.article_rows(grown)} == {"a": None, "b": "a", "c": None}
    assert written(grown) == written(whole)
    remove(["a"], grown, chosen)
    build([str(folder / "b.txt"), str(folder / "c.txt")], alone, chosen)
    assert written(grown) == written(alone)


def written(output: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in output.iterdir() if path.is_file() and not path.name.startswith(".")
    }
