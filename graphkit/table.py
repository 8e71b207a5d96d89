"""SPARQL results as a table for people: aligned columns, IRIs with their prefixes, nothing that moves a terminal."""

import json
import unicodedata
from collections.abc import Mapping
from typing import Any


def render(results: str, prefixes: Mapping[str, str]) -> str:
    """The table of results in SPARQL JSON; yes or no for an ASK query."""
    document = json.loads(results)
    if "boolean" in document:
        return "yes\n" if document["boolean"] else "no\n"
    columns = document["head"]["vars"]
    longest_first = sorted(prefixes.items(), key=lambda pair: -len(pair[1]))
    rows = [
        [cell(row[name], longest_first) if name in row else "" for name in columns]
        for row in document["results"]["bindings"]
    ]
    return aligned(columns, rows)


def aligned(columns: list[str], rows: list[list[str]]) -> str:
    """Text in columns, each as wide as its widest cell, with a rule under the heads; ends with a newline.

    >>> print(aligned(["who", "what"], [["Maas", "minister"]]), end="")
    who   what
    ----  --------
    Maas  minister
    """
    widths = [max([_width(head), *(_width(row[place]) for row in rows)]) for place, head in enumerate(columns)]
    lines = [columns, ["-" * width for width in widths], *rows]
    return "".join(
        "  ".join(text + " " * (width - _width(text)) for text, width in zip(line, widths, strict=True)).rstrip() + "\n"
        for line in lines
    )


def printable(text: str) -> str:
    r"""The text on one line, without what a terminal obeys: control characters and direction marks become U+FFFD.

    >>> printable("a\x1b[31mb\nc")
    'a�[31mb c'
    """
    line = " ".join(text.split()) if any(char.isspace() for char in text) else text
    if line.isascii() and line.isprintable():
        return line
    return "".join("\ufffd" if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs") else char for char in line)


def cell(term: Mapping[str, Any], prefixes: list[tuple[str, str]]) -> str:
    """A term as a reader wants it: an IRI with its prefix, a literal without its type."""
    value = term["value"]
    if term["type"] == "triple":
        parts = (cell(value[name], prefixes) for name in ("subject", "predicate", "object"))
        return f"<<( {' '.join(parts)} )>>"
    if term["type"] == "uri":
        return printable(
            next((f"{name}:{value[len(iri) :]}" for name, iri in prefixes if value.startswith(iri)), value)
        )
    return printable(value)


def _width(text: str) -> int:
    """How many columns a terminal gives the text."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in ("W", "F") for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) != 0 for char in text)
