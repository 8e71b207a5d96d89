"""What a person is shown of decisions: uncertain pairs with sentences, why an entity is one, and rows to rule with."""

import pytest

from graphkit.resolve import Resolution, decide, review, rulings
from tests.unit.resolving import Piece

PIECES = (("a", "Tjeerd Brouwersma"), ("b", "Brouwersma"), ("c", "Klaas Brouwersma"))


def extractions() -> list:
    """Two articles with an uncertain pair and a merged one, and a namesake in a third."""
    pieces = []
    for name, person in PIECES:
        piece = Piece(name)
        if name != "c":
            piece.claim(piece.name(person, "Person"), "member_of", piece.name("VVD", "PoliticalParty"))
            piece.name("Zwembad De Plons", "Organization")
        else:
            piece.name(person, "Person")
        pieces.append(piece.done())
    return pieces


@pytest.fixture
def resolution() -> Resolution:
    return decide(extractions())


def test_an_uncertain_pair_comes_with_the_sentences_of_both_articles(resolution) -> None:
    (pair,) = review.uncertain(resolution)
    assert (pair.decision.left, pair.decision.right) == ("a#Tjeerd Brouwersma", "b#Brouwersma")
    assert [e.article for e in pair.left_said] == ["a"]
    assert [e.article for e in pair.right_said] == ["b"]
    assert pair.left in resolution.graph.entities


def test_an_entity_is_explained_by_the_decisions_that_touch_it(resolution) -> None:
    pool = next(e for e in resolution.graph.entities.values() if e.label == "Zwembad De Plons")
    (made,) = review.merges(resolution, pool.id)
    assert (made.left, made.right, made.same) == ("a#Zwembad De Plons", "b#Zwembad De Plons", True)
    assert made.reasons[0].startswith("same_name")
    text = review.explained(resolution, pool.id)
    assert text.startswith("a#Zwembad De Plons is b#Zwembad De Plons  4.10: same_name zwembad de plons +3.00; ")


def test_a_linked_entity_is_explained_by_its_links(resolution) -> None:
    text = review.explained(resolution, "Q239333")
    assert "a#VVD is Q239333" in text
    assert "b#VVD is Q239333" in text


def test_what_was_joined_to_nothing_says_so(resolution) -> None:
    alone = next(e for e in resolution.graph.entities.values() if e.label == "Klaas Brouwersma")
    assert review.explained(resolution, alone.id) == "c#Klaas Brouwersma was joined to nothing\n"


@pytest.mark.parametrize(("same", "people"), [(True, 2), (False, 3)])
def test_the_row_that_is_shown_settles_the_pair(tmp_path, resolution, same: bool, people: int) -> None:
    (pair,) = review.uncertain(resolution)
    row = review.ruling(pair.decision, same=same)
    assert row in review.shown(pair)
    path = tmp_path / "decisions.tsv"
    path.write_text(f"{review.header()}\n{row}looked it up\n", encoding="utf-8")
    settled = decide(extractions(), rulings=rulings.read(path))
    assert sum(e.type == "Person" for e in settled.graph.entities.values()) == people
    assert not list(review.uncertain(settled))


def test_a_pair_is_shown_on_lines_of_its_own(resolution) -> None:
    (pair,) = review.uncertain(resolution)
    assert len(review.shown(pair).splitlines()) == 5


def test_no_text_of_an_article_reaches_a_terminal_as_a_command() -> None:
    assert review.line("rood \x1b[31malarm\x1b[0m\r\n\tnu") == "rood [31malarm [0m nu"
