"""Variants of training sentences: other quotation marks, quoted sentences, headlines in capitals, lost accents."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from training.names import Tokens
from training.treebank import Row, Sentence

# Opening and closing, as Dutch newspapers and wire services write them.
QUOTES = (
    ('"', '"'),
    (",,", "''"),
    (",,", '"'),
    ("'", "'"),
    ("‘", "’"),
    ("“", "”"),
    ("„", "”"),
    ("„", "“"),
    ("''", "''"),
)
# The share of plain sentences that gain quotation marks, and of those that lose their stop.
QUOTED, UNSTOPPED = 0.12, 0.02
SHORTEST = 5
MARKS = frozenset(mark for pair in QUOTES for mark in pair) | {"``"}


def quote_words(words: Sequence[str], style: tuple[str, str]) -> list[str]:
    """The words with their quotation marks in another style; every second mark closes.

    >>> quote_words(['"', "Ja", '"', "."], (",,", "''"))
    [',,', 'Ja', "''", '.']
    """
    marks = [at for at, word in enumerate(words) if word in MARKS]
    # A lone mark after punctuation closes a quotation that an earlier sentence opened.
    closing = len(marks) == 1 and marks[0] > 0 and words[marks[0] - 1] in {".", "!", "?", ","}
    changed = []
    for word in words:
        changed.append(style[closing] if word in MARKS else word)
        closing ^= word in MARKS
    return changed


def plain(word: str) -> str:
    """A word without its accents.

    >>> plain("Máxima")
    'Maxima'
    """
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


def shout(word: str) -> str:
    """A word in capitals."""
    return word.upper()


def capitalise(word: str) -> str:
    """A word with a capital."""
    return word[:1].upper() + word[1:]


def speller(random: Random) -> Callable[[str], str]:
    """How a sentence is spelt this time: nearly always as it is."""
    chance = random.random()
    for limit, spell in ((0.02, shout), (0.03, capitalise), (0.05, plain), (0.06, str.lower)):
        if chance < limit:
            return spell
    return str


def vary(sentence: Sentence, random: Random) -> Sentence:
    """A variant of a treebank sentence: its tree is the same, but it may have gained quotation marks around it."""
    style = random.choice(QUOTES)
    spell = speller(random)
    forms = quote_words([spell(row.form) for row in sentence.rows], style)
    rows = tuple(
        replace(row, form=form, lemma=lemma_of(row, form)) for row, form in zip(sentence.rows, forms, strict=True)
    )
    varied = replace(sentence, rows=rows)
    long_enough = len(rows) >= SHORTEST and rows[-1].form in {".", "!", "?"}
    if long_enough and not MARKS & set(sentence.forms) and random.random() < QUOTED:
        return quoted(varied, style, random)
    if long_enough and random.random() < UNSTOPPED:
        return replace(varied, rows=without_stop(rows))
    return varied


def unvaried(sentence: Sentence, random: Random) -> Sentence:  # noqa: ARG001 (in the place of `vary`)
    """The sentence as the treebank has it."""
    return sentence


def lemma_of(row: Row, form: str) -> str:
    """The lemma of a word that is spelt anew: none, if that would teach an edit which belongs to the spelling."""
    if row.form in MARKS:
        return form
    return row.lemma if form == row.form else ""


def mark(form: str, root: int, *, space: bool) -> Row:
    """A quotation mark as the treebank has it: punctuation that hangs from the root."""
    return Row(form, form, "PUNCT", "LET", "", root, "punct", space)


def quoted(sentence: Sentence, style: tuple[str, str], random: Random) -> Sentence:
    """The sentence between quotation marks, or with one of them only: quotations run over several sentences."""
    opens, closes = random.choice(((True, True), (True, True), (True, False), (False, True)))
    moved = [replace(row, head=row.head + opens if row.head else 0) for row in sentence.rows]
    root = next(at for at, row in enumerate(moved, start=1 + opens) if row.head == 0)
    before = [mark(style[0], root, space=False)] if opens else []
    after = [mark(style[1], root, space=True)] if closes else []
    if after:
        moved[-1] = replace(moved[-1], space=False)
    return replace(sentence, rows=(*before, *moved, *after))


def without_stop(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The words without the final stop, as in a headline, if nothing hangs from it."""
    return rows if any(row.head == len(rows) for row in rows) else rows[:-1]


def vary_names(sentence: Tokens, random: Random) -> Tokens:
    """A variant of a sentence with names."""
    spell = speller(random)
    return replace(sentence, words=tuple(quote_words([spell(word) for word in sentence.words], random.choice(QUOTES))))
