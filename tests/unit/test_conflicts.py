"""Contradictions are reported with both sides' evidence, and what only looks like one is not."""

import pytest

from graphkit.conflicts import Conflict, conflicts, shown
from graphkit.model import Certainty, Qualifiers
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


@pytest.mark.parametrize("status", ["former", "acting", "designate"])
def test_who_is_said_to_hold_an_office_no_more_or_not_yet_or_for_another_contradicts_nobody(status: str) -> None:
    beside = Qualifiers(details=(("status", status),))
    other = says("b", "Klaas Hoving", "mayor_of", ZWOLLE, beside=beside)
    assert found(says("a", "Tjeerd Brouwersma", "mayor_of", ZWOLLE), other) == []


@pytest.mark.parametrize(
    ("time", "month"),
    [("2019-04-12", "2019-04"), ("2012/..", "2019-04"), ("2019-04-06/2019-04-07", "2019-04")],
)
def test_a_time_of_its_own_tells_for_when_a_sentence_speaks(time: str, month: str) -> None:
    other = says("b", "Klaas Hoving", "mayor_of", ZWOLLE, beside=Qualifiers(time=time))
    (conflict,) = found(says("a", "Tjeerd Brouwersma", "mayor_of", ZWOLLE), other)
    assert conflict.month == month


@pytest.mark.parametrize("time", ["1973", "1973/1977", "../2018", "2019-W15", "2018-04"])
def test_a_time_that_is_another_or_no_month_contradicts_nobody(time: str) -> None:
    other = says("b", "Klaas Hoving", "mayor_of", ZWOLLE, beside=Qualifiers(time=time))
    assert found(says("a", "Tjeerd Brouwersma", "mayor_of", ZWOLLE), other) == []


def test_a_sentence_that_names_an_earlier_year_tells_of_that_year() -> None:
    piece = Piece("b")
    piece.name("In 1973", "Event")
    piece.claim(piece.name("Klaas Hoving", "Person"), "mayor_of", piece.name(*ZWOLLE))
    assert found(says("a", "Tjeerd Brouwersma", "mayor_of", ZWOLLE), piece) == []


def test_an_office_in_an_article_about_the_past_contradicts_no_present_one() -> None:
    piece = Piece("b")
    who, city = piece.name("Klaas Hoving", "Person"), piece.name(*ZWOLLE)
    piece.claim(who, "mayor_of", city)
    piece.say("In 1973 en in 1984.")
    piece.claim(who, "lives_in", city)
    assert found(says("a", "Tjeerd Brouwersma", "mayor_of", ZWOLLE), piece) == []


def test_a_premier_of_whom_it_is_known_when_contradicts_no_later_one() -> None:
    one = says("a", "Mark Rutte", "head_of_government", NEDERLAND)
    assert found(one, says("b", "Wim Kok", "head_of_government", NEDERLAND)) == []


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
