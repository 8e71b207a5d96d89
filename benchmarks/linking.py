"""Linking and merging: how right on the annotated articles, what a person should inspect, and what it costs.

python -m benchmarks.linking gold              names of states and their unions in Dutch, and what is linked strangely
python -m benchmarks.linking links [SEED]      50 random links on the annotated articles, to inspect
python -m benchmarks.linking merges FOLDER [SEED]   100 random merged entities of a build, and its 50 most frequent
python -m benchmarks.linking scale [MENTIONS…]  seconds by number of mentions, generated

GRAPHKIT_SHARED names the folder that holds `gold/`.
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import merged
from graphkit import knowledge
from graphkit.build import uncollected
from graphkit.model import Article, Certainty, Claim, Evidence, Extraction, Mention, Naming, Span
from graphkit.resolve import Resolution, decide
from graphkit.resolve.names import fold
from graphkit.resolve.things import gather

ENGLISH = frozenset({"Country", "InternationalOrganization"})
LINKS = 50
SIZES = (10_000, 100_000, 1_000_000)
MENTIONS_AN_ARTICLE = 20


@dataclass(frozen=True, slots=True)
class Measured:
    """How many of the annotated things that count were right, and a line for each that was not."""

    right: int
    wrong: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share that was right."""
        return self.right / (self.right + len(self.wrong))


