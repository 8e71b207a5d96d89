"""What a person reads to tell whether merging was right: entities of several articles and all sentences with them.

Printed by `python -m benchmarks.linking merges FOLDER [SEED]`.
"""

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from graphkit.build import resolution
from graphkit.commands.build import RULINGS
from graphkit.corpus import Corpus
from graphkit.model import Extraction
from graphkit.resolve.things import UNNAMED, Thing, gather
from graphkit.settings import Settings

MERGES, FREQUENT = 100, 50
# Where a sentence ends, near enough for reading: the tables keep none.
END = re.compile(r"(?<=[.!?])['\"’”]?\s+(?=['\"‘“]?[A-Z])|\n+")
Row = Mapping[str, Any]


def show(folder: Path, seed: int) -> None:
    """Prints random entities of several articles with the sentences that name them, and the most frequent ones."""
    lines = (folder / "entities.jsonl").read_text(encoding="utf-8").splitlines()
    merged = sorted((row for row in map(json.loads, lines) if len(row["articles"]) > 1), key=lambda row: str(row["id"]))
    chosen = random.Random(seed).sample(merged, min(MERGES, len(merged)))  # noqa: S311 - no secret
    frequent = sorted(merged, key=lambda row: (-len(row["articles"]), str(row["id"])))[:FREQUENT]
    said = _said(folder, chosen)
    print(f"random, of {len(merged)}")
    for number, row in enumerate(chosen, start=1):
        print(f"{number}. {_named(row)}: {', '.join(row['names'])}")
        print(*(f"    {article}: {sentence}" for article, sentence in said[row["id"]]), sep="\n")
    print("most frequent")
    print(*map(_named, frequent), sep="\n")


def _named(row: Row) -> str:
    return f"{row['label']} ({row['type']}, {row['id']}), {len(row['articles'])} articles"


def _said(folder: Path, chosen: Sequence[Row]) -> dict[str, list[tuple[str, str]]]:
    """By entity, article by article, a sentence for each name that the article has for it."""
    members = resolution(folder, Settings(), folder / RULINGS).members
    holders: dict[str, list[Row]] = {}
    for row in chosen:
        for handle in members[row["id"]]:
            holders.setdefault(handle, []).append(row)
    found: dict[str, list[tuple[str, str]]] = {row["id"]: [] for row in chosen}
    for extraction in Corpus(folder).extractions():
        for thing in gather(extraction).things:
            for row in holders.get(thing.handle, ()):
                if set(thing.forms) <= set(row["names"]):
                    found[row["id"]] += ((extraction.article.id, said) for said in _sentences(extraction, thing))
    return {key: sorted(set(pairs)) for key, pairs in found.items()}


def _sentences(extraction: Extraction, thing: Thing) -> Iterator[str]:
    text = extraction.article.text
    bounds = [0, *(match.end() for match in END.finditer(text)), len(text)]
    left = dict(thing.forms)
    for mention in sorted(extraction.mentions):
        form = " ".join(mention.text.split())
        if mention.referent == thing.referent and mention.naming not in UNNAMED and form in left:
            del left[form]
            start = max(bound for bound in bounds if bound <= mention.span.start)
            end = min(bound for bound in bounds if bound >= mention.span.end)
            yield " ".join(f"{text[start : mention.span.start]}[{form}]{text[mention.span.end : end]}".split())
