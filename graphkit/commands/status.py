"""`graphkit status`: what a folder holds, and what a build would do."""

from pathlib import Path
from typing import Annotated

import typer

from graphkit.commands.build import Fields, Kb, Model

Folder = Annotated[Path, typer.Argument(help="A folder that `graphkit build` wrote.", show_default=False)]
Inputs = Annotated[list[str] | None, typer.Argument(help="Inputs to compare it with.", show_default=False)]


def status(folder: Folder, inputs: Inputs = None, model: Model = None, kb: Kb = None, fields: Fields = "") -> None:
    """Say what a folder holds and, beside some inputs, what a build of them would do."""
    from graphkit.read.records import mapping
    from graphkit.settings import Settings
    from graphkit.status import status as look

    found = look(folder, Settings(model, tuple(kb or ())).version, inputs or (), mapping(fields))
    rows = {"up to date": found.kept, "to be analysed again": found.stale}
    if inputs:
        rows |= {"new": found.new, "gone": found.gone}
    for name, articles in rows.items():
        typer.echo(f"{name:<24}{len(articles):>8}  {_some(articles)}".rstrip())
    if found.unfinished:
        typer.echo("a build was stopped before its graph was written; the next build goes on where it was")


def _some(articles: tuple[str, ...], most: int = 5) -> str:
    return ", ".join(articles[:most]) + (" …" if len(articles) > most else "")
