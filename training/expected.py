"""How long the networks of the recipe should train, by what the trials took a word: `python -m training.expected`.

An estimate: larger batches cost less a word, a busy machine more. `training.times` has what was measured.
"""

import json
from collections.abc import Iterable
from itertools import islice

from thinc.api import Config, compounding

from training import train, trials


def words(part: str) -> int:
    """The words that a part learns from, by its steps and the sizes of their batches."""
    training = Config().from_disk(train.CONFIGS / f"{train.PARTS[part]}.cfg", interpolate=False)["training"]
    size = training["batcher"]["size"]
    steps = train.TEACHER["training.max_steps"] if part.startswith("teacher") else training["max_steps"]
    sizes: Iterable[float] = compounding(size["start"], size["stop"], size["compound"])
    learnt = sum(islice(sizes, steps))
    return round(learnt + (train.COOLING * train.COOL_BATCH if part == train.COOLED else 0))


def main() -> None:
    """Prints the table."""
    found = json.loads(trials.RESULTS.read_text(encoding="utf-8"))
    print("| part | words | processor, min |\n|---|---|---|")
    for part, kind in train.PARTS.items():
        seconds = words(part) / found["words"] * found["trials"][kind]["training_seconds"]
        print(f"| {part} | {words(part):,} | {seconds / 60:.0f} |")


if __name__ == "__main__":
    main()
