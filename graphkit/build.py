"""The whole way from articles to files: read, analyse, extract, resolve, export. What each stage does lives there."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graphkit.errors import InputError, OutputError, UnreadableArticle
from graphkit.graph import Graph
from graphkit.model import Article, Extraction
from graphkit.read import articles
from graphkit.read.sources import find

LOCK = ".lock"
STAGING = ".building"


@dataclass(frozen=True, slots=True)
class Found:
    """How many sources lie under the inputs; comes once, first."""

    sources: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """One article that cannot be read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """One article that has been analysed, and how many claims it makes."""

    article: str
    claims: int


@dataclass(frozen=True, slots=True)
class Written:
    """One file that is complete."""

    file: str


Event = Found | Skipped | Extracted | Written
Extractor = Callable[[Iterable[Article]], Iterable[Extraction]]
Resolver = Callable[[Iterable[Extraction]], Graph]
Exporters = Mapping[str, Callable[[Graph, Path], None]]


@dataclass(frozen=True, slots=True)
class Stages:
    """The exchangeable part of a build: what turns articles into extractions, those into a graph, and it into files."""

    extract: Extractor
    resolve: Resolver
    exporters: Exporters


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did; both counts of statements add up to all of them."""

    articles: int
    entities: int
    by_relation: Mapping[str, int]
    by_certainty: Mapping[str, int]
    skipped: tuple[Skipped, ...]
    files: tuple[Path, ...]


def stages(model: str | None = None) -> Stages:
    """The stages that graphkit ships; `model` names another spaCy pipeline. Takes seconds: it loads the pipeline."""
    from graphkit.analyse import analyse, load
    from graphkit.export import EXPORTERS
    from graphkit.extract import extract
    from graphkit.resolve import resolve

    pipeline = load(model)
    return Stages(lambda given: map(extract, analyse(given, pipeline)), resolve, EXPORTERS)


def build(
    inputs: Sequence[str],
    output: Path,
    *,
    fields: Mapping[str, str] | None = None,
    load: Callable[[], Stages] = stages,
    notify: Callable[[Event], None] = lambda event: None,  # noqa: ARG005
) -> Report:
    """The graph of all articles under the inputs, written as every file of `EXPORTERS` into the output folder.

    Articles that cannot be read are reported and the rest go on. Raises `InputError` where none is left, `OutputError`
    where the folder cannot be written or another build is writing it; then the folder keeps the files that it had.
    """
    sources = find(inputs, fields or {})
    notify(Found(len(sources)))
    with locked(output):
        chosen = load()
        skipped: list[Skipped] = []
        results = (result for source in sources for result in articles(source))
        readable = _readable(results, skipped, notify)
        graph = chosen.resolve(_counted(chosen.extract(readable), notify))
        if not graph.articles:
            raise InputError(f"no articles in {', '.join(inputs)}")
        files = write(graph, output, chosen.exporters)
        for file in files:
            notify(Written(str(file)))
    return _report(graph, skipped, files)


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Holds the output folder, made if it is not there, for one build; the lock ends with the process in any case."""
    from filelock import FileLock, Timeout

    lock = FileLock(output / LOCK, timeout=0)
    try:
        output.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise OutputError(f"{output}: another build is writing here") from error
    except OSError as error:
        raise OutputError(f"{output}: cannot be written: {error.strerror or error}") from error
    try:
        yield
    finally:
        lock.release()


def write(graph: Graph, output: Path, exporters: Exporters) -> tuple[Path, ...]:
    """The exported files; they are written apart and moved into place when all of them are whole."""
    staging = output / STAGING
    try:
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        for name, export in exporters.items():
            export(graph, staging / name)
        return tuple((staging / name).replace(output / name) for name in exporters)
    except OSError as error:
        raise OutputError(f"{output}: cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _readable(
    results: Iterable[Article | UnreadableArticle], skipped: list[Skipped], notify: Callable[[Event], None]
) -> Iterator[Article]:
    for result in results:
        if isinstance(result, Article):
            yield result
        else:
            skipped.append(Skipped(result.path, result.reason))
            notify(skipped[-1])


def _counted(extractions: Iterable[Extraction], notify: Callable[[Event], None]) -> Iterator[Extraction]:
    for extraction in extractions:
        yield extraction
        notify(Extracted(extraction.article.id, len(extraction.claims)))


def _report(graph: Graph, skipped: Sequence[Skipped], files: tuple[Path, ...]) -> Report:
    return Report(
        articles=len(graph.articles),
        entities=len(graph.entities),
        by_relation=Counter(statement.relation for statement in graph.statements),
        by_certainty=Counter(str(statement.certainty) for statement in graph.statements),
        skipped=tuple(skipped),
        files=files,
    )
