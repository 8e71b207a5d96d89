"""Lists of names compiled to the arrays that `graphkit.NameEmbed.v1` looks words and phrases up in."""

import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np
from spacy.lang.nl import Dutch
from spacy.strings import get_string_id

from graphkit.components import LONGEST_PHRASE, phrase_keys
from training import names, sources, split, treebank

# Words inside names that say nothing about the class.
PARTICLES = frozenset((Path(__file__).parent / "particles.txt").read_text(encoding="utf-8").split())
PLACE, ORGANISATION, SURNAME = 1, 2, 4
Phrases = dict[tuple[str, ...], int]
Hidden = dict[str, set[tuple[str, ...]]]
# Per cent of CoNLL's training names to hide, see `hidden`; surnames that more than RARE people of the lists bear stay.
HIDDEN = {"PER": 45, "ORG": 40, "LOC": 12}
RARE = 4


@dataclass
class Counts:
    """How often a word stands in each position of the names of each list."""

    given: Counter[str] = field(default_factory=Counter)
    surname: Counter[str] = field(default_factory=Counter)
    person: Counter[str] = field(default_factory=Counter)
    place: Counter[str] = field(default_factory=Counter)
    city: Counter[str] = field(default_factory=Counter)
    place_part: Counter[str] = field(default_factory=Counter)
    organisation: Counter[str] = field(default_factory=Counter)
    organisation_first: Counter[str] = field(default_factory=Counter)
    organisation_part: Counter[str] = field(default_factory=Counter)
    adjective: Counter[str] = field(default_factory=Counter)
    lower: Counter[str] = field(default_factory=Counter)
    upper: Counter[str] = field(default_factory=Counter)


def listed(name: str) -> Iterator[str]:
    """The entries of one of Alpino's lists."""
    return sources.lines(sources.shared() / "lexicons" / "names" / f"alpino-{name}.txt.gz")


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of a lexicon with a header."""
    return csv.DictReader(sources.lines(sources.shared() / "lexicons" / name), delimiter="\t", quoting=csv.QUOTE_NONE)


def persons() -> Iterator[str]:
    """Names of people: Alpino's, Dutch politicians, office-holders of the world."""
    yield from listed("per")
    lexicons = sources.shared() / "lexicons"
    with gzip.open(lexicons / "openkamer" / "person.json.gz", "rt", encoding="utf-8") as file:
        for row in json.load(file):
            parts = (row["fields"][key] for key in ("forename", "surname_prefix", "surname"))
            yield " ".join(part for part in parts if part)
    for path in sorted((lexicons / "office-holders").rglob("*.csv")):
        for row in csv.DictReader(sources.lines(path)):
            person = row.get("personLabel") or row.get("name") or row.get("person") or ""
            if " " in person and not person[:2].isupper():
                yield person


def cities() -> Iterator[str]:
    """Names of countries and of cities that the world map shows."""
    for row in table("cities-naturalearth.tsv"):
        yield from {row["name"], row["name_en"], row["name_de"], row["name_fr"]} - {""}
    for row in table("countries-naturalearth.tsv"):
        yield from {row["name_nl"], row["name_en"]} - {""}
    with (sources.shared() / "lexicons" / "cldr-territories-nl.json").open(encoding="utf-8") as file:
        yield from strings(json.load(file))


def strings(node: object) -> Iterator[str]:
    """Every string value of a JSON document."""
    if isinstance(node, dict):
        for value in node.values():
            yield from strings(value)
    elif isinstance(node, str):
        yield node


def adjectives() -> Iterator[str]:
    """Adjectives and nouns for inhabitants of places."""
    for row in table("demonyms-alpino.tsv"):
        yield from (row["form"], row["form2"])
    for row in table("geo-adjectives-alpino.tsv"):
        yield from (value for value in row.values() if isinstance(value, str))
    for row in table("country-adjectives-cldr.tsv"):
        yield row["adjective_e"]


