"""RDF terms out of plain values; what is said with them is in `quads`."""

import re
from datetime import date
from decimal import Decimal

import pyoxigraph as ox

from graphkit.export.iris import XSD

_DATE_TYPES = (
    (re.compile(r"\d{4}"), "gYear", "{}-01-01"),
    (re.compile(r"\d{4}-\d{2}"), "gYearMonth", "{}-01"),
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "date", "{}"),
)
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
INTEGER = ox.NamedNode(XSD + "integer")
DECIMAL = ox.NamedNode(XSD + "decimal")


def text(value: str, language: str | None = None) -> ox.Literal:
    """A string, with its language where that is one that RDF can write.

    >>> text("Den Haag", "nl")
    <Literal value=Den Haag language=nl>
    """
    if language and _LANGUAGE.fullmatch(language):
        return ox.Literal(value, language=language)
    return ox.Literal(value)


def integer(value: int) -> ox.Literal:
    """A whole number."""
    return ox.Literal(str(value), datatype=INTEGER)


def decimal(value: float) -> ox.Literal:
    """A number without an exponent, as short as Oxigraph writes it too.

    >>> decimal(0.90).value, decimal(1.0).value, decimal(1e-7).value
    ('0.9', '1', '0.0000001')
    """
    return ox.Literal(f"{Decimal(repr(value)).normalize():f}", datatype=DECIMAL)


def moment(value: str) -> ox.Literal:
    """An ISO 8601 time as the XSD type of its precision; as plain text where it is none of them.

    >>> moment("2020-01").datatype.value.rpartition("#")[2], moment("2020-13").datatype.value.rpartition("#")[2]
    ('gYearMonth', 'string')
    """
    for pattern, name, whole in _DATE_TYPES:
        if pattern.fullmatch(value) and _exists(whole.format(value)):
            return ox.Literal(value, datatype=ox.NamedNode(XSD + name))
    return ox.Literal(value)


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True
