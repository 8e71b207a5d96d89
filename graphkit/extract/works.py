"""Titles: the capitalised words right behind a noun for what has a maker, "de documentaire Jungle van X"."""

from collections.abc import Iterator

from graphkit.extract import compounds
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.syntax import Sentence, Token

LABEL = "MISC"
WORK = "Work"
OF = "van"
# A longer run of capitals is a headline.
LONGEST = 6


def titled(discourse: Discourse, sentence: Sentence) -> Iterator[tuple[list[Token], str]]:
    """The titles of a sentence, with the pipeline's label for what is neither person, organisation nor place."""
    for noun in sentence.tokens:
        if noun.lemma.lower() not in discourse.rules.nouns["creation"] or noun.pos != "NOUN":
            continue
        title = _behind(discourse, noun)
        if title and not _is_maker(discourse, title):
            yield title, LABEL


def of_maker(discourse: Discourse, run: list[Token]) -> list[Token]:
    """The title alone, of a name in which the maker stands too: "Hello" of "de single Hello van Adele"."""
    before = discourse.preceding(run[0])
    at = next((i for i, token in enumerate(run) if token.lower == OF), 0)
    if not at or before is None or before.lemma.lower() not in discourse.rules.nouns["creation"]:
        return run
    return run[:at] if _names_maker(discourse, run[at + 1 :]) else run


def is_made_elsewhere(discourse: Discourse, work: Phrase, maker: Phrase) -> bool:
    """Whether a product's name begins with that of another company, which made it: "Boeing 737" of an airline."""
    if len(work.tokens) == 1 or work.type != WORK:
        return False
    first = work.tokens[0].text
    named = [p for p in discourse.phrases if p.type == "Company" and p.text == first]
    known = any(entry.type == "Company" for entry in discourse.knowledge.lookup(first))
    return (known or bool(named)) and all(p.referent is not maker.referent for p in named) and first not in maker.text


def may_be_of(discourse: Discourse, work: Phrase, maker: Phrase) -> bool:
    """Whether a name beside that of a company may be one of its products; what is no work may be anyone's."""
    return work.type != WORK or (is_product(work, maker) and not is_made_elsewhere(discourse, work, maker))


def is_product(work: Phrase, maker: Phrase) -> bool:
    """Whether the name looks like one of its maker's products: "AirPods", "Safari 4", "Apple Watch" of Apple."""
    words = work.text.split()
    inner = any(not w.isupper() and "-" not in w and any(c.isupper() for c in w[1:]) for w in words)
    return inner or words[0] in maker.text.split() or words[-1][:1].isdigit()


def _behind(discourse: Discourse, noun: Token) -> list[Token]:
    title: list[Token] = []
    token = discourse.following(noun)
    while token is not None and len(title) < LONGEST:
        follower = discourse.following(token)
        foreign = token.lower in discourse.rules.modifiers["foreign"] and bool(title)
        joins = foreign and follower is not None and follower.text[:1].isupper()
        if not (token.text[:1].isupper() or joins or (title and token.pos == "NUM")):
            break
        title.append(token)
        token = follower
    whole = len(title) < LONGEST and not any(compounds.is_compound(discourse, t) for t in title)
    return title if title and whole and not _goes_on(title[-1], token) else []


def _goes_on(last: Token, follower: Token | None) -> bool:
    """Whether the title goes on in lower case: "Dodelijke blokkade", "Grenzen aan de groei"."""
    if last.pos in ("ADJ", "DET", "ADP", "ADV", "VERB") and not last.entity:
        return True
    return last.pos == "NOUN" and follower is not None and follower.pos == "ADP" and follower.lower != OF


def _is_maker(discourse: Discourse, title: list[Token]) -> bool:
    """Whether the words name something known or someone: "de film Amerika", "de film Jan Jansen zag"."""
    if discourse.knowledge.lookup(discourse.text(title)):
        return True
    return _names_maker(discourse, title)


def _names_maker(discourse: Discourse, tokens: list[Token]) -> bool:
    return bool(tokens) and tokens[0].text in discourse.knowledge.given
