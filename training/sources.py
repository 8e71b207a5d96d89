"""Where the data is: the folder named by GRAPHKIT_SHARED, and the folder that the steps write to."""

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

BUILD = Path(os.environ.get("GRAPHKIT_TRAINING_BUILD", Path(__file__).parent / "runs"))


class SharedMissingError(RuntimeError):
    """GRAPHKIT_SHARED is not set, or names a folder without the corpora."""


def shared() -> Path:
    """The folder with `corpora/`, `gold/` and `lexicons/`."""
    named = os.environ.get("GRAPHKIT_SHARED")
    if not named:
        raise SharedMissingError("set GRAPHKIT_SHARED to the folder that holds corpora/, gold/ and lexicons/")
    folder = Path(named)
    if not (folder / "corpora").is_dir():
        raise SharedMissingError(f"GRAPHKIT_SHARED: {folder} holds no corpora/")
    return folder


def treebank(name: str) -> Path:
    """A treebank file by its stem, such as `alpino-core`."""
    return shared() / "corpora" / "treebank" / f"{name}.conllu.gz"


def names(name: str) -> Path:
    """A file of annotated names by its stem, such as `conll2002-nl-train`."""
    return shared() / "corpora" / "ner" / f"{name}.tsv.gz"


def lines(path: Path) -> Iterator[str]:
    """The lines of a text file, gzipped or not, without their line ends."""
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as file:
            yield from (line.rstrip("\n") for line in file)
    else:
        with path.open(encoding="utf-8") as file:
            yield from (line.rstrip("\n") for line in file)
