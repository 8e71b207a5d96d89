"""Copies of articles, and how many articles and independent sources make a statement."""

import random

import pytest

from graphkit.model import Article, Span
from graphkit.resolve import resolve
from graphkit.resolve.counting import count
from graphkit.resolve.duplicates import copies
from tests.unit.resolving import Piece

WORDS = [f"woord{number}" for number in range(400)]


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


def test_a_copy_in_another_newspaper_is_no_second_source() -> None:
    pieces = [Piece(name, "2019-04", paper, text(1) + " ") for name, paper in (("a", "AD"), ("b", "Trouw"))]
    for piece in pieces:
        piece.claim(piece.name("Frankrijk", "Country"), "supports", piece.name("Duitsland", "Country"))
    graph = resolve([p.done() for p in pieces])
    (found,) = count(graph).values()
    assert (found.articles, found.sources) == (2, 1)
    assert count(graph, {"a": "a", "b": "b"}) != count(graph)
