"""Whose country an office is of where the text does not say: checked against what is known of the person.

Extraction reads "premier May" as the premier of the newspaper's own country. Where she is linked to somebody who never
held that office there, the office is of the country that she held it in, if the article names that country; else the
claim is left out, and a decision says so. Nothing is added that the article does not say: the office is its own word.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from graphkit.knowledge import Entry, Knowledge
from graphkit.model import Decision
from graphkit.resolve.things import Gathered, Saying

COUNTRY = "Country"
SCORE = 0.0


def governing(knowledge: Knowledge) -> frozenset[str]:
    """The offices whose holders are known by country, so that not to be among them says something."""
    countries = {key for key, entry in knowledge.entries.items() if entry.type == COUNTRY}
    return frozenset(term.relation for held in knowledge.terms.values() for term in held if term.of in countries)


def reread(gathered: Gathered, knowledge: Knowledge, offices: Collection[str]) -> tuple[list[Saying], list[Decision]]:
    """The claims with offices of implied countries checked, and a decision for each that was left out.

    The things of the article must have been linked; `offices` is what `governing` gives.
    """
    claims: list[Saying] = []
    decisions: list[Decision] = []
    for claim in gathered.claims:
        subject, target = claim.subject, claim.object
        if claim.relation not in offices or not misread(claim, knowledge):
            claims.append(claim)
            continue
        held = _held(claim, knowledge)
        places = [thing for thing in gathered.things if thing.entry is not None and thing.entry.id in held]
        if len(places) == 1:
            claims.append(claim._replace(object=places[0]))
        elif subject.entry is not None:
            reason = (
                f"{claim.relation} {target.label} was read, which {subject.entry.label_nl} is not known to have held"
            )
            decisions.append(Decision(subject.handle, target.handle, False, SCORE, (reason,)))
    return claims, decisions


def misread(claim: Saying, knowledge: Knowledge) -> bool:
    """Whether an implied country is one in which the person never held the office, and another has them."""
    person, place = claim.subject.entry, claim.object.entry
    if not claim.implied or person is None or place is None or place.type != COUNTRY:
        return False
    held = _held(claim, knowledge)
    return place.id not in held and (bool(held) or _foreign(person, place))


def _held(claim: Saying, knowledge: Knowledge) -> set[str]:
    """Of what the person had held this office by the date of the article."""
    subject = claim.subject
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
