"""Which entry of the knowledge base a name is linked to, and where it stays unlinked."""

import pytest

from graphkit.knowledge import Entry, build, load
from graphkit.resolve import decide
from tests.unit.resolving import Piece, linked, stood

AJAX, PSV, UNIE = ("Ajax", "SportsTeam"), ("PSV", "SportsTeam"), ("Europese Unie", "InternationalOrganization")


def test_congo_alone_stays_unlinked() -> None:
    piece = Piece("a")
    piece.name("Congo", "Country")
    assert linked(piece, "Congo") is None


def test_congo_is_decided_by_a_city_that_lies_there() -> None:
    piece = Piece("a")
    piece.name("Congo", "Country")
    piece.name("Kinshasa", "City")
    assert linked(piece, "Congo") == "Q974"


def test_congo_is_decided_by_its_full_name() -> None:
    piece = Piece("a")
    piece.name("Congo", "Country", "c")
    piece.name("Democratische Republiek Congo", "Country", "c")
    assert linked(piece, "c") == "Q974"


def test_georgia_is_the_state() -> None:
    piece = Piece("a")
    piece.name("Georgia", "Region")
    assert linked(piece, "Georgia") == "Q1428"


def test_washington_is_the_city_as_a_place_and_nothing_as_a_government() -> None:
    place, government = Piece("a"), Piece("b")
    place.name("Washington", "City")
    government.name("Washington", "GovernmentBody")
    assert linked(place, "Washington") == "Q61"
    assert linked(government, "Washington") is None


def test_a_town_is_not_chosen_among_others_of_much_the_same_size() -> None:
    piece = Piece("a")
    piece.name("Bergen", "City")
    assert linked(piece, "Bergen") is None


def test_a_small_place_abroad_needs_its_country() -> None:
    alone, beside = Piece("a"), Piece("b")
    alone.name("Herning", "City")
    beside.name("Herning", "City")
    beside.name("Denemarken", "Country")
    assert linked(alone, "Herning") is None
    assert linked(beside, "Herning") is not None


def test_a_place_does_not_vouch_for_itself() -> None:
    piece = Piece("a")
    piece.name("Herning", "City")
    piece.name("Herning", "City", "again")
    assert linked(piece, "Herning") is not None  # another place there vouches: two things of one name are rare
    single = Piece("b")
    single.name("Herning", "City")
    assert linked(single, "Herning") is None


def test_a_town_beside_clubs_and_without_a_word_of_place_is_its_club() -> None:
    assert stood(AJAX, PSV, "verloren van", "Emmen") == "club-emmen"
    assert stood(AJAX, PSV, "verloren van", "Heerenveen") == "club-heerenveen"


def test_a_town_with_a_word_of_place_or_beside_no_two_clubs_is_the_town() -> None:
    assert stood(AJAX, PSV, "speelden in", "Emmen") == "geonames-2756136"
    assert stood(AJAX, "trainde met", "Emmen") == "geonames-2756136"
    assert stood(AJAX, PSV, "in", ("Oss", "City"), "of", "Emmen") == "geonames-2756136"


def test_a_club_with_a_name_of_its_own_is_not_called_like_its_town() -> None:
    assert stood(AJAX, PSV, "verloren van", "Breda") == "geonames-2758401"


def test_a_town_of_which_the_article_says_what_is_said_of_places_is_the_town() -> None:
    piece = Piece("a")
    piece.name(*AJAX)
    piece.name(*PSV)
    piece.say("bij burgemeester")
    piece.claim(piece.name("Tjeerd Brouwersma", "Person"), "mayor_of", piece.name("Emmen", "City"))
    assert linked(piece, "Emmen") == "geonames-2756136"


def test_brussels_without_a_word_of_place_is_the_union_where_the_article_names_it() -> None:
    assert stood(UNIE, "die afspraken met", "Brussel") == "Q458"
    assert stood(UNIE, "die afspraken in", "Brussel") == "Q239"
    assert stood("die afspraken met", "Brussel") == "Q239"
    assert stood(("Europese Commissie", "InternationalOrganization"), "en", "Brussel") == "Q458"
    assert stood("die afspraken met", "Brussel", kind="InternationalOrganization") == "Q458"


def test_a_city_abroad_is_no_person_of_the_article() -> None:
    assert stood(("Charlotte de Wit", "Person"), "sprak:", "Charlotte") is None
    assert stood(("Charlotte de Wit", "Person"), "woont in", "Charlotte") == "Q16565"
    assert stood(("Nina Boston", "Person"), "sprak:", "Boston") is None


def test_a_small_place_abroad_needs_its_country_or_a_word_of_place_and_a_large_one_does_not() -> None:
    assert stood("dat", "Beira") is not None
    assert stood("dat", "Orlando") is None
    assert stood("daar in", "Orlando") == "Q49233"
    assert stood(("Verenigde Staten", "Country"), "dat", "Orlando") == "Q49233"
    assert stood("dat", "Straatsburg") is not None  # it has a name of its own in Dutch


