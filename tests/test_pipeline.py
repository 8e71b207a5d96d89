"""The pipeline that ships: how it cuts text, what it says of words, which names it finds."""

from pathlib import Path

import pytest
import spacy

import graphkit.components  # noqa: F401

PIPELINE = Path(__file__).resolve().parents[1] / "graphkit" / "lang" / "nl" / "pipeline"


@pytest.fixture(scope="module")
def nlp():
    return spacy.load(PIPELINE)


TOKENS = [
    ("gravel:,,Dat was ''mooi''.", "gravel|:|,,|Dat|was|''|mooi|''|."),
    ("Van der Schans:,, Ik wist dat.", "Van|der|Schans|:|,,|Ik|wist|dat|."),
    ("VVD-leider Rutte en oud-premier J.P. Balkenende", "VVD-leider|Rutte|en|oud-premier|J.P.|Balkenende"),
    ("mr. drs. J.W. de Vries.", "mr.|drs.|J.W.|de|Vries|."),
    ("'s Avonds won Ajax met 3 - 2 (3-1).", "'s|Avonds|won|Ajax|met|3|-|2|(|3-1|)|."),
    ("in 's-Hertogenbosch, '81 en foto's", "in|'s-Hertogenbosch|,|'81|en|foto's"),
    ("‘Ja’, zei “hij”.", "‘|Ja|’|,|zei|“|hij|”|."),
    ("van 2001-2002, € 5 of 5,5 procent om 20.30 uur", "van|2001-2002|,|€|5|of|5,5|procent|om|20.30|uur"),
    ("Zo'n 5% van m'n 't Hoff", "Zo'n|5%|van|m'n|'t|Hoff"),
    ("Hij kwam te laat voor hem.De trein", "Hij|kwam|te|laat|voor|hem|.|De|trein"),
    ("'Stel tevredener bij rollen'", "'|Stel|tevredener|bij|rollen|'"),
    ("Hij zei:'Ja.'", "Hij|zei|:|'|Ja|.|'"),
]


@pytest.mark.parametrize(("text", "tokens"), TOKENS)
def test_text_is_cut_into_the_words_of_the_treebank(nlp, text, tokens):
    assert "|".join(token.text for token in nlp.make_doc(text)) == tokens


SENTENCES = [
    ["De minister trad af.", "Hij was moe.", "Niemand weet waarom."],
    [",,Ik ben blij.''", "Dat zei mr. De Vries gisteren in Utrecht."],
    ["Premier J.P. Balkenende sprak met drs. Jansen over de begroting.", "De Kamer stemt donderdag."],
    ["Volgens hem is het voorbij.", "„Het is klaar”, zei hij.", "Daarna vertrok hij naar Den Haag."],
]


@pytest.mark.parametrize("sentences", SENTENCES)
def test_running_text_falls_into_its_sentences(nlp, sentences):
    assert [span.text for span in nlp(" ".join(sentences)).sents] == sentences


PARSES = [
    ("De Duitse minister van Buitenlandse Zaken, Heiko Maas, vertrok.", "minister", "nsubj", "vertrok"),
    ("De bank neemt het bedrijf over.", "over", "compound:prt", "neemt"),
    ("De generaal werd door een soldaat gedood.", "generaal", "nsubj:pass", "gedood"),
    ("De minister bezocht gisteren de hoofdstad.", "hoofdstad", "obj", "bezocht"),
    ("De burgemeester van Utrecht sprak de raad toe.", "Utrecht", "nmod", "burgemeester"),
]


@pytest.mark.parametrize(("text", "word", "label", "head"), PARSES)
def test_a_word_hangs_from_its_head(nlp, text, word, label, head):
    token = next(token for token in nlp(text) if token.text == word)
    assert (token.dep_, token.head.text) == (label, head)


LEMMAS = [
    ("De landen sloten een verdrag.", "landen", "land"),
    ("Hij werd gekozen tot voorzitter.", "gekozen", "kiezen"),
    ("De ministers vertrokken.", "vertrokken", "vertrekken"),
    ("Grote bedrijven betalen weinig.", "Grote", "groot"),
]


@pytest.mark.parametrize(("text", "word", "lemma"), LEMMAS)
def test_a_word_has_its_dictionary_form(nlp, text, word, lemma):
    assert next(token for token in nlp(text) if token.text == word).lemma_.replace("_", "") == lemma


NAMES = [
    (
        "Minister Blok van Buitenlandse Zaken sprak in Den Haag met Heiko Maas.",
        {"Blok": "PER", "Den Haag": "LOC", "Heiko Maas": "PER"},
    ),
    (
        "De Duitse bondskanselier Merkel ontving Macron in Berlijn.",
        {"Duitse": "MISC", "Merkel": "PER", "Macron": "PER", "Berlijn": "LOC"},
    ),
    ("Ajax versloeg PSV in Eindhoven.", {"Ajax": "ORG", "PSV": "ORG", "Eindhoven": "LOC"}),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_names_have_a_class(nlp, text, names):
    assert names.items() <= {entity.text: entity.label_ for entity in nlp(text).ents}.items()


def test_odd_input_is_analysed_all_the_same(nlp):
    for text in ("", " ", "\n\n", "?!", "A" * 5000, "AJAX WINT IN AMSTERDAM", "🙂 de 🙂", "x " * 2000):
        assert nlp(text).text == text


def test_no_training_path_is_in_the_weights():
    config = (PIPELINE / "config.cfg").read_text(encoding="utf-8")
    assert "/" not in config.replace("http://", "")


def test_the_pipeline_is_small():
    assert sum(path.stat().st_size for path in PIPELINE.rglob("*") if path.is_file()) < 30_000_000


def test_the_words_of_the_training_text_are_not_in_the_weights():
    strings = (PIPELINE / "vocab" / "strings.json").read_text(encoding="utf-8")
    assert len(strings) < 50_000
    assert '"Amsterdam"' not in strings


def test_every_edit_of_a_lemma_has_its_letters(nlp):
    from training.assemble import edited

    assert all(number in nlp.vocab.strings for number in edited(nlp))
