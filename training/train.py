"""Trains one part of the pipeline: `python -m training.train PART [--smoke] [--gpu ID]`."""

import argparse
import os
from typing import Any

# One thread a process: two processes then share two cores without waiting for each other.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

from pathlib import Path  # noqa: E402

from spacy.cli.train import train  # noqa: E402
from thinc.compat import has_cupy_gpu  # noqa: E402

from graphkit.components import use_numpy_products  # noqa: E402
from training import reader, sources  # noqa: E402

CONFIGS = Path(__file__).parent / "configs"
# The config, and the held-out file that decides which step is best, of each part.
PARTS = {"parser": "parser", "names": "names", "teacher-conll": "names", "teacher-gold": "names"}
TEACHER = {"training.max_steps": 2400}
SMOKE = {"training.max_steps": 6, "training.eval_frequency": 3}


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


def main() -> None:
    """Trains the named part and writes it to the build folder; a GPU is used when there is one."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("part", choices=sorted(PARTS))
    arguments.add_argument("--smoke", action="store_true", help="a few steps only")
    arguments.add_argument("--gpu", type=int, default=0 if has_cupy_gpu else -1, help="-1 for the CPU")
    chosen = arguments.parse_args()
    print(f"corpora are read by {reader.__name__}")
    use_numpy_products()
    train(
        CONFIGS / f"{PARTS[chosen.part]}.cfg",
        sources.BUILD / chosen.part,
        use_gpu=chosen.gpu,
        overrides=overrides(chosen.part, smoke=chosen.smoke),
    )


if __name__ == "__main__":
    main()
