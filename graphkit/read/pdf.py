"""PDF: the text layer. A page that is only an image holds no text and is reported."""

import io
import re
from collections.abc import Iterator

from graphkit.errors import UnreadableArticle
from graphkit.model import Article
from graphkit.read.compose import compose
from graphkit.read.extras import needs
from graphkit.read.markup import joined
from graphkit.read.sources import Source, readable

LONGEST_FILE = 64_000_000
MOST_PAGES = 100

# A word divided at the end of a line; a capital after the hyphen is a compound that has one ("VVD-\nKamerlid").
DIVIDED = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_A-Z])")
PARAGRAPH = re.compile(r"\n\s*\n|(?<=[.!?”’'\"])\n(?=\s*[A-Z‘“'\"])")


def read(source: Source) -> Iterator[Article]:
    """The one article of a PDF file, its lines joined to paragraphs."""
    with needs("pypdf", source.name):
        import pypdf
        from pypdf.errors import PyPdfError
    content = source.bytes(LONGEST_FILE)
    try:
        with readable(source.name):
            document = pypdf.PdfReader(io.BytesIO(content))
            pages = [page.extract_text() for page in document.pages[:MOST_PAGES]]
            title, written = (
                (document.metadata.title, document.metadata.creation_date_raw) if document.metadata else (None, None)
            )
    except (PyPdfError, KeyError, TypeError, AttributeError, RecursionError, AssertionError, IndexError) as error:
        # pypdf raises these for files that break its assumptions about their structure.
        raise UnreadableArticle(source.name, f"damaged PDF: {type(error).__name__}") from error
    text = reflowed("\n".join(pages))
    if not text:
        raise UnreadableArticle(source.name, "no text layer")
    yield compose(
        source.id, {"title": title, "text": text, "date": (written or "").removeprefix("D:")[:8]}, source.name
    )


def reflowed(lines: str) -> str:
    r"""Lines as a page has them, joined to paragraphs.

    >>> reflowed("De verkie-\nzingen zijn\nvoorbij.\nMorgen meer.")
    'De verkiezingen zijn voorbij.\n\nMorgen meer.'
    """
    return joined(PARAGRAPH.split(DIVIDED.sub("", lines)))
