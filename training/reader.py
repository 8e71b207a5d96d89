"""The corpus reader of the recipe: gold tokens, kept in memory, cheap to read again and again."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import registry
from spacy.vocab import Vocab


@cache
def documents(path: Path, vocab: Vocab) -> list[Doc]:
    """The annotated documents of a `.spacy` file."""
    return list(DocBin().from_disk(path).get_docs(vocab))


def unannotated(doc: Doc) -> Doc:
    """The same words without any annotation: what the pipeline gets to see."""
    return Doc(doc.vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc])


def gold(path: Path) -> Callable[[Language], Iterator[Example]]:
    """Examples whose tokens are the gold ones; spaCy's own reader tokenises every text anew at every pass."""

    def read(nlp: Language) -> Iterator[Example]:
        for doc in documents(Path(path), nlp.vocab):
            yield Example(unannotated(doc), doc)

    return read


registry.readers.register("graphkit.Gold.v1", func=gold)
