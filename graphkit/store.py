"""The store that queries run on: Oxigraph, on disk where the graph is large, loaded into memory where that is as quick.

Below `INDEX_FROM` quads loading takes 0.2 s at most and leaves nothing behind, so that a build of the same input writes
the same bytes; above it an index lies in `store/`, which is no output but can be made again from graph.nq at any time.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from graphkit.errors import InputError, OutputError
from graphkit.export.iris import DCTERMS, Iris

INDEX = "store"
INFERRED = "inferred.trig"
GRAPHS = ("graph.nq", "graph.trig", "graph.ttl")
INDEX_FROM = 50_000
# about 0.6 GB for each million
IN_MEMORY_UP_TO = 2_000_000
_STAMP = "graphkit.json"


def renew(folder: Path, index_from: int = INDEX_FROM) -> bool:
    """Brings a folder up to date after a build: what was inferred goes, the index is made again. True if there is one.

    Raises `OutputError` where the folder cannot be written.
    """
    try:
        (folder / INFERRED).unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{folder / INFERRED}: cannot be removed: {error.strerror}") from error
    return index(folder, index_from)


def index(folder: Path, index_from: int = INDEX_FROM) -> bool:
    """Makes the index of a folder's graph, or removes it where the graph is small. True if there is one then."""
    sources = list(_sources(folder))
    part = folder / f".{INDEX}.part"
    try:
        shutil.rmtree(part, ignore_errors=True)
        if sum(map(_lines, sources)) < index_from:
            shutil.rmtree(folder / INDEX, ignore_errors=True)
            return False
        _load(ox.Store(str(part)), sources)
        stamp = {source.name: _fingerprint(source) for source in sources}
        (part / _STAMP).write_text(json.dumps(stamp, indent=1, sort_keys=True), "utf-8")
        shutil.rmtree(folder / INDEX, ignore_errors=True)
        part.rename(folder / INDEX)
    except OSError as error:
        raise OutputError(f"{folder / INDEX}: cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return True


def open_store(folder: Path) -> ox.Store:
    """The store of a folder that a build wrote, to read from. Raises `InputError` where there is no graph."""
    sources = list(_sources(folder))
    if _fresh(folder, sources):
        return ox.Store.read_only(str(folder / INDEX))
    return _loaded(folder, sources)


def hold(folder: Path) -> ox.Store | None:
    """The graph of a folder in memory, where queries are several times as fast; None where it is too large for that."""
    sources = list(_sources(folder))
    if _fresh(folder, sources) and sum(map(_lines, sources)) > IN_MEMORY_UP_TO:
        return None
    return _loaded(folder, sources)


def names(store: ox.Store) -> Iris:
    """The IRIs of the graph in a store, under the base that it was built with."""
    built = ox.NamedNode(DCTERMS + "conformsTo")
    found = next(iter(store.quads_for_pattern(None, built, None, ox.DefaultGraph())), None)
    return Iris(str(found.subject)[1:-1].removesuffix("dataset")) if found else Iris()


def select(opened: ox.Store, query: str) -> Iterator[ox.QuerySolution]:
    """The rows of a query of our own, with the prefixes of the vocabularies and of the graph."""
    found = opened.query(query, prefixes=names(opened).prefixes())
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError("not a SELECT query")
    yield from found


def _sources(folder: Path) -> Iterator[Path]:
    """The graph itself in the quickest form there is, and what was inferred from it."""
    graph = next((folder / name for name in GRAPHS if (folder / name).is_file()), None)
    if graph is None:
        raise InputError(f"{folder}: holds no graph; `graphkit build` writes one")
    yield graph
    if (folder / INFERRED).is_file():
        yield folder / INFERRED


def _loaded(folder: Path, sources: list[Path]) -> ox.Store:
    store = ox.Store()
    try:
        _load(store, sources)
    except (OSError, SyntaxError, ValueError) as error:
        raise InputError(f"{folder}: its graph cannot be read: {error}") from error
    return store


def _load(store: ox.Store, sources: list[Path]) -> None:
    for source in sources:
        store.bulk_load(path=str(source))
    # without it each opening of a million triples takes 19 s instead of 0.1 s
    store.flush()


def _fresh(folder: Path, sources: list[Path]) -> bool:
    """Whether the index was made from the very files that lie beside it; after a copy, by their hashes."""
    try:
        stamp = json.loads((folder / INDEX / _STAMP).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    if set(stamp) != {source.name for source in sources}:
        return False
    return all(
        stamp[source.name][:2] == [source.stat().st_size, source.stat().st_mtime_ns]
        or stamp[source.name] == [source.stat().st_size, stamp[source.name][1], _hash(source)]
        for source in sources
    )


def _fingerprint(source: Path) -> list[int | str]:
    return [source.stat().st_size, source.stat().st_mtime_ns, _hash(source)]


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
