"""What the words around a name tell of the thing that it is, and of the country that a body is of."""

import pytest

from graphkit.model import NOTHING_KNOWN
from graphkit.resolve import decide
from tests.unit.resolving import Piece, linked, stood


@pytest.mark.parametrize(("country", "entry"), [("Nederland", "nl-eerste-kamer"), ("Spanje", None)])
def test_the_senate_is_that_of_a_country_that_the_article_names(country: str, entry: str | None) -> None:
    piece = Piece("a")
    piece.name(country, "Country")
    piece.name("senaat", "GovernmentBody", known="nl-eerste-kamer")
    assert linked(piece, "senaat") == entry


def test_an_island_is_the_land_and_not_a_village_of_home() -> None:
    assert stood("Sint Maarten") == "Q26273"


def test_what_is_called_the_local_one_is_not_that_of_another_article() -> None:
    pieces = [Piece("a", "2019-04"), Piece("b", "2019-04")]
    for piece, before in zip(pieces, ("folders van de plaatselijke ", "het kantoor van de "), strict=True):
        piece.text += before
        piece.name("VVV", "SportsTeam")
        piece.say("liggen klaar")
    assert len(decide([piece.done() for piece in pieces]).graph.entities) == 2


def test_a_noun_that_opens_a_sentence_is_no_title() -> None:
    piece = Piece("a")
    piece.name("De aanslag", "Work", known="werk-aanslag")
    assert linked(piece, "De aanslag") is None


@pytest.mark.parametrize(
    ("before", "name", "kind", "behind", "entry"),
    [
        ("folders van de plaatselijke", "VVV", "SportsTeam", "liggen klaar", None),
        ("de spits van", "VVV", "SportsTeam", "scoorde", "club-vvv"),
        ("volgens de", "Trumps", "Person", "en hun buren", None),
        ("het kabinet van", "Trump", "Person", "viel", "Q22686"),
        ("dat Donald", "Trump", "Person", "jr. niets wist", None),
        ("een stapel bij", "Hoogvliet", "City", "langs de A15", "geonames-2753666"),
        ("het programma van Geer en", "Goor", "City", "op televisie", None),
        ("een gevoel van DÉJÀ", "VU", "Organization", "bij de trainer", None),
        ("onderzoek van de", "VU", "Organization", "wees uit", "org-vu"),
        ("de Bouwbegeleidingscommissie (", "BBC", "MediaOrganization", ")", None),
        ("de British Broadcasting Corporation (", "BBC", "MediaOrganization", ")", "Q9531"),
        ("voor de renner was het zijn eerste", "Vlaanderen", "Region", "als kopman", None),
        ("de winnaar reed door", "Vlaanderen", "Region", "naar huis", "Q234"),
        ("een plak van de", "Gouda", "City", "op brood", None),
        ("in de hal van", "Gouda", "City", "hangt hij", "geonames-2755420"),
    ],
)
def test_the_words_around_a_name_tell_what_it_is_not(
    before: str, name: str, kind: str, behind: str, entry: str | None
) -> None:
    piece = Piece("a", "2019-04")
    piece.text = before if before.endswith("(") else before + " "
    mention = piece.name(name, kind)
    piece.text = piece.text[: mention.span.end] + (behind if behind.startswith(")") else " " + behind)
    assert linked(piece, name) == entry


def test_a_town_behind_the_word_for_at_may_be_a_shop_where_the_article_is_about_shops() -> None:
    shops = [("Aldi", "Company"), ("Lidl", "Company")]
    assert stood(*shops, "en melk kost bij", "Hoogvliet") is None
    assert stood(*shops, "en brand in", "Hoogvliet") == "geonames-2753666"


def test_a_body_or_party_of_home_is_not_meant_where_the_article_is_about_another_country() -> None:
    turkey = [("Turkije", "Country"), ("Ankara", "City"), ("Istanbul", "City"), ("Izmir", "City")]
    assert stood(*turkey, "zegt de", "Kiesraad", kind="GovernmentBody") is None
    assert stood(turkey[0], "zegt de", "Kiesraad", kind="GovernmentBody") == "nl-kiesraad"
    assert stood(turkey[0], "in een debat in de", "Kamer", kind="GovernmentBody") is None
    assert stood(("VVD", "PoliticalParty"), turkey[0], "zegt de", "Kamer", kind="GovernmentBody") == "Q233262"
    assert stood(*turkey, "zegt de", "Socialistische Partij", kind="PoliticalParty") is None
    assert stood(*turkey, "zegt de", "SP", kind="PoliticalParty") == "Q849580"


def test_a_city_abroad_by_its_english_name_needs_its_country() -> None:
    assert stood("de burgemeester van", "Cairo") is None
    assert stood(("Egypte", "Country"), "de burgemeester van", "Cairo") == "Q85"


def test_a_party_abroad_by_a_noun_that_begins_the_sentence_needs_its_country() -> None:
    piece, other = Piece("a"), Piece("b")
    piece.name("Conservatieven", "PoliticalParty")
    other.name("Britse", "Country")
    other.name("Conservatieven", "PoliticalParty")
    assert linked(piece, "Conservatieven") is None
    assert linked(other, "Conservatieven") == "Q9626"


def test_a_newspaper_that_a_sentence_places_in_another_country_is_another() -> None:
    piece = Piece("a")
    piece.claim(piece.name("ABC", "MediaOrganization"), "based_in", piece.name("Spaanse", "Country"))
    assert linked(piece, "ABC") is None


def test_what_the_words_beside_a_name_decided_stays_decided() -> None:
    club, province, paper = Piece("a"), Piece("b"), Piece("c")
    club.name("Tubantia", "SportsTeam", known=NOTHING_KNOWN)
    province.name("Groningen", "Region", known="Q752")
    paper.name("Tubantia", "MediaOrganization")
    assert linked(club, "Tubantia") is None
    assert linked(province, "Groningen") == "Q752"
    assert len(decide([club.done(), paper.done()]).graph.entities) == 2  # and no likeness of names joins them
