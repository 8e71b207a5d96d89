"""Newspaper articles with the names that two teachers agree on: `python -m training.silver [--smoke]`.

CoNLL's newspaper is Belgian and of 2000. A teacher that learnt from CoNLL alone and one that also learnt from the
gold's develop half label articles of 2019; where they disagree, a word is unknown to the network that learns from it.
"""

import argparse
from collections.abc import Iterable, Iterator
from random import Random

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from graphkit.components import use_numpy_products
from training import gazetteer, sources
from training.assemble import give_lists
from training.tokenizer import blank

TEACHERS = ("teacher-conll", "teacher-gold")
ARTICLES, SMALL = 1000, 4
LONGEST = 90
SEED = 3


def pieces(doc: Doc) -> Iterator[tuple[list[str], list[bool]]]:
    """The words and spaces of a document in runs that end with a sentence, some `LONGEST` words each."""
    start = 0
    for at, token in enumerate(doc):
        if (at - start >= LONGEST and token.text in {".", "!", "?"}) or at + 1 == len(doc):
            run = doc[start : at + 1]
            yield [t.text for t in run], [bool(t.whitespace_) for t in run]
            start = at + 1


def labelled(teacher: Language, runs: Iterable[tuple[list[str], list[bool]]]) -> list[set[tuple[int, int, str]]]:
    """The names that a teacher finds in each run."""
    docs = (Doc(teacher.vocab, words=words, spaces=spaces) for words, spaces in runs)
    return [{(e.start, e.end, e.label_) for e in doc.ents} for doc in teacher.pipe(docs, batch_size=64)]


def agreed(doc: Doc, first: set[tuple[int, int, str]], second: set[tuple[int, int, str]]) -> Doc:
    """The document with the names that both found; words of names that one of them found are unknown."""
    both = sorted(first & second)
    sure = {at for start, end, _ in both for at in range(start, end)}
    unsure = {at for start, end, _ in first ^ second for at in range(start, end)} - sure
    doc.set_ents(
        [Span(doc, start, end, label=label) for start, end, label in both],
        missing=[Span(doc, at, at + 1) for at in sorted(unsure)],
    )
    return doc


def documents(vocab: Vocab, articles: int) -> Iterator[Doc]:
    """The silver documents of some newspaper articles, none of which the gold holds."""
    texts = list(gazetteer.newspapers())
    Random(SEED).shuffle(texts)  # noqa: S311
    nlp = blank()
    runs = [run for text in texts[:articles] for run in pieces(nlp.make_doc(" ".join(text.split())))]
    found = []
    for name in TEACHERS:
        teacher = spacy.load(sources.BUILD / name / "model-best")
        give_lists(teacher, sources.BUILD / "lists.npz")
        found.append(labelled(teacher, runs))
    for (words, spaces), first, second in zip(runs, *found, strict=True):
        yield agreed(Doc(vocab, words=words, spaces=spaces), first, second)


def main() -> None:
    """Adds the silver documents to those that the names are learnt from."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--smoke", action="store_true", help="a few articles only")
    articles = SMALL if arguments.parse_args().smoke else ARTICLES
    use_numpy_products()
    vocab = blank().vocab
    certain = list(DocBin().from_disk(sources.BUILD / "teacher-gold-train.spacy").get_docs(vocab))
    docs = certain + list(documents(vocab, articles))
    Random(SEED).shuffle(docs)  # noqa: S311
    DocBin(docs=docs, store_user_data=False).to_disk(sources.BUILD / "names-train.spacy")
    print(f"names-train.spacy: {len(docs)} documents, {sum(map(len, docs))} tokens")


if __name__ == "__main__":
    main()
