"""What an output folder holds, and what a build would do to it; nothing is changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graphkit.corpus import Corpus, stamp
from graphkit.errors import InputError
from graphkit.model import Article
from graphkit.read import read


@dataclass(frozen=True, slots=True)
class Status:
    """Ids of articles by what a build would do with them.

    `kept` are as they were read, `stale` were analysed by another version or have changed, `new` and `gone` compare
    with the inputs and are empty without any. `unfinished`: a build was stopped before its graph was written.
    """

    kept: tuple[str, ...]
    stale: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    unfinished: bool


def status(output: Path, version: str, inputs: Sequence[str] = (), fields: Mapping[str, str] | None = None) -> Status:
    """The state of a folder, beside the inputs where there are any; raises `InputError` where nothing was built."""
    corpus = Corpus(output)
    if not corpus.folder.is_dir():
        raise InputError(f"{output}: nothing was built here")
    stored = corpus.stamps()
    unfinished = corpus.unfinished()
    if inputs:
        articles = (result for result in read(inputs, fields) if isinstance(result, Article))
        current = {article.id: stamp(article, version) for article in articles}
    else:
        current = {e.article.id: stamp(e.article, version) for e in corpus.extractions()}
    kept = {key for key, given in current.items() if stored.get(key) == given}
    return Status(
        kept=tuple(sorted(kept)),
        stale=tuple(sorted((current.keys() & stored.keys()) - kept)),
        new=tuple(sorted(current.keys() - stored.keys())),
        gone=tuple(sorted(stored.keys() - current.keys())) if inputs else (),
        unfinished=unfinished,
    )
