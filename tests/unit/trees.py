"""Parsed articles made by hand: a sentence is a table of word, lemma, part of speech, label, head and name."""

from graphkit.model import Article, Span
from graphkit.syntax import Analysis, Sentence, Token, link

CLOSING = {".", ",", "?", "!", ")", ":"}
MORPH = {"fin": "VerbForm=Fin|Number=Sing", "inf": "VerbForm=Inf", "part": "VerbForm=Part", "plur": "Number=Plur"}


def analysis(*tables: str, text: str | None = None) -> Analysis:
    """An article that consists of these sentences, in one paragraph.

    A row is `word lemma POS label head [name] [form]`: head counts from 1, the root's is 0; name is `B-PER` or `I-PER`;
    form is a key of MORPH. `text` is the article's text where it is not the words with single spaces.
    """
    sentences: list[Sentence] = []
    written = ""
    for table in tables:
        rows = [line.split() for line in table.strip().splitlines()]
        tokens = []
        for index, row in enumerate(rows):
            word, lemma, pos, dep, _, *more = row
            if text is None and written and word not in CLOSING and not written.endswith("("):
                written += " "
            start = len(written) if text is None else text.index(word, tokens[-1].end if tokens else len(written))
            written = written + word if text is None else text[: start + len(word)]
            name = next((m for m in more if m[:2] in ("B-", "I-")), "")
            morph = next((MORPH[m] for m in more if m in MORPH), "")
            tokens.append(
                Token(
                    index, word, lemma.replace("_", ""), pos, dep, start, start + len(word),
                    morph=morph, entity=name[2:], entity_start=name.startswith("B-"), parts=tuple(lemma.split("_")),
                )
            )  # fmt: skip
        heads = [int(row[4]) - 1 if row[4] != "0" else index for index, row in enumerate(rows)]
        sentences.append(Sentence(len(sentences), 0, link(tokens, heads)))
    whole = written if text is None else text
    return Analysis(Article("hand", whole, Span(0, len(whole)), published="2020-01-15"), sentences)


def said(*tables: str) -> set[tuple[str, str, str, str]]:
    """What extraction finds in these sentences: subject, relation, object and certainty."""
    from graphkit.extract import extract

    return {(c.subject.text, c.relation, c.object.text, str(c.certainty)) for c in extract(analysis(*tables)).claims}
