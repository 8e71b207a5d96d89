"""Measures the shipped pipeline: `python -m training.evaluate [--model FOLDER] [--output FILE] [--without-speed]`.

Newspaper text is the check half of the Trouw articles; names are scored on CoNLL's testa and on the check half of the
gold. None of it is learnt from or tuned on (`training.split`).
"""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, islice
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graphkit import resources
from graphkit.components import use_numpy_products
from training import gold, names, plain, sources, split, treebank
from training.prepare import newspaper
from training.reader import unannotated

Figures = dict[str, float]
Span = tuple[int, int, str]
RESULTS = Path(__file__).parent / "evaluation.json"
SPEED_ARTICLES = 120
PLACE = re.compile(r"\.p\.(\d+)\.s\.(\d+)")


def f_score(found: int, predicted: int, wanted: int) -> float:
    """The harmonic mean of precision and recall.

    >>> f_score(1, 2, 2)
    0.5
    """
    return 2 * found / (predicted + wanted) if predicted + wanted else 0.0


def run(nlp: Language, docs: Iterable[Doc]) -> list[Doc]:
    """The documents analysed, on the tokens that they have."""
    return list(nlp.pipe([unannotated(doc) for doc in docs], batch_size=64))


def tree_figures(nlp: Language, sentences: Sequence[treebank.Sentence]) -> Figures:
    """Tags, lemmas and, punctuation left out as spaCy does, attachments: on gold tokens and gold sentences."""
    wanted = [treebank.document(nlp.vocab, [sentence]) for sentence in sentences]
    hits: Counter[str] = Counter()
    for want, got in zip(wanted, run(nlp, wanted), strict=True):
        for gold_token, token in zip(want, got, strict=True):
            hits["words"] += 1
            hits["xpos"] += token.tag_ == gold_token.tag_
            hits["upos"] += token.pos_ == gold_token.pos_
            hits["morph"] += str(token.morph) == str(gold_token.morph)
            hits["lemma"] += token.lemma_ == gold_token.lemma_
            hits["lemma_joined"] += token.lemma_.replace("_", "") == gold_token.lemma_.replace("_", "")
            attached = token.head.i == gold_token.head.i
            labelled = attached and token.dep_ == gold_token.dep_
            hits["las_with_punctuation"] += labelled
            if gold_token.dep_ != "punct":
                hits["arcs"] += 1
                hits["uas"] += attached
                hits["las"] += labelled
    over = {name: hits["arcs"] if name in {"uas", "las"} else hits["words"] for name in hits}
    return {name: hits[name] / over[name] for name in hits if name not in {"words", "arcs"}}


def paragraphs(sentences: Iterable[treebank.Sentence]) -> list[list[str]]:
    """The sentences of each paragraph, in their order in the newspaper."""

    def place(sentence: treebank.Sentence) -> tuple[str, int, int]:
        found = PLACE.search(sentence.sent_id)
        return sentence.article, *((int(found[1]), int(found[2])) if found else (0, 0))

    ordered = sorted(sentences, key=place)
    return [[sentence.text for sentence in run] for _, run in groupby(ordered, key=lambda s: place(s)[:2])]


def sentence_figures(nlp: Language, runs: Sequence[Sequence[str]]) -> float:
    """F over whole sentences, begin and end both right, on raw text: one document a run of sentences."""
    found = predicted = wanted = 0
    for sentences, doc in zip(runs, nlp.pipe(" ".join(run) for run in runs), strict=True):
        starts = [sum(len(s) + 1 for s in sentences[:at]) for at in range(len(sentences))]
        gold_spans = {(start, start + len(text)) for start, text in zip(starts, sentences, strict=True)}
        spans = {(span.start_char, span.end_char) for span in doc.sents}
        found += len(gold_spans & spans)
        predicted += len(spans)
        wanted += len(gold_spans)
    return f_score(found, predicted, wanted)


def spans(doc: Doc) -> set[Span]:
    """The names of a document."""
    return {(entity.start, entity.end, entity.label_) for entity in doc.ents}


