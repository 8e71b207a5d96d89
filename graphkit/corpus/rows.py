"""Extractions as rows and back: one row an article, with what it names and says as lists of records."""

from collections.abc import Iterator, Mapping
from typing import Any

from graphkit.model import (
    Article,
    Certainty,
    Claim,
    Evidence,
    Extraction,
    Mention,
    Naming,
    OpenTriple,
    Qualifiers,
    Span,
)

# The columns, as documented in docs/archive.md. `mention` numbers are places in the list `mentions` of the same row.
MENTION = {
    "start": "INTEGER", "end": "INTEGER", "text": "VARCHAR", "type": "VARCHAR", "referent": "VARCHAR",
    "naming": "VARCHAR", "identifier": "VARCHAR", "listed": "BOOLEAN",
}  # fmt: skip
CLAIM = {
    "subject": "INTEGER", "relation": "VARCHAR", "object": "INTEGER", "certainty": "VARCHAR",
    "start": "INTEGER", "end": "INTEGER", "rule": "VARCHAR", "confidence": "DOUBLE",
    "subject_start": "INTEGER", "subject_end": "INTEGER", "object_start": "INTEGER", "object_end": "INTEGER",
    "attributed_to": "VARCHAR", "time": "VARCHAR", "qualifier_place": "VARCHAR",
    "details": [{"name": "VARCHAR", "value": "VARCHAR"}],
    "speaker": "INTEGER", "speaker_words": "VARCHAR", "place": "INTEGER",
}  # fmt: skip
OPEN = {
    "subject": "INTEGER", "verb": "VARCHAR", "object": "INTEGER", "certainty": "VARCHAR",
    "start": "INTEGER", "end": "INTEGER", "rule": "VARCHAR", "confidence": "DOUBLE",
    "subject_start": "INTEGER", "subject_end": "INTEGER", "object_start": "INTEGER", "object_end": "INTEGER",
    "time": "VARCHAR", "speaker": "INTEGER", "speaker_words": "VARCHAR",
}  # fmt: skip
ARTICLE = {
    "id": "VARCHAR", "stamp": "VARCHAR", "shard": "UINTEGER", "language": "VARCHAR", "published": "VARCHAR",
    "source": "VARCHAR", "title_start": "INTEGER", "title_end": "INTEGER", "body_start": "INTEGER",
    "body_end": "INTEGER", "text": "VARCHAR", "mentions": [MENTION], "claims": [CLAIM],
    "open": [OPEN],
}  # fmt: skip

Row = Mapping[str, Any]


def row(extraction: Extraction) -> dict[str, Any]:
    """The row of one article, but for its stamp and shard."""
    article = extraction.article
    used = dict.fromkeys(extraction.mentions)
    listed = len(used)
    everything: tuple[Claim | OpenTriple, ...] = (*extraction.claims, *extraction.open)
    for said in everything:
        used.update(dict.fromkeys(_mentions(said)))
    place = {mention: number for number, mention in enumerate(used)}
    title = article.title
    return {
        "id": article.id,
        "language": article.language,
        "published": article.published,
        "source": article.source,
        "title_start": title.start if title else None,
        "title_end": title.end if title else None,
        "body_start": article.body.start,
        "body_end": article.body.end,
        "text": article.text,
        "mentions": [_mention_row(mention) | {"listed": n < listed} for n, mention in enumerate(used)],
        "claims": [_claim_row(claim, place) for claim in extraction.claims],
        "open": [_open_row(triple, place) for triple in extraction.open],
    }


def extraction(given: Row) -> Extraction:
    """What `row` was made of."""
    article = Article(
        id=given["id"],
        text=given["text"],
        body=Span(given["body_start"], given["body_end"]),
        title=_span(given["title_start"], given["title_end"]),
        published=given["published"],
        source=given["source"],
        language=given["language"],
    )
    mentions = [_mention(record, article.id) for record in given["mentions"]]
    listed = (mention for mention, record in zip(mentions, given["mentions"], strict=True) if record["listed"])
    claims = tuple(_claim(record, mentions, article) for record in given["claims"])
    # A corpus of before there was the layer has none of its rows.
    opened = tuple(_triple(record, mentions, article) for record in given.get("open") or ())
    return Extraction(article, tuple(listed), claims, opened)


