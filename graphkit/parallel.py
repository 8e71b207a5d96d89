"""From articles to extractions in this process, in several, or on a Dask cluster: the same, in the same order."""

import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Protocol

from graphkit.errors import GraphkitError
from graphkit.model import Article, Extraction
from graphkit.settings import Settings

if TYPE_CHECKING:
    from graphkit.analyse import Pipeline

# Articles a task: enough to fill spaCy's batches, few enough that no worker has long to wait for the last of them.
BATCH = 16
# Articles after which what they left is cleared away: a parsed sentence is full of cycles.
SWEPT = 64
# Tasks in flight for each worker, so that none waits and the articles ahead stay few.
AHEAD = 3
SHIPPED = Settings()
KILLED = "a worker process was killed, perhaps for want of memory; the next build goes on"
# PR_SET_PDEATHSIG of Linux's prctl.
DIE_WITH_PARENT = 1
# What a forked process has inherited to do; empty in any other.
_TASKS: list[Callable[[], object]] = []


class Result(Protocol):
    """What a pool gives for a task: a future of the standard library or of Dask."""

    def result(self) -> list[Extraction]:
        """What the task returned, once it has."""


def extractions(
    articles: Iterable[Article], settings: Settings = SHIPPED, *, workers: int = 1, scheduler: str | None = None
) -> Iterator[Extraction]:
    """Each article's extraction, in the order of the articles; nothing is loaded while there is no article.

    `workers` is the number of processes; `scheduler` the address of a Dask scheduler whose workers do it instead.
    """
    articles = iter(articles)
    first = next(articles, None)
    if first is None:
        return
    articles = chain([first], articles)
    if scheduler is not None:
        yield from _on_cluster(articles, settings, scheduler)
    elif workers > 1:
        yield from _in_processes(articles, settings, workers)
    else:
        yield from process(articles, settings)


def process(articles: Iterable[Article], settings: Settings = SHIPPED) -> Iterator[Extraction]:
    """Each article's extraction, by this process."""
    from graphkit.analyse import analyse
    from graphkit.extract import extract

    known, pipeline, waiting = settings.known, _pipeline(settings.model), iter(articles)
    with _swept():
        while batch := list(islice(waiting, SWEPT)):
            yield from (extract(analysis, known) for analysis in analyse(batch, pipeline))
            gc.collect()


@contextmanager
def _swept() -> Iterator[None]:
    """A time in which garbage is collected on demand alone, and never among what was there before.

    Left to itself, Python walks through the pipeline and the knowledge base again and again, which takes longer than
    to merge and export what is extracted meanwhile.
    """
    collecting = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        if collecting:
            gc.enable()


def side_by_side(tasks: Sequence[Callable[[], object]], workers: int) -> None:
    """Does each of the tasks; where there is `fork`, several at a time in processes that see all that this one has."""
    from multiprocessing import get_all_start_methods, get_context

    if min(workers, len(tasks)) < 2 or "fork" not in get_all_start_methods() or sys.platform != "linux":  # noqa: PLR2004
        for task in tasks:
            task()
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    # A graph would take longer to send than to write; no worker of the analysis, and so no thread, is left by now.
    with ProcessPoolExecutor(workers, get_context("fork"), initializer=_inherit, initargs=(tasks, os.getpid())) as pool:
        try:
            deque(pool.map(_inherited, range(len(tasks))), maxlen=0)
        except BrokenProcessPool as error:
            raise GraphkitError(KILLED) from error


def _inherit(tasks: Sequence[Callable[[], object]], parent: int) -> None:
    """Makes the tasks known, and the process one that dies with its parent: it holds the lock of the folder too."""
    import ctypes

    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _TASKS.extend(tasks)


def _inherited(number: int) -> None:
    _TASKS[number]()


def _task(articles: list[Article], settings: Settings) -> list[Extraction]:
    return list(process(articles, settings))


def release() -> None:
    """Gives back the memory of this process's pipeline, about that of a graph of ten thousand articles."""
    _pipeline.cache_clear()
    gc.collect()


@cache
def _pipeline(model: str | None) -> "Pipeline":
    from graphkit.analyse import load

    return load(model)


def _in_processes(articles: Iterator[Article], settings: Settings, workers: int) -> Iterator[Extraction]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # A fresh interpreter: a fork would inherit this one's threads and locks in whatever state they are.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_prepare) as pool:
        try:
            yield from _in_order(articles, lambda batch: pool.submit(_task, batch, settings), workers)
        except BrokenProcessPool as error:
            raise GraphkitError(KILLED) from error
        finally:
            pool.shutdown(cancel_futures=True)


def _prepare() -> None:
    """Leaves Ctrl-C to the parent, and each worker one thread: several would fight over the same cores."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
        os.environ[name] = "1"


def _on_cluster(articles: Iterator[Article], settings: Settings, scheduler: str) -> Iterator[Extraction]:
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise GraphkitError("--scheduler needs dask: pip install 'graphkit[distributed]'") from error
    try:
        client = Client(scheduler, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise GraphkitError(f"{scheduler}: no Dask scheduler answers there") from error
    with client:
        workers = max(1, sum(client.nthreads().values()))  # type: ignore[no-untyped-call]
        yield from _in_order(
            articles, lambda batch: client.submit(_task, batch, settings, pure=False, retries=3), workers
        )


def _in_order(
    articles: Iterator[Article], submit: Callable[[list[Article]], Result], workers: int
) -> Iterator[Extraction]:
    """Results in the order of the articles, with a bounded number of tasks ahead of the one that is waited for."""
    ahead: deque[Result] = deque()
    while batch := list(islice(articles, BATCH)):
        ahead.append(submit(batch))
        if len(ahead) >= workers * AHEAD:
            yield from ahead.popleft().result()
    while ahead:
        yield from ahead.popleft().result()
