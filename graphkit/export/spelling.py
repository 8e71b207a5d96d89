"""How nodes and values are spelled in N-Triples and in Turtle; what is said with them is in `nodes`."""

import re
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache

from graphkit.export import terms
from graphkit.export.iris import XSD, Iris

# What needs no escape in a prefixed name, apart from a hyphen at its start.
_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_ESCAPABLE = re.compile(r"[A-Za-z0-9_~.-]+")
_IRI = re.compile(r"https?://[^\x00-\x20<>\"{}|\\^`]+")
NUMBERS = 1 << 16
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_SPECIAL = re.compile(r'[\x00-\x1f\x7f"\\]')


class _Numbers(dict[int, str]):
    """Whole numbers in a form, those that come first kept: most of millions are offsets in articles."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self._form = form

    def __missing__(self, value: int) -> str:
        text = self._form % value
        if len(self) < NUMBERS:
            self[value] = text
        return text


class Triples:
    """N-Triples: every IRI in full."""

    def __init__(self, names: Iris) -> None:
        self.names = names
        self.prefixes: Mapping[str, str] = names.prefixes()
        self._words: dict[str, str] = {}
        self._entities: dict[str, str] = {}
        self._articles: dict[str, str] = {}
        self._decimals: dict[float, str] = {}
        self._moments: dict[str, str] = {}

    def word(self, prefixed: str) -> str:
        """A term of a vocabulary, given as `gk:quote`."""
        found = self._words.get(prefixed)
        if found is None:
            prefix, _, local = prefixed.partition(":")
            found = self._words[prefixed] = self._spelled(prefix, self.prefixes[prefix] + local)
        return found

    def entity(self, identifier: str) -> str:
        """The node of an entity."""
        found = self._entities.get(identifier)
        return self._kept(self._entities, "ent", identifier, self.names.entity) if found is None else found

    def article(self, identifier: str) -> str:
        """The node of an article, and of its graph."""
        found = self._articles.get(identifier)
        return self._kept(self._articles, "art", identifier, self.names.article) if found is None else found

    def hashed(self, prefix: str, digest: str) -> str:
        """The node of a statement or of evidence, which is named by a hash."""
        return f"<{self.prefixes[prefix]}{digest}>"

    def iri(self, iri: str) -> str:
        """An IRI that no prefix is meant for; raises `ValueError` where it is none."""
        if not _IRI.fullmatch(iri):
            raise ValueError(f"{iri!r} is no IRI")
        return f"<{iri}>"

    def text(self, value: str, language: str | None = None) -> str:
        """A string, with its language where that is one that RDF can write."""
        return f'"{escaped(value)}"{tagged(language)}' if language else f'"{escaped(value)}"'

    @cached_property
    def integer(self) -> Callable[[int], str]:
        """A whole number."""
        return _Numbers(f'"%d"^^{self._integer}').__getitem__

    def decimal(self, value: float) -> str:
        """A number without an exponent."""
        found = self._decimals.get(value)
        if found is None:
            found = self._decimals[value] = self._decimal(number(value))
        return found

    def moment(self, value: str) -> str:
        """An ISO 8601 time as the XSD type of its precision; as plain text where it is none of them."""
        found = self._moments.get(value)
        if found is None:
            kind = dated(value)
            found = self._moments[value] = self.text(value) if kind is None else f'"{value}"^^{self.word(kind)}'
        return found

    @cached_property
    def _integer(self) -> str:
        return self.word("xsd:integer")

    def _decimal(self, digits: str) -> str:
        return f'"{digits}"^^{self.word("xsd:decimal")}'

    def _kept(self, held: dict[str, str], prefix: str, identifier: str, iri: Callable[[str], str]) -> str:
        found = held[identifier] = self._spelled(prefix, iri(identifier))
        return found

    def _spelled(self, prefix: str, iri: str) -> str:  # noqa: ARG002 - Turtle has a use for it
        return self.iri(iri)


class Turtle(Triples):
    """Turtle and TriG: prefixed names, and numbers as they are."""

    def hashed(self, prefix: str, digest: str) -> str:
        """The node of a statement or of evidence, which is named by a hash."""
        return f"{prefix}:{digest}"

    @cached_property
    def integer(self) -> Callable[[int], str]:
        """A whole number."""
        return _Numbers("%d").__getitem__

    def head(self) -> str:
        """The prefixes."""
        return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(self.prefixes.items()))

    def _decimal(self, digits: str) -> str:
        # without a point it would read as a whole number
        return digits if "." in digits else super()._decimal(digits)

    def _spelled(self, prefix: str, iri: str) -> str:
        local = iri.removeprefix(self.prefixes[prefix])
        if prefix == "rdf" and local == "type":
            return "a"
        if _LOCAL.fullmatch(local):
            return f"{prefix}:{local}"
        if _ESCAPABLE.fullmatch(local) and local[-1] != "." != local[0]:
            return f"{prefix}:{re.sub('^-|~', lambda found: chr(92) + found[0], local)}"
        return self.iri(iri)


def escaped(value: str) -> str:
    r"""A string as both spell it inside its quotes.

    >>> print(escaped('"a"'), escaped("b\x01"))
    \"a\" b\u0001
    """
    return _SPECIAL.sub(_escape, value) if _SPECIAL.search(value) else value


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}"


@lru_cache(maxsize=1 << 10)
def tagged(language: str) -> str:
    """The tag behind a literal; none where it is no language tag."""
    found = terms.text("", language).language
    return f"@{found}" if found else ""


def number(value: float) -> str:
    """The digits of a decimal."""
    return terms.decimal(value).value


def dated(value: str) -> str | None:
    """The XSD type of a moment, `xsd:date`; None where it is plain text."""
    kind = terms.moment(value).datatype.value.removeprefix(XSD)
    return None if kind == "string" else f"xsd:{kind}"
