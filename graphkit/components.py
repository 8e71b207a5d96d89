"""What the Dutch pipeline needs beyond spaCy: a layer that knows lists of names, and quotations kept together.

Importing this module registers both; `spacy.load` of the shipped pipeline needs it. The lists themselves are
compiled by `training/` and travel inside the weights.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.strings import StringStore, get_string_id
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, NumpyOps, chain, concatenate, list2ragged, ragged2list, with_array
from thinc.types import Floats2d, Ints2d

Keys = NDArray[np.uint64]


def use_numpy_products() -> None:
    """Lets thinc multiply matrices with NumPy's BLAS on the CPU from now on, for this process.

    thinc's own wheel brings BLIS kernels, which reach 29 GFLOPS on one core where NumPy's OpenBLAS reaches 87.
    """
    NumpyOps.gemm = numpy_product


def numpy_product(  # noqa: PLR0913, PLR0917 (the signature is thinc's)
    self: NumpyOps,  # noqa: ARG001
    x: Floats2d,
    y: Floats2d,
    out: Floats2d | None = None,
    trans1: bool = False,
    trans2: bool = False,
) -> Floats2d:
    """The product of two matrices, either of them transposed if asked."""
    left, right = (x.T if trans1 else x), (y.T if trans2 else y)
    product: Any = np.dot
    result: Floats2d = product(left, right) if out is None else product(left, right, out=out)
    return result


LONGEST_PHRASE = 5
MOST_REMEMBERED = 200_000
# An odd 64-bit constant (2**64 divided by the golden ratio): phrase keys are polynomials in it.
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


def phrase_keys(words: Keys, length: int) -> Keys:
    """The key of each run of `length` words; the result is `length - 1` shorter than the input."""
    count = max(0, len(words) - length + 1)
    keys = np.zeros(count, dtype=np.uint64)
    for offset in range(length):
        keys = keys * MULTIPLIER + words[offset : offset + count]
    return keys


def look_up(keys: Keys, table: Keys, values: NDArray[Any]) -> NDArray[Any]:
    """The value of each key, 0 for those that the sorted table lacks."""
    if not len(table):
        return np.zeros(len(keys), dtype=values.dtype)
    at = np.minimum(np.searchsorted(table, keys), len(table) - 1)
    return np.where(table[at] == keys, values[at], 0)


def phrase_labels(words: Keys, table: Keys, values: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """For each word 0, or the class of the longest listed phrase that it is in, doubled, plus 1 inside it."""
    labels = np.zeros(len(words), dtype=np.uint64)
    for length in range(LONGEST_PHRASE, 1, -1):
        found = look_up(phrase_keys(words, length), table, values)
        for start in np.flatnonzero(found):
            if not labels[start : start + length].any():
                labels[start : start + length] = 2 * int(found[start]) + 1
                labels[start] -= np.uint64(1)
    return labels


class Affixes:
    """The hashes of a word's endings (positive lengths) and beginnings (negative ones), remembered by word."""

    def __init__(self, lengths: Sequence[int]) -> None:
        self.lengths = tuple(lengths)
        self.known: dict[int, tuple[int, ...]] = {}

    def __call__(self, words: Keys, strings: StringStore) -> NDArray[np.uint64]:
        """One row a word, one column a length."""
        if len(self.known) > MOST_REMEMBERED:
            self.known.clear()
        rows = [self.known.get(word) or self.learn(word, strings[word]) for word in words.tolist()]
        return np.array(rows, dtype=np.uint64).reshape(len(words), len(self.lengths))

    def learn(self, word: int, text: str) -> tuple[int, ...]:
        """Hashes and remembers the affixes of one word."""
        parts = (text[-length:] if length > 0 else text[:-length] for length in self.lengths)
        hashes = self.known[word] = tuple(get_string_id(part) for part in parts)
        return hashes


@cache
def affixes_of(lengths: tuple[int, ...]) -> Affixes:
    """The one memory of affixes of these lengths; what it holds depends on words alone, so sharing it is safe."""
    return Affixes(lengths)


def features(model: Model[Any, Any], doc: Doc) -> NDArray[np.uint64]:
    """The hashed attributes of each token, its affixes, its word columns in the lists, its phrase label."""
    lists = model.attrs
    norms = np.asarray(doc.to_array(["NORM"]), dtype=np.uint64).reshape(-1)
    columns = [np.asarray(doc.to_array(lists["attrs"]), dtype=np.uint64).reshape(len(doc), len(lists["attrs"]))]
    if lists["affix_lengths"]:
        columns.append(affixes_of(tuple(lists["affix_lengths"]))(norms, doc.vocab.strings))
    if lists["listed"]:
        columns += [look_up(norms, lists["word_keys"], column)[:, None] for column in lists["word_columns"]]
        columns.append(phrase_labels(norms, lists["phrase_keys"], lists["phrase_values"])[:, None])
    return np.hstack(columns).astype(np.uint64)


def extract(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Ints2d], Callable[[Any], Any]]:  # noqa: ARG001
    """The forward pass of the feature layer; nothing flows back."""
    ops: Any = model.ops
    return [ops.asarray2i(features(model, doc), dtype="uint64") for doc in docs], lambda _: []


def row_keys(rows: NDArray[np.uint64]) -> Keys:
    """One key a row, the same for equal rows: a polynomial of the columns."""
    keys = np.zeros(len(rows), dtype=np.uint64)
    for column in rows.T:
        keys = keys * MULTIPLIER + column
    return keys


def on_cpu(rows: Ints2d) -> NDArray[np.uint64]:
    """The rows as a NumPy array, fetched from the GPU if they are there."""
    return np.asarray(rows.get() if hasattr(rows, "get") else rows)


