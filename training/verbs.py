"""Compiles the forms of Dutch verbs into one table: `python -m training.verbs` writes `graphkit/lang/nl/verbs.tsv.gz`.

Source: the verb paradigms of the Alpino lexicon (LGPL 2.1 or later), in the folder that GRAPHKIT_SHARED names. A
trained lemmatizer guesses the infinitive of a form that it has not seen; the paradigm knows it.
"""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from graphkit import resources
from training import sources

# What the source writes where it has no infinitive.
UNKNOWN = "inflected"
# The cells that hold forms where the source has moved them by one.
SHIFTED = ("stem_1sg", "3sg", "past_participle", "past_pl")
FORMS = ("stem_1sg", "3sg", "past_participle", "past_sg", "past_pl", "infinitive")


def forms(paradigms: Path) -> dict[str, set[str]]:
    """Every form with the infinitives that it may belong to; particles are joined to it as in a subordinate clause."""
    found: dict[str, set[str]] = defaultdict(set)
    with paradigms.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            infinitive = _infinitive(row)
            if infinitive is None:
                continue
            for prefix in ("", *_particles(row)):
                for form in FORMS if infinitive == row["infinitive"] else SHIFTED:
                    for one in _alternatives(row[form]):
                        found[prefix + one].add(prefix + infinitive)
    return found


def _infinitive(row: dict[str, str]) -> str | None:
    """The infinitive, which the verbs in -aan, -oen and -ien have one cell further on ("sta, staat, staan")."""
    if row["infinitive"] != UNKNOWN:
        return row["infinitive"]
    moved = row["past_participle"]
    return moved if moved.endswith("n") and row["past_pl"] else None


def _particles(row: dict[str, str]) -> Iterator[str]:
    return (p for p in row["particles"].replace(",", " ").split() if p.isalpha())


def _alternatives(cell: str) -> Iterator[str]:
    return (one for one in cell.replace("|", " ").replace(",", " ").split() if one.isalpha())


def main() -> None:
    """Writes the table; the same bytes for the same source."""
    table = forms(sources.shared() / "lexicons" / "verbs-alpino.tsv")
    text = "".join(f"{form}\t{'|'.join(sorted(table[form]))}\n" for form in sorted(table))
    path = resources.language() / "verbs.tsv.gz"
    with path.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed:
        packed.write(text.encode())
    print(f"{len(table)} forms, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