def running_text() -> Iterator[list[str]]:
    """Sentences in which capitals mean something: treebanks and newspapers, not the text that names are learnt from.

    Counting the latter would tell the network which names are new to it, and none of its training names are.
    """
    for name in ("alpino-core", "alpino-extra", "lassysmall-r2.16-dev", "lassysmall-r2.16-test"):
        yield from (list(sentence.forms) for sentence in treebank.read(sources.treebank(name)))
    for article in newspapers():
        for sentence in re.split(r"(?<=[.!?:\"'])\s+", article):
            yield re.findall(r"[^\W\d_][\w'’-]*", sentence)


def newspapers() -> Iterator[str]:
    """The texts of the unannotated newspaper articles, without those that the gold holds."""
    scored = {stem.removeprefix("dpg-") for stem in split.gold_stems()}
    for line in sources.lines(sources.shared() / "corpora" / "raw" / "dpgmedia2019.jsonl.gz"):
        row = json.loads(line)
        if str(row["id"]) not in scored:
            yield row["text"]


def hidden(tokenise: "Tokeniser") -> Hidden:
    """The names, by label, that training must not find in the lists.

    Alpino's lists hold 95 to 98 % of the names of CoNLL's training part, which they were partly made from, but only
    about half to nine tenths of those in other text. Training on them as they are teaches a trust that no new text
    repays, so a share of these names is taken out for training; the shipped lists are whole.
    """
    seen: Hidden = {label: set() for label in HIDDEN}
    for sentence in names.read(sources.names("conll2002-nl-train")):
        for start, end, label in sentence.entities:
            name = " ".join(sentence.words[start:end]).lower()
            if label in HIDDEN and get_string_id(f"{label} {name}") % 100 < HIDDEN[label]:
                seen[label].add(tokenise(name))
    return seen


def count(tokenise: "Tokeniser", *, hide: Hidden, most: int | None = None) -> tuple[Counts, Phrases]:
    """Word counts of all lists, or of the first entries of each, and the phrases of several words with their class."""
    counts, phrases = Counts(), Phrases()
    count_people(counts, phrases, list(map(tokenise, islice(persons(), most))), hide["PER"])
    for words in map(tokenise, islice(listed("org"), most)):
        if words not in hide["ORG"]:
            count_words(words, (counts.organisation, counts.organisation_first, counts.organisation_part))
            add_phrase(phrases, words, ORGANISATION)
    for words in map(tokenise, islice(listed("geo"), most)):
        if words not in hide["LOC"]:
            count_words(words, (counts.place, counts.place_part, counts.place_part))
            add_phrase(phrases, words, PLACE)
    for words in map(tokenise, islice(cities(), most)):
        count_words(words, (counts.city, counts.place_part, counts.place_part))
        add_phrase(phrases, words, PLACE)
    counts.adjective.update(word.lower() for word in adjectives() if word[:1].isupper())
    for sentence in islice(running_text(), most):
        for word in sentence[1:]:
            (counts.lower if word.islower() else counts.upper)[word.lower()] += 1
    return counts, phrases


def count_people(
    counts: Counts, phrases: Phrases, people: Sequence[tuple[str, ...]], hide: set[tuple[str, ...]]
) -> None:
    """Counts given names and surnames, and adds surnames with particles ("van der Schans") as phrases."""
    named = [(words, parts) for words in people if (parts := name_parts(words))]
    bearers = Counter(parts[-1] for _, parts in named if len(parts) > 1)
    rare = {parts[-1] for parts in map(name_parts, hide) if parts and bearers[parts[-1]] <= RARE}
    for words, parts in named:
        if parts[-1] in rare:
            continue
        if len(parts) > 1:
            counts.given[parts[0]] += 1
            counts.surname[parts[-1]] += 1
        elif len(words) == 1:
            counts.person[parts[0]] += 1
        add_phrase(phrases, surname_phrase(words), SURNAME)


