"""What a build keeps of its decisions, and what a person is shown of them."""

import pytest
from resolving import Piece

from graphkit.errors import InputError
from graphkit.resolve import decide, review


def built(folder):
    """Two articles with an uncertain pair and a merged one, decided and written."""
    pieces = [Piece("a"), Piece("b")]
    for piece, name in zip(pieces, ("Tjeerd Brouwersma", "Brouwersma"), strict=True):
        piece.claim(piece.name(name, "Person"), "member_of", piece.name("VVD", "PoliticalParty"))
        piece.name("Zwembad De Plons", "Organization")
    namesake = Piece("c")
    namesake.name("Klaas Brouwersma", "Person")
    result = decide([piece.done() for piece in (*pieces, namesake)])
    review.write(folder / review.FILE, result.decisions, result.members)
    return result


def test_decisions_are_read_back_as_they_were_written(tmp_path) -> None:
    result = built(tmp_path)
    rows = review.read(tmp_path)
    assert sorted((r.decision.left, r.decision.right, r.decision.same) for r in rows) == sorted(
        (d.left, d.right, d.same) for d in result.decisions
    )
    assert all(row.decision.reasons for row in rows)


def test_an_entity_is_explained_by_the_decisions_that_touch_it(tmp_path) -> None:
    result = built(tmp_path)
    pool = next(e for e in result.graph.entities.values() if e.label == "Zwembad De Plons")
    (made,) = review.explain(review.read(tmp_path), pool.id)
    assert (made.left, made.right, made.same) == ("a#Zwembad De Plons", "b#Zwembad De Plons", True)
    assert made.reasons[0].startswith("same_name")


def test_an_uncertain_pair_comes_with_the_sentences_of_both_articles(tmp_path) -> None:
    result = built(tmp_path)
    (pair,) = review.uncertain(review.read(tmp_path), result.graph)
    assert (pair.row.decision.left, pair.row.decision.right) == ("a#Tjeerd Brouwersma", "b#Brouwersma")
    assert [e.article for e in pair.left] == ["a"]
    assert [e.article for e in pair.right] == ["b"]


def test_a_folder_without_decisions_says_how_to_get_them(tmp_path) -> None:
    with pytest.raises(InputError, match="`graphkit build` writes it"):
        review.read(tmp_path)
