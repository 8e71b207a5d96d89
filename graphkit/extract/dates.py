"""When what a sentence says happens: the rows of `time.tsv` found in the text, tied to the event of their clause."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from graphkit import ontology, resources
from graphkit.extract import moments, scope
from graphkit.extract.findings import Finding
from graphkit.extract.lexicon import Row, rows
from graphkit.extract.moments import Published, Slots
from graphkit.extract.phrases import Discourse
from graphkit.extract.rules import WORDS
from graphkit.extract.verbs import verb_lemma
from graphkit.syntax import Sentence, Token

UNITS = ("day", "week", "month", "year")
YEARS = range(1500, 2100)
DAYS = range(1, 32)
Matcher = Callable[[str], int | None]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row: its words and slots in their order, and how they are reckoned."""

    row: Row
    parts: tuple[str | frozenset[str], ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class Expression:
    """A time in the text: its tokens, and what the row makes of them."""

    tokens: tuple[Token, ...]
    pattern: Pattern
    slots: Slots

    @property
    def head(self) -> Token:
        """The token through which it hangs in its sentence."""
        inside = set(map(id, self.tokens))
        return next((t for t in self.tokens if t.head is None or id(t.head) not in inside), self.tokens[0])

    def value(self, published: Published | None, *, past: bool) -> str | None:
        """The time in ISO 8601, in an article of that date and a clause of that tense."""
        meaning, _, mode = self.pattern.meaning.partition(" ")
        if meaning in INTERVALS:
            limit = self._reckoned(mode or "date", published, past=past if meaning == "since" else False)
            return INTERVALS[meaning].format(limit) if limit else None
        return self._reckoned(self.pattern.meaning, published, past=past)

    def _reckoned(self, meaning: str, published: Published | None, *, past: bool) -> str | None:
        unit, _, mode = meaning.partition(" ")
        if unit in WRITTEN:
            return WRITTEN[unit](self.slots, published)
        return None if published is None else _stepped(self.slots, unit, mode, published, past=past)


@cache
def _calendar(language: str) -> Mapping[str, Mapping[str, int]]:
    """What each word of the calendar means, by slot."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows(resources.language(language) / "calendar.tsv", ("kind", "words")):
        kind, _, unit = row["kind"].partition(" ")
        for place, word in enumerate(row.words("words")):
            found[kind][word] = UNITS.index(unit) if unit in UNITS else place
    parts = found.pop("part")
    found["weekday"] |= {day + part: place for day, place in found["weekday"].items() for part in parts}
    found["month"] = {word: place + 1 for word, place in found["month"].items()}
    found["number"] = {word: place + 1 for word, place in found["number"].items()}
    found["decade"] = {word: 10 * (place + 1) for word, place in found["decade"].items()}
    return dict(found)


def _slot(language: str, name: str) -> Matcher:
    """What reads a word as the value of a slot."""
    words = _calendar(language).get(name, {})

    def read(word: str) -> int | None:
        if word in words:
            return words[word]
        number = int(word) if word.isascii() and word.isdigit() and len(word) <= len("2000") else None
        limits = {"year": YEARS, "day": DAYS, "number": DAYS}.get(name)
        return number if number is not None and limits is not None and number in limits else None

    return read


@cache
def load(language: str = "nl") -> tuple[Mapping[str, tuple[Pattern, ...]], Mapping[str, Matcher]]:
    """The patterns by their first word or slot, longest first, and what reads each slot.

    Raises LexiconError, naming file and line, for an unknown meaning.
    """
    found: dict[str, list[Pattern]] = defaultdict(list)
    for row in rows(resources.language(language) / "time.tsv", ("pattern", "meaning", "example", "value")):
        if row["meaning"].split()[0] not in MEANINGS:
            raise row.error(f"unknown meaning {row['meaning']!r}")
        parts = tuple(part if part[0] == "{" else frozenset(part.split("|")) for part in row["pattern"].split())
        pattern = Pattern(row, parts, row["meaning"])
        for first in (parts[0],) if isinstance(parts[0], str) else sorted(parts[0]):
            found[first].append(pattern)
    slots = sorted({part for row in found.values() for p in row for part in p.parts if isinstance(part, str)})
    return (
        {key: tuple(sorted(held, key=lambda p: (-len(p.parts), p.row.line))) for key, held in found.items()},
        {slot: _span if slot == "{span}" else _slot(language, slot.strip("{}")) for slot in slots},
    )


def _span(word: str) -> int | None:
    """Two years with a dash between them, as one number."""
    first, _, second = word.replace("–", "-").partition("-")
    if not (first.isdigit() and second.isdigit() and int(first) in YEARS and int(second) in YEARS):
        return None
    return int(first) * 10_000 + int(second) if int(first) <= int(second) else None


def find(sentence: Sentence, language: str) -> list[Expression]:
    """The times that a sentence gives, in its order, the longest reading of each."""
    _, readers = load(language)
    tokens, found, at = sentence.tokens, [], 0
    while at < len(tokens):
        best: Expression | None = None
        for pattern in _opened(language, tokens[at].lower):
            best = _match(tokens[at : at + len(pattern.parts)], pattern, readers)
            if best is not None:
                found.append(best)
                break
        at += len(best.tokens) if best is not None else 1
    return found


@lru_cache(maxsize=WORDS)
def _opened(language: str, word: str) -> tuple[Pattern, ...]:
    """The patterns that a word may begin, longest first."""
    patterns, readers = load(language)
    starts = [slot for slot in patterns if slot in readers and readers[slot](word) is not None]
    candidates = [pattern for key in (word, *starts) for pattern in patterns.get(key, ())]
    return tuple(sorted(candidates, key=lambda p: (-len(p.parts), p.row.line)))


def _match(tokens: Sequence[Token], pattern: Pattern, readers: Mapping[str, Matcher]) -> Expression | None:
    slots: dict[str, list[int]] = defaultdict(list)
    if len(tokens) < len(pattern.parts):
        return None
    for token, part in zip(tokens, pattern.parts, strict=True):
        if isinstance(part, frozenset):
            if token.lower not in part:
                return None
            continue
        value = readers[part](token.lower)
        if value is None:
            return None
        slots[part.strip("{}")].append(value)
    return Expression(tuple(tokens), pattern, slots)


def _between(slots: Slots, published: Published | None) -> str | None:  # noqa: ARG001
    years = slots.get("year") or divmod(slots["span"][0], 10_000)
    return f"{years[0]:04}/{years[1]:04}" if years[0] <= years[1] else None


def _decade(slots: Slots, published: Published | None) -> str:
    latest = published.year if published else YEARS[-1]
    start = 100 * (latest // 100) + slots["decade"][0]
    start -= 100 if published is None or start > latest else 0
    return f"{start:04}/{start + 9:04}"


def _stepped(slots: Slots, unit: str, mode: str, published: Published, *, past: bool) -> str:
    """What lies so many steps from the publication, or is nearest to it."""
    if unit in AGO:
        return moments.shift(published, UNITS[slots["unit"][0]], AGO[unit] * slots["number"][0])
    if mode.lstrip("-").isdigit():
        return moments.shift(published, unit, int(mode))
    if mode.startswith("week "):
        return moments.weekday_of_week(published, slots["weekday"][0], int(mode.removeprefix("week ")))
    past = past if mode == "near" else mode == "last"
    if unit == "weekend":
        return moments.weekend(published, past=past)
    nearest = {"month": moments.month, "season": moments.season, "weekday": moments.weekday}[unit]
    return nearest(published, slots[unit][0], past=past)


WRITTEN: Mapping[str, Callable[[Slots, Published | None], str | None]] = {
    "date": lambda slots, published: moments.on(published, slots), "between": _between, "decade": _decade,
}  # fmt: skip
INTERVALS = {"since": "{}/..", "until": "../{}"}
AGO = {"ago": -1, "ahead": 1}
MEANINGS = frozenset({*WRITTEN, *INTERVALS, *AGO, *UNITS, "weekend", "weekday", "season"})


@dataclass(slots=True)
class Clock:
    """The times of one article; each sentence is read when it is asked for."""

    discourse: Discourse
    published: Published | None = None
    found: dict[int, list[Expression]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.published = Published.read(self.discourse.analysis.article.published)

    def of(self, finding: Finding) -> str | None:
        """When the event of the finding takes place, as far as its own clause tells."""
        expressions = self._in(finding.sentence)
        if not expressions:
            return None
        path = list(_path(self.discourse, finding))
        for governor in path:
            for expression in expressions:
                if _hangs_on(expression, governor):
                    return expression.value(self.published, past=_is_past(path[-1]))
        return None

    def _in(self, sentence: Sentence) -> list[Expression]:
        if sentence.index not in self.found:
            self.found[sentence.index] = find(sentence, self.discourse.rules.language)
        return self.found[sentence.index]


def _hangs_on(expression: Expression, governor: Token) -> bool:
    head = expression.head
    return head.head is governor or any(token.head is governor for token in expression.tokens)


def _path(discourse: Discourse, finding: Finding) -> Iterator[Token]:
    """The trigger and, where it is an event, what carries it up to the verb of its clause and that verb's modal."""
    labels, hedges = discourse.rules.labels, discourse.rules.hedges
    token = finding.trigger
    yield token
    if finding.nominal and token.child(*labels["copula"]) is None and token.dep not in labels["open_complement"]:
        return
    while token.pos not in labels["verb_pos"] and token.child(*labels["copula"]) is None:
        if not ontology.load().relations[finding.relation].interaction:
            return
        link = scope.above(discourse, token)
        if link is None:
            return
        token = link.head
        yield token
    link = scope.above(discourse, token)
    if link is not None and link.kind is scope.Kind.CONTENT and link.head.pos in labels["verb_pos"]:
        lemma = verb_lemma(discourse, link.head)
        if token.dep in labels["open_complement"] and any((where, lemma) in hedges for where in ("verb", "present")):
            yield link.head


def _is_past(verb: Token) -> bool:
    """Whether the clause tells what has been: a past tense, or a participle that no present passive carries."""
    finite = [verb, *verb.all_children("aux", "aux:pass", "cop")]
    if any("Tense=Past" in token.morph for token in finite):
        return True
    present = any("Tense=Pres" in token.morph for token in finite)
    if not present:
        return True
    passive = verb.child("aux:pass")
    return "VerbForm=Part" in verb.morph and not (passive is not None and "Tense=Pres" in passive.morph)