def test_a_team_called_like_its_town_is_the_club() -> None:
    assert stood("zo speelde", "Emmen", kind="SportsTeam") == "club-emmen"


def test_a_body_by_a_noun_alone_is_not_the_home_one_where_the_article_is_about_another_country() -> None:
    spain = [("Spanje", "Country"), ("Catalonië", "Region"), ("Valencia", "City"), ("Pamplona", "City")]
    assert stood(*spain, "zegt de", "senaat", kind="GovernmentBody") is None
    home = ("Nederlandse", "Country")
    assert stood(*spain, home, "zegt de", "senaat", kind="GovernmentBody") is None
    assert stood(*spain[:1], home, "zegt de", "senaat", kind="GovernmentBody") == "nl-eerste-kamer"


def test_a_name_that_is_no_word_is_its_entry_where_what_is_said_can_be_said_of_it() -> None:
    piece = Piece("a")
    piece.claim(piece.name("NCTV", "GovernmentBody"), "calls_on", piece.name("D66", "Person"))
    assert linked(piece, "D66") == "Q747910"
    other = Piece("b")
    other.claim(other.name("D66", "Person"), "spouse_of", other.name("Els Mulder", "Person"))
    assert linked(other, "D66") is None


def test_a_club_in_a_town_is_no_union_of_states_and_a_party_by_other_initials_is_another_party() -> None:
    club, party = Piece("a"), Piece("b")
    club.claim(club.name("UNO", "InternationalOrganization"), "based_in", club.name("Hoofddorp", "City"))
    assert linked(club, "UNO") is None
    party.name("Amerikaanse", "Country")
    party.name("Democratische Partij", "PoliticalParty", "p")
    party.name("DP", "PoliticalParty", "p")
    assert linked(party, "p") is None


def test_a_ministry_is_not_the_home_one_where_the_article_is_about_another_country() -> None:
    america = [("Verenigde Staten", "Country"), ("New York", "City"), ("Florida", "Region"), ("Chicago", "City")]
    assert stood(*america, "zegt", "ministerie van Defensie", kind="GovernmentBody") is None
    assert stood(america[0], "zegt", "ministerie van Defensie", kind="GovernmentBody") == "nl-defensie"
    assert stood(*america, "zegt", "VWS", kind="GovernmentBody") == "nl-vws"


def test_a_party_abroad_needs_its_country() -> None:
    assert stood("zo vinden", "Conservatieven", kind="PoliticalParty") is None
    assert stood(("Britse", "Country"), "leden vinden", "Conservatieven", kind="PoliticalParty") == "Q9626"


def test_a_company_called_like_a_person_of_the_article_needs_something_said_of_it() -> None:
    alone, employer = Piece("a"), Piece("b")
    for piece in (alone, employer):
        piece.name("Evert Philips", "Person")
        piece.say("zegt dat")
    alone.name("Philips", "Company")
    employer.claim(employer.name("Klaas Hoving", "Person"), "employed_by", employer.name("Philips", "Company"))
    assert linked(alone, "Philips") is None
    assert linked(employer, "Philips") == "Q170416"


def test_a_surname_is_linked_by_the_office_that_it_held_at_the_time() -> None:
    piece = Piece("a", "2001-07")
    who, country = piece.name("Kok", "Person"), piece.name("Nederland", "Country")
    piece.claim(who, "head_of_government", country)
    assert linked(piece, "Kok") == "Q221411"


def test_the_same_surname_and_office_at_another_time_is_not() -> None:
    piece = Piece("a", "2019-04")
    who, country = piece.name("Kok", "Person"), piece.name("Nederland", "Country")
    piece.claim(who, "head_of_government", country)
    assert linked(piece, "Kok") is None


def test_a_bare_surname_is_linked_for_those_whom_all_know() -> None:
    piece, later = Piece("a", "2019-04"), Piece("b", "2019-04")
    piece.name("Rutte", "Person")
    later.name("Kok", "Person")
    assert linked(piece, "Rutte") == "Q57792"
    assert linked(later, "Kok") is None


def test_a_first_name_is_no_surname() -> None:
    piece = Piece("a")
    piece.name("Alexander", "Person")
    piece.name("Mark", "Person")
    assert linked(piece, "Alexander") is None
    assert linked(piece, "Mark") is None


def test_a_member_of_parliament_needs_more_than_the_name() -> None:
    alone, beside = Piece("a", "2009-04"), Piece("b", "2009-04")
    for piece in (alone, beside):
        piece.name("Hans Smolders", "Person")
    alone.published = "2019-04"
    beside.published = "2003-01"
    beside.name("LPF", "PoliticalParty")
    assert linked(alone, "Hans Smolders") is None
    assert linked(beside, "Hans Smolders") == "Q2021605"


