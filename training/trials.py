"""Variants of the networks, each trained for the same few words: `python -m training.trials [NAME…] [--smoke]`.

Reads what `training.prepare` and, for vectors, `training.vectors` wrote. Every variant learns from the first `WORDS`
words of its shuffled data, once, in batches of `BATCH` words, from the same seed, and is scored on what training may
look at: the develop half of Trouw, the end of CoNLL's training part and the develop half of the gold articles. So the
networks for names learn from CoNLL alone here. The shipped configuration is trained beside, at the same budget.
"""

import argparse
import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import spacy
from spacy.cli.train import train
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.vocab import Vocab

from graphkit.components import use_numpy_products
from training import assemble, augment, evaluate, gold, lemmas, prepare, sources, split
from training.reader import documents, unannotated
from training.tokenizer import blank
from training.variants import BATCH, NAMES, PARSER, SHARED, VARIANTS, Variant, config_of

RESULTS = Path(__file__).parent / "trials.json"
BUILD = sources.BUILD / "trials"
WORDS, SMALL_WORDS = 120_000, 1_000
SPEED_ARTICLES, SPEED_ROUNDS = 20, 3
MEASURES = {
    "dep_uas": "UAS", "dep_las": "LAS", "pos_acc": "UPOS", "lemma_acc": "lemma", "sents_f": "sentences",
    "conll_f": "names, CoNLL", "gold_f": "names, gold",
}  # fmt: skip
TREES = tuple(MEASURES)[:5]


def first(docs: Iterable[Doc], words: int) -> Iterator[Doc]:
    """The documents up to so many words."""
    for doc in docs:
        yield doc
        words -= len(doc)
        if words <= 0:
            return


def shuffled(docs: Iterable[Doc]) -> list[Doc]:
    """The documents in the order that `prepare.save` gives them."""
    kept = list(docs)
    Random(prepare.SEED).shuffle(kept)  # noqa: S311
    return kept


def trees_of(vocab: Vocab, variant: str) -> list[Doc]:
    """The parser's training documents made otherwise than for the shipped weights."""
    random = Random(prepare.SEED)  # noqa: S311
    if variant == "parser-plain":
        return shuffled(prepare.parser_documents(vocab, random, vary=augment.unvaried))
    kept = tuple(name for name in prepare.TREEBANKS if name != prepare.HALVED)
    return shuffled(prepare.parser_documents(vocab, random, treebanks=kept))


def saved(name: str, vocab: Vocab) -> list[Doc]:
    """The documents of a file that `prepare` wrote."""
    return list(DocBin().from_disk(sources.BUILD / f"{name}.spacy").get_docs(vocab))


def made(name: str, vocab: Vocab, words: int) -> Iterator[Doc]:
    """The first documents of a kind of training data."""
    if name in {PARSER, SHARED}:
        yield from first(saved("parser-train", vocab), words)
    if name == NAMES:
        yield from first(saved("teacher-conll-train", vocab), words)
    if name == SHARED:
        # With their boundaries: spaCy takes a missing one for a word that begins no sentence.
        random = Random(prepare.SEED)  # noqa: S311
        yield from first(shuffled(prepare.conll_documents(vocab, random, parted=True)), words)
    if name not in {PARSER, NAMES, SHARED}:
        yield from first(trees_of(vocab, name), words)


def data(variant: Variant, words: int) -> Path:
    """The file of a variant's training documents, made if it is not there."""
    name = variant.data or variant.part
    target = BUILD / f"{name}-{words}.spacy"
    if not target.is_file():
        DocBin(docs=made(name, blank().vocab, words), store_user_data=False).to_disk(target)
    return target


def learn(name: str, variant: Variant, words: int) -> float:
    """Trains a variant; gives the processor seconds that it took."""
    file, target = data(variant, words), BUILD / name
    config = BUILD / f"{name}.cfg"
    config_of(variant, file).to_disk(config, interpolate=False)
    documents.cache_clear()
    start = time.process_time()
    train(config, target, use_gpu=-1)
    return time.process_time() - start


def score(nlp: Language) -> dict[str, float]:
    """The measures on the data that training may look at; names of the gold are scored with the whole lists."""
    figures: dict[str, float] = {}
    if "parser" in nlp.pipe_names:
        dev = [Example(unannotated(doc), doc) for doc in saved("parser-dev", nlp.vocab)]
        found = nlp.evaluate(dev)
        figures |= {measure: float(found[measure]) for measure in TREES}
    if "ner" in nlp.pipe_names:
        figures |= evaluate.name_figures(nlp, saved("names-dev", nlp.vocab), "conll")
        assemble.give_lists(nlp, sources.BUILD / "lists.npz")
        figures |= evaluate.name_figures(nlp, list(gold.documents(nlp, split.DEVELOP)), "gold")
    return {measure: round(figures[measure], 4) for measure in MEASURES if measure in figures}


