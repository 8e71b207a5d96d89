"""What stands beside a name, past the quotation marks around it or the article before it."""

from graphkit.extract.phrases import Discourse
from graphkit.syntax import Token

QUOTES = "\"'‘’“”"
ARTICLE = frozenset({"DET"})


def past_article(discourse: Discourse, token: Token | None, pos: frozenset[str] = ARTICLE) -> Token | None:
    """The token, or the one behind it where it is an article or another word of those parts of speech."""
    return discourse.following(token) if token is not None and token.pos in pos else token


def before(discourse: Discourse, tokens: list[Token]) -> Token | None:
    """The token before a name, and before the quotation mark that opens it."""
    found = discourse.preceding(tokens[0])
    return discourse.preceding(found) if found is not None and found.text in QUOTES else found


def behind(discourse: Discourse, tokens: list[Token]) -> Token | None:
    """The token behind a name, and behind the quotation mark that closes it."""
    found = discourse.following(tokens[-1])
    return discourse.following(found) if found is not None and found.text in QUOTES else found


def is_quoted(discourse: Discourse, tokens: list[Token]) -> bool:
    """Whether the words stand between quotation marks."""
    first, last = discourse.preceding(tokens[0]), discourse.following(tokens[-1])
    return first is not None and last is not None and first.text in QUOTES and last.text in QUOTES
