"""Lines of a guide that say what the title before them is: "Nachtlopers (20.30u). Britse thriller uit 1960 van X"."""

from collections.abc import Iterator

from graphkit.extract import pair, works
from graphkit.extract.findings import Finding
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.model import Naming
from graphkit.syntax import Sentence, Token

FORM = "listing"
WORK, PERSON = "Work", "Person"
OF, OUT, COLON = "van", "uit", ":"
FINITE = "VerbForm=Fin"
# So many words say more of a film before the noun for it, and so many stand between the noun and "van": "uit 1960".
LONGEST_FRONT, LONGEST_YEAR = 3, 4


def find(discourse: Discourse) -> None:
    """Makes works of the titles that a guide describes, whatever the pipeline saw in them."""
    for title, _ in _lines(discourse):
        title.type, title.told, title.entry = WORK, True, None


def extract(discourse: Discourse) -> Iterator[Finding]:
    """Who made what a guide describes."""
    rules = discourse.rules.attributes.get(FORM, ())
    for title, maker in _lines(discourse):
        yield from pair.findings(rules, title, maker)


def _lines(discourse: Discourse) -> Iterator[tuple[Phrase, Phrase]]:
    """Each described title with its maker."""
    sentences = discourse.analysis.sentences
    for sentence in sentences:
        noun = _described(discourse, sentence)
        maker = _maker(discourse, noun) if noun is not None else None
        if noun is None or maker is None:
            continue
        opens = all(t.pos in ("ADJ", "PUNCT") for t in sentence.tokens[: noun.index])
        line = sentence if not opens else sentences[sentence.index - 1] if sentence.index else None
        title = _title(discourse, line) if line is not None else None
        if title is not None and title is not maker:
            yield title, maker


def _described(discourse: Discourse, sentence: Sentence) -> Token | None:
    """The noun for a work that opens the sentence, or what stands behind its colon, if no verb is in it."""
    if any(FINITE in token.morph for token in sentence.tokens):
        return None
    colon = next((token.index for token in sentence.tokens if token.text == COLON), -1)
    for token in sentence.tokens[colon + 1 :][: LONGEST_FRONT + 1]:
        if works.is_creation(discourse, token):
            return token
        if token.pos != "ADJ":
            return None
    return None


def _maker(discourse: Discourse, noun: Token) -> Phrase | None:
    """The person behind "van", past the year if there is one."""
    token = discourse.following(noun)
    for _ in range(LONGEST_YEAR):
        if token is None or token.lower == OF:
            break
        if token.lower != OUT and token.pos != "NUM" and token.text not in "()":
            return None
        token = discourse.following(token)
    maker = discourse.at(discourse.following(token)) if token is not None and token.lower == OF else None
    return maker if maker is not None and maker.type == PERSON else None


def _title(discourse: Discourse, sentence: Sentence) -> Phrase | None:
    """The name that the line begins with, if it has no verb."""
    if any(FINITE in token.morph for token in sentence.tokens):
        return None
    first = next((discourse.at(t) for t in sentence.tokens if t.pos not in ("DET", "PUNCT")), None)
    return first if first is not None and first.naming is Naming.NAME and first.type != PERSON else None
