"""Puts the trained parts together and writes the shipped pipeline: `python -m training.assemble [--output FOLDER]`."""

import argparse
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import Config, Model

from graphkit import resources
from graphkit.components import columns_of
from training import sources
from training.tokenizer import blank

LAYER = "extract_words"
LICENCE = "CC BY-SA 4.0 AND LGPL-2.1-or-later"
CARD = ("README.md", "NOTICE")


def assemble(parser: Path, names: Path, lists: Path) -> Language:
    """One pipeline of our tokenizer, the parser's components and the names, with the whole lists."""
    nlp = blank()
    for folder in (parser, names):
        part = spacy.load(folder)
        for name in part.pipe_names:
            nlp.add_pipe(name, source=part)
    nlp.add_pipe("quotations", after="senter")
    nlp.add_pipe("continuations", after="morphologizer")
    give_lists(nlp, lists)
    nlp.meta.update(
        name="graphkit_news",
        version="1.0.0",
        description="Dutch newspaper text: sentences, tags, lemmas, trees, names",
        license=LICENCE,
        author="graphkit",
        performance={},
    )
    return nlp


def give_lists(nlp: Language, lists: Path) -> None:
    """Swaps the lists that training saw, with names left out, for the whole ones."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for layer in model.walk() if isinstance(model, Model) else ():
            if layer.name == LAYER and layer.attrs["listed"]:
                layer.attrs.update(columns_of(lists))


def forget_paths(folder: Path) -> None:
    """Takes the places of training files out of a saved config: the weights hold what they held."""
    config = Config().from_disk(folder / "config.cfg", interpolate=False)
    config["components"]["ner"]["model"]["tok2vec"]["embed"]["lists"] = None
    for section in ("paths", "corpora", "training", "pretraining", "initialize"):
        config[section] = {}
    config.to_disk(folder / "config.cfg")


def forget_words(folder: Path) -> None:
    """Keeps no strings of the training text but what the components need: labels, and what lemmas are edited with."""
    nlp = spacy.load(folder)
    kept = {nlp.vocab.strings[number] for number in edited(nlp)} | set(labels(folder))
    target = folder / "vocab" / "strings.json"
    target.write_text(json.dumps(sorted(kept), ensure_ascii=False, indent=0), encoding="utf-8")


def labels(folder: Path) -> Iterator[str]:
    """Every label of the components of a saved pipeline."""
    for found in json.loads((folder / "meta.json").read_text(encoding="utf-8"))["labels"].values():
        yield from map(str, found)


def edited(nlp: Language) -> Iterator[int]:
    """The hashes of what the lemmatizer's edits replace, and of what they put in its place."""
    trees = nlp.get_pipe("lemmatizer").trees  # type: ignore[attr-defined]
    for at in range(len(trees)):
        yield from (number for side, number in trees[at].items() if side in {"orig", "subst"})


def main() -> None:
    """Replaces the shipped pipeline, keeping its card and notice."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--output", type=Path, default=resources.language("nl") / "pipeline")
    target = arguments.parse_args().output
    build = sources.BUILD
    nlp = assemble(build / "parser" / "model-best", build / "names" / "model-best", build / "lists.npz")
    kept = {name: (target / name).read_bytes() for name in CARD if (target / name).is_file()}
    if target.exists():
        shutil.rmtree(target)
    nlp.to_disk(target)
    forget_paths(target)
    forget_words(target)
    for name, text in kept.items():
        (target / name).write_bytes(text)
    print(f"{target}: {sum(path.stat().st_size for path in target.rglob('*') if path.is_file()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
