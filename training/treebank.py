"""CoNLL-U files to spaCy documents with tags, features, lemmas, trees and sentence starts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from training import sources

# Names were `flat:name` until release 2.2; every later file has `flat`.
RENAMED = {"flat:name": "flat"}


@dataclass(frozen=True)
class Row:
    """One word of a sentence, as its CoNLL-U line has it."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space: bool


@dataclass(frozen=True)
class Sentence:
    """One tree: its id, its text as the comment gives it, and its words."""

    sent_id: str
    text: str
    rows: tuple[Row, ...]

    @property
    def article(self) -> str:
        """The document that the sentence comes from (`WR-P-P-H-0000000105`)."""
        return self.sent_id.replace("\\", "/").split("/")[0]

    @property
    def forms(self) -> tuple[str, ...]:
        """The words: what makes two sentences the same one."""
        return tuple(row.form for row in self.rows)


def read(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file, in order; empty nodes are left out, they are of the enhanced graph only."""
    comments: dict[str, str] = {}
    rows: list[Row] = []
    for line in (*sources.lines(path), ""):
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            comments[key.strip()] = value.strip()
        elif line:
            columns = line.split("\t")
            if columns[0].isdigit():
                rows.append(row_of(columns))
        elif rows:
            yield Sentence(comments.get("sent_id", ""), comments.get("text", ""), tuple(rows))
            comments, rows = {}, []


def row_of(columns: Sequence[str]) -> Row:
    """One CoNLL-U line as a row; a lemma of `_` is missing unless the word is an underscore."""
    _, form, lemma, upos, xpos, feats, head, deprel, _, misc = columns
    return Row(
        form=form,
        lemma=form if lemma == "_" else lemma,
        upos=upos,
        xpos=xpos,
        feats="" if feats == "_" else feats,
        head=int(head),
        deprel=RENAMED.get(deprel, deprel),
        space="SpaceAfter=No" not in misc.split("|"),
    )


def document(vocab: Vocab, sentences: Sequence[Sentence]) -> Doc:
    """One document of several sentences, as running text: a space stands between two sentences."""
    rows = [row for sentence in sentences for row in sentence.rows]
    heads: list[int] = []
    for sentence in sentences:
        start = len(heads)
        heads += [start + (row.head - 1 if row.head else at) for at, row in enumerate(sentence.rows)]
    lasts = {sum(len(s.rows) for s in sentences[: at + 1]) - 1 for at in range(len(sentences))}
    return Doc(
        vocab,
        words=[row.form for row in rows],
        spaces=[row.space or at in lasts for at, row in enumerate(rows)],
        tags=[row.xpos for row in rows],
        pos=[row.upos for row in rows],
        morphs=[row.feats for row in rows],
        lemmas=[row.lemma for row in rows],
        heads=heads,
        deps=["ROOT" if row.head == 0 else row.deprel for row in rows],
    )
