"""The ready-made queries of `queries/`: what there is, and how a name becomes the entity in one.

Each is SPARQL as it stands; its first line says what it answers, the next which entities it can be narrowed down to:
a parameter is a variable with `VALUES ?name { UNDEF }`, and an argument takes the place of UNDEF.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graphkit import resources
from graphkit.errors import UsageError
from graphkit.export.iris import Iris
from graphkit.table import aligned

_PARAMETER = re.compile(r"^# (\w+): (.*?) \((required|optional)\)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """An entity that a query can be asked about."""

    name: str
    meaning: str
    required: bool


@dataclass(frozen=True, slots=True)
class Ready:
    """A query with what it answers and which parameters it takes."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    sparql: str


def queries() -> Mapping[str, Ready]:
    """All ready-made queries by name."""
    found = sorted((resources.PACKAGE / "queries").glob("*.rq"))
    return {path.stem: _read(path.stem, path.read_text("utf-8")) for path in found}


def fill(folder: Path, name: str, arguments: Mapping[str, str]) -> str:
    """The SPARQL of a ready-made query, each argument a label, name or id of an entity in the folder.

    Raises `UsageError` where there is no such query, parameter or entity, or a required one is missing.
    """
    from graphkit import facts

    known = queries().get(name)
    if known is None:
        raise UsageError(f"no query {name!r}; `graphkit query --list` shows what there is")
    for parameter in known.parameters:
        if parameter.required and parameter.name not in arguments:
            raise UsageError(f"the query {name} needs {parameter.name}: {parameter.meaning}")
    sparql = known.sparql
    for argument, value in arguments.items():
        if argument not in {parameter.name for parameter in known.parameters}:
            raise UsageError(f"the query {name} takes no {argument!r}")
        named = _prefixed(facts.entity(folder, value).id)
        sparql = sparql.replace(f"VALUES ?{argument} {{ UNDEF }}", f"VALUES ?{argument} {{ {named} }}")
    return sparql


def listing() -> str:
    """The ready-made queries as a table for people."""
    rows = [[one.name, " ".join(map(_spelled, one.parameters)), one.title] for one in queries().values()]
    return aligned(["query", "about", "what it answers"], rows)


def _read(name: str, text: str) -> Ready:
    parameters = tuple(Parameter(one, meaning, kind == "required") for one, meaning, kind in _PARAMETER.findall(text))
    return Ready(name, text.partition("\n")[0].removeprefix("# "), parameters, text)


def _prefixed(identifier: str) -> str:
    """An entity by the prefix that every query knows, whatever base the graph was built with."""
    local = Iris().entity(identifier).removeprefix(Iris().prefixes()["ent"])
    return "ent:" + re.sub(r"[._~-]", r"\\\g<0>", local)


def _spelled(parameter: Parameter) -> str:
    return parameter.name if parameter.required else f"[{parameter.name}]"
