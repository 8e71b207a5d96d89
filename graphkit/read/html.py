"""Web pages: title, date, publisher and body, without menus, by trafilatura."""

from collections.abc import Iterator

from graphkit.errors import UnreadableArticle
from graphkit.model import Article
from graphkit.read.compose import LONGEST_BYTES, compose
from graphkit.read.extras import needs
from graphkit.read.markup import joined
from graphkit.read.sources import Source

LONGEST_PAGE = 20 * LONGEST_BYTES
# A fixed bound instead of today, so that a page reads the same on every day.
DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


def read(source: Source) -> Iterator[Article]:
    """The one article of a page."""
    with needs("htmldate", source.name), needs("trafilatura", source.name):
        from trafilatura import bare_extraction
    content = source.bytes(LONGEST_PAGE)
    if b"\x00" in content:
        raise UnreadableArticle(source.name, "binary, not text")
    page = bare_extraction(
        content, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=DATES
    )
    if page is None:
        raise UnreadableArticle(source.name, "no article found on the page")
    found = page if isinstance(page, dict) else page.as_dict()
    title, lines = found.get("title") or "", (found.get("text") or "").split("\n")
    # The headline often stands in the body again.
    body = lines[1:] if title and joined(lines[:1]) in title else lines
    parts = {
        "title": title,
        "text": joined(body),
        "date": found.get("date"),
        "source": found.get("url") or found.get("sitename"),
        "language": found.get("language"),
    }
    yield compose(source.id, parts, source.name)
