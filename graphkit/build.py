"""The whole way from articles to files: read, analyse, extract, resolve, export. What each stage does lives there."""

import gc
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit import events, versions
from graphkit.corpus import Corpus, Held
from graphkit.errors import InputError, OutputError, UnreadableArticle
from graphkit.events import Extracted, Found, Kept, Notify, Report, Skipped, Written
from graphkit.graph import Graph
from graphkit.model import Article, Extraction
from graphkit.read import articles
from graphkit.read.sources import Source, find
from graphkit.settings import Settings, content

if TYPE_CHECKING:
    from graphkit.resolve import Resolution

LOCK = ".lock"
# A folder of its own for each build, so that what a killed one left running cannot write into the next one's.
STAGING = ".building-"
# Articles that a killed build may have to analyse again.
BATCH = 64

Exporters = Mapping[str, Callable[[Graph, Path], None]]
Joined = Mapping[tuple[str, ...], Callable[..., None]]


@dataclass(frozen=True, slots=True)
class Stages:
    """The exchangeable part of a build, each with the version that says when its results are out of date.

    `extract` turns articles into extractions, `resolve` those into a graph, `exporters` it into files, by name;
    `joined` writes several of these at once, given the graph and their paths; `finish` is called with the folder when
    all of them are in place. So many `workers` write files side by side.
    """

    extract: Callable[[Iterable[Article]], Iterable[Extraction]]
    resolve: Callable[[Iterable[Extraction]], Graph]
    exporters: Exporters
    finish: Callable[[Path], object]
    analysis: str
    publication: str
    joined: Joined = field(default_factory=dict)
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Options:
    """How the shipped stages work: where articles are analysed, by which rulings things are merged, how IRIs begin.

    `minimum` is the confidence below which a claim is left out of the graph, though not of the corpus; with `triples`
    a build also writes the open triples. What memory should not hold lies in a `scratch` folder, if there is one.
    """

    workers: int = 1
    scheduler: str | None = None
    rulings: Path | None = None
    base: str | None = None
    minimum: float = 0.0
    triples: bool = False
    scratch: Path | None = None


def stages(settings: Settings, options: Options) -> Stages:
    """The stages that graphkit ships. Cheap: a pipeline is loaded when there is an article to analyse."""
    from graphkit import parallel, store
    from graphkit.export import exporters, iris, joined, tables
    from graphkit.resolve import resolve, rulings

    path = options.rulings if options.rulings and options.rulings.is_file() else None
    ruled = rulings.read(path) if path else ()
    base, room = options.base or iris.BASE, options.scratch

    def extract(given: Iterable[Article]) -> Iterator[Extraction]:
        yield from parallel.extractions(given, settings, workers=options.workers, scheduler=options.scheduler)
        parallel.release()

    return Stages(
        extract=extract,
        resolve=lambda given: resolve(sure(given, options.minimum), known=settings.known, rulings=ruled, scratch=room),
        exporters={**exporters(base), **({tables.OPEN: tables.write_open} if options.triples else {})},
        joined=joined(base, workers=options.workers),
        finish=store.renew,
        workers=options.workers,
        analysis=settings.version,
        publication="-".join(
            [
                versions.publication(),
                base,
                str(options.minimum),
                *map(content, [*map(Path, settings.kb), *([path] if path else [])]),
            ]
        ),
    )


def sure(extractions: Iterable[Extraction], minimum: float) -> Iterator[Extraction]:
    """The extractions without the claims that are less confident than the minimum, from 0 to 1."""
    for given in extractions:
        claims = tuple(claim for claim in given.claims if claim.evidence.confidence >= minimum)
        triples = tuple(triple for triple in given.open if triple.evidence.confidence >= minimum)
        yield replace(given, claims=claims, open=triples)


def build(
    inputs: Sequence[str],
    output: Path,
    chosen: Stages,
    *,
    fields: Mapping[str, str] | None = None,
    notify: Notify = events.silence,
) -> Report:
    """The graph of all articles under the inputs and of no others, written as every exporter's file into the output.

    Only what is new or changed is analysed. Articles that cannot be read are reported and the rest go on. Raises
    `InputError` where none is left, `OutputError` where the folder cannot be written or another build is writing it;
    then the folder keeps the files that it had.
    """
    return _update(find(inputs, fields or {}), output, chosen, notify, drop=True)


def add(
    inputs: Sequence[str],
    output: Path,
    chosen: Stages,
    *,
    fields: Mapping[str, str] | None = None,
    notify: Notify = events.silence,
) -> Report:
    """The graph of what the output folder holds and of the articles under the inputs; the newer of one id counts."""
    return _update(find(inputs, fields or {}), output, chosen, notify, drop=False)


def remove(ids: Collection[str], output: Path, chosen: Stages, *, notify: Notify = events.silence) -> Report:
    """The graph of what the output folder holds but for some articles, as if they had never been there.

    Raises `InputError` where one of them is not there, and then removes none.
    """
    with locked(output):
        corpus = Corpus(output)
        present = corpus.stamps().keys()
        unknown = sorted(set(ids) - present)
        if unknown:
            raise InputError(f"{', '.join(unknown)}: no such article in {output}")
        corpus.settle(keep=present - set(ids))
        return replace(_publish(corpus, output, chosen, notify), removed=len(set(ids)))


