"""Floret vectors of all text, for the trials: `python -m training.vectors [--smoke]`; and the layer that reads them.

The shipped pipeline has none: what they gave is in the table of `training/README.md`.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.training.initialize import convert_vectors
from spacy.util import registry
from thinc.api import Linear, Model, zero_init
from thinc.types import Floats2d

from training import gazetteer, names, prepare, sources, treebank
from training.tokenizer import blank

FOLDER = sources.BUILD / "vectors"
# 20,000 rows of 64 numbers are 5.1 MB: the shipped weights and these stay under 30 MB.
ROWS, WIDTH = 20_000, 64
# One thread, so that the vectors are the same each time.
FLORET: dict[str, Any] = {
    "model": "cbow", "mode": "floret", "hashCount": 2, "bucket": ROWS, "dim": WIDTH,
    "minn": 3, "maxn": 5, "minCount": 3, "epoch": 10, "thread": 1, "verbose": 0,
}  # fmt: skip
MOST_REMEMBERED = 50_000
SMALL = 200


def lines() -> Iterator[Sequence[str]]:
    """The sentences and articles of all text that nothing is scored on: newspapers, treebanks, CoNLL, WikiANN."""
    nlp = blank()
    for text in gazetteer.newspapers():
        yield [token.text for token in nlp.make_doc(" ".join(text.split()))]
    for name in prepare.TREEBANKS:
        yield from (sentence.forms for sentence in treebank.read(sources.treebank(name)))
    yield from (sentence.words for sentence in prepare.conll()[0])
    yield from (sentence.words for sentence in names.read(sources.names("wikiann-nl-train")))


def learn(*, most: int | None = None) -> None:
    """Writes the text, learns the vectors and keeps them as an empty pipeline that holds them."""
    import floret

    FOLDER.mkdir(parents=True, exist_ok=True)
    text = FOLDER / "text.txt"
    with text.open("w", encoding="utf-8") as file:
        words = sum(file.write(" ".join(line).lower() + "\n") and len(line) for line in islice(lines(), most))
    model = floret.train_unsupervised(str(text), **FLORET)
    model.save_floret_vectors(str(FOLDER / "vectors.floret"))
    nlp = blank()
    convert_vectors(nlp, FOLDER / "vectors.floret", truncate=0, prune=-1, mode="floret", attr="LOWER")
    table = nlp.vocab.vectors.data
    table /= table.std()
    nlp.to_disk(FOLDER / "pipeline")
    print(f"{FOLDER}: {words} words, {nlp.vocab.vectors.shape[0]} rows of {nlp.vocab.vectors.shape[1]}")


class Remembered:
    """The vector of each word of a document, put together from its letters once and remembered."""

    def __init__(self) -> None:
        self.rows: dict[int, int] = {}
        self.table = np.zeros((0, 0), dtype=np.float32)

    def __call__(self, doc: Doc) -> NDArray[np.float32]:
        """One row a word."""
        words = np.asarray(doc.to_array(["LOWER"]), dtype=np.uint64).reshape(-1).tolist()
        known = doc.vocab.vectors
        if self.table.shape[1] != known.shape[1] or len(self.rows) + len(words) > len(self.table):
            self.rows.clear()
            self.table = np.zeros((MOST_REMEMBERED + len(words), known.shape[1]), dtype=np.float32)
        if new := sorted(set(words) - self.rows.keys()):
            at = len(self.rows)
            self.table[at : at + len(new)] = known.get_batch(new)
            self.rows.update((word, at + offset) for offset, word in enumerate(new))
        return self.table[[self.rows[word] for word in words]]


def beside(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Floats2d], Callable[[Any], Any]]:
    """The learnt features of each word plus what its vector is mapped to; the vectors themselves are not learnt on."""
    words, linear = model.layers
    ops: Any = model.ops
    features, back_to_words = words(docs, is_train)
    known = ops.asarray2f(np.vstack([model.attrs["remembered"](doc) for doc in docs]))
    mapped, back_to_linear = linear(known, is_train)
    rows = [one + other for one, other in zip(features, ops.unflatten(mapped, list(map(len, docs))), strict=True)]

    def backprop(gradient: list[Floats2d]) -> Any:  # noqa: ANN401
        back_to_linear(ops.flatten(gradient))
        return back_to_words(gradient)

    return rows, backprop


def prepare_beside(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:  # noqa: ANN401, N803
    """Initialises the words; the map of the vectors has its sizes already and begins with zeros."""
    words, linear = model.layers
    words.initialize(X=X, Y=Y)
    linear.initialize()


def vectored(words: Model[Any, Any], width: int, vector_width: int) -> Model[list[Doc], list[Floats2d]]:
    """The shipped layer of words with a vector added to each: it begins as what ships, and learns what vectors add."""
    linear: Model[Any, Any] = Linear(width, vector_width, init_W=zero_init)
    both: Model[Any, Any] = Model("beside", beside, init=prepare_beside, layers=[words, linear], dims={"nO": width})
    both.attrs["remembered"] = Remembered()
    return both


registry.architectures.register("graphkit.Vectored.v1", func=vectored)


def main() -> None:
    """Learns the vectors."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--smoke", action="store_true", help="of a few articles only")
    learn(most=SMALL if arguments.parse_args().smoke else None)


if __name__ == "__main__":
    main()
