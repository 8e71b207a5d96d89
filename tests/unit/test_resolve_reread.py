"""An office of a country that the text does not say is checked against what is known of the person."""

import pytest

from graphkit.model import UNQUALIFIED, Naming, Qualifiers
from graphkit.resolve import Resolution, decide
from tests.unit.resolving import Piece


def read(
    person: str,
    *countries: str,
    relation: str = "head_of_government",
    published: str | None = "2019-04",
    beside: Qualifiers = UNQUALIFIED,
) -> Resolution:
    """An article that gives a person an office of the newspaper's own country, and names other countries."""
    piece = Piece("a", published)
    home = piece.name("Nederland", "Country", "home", naming=Naming.IMPLIED, known="Q55")
    piece.claim(piece.name(person, "Person"), relation, home, beside=beside)
    for country in countries:
        piece.name(country, "Country")
    return decide([piece.done()])


def offices(resolution: Resolution) -> list[str]:
    return [statement.object for statement in resolution.graph.statements]


def test_an_office_is_of_the_country_that_is_named_and_in_which_it_was_held() -> None:
    assert offices(read("Theresa May", "Groot-Brittannië", "Frankrijk")) == ["Q145"]


def test_an_office_of_ones_own_country_stays() -> None:
    assert offices(read("Mark Rutte", "Groot-Brittannië")) == ["Q55"]


def test_an_office_that_was_never_held_there_is_left_out_and_told() -> None:
    resolution = read("Theresa May")
    assert offices(resolution) == []
    (told,) = [made for made in resolution.decisions if "was read" in made.reasons[0]]
    assert (told.left, told.same) == ("a#Theresa May", False)


@pytest.mark.parametrize("person", ["Tjeerd Brouwersma", "Brouwersma"])
def test_somebody_unknown_holds_no_office_that_is_known_to_be_anothers(person: str) -> None:
    resolution = read(person, "Groot-Brittannië")
    assert offices(resolution) == []
    assert any("somebody else" in reason for made in resolution.decisions for reason in made.reasons)


@pytest.mark.parametrize("published", [None, "1950-04", "2090-04"])
def test_somebody_unknown_holds_it_where_nobody_is_known_to(published: str | None) -> None:
    assert offices(read("Brouwersma", published=published)) == ["Q55"]


def test_somebody_unknown_holds_an_office_that_many_hold_and_one_that_is_over() -> None:
    assert offices(read("Brouwersma", relation="minister_of")) == ["Q55"]
    assert offices(read("Brouwersma", beside=Qualifiers(details=(("status", "former"),)))) == ["Q55"]


def test_a_relation_whose_holders_are_not_known_by_country_stays() -> None:
    assert offices(read("Theresa May", relation="citizen_of")) == ["Q55"]


@pytest.mark.parametrize(("relation", "left"), [("head_of_government", ["Q145"]), ("citizen_of", ["Q183"])])
def test_what_is_said_of_a_country_that_is_named_is_doubted_too(relation: str, left: list[str]) -> None:
    piece = Piece("a", "2019-04")
    germany = piece.name("Duitsland", "Country")
    piece.name("Groot-Brittannië", "Country")
    piece.claim(piece.name("Theresa May", "Person"), relation, germany)
    assert offices(decide([piece.done()])) == left
