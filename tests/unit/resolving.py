"""Extractions built by hand for the tests of `resolve`: each article is a list of things and of claims about them."""

from dataclasses import dataclass

from graphkit.model import Article, Certainty, Claim, Evidence, Extraction, Mention, Naming, Qualifiers, Span
from graphkit.resolve import decide


@dataclass
class Piece:
    """An article under construction; the text grows with what it names."""

    article: str
    published: str | None = "2019-04"
    source: str | None = None
    text: str = ""

    def __post_init__(self) -> None:
        self.mentions: list[Mention] = []
        self.claims: list[Claim] = []

    def name(
        self,
        text: str,
        kind: str,
        referent: str | None = None,
        *,
        naming: Naming = Naming.NAME,
        known: str | None = None,
    ) -> Mention:
        """A mention of something; the referent is the text where not given."""
        start = len(self.text)
        self.text += text + " "
        span = Span(start, start if naming is Naming.IMPLIED else start + len(text))
        mention = Mention(self.article, span, text, kind, referent or text, naming, known)
        self.mentions.append(mention)
        return mention

    def say(self, text: str) -> None:
        """Writes words that name nothing."""
        self.text += text + " "

    def claim(  # noqa: PLR0913 - each is an optional part of a claim
        self,
        subject: Mention,
        relation: str,
        target: Mention,
        *,
        certainty: Certainty = Certainty.ASSERTED,
        speaker: Mention | str | None = None,
        place: Mention | None = None,
        beside: Qualifiers = Qualifiers(),  # noqa: B008 - frozen
    ) -> Claim:
        """A claim with evidence that spans all that has been written."""
        span = Span(0, len(self.text))
        evidence = Evidence(self.article, span, self.text, "test.tsv:1", 0.9, subject.span, target.span, beside)
        claim = Claim(subject, relation, target, certainty, evidence, speaker, place)
        self.claims.append(claim)
        return claim

    def done(self) -> Extraction:
        """The extraction, its evidence quoting the whole text so far."""
        article = Article(self.article, self.text, Span(0, len(self.text)), None, self.published, self.source)
        return Extraction(article, tuple(self.mentions), tuple(self.claims))


def linked(piece: Piece, referent: str) -> str | None:
    """The id of the entry that a thing of the article is linked to."""
    result = decide([piece.done()])
    for decision in result.decisions:
        name = decision.left.partition("#")[2]
        labels = {m.text for m in piece.mentions if m.referent == referent}
        if name in labels and decision.same:
            return decision.right
    return None


def stood(*words: tuple[str, str] | str, kind: str = "City") -> str | None:
    """What the last of the words, a place, is linked to; the others are said before it, or named where typed."""
    piece = Piece("a")
    for word in words[:-1]:
        piece.say(word) if isinstance(word, str) else piece.name(*word)
    piece.name(str(words[-1]), kind)
    piece.say("dan toch")
    return linked(piece, str(words[-1]))
