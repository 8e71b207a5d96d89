"""Titles that no name is needed for: "olympisch kampioene", "wereldkampioen sprint", "de Europese titel".

A champion's noun goes on standing for the person, so its title lives beside the names, in `discourse.honours`; who
bears it, `roles` tells. A title's own noun is a name like any other.
"""

from graphkit.extract.phrases import Discourse, Phrase
from graphkit.model import Naming
from graphkit.syntax import Token

TITLE = "Award"
# "Belgisch kampioen" has the title of Belgium; "de Belgische kampioen" may be any champion who comes from there.
INFLECTED = "e"


def find(discourse: Discourse) -> None:
    """Adds a phrase for the title that each champion's noun, or title's noun, names."""
    nouns = discourse.rules.nouns
    known = nouns["champion"] | nouns["crowned"] | nouns["title"] | nouns["titled"]
    for token in discourse.analysis.tokens():
        if _noun(token) not in known or discourse.at(token) is not None:
            continue
        held = _title(discourse, token, "champion", "crowned")
        won = [] if held else _title(discourse, token, "title", "titled")
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
    else:
        return []
    sport = discourse.following(token)
    return [*words, sport] if sport is not None and sport.lower in nouns["sport"] else words


def _tells_which(discourse: Discourse, adjective: Token, alone: str) -> bool:
    """Whether the adjective says of what someone is champion: "olympisch", "Belgisch"."""
    if adjective.lower in discourse.rules.nouns["crown"]:
        return True
    bare = alone == "title" or not adjective.text.endswith(INFLECTED)
    return bool(discourse.knowledge.adjective(adjective.text)) and bare