def _mentions(said: Claim | OpenTriple) -> Iterator[Mention]:
    yield from (said.subject, said.object)
    if isinstance(said.speaker, Mention):
        yield said.speaker
    if isinstance(said, Claim) and said.place is not None:
        yield said.place


def _mention_row(mention: Mention) -> dict[str, Any]:
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.text,
        "type": mention.type,
        "referent": mention.referent,
        "naming": str(mention.naming),
        "identifier": mention.identifier,
    }


def _mention(record: Row, article: str) -> Mention:
    return Mention(
        article=article,
        span=Span(record["start"], record["end"]),
        text=record["text"],
        type=record["type"],
        referent=record["referent"],
        naming=Naming(record["naming"]),
        identifier=record["identifier"],
    )


def _claim_row(claim: Claim, place: Mapping[Mention, int]) -> dict[str, Any]:
    qualifiers = claim.evidence.qualifiers
    return _said_row(claim, place) | {
        "relation": claim.relation,
        "attributed_to": qualifiers.attributed_to,
        "qualifier_place": qualifiers.place,
        "details": [{"name": name, "value": value} for name, value in qualifiers.details],
        "place": None if claim.place is None else place[claim.place],
    }


def _claim(record: Row, mentions: list[Mention], article: Article) -> Claim:
    details = tuple((pair["name"], pair["value"]) for pair in record["details"])
    qualifiers = Qualifiers(record["attributed_to"], record["time"], record["qualifier_place"], details)
    return Claim(
        subject=mentions[record["subject"]],
        relation=record["relation"],
        object=mentions[record["object"]],
        certainty=Certainty(record["certainty"]),
        evidence=_evidence(record, article, qualifiers),
        speaker=_speaker(record, mentions),
        place=None if record["place"] is None else mentions[record["place"]],
    )


def _open_row(triple: OpenTriple, place: Mapping[Mention, int]) -> dict[str, Any]:
    return _said_row(triple, place) | {"verb": triple.verb}


def _said_row(said: Claim | OpenTriple, place: Mapping[Mention, int]) -> dict[str, Any]:
    """What the rows of claims and of open triples have in common."""
    evidence, speaker = said.evidence, said.speaker
    subject, object_ = evidence.subject, evidence.object
    return {
        "subject": place[said.subject],
        "object": place[said.object],
        "certainty": str(said.certainty),
        "start": evidence.span.start,
        "end": evidence.span.end,
        "rule": evidence.rule,
        "confidence": evidence.confidence,
        "subject_start": subject.start if subject else None,
        "subject_end": subject.end if subject else None,
        "object_start": object_.start if object_ else None,
        "object_end": object_.end if object_ else None,
        "time": evidence.qualifiers.time,
        "speaker": place[speaker] if isinstance(speaker, Mention) else None,
        "speaker_words": speaker if isinstance(speaker, str) else None,
    }


def _triple(record: Row, mentions: list[Mention], article: Article) -> OpenTriple:
    return OpenTriple(
        subject=mentions[record["subject"]],
        verb=record["verb"],
        object=mentions[record["object"]],
        certainty=Certainty(record["certainty"]),
        evidence=_evidence(record, article, Qualifiers(time=record["time"])),
        speaker=_speaker(record, mentions),
    )


def _evidence(record: Row, article: Article, qualifiers: Qualifiers) -> Evidence:
    span = Span(record["start"], record["end"])
    return Evidence(
        article=article.id,
        span=span,
        quote=span.of(article.text),
        rule=record["rule"],
        confidence=record["confidence"],
        subject=_span(record["subject_start"], record["subject_end"]),
        object=_span(record["object_start"], record["object_end"]),
        qualifiers=qualifiers,
    )


def _speaker(record: Row, mentions: list[Mention]) -> Mention | str | None:
    words: str | None = record["speaker_words"]
    return words if record["speaker"] is None else mentions[record["speaker"]]


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)
