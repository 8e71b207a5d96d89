"""Markup to text: the words of an HTML or XML fragment, a paragraph a block."""

from collections.abc import Iterable
from html.parser import HTMLParser

# fmt: off
BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "footer", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
])
# fmt: on
UNSEEN = frozenset(["script", "style", "template", "noscript"])


def text(markup: str) -> str:
    r"""What a reader sees of a fragment.

    >>> text("<p>De <b>premier</b> &amp; zij.</p><script>x()</script><p>Later.</p>")
    'De premier & zij.\n\nLater.'
    """
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return joined("".join(reader.parts).split("\n"))


def joined(paragraphs: Iterable[str]) -> str:
    """Paragraphs with single spaces, a blank line between two."""
    return "\n\n".join(words for words in (" ".join(paragraph.split()) for paragraph in paragraphs) if words)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._unseen += tag in UNSEEN
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in UNSEEN and self._unseen > 0
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            # A line break in the source is white space; only blocks make lines.
            self.parts.append(" ".join(data.split("\n")))
