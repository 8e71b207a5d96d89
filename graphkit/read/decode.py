"""Bytes to text: which encoding a file is in, or that it is no text at all."""

import codecs
import re

from graphkit.errors import UnreadableArticle

# The longest marks first: UTF-32's begins with UTF-16's.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What Dutch text that is not Unicode is in: Windows, Unix, old Macintosh, DOS.
SINGLE_BYTE = ["cp1252", "latin_1", "iso8859_15", "mac_roman", "cp850"]
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
MULTIBYTE = re.compile(rb"[\xc3-\xef][\x80-\xbf]+")


def decode(content: bytes, name: str) -> str:
    """The text of a file in any Unicode encoding or a single-byte one; raises `UnreadableArticle` where it is none."""
    text = _unicode(content, name)
    if text is None:
        text = _single_byte(content, name)
    # 1 in 500: a stray form feed or escape is text; compressed data has a control character in every few.
    if "\x00" in text or len(CONTROL.findall(text)) * 500 > len(text):
        raise UnreadableArticle(name, "binary, not text")
    return text


def stream_encoding(head: bytes, name: str) -> str:
    """The encoding of a stream that begins so; a character that the head cuts in two is no objection."""
    marked = next((encoding for mark, encoding in MARKS if head.startswith(mark)), None) or _unmarked(head)
    if marked != "utf-8":
        return marked
    if b"\x00" in head:
        raise UnreadableArticle(name, "binary, not text")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return SINGLE_BYTE[0]
    return marked


def _unicode(content: bytes, name: str) -> str | None:
    encoding = next((encoding for mark, encoding in MARKS if content.startswith(mark)), None) or _unmarked(content)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise UnreadableArticle(name, f"not {encoding} as it says: {error.reason} at byte {error.start}") from error
        return None


def _unmarked(content: bytes) -> str:
    """UTF-16 shows by a zero byte in nearly every pair, at the same place."""
    head = content[: 4096 & ~1]
    zeros = (head[0::2].count(0), head[1::2].count(0))
    few, many = min(zeros), max(zeros)
    if many * 2 * 2 < len(head) or few * 10 > many:
        return "utf-8"
    return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"


def _single_byte(content: bytes, name: str) -> str:
    if b"\x00" in content:
        raise UnreadableArticle(name, "binary, not text")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        if MULTIBYTE.search(content):
            # Damaged UTF-8 would come out as "geÃ¯nformeerd" in any single-byte encoding.
            raise UnreadableArticle(name, f"damaged UTF-8: {error.reason} at byte {error.start}") from error
    import charset_normalizer

    best = charset_normalizer.from_bytes(content, cp_isolation=SINGLE_BYTE).best()
    if best is None:
        raise UnreadableArticle(name, "not UTF-8, and its encoding cannot be told")
    return str(best)
