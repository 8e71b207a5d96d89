"""The lexicons of one language, indexed for extraction. What a column means is decided here, once."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from graphkit import ontology, resources
from graphkit.extract.lexicon import Row, rows
from graphkit.model import Certainty

INVERTED = "~"
# Before an institution's noun: the class of those that mean the same.
SAME = "same:"
# A trigger shorter than this is not looked for at the end of a longer word: "man" would fire in "topman".
SHORTEST_SUFFIX = 5
# Words of which it is remembered what they end with.
WORDS = 1 << 16


@dataclass(frozen=True, slots=True)
class RoleRule:
    """What a role noun says about the person beside it."""

    row: Row
    role: str
    relation: str
    inverted: bool
    slots: tuple[str, ...]
    default: str


@dataclass(frozen=True, slots=True)
class Condition:
    """A test on one end or one slot: `object=Event`, `object!=Person`, `obj=@troops`, `verb=doen`."""

    where: str
    wanted: bool
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrameRule:
    """Where the two ends of a relation stand around its trigger."""

    row: Row
    relation: str
    trigger: str
    kind: str
    subject: str
    object: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class DescriptorRule:
    """A noun that describes an institution of a place."""

    row: Row
    noun: str
    type: str
    relation: str
    slots: tuple[str, ...]
    home: str


@dataclass(frozen=True, slots=True)
class AttributeRule:
    """Two names with a preposition, brackets or an adjective between them; `inverted`: the second is the subject."""

    row: Row
    relation: str
    inverted: bool
    subject: str
    form: str
    objects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContextRule:
    """What the words around a name tell of its type."""

    type: str
    sources: frozenset[str]
    form: str
    words: frozenset[str]
    prepositions: frozenset[str]
    needs: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """All lexicons of a language."""

    language: str
    roles: Mapping[str, tuple[RoleRule, ...]]
    frames: Mapping[tuple[str, str], tuple[FrameRule, ...]]
    descriptors: Mapping[str, tuple[DescriptorRule, ...]]
    attributes: Mapping[str, tuple[AttributeRule, ...]]
    contexts: tuple[ContextRule, ...]
    types: Mapping[str, Mapping[str, str]]
    hedges: Mapping[tuple[str, str], Certainty]
    reporting: Mapping[str, frozenset[str]]
    nouns: Mapping[str, frozenset[str]]
    modifiers: Mapping[str, tuple[str, ...]]
    given: Mapping[str, frozenset[str]]
    codes: Mapping[str, str]
    labels: Mapping[str, frozenset[str]]
    precedence: Mapping[str, frozenset[str]]

    def role(self, word: str) -> tuple[RoleRule, ...]:
        """The rules of a role noun, or of the longest role noun that it ends with ("defensieminister").

        Some mean nothing at the end of another: a "topvrouw" is nobody's wife, a "nachtburgemeester" no mayor.
        """
        found = _longest_suffix(self, word)
        if word not in self.roles and any(rule.role in self.nouns["uncompounded"] for rule in found):
            return self.roles.get(word.rpartition("-")[2], ())
        return found

    def descriptor(self, word: str) -> tuple[DescriptorRule, ...]:
        """The rules of an institution noun."""
        return self.descriptors.get(word, ())

    def institution(self, noun: str) -> str:
        """The noun by which an institution is known that a shorter one names too: "gemeenteraad" for "raad"."""
        return _institutions(self).get(noun, noun)

    def united(self, *classes: str) -> frozenset[str]:
        """The nouns of all these classes."""
        return _united(self, classes)


def all_rows(rules: Rules) -> Iterator[Row]:
    """Every row that may say a statement, each once."""
    groups = (rules.roles.values(), rules.frames.values(), rules.descriptors.values(), rules.attributes.values())
    seen: set[str] = set()
    for group in groups:
        for found in group:
            for rule in found:
                if rule.row.rule not in seen:
                    seen.add(rule.row.rule)
                    yield rule.row


@cache
def _institutions(rules: Rules) -> Mapping[str, str]:
    groups = [(name.removeprefix(SAME), nouns) for name, nouns in rules.nouns.items() if name.startswith(SAME)]
    return {noun: name for name, nouns in reversed(groups) for noun in nouns}


@cache
def _united(rules: Rules, classes: tuple[str, ...]) -> frozenset[str]:
    return frozenset[str]().union(*(rules.nouns[name] for name in classes))


@lru_cache(maxsize=WORDS)
def _longest_suffix(rules: Rules, word: str) -> tuple[RoleRule, ...]:
    table = rules.roles
    for start in range(len(word)):
        if start and len(word) - start < SHORTEST_SUFFIX:
            break
        if word[start:] in table:
            return table[word[start:]]
    return ()


@cache
def load(language: str = "nl") -> Rules:
    """The rules of a language.

    Raises LexiconError, naming file and line, for a row that names an unknown relation or type.
    """
    folder = resources.language(language)
    return Rules(
        language=language,
        roles=_roles(folder),
        frames=_frames(folder),
        descriptors=_descriptors(folder),
        attributes=_attributes(folder),
        contexts=tuple(_contexts(folder)),
        types=_types(folder),
        hedges=_hedges(folder),
        reporting=_sets(folder / "reporting.tsv", ("kind", "words")),
        nouns=_sets(folder / "nouns.tsv", ("class", "nouns")),
        modifiers=_lists(folder / "modifiers.tsv", ("kind", "words")),
        given=_sets(folder / "given.tsv", ("gender", "names")),
        codes={
            code: land for land, codes in _sets(folder / "codes.tsv", ("country", "codes")).items() for code in codes
        },
        labels=_sets(folder / "syntax.tsv", ("role", "labels")),
        precedence=_sets(folder / "precedence.tsv", ("general", "specific")),
    )


def _known_relation(row: Row, name: str) -> str:
    if name.removeprefix(INVERTED) not in ontology.load().relations:
        raise row.error(f"unknown relation {name!r}")
    return name.removeprefix(INVERTED)


def _roles(folder: Path) -> dict[str, tuple[RoleRule, ...]]:
    found: dict[str, list[RoleRule]] = defaultdict(list)
    for row in rows(folder / "roles.tsv", ("role", "relation", "slots", "default", "example")):
        slots = tuple(slot for slot in row["slots"].split(",") if slot)
        relation = _known_relation(row, row["relation"])
        rule = RoleRule(row, row["role"], relation, row["relation"].startswith(INVERTED), slots, row["default"])
        found[row["role"]].append(rule)
    return {key: tuple(value) for key, value in found.items()}


def _frames(folder: Path) -> dict[tuple[str, str], tuple[FrameRule, ...]]:
    found: dict[tuple[str, str], list[FrameRule]] = defaultdict(list)
    nouns = _lists(folder / "nouns.tsv", ("class", "nouns"))
    columns = ("relation", "trigger", "kind", "subject", "object", "condition", "example")
    for row in rows(folder / "relations.tsv", columns):
        if row["kind"] not in ("verb", "noun"):
            raise row.error(f"kind must be verb or noun, not {row['kind']!r}")
        conditions = tuple(_condition(row, part) for part in row["condition"].split(",") if part)
        triggers = nouns[row["trigger"].removeprefix("@")] if row["trigger"].startswith("@") else (row["trigger"],)
        for trigger in triggers:
            rule = FrameRule(
                row, _known_relation(row, row["relation"]), trigger, row["kind"], row["subject"], row["object"],
                conditions,
            )  # fmt: skip
            found[row["kind"], trigger].append(rule)
    return {key: tuple(value) for key, value in found.items()}


def _condition(row: Row, text: str) -> Condition:
    where, equals, values = text.partition("=")
    if not equals:
        raise row.error(f"condition {text!r} has no =")
    return Condition(where.rstrip("!").strip(), not where.endswith("!"), tuple(values.strip().split("/")))


def _descriptors(folder: Path) -> dict[str, tuple[DescriptorRule, ...]]:
    found: dict[str, list[DescriptorRule]] = defaultdict(list)
    for row in rows(folder / "descriptors.tsv", ("noun", "type", "relation", "slots", "home", "example")):
        relation = _known_relation(row, row["relation"]) if row["relation"] else ""
        found[row["noun"]].append(
            DescriptorRule(row, row["noun"], row["type"], relation, row.words("slots"), row["home"])
        )
    return {key: tuple(value) for key, value in found.items()}


def _attributes(folder: Path) -> dict[str, tuple[AttributeRule, ...]]:
    found: dict[str, list[AttributeRule]] = defaultdict(list)
    for row in rows(folder / "attributes.tsv", ("relation", "subject", "form", "object", "example")):
        inverted = row["relation"].startswith(INVERTED)
        relation = _known_relation(row, row["relation"].removeprefix(INVERTED))
        rule = AttributeRule(row, relation, inverted, row["subject"], row["form"], row.words("object"))
        found[row["form"]].append(rule)
    return {key: tuple(value) for key, value in found.items()}


def _contexts(folder: Path) -> Iterator[ContextRule]:
    columns = ("type", "from", "form", "words", "prepositions", "need")
    for row in rows(folder / "contexts.tsv", columns):
        unknown = {row["type"], *row.words("from")} - ontology.load().types.keys()
        if unknown:
            raise row.error(f"unknown type {min(unknown)!r}")
        words, prepositions, needs = (frozenset(row.words(c)) for c in ("words", "prepositions", "need"))
        yield ContextRule(row["type"], frozenset(row.words("from")), row["form"], words, prepositions, needs)


def _types(folder: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows(folder / "types.tsv", ("where", "type", "words")):
        if row["type"] not in ontology.load().types:
            raise row.error(f"unknown type {row['type']!r}")
        for word in row.words("words"):
            found[row["where"]].setdefault(word, row["type"])
    return dict(found)


def _hedges(folder: Path) -> dict[tuple[str, str], Certainty]:
    found: dict[tuple[str, str], Certainty] = {}
    for row in rows(folder / "hedges.tsv", ("certainty", "scope", "words")):
        for word in row.words("words"):
            found.setdefault((row["scope"], word), Certainty(row["certainty"]))
    return found


def _sets(path: Path, columns: tuple[str, str]) -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in _lists(path, columns).items()}


def _lists(path: Path, columns: tuple[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in rows(path, columns):
        found[row[columns[0]]] = found.get(row[columns[0]], ()) + row.words(columns[1])
    return found
