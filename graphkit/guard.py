r"""Refuses queries that do more than read this store: SERVICE, updates, foreign FROM, in each spelling an engine takes.

A lexer, no parser: what is not a string, an IRI, a comment, a variable or a local name is a word, and words are judged.
It reads the text twice, as it stands (Oxigraph decodes `\u` after lexing) and decoded (SPARQL 1.1, 19.2, and rdflib),
and both readings must pass. Oxigraph has no lexer of its own, which leaves it more spellings than the standard knows:

- it needs no space after a keyword: `SERVICE:x`, `SERVICESILENT<x>`, `trueSERVICEx:y` and `x:.SERVICE<y>` call out: a
  word or prefix that contains the keyword is refused;
- it takes `<` for less-than where an IRI would stand, so that in `(1<#a> ...` the IRI's `#` begins a comment and in
  `(?a<'b> ...` its quote a string: between parentheses an IRI with either must start with a scheme and `//`, which no
  expression can.

A text that holds no string, IRI, comment or escape, and nowhere a word that is judged, needs no lexer: most queries
that programs ask again and again are such, and a lexer in Python takes as long as the engine takes to answer them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from graphkit.errors import QueryError

LONGEST = 100_000
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_TOKENS = re.compile(
    r"""
    (?P<string>
        \"{3} (?: [^"\\] | \\. | "{1,2}(?!") )* \"{3}
      | '{3} (?: [^'\\] | \\. | '{1,2}(?!') )* '{3}
      | " (?: [^"\\\n\r] | \\. )* "
      | ' (?: [^'\\\n\r] | \\. )* '
    )
  | (?P<iri> < [^<>"{}|^`\\\x00-\x20]* > )
  | (?P<comment> \# [^\n\r]* )
  | (?P<variable> [?$] \w+ )
  | (?P<language> @ [A-Za-z]+ (?: - [A-Za-z0-9]+ )* )
  | (?P<blank> _: \w [\w.-]* )
  | (?P<name> (?P<prefix> (?: [^\W\d_] [\w.-]* )? ) :
        (?: (?! [.-] ) (?: [\w.:-] | % [0-9A-Fa-f]{2} | \\ [_~.!$&'()*+,;=/?\#@%-] )+ )? )
  | (?P<word> [^\W\d_] \w* )
  | (?P<space> \s+ )
  | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_SURE_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = frozenset({"LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "INSERT", "DELETE", "WITH"})
# what no reading can take for more than it shows: the form first, then plain characters
_PLAIN = re.compile(rf"\s*(?i:({'|'.join(_FORMS)}))(?=[\s{{(*?$])[\w\s?$:.,;*+/|^=!&(){{}}-]*", re.ASCII)
_JUDGED = re.compile("|".join(("SERVICE", "FROM", *sorted(_UPDATES))))
_REMEMBERED = 128
_Token = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a query is: its form, and the graphs that FROM and FROM NAMED ask for, prefixes resolved where declared."""

    form: str
    graphs: tuple[str, ...] = ()


_READ = {form: Reading(form) for form in _FORMS}


def check(sparql: str, prefixes: dict[str, str] | None = None) -> Reading:
    """What the query is, if it only reads. Raises `QueryError` where it is refused.

    >>> check("SELECT * { ?s ?p ?o }").form
    'SELECT'
    """
    if len(sparql) > LONGEST:
        raise QueryError(f"the query has more than {LONGEST:,} characters")
    plain = _PLAIN.fullmatch(sparql)
    if plain and not _JUDGED.search(sparql.upper()):
        return _READ[plain[1].upper()]
    return _lexed(sparql, tuple((prefixes or {}).items()))


@lru_cache(_REMEMBERED)
def _lexed(sparql: str, prefixes: tuple[tuple[str, str], ...]) -> Reading:
    """What the query is by its words; an endpoint asks twice, and clients ask again."""
    readings = {_read(text, dict(prefixes)) for text in dict.fromkeys((sparql, decoded(sparql)))}
    if len(readings) > 1:
        raise QueryError("the query reads differently with its \\u escapes decoded; write the characters themselves")
    return readings.pop()


def decoded(sparql: str) -> str:
    """The query with its code point escapes decoded, as SPARQL says before anything else is read."""
    return _ESCAPE.sub(lambda found: _character(int(found[1] or found[2], 16), found[0]), sparql)


def _character(number: int, escape: str) -> str:
    return chr(number) if number <= 0x10FFFF else escape  # noqa: PLR2004 - the last code point there is


def _read(sparql: str, prefixes: dict[str, str]) -> Reading:
    tokens = list(_tokens(sparql))
    words = [text.upper() for kind, text in tokens if kind == "word"]
    _stay_inside(words, tokens)
    _read_one_way(tokens)
    form = next((word for word in words if word in _FORMS or word in _UPDATES), None)
    if form in _UPDATES or not _UPDATES.isdisjoint(words):
        raise QueryError(f"{next(w for w in words if w in _UPDATES)} is not allowed: queries only read")
    if form is None:
        raise QueryError("the query is none of SELECT, ASK, CONSTRUCT and DESCRIBE")
    return Reading(form, tuple(_sources(tokens, prefixes)))


def _stay_inside(words: list[str], tokens: list[_Token]) -> None:
    prefixes = [text.partition(":")[0].upper() for kind, text in tokens if kind == "name"]
    if any("SERVICE" in text for text in words + prefixes):
        raise QueryError("SERVICE is not allowed: queries reach this graph alone (nor may a prefix contain the word)")


def _read_one_way(tokens: list[_Token]) -> None:
    """Refuses an IRI that an engine may take for less-than and the start of a comment or a string."""
    depth = 0
    for kind, text in tokens:
        depth += {"(": 1, ")": -1}.get(text, 0)
        if kind == "iri" and depth > 0 and ("#" in text or "'" in text) and not _SURE_IRI.match(text):
            raise QueryError(f"{text} can be read as less-than: write the IRI in full, or with a prefix")


def _tokens(sparql: str) -> Iterator[_Token]:
    for found in _TOKENS.finditer(sparql):
        kind = found.lastgroup or "other"
        if kind == "other" and found[0] in "\"'":
            raise QueryError(f"the quotation mark at character {found.start() + 1} has no partner")
        if kind not in ("space", "comment"):
            yield kind, found[0]


def _sources(tokens: list[_Token], prefixes: dict[str, str]) -> Iterator[str]:
    """The graphs after FROM; a word that merely starts with it hides one, since engines need no space."""
    known = prefixes | {
        name[:-1]: iri[1:-1]
        for (_, word), (_, name), (_, iri) in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if word.upper() == "PREFIX"
    }
    for place, (kind, text) in enumerate(tokens):
        if kind == "word" and text.upper().startswith("FROM"):
            rest = tokens[place + 1 :]
            if text.upper() == "FROM" and rest and rest[0][1].upper() == "NAMED":
                rest = rest[1:]
            elif text.upper() != "FROM":
                raise QueryError(f"{text!r}: write FROM NAMED and the graph apart")
            yield _iri(rest[0], known) if rest else ""


def _iri(token: _Token, prefixes: dict[str, str]) -> str:
    kind, text = token
    if kind == "iri":
        return text[1:-1]
    prefix, _, local = text.partition(":")
    return prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local)
