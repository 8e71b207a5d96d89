"""`graphkit query`, `facts` and `explain`: what the graph says, with SPARQL and without."""

import csv
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.errors import InputError, LimitReached

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


def query(
    folder: Folder,
    sparql: Annotated[str, typer.Argument(help="A SPARQL query, a file with one, or - for standard input.")],
    form: Annotated[Form, typer.Option("--format", "-f", help="How to print the answer.")] = Form.TABLE,
    inferred: Annotated[bool, typer.Option(help="Ask what `graphkit infer` found, too.")] = False,
    seconds: Annotated[float, typer.Option(min=0, help="The longest that it may take.")] = 30,
    rows: Annotated[int, typer.Option(min=1, help="The most rows to print.")] = 100_000,
) -> None:
    """Ask the graph with SPARQL."""
    from graphkit.query import Limits, run

    limits = Limits(seconds=seconds, rows=rows)
    try:
        answer = run(folder, _text(sparql), form=form, inferred=inferred, limits=limits)
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
) -> None:
    """Print all that is said about an entity, each with its sentence, article, offsets and rule."""
    from graphkit import facts as asked

    sys.stdout.write(asked.explanation(asked.explain(folder, entity)))


def _text(given: str) -> str:
    """The query itself: the argument is one, or says where one is."""
    if given == "-":
        return sys.stdin.read()
    if given.endswith((".rq", ".sparql")):
        try:
            return Path(given).read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{given}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    return given


def _record(fact: "Fact") -> dict[str, object]:
    statement = fact.statement
    return {
        "subject": fact.subject,
        "relation": statement.relation,
        "object": fact.object,
        "certainty": str(statement.certainty),
        "articles": len({evidence.article for evidence in fact.evidence}),
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
