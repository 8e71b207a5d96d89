"""Names that only sports pages have: "WK zwemmen", and a match written as one word, "PSV-Ajax"."""

from collections.abc import Callable, Iterator

from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.repeats import Candidate
from graphkit.knowledge import Entry
from graphkit.model import Naming
from graphkit.syntax import Sentence, Token

TEAM, LAND, PERSON = "SportsTeam", "Country", "Person"
PLURAL, SINGULAR = "Number=Plur", "Number=Sing"
LABEL = "MISC"
# How many words a team's name may have: "Go Ahead Eagles", "Borussia Mönchengladbach".
LONGEST_TEAM = 3
# What may follow a land's code in its bracket: the end, or a team.
BEHIND_CODE = (")", "/", ",", ";")


def find(discourse: Discourse, sentence: Sentence) -> Iterator[Candidate]:
    """Championships with the sport behind them, which has no capital: "WK zwemmen", "NK allround"."""
    for token in sentence.tokens:
        if token.text.isupper() and token.lower in discourse.rules.nouns["championship"]:
            sport = discourse.following(token)
            named = sport is not None and _is_sport(discourse, token, sport)
            yield [token, sport] if named and sport is not None else [token], LABEL, None


def _is_sport(discourse: Discourse, title: Token, token: Token) -> bool:
    """Whether the word behind the title is its sport: a known one, or a noun that the tree joins to it."""
    if token.lower in discourse.rules.nouns["sport"]:
        return True
    joined = discourse.rules.labels["apposition"] | discourse.rules.labels["flat"]
    return token.pos in discourse.rules.labels["noun_pos"] and token.dep in joined and token.head is title


def split(discourse: Discourse, sentence: Sentence) -> None:
    """Keeps both sides of a match that is written as one word: "PSV-Ajax", "Willem II-Ajax"."""
    for token in sentence.tokens:
        left, hyphen, right = token.text.partition("-")
        if not (hyphen and left[:1].isupper() and right[:1].isupper()):
            continue
        before = _longest(discourse, _beside(token, discourse.preceding), left, behind=False)
        after = _longest(discourse, _beside(token, discourse.following), right, behind=True)
        if before is not None and after is not None and before[1].id != after[1].id:
            _replace(discourse, sentence, token, [before, after])


def codes(discourse: Discourse, sentence: Sentence) -> None:
    """Keeps the land that results shorten in brackets behind a name: "Visser (Ned)", "Dubois (Fra/FDJ)"."""
    for token in sentence.tokens:
        bracket = discourse.preceding(token)
        if bracket is None or bracket.text != "(":
            continue
        code, slash, _ = token.text.partition("/")
        land, after = discourse.rules.codes.get(code), discourse.following(token)
        if land is None or after is None:
            continue
        competitor = discourse.at(discourse.preceding(bracket))
        entry = next(iter(discourse.knowledge.lookup(land)), None)
        if entry is None or competitor is None or competitor.type != PERSON:
            continue
        if slash or after.text in BEHIND_CODE:
            _forget(discourse, [token])
            end = token.start + len(code)
            discourse.add(Phrase(sentence, [token], token.start, end, code, LAND, Naming.ADJECTIVE, entry))


def peoples(discourse: Discourse) -> None:
    """Keeps the lands whose teams are called after their people: "de Brazilianen" play for Brazil."""
    for token in discourse.analysis.tokens():
        if PLURAL not in token.morph or not token.text[:1].isupper() or discourse.at(token) is not None:
            continue
        if token.head is not None and SINGULAR in token.head.morph:
            continue  # "De Sloveen stond": the tagger takes the ending for a plural's.
        entry = next(iter(discourse.knowledge.demonym(token.text)), None)
        land = discourse.imply(entry.label_nl, token.sentence) if entry is not None and entry.type == LAND else None
        if land is not None:
            discourse.peoples[id(token)] = land


def _beside(token: Token, step: Callable[[Token], Token | None]) -> list[Token]:
    """The words from the token on, each a step from the one before, that may belong to a team's name."""
    found: list[Token] = []
    word = step(token)
    while word is not None and word.text[:1].isalnum() and len(found) < LONGEST_TEAM - 1:
        found.append(word)
        word = step(word)
    return found


def _longest(discourse: Discourse, others: list[Token], part: str, *, behind: bool) -> tuple[list[Token], Entry] | None:
    """The longest known team that the part of a word makes with the words beside it, and those words."""
    for count in range(len(others), -1, -1):
        chosen = others[:count]
        words = [part, *(t.text for t in chosen)] if behind else [*(t.text for t in reversed(chosen)), part]
        entry = next((e for e in discourse.knowledge.lookup(" ".join(words)) if e.type == TEAM), None)
        if entry is not None:
            return chosen, entry
    return None


def _replace(discourse: Discourse, sentence: Sentence, token: Token, sides: list[tuple[list[Token], Entry]]) -> None:
    """Puts two teams in the place of whatever the words were taken for."""
    (before, home), (after, away) = sides
    middle = token.start + token.text.index("-")
    _forget(discourse, [token, *before, *after])
    text = discourse.analysis.article.text
    first, last = min([token, *before], key=lambda t: t.start), max([token, *after], key=lambda t: t.end)
    for entry, start, end, words in (
        (home, first.start, middle, [*reversed(before), token]),
        (away, middle + 1, last.end, [token, *after]),
    ):
        phrase = Phrase(sentence, words, start, end, text[start:end], TEAM, entry=entry, told=True)
        discourse.phrases.append(phrase)
        discourse.naming.update({id(word): phrase for word in words if word is not token})


def _forget(discourse: Discourse, tokens: list[Token]) -> None:
    """Takes away the names that the tokens were taken for."""
    for token in tokens:
        old = discourse.naming.get(id(token))
        if old is not None:
            discourse.phrases.remove(old)
            for gone in old.tokens:
                discourse.naming.pop(id(gone), None)
