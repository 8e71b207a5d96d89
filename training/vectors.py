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
from thinc.api import Linear, Maxout, Model, chain, concatenate, with_array
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
    nlp.to_disk(FOLDER / "pipeline")
    print(f"{FOLDER}: {words} words, {nlp.vocab.vectors.shape[0]} rows of {nlp.vocab.vectors.shape[1]}")


class Remembered:
    """The vector of each word of a document, put together from its letters once and remembered."""

    def __init__(self) -> None:
        self.known: dict[int, NDArray[np.float32]] = {}

    def __call__(self, doc: Doc) -> NDArray[np.float32]:
        """One row a word."""
        words = np.asarray(doc.to_array(["LOWER"]), dtype=np.uint64).reshape(-1).tolist()
        if len(self.known) > MOST_REMEMBERED:
            self.known.clear()
        if new := sorted(set(words) - self.known.keys()):
            self.known.update(zip(new, np.asarray(doc.vocab.vectors.get_batch(new), dtype=np.float32), strict=True))
        rows = [self.known[word] for word in words]
        return np.array(rows, dtype=np.float32).reshape(len(words), doc.vocab.vectors.shape[1])


def look_up(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Floats2d], Callable[[Any], Any]]:  # noqa: ARG001
    """The vectors of the words of each document; nothing flows back."""
    ops: Any = model.ops
    return [ops.asarray2f(model.attrs["remembered"](doc)) for doc in docs], lambda _: []


def vectored(words: Model[Any, Any], width: int, vector_width: int) -> Model[list[Doc], list[Floats2d]]:
    """The learnt features of each word beside its vector, mixed to one row of `width`."""
    vectors: Model[Any, Any] = Model("vectors", look_up)
    vectors.attrs["remembered"] = Remembered()
    linear: Model[Any, Any] = with_array(Linear(width, vector_width))
    mix: Model[Any, Any] = with_array(Maxout(width, 2 * width, nP=3, dropout=0.0, normalize=True))
    both: Model[Any, Any] = concatenate(words, chain(vectors, linear))
    return chain(both, mix)


registry.architectures.register("graphkit.Vectored.v1", func=vectored)


def main() -> None:
    """Learns the vectors."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--smoke", action="store_true", help="of a few articles only")
    learn(most=SMALL if arguments.parse_args().smoke else None)


if __name__ == "__main__":
    main()
