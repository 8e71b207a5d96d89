"""Whose country an office is of where the text does not say: checked against what is known of the person.

Extraction reads "premier May" as the premier of the newspaper's own country. Where she is linked to somebody who never
held that office there, the office is of the country that she held it in, if the article names that country; else the
claim is left out, and a decision says so. Nothing is added that the article does not say: the office is its own word.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from graphkit.knowledge import Entry, Knowledge
from graphkit.model import Claim, Decision, Extraction, Mention, Naming
from graphkit.resolve.things import Thing

COUNTRY = "Country"
SCORE = 0.0


def governing(knowledge: Knowledge) -> frozenset[str]:
    """The offices whose holders are known by country, so that not to be among them says something."""
    countries = {key for key, entry in knowledge.entries.items() if entry.type == COUNTRY}
    return frozenset(term.relation for held in knowledge.terms.values() for term in held if term.of in countries)


def reread(
    extraction: Extraction, things: list[Thing], knowledge: Knowledge, offices: Collection[str]
) -> tuple[Extraction, list[Decision]]:
    """The extraction with offices of implied countries checked, and a decision for each that was left out.

    The things of the extraction must have been linked; `offices` is what `governing` gives.
    """
    by_referent = {thing.referent: thing for thing in things}
    claims: list[Claim] = []
    decisions: list[Decision] = []
    for claim in extraction.claims:
        subject, target = by_referent[claim.subject.referent], by_referent[claim.object.referent]
        if claim.relation not in offices or not misread(claim, subject, target, knowledge):
            claims.append(claim)
            continue
        places = [
            thing for thing in things if thing.entry is not None and thing.entry.id in _held(claim, subject, knowledge)
        ]
        if len(places) == 1:
            claims.append(_moved(claim, places[0]))
        elif subject.entry is not None:
            reason = (
                f"{claim.relation} {target.label} was read, which {subject.entry.label_nl} is not known to have held"
            )
            decisions.append(Decision(subject.handle, target.handle, False, SCORE, (reason,)))
    return replace(extraction, claims=tuple(claims)), decisions


def misread(claim: Claim, subject: Thing, target: Thing, knowledge: Knowledge) -> bool:
    """Whether an implied country is one in which the person never held the office, and another has them."""
    implied = claim.object.naming is Naming.IMPLIED
    if not implied or subject.entry is None or target.entry is None or target.entry.type != COUNTRY:
        return False
    held = _held(claim, subject, knowledge)
    return target.entry.id not in held and (bool(held) or _foreign(subject.entry, target.entry))


def _held(claim: Claim, subject: Thing, knowledge: Knowledge) -> set[str]:
    """Of what the person had held this office by the date of the article."""
    if subject.entry is None:
        return set()
    return set(held(knowledge, subject.entry.id, claim.relation, subject.published))


def held(knowledge: Knowledge, person: str, relation: str, date: str | None) -> Iterator[str]:
    """Of what a person had held an office by a date: terms that had begun, whether ended or not."""
    for office in knowledge.offices(person):
        if office.relation == relation and replace(office, end=None).held(date):
            yield office.of


def _foreign(person: Entry, country: Entry) -> bool:
    return person.country is not None and person.country != country.id


def _moved(claim: Claim, place: Thing) -> Claim:
    """The claim about another place that the article names; its evidence stays what it was."""
    mention = Mention(
        place.article, claim.object.span, place.label, place.type, place.referent, Naming.IMPLIED, _id(place)
    )
    return replace(claim, object=mention)


def _id(place: Thing) -> str | None:
    return place.entry.id if place.entry is not None else None
