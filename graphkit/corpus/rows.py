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
    for claim in extraction.claims:
        used.update(dict.fromkeys(_mentions(claim)))
    for triple in extraction.open:
        speakers = (triple.speaker,) if isinstance(triple.speaker, Mention) else ()
        used.update(dict.fromkeys((triple.subject, triple.object, *speakers)))
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
    opened = tuple(_triple(record, mentions, article) for record in given["open"] or ())
    return Extraction(article, tuple(listed), claims, opened)


def _mentions(claim: Claim) -> Iterator[Mention]:
    yield from (claim.subject, claim.object)
    if isinstance(claim.speaker, Mention):
        yield claim.speaker
    if claim.place is not None:
        yield claim.place


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
    evidence, qualifiers, speaker = claim.evidence, claim.evidence.qualifiers, claim.speaker
    subject, object_ = evidence.subject, evidence.object
    return {
        "subject": place[claim.subject],
        "relation": claim.relation,
        "object": place[claim.object],
        "certainty": str(claim.certainty),
        "start": evidence.span.start,
        "end": evidence.span.end,
        "rule": evidence.rule,
        "confidence": evidence.confidence,
        "subject_start": subject.start if subject else None,
        "subject_end": subject.end if subject else None,
        "object_start": object_.start if object_ else None,
        "object_end": object_.end if object_ else None,
        "attributed_to": qualifiers.attributed_to,
        "time": qualifiers.time,
        "qualifier_place": qualifiers.place,
        "details": [{"name": name, "value": value} for name, value in qualifiers.details],
        "speaker": place[speaker] if isinstance(speaker, Mention) else None,
        "speaker_words": speaker if isinstance(speaker, str) else None,
        "place": None if claim.place is None else place[claim.place],
    }


def _claim(record: Row, mentions: list[Mention], article: Article) -> Claim:
    span = Span(record["start"], record["end"])
    details = tuple((pair["name"], pair["value"]) for pair in record["details"])
    return Claim(
        subject=mentions[record["subject"]],
        relation=record["relation"],
        object=mentions[record["object"]],
        certainty=Certainty(record["certainty"]),
        evidence=Evidence(
            article=article.id,
            span=span,
            quote=span.of(article.text),
            rule=record["rule"],
            confidence=record["confidence"],
            subject=_span(record["subject_start"], record["subject_end"]),
            object=_span(record["object_start"], record["object_end"]),
            qualifiers=Qualifiers(record["attributed_to"], record["time"], record["qualifier_place"], details),
        ),
        speaker=record["speaker_words"] if record["speaker"] is None else mentions[record["speaker"]],
        place=None if record["place"] is None else mentions[record["place"]],
    )


def _open_row(triple: OpenTriple, place: Mapping[Mention, int]) -> dict[str, Any]:
    evidence, speaker = triple.evidence, triple.speaker
    subject, object_ = evidence.subject, evidence.object
    return {
        "subject": place[triple.subject],
        "verb": triple.verb,
        "object": place[triple.object],
        "certainty": str(triple.certainty),
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
    span = Span(record["start"], record["end"])
    return OpenTriple(
        subject=mentions[record["subject"]],
        verb=record["verb"],
        object=mentions[record["object"]],
        certainty=Certainty(record["certainty"]),
        evidence=Evidence(
            article=article.id,
            span=span,
            quote=span.of(article.text),
            rule=record["rule"],
            confidence=record["confidence"],
            subject=_span(record["subject_start"], record["subject_end"]),
            object=_span(record["object_start"], record["object_end"]),
            qualifiers=Qualifiers(time=record["time"]),
        ),
        speaker=record["speaker_words"] if record["speaker"] is None else mentions[record["speaker"]],
    )


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)
