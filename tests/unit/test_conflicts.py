"""Contradictions are reported with both sides' evidence, and what only looks like one is not."""

from graphkit.conflicts import Conflict, conflicts, shown
from graphkit.model import Certainty
from graphkit.resolve import resolve
from tests.unit.resolving import Piece


def found(*pieces: Piece) -> list[Conflict]:
    return conflicts(resolve([piece.done() for piece in pieces]))


def says(name: str, person: str, relation: str, target: tuple[str, str], published: str = "2019-04", **more) -> Piece:
    piece = Piece(name, published)
    piece.claim(piece.name(person, "Person"), relation, piece.name(*target), **more)
    return piece


ZWOLLE, KAMPEN, NEDERLAND = ("Zwolle", "City"), ("Kampen", "City"), ("Nederland", "Country")


def test_two_birthplaces_in_one_article_are_a_conflict_with_evidence_for_each() -> None:
    piece = Piece("a")
    who = piece.name("Tjeerd Brouwersma", "Person")
    for city in (ZWOLLE, KAMPEN):
        piece.claim(who, "born_in", piece.name(*city))
    (conflict,) = found(piece)
    assert (conflict.relation, conflict.month, len(conflict.sides)) == ("born_in", None, 2)
    assert all(side.evidence[0].article == "a" for side in conflict.sides)
    assert conflict.about.startswith("tjeerd-brouwersma")


def test_a_birthplace_and_its_country_are_none() -> None:
    piece = Piece("a")
    who = piece.name("Tjeerd Brouwersma", "Person")
    for place in (ZWOLLE, NEDERLAND):
        piece.claim(who, "born_in", piece.name(*place))
    assert found(piece) == []


def test_what_is_denied_or_only_possible_contradicts_nothing() -> None:
    piece = Piece("a")
    who = piece.name("Tjeerd Brouwersma", "Person")
    piece.claim(who, "born_in", piece.name(*ZWOLLE))
    piece.claim(who, "born_in", piece.name(*KAMPEN), certainty=Certainty.NEGATED)
    assert found(piece) == []


def test_two_mayors_of_one_city_in_one_month_are_a_conflict() -> None:
    one, other = says("a", "Tjeerd Brouwersma", "mayor_of", ZWOLLE), says("b", "Klaas Hoving", "mayor_of", ZWOLLE)
    (conflict,) = found(one, other)
    assert (conflict.relation, conflict.month) == ("mayor_of", "2019-04")
    assert sorted(e.article for side in conflict.sides for e in side.evidence) == ["a", "b"]


def test_a_successor_in_another_month_is_none() -> None:
    one = says("a", "Tjeerd Brouwersma", "mayor_of", ZWOLLE)
    assert found(one, says("b", "Klaas Hoving", "mayor_of", ZWOLLE, published="2019-09")) == []


def test_a_full_name_and_its_surname_are_no_two_mayors() -> None:
    piece = Piece("a")
    city = piece.name(*ZWOLLE)
    piece.claim(piece.name("Tjeerd Brouwersma", "Person"), "mayor_of", city)
    piece.claim(piece.name("Brouwersma", "Person"), "mayor_of", city)
    assert found(piece) == []


def test_relations_that_take_many_objects_are_never_in_conflict() -> None:
    piece = Piece("a")
    who = piece.name("Tjeerd Brouwersma", "Person")
    for city in (ZWOLLE, KAMPEN):
        piece.claim(who, "lives_in", piece.name(*city))
    assert found(piece) == []


def test_a_conflict_is_shown_with_each_side_and_its_sentence() -> None:
    one, other = says("a", "Tjeerd Brouwersma", "mayor_of", ZWOLLE), says("b", "Klaas Hoving", "mayor_of", ZWOLLE)
    graph = resolve([one.done(), other.done()])
    (conflict,) = conflicts(graph)
    lines = shown(conflict, graph).splitlines()
    assert lines[0] == "Zwolle mayor_of in 2019-04: 2 that exclude each other"
    assert "  Klaas Hoving mayor_of Zwolle" in lines
    assert "    b: Klaas Hoving Zwolle" in lines
