"""XML: feeds (RSS, Atom), NewsML-G2 and NITF, told apart by their root element."""

import io
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from graphkit.errors import UnreadableArticle
from graphkit.model import Article
from graphkit.read import markup
from graphkit.read.compose import LONGEST_BYTES, compose
from graphkit.read.extras import needs
from graphkit.read.sources import Ids, Source

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LONGEST_FILE = 64 * LONGEST_BYTES

Parts = Mapping[str, str | None]


def read(source: Source) -> Iterator[Article | UnreadableArticle]:
    """The articles of an XML file in one of the formats of `ROOTS`."""
    content = source.bytes(LONGEST_FILE)
    root = _parsed(content, source.name)
    kind = _local(root)
    if kind in FEEDS:
        found = _feed(content, source.name)
    elif kind in ROOTS:
        found = ROOTS[kind](root)
    else:
        raise UnreadableArticle(source.name, f"no reader for XML that begins with <{kind}>")
    ids = Ids(source)
    for number, parts in enumerate(found, start=1):
        name = f"{source.name} (item {number})"
        try:
            yield compose(ids.of(parts.get("id") or str(number)), parts, name)
        except UnreadableArticle as unreadable:
            yield unreadable


def _parsed(content: bytes, name: str) -> "Element":
    with needs("defusedxml", name):
        from defusedxml import DefusedXmlException
        from defusedxml.ElementTree import ParseError, fromstring
    try:
        root: Element = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise UnreadableArticle(name, f"not XML that can be read: {error}") from error
    return root


def _feed(content: bytes, name: str) -> Iterator[Parts]:
    with needs("feedparser", name):
        import feedparser
    # A stream, because feedparser takes a string that looks like an address for one and fetches it.
    feed = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    for entry in feed.entries:
        bodies = [part.get("value", "") for part in entry.get("content", [])] or [entry.get("summary", "")]
        yield {
            "id": entry.get("id") or entry.get("link"),
            "title": markup.text(entry.get("title", "")),
            "text": markup.text(max(bodies, key=len)),
            "date": entry.get("published") or entry.get("updated"),
            "source": entry.get("link") or feed.feed.get("title"),
            "language": feed.feed.get("language"),
        }


def _newsml(root: "Element") -> Iterator[Parts]:
    """NewsML-G2 (IPTC): every newsItem, its content as NITF, as XHTML or as plain text."""
    items = [root] if _local(root) == "newsItem" else root.findall(".//{*}newsItem")
    for item in items:
        inline = item.find(".//{*}inlineXML")
        plain = item.find(".//{*}inlineData")
        nitf = inline.find(".//{*}nitf") if inline is not None else None
        inner: Parts = next(_nitf(nitf), {}) if nitf is not None else {}
        yield {
            "id": item.get("guid"),
            "title": _words(item, "headline") or inner.get("title"),
            "text": inner.get("text") or _paragraphs(inline) or markup.joined((_all(plain) or "").split("\n")),
            "date": _words(item, "contentCreated") or _words(item, "versionCreated") or inner.get("date"),
            "source": _words(item, "creditline") or inner.get("source"),
            "language": next((e.get("tag") for e in item.findall(".//{*}language")), None) or _language(item),
        }


def _nitf(root: "Element") -> Iterator[Parts]:
    """NITF (IPTC): headline, date of issue and the paragraphs of the body."""
    content = root.find(".//{*}body.content")
    issued = root.find(".//{*}date.issue")
    identity = root.find(".//{*}doc-id")
    yield {
        "id": identity.get("id-string") if identity is not None else None,
        "title": _words(root, "hl1") or _words(root, "title"),
        "text": _paragraphs(content),
        "date": issued.get("norm") if issued is not None else None,
        "source": _words(root, "distributor"),
        "language": _language(root),
    }


def _paragraphs(element: "Element | None") -> str:
    if element is None:
        return ""
    found = [p for p in element.iter() if _local(p) in ("p", "hl2", "h1", "h2", "h3", "li")]
    return markup.joined(_all(p) or "" for p in found) or markup.joined((_all(element) or "").split("\n"))


def _words(element: "Element", tag: str) -> str | None:
    return _all(element.find(f".//{{*}}{tag}"))


def _all(element: "Element | None") -> str | None:
    return None if element is None else "".join(element.itertext()).strip() or None


def _language(element: "Element") -> str | None:
    return element.get("{http://www.w3.org/XML/1998/namespace}lang")


def _local(element: "Element") -> str:
    return str(element.tag).rpartition("}")[2]


FEEDS = frozenset(["rss", "feed", "RDF"])
ROOTS: Mapping[str, Callable[["Element"], Iterator[Parts]]] = {
    "nitf": _nitf,
    "newsItem": _newsml,
    "newsMessage": _newsml,
    "itemSet": _newsml,
}
