"""`graphkit query`, `facts` and `explain`: what the graph says, with SPARQL and without."""

import csv
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.commands.build import RULINGS, Kb, Rulings
from graphkit.errors import InputError, LimitReached, UsageError

if TYPE_CHECKING:
    from graphkit.facts import Fact

Folder = Annotated[Path, typer.Argument(help="A folder that `graphkit build` wrote.", show_default=False)]


class Form(StrEnum):
    """How a query's answer is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    XML = "xml"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"


class Listing(StrEnum):
    """How facts are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"


def _list(wanted: bool) -> None:
    if wanted:
        from graphkit.ready import listing

        sys.stdout.write(listing())
        raise typer.Exit


def query(
    folder: Folder,
    asked: Annotated[
        str,
        typer.Argument(metavar="QUERY", help="SPARQL, a file with it, - for standard input, or a name from --list."),
    ],
    arguments: Annotated[
        list[str] | None, typer.Argument(metavar="NAME=ENTITY", help="What a query of the list is about.")
    ] = None,
    form: Annotated[Form, typer.Option("--format", "-f", help="How to print the answer.")] = Form.TABLE,
    inferred: Annotated[bool, typer.Option("--inferred", help="Ask what `graphkit infer` found, too.")] = False,
    seconds: Annotated[float, typer.Option(min=0, help="The longest that it may take.")] = 30,
    rows: Annotated[int, typer.Option(min=1, help="The most rows to print.")] = 100_000,
    _: Annotated[
        bool, typer.Option("--list", callback=_list, is_eager=True, help="List the queries that are ready to be asked.")
    ] = False,
) -> None:
    """Ask the graph with SPARQL, or by a ready-made query."""
    from graphkit.query import Limits, run

    limits = Limits(seconds=seconds, rows=rows)
    try:
        answer = run(folder, _sparql(folder, asked, arguments or []), form=form, inferred=inferred, limits=limits)
    except LimitReached as limit:
        sys.stdout.write(limit.partial)
        raise
    sys.stdout.write(answer.text)


def facts(
    folder: Folder,
    relation: Annotated[str | None, typer.Option("--relation", "-r", help="Of this relation alone.")] = None,
    about: Annotated[str | None, typer.Option("--about", "-a", help="About this entity alone, by name or id.")] = None,
    certainty: Annotated[str | None, typer.Option(help="Asserted, possible or negated alone.")] = None,
    article: Annotated[str | None, typer.Option(help="Of this article alone, by id.")] = None,
    form: Annotated[Listing, typer.Option("--format", "-f", help="How to print them.")] = Listing.TABLE,
) -> None:
    """List statements, without SPARQL."""
    from graphkit import facts as asked

    found = list(asked.facts(folder, relation=relation, about=about, certainty=certainty, article=article))
    if form is Listing.TABLE:
        sys.stdout.write(asked.as_table(found))
    else:
        WRITERS[form](list(map(_record, found)))


def explain(
    folder: Folder,
    entity: Annotated[str, typer.Argument(help="A name or an id.")],
    merges: Annotated[bool, typer.Option("--merges", help="Say why its mentions are one, instead.")] = False,
    kb: Kb = None,
    rulings: Rulings = None,
) -> None:
    """Print all that is said about an entity, each with its sentence, article, offsets and rule."""
    from graphkit import facts as asked

    if not merges:
        sys.stdout.write(asked.explanation(asked.explain(folder, entity)))
        return
    from graphkit.build import resolution
    from graphkit.resolve.review import explained
    from graphkit.settings import Settings

    found = resolution(folder, Settings(kb=tuple(kb or ())), rulings or folder / RULINGS)
    sys.stdout.write(explained(found, asked.entity(folder, entity).id))


def _sparql(folder: Path, asked: str, arguments: list[str]) -> str:
    """The query itself: the argument is one, says where one is, or is the name of one that is ready."""
    from graphkit.ready import fill, queries

    if asked in queries():
        pairs = [argument.partition("=") for argument in arguments]
        return fill(folder, asked, {name: entity for name, _, entity in pairs})
    if arguments:
        raise UsageError(f"{asked!r} is no query of `graphkit query --list`, and no other takes {arguments[0]!r}")
    if asked == "-":
        return sys.stdin.read()
    if asked.endswith((".rq", ".sparql")):
        try:
            return Path(asked).read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{asked}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    return asked


def _record(fact: "Fact") -> dict[str, object]:
    statement = fact.statement
    return {
        "subject": fact.subject,
        "relation": statement.relation,
        "object": fact.object,
        "certainty": str(statement.certainty),
        "articles": fact.count.articles,
        "sources": fact.count.sources,
        "first_reported": fact.count.first,
        "last_reported": fact.count.last,
        "article": fact.evidence[0].article if fact.evidence else "",
        "sentence": fact.evidence[0].quote if fact.evidence else "",
        "subject_id": statement.subject,
        "object_id": statement.object,
    }


def _as_json(records: Iterable[Mapping[str, object]]) -> None:
    json.dump(list(records), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def _separated(records: list[Mapping[str, object]], delimiter: str) -> None:
    names = list(records[0]) if records else ["subject", "relation", "object", "certainty"]
    writer = csv.DictWriter(sys.stdout, names, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)


WRITERS: Mapping[Listing, Callable[[list[dict[str, object]]], None]] = {
    Listing.JSON: _as_json,
    Listing.CSV: lambda records: _separated([*records], ","),
    Listing.TSV: lambda records: _separated([*records], "\t"),
}
