"""How often a built graph is as certain of a right statement as annotators are, and what it wrongly takes for a fact.

python -m benchmarks.certainty OUTPUT_DIR [--list]

GRAPHKIT_SHARED names the folder that holds `gold/`. `--list` shows the differences in the developing half.
"""

import argparse
from collections import Counter
from pathlib import Path

from benchmarks.attribution import by_half
from graphkit.model import Certainty
from training.split import DEVELOP


def main() -> None:
    """Prints one line for each half."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("output", type=Path)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    for half, found in by_half(options.output).items():
        pairs = Counter((match.certainty, match.said) for match in found)
        right = sum(count for (true, said), count in pairs.items() if true is said)
        unsure = sum(count for (true, _), count in pairs.items() if true is not Certainty.ASSERTED)
        false = sum(n for (true, said), n in pairs.items() if said is Certainty.ASSERTED and true is not said)
        lost = sum(n for (true, said), n in pairs.items() if true is Certainty.ASSERTED and true is not said)
        print(f"{half:8} certainty {right}/{len(found)} {right / max(1, len(found)):.3f}", end="  ")
        print(f"possible or negated, said as fact: {false} of {unsure}; fact, said as less: {lost}")
        if options.list and half == DEVELOP:
            for match in found:
                if match.certainty is not match.said:
                    print(match.article, match.relation, match.certainty, match.said, match.evidence.quote, sep="\t")


if __name__ == "__main__":
    main()
