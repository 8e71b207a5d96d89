"""Asserted, possible or negated: sentences that differ in what bears on their verb, and in how far it reaches."""

import pytest

from graphkit.model import Certainty

SURE, OPEN, DENIED = Certainty.ASSERTED, Certainty.POSSIBLE, Certainty.NEGATED
# Each sentence with the certainty of what it says of its relation.
CASES = {
    "present": ("Shell koopt KLM.", "acquires", SURE),
    "future": ("Shell zal KLM overnemen.", "acquires", SURE),
    "future by going": ("Shell gaat KLM overnemen.", "acquires", SURE),
    "zou": ("Shell zou KLM hebben overgenomen.", "acquires", OPEN),
    "zouden": ("Shell en Philips zouden KLM overnemen.", "acquires", OPEN),
    "wish": ("Shell wil KLM overnemen.", "acquires", OPEN),
    "past wish": ("Shell wilde KLM overnemen.", "acquires", OPEN),
    "ability": ("Shell kan KLM overnemen.", "acquires", OPEN),
    "ability that came true": ("Ajax kon PSV verslaan.", "defeats", SURE),
    "success": ("Ajax wist PSV te verslaan.", "defeats", SURE),
    "attempt": ("Shell probeert KLM over te nemen.", "acquires", OPEN),
    "decision": ("Shell heeft besloten om de luchtvaartmaatschappij KLM te kopen.", "acquires", OPEN),
    "noun of a plan": ("Shell heeft het plan om KLM over te nemen.", "acquires", OPEN),
    "noun of a chance": ("De kans op een overname van KLM door Shell is groot.", "acquires", OPEN),
    "adverb": ("Shell neemt KLM mogelijk over.", "acquires", OPEN),
    "hearsay": ("Naar verluidt koopt Shell de luchtvaartmaatschappij KLM.", "acquires", OPEN),
    "claim": ("Els Mulder beweert dat Shell de luchtvaartmaatschappij KLM heeft gekocht.", "acquires", OPEN),
    "expectation": ("Analisten verwachten dat Shell de luchtvaartmaatschappij KLM koopt.", "acquires", OPEN),
    "condition": ("Als Shell de luchtvaartmaatschappij KLM koopt, stapt de directeur op.", "acquires", OPEN),
    "what a condition carries": ("Als de prijs daalt, koopt Shell de luchtvaartmaatschappij KLM.", "acquires", OPEN),
    "question": ("Koopt Shell de luchtvaartmaatschappij KLM?", "acquires", OPEN),
    "question that takes for granted": ("Waarom kocht Shell de luchtvaartmaatschappij KLM?", "acquires", SURE),
    "indirect question": ("Het is onduidelijk of Shell de luchtvaartmaatschappij KLM koopt.", "acquires", OPEN),
    "niet": ("Shell neemt KLM niet over.", "acquires", DENIED),
    "nooit": ("Shell heeft KLM nooit overgenomen.", "acquires", DENIED),
    "wish denied": ("Shell wil de luchtvaartmaatschappij KLM niet kopen.", "acquires", DENIED),
    "denial": ("Els Mulder ontkent dat Shell de luchtvaartmaatschappij KLM heeft gekocht.", "acquires", DENIED),
    "refusal": ("Frankrijk weigert om Iran te steunen.", "supports", DENIED),
    "geen": ("Er is geen overleg tussen Duitsland en Frankrijk.", "meets_with", DENIED),
    "no plans": ("Shell heeft geen plannen om KLM over te nemen.", "acquires", DENIED),
    "not ruled out": ("Shell sluit een overname van KLM niet uit.", "acquires", OPEN),
    "not believed": ("Els Mulder denkt niet dat Shell de luchtvaartmaatschappij KLM koopt.", "acquires", DENIED),
    "not only": ("Shell nam niet alleen KLM over.", "acquires", SURE),
    "another clause": ("Shell neemt KLM over omdat Philips niet wilde verkopen.", "acquires", SURE),
    "relative clause": ("Els Mulder, die in Zwolle woont, wil niet reageren.", "lives_in", SURE),
    "said without doubt": ("Els Mulder zegt dat Shell de luchtvaartmaatschappij KLM heeft gekocht.", "acquires", SURE),
    "modal of the saying": (
        "Els wil bevestigen dat Shell de luchtvaartmaatschappij KLM heeft gekocht.",
        "acquires",
        SURE,
    ),
    "purpose": ("Rutte reist naar Kiev om Poetin te ontmoeten.", "meets_with", OPEN),
    "former office": ("Oud-premier Joris Verbeek wil niet reageren.", "head_of_government", SURE),
    "designate": ("De beoogde premier Kok zwijgt.", "head_of_government", OPEN),
    "office supposed": ("Els Mulder wordt mogelijk directeur van Philips.", "head_of", OPEN),
    "office held": ("Els Mulder is directeur van Philips.", "head_of", SURE),
    "office denied": ("Els Mulder is geen directeur van Philips.", "head_of", DENIED),
}


@pytest.fixture(scope="module")
def said(read_texts):
    """The claims of each sentence, by what it shows."""
    found = read_texts([text for text, _, _ in CASES.values()])
    return {name: extraction.claims for name, extraction in zip(CASES, found, strict=True)}


@pytest.mark.parametrize("name", CASES)
def test_a_sentence_is_as_certain_as_it_says(name, said):
    _, relation, wanted = CASES[name]
    assert {c.certainty for c in said[name] if c.relation == relation} == {wanted}


def test_a_contrast_denies_the_first_and_asserts_the_second(read_texts):
    (found,) = read_texts(["Shell nam niet Philips maar KLM over."])
    assert {(c.object.text, c.certainty) for c in found.claims if c.relation == "acquires"} == {
        ("Philips", DENIED), ("KLM", SURE),
    }  # fmt: skip
