"""From an analysed article to what it names and says. Words and meanings are in `lang/`; this only applies them."""

from collections.abc import Callable, Iterator, Mapping

from graphkit import knowledge
from graphkit.extract import (
    agreement,
    aldermen,
    anaphora,
    attributes,
    certainty,
    competitors,
    confidence,
    contests,
    contexts,
    coreference,
    dates,
    descriptions,
    frames,
    honours,
    listings,
    mentions,
    offices,
    origins,
    places,
    plurals,
    quotes,
    results,
    roles,
    rules,
    sides,
    speech,
    triples,
    vicinity,
    within,
)
from graphkit.extract.findings import Finding
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.speech import Quote
from graphkit.knowledge import Knowledge
from graphkit.model import Claim, Evidence, Extraction, Mention, Naming, OpenTriple, Qualifiers, Span
from graphkit.syntax import Analysis

Extractor = Callable[[Discourse], Iterator[Finding]]

EXTRACTORS: Mapping[str, Extractor] = {
    "roles": roles.extract,
    "attributes": attributes.extract,
    "origins": origins.extract,
    "within": within.extract,
    "frames": frames.extract,
    "results": results.extract,
    "honours": honours.extract,
    "listings": listings.extract,
}


def extract(analysis: Analysis, known: Knowledge | None = None) -> Extraction:
    """All mentions and claims of one article, in the order of the text."""
    discourse = read(analysis, known)
    said = speech.find(discourse)
    speech.bind(discourse, said)
    found = [finding for find in EXTRACTORS.values() for finding in find(discourse)]
    found += sides.extract(discourse, found)
    found += vicinity.extract(discourse, found)
    findings = specific(discourse, [*found, *competitors.extract(discourse, found)])
    clock = dates.Clock(discourse)
    claims = sorted(_claims(discourse, findings, said, clock), key=_place)
    opened = [_triple(discourse, finding, said, clock) for finding in triples.extract(discourse, findings)]
    article = analysis.article
    used = {m.referent for c in claims for m in (c.subject, c.object, c.speaker, c.place) if isinstance(m, Mention)}
    used |= {o.speaker.referent for o in opened if isinstance(o.speaker, Mention)}
    named = [
        p.mention(article.id)
        for p in (*discourse.phrases, *discourse.implied.values())
        if p.referent and (p.referent.id in used or not descriptions.in_passing(discourse, p))
    ]
    kept = {m for m in named if m.referent in used or not _incidental(discourse, m)}
    there = {m.referent for m in kept}
    told = [o for o in opened if {o.subject.referent, o.object.referent} <= there]
    return Extraction(article, tuple(sorted(kept)), tuple(claims), tuple(dict.fromkeys(told)))


def _incidental(discourse: Discourse, mention: Mention) -> bool:
    """Whether the mention only colours a noun: what is implied, a title, or a continent's adjective ("Europees")."""
    if mention.naming is Naming.IMPLIED or (mention.naming is Naming.DESCRIPTION and mention.type == honours.TITLE):
        return True
    entry = discourse.knowledge.get(mention.identifier) if mention.identifier else None
    return mention.naming is Naming.ADJECTIVE and entry is not None and entry.type == "Region" and not entry.country


def read(analysis: Analysis, known: Knowledge | None = None) -> Discourse:
    """The article with everything it names found and put together."""
    discourse = Discourse(analysis, rules.load(analysis.article.language), known or knowledge.load())
    mentions.find(discourse)
    contexts.find(discourse)
    listings.find(discourse)
    agreement.find(discourse)
    aldermen.find(discourse)
    descriptions.find(discourse)
    honours.find(discourse)
    coreference.resolve(discourse)
    anaphora.resolve(discourse)
    plurals.find(discourse)
    sides.find(discourse)
    contests.peoples(discourse)
    return discourse


def specific(discourse: Discourse, findings: list[Finding]) -> list[Finding]:
    """The findings without those that a more specific one about the same two things makes superfluous."""
    said: dict[tuple[int, int], set[str]] = {}
    for finding in findings:
        said.setdefault((id(finding.subject.referent), id(finding.object.referent)), set()).add(finding.relation)
    return [
        f
        for f in findings
        if not any(_is_general(discourse, f, said, end) for end in (f.object, *_inside(discourse, f)))
    ]


def _inside(discourse: Discourse, finding: Finding) -> list[Phrase]:
    """The place in the name of the body that somebody works for: its mayor's office says more."""
    return roles.named_by(discourse, finding.object) if finding.relation == "employed_by" else []


def _is_general(
    discourse: Discourse, finding: Finding, said: Mapping[tuple[int, int], set[str]], target: Phrase
) -> bool:
    specific = discourse.rules.precedence.get(finding.relation, frozenset())
    return bool(specific & said.get((id(finding.subject.referent), id(target.referent)), frozenset()))


def _claims(discourse: Discourse, findings: list[Finding], said: list[Quote], clock: dates.Clock) -> Iterator[Claim]:
    seen = set()
    for finding in findings:
        claim = _claim(discourse, finding, said, clock)
        key = (claim.subject.referent, claim.relation, claim.object.referent, claim.certainty, claim.evidence.span)
        if key not in seen:
            seen.add(key)
            yield claim


def _claim(discourse: Discourse, finding: Finding, said: list[Quote], clock: dates.Clock) -> Claim:
    article = discourse.analysis.article
    span = finding.sentence.span
    evidence = Evidence(
        article=article.id,
        span=span,
        quote=span.of(article.text),
        rule=finding.rule,
        confidence=confidence.load(discourse.rules).of(finding.rule, anaphoric=confidence.is_anaphoric(finding)),
        subject=_span(finding.subject),
        object=_span(finding.object),
        qualifiers=Qualifiers(time=clock.of(finding), details=offices.details(discourse, finding)),
    )
    place = places.of(discourse, finding)
    source = quotes.speaker(discourse, finding, said)
    speaker: Mention | str | None = source.mention(article.id) if isinstance(source, Phrase) else source
    return Claim(
        subject=finding.subject.mention(article.id),
        relation=finding.relation,
        object=finding.object.mention(article.id),
        certainty=certainty.of(discourse, finding),
        evidence=evidence,
        speaker=speaker,
        place=place.mention(article.id) if place is not None else None,
    )


def _triple(discourse: Discourse, finding: Finding, said: list[Quote], clock: dates.Clock) -> OpenTriple:
    article = discourse.analysis.article
    span = finding.sentence.span
    evidence = Evidence(
        article.id, span, span.of(article.text), finding.rule, triples.CONFIDENCE, _span(finding.subject),
        _span(finding.object), Qualifiers(time=clock.of(finding)),
    )  # fmt: skip
    source = quotes.speaker(discourse, finding, said)
    return OpenTriple(
        finding.subject.mention(article.id), finding.relation, finding.object.mention(article.id),
        certainty.of(discourse, finding), evidence,
        source.mention(article.id) if isinstance(source, Phrase) else source,
    )  # fmt: skip


def _span(phrase: Phrase) -> Span | None:
    return None if phrase.naming is Naming.IMPLIED else Span(phrase.start, phrase.end)


def _place(claim: Claim) -> tuple[Span, str, str, str]:
    return claim.evidence.span, claim.relation, claim.subject.text, claim.object.text
