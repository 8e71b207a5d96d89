"""`graphkit serve`: a read-only SPARQL endpoint on what a build wrote, on loopback unless told otherwise.

    serve(Path("output"), port=8080)

Limits by default. A query: 30 s, 1 GB of memory, 100,000 rows, 64 MB of result. A request: 1 MB, 10 s to arrive. At
once: 200 connections, two queries a processor, 64 that wait, two that take longer than half a second.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit import store
from graphkit.errors import UsageError
from graphkit.query import Limits

if TYPE_CHECKING:
    from starlette.applications import Starlette

HOST = "127.0.0.1"
PORT = 8000
WAITING = 64
MEGABYTES = 1024
CONNECTIONS = 200
_LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]


def serve(  # noqa: PLR0913 - what `graphkit serve` lets one set
    folder: Path,
    *,
    host: str = HOST,
    port: int = PORT,
    names: tuple[str, ...] = (),
    origins: tuple[str, ...] = (),
    limits: Limits | None = None,
) -> None:
    """Serves a folder that a build wrote, until interrupted.

    `names` are host names that it answers to beside loopback's, `origins` those that may ask from other pages (CORS).
    Raises `UsageError` where the extra `serve` is not installed, `InputError` where there is no graph.
    """
    app = create(folder, names=(host, *names), origins=origins, limits=limits)
    import uvicorn

    from graphkit.serve.connection import Impatient

    uvicorn.run(
        app,
        host=host,
        port=port,
        http=Impatient,
        ws="none",
        log_level="error",
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=5,
        h11_max_incomplete_event_size=32_768,
    )


def create(
    folder: Path,
    *,
    names: tuple[str, ...] = (),
    origins: tuple[str, ...] = (),
    limits: Limits | None = None,
    processes: int | None = None,
) -> "Starlette":
    """The ASGI application, for another server than ours; raises as `serve`."""
    try:
        from graphkit.serve.app import application
    except ImportError as error:
        raise UsageError("the server is not installed: pip install 'graphkit[serve]'") from error
    from graphkit.serve.pool import Pool, Room

    store.open_store(folder)
    room = Room(running=processes or 2 * max(2, os.cpu_count() or 2), waiting=WAITING)
    pool = Pool(folder, room, limits or Limits(megabytes=MEGABYTES))
    return application(pool, folder / "graph.html", hosts=[*_LOOPBACK, *names], origins=list(origins))
