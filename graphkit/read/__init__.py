"""Reading: paths in, articles out. One reader a file format; what a text says is not looked at here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from graphkit.errors import UnreadableArticle
from graphkit.model import Article
from graphkit.read import archives, html, pdf, plain, records, xml
from graphkit.read.language import supported
from graphkit.read.sources import Source, find

Reader = Callable[[Source], Iterator[Article | UnreadableArticle]]
# What an earlier reading found an article to be; None where it must be looked at again.
Held = Callable[[Article], Article | None]
Opener = Callable[[Source], Iterator[Source | UnreadableArticle]]

READERS: Mapping[str, Reader] = {
    "": plain.read,
    ".txt": plain.read,
    ".text": plain.read,
    ".md": plain.read,
    ".jsonl": records.read_lines,
    ".ndjson": records.read_lines,
    ".json": records.read_json,
    ".csv": records.read_table,
    ".tsv": records.read_table,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
    ".xml": xml.read,
    ".rss": xml.read,
    ".atom": xml.read,
    ".pdf": pdf.read,
}
CONTAINERS: Mapping[str, Opener] = {
    ".zip": archives.unzip,
    ".tar": archives.untar,
    ".gz": archives.decompress,
    ".bz2": archives.decompress,
    ".xz": archives.decompress,
    ".tgz": archives.decompress,
    ".tbz2": archives.decompress,
    ".txz": archives.decompress,
}


def read(paths: Sequence[str], fields: Mapping[str, str] | None = None) -> Iterator[Article | UnreadableArticle]:
    """The articles of files, folders, archives and standard input (`-`), in the same order whatever the paths' order.

    `fields` says under which name records (JSON Lines, CSV) hold an article's `text`, `title`, `date` and so on. What
    cannot be read comes out as the `UnreadableArticle` that says why; a path that does not exist raises `InputError`
    before anything is read.
    """
    sources = find(paths, fields or {})
    return (result for source in sources for result in articles(source))


def anew(article: Article) -> Article | None:  # noqa: ARG001 - the answer where nothing was read before
    """Nothing is known of any article."""
    return None


def articles(source: Source, held: Held = anew) -> Iterator[Article | UnreadableArticle]:
    """What one source holds; its failure is a result like any other. `held` spares to tell the language again."""
    try:
        yield from _inside(source, held) if source.suffix in CONTAINERS else _read(source, held)
    except UnreadableArticle as unreadable:
        yield unreadable


def _inside(source: Source, held: Held) -> Iterator[Article | UnreadableArticle]:
    empty = True
    for member in CONTAINERS[source.suffix](source):
        empty = False
        yield from articles(member, held) if isinstance(member, Source) else [member]
    if empty:
        raise UnreadableArticle(source.name, "an archive without files that can be read")


def _read(source: Source, held: Held) -> Iterator[Article | UnreadableArticle]:
    reader = READERS.get(source.suffix, plain.read if source.given else None)
    if reader is None:
        raise UnreadableArticle(source.name, f"no reader for {source.suffix} files")
    empty = True
    for result in reader(source):
        empty = False
        yield held(result) or _with_language(result, source) if isinstance(result, Article) else result
    if empty:
        raise UnreadableArticle(source.name, "no articles in it")


def _with_language(article: Article, source: Source) -> Article | UnreadableArticle:
    name = source.name if article.id == source.id else f"{source.name} ({article.id.removeprefix(source.id + '~')})"
    try:
        return replace(article, language=supported(article, name))
    except UnreadableArticle as unreadable:
        return unreadable
