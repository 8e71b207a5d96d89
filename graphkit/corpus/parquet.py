"""Rows in Parquet files, by DuckDB in memory and in one thread: the same rows give the same bytes."""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.corpus.rows import ARTICLE
from graphkit.errors import OutputError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FORMAT = "(FORMAT parquet, COMPRESSION zstd)"
# Batches come after parts in the order of their paths, and among themselves in that of their numbers.
NEWEST = "row_number() OVER (PARTITION BY id ORDER BY filename DESC) = 1"
CHUNK = 64


def write(rows: Sequence[Mapping[str, Any]], path: Path) -> None:
    """Write rows in the order given."""
    values = [json.dumps(rows), json.dumps([ARTICLE])]
    _connection().execute(
        f"COPY (SELECT unnest(from_json(?, ?), max_depth := 2)) TO {_quoted(str(path))} {FORMAT}", values
    )


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of one file in their order, a few at a time."""
    return _fetched(_over([path]).execute("SELECT * EXCLUDE filename FROM rows"))


def keys(paths: Sequence[Path]) -> list[tuple[str, str, int, str]]:
    """Id, stamp, shard and language of every article in some files, by id; the last file that has it decides."""
    if not paths:
        return []
    query = f"SELECT id, stamp, shard, language FROM rows QUALIFY {NEWEST} ORDER BY id"  # noqa: S608  (a constant)
    return _over(paths).execute(query).fetchall()


def select(sources: Sequence[Path], kept: Collection[str], remainder: int, parts: int) -> list[dict[str, Any]]:
    """Those rows of some files whose id is kept and whose shard has the remainder, by id.

    They are to be written by `write`: copied from file to file, the same rows may be laid out differently.
    """
    connection = _over(sources)
    connection.execute("CREATE OR REPLACE TEMP TABLE kept AS SELECT unnest(?::VARCHAR[]) AS id", [sorted(kept)])
    query = f"""
        SELECT * EXCLUDE filename FROM rows
        WHERE shard % ? = ? AND id IN (SELECT id FROM kept) QUALIFY {NEWEST} ORDER BY id
    """  # noqa: S608  (a constant)
    return list(_fetched(connection.execute(query, [parts, remainder])))


def _fetched(found: "DuckDBPyConnection") -> Iterator[dict[str, Any]]:
    columns = [column[0] for column in found.description or ()]
    while chunk := found.fetchmany(CHUNK):
        yield from (dict(zip(columns, values, strict=True)) for values in chunk)


def _over(paths: Sequence[Path]) -> "DuckDBPyConnection":
    from duckdb import Error

    connection = _connection()
    try:
        names = ", ".join(_quoted(_literal(path)) for path in paths)
        options = "filename = true, union_by_name = true"  # a part of before a column was there has none of it
        connection.execute(f"CREATE OR REPLACE TEMP VIEW rows AS FROM read_parquet([{names}], {options})")
    except Error as error:
        raise OutputError(f"{paths[0].parent}: cannot be read; remove the folder to start anew: {error}") from error
    return connection


def _connection() -> "DuckDBPyConnection":
    return _database().cursor()


@cache
def _database() -> "DuckDBPyConnection":
    """An engine without a file of its own; starting one takes longer than most queries here."""
    import duckdb

    return duckdb.connect(":memory:", config={"threads": 1})


def _quoted(path: str) -> str:
    return "'" + path.replace("'", "''") + "'"


def _literal(path: Path) -> str:
    """A path in which no character means several files."""
    return re.sub(r"([*?\[])", r"[\1]", str(path))