def once(model: Model[Any, Any], rows: Ints2d, is_train: bool) -> tuple[Floats2d, Callable[[Floats2d], Ints2d]]:
    """Computes each distinct row once: the words of a text repeat, and most of them are the same few hundred."""
    inner, ops = model.layers[0], cast("Any", model.ops)
    _, first, inverse = np.unique(row_keys(on_cpu(rows)), return_index=True, return_inverse=True)
    places = ops.asarray1i(inverse)
    distinct, backward = inner(rows[ops.asarray1i(first)], is_train)

    def backprop(gradient: Floats2d) -> Ints2d:
        summed = ops.alloc2f(len(first), gradient.shape[1])
        ops.scatter_add(summed, places, gradient)
        return cast("Ints2d", backward(summed))

    return distinct[places], backprop


def prepare_once(model: Model[Any, Any], X: Ints2d | None = None, Y: Floats2d | None = None) -> None:  # noqa: N803
    """Initialises the layer that is computed once a distinct row."""
    model.layers[0].initialize(X=X, Y=Y)


def columns_of(lists: str | Path | None) -> dict[str, NDArray[Any]]:
    """The compiled lists of a `.npz` file; empty ones, which loading the weights fills, when no file is named."""
    if lists is None:
        empty = np.zeros(0, dtype=np.uint64)
        return {
            "word_keys": empty,
            "word_columns": np.zeros((2, 0), dtype=np.uint16),
            "phrase_keys": empty,
            "phrase_values": np.zeros(0, dtype=np.uint8),
        }
    with np.load(lists) as file:
        return {name: file[name] for name in file.files}


def words(  # noqa: PLR0913, PLR0917 (spaCy fills the arguments in by name from the config)
    width: int,
    feature_width: int,
    attrs: list[str],
    affixes: list[int],
    rows: list[int],
    lists: str | None,
) -> Model[list[Doc], list[Floats2d]]:
    """Hash embeddings of token attributes, as in spaCy's `MultiHashEmbed`, of affixes, and of what lists of names say.

    `affixes` are lengths of endings, negative for beginnings. `rows` are the table sizes of `attrs`, of `affixes`, and
    then of the columns of the lists, if there are more: the word columns and, last, the phrase labels.
    """
    listed = len(rows) > len(attrs) + len(affixes)
    known = {"attrs": attrs, "affix_lengths": affixes, "listed": listed, **columns_of(lists)}
    extractor: Model[Any, Any] = Model("extract_words", extract, attrs=known)
    embeddings: list[Model[Any, Any]] = [
        HashEmbed(feature_width, size, column=at, seed=at + 8, dropout=0.0) for at, size in enumerate(rows)
    ]
    mix: Model[Any, Any] = Maxout(width, feature_width * len(rows), nP=3, dropout=0.0, normalize=True)
    embed: Model[Any, Any] = Model(
        "once", once, init=prepare_once, layers=[chain(concatenate(*embeddings), mix)], dims={"nO": width}
    )
    return chain(extractor, list2ragged(), with_array(embed), ragged2list())


registry.architectures.register("graphkit.Words.v1", func=words)


CLOSING = frozenset(("''", "”", "’"))
EITHER = frozenset(('"', "'"))
OPENING = frozenset((",,", "„", "“", "‘", "``"))
STOPS = frozenset((".", "!", "?", "..."))
RUNS_ON = frozenset((":", ";"))
CONTENT = frozenset(("PROPN", "NOUN", "NUM", "AUX", "X"))
WATCHED = np.array([get_string_id(mark) for mark in sorted(CLOSING | EITHER | OPENING | RUNS_ON)], dtype=np.uint64)


@Language.component("quotations")
def quotations(doc: Doc) -> Doc:
    """Moves the sentence boundaries that lie on the wrong side of a quotation mark, and those after a colon.

    A closing mark stays with the stop before it and the next sentence begins after it; what a colon announces belongs
    to the sentence that announces it. The treebanks hardly have the marks of newspapers, so this is not learnt.
    """
    if doc.has_annotation("DEP"):
        return doc
    words = np.asarray(doc.to_array(["ORTH"]), dtype=np.uint64).reshape(-1)
    seen: Counter[str] = Counter()
    for at in np.flatnonzero(np.isin(words, WATCHED)).tolist():
        token = doc[at]
        if token.text in RUNS_ON:
            join(doc, at + 1)
        elif at and (token.text in CLOSING or (token.text in EITHER and seen[token.text] % 2)):
            join(doc, at)
            part(doc, at + 1, after_stop=doc[at - 1].text in STOPS)
        else:
            join(doc, at + 1)
        seen[token.text] += 1
    return doc


@Language.component("continuations")
def continuations(doc: Doc) -> Doc:
    """Takes back the sentence boundaries inside a clause: without a stop before it, a name hardly begins a sentence.

    Headings that run on into the text end without a stop too, but what follows them begins with a word that tells so.
    """
    if doc.has_annotation("DEP"):
        return doc
    for at in np.flatnonzero(doc.to_array(["SENT_START"]) == 1).tolist():
        before = doc[max(at - 1, 0)]
        if at and doc[at].pos_ in CONTENT and not before.is_punct and not before.is_space:
            join(doc, at)
    return doc


def join(doc: Doc, at: int) -> None:
    """No sentence begins at this word, unless it is white space."""
    if at < len(doc) and not doc[at].is_space:
        doc[at].is_sent_start = False


def part(doc: Doc, at: int, *, after_stop: bool) -> None:
    """A sentence begins at the word after a closing mark if a stop stood before it and the word can begin one."""
    if after_stop and at < len(doc) and not doc[at].is_space:
        first = doc[at].text
        doc[at].is_sent_start = first[0].isupper() or first in OPENING or first in EITHER
