"""The wording of a language as data: every row of `lang/xx/*.tsv`, with the file and line that name it in provenance.

A file is tab-separated; the first line that is not a comment names the columns, `#` starts a comment. Nothing here
knows what the columns mean: `rules.py` does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graphkit.errors import LexiconError


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a lexicon; `rule` is its identity in provenance."""

    file: str
    line: int
    cells: Mapping[str, str]

    @property
    def rule(self) -> str:
        """File and line, such as `relations.tsv:12`."""
        return f"{self.file}:{self.line}"

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def words(self, column: str) -> tuple[str, ...]:
        """The parts of a cell that lists several values, separated by `|`."""
        return tuple(part.strip() for part in self.cells[column].split("|") if part.strip())

    def error(self, reason: str) -> LexiconError:
        """An error that names this row."""
        return LexiconError(f"{self.rule}: {reason}")


def rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a lexicon file, which must have exactly these columns.

    Raises LexiconError, naming file and line, where a row has more cells than there are columns or another heading.
    """
    heading: tuple[str, ...] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if heading is None:
            heading = cells
            if heading != columns:
                raise LexiconError(f"{path.name}:{number}: the columns must be {', '.join(columns)}")
            continue
        if len(cells) > len(columns):
            raise LexiconError(f"{path.name}:{number}: {len(cells)} cells for {len(columns)} columns")
        padded = cells + ("",) * (len(columns) - len(cells))
        yield Row(path.name, number, dict(zip(columns, padded, strict=True)))