def annotated(shared: Path) -> list[tuple[Extraction, Mapping[str, Mapping[str, Any]]]]:
    """The annotated articles as extractions whose mentions are the annotators', each with its entities by id."""
    lines = (shared / "gold" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return [_annotated(json.loads(line), shared / "gold" / "articles") for line in lines]


def english(articles: Sequence[tuple[Extraction, Mapping[str, Mapping[str, Any]]]], resolved: Resolution) -> Measured:
    """Whether countries and international organisations that the text names otherwise get their English label."""
    labels = {handle: resolved.graph.entities[key].label for key, held in resolved.members.items() for handle in held}
    right, wrong = 0, []
    for extraction, entities in articles:
        for thing in gather(extraction).things:
            name = entities[thing.referent]["name"]
            if entities[thing.referent]["type"] in ENGLISH and set(thing.forms) - {name}:
                label = labels[thing.handle]
                right += label == name
                wrong += [] if label == name else [f"{thing.handle} {list(thing.forms)} is {label}, not {name}"]
    return Measured(right, tuple(wrong))


def borne(articles: Sequence[tuple[Extraction, Mapping[str, Mapping[str, Any]]]], resolved: Resolution) -> Measured:
    """Whether the entry that a thing is linked to bears the name that the annotators gave the thing."""
    known = knowledge.load()
    chosen = {d.left: known.entries[d.right] for d in resolved.decisions if d.same and d.right in known.entries}
    right, wrong = 0, []
    for extraction, entities in articles:
        for thing in gather(extraction).things:
            entry = chosen.get(thing.handle)
            if entry is not None:
                name = entities[thing.referent]["name"]
                found = fold(name) in {fold(other) for other in (*entry.names, entry.label_en, entry.label_nl)}
                right += found
                wrong += [] if found else [f"{thing.handle} ({name}) is {entry.id} {entry.label_nl}"]
    return Measured(right, tuple(wrong))


def _annotated(row: Mapping[str, Any], folder: Path) -> tuple[Extraction, dict[str, Mapping[str, Any]]]:
    text = (folder / f"{row['doc']}.txt").read_text(encoding="utf-8")
    date = text.split(maxsplit=2)[1] if text.startswith("date ") else None
    article = Article(row["doc"], text, Span(0, len(text)), None, date)
    mentions = [_mention(article, entity, form) for entity in row["entities"] for form in entity["mentions"]]
    return Extraction(article, tuple(mentions)), {entity["id"]: entity for entity in row["entities"]}


def _mention(article: Article, entity: Mapping[str, Any], form: str) -> Mention:
    start = max(article.text.find(form), 0)
    known = knowledge.load()
    adjective = known.adjective(form) and not known.lookup(form)
    naming = Naming.ADJECTIVE if adjective else Naming.NAME
    return Mention(article.id, Span(start, start + len(form)), form, entity["type"], entity["id"], naming)


def generated(mentions: int) -> Iterator[Extraction]:
    """Articles with so many mentions in all: of countries and towns that are known, and of people who come back.

    Names grow in number with the articles, as they do in newspapers, so that blocks stay as full as there.
    """
    known = sorted(e.label_nl for e in knowledge.load().entries.values() if e.type in ("Country", "City"))
    dice = random.Random(mentions)  # noqa: S311 - no secret
    people = max(10, mentions // 8)
    for number in range(mentions // MENTIONS_AN_ARTICLE):
        yield _generated(
            f"a{number}", [dice.choice(known) for _ in range(8)], [dice.randrange(people) for _ in range(12)]
        )


def _generated(name: str, places: Sequence[str], people: Sequence[int]) -> Extraction:
    named = [(place, "City") for place in places]
    named += [(f"{_word(person % 900)} {_word(person // 3)}", "Person") for person in people]
    text = " ".join(label for label, _ in named)
    mentions, at = [], 0
    for label, kind in named:
        mentions.append(Mention(name, Span(at, at + len(label)), label, kind, label))
        at += len(label) + 1
    evidence = Evidence(name, Span(0, len(text)), text, "generated:1", 1.0)
    claim = Claim(mentions[-1], "lives_in", mentions[0], Certainty.ASSERTED, evidence)
    return Extraction(Article(name, text, Span(0, len(text)), None, "2019-04"), tuple(mentions), (claim,))


def _word(number: int) -> str:
    letters = "bdfgklmnprstvz"
    return "".join(letters[number // 14**place % 14] + "aeiou"[number // 5**place % 5] for place in range(4)).title()


def show_gold(shared: Path) -> None:
    """Prints both measures, and all that is not right."""
    articles = annotated(shared)
    resolved = decide(extraction for extraction, _ in articles)
    for title, measured in (("English label", english(articles, resolved)), ("name borne", borne(articles, resolved))):
        print(
            f"{title}: {measured.right} right, {len(measured.wrong)} not ({measured.share:.3f})",
            *measured.wrong,
            sep="\n  ",
        )


def show_links(shared: Path, seed: int) -> None:
    """Prints random links with their reasons."""
    resolved = decide(extraction for extraction, _ in annotated(shared))
    known = knowledge.load()
    links = [decision for decision in resolved.decisions if decision.right in known.entries]
    for made in random.Random(seed).sample(links, LINKS):  # noqa: S311 - no secret
        print(
            made.left,
            "is",
            made.right,
            known.entries[made.right].label_nl,
            f"{made.score:.1f}",
            *made.reasons,
            sep=" | ",
        )


def show_scale(sizes: Sequence[int]) -> None:
    """Prints processor seconds, all and by 1,000 mentions: near-linear where the latter stays the same."""
    for size in sizes:
        spent = seconds(size)
        print(f"{size:>9} mentions {spent:8.2f} s, {1000 * spent / size:.3f} s a thousand", flush=True)


def seconds(mentions: int) -> float:
    """Processor seconds to resolve so many generated mentions, as a build does it."""
    knowledge.load()
    extractions = list(generated(mentions))
    start = time.process_time()
    with uncollected():
        decide(extractions)
    return time.process_time() - start


def main(arguments: Sequence[str]) -> int:
    """Runs the command named first."""
    shared = Path(os.environ.get("GRAPHKIT_SHARED", ""))
    command, *rest = arguments or [""]
    commands: dict[str, Callable[[], None]] = {
        "gold": lambda: show_gold(shared),
        "links": lambda: show_links(shared, int(rest[0]) if rest else 0),
        "merges": lambda: merged.show(Path(rest[0]), int(rest[1]) if rest[1:] else 0),
        "scale": lambda: show_scale([int(size) for size in rest] or SIZES),
    }
    if command not in commands:
        print(__doc__, file=sys.stderr)
        return 2
    commands[command]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
