"""The command line: which commands there are, and how errors become one line and an exit code."""

import os
import sys
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from graphkit import __version__
from graphkit.commands.build import add, build, remove
from graphkit.commands.evaluate import evaluate
from graphkit.commands.export import export, infer, validate
from graphkit.commands.query import explain, facts, query
from graphkit.commands.resolve import conflicts, resolve
from graphkit.commands.serve import serve
from graphkit.commands.status import status
from graphkit.commands.terminal import complain
from graphkit.errors import GraphkitError, UsageError

COMMANDS: Mapping[str, Callable[..., Any]] = {
    "build": build,
    "add": add,
    "remove": remove,
    "status": status,
    "query": query,
    "facts": facts,
    "explain": explain,
    "conflicts": conflicts,
    "export": export,
    "validate": validate,
    "infer": infer,
    "serve": serve,
    "evaluate": evaluate,
}

SETTINGS = Path("graphkit.toml")

app = typer.Typer(name="graphkit", no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)
for name, command in COMMANDS.items():
    app.command(name)(command)
app.add_typer(resolve, name="resolve")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"graphkit {__version__}")
        raise typer.Exit


@app.callback()
def graphkit(
    context: typer.Context,
    settings: Annotated[Path | None, typer.Option(help="A TOML file with options; graphkit.toml otherwise.")] = None,
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Dutch news articles in, a knowledge graph out, with the sentence behind every edge."""
    context.default_map = _settings(settings)


def _settings(path: Path | None) -> dict[str, Any]:
    """Options by command, as a file has them; the environment goes before it, and the command line before both."""
    chosen = path or SETTINGS
    if path is None and not chosen.is_file():
        return {}
    try:
        with chosen.open("rb") as file:
            return tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{chosen}: cannot be used as settings: {error}") from error


def main() -> None:
    """Run the command line; every error that graphkit knows ends as one line on standard error and its exit code."""
    try:
        app()
    except GraphkitError as error:
        complain(str(error))
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output (head, less) has gone: nothing is left to say, not even at interpreter shutdown.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
