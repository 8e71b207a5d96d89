"""Data to `.spacy` files and compiled lists, in the folder of the runs: `python -m training.prepare [--smoke]`."""

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from random import Random
from typing import TypeVar

from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from training import augment, gazetteer, gold, names, sources, split, treebank
from training.tokenizer import blank

SEED = 20
# How many differently augmented copies of the treebanks and of CoNLL there are.
PARSER_COPIES, NAMES_COPIES = 3, 3
# The longest document, in sentences: boundaries are learnt on running text, and short documents teach headlines.
MOST_SENTENCES, MOST_NAMED_SENTENCES = 14, 6
# The develop half of the gold is small, and the only text of the kind that the pipeline is for.
GOLD_COPIES = 4
NAMES_DEV_SHARE = 0.07
NEWS = "cdb"
# A smoke run's documents, and entries of each list of names.
SMALL, SMALL_LISTS = 40, 1000
OLD_RELEASE = "lassysmall-r2.1-more"
HALVED = "alpino-extra"
TREEBANKS = ("alpino-core", HALVED, OLD_RELEASE, "lassysmall-r2.16-dev", "lassysmall-r2.16-test")
NEWSPAPER = "alpino-r2.16-dev"

Item = TypeVar("Item")
Vary = Callable[[treebank.Sentence, Random], treebank.Sentence]


def groups(items: Sequence[Item], most: int, random: Random) -> Iterator[Sequence[Item]]:
    """The items in runs of 1 to `most`."""
    at = 0
    while at < len(items):
        size = random.randint(1, most)
        yield items[at : at + size]
        at += size


def without_old_lemmas(sentence: treebank.Sentence) -> treebank.Sentence:
    """Release 2.1 does not part compounds and particles (`over_nemen`), so its open-class lemmas are left out."""
    open_class = {"NOUN", "VERB", "ADJ", "AUX"}
    return replace(
        sentence, rows=tuple(replace(row, lemma="") if row.upos in open_class else row for row in sentence.rows)
    )


def trees(name: str, random: Random) -> list[list[treebank.Sentence]]:
    """The parts of a treebank that one copy of the data holds: newspaper text twice, the extra trees by half."""
    sentences = list(treebank.read(sources.treebank(name)))
    if name == OLD_RELEASE:
        sentences = [without_old_lemmas(sentence) for sentence in sentences]
    news = [sentence for sentence in sentences if sentence.sent_id.startswith(NEWS)]
    rest = [sentence for sentence in sentences if not sentence.sent_id.startswith(NEWS)]
    if name == HALVED:
        rest = random.sample(rest, len(rest) // 2)
    return [news, news, rest]


def parser_documents(
    vocab: Vocab, random: Random, *, treebanks: Sequence[str] = TREEBANKS, vary: Vary = augment.vary
) -> Iterator[Doc]:
    """The training documents of the parser and the taggers, augmented."""
    for _ in range(PARSER_COPIES):
        for name in treebanks:
            for part in trees(name, random):
                shuffled = random.sample(part, len(part))
                for group in groups(shuffled, MOST_SENTENCES, random):
                    yield treebank.document(vocab, [vary(sentence, random) for sentence in group])


def newspaper(half: str) -> list[treebank.Sentence]:
    """The Trouw sentences of the articles of one half of the gold."""
    halves = split.halves(split.gold_stems())
    return [s for s in treebank.read(sources.treebank(NEWSPAPER)) if halves.get(s.article) == half]


def conll() -> tuple[list[names.Tokens], list[names.Tokens]]:
    """CoNLL's training part: what is learnt from, and the last articles, which decide when to stop."""
    sentences = list(names.read(sources.names("conll2002-nl-train")))
    cut = int(len(sentences) * (1 - NAMES_DEV_SHARE))
    return sentences[:cut], sentences[cut:]


def unsure(doc: Doc) -> Doc:
    """The document with its unmarked capitalised words as unknown: the gold marks the names that matter to it."""
    named = {token.i for entity in doc.ents for token in entity}
    starts = {0} | {token.i + 1 for token in doc if token.text in {*augment.MARKS, ".", "!", "?", ":"}}
    missing = [
        Span(doc, token.i, token.i + 1)
        for token in doc
        if token.i not in named | starts and any(char.isupper() for char in token.text)
    ]
    doc.set_ents(list(doc.ents), missing=missing)
    return doc


def conll_documents(vocab: Vocab, random: Random, *, parted: bool = False) -> Iterator[Doc]:
    """CoNLL's training part, augmented."""
    learnt, _ = conll()
    for _ in range(NAMES_COPIES):
        for group in groups(learnt, MOST_NAMED_SENTENCES, random):
            yield names.document(vocab, [augment.vary_names(sentence, random) for sentence in group], parted=parted)


def gold_documents() -> Iterator[Doc]:
    """The develop half of the gold, several times."""
    nlp = blank()
    for _ in range(GOLD_COPIES):
        yield from (unsure(doc) for doc in gold.documents(nlp, split.DEVELOP))


def save(docs: Iterable[Doc], target: Path, *, small: bool) -> None:
    """Writes documents, shuffled, to a `.spacy` file; a few of them only for a smoke run."""
    kept = [doc for doc, _ in zip(docs, range(SMALL), strict=False)] if small else list(docs)
    Random(SEED).shuffle(kept)  # noqa: S311
    DocBin(docs=kept, store_user_data=False).to_disk(target)
    print(f"{target.name}: {len(kept)} documents, {sum(map(len, kept))} tokens")


def main() -> None:
    """Writes everything that training reads."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--smoke", action="store_true", help="a few documents only")
    small = arguments.parse_args().smoke
    build, vocab = sources.BUILD, blank().vocab
    build.mkdir(parents=True, exist_ok=True)
    random = Random(SEED)  # noqa: S311
    save(parser_documents(vocab, random), build / "parser-train.spacy", small=small)
    held_out = (treebank.document(vocab, group) for group in groups(newspaper(split.DEVELOP), MOST_SENTENCES, random))
    save(held_out, build / "parser-dev.spacy", small=small)
    save(conll_documents(vocab, random), build / "teacher-conll-train.spacy", small=small)
    both = chain(conll_documents(vocab, random), gold_documents())
    save(both, build / "teacher-gold-train.spacy", small=small)
    held_out = (names.document(vocab, group) for group in groups(conll()[1], MOST_NAMED_SENTENCES, random))
    save(held_out, build / "names-dev.spacy", small=small)
    most = SMALL_LISTS if small else None
    gazetteer.compile_lists(build / "lists.npz", hide=False, most=most)
    gazetteer.compile_lists(build / "lists-training.npz", hide=True, most=most)


if __name__ == "__main__":
    main()
