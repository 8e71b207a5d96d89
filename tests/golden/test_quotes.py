"""Who says it: direct speech in every kind of Dutch quotation marks, indirect speech, and silence where nobody does."""

import pytest

from graphkit.model import Mention

# Each text with its source for what it says of its relation: any of its names, its words, or None.
CASES = {
    "plain": ("Shell koopt KLM.", "acquires", None),
    "double marks": ('"Shell koopt KLM", zegt Els Mulder.', "acquires", "Els Mulder"),
    "commas and primes": (",,Shell koopt KLM'', zegt Els Mulder.", "acquires", "Els Mulder"),
    "single marks": ("‘Shell koopt KLM’, zegt Els Mulder.", "acquires", "Els Mulder"),
    "straight single marks": ("'Shell koopt KLM', zegt Els Mulder.", "acquires", "Els Mulder"),
    "curled double marks": ("“Shell koopt KLM”, zegt Els Mulder.", "acquires", "Els Mulder"),
    "colon": ("Els Mulder: ,,Shell koopt KLM.''", "acquires", "Els Mulder"),
    "clause before": ("Els Mulder zei dinsdag: ‘Shell koopt KLM.’", "acquires", "Els Mulder"),
    "title before the speaker": ('"Shell koopt KLM", zegt directeur Els Mulder.', "acquires", "Els Mulder"),
    "last of several": ('"Het regent. Het waait. Shell koopt KLM", zegt Els Mulder.', "acquires", "Els Mulder"),
    "first of several": ('"Shell koopt KLM. Het regent. Het waait", zegt Els Mulder.', "acquires", "Els Mulder"),
    "carried on": ('"Het regent", zegt Els Mulder. "Shell koopt KLM."', "acquires", "Els Mulder"),
    "carried on twice": ('"Het regent", zegt Els Mulder. "Het waait." "Shell koopt KLM."', "acquires", "Els Mulder"),
    "pronoun": ('Els Mulder is blij. "Shell koopt KLM", zegt ze.', "acquires", "Els Mulder"),
    "subject before": ('Els Mulder is blij. "Shell koopt KLM."', "acquires", "Els Mulder"),
    "unnamed in direct speech": ('"Shell koopt KLM", aldus een woordvoerder van de NS.', "acquires",
                                 "een woordvoerder van de NS"),
    "behind the quote": ('"Het regent", zegt Els Mulder. Shell koopt KLM.', "acquires", None),
    "title borrowed": ("Shell koopt KLM en de film ‘Zwarte sneeuw’.", "acquires", None),
    "i": ('"Ik woon in Zwolle", zegt Els Mulder.', "lives_in", "Els Mulder"),
    "dat": ("Els Mulder zegt dat Shell de luchtvaartmaatschappij KLM koopt.", "acquires", "Els Mulder"),
    "opinion": ("Els Mulder vindt dat Frankrijk de regering van Iran steunt.", "supports", "Els Mulder"),
    "aldus": ("Shell koopt KLM, aldus Els Mulder.", "acquires", "Els Mulder"),
    "volgens": ("Volgens Els Mulder koopt Shell de luchtvaartmaatschappij KLM.", "acquires", "Els Mulder"),
    "inverted": ("Shell koopt KLM, meldt De Telegraaf.", "acquires", "De Telegraaf"),
    "zo": ("Shell koopt KLM, zo meldt De Telegraaf.", "acquires", "De Telegraaf"),
    "unnamed": ("Een woordvoerder van de NS zegt dat Shell de luchtvaartmaatschappij KLM koopt.", "acquires",
                "Een woordvoerder van de NS"),
    "no source": ("Volgens de planning koopt Shell morgen KLM.", "acquires", None),
    "a title is a fact": ("Els Mulder zegt dat directeur Jan Kok van Philips ziek is.", "head_of", None),
    "another clause": ("Shell koopt KLM omdat Els Mulder zegt dat het goedkoop is.", "acquires", None),
}  # fmt: skip


@pytest.fixture(scope="module")
def said(read_texts):
    """What each text yields, by what it shows."""
    return dict(zip(CASES, read_texts([text for text, _, _ in CASES.values()]), strict=True))


@pytest.mark.parametrize("name", CASES)
def test_what_is_said_bears_its_source(name, said):
    _, relation, wanted = CASES[name]
    found = said[name]
    sources = [claim.speaker for claim in found.claims if claim.relation == relation]
    assert sources
    for source in sources:
        if isinstance(source, Mention):
            assert wanted in {m.text for m in found.mentions if m.referent == source.referent}
        else:
            assert source == wanted
