"""What a result rests on, as hashes: when one changes, what was made with it is made again."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from graphkit import resources

# All that decides what an article is taken to say; tests/unit/test_versions.py holds the list to the imports.
ANALYSIS = (
    "analyse.py", "components.py", "extract", "knowledge.py", "lang", "lemmas.py", "model.py", "ontology.py",
    "resources.py", "syntax.py",
)  # fmt: skip
ANALYSERS = ("spacy", "thinc")
PUBLISHERS = ("rdflib", "networkx", "pyvis")


@cache
def analysis(model: str | None = None) -> str:
    """The version of everything between an article and its extraction; `model` as for `analyse.load`."""
    own = [resources.PACKAGE / name for name in ANALYSIS]
    return _digest([*own, resources.ontology(), *_model(model)], [*map(_installed, ANALYSERS), model or ""])


@cache
def publication() -> str:
    """The version of everything between the extractions and the files."""
    return _digest([resources.PACKAGE, resources.ontology()], map(_installed, PUBLISHERS))


def _model(name: str | None) -> list[Path]:
    if name is None or Path(name).is_dir():
        return [Path(name)] if name else []
    package = find_spec(name) if name.isidentifier() else None
    return [Path(place) for place in package.submodule_search_locations or ()] if package else []


def _installed(library: str) -> str:
    return f"{library} {version(library)}"


def _digest(roots: Iterable[Path], words: Iterable[str]) -> str:
    digest = hashlib.sha256("\0".join(words).encode())
    for root in roots:
        for path in _files(root):
            digest.update(f"\0{path.relative_to(root.parent)}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:32]


def _files(root: Path) -> Iterator[Path]:
    if root.is_file():
        yield root
    else:
        yield from sorted(p for p in root.rglob("*") if p.is_file() and p.suffix not in (".pyc", ".part"))
