"""Whatever a text looks like, what the pipeline and the extraction say of it lies where they say that it lies."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit import analyse
from graphkit.extract import extract
from graphkit.model import Article, Span

SENTENCES = (
    "De Noorse premier Ingrid Solheim bezocht Oekraïne.",
    "Shell neemt Eneco over, zegt topman Bas Terwindt.",
    "„Rusland bombardeerde Syrië”, aldus Joris Verbeek (D66).",
    "PSV-aanvaller Milan Dekker speelt zondag tegen Ajax.",
)
ODDITIES = (
    "", " ", "  ", "\n", "\r\n", "\n\n", "\t", "\xa0", "\u2028", "\u200b", "\ufeff", "\x0b", "\U0001f600", "e\u0301",
    "...", "—", "’s", "(", "”", "http://x.nl/?a=b", "12.30 uur", "<b>", "\x00", "İ", "ß", "\u202e",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(SENTENCES + ODDITIES), max_size=12).map("".join) | st.text(max_size=60)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(text=TEXTS, cut=st.integers(0, 40))
def test_every_quote_and_mention_stands_in_the_text_at_its_offsets(pipeline, text, cut):
    cut = min(cut, len(text))
    article = Article("odd", text, Span(cut, len(text)), title=Span(0, cut) if cut else None, published="2020-01")
    (analysis,) = analyse.analyse([article], pipeline)
    words = "".join(token.text for token in analysis.tokens())
    assert "".join(words.split()) == "".join(text.split())
    for token in analysis.tokens():
        assert text[token.start : token.end] == token.text
    found = extract(analysis)
    for mention in found.mentions:
        assert mention.span.start == mention.span.end or mention.span.of(text) == mention.text
    for claim in found.claims:
        assert claim.evidence.quote == claim.evidence.span.of(text)


def test_articles_analysed_together_are_as_they_are_alone(pipeline):
    texts = [*SENTENCES, "\n\n".join(SENTENCES), ""]
    articles = [Article(f"a{number}", text, Span(0, len(text))) for number, text in enumerate(texts)]
    together = [extract(analysis) for analysis in analyse.analyse(articles, pipeline, batch=3)]
    alone = [extract(next(analyse.analyse([article], pipeline))) for article in articles]
    assert together == alone
    assert sum(len(extraction.claims) for extraction in together) > 4
