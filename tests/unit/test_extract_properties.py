"""Whatever tree the parser gives, extraction ends, keeps its invariants, and gives the same again."""

from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit import ontology
from graphkit.extract import extract
from graphkit.model import Article, Span
from graphkit.syntax import Analysis, Sentence, Token, link

LABELS = (
    "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "amod", "appos", "flat", "conj",
    "cc", "case", "det", "aux", "aux:pass", "cop", "xcomp", "ccomp", "advcl", "acl:relcl", "acl", "mark",
    "compound:prt", "parataxis", "punct", "advmod",
)  # fmt: skip
WORDS = (
    "minister", "president", "premier", "neemt", "bezoekt", "steunt", "zegt", "wil", "wordt", "door", "van", "in",
    "met", "tegen", "tussen", "niet", "dat", "die", "hij", "zijn", "als", "om", "en", "over", "de", "het", "een",
    "Duitse", "Duitsland", "Shell", "PSV-aanvaller", "Ajax-trainer", "Jan", "Kok", "NAVO", "IS", "(", ")", ",", ".",
    "?", "‘", "’", "Tweede", "Kamer", "gemeente", "Zwolle", "overname", "bezoek", "aanval", "lid", "PvdA'er", "Jans",
    "É\u0301", "\U0001f600", "123",
)  # fmt: skip
LEMMAS = {"neemt": "over_nemen", "bezoekt": "bezoeken", "steunt": "steunen", "zegt": "zeggen", "wil": "willen"}
TAGS = ("NOUN", "PROPN", "VERB", "AUX", "ADJ", "ADP", "PRON", "DET", "PUNCT", "ADV", "SCONJ", "X")
NAMES = ("", "", "PER", "ORG", "LOC", "MISC")
MORPHS = ("", "VerbForm=Fin|Number=Sing", "VerbForm=Inf", "VerbForm=Part", "Number=Plur")

ROW = st.tuples(
    st.sampled_from(WORDS), st.sampled_from(TAGS), st.sampled_from(LABELS), st.sampled_from(NAMES), st.booleans(),
    st.sampled_from(MORPHS), st.integers(0, 30), st.booleans(),
)  # fmt: skip


@st.composite
def analyses(draw):
    """An article of up to three sentences, each a random tree over words that the rules know."""
    sentences, text = [], ""
    for index in range(draw(st.integers(1, 3))):
        tokens, heads = [], []
        rows = draw(st.lists(ROW, min_size=1, max_size=14))
        root = draw(st.integers(0, len(rows) - 1))
        order = draw(st.permutations(range(len(rows))))
        place = {position: rank for rank, position in enumerate([root, *(p for p in order if p != root)])}
        ranked = sorted(place, key=place.__getitem__)
        for position, (word, tag, label, name, starts, morph, head, glued) in enumerate(rows):
            start = len(text)
            text += word + ("" if glued else " ")
            lemma = LEMMAS.get(word, word)
            tokens.append(
                Token(
                    position, word, lemma.replace("_", ""), tag, "ROOT" if position == root else label, start,
                    start + len(word), morph, name, starts and bool(name), tuple(lemma.split("_")), not glued,
                )
            )  # fmt: skip
            # The head is one of the tokens that come before in a random order, so there is no cycle.
            heads.append(position if position == root else ranked[head % place[position]])
        sentences.append(Sentence(index, 0, link(tokens, heads), heading=draw(st.booleans())))
    return Analysis(Article("random", text, Span(0, len(text)), published="2020-01"), sentences)


@settings(max_examples=300, deadline=None)
@given(analyses())
def test_extraction_keeps_its_invariants_on_any_tree(analysis):
    found = extract(analysis)
    text, mentions = analysis.article.text, set(found.mentions)
    for mention in found.mentions:
        assert mention.span.start == mention.span.end or mention.span.of(text) == mention.text
        assert mention.type in ontology.load().types
    for claim in found.claims:
        evidence = claim.evidence
        assert evidence.quote == evidence.span.of(text)
        assert {claim.subject, claim.object} <= mentions
        assert claim.subject.referent != claim.object.referent
        assert ontology.load().accepts(claim.relation, claim.subject.type, claim.object.type)
        for span, mention in ((evidence.subject, claim.subject), (evidence.object, claim.object)):
            assert span is None or span == mention.span
        assert 0 < evidence.confidence <= 1
    assert extract(analysis) == found
