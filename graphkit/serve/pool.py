"""The worker processes behind the endpoint: one query each, replaced when a limit kills one.

A query that is not done soon gives its place to the next: it goes on in a lane of its own, at low priority, so that a
few cartesian products do not keep the rest waiting. That lane is short; past it, what is not done soon is stopped.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from graphkit.errors import GraphkitError
from graphkit.query import Answer, Limits, Question, Session, Worker

T = TypeVar("T")
# a query that has not run for this part of what is soon keeps its place, so many times as long
_SHARE = 0.2
_PATIENCE = 10
# niceness: queries come after the server itself, which else could not even refuse them, and slow ones after all
_AFTER_US, _LAST = 5, 15


class Busy(GraphkitError):
    """More is asked than can be answered now."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much a pool takes on at once: queries that run, that wait, and that are slow; `soon` is in seconds."""

    running: int = 4
    waiting: int = 64
    slow: int = 2
    soon: float = 0.5


class Pool:
    """Answers questions, no more at once than there is room for, so that memory and delay stay bounded."""

    def __init__(self, folder: Path, room: Room, limits: Limits) -> None:
        self.folder = folder
        self.room = room
        self.limits = limits
        self.base = ""
        self._inside = 0
        self._slow = 0
        self._places: asyncio.Queue[Worker | None] = asyncio.Queue()
        self._threads = ThreadPoolExecutor(room.running + room.slow + 1)

    @asynccontextmanager
    async def opened(self) -> AsyncIterator["Pool"]:
        """The pool with the graph in memory; its processes end with it. Raises `InputError` where there is no graph."""
        session = await self._aside(lambda: Session(self.folder, self.limits))
        self._session, self.base = session, session.base
        for _ in range(self.room.running):
            self._places.put_nowait(None)
        try:
            yield self
        finally:
            while not self._places.empty():
                _end(self._places.get_nowait())
            session.close()
            self._threads.shutdown(wait=False)

    async def ask(self, question: Question) -> Answer:
        """The answer to a question, under the pool's limits. Raises `Busy` where there is no room."""
        if self._inside >= self.room.running + self.room.waiting + self.room.slow:
            raise Busy("too many queries at once; try again later")
        self._inside += 1
        task = asyncio.ensure_future(self._answer(replace(question, limits=self.limits)))
        task.add_done_callback(self._done)
        # shielded: a client that goes away must not leave a process half read
        return await asyncio.shield(task)

    async def _answer(self, question: Question) -> Answer:
        worker = await self._places.get()
        try:
            if worker is None or not worker.alive:
                _end(worker)
                worker = None
                worker = await self._start()
        except BaseException:
            self._places.put_nowait(worker)
            raise
        before = worker.used()
        asking = self._aside(lambda: worker.ask(question))
        if await self._soon(worker, asking, before):
            self._places.put_nowait(worker)
            return asking.result()
        self._places.put_nowait(None)
        return await self._slowly(worker, asking)

    async def _soon(self, worker: Worker, asking: "asyncio.Future[Answer]", before: float) -> bool:
        """Whether the answer comes before the query has had its share of a processor, however busy the machine is."""
        for _turn in range(_PATIENCE):
            finished, _ = await asyncio.wait([asking], timeout=self.room.soon)
            if finished or worker.used() - before >= self.room.soon * _SHARE:
                return bool(finished)
        return False

    async def _slowly(self, worker: Worker, asking: "asyncio.Future[Answer]") -> Answer:
        """The answer of a worker that has given up its place, if the slow lane has room."""
        if self._slow >= self.room.slow:
            worker.close()
            await asyncio.gather(asking, return_exceptions=True)
            raise Busy(f"the query takes more than {self.room.soon:g} s while others do too; try again later")
        self._slow += 1
        worker.give_way(_LAST)
        try:
            return await asking
        finally:
            self._slow -= 1
            worker.close()

    async def _start(self) -> Worker:
        worker = await self._aside(self._session.worker)
        worker.give_way(_AFTER_US)
        return worker

    def _aside(self, work: Callable[[], T]) -> "asyncio.Future[T]":
        return asyncio.get_running_loop().run_in_executor(self._threads, work)

    def _done(self, task: "asyncio.Task[Answer]") -> None:
        self._inside -= 1
        if not task.cancelled():
            task.exception()  # seen here, since nobody may be left to see it


def _end(worker: Worker | None) -> None:
    if worker is not None:
        worker.close()
