"""From text to sentences: where paragraphs, headings and sentences lie in an article, whatever its text looks like."""

import signal
from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from graphkit import analyse
from graphkit.errors import ModelError
from graphkit.model import Article, Span

ODD = st.text(alphabet=st.sampled_from("aé\U0001f600\u0301 \t\xa0\u2028\x0b\r\n.!?…:\"'”)-0"), max_size=80)


def article(text, title=None):
    return Article("a", text, Span(title.end if title else 0, len(text)), title=title)


def pieces(text, title=None):
    return [span.of(text) for span in analyse.paragraphs(article(text, title))]


def test_each_line_with_text_is_a_paragraph():
    assert pieces("Een.\r\n\r\n  \nTwee.\rDrie.") == ["Een.", "Twee.", "Drie."]


def test_the_title_is_a_paragraph_of_its_own():
    assert pieces("Kop Eerste zin.", Span(0, 3)) == ["Kop", " Eerste zin."]


@given(ODD, ODD)
def test_paragraphs_hold_all_words_once_and_in_order(head, body):
    text = head + body
    title = Span(0, len(head)) if head else None
    spans = list(analyse.paragraphs(article(text, title)))
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(span.of(text).strip() and not set(span.of(text)) & {"\r", "\n"} for span in spans)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())


@given(st.integers(1, 60), st.integers(0, 40))
def test_a_long_paragraph_is_cut_at_white_space_and_nothing_is_lost(words, extra):
    text = " ".join(["woord" * 1000] * words) + "x" * extra
    spans = list(analyse.paragraphs(article(text)))
    assert "".join(span.of(text) for span in spans) == text
    assert all(span.end - span.start <= analyse.LONGEST for span in spans)
    assert all(text[span.start] == " " for span in spans[1:])


def test_a_word_longer_than_a_paragraph_may_be_is_cut_all_the_same():
    text = "x" * (2 * analyse.LONGEST + 5)
    assert [len(piece) for piece in pieces(text)] == [analyse.LONGEST, analyse.LONGEST, 5]


@pytest.mark.parametrize(
    ("paragraph", "heading"),
    [
        ("Weinig hulp", True),
        ("Een kop met precies twaalf woorden die zonder punt eindigt en blijft", True),
        ("Een kop met precies dertien woorden die zonder punt eindigt en zo blijft", False),
        ("Het regent.", False),
        ("Waarom?", False),
        ("„Wij gaan door.”", False),
        ("Zij zei: ‘Nee!’", False),
        ("De top:", False),
    ],
)
def test_a_heading_is_short_and_ends_no_sentence(paragraph, heading):
    assert analyse.is_heading(paragraph) is heading


@pytest.fixture(scope="module")
def vocab():
    return spacy.blank("nl").vocab


def doc(vocab, words, spaces, heads, **given):
    return Doc(vocab, words=words, spaces=spaces, heads=heads, deps=["dep"] * len(words), **given)


def test_offsets_count_from_the_start_of_the_article(vocab):
    parsed = doc(vocab, ["Jan", "wint", "."], [True, False, False], [1, 1, 1])
    (tokens,) = analyse.sentences(parsed, 10)
    assert [(t.text, t.start, t.end, t.space_after) for t in tokens] == [
        ("Jan", 10, 13, True),
        ("wint", 14, 18, False),
        (".", 18, 19, False),
    ]


def test_white_space_tokens_are_left_out_and_what_hung_on_them_moves_up(vocab):
    parsed = doc(vocab, ["Jan", "  ", "wint"], [True, False, False], [1, 2, 2])
    (tokens,) = analyse.sentences(parsed, 0)
    assert [t.text for t in tokens] == ["Jan", "wint"]
    assert tokens[0].head is tokens[1]
    assert [t.index for t in tokens] == [0, 1]


@pytest.fixture
def patience():
    """Raises TimeoutError in a test that does not end within two seconds."""

    def give_up(*_):
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(2)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("patience")
def test_a_sentence_may_hang_on_white_space(vocab):
    parsed = doc(vocab, ["Kop", " "], [True, False], [1, 1])
    ((token,),) = analyse.sentences(parsed, 0)
    assert (token.text, token.head) == ("Kop", None)


def test_the_parts_of_a_lemma_are_put_together(vocab):
    parsed = doc(vocab, ["neemt"], [False], [0], lemmas=["over_nemen"])
    ((token,),) = analyse.sentences(parsed, 0)
    assert (token.lemma, token.parts) == ("overnemen", ("over", "nemen"))


def test_a_name_knows_where_it_starts(vocab):
    parsed = doc(vocab, ["Jan", "Kok", "Els"], [True, True, False], [2, 2, 2], ents=["B-PER", "I-PER", "B-PER"])
    (tokens,) = analyse.sentences(parsed, 0)
    assert [(t.entity, t.entity_start) for t in tokens] == [("PER", True), ("PER", False), ("PER", True)]


def test_a_text_of_white_space_has_no_sentences(vocab):
    assert list(analyse.sentences(doc(vocab, [" "], [False], [0]), 0)) == []


def test_a_pipeline_that_is_not_there_is_a_usage_error():
    with pytest.raises(ModelError, match="no spaCy pipeline can be loaded"):
        analyse.load("there-is-no-such-pipeline")


def test_a_pipeline_that_lacks_a_component_says_which(tmp_path):
    spacy.blank("nl").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match=r"lacks tagger or morphologizer, lemmatizer, parser, ner"):
        analyse.load(str(tmp_path / "blank"))