def graph(output: Path, chosen: Stages) -> Graph:
    """The graph of what an output folder holds, made anew; raises `InputError` where nothing was built."""
    return chosen.resolve(_built(output).extractions())


def resolution(output: Path, settings: Settings, rulings: Path) -> "Resolution":
    """How the things of a folder's articles were put together, with each decision; raises as `graph`."""
    from graphkit.resolve import decide
    from graphkit.resolve.rulings import read

    return decide(
        _built(output).extractions(), known=settings.known, rulings=read(rulings) if rulings.is_file() else ()
    )


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
    except OSError as error:
        raise OutputError(f"{output}: cannot be written: {error.strerror or error}") from error
    finally:
        lock.release()


def write(graph: Graph, output: Path, chosen: Stages) -> tuple[Path, ...]:
    """The exported files; they are written apart and moved into place when all of them are whole."""
    from graphkit.parallel import side_by_side

    for left in output.glob(f"{STAGING}*"):
        shutil.rmtree(left, ignore_errors=True)
    staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=output))
    try:
        side_by_side(_tasks(graph, staging, chosen), chosen.workers)
        return tuple((staging / name).replace(output / name) for name in chosen.exporters)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _tasks(graph: Graph, folder: Path, chosen: Stages) -> list[Callable[[], None]]:
    """What is to be written side by side, the joined files first, since they take longest."""
    left = dict(chosen.exporters)
    tasks = []
    for names, export in chosen.joined.items():
        if left.keys() >= set(names):
            tasks.append(partial(export, graph, *(folder / name for name in names)))
            left = {name: each for name, each in left.items() if name not in names}
    return [*tasks, *(partial(export, graph, folder / name) for name, export in left.items())]


@contextmanager
def uncollected() -> Iterator[None]:
    """A time without garbage collection: a graph is millions of objects without a cycle, walked again and again."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _update(sources: Sequence[Source], output: Path, chosen: Stages, notify: Notify, *, drop: bool) -> Report:
    notify(Found(len(sources)))
    intake = Intake(notify)
    with locked(output):
        corpus = Corpus(output)
        before = corpus.held()
        found = (result for source in sources for result in articles(source, intake.held(before, chosen.analysis)))
        fresh = intake.fresh(found, before, chosen.analysis)
        analysed = _store(chosen.extract(fresh), corpus, chosen.analysis, notify)
        if not intake.seen:
            raise InputError(f"none of the {len(sources)} inputs holds an article that can be read")
        corpus.settle(keep=intake.seen if drop else None)
        report = _publish(corpus, output, chosen, notify)
    removed = len(before.keys() - intake.seen) if drop else 0
    return replace(report, analysed=analysed, removed=removed, skipped=tuple(intake.skipped))


def _built(output: Path) -> Corpus:
    corpus = Corpus(output)
    if not corpus.folder.is_dir():
        raise InputError(f"{output}: nothing was built here")
    return corpus


class Intake:
    """What a build has met on its way through the sources: ids of articles, and what was skipped."""

    def __init__(self, notify: Notify) -> None:
        self.seen: set[str] = set()
        self.skipped: list[Skipped] = []
        self._notify = notify

    def held(self, before: Mapping[str, Held], version: str) -> Callable[[Article], Article | None]:
        """What gives an article back, with its language, where it is there already as it is now."""
        return lambda article: before[article.id].unchanged(article, version) if article.id in before else None

    def fresh(
        self, results: Iterable[Article | UnreadableArticle], before: Mapping[str, Held], version: str
    ) -> Iterator[Article]:
        """The articles that are not there yet as they are now."""
        for result in results:
            if not isinstance(result, Article):
                self.skipped.append(Skipped(result.path, result.reason))
                self._notify(self.skipped[-1])
                continue
            self.seen.add(result.id)
            if result.id in before and before[result.id].unchanged(result, version):
                self._notify(Kept(result.id))
            else:
                yield result


def _store(extractions: Iterable[Extraction], corpus: Corpus, version: str, notify: Notify) -> int:
    waiting, count = iter(extractions), 0
    while batch := list(islice(waiting, BATCH)):
        corpus.add(batch, version)
        count += len(batch)
        for extraction in batch:
            notify(Extracted(extraction.article.id, len(extraction.claims)))
    return count


def _publish(corpus: Corpus, output: Path, chosen: Stages, notify: Notify) -> Report:
    """Writes the files, unless those that are there were made of the same articles in the same way."""
    basis = {"published": corpus.fingerprint(), "publication": chosen.publication}
    state = corpus.state()
    if not (basis.items() <= state.items() and all((output / name).is_file() for name in chosen.exporters)):
        with uncollected():
            graph = chosen.resolve(corpus.extractions())
            files = write(graph, output, chosen)
        for file in files:
            notify(Written(str(file)))
        chosen.finish(output)
        corpus.note(**basis, counts=_counts(graph))
        state = corpus.state()
    return Report(**state["counts"], files=tuple(output / name for name in chosen.exporters))


def _counts(graph: Graph) -> dict[str, object]:
    relations, certainties = Counter[str](), Counter[str]()
    for (relation, certainty), count in graph.tally().items():
        relations[relation] += count
        certainties[str(certainty)] += count
    return {
        "articles": len(graph.articles),
        "copies": sum(article.copy_of is not None for article in graph.known.values()),
        "entities": len(graph.entities),
        "by_relation": relations,
        "by_certainty": certainties,
    }