def name_figures(nlp: Language, docs: Sequence[Doc], prefix: str) -> Figures:
    """Precision, recall and F of names, and F of each label: boundaries and label both right."""
    counts: Counter[tuple[str, str]] = Counter()
    for want, got in zip(docs, run(nlp, docs), strict=True):
        for kind, group in (("wanted", spans(want)), ("predicted", spans(got)), ("found", spans(want) & spans(got))):
            counts.update((kind, label) for _, _, label in group)
            counts[kind, "all"] += len(group)
    figures = {
        f"{prefix}_{label}_f".lower(): f_score(*(counts[kind, label] for kind in ("found", "predicted", "wanted")))
        for label in ("LOC", "MISC", "ORG", "PER")
    }
    found, predicted, wanted = (counts[kind, "all"] for kind in ("found", "predicted", "wanted"))
    return {
        f"{prefix}_f": f_score(found, predicted, wanted),
        f"{prefix}_p": found / max(1, predicted),
        f"{prefix}_r": found / max(1, wanted),
        **figures,
    }


def quality(nlp: Language) -> Figures:
    """Every figure that does not depend on the machine."""
    check = newspaper(split.CHECK)
    testa = [names.document(nlp.vocab, [s]) for s in names.read(sources.names("conll2002-nl-testa"))]
    articles = list(gold.documents(nlp, split.CHECK))
    runs = paragraphs(check)
    whole = [[text for run in group for text in run] for group in by_article(check)]
    return {
        **tree_figures(nlp, check),
        "sentence_f": sentence_figures(nlp, runs),
        "sentence_f_without_paragraphs": sentence_figures(nlp, whole),
        **name_figures(nlp, testa, "names_testa"),
        **name_figures(nlp, articles, "names_gold"),
    }


def by_article(sentences: Sequence[treebank.Sentence]) -> list[list[list[str]]]:
    """The paragraphs of each article."""
    articles = sorted({sentence.article for sentence in sentences})
    return [paragraphs([s for s in sentences if s.article == article]) for article in articles]


def texts() -> list[str]:
    """Newspaper articles to measure speed on."""
    rows = sources.lines(sources.shared() / "corpora" / "raw" / "dpgmedia2019.jsonl.gz")
    return [json.loads(row)["text"] for row in islice(rows, SPEED_ARTICLES)]


def words_per_second(nlp: Language, articles: Sequence[str]) -> float:
    """Words, by white space, that one process analyses a second; the better of two rounds, after one to warm up."""
    list(nlp.pipe(articles[:20]))
    words, best = sum(len(text.split()) for text in articles), float("inf")
    for _ in range(2):
        start = time.process_time()
        for _ in nlp.pipe(articles, batch_size=64):
            pass
        best = min(best, time.process_time() - start)
    return words / best


def speed(nlp: Language) -> Figures:
    """Words a second of processor time, of the pipeline and of spaCy's own small architecture in the same run."""
    articles = texts()
    reference = words_per_second(plain.small_architecture(), articles)
    ours = words_per_second(nlp, articles)
    use_numpy_products()
    faster = words_per_second(nlp, articles)
    return {"words_per_second": ours, "words_per_second_numpy": faster, "words_per_second_sm": reference}


def size(folder: Path) -> Figures:
    """Megabytes of the pipeline's files."""
    return {"megabytes": sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6}


def table(figures: Figures) -> str:
    """The figures as a Markdown table."""
    rows = (
        f"| {name} | {value:.4f} |" if value < 1 else f"| {name} | {value:,.1f} |" for name, value in figures.items()
    )
    return "\n".join(("| measure | figure |", "|---|---|", *rows))


def main() -> None:
    """Prints the table and writes it as JSON."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--model", type=Path, default=resources.language("nl") / "pipeline")
    arguments.add_argument("--output", type=Path, default=RESULTS)
    arguments.add_argument("--without-speed", action="store_true", help="skip what depends on the machine")
    chosen = arguments.parse_args()
    nlp = spacy.load(chosen.model)
    timed = {} if chosen.without_speed else speed(nlp)
    figures = {**quality(nlp), **timed, **size(chosen.model)}
    chosen.output.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    print(table(figures))


if __name__ == "__main__":
    main()
