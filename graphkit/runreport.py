"""A build's report for people, as Markdown: counts, rates, what was skipped and why, what the graph is about."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from graphkit.events import Report
from graphkit.export import tables

MOST = 20


def render(report: Report, output: Path, seconds: float) -> str:
    """The report of a build that took so many seconds; unlike the graph, it differs from run to run."""
    entities, relations = _frequent(output)
    rate = report.analysed / seconds if seconds else 0.0
    counts = {
        "articles in the graph": report.articles,
        "of them nearly the text of another": report.copies,
        "articles analysed": report.analysed,
        "articles removed": report.removed,
        "inputs skipped": len(report.skipped),
        "entities": report.entities,
        "statements": sum(report.by_relation.values()),
        **{f"statements, {certainty}": count for certainty, count in sorted(report.by_certainty.items())},
        "seconds": round(seconds, 1),
        "articles analysed a second": round(rate, 1),
    }
    parts = [
        "# Report of a build",
        _table(("what", "how much"), counts.items()),
        "## Skipped",
        _table(("input", "why"), ((skipped.path, skipped.reason) for skipped in report.skipped)),
        "## Most frequent relations",
        _table(("relation", "statements"), relations.most_common(MOST)),
        "## Entities in most statements",
        _table(("entity", "statements"), entities.most_common(MOST)),
    ]
    return "\n\n".join(parts) + "\n"


def _frequent(output: Path) -> tuple[Counter[str], Counter[str]]:
    entities: Counter[str] = Counter()
    relations: Counter[str] = Counter()
    for row in tables.rows(output):
        relations[row["relation"]] += 1
        entities.update({row["subject"]["label"], row["object"]["label"]})
    # Of equals the first by name, whatever the order of the rows.
    return Counter(_sorted(entities)), Counter(_sorted(relations))


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items()))


def _table(head: tuple[str, str], rows: Iterable[tuple[object, object]]) -> str:
    lines = [f"| {_cell(left)} | {_cell(right)} |" for left, right in rows]
    if not lines:
        return "None."
    return "\n".join([f"| {head[0]} | {head[1]} |", "|---|---:|", *lines])


def _cell(value: object) -> str:
    """Text in which nothing is markup, whatever an article or a file name holds."""
    text = f"{value:,}" if isinstance(value, int | float) else " ".join(str(value).split())
    return "".join(f"&#{ord(c)};" if c in "&<>|`*_[]\\#!" else c for c in text)
