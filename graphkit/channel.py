"""How a request reaches a worker process, and its reply comes back.

`Pipes` starts a process of its own. A `Nursery` is one that holds the graph in memory and forks workers that share it,
in milliseconds; where the system cannot fork there is none. A process that runs past its time is killed.
"""

import os
import select
import socket
import struct
import subprocess
import sys
import time
from pathlib import Path
from threading import Lock, Timer
from typing import IO, Protocol

from graphkit.messages import Reply, replied

# what a nursery is told: 0 to start a worker on the socket that comes with it, else the process to end
ORDER = struct.Struct("<q")
CAN_FORK = hasattr(os, "fork")
# has glibc ask for huge pages, which other systems do not read: an aggregate over a million triples takes half the time
_HUGE_PAGES = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
_BLOCK = 2**16
# of C's timeval
_TIME = struct.Struct("@ll")


class Channel(Protocol):
    """A worker process at the other end; `receive` gives the status `gone` where it ended before it had answered."""

    pid: int | None

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""

    def send(self, request: bytes) -> None:
        """Passes on a request."""

    def receive(self, seconds: float | None = None) -> Reply:
        """The next answer; past the time the process is killed, and `late` is true."""

    def close(self) -> None:
        """Ends the process, whatever it is doing."""


class Pipes:
    """A worker process of one's own."""

    def __init__(self, folder: Path, megabytes: int) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own module, the folder as one argument
            _command(folder, megabytes), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.pid: int | None = self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def send(self, request: bytes) -> None:
        """Passes on a request; a process that is gone shows when it is to answer."""
        if self._process.stdin is not None:
            try:
                self._process.stdin.write(request)
                self._process.stdin.flush()
            except BrokenPipeError:
                return

    def receive(self, seconds: float | None = None) -> Reply:
        """The next answer."""
        if seconds is None:
            return self._read()
        timer = Timer(seconds, self._process.kill)
        timer.start()
        reply = self._read()
        late = not timer.is_alive()
        timer.cancel()
        return reply._replace(late=late)

    def close(self) -> None:
        """Ends the process."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            _close(pipe)

    def _read(self) -> Reply:
        if self._process.stdout is None:
            return Reply("gone")
        line = self._process.stdout.readline()
        if not line.endswith(b"\n"):
            return Reply("gone")
        status, kind, truncated, size = replied(line)
        body = self._process.stdout.read(size)
        return Reply(status, body, kind, truncated) if len(body) == size else Reply("gone")


class Forked:
    """A worker that a nursery has forked; whoever reads its first reply finds its `pid` there, and notes it here."""

    def __init__(self, ours: socket.socket, nursery: "Nursery") -> None:
        self._socket = ours
        self._coming = select.poll()
        self._coming.register(ours, select.POLLIN)
        self._patience: float | None = None
        self._nursery = nursery
        self.pid: int | None = None
        self.alive = True

    def send(self, request: bytes) -> None:
        """Passes on a request; a process that is gone shows when it is to answer."""
        try:
            self._socket.sendall(request)
        except OSError:
            self.alive = False

    def receive(self, seconds: float | None = None) -> Reply:
        """The next answer."""
        end = None if seconds is None else time.monotonic() + seconds
        try:
            held = self._first(seconds)
            while (line := held.find(b"\n")) < 0:
                held += self._more(end)
            status, kind, truncated, size = replied(held[:line])
            body = held[line + 1 :]
            if len(body) < size:
                body = self._rest(body, size, end)
            return Reply(status, body, kind, truncated)
        except (OSError, EOFError) as error:
            self.close()
            return Reply("gone", late=isinstance(error, TimeoutError))

    def close(self) -> None:
        """Ends the process."""
        self.alive = False
        self._socket.close()
        if self.pid is not None:
            self._nursery.end(self.pid)
            self.pid = None

    def _first(self, seconds: float | None) -> bytes:
        """What comes first; the system keeps the time, which costs less than waiting and then reading."""
        if seconds != self._patience:
            whole, part = divmod(0 if seconds is None else max(1, round(seconds * 1e6)), 1_000_000)
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, _TIME.pack(whole, part))
            self._patience = seconds
        try:
            return self._received()
        except BlockingIOError as error:
            raise TimeoutError from error

    def _more(self, end: float | None) -> bytes:
        self._wait(end)
        return self._received()

    def _received(self) -> bytes:
        found = self._socket.recv(_BLOCK)
        if not found:
            raise EOFError
        return found

    def _rest(self, begun: bytes, size: int, end: float | None) -> bytes:
        """A body that did not come with its head."""
        whole = bytearray(size)
        whole[: len(begun)] = begun
        left = memoryview(whole)[len(begun) :]
        while left:
            self._wait(end)
            count = self._socket.recv_into(left)
            if not count:
                raise EOFError
            left = left[count:]
        return bytes(whole)

    def _wait(self, end: float | None) -> None:
        """Returns when something has come; raises `TimeoutError` at the end."""
        left = None if end is None else 1000 * max(0.0, end - time.monotonic())
        if not self._coming.poll(left):
            raise TimeoutError


class Nursery:
    """The process that holds the graph; started with the first worker, and again should it be gone."""

    _orders: socket.socket

    def __init__(self, folder: Path, megabytes: int) -> None:
        self._command = [*_command(folder, megabytes), "--fork"]
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> Forked:
        """A new worker; its first answer says whether it could open the graph."""
        ours, theirs = socket.socketpair()
        with self._lock, theirs:
            if self._process is None or self._process.poll() is not None:
                self._begin()
            socket.send_fds(self._orders, [ORDER.pack(0)], [theirs.fileno()])
        return Forked(ours, self)

    def end(self, pid: int) -> None:
        """Kills a worker."""
        with self._lock:
            try:
                self._orders.sendall(ORDER.pack(pid))
            except OSError:  # the nursery is gone, and its workers with it
                return

    def close(self) -> None:
        """Ends the process and all its workers."""
        if self._process is not None:
            self._orders.close()
            self._process.wait()

    def _begin(self) -> None:
        if self._process is not None:
            self._orders.close()
        self._orders, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - as above
                self._command,
                env={**_HUGE_PAGES, **os.environ},
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )


def _command(folder: Path, megabytes: int) -> list[str]:
    return [sys.executable, "-m", "graphkit.worker", str(folder.resolve()), str(megabytes)]


def _close(pipe: IO[bytes] | None) -> None:
    if pipe is not None:
        try:
            pipe.close()
        except BrokenPipeError:  # what was still to be sent has no reader any more
            return
