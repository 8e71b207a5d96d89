"""`graphkit export`, `validate` and `infer`: other files from a graph, whether it keeps its contract, what follows."""

from pathlib import Path
from typing import Annotated

import typer

from graphkit.commands.build import Base, Kb, Rulings
from graphkit.errors import UsageError, ValidationFailed

Folder = Annotated[Path, typer.Argument(help="A folder that `graphkit build` wrote.", show_default=False)]


def export(
    folder: Folder,
    name: Annotated[str, typer.Argument(help="The file, by a name that a build writes, or graph.jsonld, graph.rdf.")],
    to: Annotated[Path | None, typer.Option(help="Where to write it, otherwise beside the others.")] = None,
    about: Annotated[list[str] | None, typer.Option(help="Only what lies around this entity, by name or id.")] = None,
    steps: Annotated[int, typer.Option(min=0, help="How far around it.")] = 2,
    base: Base = None,
    kb: Kb = None,
    rulings: Rulings = None,
) -> None:
    """Write one file of a graph that was built, or of a part of it."""
    from graphkit import build as builder
    from graphkit.export import exporters, iris, on_request
    from graphkit.settings import Settings

    known = {**exporters(base or iris.BASE), **on_request(base or iris.BASE)}
    if name not in known:
        raise UsageError(f"no file {name!r}: it is one of {', '.join(sorted(known))}")
    stages = builder.stages(Settings(kb=tuple(kb or ())), builder.Options(rulings=rulings or folder / "decisions.tsv"))
    graph = builder.graph(folder, stages)
    if about:
        from graphkit.facts import entity
        from graphkit.part import around

        if to is None:
            raise UsageError("--about needs --to: the file beside the others holds the whole graph")
        graph = around(graph, {entity(folder, one).id for one in about}, steps)
    known[name](graph, to or folder / name)


def validate(
    folder: Folder,
    engine: Annotated[str, typer.Option(help="shacl, sparql, or auto: what fits the graph's size.")] = "auto",
) -> None:
    """Check a graph against the shapes that every build must keep."""
    from graphkit.validate import validate as check

    verdict = check(folder, engine)
    for violation in verdict.violations:
        typer.echo(violation.text(), nl=False)
    if not verdict.conforms:
        raise ValidationFailed(f"{folder}: {len(verdict.violations)} violations, by {verdict.engine}")
    typer.echo(f"{folder}: keeps its contract, by {verdict.engine}")


def infer(folder: Folder) -> None:
    """Write what follows from a graph, by the ontology, into a graph of its own."""
    from graphkit.infer import infer as follow

    report = follow(folder)
    for rule, count in sorted(report.by_rule.items(), key=lambda item: (-item[1], item[0])):
        typer.echo(f"{rule:<24}{count:>8}")
    typer.echo(f"{'inferred':<24}{report.total:>8}  {report.file}")
