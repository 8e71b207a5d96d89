"""Gold articles to documents with names: the mentions, which are surface strings, located in the text."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from training import gazetteer, sources, split

LABELS = {
    "Person": "PER",
    "Organization": "ORG",
    "GovernmentBody": "ORG",
    "PoliticalParty": "ORG",
    "Company": "ORG",
    "MediaOrganization": "ORG",
    "ArmedForce": "ORG",
    "InternationalOrganization": "ORG",
    "SportsTeam": "ORG",
    "Place": "LOC",
    "Country": "LOC",
    "Region": "LOC",
    "City": "LOC",
    "Facility": "LOC",
    "Event": "MISC",
    "Work": "MISC",
    "Award": "MISC",
}
# What an adjective or a noun for inhabitants ends in, if it is in no list.
INHABITANTS = re.compile(r"(?:se|sche?|[^aeiou]s|aars?|ers?|ein|ezen|anen|iërs?|ijnen)$")
PREFIX = re.compile(r"date \d{4}-\d{2} ?")


@dataclass(frozen=True)
class Article:
    """A gold article: its text without the date, and the label of every surface form that is a name."""

    stem: str
    text: str
    mentions: dict[str, str]


def read(half: str) -> Iterator[Article]:
    """The articles of one half of the gold, in the order of their stems."""
    known = lists()
    halves = split.halves(split.gold_stems())
    folder = sources.shared() / "gold"
    rows = [json.loads(line) for line in sources.lines(folder / "gold.jsonl")]
    for row in sorted(rows, key=lambda row: str(row["doc"])):
        if halves[row["doc"]] == half:
            text = (folder / "articles" / f"{row['doc']}.txt").read_text(encoding="utf-8").strip()
            mentions = {
                mention: label_of(entity["type"], mention, known)
                for entity in row["entities"]
                for mention in entity["mentions"]
                if is_name(mention)
            }
            yield Article(row["doc"], PREFIX.sub("", text, count=1), mentions)


def is_name(mention: str) -> bool:
    """Whether a mention is a proper name, as CoNLL has them, and not a description or a compound.

    >>> is_name("Noord-Irak"), is_name("van der Schans"), is_name("internationale coalitie"), is_name("FARC-rebel")
    (True, True, False, False)
    """
    if re.search(r"-[a-zà-ÿ]\w+$", mention):
        return False
    words = mention.split()
    lower = [word for word in words if word[:1].islower() and word not in gazetteer.PARTICLES]
    return any(char.isupper() for char in mention) and not (words[0][:1].islower() and lower)


@dataclass(frozen=True)
class Lists:
    """Lower-case words that decide between the name of a place and the word for what belongs to it."""

    adjectives: frozenset[str]
    places: frozenset[str]


def lists() -> Lists:
    """The adjectives and nouns for inhabitants, and the places, of the lexicons."""
    places = frozenset(name.lower() for name in (*gazetteer.cities(), *gazetteer.listed("geo")))
    return Lists(frozenset(word.lower() for word in gazetteer.adjectives()), places)


def label_of(kind: str, mention: str, known: Lists) -> str:
    """The CoNLL label of a mention; CoNLL counts adjectives and nouns for inhabitants as MISC.

    >>> known = Lists(frozenset({"duitse"}), frozenset({"spijkenisse", "parijs"}))
    >>> label_of("Country", "Noord-Duitse", known), label_of("City", "Haarlemse", known)
    ('MISC', 'MISC')
    >>> label_of("City", "Spijkenisse", known), label_of("Event", "Parijs", known)
    ('LOC', 'LOC')
    """
    word = mention.lower()
    if word in known.places and LABELS[kind] in {"LOC", "MISC"} and word not in known.adjectives:
        return "LOC"
    of_place = " " not in word and INHABITANTS.search(word)
    belongs = word.split("-")[-1].split()[-1] in known.adjectives or of_place
    return "MISC" if LABELS[kind] == "LOC" and belongs else LABELS[kind]


def documents(nlp: Language, half: str) -> Iterator[Doc]:
    """One document a paragraph, tokenised by `nlp`, with its names as entities."""
    for article in read(half):
        for paragraph in re.split(r"\n\s*\n", article.text):
            if text := " ".join(paragraph.split()):
                yield annotated(nlp.make_doc(text), article.mentions)


def annotated(doc: Doc, mentions: dict[str, str]) -> Doc:
    """The document with every occurrence of a mention, the longest first, as an entity."""
    found = []
    for mention, label in mentions.items():
        for match in re.finditer(rf"(?<!\w){re.escape(mention)}(?!\w)", doc.text):
            span = doc.char_span(match.start(), match.end(), label=label, alignment_mode="contract")
            if span is not None:
                found.append(span)
    doc.set_ents(filter_spans(found))
    return doc