def test_a_longer_name_is_not_linked_by_its_first_word() -> None:
    piece = Piece("a")
    piece.name("NPD Group", "Company", "npd")
    piece.name("NPD", "PoliticalParty", "npd")
    assert linked(piece, "npd") is None


def test_a_thing_of_another_kind_is_not_linked() -> None:
    piece = Piece("a")
    piece.name("Parijs", "Person")
    assert linked(piece, "Parijs") is None


def test_what_did_not_exist_yet_is_not_linked() -> None:
    before, after = Piece("a", "2001-07"), Piece("b", "2019-04")
    for piece in (before, after):
        piece.name("Forum voor Democratie", "PoliticalParty")
    assert linked(before, "Forum voor Democratie") is None
    assert linked(after, "Forum voor Democratie") == "Q28163962"


@pytest.mark.parametrize("word", ["Duitser", "Duitsers"])
def test_a_noun_for_inhabitants_stands_for_the_country_where_it_is_read_so(word: str) -> None:
    piece = Piece("a")
    piece.name(word, "Country")
    assert linked(piece, word) == "Q183"


def test_a_knowledge_base_of_ones_own_is_used() -> None:
    own = Entry(
        "dorpshuis-de-eik", "Facility", "De Eik", "Dorpshuis De Eik", ("De Eik", "Dorpshuis De Eik"), popularity=60
    )
    piece = Piece("a")
    piece.name("De Eik", "Facility")
    known = build([*load().entries.values(), own])
    (found,) = decide([piece.done()], known=known).graph.entities.values()
    assert (found.id, found.label, found.identifiers) == ("dorpshuis-de-eik", "Dorpshuis De Eik", ())


def test_each_link_says_why() -> None:
    piece = Piece("a", "2001-07")
    who, country = piece.name("Kok", "Person"), piece.name("Nederland", "Country")
    piece.claim(who, "head_of_government", country)
    reasons = {d.right: d.reasons for d in decide([piece.done()]).decisions}["Q221411"]
    assert any(reason.startswith("office head_of_government Nederland") for reason in reasons)


@pytest.mark.parametrize(
    ("form", "kind", "entry"),
    [("ROTTERDAM", "City", "Q34370"), ("duitsland", "City", "Q183"), ("VVD-", "PoliticalParty", "Q239333")],
)
def test_a_headline_s_capitals_and_half_a_compound_name_what_they_stand_for(form: str, kind: str, entry: str) -> None:
    piece = Piece("a")
    piece.name(form, kind)
    assert linked(piece, form) == entry


@pytest.mark.parametrize("form", ["D66", "VVD-", "Twitter-"])
def test_a_name_that_only_a_party_bears_is_the_party_though_it_was_read_as_something_else(form: str) -> None:
    piece, other = Piece("a"), Piece("b")
    piece.name(form, "Work")
    other.claim(other.name("Truus Zwaluw", "Person"), "award_received", other.name(form, "Award"))
    assert linked(piece, form) is not None
    assert linked(other, form) is None  # what is said of an award is not said of a party


def test_a_short_given_name_is_enough_beside_the_surname_and_the_office() -> None:
    piece = Piece("a", "2019-04")
    piece.claim(piece.name("Ferd Grapperhaus", "Person"), "minister_of", piece.name("Nederland", "Country"))
    assert linked(piece, "Ferd Grapperhaus") == next(
        key for key, entry in load().entries.items() if entry.label_nl == "Ferdinand Grapperhaus"
    )


def test_a_short_name_of_an_organisation_is_not_linked_beside_a_person_of_that_surname() -> None:
    alone, beside = Piece("a"), Piece("b")
    alone.name("Buma", "Organization")
    beside.name("Buma", "Organization")
    beside.name("Truus Buma", "Person")
    assert linked(alone, "Buma") == "org-buma-stemra"
    assert linked(beside, "Buma") is None


def test_a_body_that_a_sentence_places_in_another_state_is_not_our_own() -> None:
    piece = Piece("a")
    piece.claim(piece.name("Openbaar Ministerie", "GovernmentBody"), "based_in", piece.name("Frankfurt", "City"))
    assert linked(piece, "Openbaar Ministerie") is None


def test_an_acronym_that_the_article_spells_out_otherwise_is_not_linked() -> None:
    piece = Piece("a")
    piece.name("BBC", "Organization", "b")
    piece.name("Bouwbegeleidingscommissie", "Organization", "b")
    other = Piece("z")
    other.name("BBC", "MediaOrganization")
    assert linked(piece, "b") is None
    assert linked(other, "BBC") == "Q9531"
    assert len(decide([piece.done(), other.done()]).graph.entities) == 2  # and no likeness of names joins them
