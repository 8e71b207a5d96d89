"""The variants that `training.trials` compares, and the configuration that each is trained with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from thinc.api import Config

from training import sources, vectors
from training.train import CONFIGS

BATCH = 300
PARSER, NAMES, SHARED = "parser", "names", "shared"


@dataclass(frozen=True)
class Variant:
    """What differs from the shipped configuration of a part: its encoder, seed, data, or vectors beside its words."""

    part: str
    change: str
    encode: Mapping[str, int] = field(default_factory=dict)
    seed: int = 20
    data: str = ""
    vectors: bool = False
    lists: bool = True


# The first variant of each part is the shipped configuration; another seed says how much of a difference is chance.
VARIANTS = {
    "parser": Variant(PARSER, "as shipped"),
    "parser-seed": Variant(PARSER, "another seed", seed=21),
    "parser-no-extra": Variant(PARSER, "extra treebanks off", data="parser-no-extra"),
    "parser-wide": Variant(PARSER, "width 144", encode={"width": 144}),
    "parser-deep": Variant(PARSER, "depth 6", encode={"depth": 6}),
    "parser-vectors": Variant(PARSER, "floret vectors", vectors=True),
    "parser-plain": Variant(PARSER, "no augmentation", data="parser-plain"),
    "names": Variant(NAMES, "as shipped"),
    "names-seed": Variant(NAMES, "another seed", seed=21),
    "names-wide": Variant(NAMES, "width 144", encode={"width": 144}),
    "names-deep": Variant(NAMES, "depth 6", encode={"depth": 6}),
    "names-vectors": Variant(NAMES, "floret vectors", vectors=True),
    "names-no-lists": Variant(NAMES, "no lists of names", lists=False),
    "shared": Variant(SHARED, "one encoder for both, twice the words"),
}


def shared_config(parser: Config, names: Config) -> Config:
    """The parser's configuration with names on the same encoder, which then reads the lists too."""
    config, ner = parser.copy(), names.copy()["components"]["ner"]
    embed, listed = config["components"]["tok2vec"]["model"]["embed"], ner["model"]["tok2vec"]["embed"]
    embed["rows"] = [*embed["rows"], *listed["rows"][len(listed["attrs"]) + len(listed["affixes"]) :]]
    embed["lists"] = listed["lists"]
    ner["model"]["tok2vec"] = config["components"]["tagger"]["model"]["tok2vec"]
    config["components"]["ner"] = ner
    config["nlp"]["pipeline"] = [*config["nlp"]["pipeline"], "ner"]
    config["training"]["score_weights"]["ents_f"] = 0.4
    return config


def with_vectors(encoder: dict[str, Any]) -> None:
    """Puts vectors beside the words of an encoder."""
    words = encoder["embed"]
    encoder["embed"] = {
        "@architectures": "graphkit.Vectored.v1", "words": words, "width": words["width"],
        "vector_width": vectors.WIDTH,
    }  # fmt: skip


def config_of(variant: Variant, train_file: Path) -> Config:
    """The shipped configuration of the part with the variant's change and the budget of the trials."""
    parser, names = (Config().from_disk(CONFIGS / f"{name}.cfg", interpolate=False) for name in (PARSER, NAMES))
    config = {PARSER: parser, NAMES: names, SHARED: shared_config(parser, names)}[variant.part]
    components = config["components"]
    encoder = components["ner"]["model"]["tok2vec"] if variant.part == NAMES else components["tok2vec"]["model"]
    encoder["encode"].update(variant.encode)
    embed = encoder["embed"]
    if not variant.lists:
        embed.update(lists=None, rows=embed["rows"][: len(embed["attrs"]) + len(embed["affixes"])])
    if variant.vectors:
        with_vectors(encoder)
        config["initialize"] = {"vectors": str(vectors.FOLDER / "pipeline")}
    config["system"]["seed"] = variant.seed
    dev = NAMES if variant.part == NAMES else PARSER
    config["paths"] = {
        "train": str(train_file),
        "dev": str(sources.BUILD / f"{dev}-dev.spacy"),
        "lists": str(sources.BUILD / "lists-training.npz"),
    }
    config["training"].update(max_epochs=1, max_steps=0, eval_frequency=1_000_000)
    config["training"]["batcher"]["size"] = BATCH
    return config
