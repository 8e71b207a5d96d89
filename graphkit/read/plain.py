"""Plain text: an optional `date YYYY-MM`, an optional title line, then the body."""

import re
from collections.abc import Iterator

from graphkit.errors import UnreadableArticle
from graphkit.model import Article, Span
from graphkit.read.compose import LONGEST_BYTES, checked
from graphkit.read.decode import decode
from graphkit.read.sources import Source

LONGEST_TITLE = 200

PUBLISHED = re.compile(r"\s*date\s+(\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)(?=\s|$)")
FIRST_LINE = re.compile(r"[^\r\n]+(?=[^\S\r\n]*(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n))")
# A running paragraph ends in a full stop; a title does not, unless an initial does ("… in de V.S.").
FULL_STOP = re.compile(r"(?<!\b[A-Z])[.…:;,][\"'’”»)\]]*$")


def read(source: Source) -> Iterator[Article]:
    """The one article of a text file."""
    yield article(source.id, decode(source.bytes(LONGEST_BYTES), source.name), source.name)


def article(key: str, text: str, name: str) -> Article:
    r"""An article whose text is taken as it is; raises `UnreadableArticle` where there is nothing or too much to read.

    >>> article("demo", "date 2020-01 Kop\n\nEen zin.", "demo.txt").headline
    'Kop'
    """
    prefix = PUBLISHED.match(text)
    content = _stripped(text, Span(prefix.end() if prefix else 0, len(text)))
    if content.start == content.end:
        raise UnreadableArticle(name, "empty" if prefix is None else "empty after its date")
    title = find_title(text, content)
    return checked(
        Article(
            id=key,
            text=text,
            body=content if title is None else _stripped(text, Span(title.end, content.end)),
            title=title,
            published=prefix[1] if prefix else None,
            language="",
        ),
        name,
    )


def find_title(text: str, content: Span) -> Span | None:
    """A short first line before a blank one, unless it reads as a running paragraph."""
    first = FIRST_LINE.match(text, content.start, content.end)
    if first is None:
        return None
    title = _stripped(text, Span(*first.span()))
    if title.end - title.start > LONGEST_TITLE or FULL_STOP.search(title.of(text)):
        return None
    return title


def _stripped(text: str, span: Span) -> Span:
    inner = span.of(text)
    start = span.start + len(inner) - len(inner.lstrip())
    return Span(start, max(start, span.start + len(inner.rstrip())))
