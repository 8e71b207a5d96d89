"""The worker processes behind the endpoint: a fixed number, one query each, replaced when a limit kills one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from graphkit.errors import GraphkitError
from graphkit.query import Answer, Limits, Question, Worker


class Busy(GraphkitError):
    """More queries wait than may."""


class Pool:
    """Answers questions in turn; more than `waiting` at once are refused, so that memory and delay stay bounded."""

    def __init__(self, folder: Path, *, size: int, waiting: int, limits: Limits) -> None:
        self.folder = folder
        self.size = size
        self.limits = limits
        self._room = size + waiting
        self._inside = 0
        self._idle: asyncio.Queue[Worker | None] = asyncio.Queue()
        self.base = ""

    @asynccontextmanager
    async def opened(self) -> AsyncIterator["Pool"]:
        """The pool with its processes started; they end with it. Raises `InputError` where there is no graph."""
        first = await asyncio.to_thread(Worker, self.folder, self.limits)
        self.base = first.base
        self._idle.put_nowait(first)
        for _ in range(self.size - 1):
            self._idle.put_nowait(None)
        try:
            yield self
        finally:
            while not self._idle.empty():
                _end(self._idle.get_nowait())

    async def ask(self, question: Question) -> Answer:
        """The answer to a question, under the pool's limits. Raises `Busy` where too many wait already."""
        if self._inside >= self._room:
            raise Busy("too many queries at once; try again later")
        self._inside += 1
        task = asyncio.ensure_future(self._answer(replace(question, limits=self.limits)))
        task.add_done_callback(self._done)
        # shielded: a client that goes away must not leave a process half read
        return await asyncio.shield(task)

    async def _answer(self, question: Question) -> Answer:
        worker = await self._idle.get()
        try:
            if worker is None or not worker.alive:
                _end(worker)
                worker = None
                worker = await asyncio.to_thread(Worker, self.folder, self.limits)
            return await asyncio.to_thread(worker.ask, question)
        finally:
            self._idle.put_nowait(worker)

    def _done(self, task: "asyncio.Task[Answer]") -> None:
        self._inside -= 1
        if not task.cancelled():
            task.exception()  # seen here, since nobody may be left to see it


def _end(worker: Worker | None) -> None:
    if worker is not None:
        worker.close()
