"""Nodes as text: forms to fill in, one for all nodes of which the same properties are told, made once and kept.

What is said of which node is in `nodes`, how a value is spelled in `spelling`.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

Pair = tuple[str, str]
# Nodes of more properties, such as an entity of many articles, are seldom of one form.
LONG = 32
FORMS = 1 << 12
# Stands for the subject in a form: no value holds it, since spelling escapes it.
SUBJECT = "\0"


class Node(NamedTuple):
    """A subject, and what is said of it: properties and as many values, each as the format spells it."""

    subject: str
    names: tuple[str, ...]
    values: list[str]


def node(subject: str, pairs: Iterable[Pair]) -> Node:
    """A node from pairs of property and value."""
    held = list(pairs)
    return Node(subject, tuple([name for name, _ in held]), [value for _, value in held])


def triples_of(node: Node) -> str:
    """A node as lines of N-Triples."""
    subject, names, values = node
    if len(names) > LONG:
        return "".join([f"{subject} {name} {value} .\n" for name, value in zip(names, values, strict=True)])
    return (_lines(names) % tuple(values)).replace(SUBJECT, subject)


def sorted_triples_of(node: Node) -> str:
    """A node as lines of N-Triples in the order of their bytes."""
    subject, names, values = node
    form = _sorted_lines(names) if len(names) <= LONG else None
    if form is None:
        return "".join(sorted([f"{subject} {name} {value} .\n" for name, value in zip(names, values, strict=True)]))
    text, order = form
    return (text % order(values)).replace(SUBJECT, subject)


def turtle_of(node: Node, indent: str = "") -> str:
    """A node as Turtle: values of one property that follow each other after one comma."""
    subject, names, values = node
    if not names:
        return ""
    form: str = (_turtle if len(names) <= LONG else _turtle.__wrapped__)(names, indent)
    return indent + subject + form % tuple(values)


@lru_cache(FORMS)
def _lines(names: tuple[str, ...]) -> str:
    return "".join(f"{SUBJECT} {_literal(name)} %s .\n" for name in names)


@lru_cache(FORMS)
def _sorted_lines(names: tuple[str, ...]) -> tuple[str, Callable[[list[str]], tuple[str, ...]]] | None:
    """Lines in order, and what puts the values into it; None where the values decide, since a property is repeated."""
    if len(set(names)) < len(names) or len(names) < 2:  # noqa: PLR2004 - of one item, itemgetter makes no tuple
        return None
    order = sorted(range(len(names)), key=names.__getitem__)
    return _lines(tuple(names[place] for place in order)), itemgetter(*order)


@lru_cache(FORMS)
def _turtle(names: tuple[str, ...], indent: str) -> str:
    parts, last = [], ""
    for name in names:
        if name == last:
            parts.append(" , %s")
        else:
            parts.append(f" ;\n{indent}\t{_literal(name)} %s" if last else f" {_literal(name)} %s")
            last = name
    return "".join([*parts, " .\n"])


def _literal(name: str) -> str:
    return name.replace("%", "%%")
