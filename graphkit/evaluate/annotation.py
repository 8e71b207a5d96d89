"""Annotated articles as read from a file, and when two names are the same. How a graph compares is in `judge.py`."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphkit import ontology
from graphkit.errors import InputError
from graphkit.model import Certainty

Triple = tuple[str, str, str]
# What a name may stand in or before, and no part of it: the measure ignores these in every language.
QUOTES = "'\"‘’“”„,."
ARTICLES = ("de ", "het ", "een ", "'t ", "the ")


@dataclass(frozen=True, slots=True)
class Named:
    """Something with names and a type, in the annotation or in the graph."""

    id: str
    type: str
    label: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Annotated:
    """One annotated article: its entities by id, its statements with their certainty, the sentence of each."""

    article: str
    entities: Mapping[str, Named]
    statements: Mapping[Triple, Certainty]
    sentences: Mapping[Triple, str]


def normal(name: str) -> str:
    """A name without case, quotes around it, and a leading article.

    >>> normal("De  Tweede Kamer,")
    'tweede kamer'
    """
    text = " ".join(unicodedata.normalize("NFC", name).casefold().split()).strip(QUOTES)
    for article in ARTICLES:
        text = text.removeprefix(article)
    return text


def named(identifier: str, kind: str, label: str, names: Iterable[str]) -> Named:
    """Something with the normal forms of its label and names."""
    return Named(identifier, kind, label, frozenset(filter(None, map(normal, (label, *names)))))


def directed(subject: str, relation: str, target: str) -> Triple:
    """The triple, with the ends of a symmetric relation in a fixed order.

    >>> directed("b", "spouse_of", "a"), directed("b", "parent_of", "a")
    (('a', 'spouse_of', 'b'), ('b', 'parent_of', 'a'))
    """
    known = ontology.load().relations.get(relation)
    if known is not None and known.symmetric and target < subject:
        return target, relation, subject
    return subject, relation, target


def read(path: Path) -> Iterator[Annotated]:
    """The annotated articles of a JSON Lines file.

    Each line holds `doc`, `entities` (`id`, `type`, `name`, `mentions`) and `statements` (`subject`, `relation`,
    `object`, `certainty`, `evidence`). Raises InputError, naming file and line, for one that does not.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _annotated(json.loads(line))
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                raise InputError(f"{path}:{number}: not an annotated article ({error!r})") from error


def _annotated(given: Mapping[str, Any]) -> Annotated:
    entities = {e["id"]: named(e["id"], e["type"], e["name"], e["mentions"]) for e in given["entities"]}
    statements: dict[Triple, Certainty] = {}
    sentences: dict[Triple, str] = {}
    # What is also asserted counts as asserted.
    for said in sorted(given["statements"], key=lambda s: Certainty(s["certainty"]) is not Certainty.ASSERTED):
        triple = directed(_known(said["subject"], entities), said["relation"], _known(said["object"], entities))
        statements.setdefault(triple, Certainty(said["certainty"]))
        sentences.setdefault(triple, said["evidence"])
    return Annotated(str(given["doc"]), entities, statements, sentences)


def _known(identifier: str, entities: Mapping[str, Named]) -> str:
    if identifier not in entities:
        raise ValueError(f"no entity {identifier!r}")
    return identifier
