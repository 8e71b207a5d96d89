"""What a person looks at: why mentions are one, and pairs that are uncertain, with the sentences behind them.

A build keeps its decisions in `merges.tsv` beside its other files; everything here reads that file and the graph.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graphkit.errors import InputError
from graphkit.graph import Graph
from graphkit.model import Decision, Evidence
from graphkit.resolve.rulings import MARK

FILE = "merges.tsv"
COLUMNS = ("left", "right", "verdict", "score", "reasons", "left_entity", "right_entity")
SAME, UNSURE = "same", "unsure"
SEPARATOR = " | "
SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A decision with the entities that its two sides ended up in; both are one where they were joined."""

    decision: Decision
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Pair:
    """An uncertain pair and what the articles say of both sides."""

    row: Row
    left: tuple[Evidence, ...]
    right: tuple[Evidence, ...]


def write(path: Path, decisions: Iterable[Decision], members: Mapping[str, Sequence[str]]) -> None:
    """Writes the decisions of a build, with what its things became (`Resolution.decisions`, `Resolution.members`)."""
    entity = {handle: key for key, handles in sorted(members.items()) for handle in handles}
    lines = ["\t".join(COLUMNS)]
    for made in sorted(decisions, key=lambda d: (d.left, d.right, d.score)):
        verdict, reasons = SAME if made.same else UNSURE, SEPARATOR.join(made.reasons)
        ends = entity.get(made.left, made.left), entity.get(made.right, made.right)
        cells = (made.left, made.right, verdict, f"{made.score:.2f}", reasons, *ends)
        lines.append("\t".join(" ".join(cell.split()) for cell in cells))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="surrogatepass")


def read(folder: Path) -> list[Row]:
    """The decisions of the build in a folder; raises InputError where it holds none."""
    path = folder / FILE
    try:
        lines = path.read_text(encoding="utf-8", errors="surrogatepass").splitlines()
    except OSError as error:
        raise InputError(f"{path}: cannot be read; `graphkit build` writes it") from error
    return [_row(line, f"{path}:{number}") for number, line in enumerate(lines[1:], start=2)]


def explain(rows: Iterable[Row], entity: str) -> list[Decision]:
    """Why the mentions of an entity are one, and with what it nearly was: the decisions that touch it."""
    touched = [row.decision for row in rows if entity in (row.left, row.right)]
    return sorted(touched, key=lambda d: (not d.same, -d.score, d.left, d.right))


def uncertain(rows: Iterable[Row], graph: Graph) -> Iterator[Pair]:
    """The pairs that a person should rule on, the likeliest first, with sentences about both sides."""
    open_rows = [row for row in rows if not row.decision.same and row.left != row.right]
    for row in sorted(open_rows, key=lambda r: (-r.decision.score, r.decision.left, r.decision.right)):
        left, right = row.decision.left, row.decision.right
        yield Pair(row, _sentences(graph, row.left, left), _sentences(graph, row.right, right))


def _sentences(graph: Graph, entity: str, handle: str) -> tuple[Evidence, ...]:
    """What the handle's article says of the entity, or where it says nothing, what any article does."""
    said = [item for statement in graph.about(entity) for item in graph.statements[statement]]
    article = handle.partition(MARK)[0]
    here = [item for item in said if item.article == article] or said
    first = {item.span: item for item in sorted(here, key=lambda item: item.key, reverse=True)}
    return tuple(sorted(first.values(), key=lambda item: item.key)[:SENTENCES])


def _row(line: str, where: str) -> Row:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise InputError(f"{where}: {len(cells)} columns where {len(COLUMNS)} are needed; build anew")
    left, right, verdict, score, reasons, one, other = cells
    return Row(Decision(left, right, verdict == SAME, float(score), tuple(reasons.split(SEPARATOR))), one, other)
