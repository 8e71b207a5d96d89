"""Made-up extractions in any number: the same in every run, ten statements an article, names that recur."""

from collections.abc import Iterator

from graphkit.model import Article, Certainty, Claim, Evidence, Extraction, Mention, Span

EACH = 10
RELATIONS = ("meets_with", "criticizes", "supports", "accuses")


def extractions(statements: int) -> Iterator[Extraction]:
    """Articles that say so many different things between them, about a tenth as many people."""
    people = max(2, statements // EACH)
    for number in range(-(-statements // EACH)):
        yield _article(number, people)


def _article(number: int, people: int) -> Extraction:
    sentences, mentions, claims = [], [], []
    key, start = f"a{number:07}", 0
    for place in range(EACH):
        names = _name((number * EACH + place) % people), _name((number * 7 + place * 13 + 1) % people)
        relation = RELATIONS[(number + place) % len(RELATIONS)]
        sentence = f"{names[0]} noemt {names[1]}."
        spans = (
            Span(start, start + len(names[0])),
            Span(start + len(sentence) - 1 - len(names[1]), start + len(sentence) - 1),
        )
        ends = [Mention(key, span, name, "Person", f"{key}-{name}") for span, name in zip(spans, names, strict=True)]
        span = Span(start, start + len(sentence))
        evidence = Evidence(key, span, sentence, "synthetic:1", 0.5, subject=spans[0], object=spans[1])
        claims.append(Claim(ends[0], relation, ends[1], Certainty.ASSERTED, evidence))
        mentions += ends
        sentences.append(sentence)
        start += len(sentence) + 1
    text = " ".join(sentences)
    return Extraction(Article(key, text, Span(0, len(text)), published="2020-01"), tuple(mentions), tuple(claims))


def _name(number: int) -> str:
    """A first and a last name for a number; no two numbers share them."""
    return f"{_word(number % 997)} {_word(number // 997 + 1000)}"


def _word(number: int) -> str:
    syllables = ("ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru")
    return "".join(syllables[int(digit)] for digit in str(number)).capitalize()
