"""`graphkit resolve review` and `conflicts`: what a person should look at."""

import sys
from itertools import islice
from typing import Annotated

import typer

from graphkit.commands.build import RULINGS, Kb, Rulings
from graphkit.commands.query import Folder

resolve = typer.Typer(help="See and settle what is one thing and what is not.", no_args_is_help=True)


@resolve.callback()
def _resolve() -> None:
    """See and settle what is one thing and what is not."""


@resolve.command()
def review(
    folder: Folder,
    most: Annotated[int, typer.Option(min=1, help="The most pairs to print.")] = 50,
    kb: Kb = None,
    rulings: Rulings = None,
) -> None:
    """List pairs that may be one thing, with their sentences and the rows of decisions.tsv that would settle them."""
    from graphkit.build import resolution
    from graphkit.resolve.review import header, shown, uncertain
    from graphkit.settings import Settings

    path = rulings or folder / RULINGS
    pairs = [shown(pair) for pair in islice(uncertain(resolution(folder, Settings(kb=tuple(kb or ())), path)), most)]
    sys.stdout.write("\n".join(pairs) if pairs else "no pair is uncertain\n")
    if pairs and not path.is_file():
        sys.stdout.write(f"\n{path} begins with this line:\n{header()}\n")


def conflicts(folder: Folder) -> None:
    """List statements that contradict each other, with their sentences."""
    from graphkit.conflicts import conflicts as find
    from graphkit.conflicts import shown
    from graphkit.export.tables import read

    graph = read(folder)
    found = [shown(conflict, graph) for conflict in find(graph)]
    sys.stdout.write("\n".join(found) if found else "no statements contradict each other\n")
