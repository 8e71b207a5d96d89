"""When and where: times that are tied to the right event, what is beside an office, and the place of an event."""

import pytest

from graphkit import analyse
from graphkit.extract import extract
from graphkit.model import Article, Span

# Each sentence, in an article of Wednesday 15 January 2020, with the time of what it says of its relation.
CASES = {
    "day": ("Rutte bezocht gisteren Oekraïne.", "visits", "2020-01-14"),
    "weekday past": ("Rutte heeft Oekraïne zaterdag bezocht.", "visits", "2020-01-11"),
    "weekday to come": ("Zaterdag koopt Shell de luchtvaartmaatschappij KLM.", "acquires", "2020-01-18"),
    "week": ("Shell kocht vorige week KLM.", "acquires", "2020-W02"),
    "month": ("Shell kocht KLM in juli.", "acquires", "2019-07"),
    "year": ("Shell kocht KLM in 2007.", "acquires", "2007"),
    "date": ("Shell kocht KLM op 3 mei 2001.", "acquires", "2001-05-03"),
    "interval": ("Els Mulder werkte tussen 1999 en 2004 voor Philips.", "employed_by", "1999/2004"),
    "event noun": ("De overname van KLM door Shell in 2007 was een succes.", "acquires", "2007"),
    "another clause": ("Shell koopt KLM, dat in 2007 failliet ging.", "acquires", None),
    "title": ("Minister Blok van Buitenlandse Zaken reisde gisteren af.", "minister_of", None),
    "none": ("Shell koopt KLM.", "acquires", None),
}
DETAILS = {
    "portfolio": ("De Franse minister van Buitenlandse Zaken, Els Bon, zweeg.", ("portfolio", "Buitenlandse Zaken")),
    "portfolio behind the name": ("Minister Blok van Buitenlandse Zaken zweeg.", ("portfolio", "Buitenlandse Zaken")),
    "portfolio in brackets": ("Minister Blok (Buitenlandse Zaken, VVD) zweeg.", ("portfolio", "Buitenlandse Zaken")),
    "former": ("De voormalige Franse minister van Defensie, Els Bon, zweeg.", ("status", "former")),
    "former by prefix": ("Oud-premier Joris Verbeek zweeg.", ("status", "former")),
    "former by tense": ("Els Mulder was burgemeester van Assen.", ("status", "former")),
    "caretaker": ("De demissionaire premier Joris Verbeek zweeg.", ("status", "caretaker")),
    "acting": ("De waarnemend burgemeester van Assen, Anouk Jansma, zweeg.", ("status", "acting")),
}


@pytest.fixture(scope="module")
def said(read_texts):
    """The claims of each text, by the text."""
    texts = [text for text, *_ in (*CASES.values(), *DETAILS.values())]
    return dict(zip(texts, (found.claims for found in read_texts(texts)), strict=True))


@pytest.mark.parametrize("name", CASES)
def test_a_time_goes_with_its_event(name, said):
    text, relation, wanted = CASES[name]
    assert {claim.evidence.qualifiers.time for claim in said[text] if claim.relation == relation} == {wanted}


@pytest.mark.parametrize("name", DETAILS)
def test_an_office_keeps_what_is_beside_it(name, said):
    text, wanted = DETAILS[name]
    assert wanted in {pair for claim in said[text] for pair in claim.evidence.qualifiers.details}


@pytest.mark.parametrize(
    ("published", "wanted"),
    [("2020-01", "2020-01"), ("2020", "2020"), (None, None), ("2020-01-15T08:30", "2020-01-14")],
)
def test_a_relative_day_is_as_exact_as_the_date_of_the_article(published, wanted, pipeline):
    text = "Rutte bezocht gisteren Oekraïne."
    (found,) = analyse.analyse([Article("one", text, Span(0, len(text)), published=published)], pipeline)
    assert {c.evidence.qualifiers.time for c in extract(found).claims if c.relation == "visits"} == {wanted}


def test_an_interaction_has_the_place_that_its_clause_gives(read_texts):
    (found,) = read_texts(["Frankrijk onderhandelde in Genève met Iran."])
    assert {(c.relation, c.place.text) for c in found.claims if c.place} == {("negotiates_with", "Genève")}
