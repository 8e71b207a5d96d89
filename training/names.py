"""Files of annotated names, one token a line, to spaCy documents with entities."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from training import sources

Entity = tuple[int, int, str]
OPENING = frozenset("([{‘“")
CLOSING = frozenset(".,;:!?)]}’”%")


@dataclass(frozen=True)
class Tokens:
    """A tokenised sentence and its names as (first token, token after the last, label)."""

    words: tuple[str, ...]
    entities: tuple[Entity, ...]


def read(path: Path) -> Iterator[Tokens]:
    """The sentences of a file with an index, a token and an IOB tag a line; empty lines part them."""
    words: list[str] = []
    tags: list[str] = []
    for line in (*sources.lines(path), ""):
        if line:
            _, word, tag = line.split("\t")
            words.append(word)
            tags.append(tag)
        elif words:
            yield Tokens(tuple(words), tuple(spans(tags)))
            words, tags = [], []


def spans(tags: Sequence[str]) -> Iterator[Entity]:
    """The entities of a row of IOB tags.

    >>> list(spans(["B-PER", "I-PER", "O", "B-LOC"]))
    [(0, 2, 'PER'), (3, 4, 'LOC')]
    """
    start, label = 0, ""
    for at, tag in enumerate((*tags, "O")):
        if label and tag != f"I-{label}":
            yield start, at, label
            label = ""
        if not label and tag != "O":
            start, label = at, tag[2:]


def spaces(words: Sequence[str]) -> list[bool]:
    """Whether a space follows each word in ordinary Dutch spelling: what tokenised data has lost.

    >>> spaces(["Hij", "(", "67", ")", "zei", ":", '"', "ja", '"', "."])
    [True, False, False, True, False, True, False, False, False, True]
    """
    after = []
    quoted = False
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else ""
        if word == '"':
            quoted = not quoted
        opens = word in OPENING or (word == '"' and quoted)
        closes = following in CLOSING or (following == '"' and quoted)
        after.append(not (opens or closes))
    return after


def document(vocab: Vocab, sentences: Sequence[Tokens], *, parted: bool = False) -> Doc:
    """One document of several sentences, with their entities in BILUO-ready form; `parted` marks where each begins."""
    words: list[str] = []
    tags: list[str] = []
    after: list[bool] = []
    for sentence in sentences:
        iob = ["O"] * len(sentence.words)
        for start, end, label in sentence.entities:
            iob[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
        words += sentence.words
        tags += iob
        after += [*spaces(sentence.words)[:-1], True]
    starts: list[bool | int | None] | None
    starts = [at == 0 for sentence in sentences for at in range(len(sentence.words))] if parted else None
    return Doc(vocab, words=words, spaces=after, ents=tags, sent_starts=starts)
