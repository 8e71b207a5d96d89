"""Titles of what has a maker: the capitals behind a noun for it ("de documentaire Jungle"), or words in quotes."""

from collections.abc import Iterator

from graphkit import ontology
from graphkit.extract import compounds, kinds, marks
from graphkit.extract.marks import QUOTES
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.syntax import Sentence, Token

LABEL, BODY = "MISC", "ORG"
# What a noun may say that a name behind it is, where the pipeline sees no name: "autobedrijf Van Mossel".
BODIES = ("Organization", "Facility")
WORK = "Work"
OF = "van"
MAKERS = ("PER", "ORG")
# A longer run of capitals is a headline.
LONGEST = 6
# A longer quotation is what someone says.
LONGEST_QUOTED = 9


def titled(discourse: Discourse, sentence: Sentence) -> Iterator[tuple[list[Token], str]]:
    """The titles of a sentence, with the pipeline's label for what is neither person, organisation nor place."""
    for noun in sentence.tokens:
        title = _behind(discourse, noun) if is_creation(discourse, noun) else []
        if title and not _is_maker(discourse, title):
            yield title, LABEL
        name = _behind(discourse, noun) if _is_body(discourse, noun) else []
        if name and _is_unseen(discourse, name):
            yield name, BODY
    for opening in sentence.tokens:
        title = _quoted(discourse, opening) if opening.text in QUOTES else []
        if title and not _is_maker(discourse, title):
            yield title, LABEL


def of_maker(discourse: Discourse, run: list[Token]) -> list[Token]:
    """The title alone, of a name in which the maker stands too: "Hello" of "de single Hello van Adele"."""
    before = discourse.preceding(run[0])
    at = next((i for i, token in enumerate(run) if token.lower == OF), 0)
    if not at or before is None or not is_creation(discourse, before):
        return run
    return run[:at] if _names_maker(discourse, run[at + 1 :]) or _known_maker(discourse, run[at + 1 :]) else run


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


def is_by(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether a name of unknown make is a title: "de hoofdrol in X van Y" has a maker, "in X, de roman" says so."""
    joint = marks.behind(discourse, phrase.tokens)
    maker = discourse.at(discourse.following(joint)) if joint is not None and joint.lower == OF else None
    told = any(is_creation(discourse, t) for t in phrase.head.all_children(*discourse.rules.labels["apposition"]))
    return phrase.type == WORK and (told or (maker is not None and maker.type == "Person"))


def is_product(work: Phrase, maker: Phrase) -> bool:
    """Whether the name looks like one of its maker's products: "AirPods", "Safari 4", "Apple Watch" of Apple."""
    words = work.text.split()
    inner = any(not w.isupper() and "-" not in w and any(c.isupper() for c in w[1:]) for w in words)
    return inner or words[0] in maker.text.split() or words[-1][:1].isdigit()


def is_creation(discourse: Discourse, noun: Token) -> bool:
    """Whether the word is a noun for what has a maker, or a compound of one: "Netflix-serie", "jeugdboek"."""
    if noun.pos != "NOUN":
        return False
    return noun.lemma.lower() in discourse.rules.nouns["creation"] or kinds.noun_type(discourse, noun) == WORK


def _is_unseen(discourse: Discourse, name: list[Token]) -> bool:
    """Whether neither the pipeline nor the lexicon knows the name, and it goes on in no article: "Red de Kust"."""
    follower = discourse.following(name[-1])
    cut = follower is not None and follower.lower in discourse.rules.modifiers["definite"]
    return not (cut or any(token.entity for token in name) or discourse.knowledge.lookup(discourse.text(name)))


def _is_body(discourse: Discourse, noun: Token) -> bool:
    """Whether the word says that a firm, a club, a school or the like is named behind it."""
    if noun.pos not in ("NOUN", "PROPN") or noun.entity or "Number=Plur" in noun.morph:
        return False
    told = kinds.noun_type(discourse, noun)
    if noun.text[:1].isupper() and not noun.sentence.opens_with(noun):
        return False
    return told is not None and any(ontology.load().is_a(told, kind) for kind in BODIES)


def _quoted(discourse: Discourse, opening: Token) -> list[Token]:
    """The title between this quotation mark and the next, behind a noun for a work or before "van" and a maker."""
    title: list[Token] = []
    token = discourse.following(opening)
    while token is not None and token.text not in QUOTES and len(title) <= LONGEST_QUOTED:
        title.append(token)
        token = discourse.following(token)
    whole = token is not None and 0 < len(title) <= LONGEST_QUOTED and title[-1].text not in ",."
    if token is None or not whole or not (title[0].text[:1].isupper() or title[0].text.isdigit()):
        return []
    before = discourse.preceding(opening)
    if before is not None and is_creation(discourse, before):
        return title
    return title if _of_someone(discourse, discourse.following(token)) else []


def _of_someone(discourse: Discourse, token: Token | None) -> bool:
    """Whether the word is "van" before the name of a person or a group, or before what one is: "van zanger X"."""
    if token is None or token.lower != OF:
        return False
    named = discourse.following(token)
    while named is not None and (named.pos in ("DET", "ADJ") or kinds.noun_type(discourse, named) is not None):
        named = discourse.following(named)
    return named is not None and named.entity in MAKERS


def _behind(discourse: Discourse, noun: Token) -> list[Token]:
    title: list[Token] = []
    token = discourse.following(noun)
    while token is not None and len(title) < LONGEST:
        follower = discourse.following(token)
        foreign = bool(title) and (
            token.lower in discourse.rules.modifiers["foreign"] or _pairs(discourse, token, follower)
        )
        joins = foreign and follower is not None and follower.text[:1].isupper()
        if not (token.text[:1].isupper() or joins or (title and token.pos == "NUM")):
            break
        title.append(token)
        token = follower
    whole = len(title) < LONGEST and not any(compounds.is_compound(discourse, t) for t in title)
    return title if title and whole and not _goes_on(discourse, title[-1], token) else []


def _pairs(discourse: Discourse, joint: Token, follower: Token | None) -> bool:
    """Whether "en" joins a second word to a title, and no name to it: "het rapport Groei en Krimp"."""
    if joint.pos != "CCONJ" or follower is None or follower.text in discourse.knowledge.given:
        return False
    return follower.entity not in ("ORG", "LOC") and not discourse.knowledge.lookup(follower.text)


def _goes_on(discourse: Discourse, last: Token, follower: Token | None) -> bool:
    """Whether the title goes on in lower case: "Dodelijke blokkade", "Grenzen aan de groei"."""
    if last.pos in ("ADJ", "DET", "ADP", "ADV", "VERB") and not last.entity:
        return True
    if last.pos != "NOUN" or follower is None or follower.pos != "ADP" or follower.lower == OF:
        return False
    return follower.dep in discourse.rules.labels["case"]


def _is_maker(discourse: Discourse, title: list[Token]) -> bool:
    """Whether the words name something known or someone: "de film Amerika", "de film Jan Jansen zag"."""
    known = discourse.knowledge.lookup(discourse.text(title))
    if known and not (known[0].type == "City" and kinds.little_known(discourse, known[0])):
        return True
    return _names_maker(discourse, title)


def _known_maker(discourse: Discourse, tokens: list[Token]) -> bool:
    """Whether the words are the name of a person or group that readers know."""
    known = discourse.knowledge.lookup(discourse.text(tokens)) if tokens else ()
    return bool(known) and ontology.load().is_a(known[0].type, "Agent") and known[0].type != "Country"


def _names_maker(discourse: Discourse, tokens: list[Token]) -> bool:
    return bool(tokens) and tokens[0].text in discourse.knowledge.given