def surname_phrase(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name from its first particle on: what an article calls someone the second time.

    >>> surname_phrase(("wout-jan", "van", "der", "schans"))
    ('van', 'der', 'schans')
    """
    first = next((at for at, word in enumerate(words) if word in PARTICLES), len(words))
    return words[first:]


def name_parts(words: tuple[str, ...]) -> list[str]:
    """The given names and the surname of a person, without particles and initials."""
    return [word for word in words if word not in PARTICLES and not word.endswith(".") and len(word) > 1]


def count_words(words: tuple[str, ...], counters: tuple[Counter[str], Counter[str], Counter[str]]) -> None:
    """Counts a name's words: as a whole, as its first, as a further one."""
    whole, first, part = counters
    if len(words) == 1:
        whole[words[0]] += 1
        return
    for at, word in enumerate(words):
        if word not in PARTICLES:
            (part if at else first)[word] += 1


def add_phrase(phrases: Phrases, words: tuple[str, ...], label: int) -> None:
    """Adds a name of several words; one that two lists hold is of both classes."""
    if 1 < len(words) <= LONGEST_PHRASE:
        phrases[words] = phrases.get(words, 0) | label


def level(number: int, *steps: int) -> int:
    """How many of the steps a number reaches.

    >>> level(3, 1, 3, 10)
    2
    """
    return sum(number >= step for step in steps)


def commonness(counts: Counts, word: str) -> int:
    """0 for a word not seen, 1 for one nearly always capitalised, 2 for a mixed one, 3 for a lower-case one."""
    low, high = counts.lower[word], counts.upper[word]
    if low + high < 1:
        return 0
    return 1 + level(int(100 * low / (low + high)), 10, 90)


def word_columns(counts: Counts, word: str) -> tuple[int, int]:
    """What the lists say of a word: as part of a person's name, and as a place, an organisation or an adjective."""
    common = commonness(counts, word)
    person = (common * 4 + level(counts.given[word], 1, 3, 20)) * 4 + level(counts.surname[word], 1, 3, 20)
    person = person * 2 + level(counts.person[word], 1)
    other = common
    for value, size in (
        (2 if counts.city[word] else level(counts.place[word], 1), 3),
        (level(counts.place_part[word], 2, 10), 3),
        (level(counts.organisation[word], 1), 2),
        (level(counts.organisation_first[word], 2), 2),
        (level(counts.organisation_part[word], 2, 10), 3),
        (level(counts.adjective[word], 1), 2),
    ):
        other = other * size + value
    return person, other


class Tokeniser:
    """Names to lower-case words, by the rules that the pipeline itself uses."""

    def __init__(self) -> None:
        self.nlp = Dutch()

    def __call__(self, name: str) -> tuple[str, ...]:
        """The words of a name, each in the form that spaCy's NORM has."""
        return tuple(token.norm_ for token in self.nlp.make_doc(name))


def every_word(counts: Counts) -> Iterable[str]:
    """Each word that a list holds, and those that text holds twice, sorted."""
    lists = (
        counts.given,
        counts.surname,
        counts.person,
        counts.place,
        counts.city,
        counts.organisation,
        counts.adjective,
    )
    parts = (counts.place_part, counts.organisation_first, counts.organisation_part)
    kept = {word for counter in lists for word in counter}
    kept |= {word for counter in parts for word, number in counter.items() if number > 1}
    kept |= {word for word in counts.lower | counts.upper if counts.lower[word] + counts.upper[word] > 1}
    return sorted(kept)


def compile_lists(target: Path, *, hide: bool, most: int | None = None) -> None:
    """Writes the arrays to a `.npz` file, whole or without the names that training must not find."""
    tokenise = Tokeniser()
    counts, phrases = count(tokenise, hide=hidden(tokenise) if hide else {label: set() for label in HIDDEN}, most=most)
    words = {np.uint64(get_string_id(word)): word_columns(counts, word) for word in every_word(counts)}
    keys = np.array(sorted(words), dtype=np.uint64)
    hashed = {
        phrase_keys(np.array([get_string_id(word) for word in phrase], dtype=np.uint64), len(phrase))[0]: label
        for phrase, label in phrases.items()
    }
    phrase = np.array(sorted(hashed), dtype=np.uint64)
    np.savez_compressed(
        target,
        word_keys=keys,
        word_columns=np.array([words[key] for key in keys], dtype=np.uint16).T,
        phrase_keys=phrase,
        phrase_values=np.array([hashed[key] for key in phrase], dtype=np.uint8),
    )
    print(f"{target}: {len(keys)} words, {len(phrase)} phrases, {target.stat().st_size / 1e6:.1f} MB")
