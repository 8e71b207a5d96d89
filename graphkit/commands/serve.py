"""`graphkit serve`: the graph as a SPARQL endpoint, with the viewer."""

from typing import Annotated

import typer

from graphkit.commands.query import Folder
from graphkit.commands.terminal import complain

Host = Annotated[str, typer.Option(help="The address to listen at; others than this machine's let others in.")]
Names = Annotated[list[str] | None, typer.Option("--name", help="A host name that it answers to, beside localhost.")]
Origins = Annotated[list[str] | None, typer.Option("--cors", help="A web origin whose pages may ask.")]
Seconds = Annotated[float, typer.Option(min=0, help="The longest that a query may take.")]
Rows = Annotated[int, typer.Option(min=1, help="The most rows that a query may give.")]


def serve(
    folder: Folder,
    host: Host = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="The port to listen at.")] = 8000,
    names: Names = None,
    origins: Origins = None,
    seconds: Seconds = 30,
    rows: Rows = 100_000,
) -> None:
    """Serve a graph, read-only: the SPARQL protocol, a query page, the viewer, and pages about entities."""
    from graphkit import serve as server
    from graphkit.query import Limits

    complain(f"serving {folder} at http://{host}:{port}/ until interrupted")
    limits = Limits(seconds=seconds, rows=rows, megabytes=server.MEGABYTES)
    server.serve(folder, host=host, port=port, names=tuple(names or ()), origins=tuple(origins or ()), limits=limits)
