"""Honours that no name is needed for: "olympisch kampioene", "de Europese titel", "gouden medaille", "wereldrecord".

A champion's noun goes on standing for the person, so its title lives beside the names, in `discourse.honours`; who
bears it, `roles` tells. A title's own noun is a name like any other.
"""

from collections.abc import Iterator
from dataclasses import replace

from graphkit.extract import arguments, pair
from graphkit.extract.findings import Finding
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.model import Naming
from graphkit.syntax import Token

TITLE = "Award"
# "Belgisch kampioen" has the title of Belgium; "de Belgische kampioen" may be any champion who comes from there.
INFLECTED = "e"
YEARLY = ["van", "het", "jaar"]
MEDAL, FALLEN, OF = "medal", "fallen", "van"
# How many words may stand between an honour and who has it: "Het goud was, net als gisteren, voor de Noor X".
REACH = 9


def find(discourse: Discourse) -> None:
    """Adds a phrase for the title that each champion's noun, or title's noun, names."""
    known = discourse.rules.united("champion", "crowned", "title", "titled", MEDAL, "metal")
    for token in discourse.analysis.tokens():
        if _yearly(discourse, token):
            continue
        _uncrown(discourse, token)
        if _noun(token) not in known or discourse.at(token) is not None:
            continue
        held = _title(discourse, token, "champion", "crowned")
        won = [] if held else _title(discourse, token, "title", "titled") or _medal(discourse, token)
        if held:
            phrase = _phrase(discourse, token, held)
            discourse.phrases.append(phrase)
            discourse.honours[id(token)] = phrase
        elif won:
            discourse.add(_phrase(discourse, token, won))
    discourse.phrases.sort(key=lambda p: (p.start, p.end))


def _phrase(discourse: Discourse, token: Token, words: list[Token]) -> Phrase:
    start = words[0].start if words[0] is not token else token.end - len(_noun(token))
    text = discourse.analysis.article.text[start : words[-1].end]
    return Phrase(
        token.sentence, words, start, words[-1].end, text, TITLE, Naming.DESCRIPTION, row=f"honour:{_noun(token)}",
        noun=text.lower(),
    )  # fmt: skip


def _noun(token: Token) -> str:
    """The noun without a prefix: "oud-wereldkampioen"."""
    return token.lower.rpartition("-")[2]


def _title(discourse: Discourse, token: Token, alone: str, with_adjective: str) -> list[Token]:
    """The words of the title: the noun, the adjective that it may need, and the sport behind it."""
    nouns, before = discourse.rules.nouns, discourse.preceding(token)
    if _noun(token) in nouns[alone]:
        words = [token]
    elif _noun(token) in nouns[with_adjective] and before is not None and _tells_which(discourse, before, alone):
        words = [before, token]
    elif _noun(token) in nouns["crowned"] and _of_land(discourse, token):
        return [token, *_of_land(discourse, token)]
    else:
        return []
    sport = discourse.following(token)
    return [*words, sport] if sport is not None and sport.lower in nouns["sport"] else words


def _of_land(discourse: Discourse, token: Token) -> list[Token]:
    """The words that say of which land someone is champion: "van Nederland"."""
    of = discourse.following(token)
    land = discourse.at(discourse.following(of)) if of is not None and of.lower == OF else None
    return [of, *land.tokens] if of is not None and land is not None and land.type == "Country" else []


def _uncrown(discourse: Discourse, token: Token) -> None:
    """Drops the adjective of a title that was taken for a name at the head of a sentence: "Olympisch kampioen X"."""
    phrase = discourse.at(token)
    if phrase is not None and len(phrase.tokens) == 1 and token.lower in discourse.rules.nouns["crown"]:
        discourse.phrases.remove(phrase)
        del discourse.naming[id(token)]


def _yearly(discourse: Discourse, token: Token) -> bool:
    """Adds "Sportvrouw van het Jaar", whatever it was taken for; says whether the token begins it."""
    if token.lower not in discourse.rules.nouns["laureate"]:
        return False
    words = [token, *token.sentence.tokens[token.index + 1 : token.index + 4]]
    if [t.lower for t in words[1:]] != YEARLY:
        return False
    phrase = discourse.at(token)
    if phrase is None:
        discourse.add(_phrase(discourse, token, words))
    else:
        phrase.type, phrase.told = TITLE, True
    return True


def _medal(discourse: Discourse, token: Token) -> list[Token]:
    """The words of a medal: "gouden medaille", "olympisch goud", and "goud" where the sentence tells who gets it."""
    nouns, before = discourse.rules.nouns, discourse.preceding(token)
    if token.lower in nouns[MEDAL]:
        return [before, token] if before is not None and before.lower in nouns["golden"] else []
    if token.lower not in nouns["metal"]:
        return []
    if before is not None and before.lower in nouns["crown"]:
        return [before, token]
    after = discourse.following(token)
    apart = (before is None or before.lower != OF) and (
        after is None or after.pos not in discourse.rules.labels["noun_pos"]
    )
    won = any(t.lemma.lower() in nouns["gain"] for t in token.sentence.tokens)
    return [token] if apart and won else []


def extract(discourse: Discourse) -> Iterator[Finding]:
    """Whose an honour is and whom it falls to: "zijn derde wereldtitel", "Het brons ging naar X"."""
    rules = discourse.rules.attributes.get(FALLEN, ())
    for honour in discourse.phrases:
        if honour.type != TITLE or id(honour.head) in discourse.honours:
            continue
        for owner in arguments.slot(discourse, honour.tokens[-1], "poss", kind="noun"):
            for found in pair.findings(rules, honour, owner):
                yield replace(found, sentence=honour.sentence, trigger=honour.head)
        token, fell = discourse.following(honour.tokens[-1]), False
        for _ in range(REACH):
            if token is None or token.text in {".", ";", "?"}:
                break
            fell = fell or token.lemma.lower() in discourse.rules.nouns["fall"]
            if fell and token.lower in discourse.rules.labels["receiver_preposition"]:
                yield from pair.findings(rules, honour, holder) if (holder := _named_behind(discourse, token)) else ()
                break
            token = discourse.following(token)


def _named_behind(discourse: Discourse, token: Token) -> Phrase | None:
    """The name behind a preposition and what introduces it: "naar de Noor X"."""
    follower = discourse.following(token)
    while follower is not None and discourse.at(follower) is None and follower.pos in {"DET", "ADJ", "NOUN", "PROPN"}:
        follower = discourse.following(follower)
    return discourse.at(follower)


def _tells_which(discourse: Discourse, adjective: Token, alone: str) -> bool:
    """Whether the adjective says of what someone is champion: "olympisch", "Belgisch"."""
    if adjective.lower in discourse.rules.nouns["crown"]:
        return True
    bare = alone == "title" or not adjective.text.endswith(INFLECTED)
    return bool(discourse.knowledge.adjective(adjective.text)) and bare
