"""Where the files that ship with graphkit are, in a checkout and in an installed wheel alike."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def language(code: str = "nl") -> Path:
    """The folder of a language: its rules, lexicons and trained pipeline."""
    return PACKAGE / "lang" / code


def ontology() -> Path:
    """The folder with `graphkit.ttl` and `shapes.ttl`."""
    return shipped("ontology")


def shipped(name: str) -> Path:
    """A top-level folder: beside the package in a checkout, under `_data` in a wheel."""
    inside = PACKAGE / "_data" / name
    return inside if inside.is_dir() else PACKAGE.parent / name
