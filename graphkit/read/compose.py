"""Parts to articles: what every reader ends with, so that one limit and one notion of a date hold for all formats."""

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from graphkit.errors import UnreadableArticle
from graphkit.model import Article, Span

# The longest of 1,630 newspaper articles has 17,000 characters; what is far beyond is a book, a dump or a mistake, and
# would hold the whole run's memory while it is parsed.
LONGEST_TEXT = 200_000
WIDEST_CHARACTER = 4
LONGEST_BYTES = LONGEST_TEXT * WIDEST_CHARACTER

# What no output format can carry: zero characters, and halves of surrogate pairs (JSON can spell them).
UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
ISO_DATE = re.compile(r"\s*(\d{4})(?:-?(0[1-9]|1[0-2])(?:-?(0[1-9]|[12]\d|3[01]))?)?(?!\d)")


def compose(key: str, parts: Mapping[str, str | None], name: str) -> Article:
    """An article of `text` and perhaps `title`, `date`, `source` and `language`; its text is the title, then the text.

    Raises `UnreadableArticle`, which calls the article by `name`, where there is no text or too much of it.
    """
    title, text = (parts.get("title") or "").strip(), (parts.get("text") or "").strip()
    if not text:
        raise UnreadableArticle(name, "no text")
    whole = f"{title}\n\n{text}" if title else text
    return checked(
        Article(
            id=key,
            text=whole,
            body=Span(len(whole) - len(text), len(whole)),
            title=Span(0, len(title)) if title else None,
            published=date(parts.get("date")),
            source=(parts.get("source") or "").strip() or None,
            language=(parts.get("language") or "").strip().lower()[:2] or "",
        ),
        name,
    )


def checked(article: Article, name: str) -> Article:
    """The same article, if its text can be analysed and written."""
    if article.body.end - article.body.start > LONGEST_TEXT:
        raise UnreadableArticle(name, f"longer than {LONGEST_TEXT:,} characters, the limit for one article")
    if UNWRITABLE.search(article.text):
        raise UnreadableArticle(name, "holds characters that are no text")
    return article


def date(written: str | None) -> str | None:
    """The ISO 8601 date in a time stamp of RFC 3339, ISO 8601 or RFC 2822; None where there is none.

    >>> date("2019-03-20T06:00:00Z"), date("20190320"), date("Wed, 20 Mar 2019 06:00:00 +0100"), date("onlangs")
    ('2019-03-20', '2019-03-20', '2019-03-20', None)
    """
    found = ISO_DATE.match(written or "")
    if found:
        return "-".join(part for part in found.groups() if part)
    try:
        return parsedate_to_datetime(written or "").date().isoformat()
    except (ValueError, TypeError, IndexError):
        return None
