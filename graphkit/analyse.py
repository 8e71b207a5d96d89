"""From articles to analysed sentences: the one place that runs spaCy. What a sentence says is not decided here."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit import lemmas, resources
from graphkit.errors import ModelError
from graphkit.model import Article, Span
from graphkit.syntax import Analysis, Sentence, Token, link

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NEEDED = {"tagger or morphologizer": ("tagger", "morphologizer"), "lemmatizer": ("lemmatizer", "trainable_lemmatizer"),
          "parser": ("parser",), "ner": ("ner",)}  # fmt: skip
VERB = "VERB"
PARAGRAPH = re.compile(r"[^\r\n]+")
# A paragraph of more characters is cut at white space: parsing needs memory in proportion to it.
LONGEST = 20_000
# Paragraphs that go through the pipeline together: of more, what lies between two layers no longer fits the caches.
# 256 articles took 8.6 s of processor time at once and 7.4 s by 50 paragraphs, in two thirds of the memory.
TOGETHER = 50
CLOSERS = "\"'’”)]»"
ENDERS = ".!?…:;"


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A loaded spaCy pipeline and the name under which provenance mentions it."""

    nlp: "Language"
    name: str


def load(model: str | None = None) -> Pipeline:
    """The Dutch pipeline that ships with graphkit, or another spaCy pipeline by name or path.

    Raises ModelError if there is none, or if it lacks a component that extraction needs.
    """
    import spacy

    # Importing it registers the layers of the pipeline that ships.
    from graphkit.components import use_numpy_products

    use_numpy_products()
    path = model or resources.language() / "pipeline"
    try:
        nlp = spacy.load(path)
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(f"{path}: no spaCy pipeline can be loaded from here ({str(error).splitlines()[0]})") from error
    if model is None:
        _tell_apart(nlp)
    missing = [what for what, names in NEEDED.items() if not any(name in nlp.pipe_names for name in names)]
    if missing:
        raise ModelError(f"{path}: the pipeline lacks {', '.join(missing)}; it has {', '.join(nlp.pipe_names)}")
    meta = nlp.meta
    return Pipeline(nlp, f"{meta.get('lang', 'xx')}_{meta.get('name', Path(path).name)}-{meta.get('version', '0')}")


def _tell_apart(nlp: "Language") -> None:
    """Lets the pipeline take an abbreviation in capitals for another one, not for the word that it is in small letters.

    "Het OM" was the preposition in each of 67 places, and "IS" the verb in each of 34.
    """
    path = resources.language(nlp.lang or "") / "abbreviations.tsv"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    pairs = [line.split("\t") for line in lines if line and not line.startswith("#")]
    tokenizer: Any = nlp.tokenizer
    for word, like in pairs[1:]:
        tokenizer.add_special_case(word, [{"ORTH": word, "NORM": like}])


def analyse(articles: Iterable[Article], pipeline: Pipeline, *, batch: int = 64) -> Iterator[Analysis]:
    """Each article with its sentences, in the order in which the articles come."""
    waiting: list[Article] = []
    for article in articles:
        waiting.append(article)
        if len(waiting) >= batch:
            yield from _analyse_batch(waiting, pipeline.nlp)
            waiting = []
    yield from _analyse_batch(waiting, pipeline.nlp)


def _analyse_batch(articles: list[Article], nlp: "Language") -> list[Analysis]:
    pieces = [(number, span) for number, article in enumerate(articles) for span in paragraphs(article)]
    texts = [span.of(articles[number].text) for number, span in pieces]
    analyses = [Analysis(article, []) for article in articles]
    # The vocabulary would grow with every new word: a memory zone forgets them when the batch is done.
    with nlp.memory_zone():
        for (number, span), doc in zip(pieces, nlp.pipe(texts, batch_size=TOGETHER), strict=True):
            analysis = analyses[number]
            title = analysis.article.title
            heading = (title is not None and title.covers(span)) or is_heading(span.of(analysis.article.text))
            paragraph = analysis.sentences[-1].paragraph + 1 if analysis.sentences else 0
            for tokens in sentences(doc, span.start):
                analysis.sentences.append(Sentence(len(analysis.sentences), paragraph, tokens, heading))
    return analyses


def paragraphs(article: Article) -> Iterator[Span]:
    """The lines of title and body that hold text; a very long one comes in pieces, cut at white space."""
    for part in (article.title, article.body):
        if part is None:
            continue
        for found in PARAGRAPH.finditer(article.text, part.start, part.end):
            yield from _pieces(article.text, Span(*found.span()))


def _pieces(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield Span(start, cut)
        start = cut
    if text[start : span.end].strip():
        yield Span(start, span.end)


def is_heading(paragraph: str) -> bool:
    """Whether a paragraph is a heading: short, and without the end of a sentence.

    >>> is_heading("Weinig hulp"), is_heading("Het regent.")
    (True, False)
    """
    words = paragraph.split()
    return len(words) <= 12 and not paragraph.rstrip().rstrip(CLOSERS).endswith(tuple(ENDERS))  # noqa: PLR2004


def sentences(doc: "Doc", offset: int) -> Iterator[list[Token]]:
    """The sentences of a parsed text as linked tokens; white space tokens are left out."""
    paradigms = lemmas.load(doc.lang_)
    morphs: dict[int, str] = {}  # spelling the features of a token out takes longer than all else about it
    keys, heads = doc.to_array("MORPH").tolist(), doc.to_array("HEAD").astype("int64").tolist()
    for sent in doc.sents:
        kept = [token for token in sent if not token.is_space]
        if not kept:
            continue
        place = {token.i: position for position, token in enumerate(kept)}
        tokens = []
        for position, token in enumerate(kept):
            text, pos, key, start = token.text, token.pos_, keys[token.i], offset + token.idx
            lemma = token.lemma_ or text
            if pos == VERB:
                plain = lemma.replace("_", "")
                known = paradigms.infinitive(text, plain)
                lemma = lemma if known == plain else known
            if key not in morphs:
                morphs[key] = str(token.morph)
            entity = token.ent_type_
            tokens.append(
                Token(
                    position,
                    text,
                    lemma.replace("_", ""),
                    pos,
                    token.dep_,
                    start,
                    start + len(text),
                    morphs[key],
                    entity,
                    bool(entity) and token.ent_iob_ == "B",
                    tuple(lemma.split("_")),
                    bool(token.whitespace_),
                )
            )
        yield link(tokens, [_head(token.i, heads, place) for token in kept])


def _head(at: int, steps: Sequence[int], place: Mapping[int, int]) -> int:
    """The place of a token's head; past white space, that of the head above it."""
    head = at + steps[at]
    while head not in place and steps[head]:
        head += steps[head]
    return place.get(head, place[at])
