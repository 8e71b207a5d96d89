"""Trains one part of the pipeline: `python -m training.train PART [--smoke] [--gpu ID]`."""

import argparse
from pathlib import Path
from typing import Any

from spacy.cli.train import train
from thinc.api import Config
from thinc.compat import has_cupy_gpu

from graphkit.components import use_numpy_products
from training import lemmas, reader, sources

CONFIGS = Path(__file__).parent / "configs"
# The config, and the held-out file that decides which step is best, of each part.
PARTS = {"parser": "parser", "names": "names", "teacher-conll": "names", "teacher-gold": "names"}
TEACHER: dict[str, Any] = {"training.max_steps": 2400}
# Steps of the second stage. Names have none: theirs gained nothing (the last row of the table in training/README.md).
COOLED, COOLING, COOL_BATCH = "parser", 1200, 1500
SMOKE: dict[str, Any] = {"training.max_steps": 6, "training.eval_frequency": 3}


def overrides(part: str, *, smoke: bool) -> dict[str, Any]:
    """The settings that a config leaves open: the files of the earlier steps, and how long a teacher learns."""
    build, kind = sources.BUILD, PARTS[part]
    settings: dict[str, Any] = {
        "paths.train": str(build / f"{part}-train.spacy"),
        "paths.dev": str(build / f"{kind}-dev.spacy"),
    }
    if kind == "names":
        settings["paths.lists"] = str(build / "lists-training.npz")
    return settings | (TEACHER if part != kind else {}) | (SMOKE if smoke else {})


def cooled(config: Config, source: Path) -> Config:
    """A config that goes on from a trained part, in larger batches and with a learning rate that falls to nothing."""
    cool = config.copy()
    for name in cool["nlp"]["pipeline"]:
        cool["components"][name] = {"source": str(source)}
    cool["training"]["optimizer"]["learn_rate"] = {
        "@schedules": "warmup_linear.v1", "warmup_steps": 10, "total_steps": COOLING, "initial_rate": 0.0006,
    }  # fmt: skip
    cool["training"]["batcher"]["size"] = COOL_BATCH
    cool["training"].update(max_steps=COOLING, eval_frequency=200)
    return cool


def run(part: str, *, smoke: bool, gpu: int) -> None:
    """Trains a part and then, if it is the parser, lets it cool; the last of the two is `training/runs/PART`."""
    settings, target, config = overrides(part, smoke=smoke), sources.BUILD / part, CONFIGS / f"{PARTS[part]}.cfg"
    if part != COOLED:
        train(config, target, use_gpu=gpu, overrides=settings)
        return
    hot = target.with_name(f"{part}-hot")
    train(config, hot, use_gpu=gpu, overrides=settings)
    cool = cooled(Config().from_disk(config, interpolate=False), hot / "model-last")
    cool.to_disk(sources.BUILD / f"{part}-cool.cfg", interpolate=False)
    kept = settings if smoke else {name: value for name, value in settings.items() if name.startswith("paths.")}
    train(sources.BUILD / f"{part}-cool.cfg", target, use_gpu=gpu, overrides=kept)


def main() -> None:
    """Trains the named part and writes it to the build folder; a GPU is used when there is one."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("part", choices=sorted(PARTS))
    arguments.add_argument("--smoke", action="store_true", help="a few steps only")
    arguments.add_argument("--gpu", type=int, default=0 if has_cupy_gpu else -1, help="-1 for the CPU")
    chosen = arguments.parse_args()
    print(f"corpora are read by {reader.__name__}")
    use_numpy_products()
    lemmas.mend()
    run(chosen.part, smoke=chosen.smoke, gpu=chosen.gpu)


if __name__ == "__main__":
    main()
