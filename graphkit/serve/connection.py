"""A connection that does not wait for ever: a client that sends its request too slowly is cut off."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

SLOWEST_HEAD_SECONDS = 10


class Impatient(H11Protocol):
    """uvicorn's protocol, which has no deadline for the head of a request, with one."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Starts waiting for the first request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stops waiting."""
        self._stop()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Stops waiting once a request's head is whole; starts when the next one has begun."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop()
        elif self._deadline is None:
            self._wait()

    def on_response_complete(self) -> None:
        """Leaves the connection to uvicorn's own keep-alive."""
        self._stop()
        super().on_response_complete()

    def _wait(self) -> None:
        self._deadline = self.loop.call_later(SLOWEST_HEAD_SECONDS, self.transport.close)

    def _stop(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
