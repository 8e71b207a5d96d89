"""Reading: paths in, articles out. One reader a file format; nothing here looks into the language of a text."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from graphkit.errors import UnreadableArticle
from graphkit.model import Article
from graphkit.read import plain
from graphkit.read.sources import Source, find

Reader = Callable[[Source], Iterator[Article | UnreadableArticle]]

READERS: Mapping[str, Reader] = {
    "": plain.read,
    ".txt": plain.read,
    ".text": plain.read,
    ".md": plain.read,
}


def read(paths: Sequence[str]) -> Iterator[Article | UnreadableArticle]:
    """The articles of files, folders and standard input (`-`), ordered by id whatever the order of the paths.

    What cannot be read comes out as the `UnreadableArticle` that says why; a path that does not exist raises
    `InputError` before anything is read.
    """
    sources = find(paths)
    return (result for source in sources for result in articles(source))


def articles(source: Source) -> Iterator[Article | UnreadableArticle]:
    """What one source holds; its failure is a result like any other."""
    reader = READERS.get(source.suffix, plain.read if source.given else None)
    if reader is None:
        yield UnreadableArticle(source.name, f"no reader for {source.suffix} files")
        return
    try:
        yield from reader(source)
    except UnreadableArticle as unreadable:
        yield unreadable
