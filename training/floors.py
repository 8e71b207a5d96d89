"""Floors that only rise: `python -m training.floors [--lower MEASURE --reason WHY]`.

Reads the figures of an evaluation and raises each floor of a section of `tests/quality/floors.json` to just below them.
A floor above its figure stops the script, unless it is named with `--lower` and a reason, which is kept beside.
"""

import argparse
import json
import math
import sys
from pathlib import Path

from training.evaluate import RESULTS, Figures

QUALITY = Path(__file__).parent.parent / "tests" / "quality"
FLOORS = QUALITY / "floors.json"
LOWERED = QUALITY / "lowered.jsonl"
# What depends on the machine, or is better when smaller, has no floor.
WITHOUT_FLOOR = ("words_per_second", "megabytes")
# Another CPU's arithmetic moves a few decisions: a floor lies this far below its figure, rounded down.
MARGIN = 0.003


def floor_of(figure: float) -> float:
    """The floor that a figure gives.

    >>> floor_of(0.8391)
    0.836
    """
    return math.floor((figure - MARGIN) * 1000) / 1000


def raised(floors: Figures, figures: Figures, *, lower: frozenset[str] = frozenset()) -> Figures:
    """The new floors: the higher of the old one and the figure's, except where lowering was asked for.

    >>> raised({"las": 0.8}, {"las": 0.85})
    {'las': 0.847}
    """
    measured = {name: floor_of(value) for name, value in figures.items() if not name.startswith(WITHOUT_FLOOR)}
    kept = {name: value for name, value in floors.items() if name not in lower}
    return {name: max(kept.get(name, 0.0), measured.get(name, 0.0)) for name in sorted({*floors, *measured})}


def fallen(floors: Figures, figures: Figures) -> dict[str, tuple[float, float]]:
    """The measures that lie below their floor, each with the floor and the figure.

    >>> fallen({"las": 0.8}, {"las": 0.79})
    {'las': (0.8, 0.79)}
    """
    return {name: (floor, figures.get(name, 0.0)) for name, floor in floors.items() if figures.get(name, 0.0) < floor}


def main() -> None:
    """Raises the floors of a section, or says which figure has fallen and exits with 1."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--section", default="pipeline")
    arguments.add_argument("--results", type=Path, default=RESULTS)
    arguments.add_argument("--lower", action="append", default=[], metavar="MEASURE")
    arguments.add_argument("--reason", default="")
    chosen = arguments.parse_args()
    if chosen.lower and not chosen.reason:
        arguments.error("--lower needs a --reason")
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    old, figures = floors.get(chosen.section, {}), json.loads(chosen.results.read_text(encoding="utf-8"))
    below = {name: pair for name, pair in fallen(old, figures).items() if name not in chosen.lower}
    if below:
        lines = (f"{name}: {figure:.4f} is below its floor {floor}" for name, (floor, figure) in below.items())
        sys.exit("\n".join(lines))
    floors[chosen.section] = raised(old, figures, lower=frozenset(chosen.lower))
    FLOORS.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    for name in chosen.lower:
        with LOWERED.open("a", encoding="utf-8") as log:
            entry = {"section": chosen.section, "measure": name, "from": old.get(name), "reason": chosen.reason}
            log.write(json.dumps(entry) + "\n")


if __name__ == "__main__":
    main()