def words_per_second(pipelines: Sequence[Language]) -> list[float]:
    """Words a second of processor time on tokenised articles, each pipeline's best round, taken in turns."""
    tokenised = blank()
    docs = [tokenised.make_doc(text) for text in evaluate.texts()[:SPEED_ARTICLES]]
    best = [float("inf")] * len(pipelines)
    for _ in range(SPEED_ROUNDS):
        for at, nlp in enumerate(pipelines):
            copies = [Doc(nlp.vocab, words=[token.text for token in doc]) for doc in docs]
            start = time.process_time()
            list(nlp.pipe(copies, batch_size=16))
            best[at] = min(best[at], time.process_time() - start)
    return [sum(map(len, docs)) / seconds for seconds in best]


def bases(variant: Variant) -> tuple[str, ...]:
    """What a variant is compared with: the shipped configuration of its part, or of both parts."""
    return (PARSER, NAMES) if variant.part == SHARED else (variant.part,)


def trained(name: str) -> Path:
    """Where a trained variant is, with its averaged weights."""
    return BUILD / name / "model-last"


def row(name: str, words: int) -> dict[str, Any]:
    """Trains, scores and times one variant; speed is also given relative to what ships, measured in turns with it."""
    variant = VARIANTS[name]
    seconds = learn(name, variant, words)
    nlp = spacy.load(trained(name))
    figures = score(nlp)
    own, *others = words_per_second([spacy.load(trained(one)) for one in (name, *bases(variant))])
    return {
        "change": variant.change,
        **figures,
        "words_per_second": round(own),
        "relative_speed": round(own * sum(1 / other for other in others), 2),
        "megabytes": round(evaluate.size(trained(name))["megabytes"], 1),
        "training_seconds": round(seconds),
    }


def table(rows: Mapping[str, Mapping[str, Any]]) -> str:
    """The rows as a Markdown table."""
    head = ("trial", "change", *MEASURES.values(), "speed", "MB", "training, s")
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for name, found in rows.items():
        scores = (f"{found[measure]:.3f}" if measure in found else "" for measure in MEASURES)
        rest = (f"{found['relative_speed']:.2f}", f"{found['megabytes']:.1f}", f"{found['training_seconds']}")
        lines.append("| " + " | ".join((name, found["change"], *scores, *rest)) + " |")
    return "\n".join(lines)


def kept_rows(results: Path, words: int) -> dict[str, dict[str, Any]]:
    """The rows of an earlier run at the same budget whose weights are still there to be timed against."""
    found = json.loads(results.read_text(encoding="utf-8")) if results.is_file() else {}
    same = (found.get("words"), found.get("batch")) == (words, BATCH)
    return {name: row for name, row in found["trials"].items() if trained(name).is_dir()} if same else {}


def main() -> None:
    """Trains the named variants, or all, after what they are compared with; prints the table and writes it as JSON."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("names", nargs="*", choices=[*VARIANTS, []], metavar="NAME", help=", ".join(VARIANTS))
    arguments.add_argument("--output", type=Path, default=RESULTS)
    arguments.add_argument("--smoke", action="store_true", help="a few words only")
    arguments.add_argument("--add", action="store_true", help="keep the output's rows of the same budget")
    chosen = arguments.parse_args()
    words = SMALL_WORDS if chosen.smoke else WORDS
    BUILD.mkdir(parents=True, exist_ok=True)
    use_numpy_products()
    lemmas.mend()
    wanted = chosen.names or list(VARIANTS)
    order = list(dict.fromkeys([*(base for name in wanted for base in bases(VARIANTS[name])), *wanted]))
    rows = kept_rows(chosen.output, words) if chosen.add else {}
    for name in [name for name in order if name not in rows or name in chosen.names]:
        rows[name] = row(name, words)
        rows = dict(sorted(rows.items(), key=lambda item: list(VARIANTS).index(item[0])))
        kept = {"words": words, "batch": BATCH, "trials": rows}
        chosen.output.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
        print(table(rows), flush=True)


if __name__ == "__main__":
    main()
