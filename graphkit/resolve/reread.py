"""Whose country an office is of where the text does not say: checked against what is known of the person.

Extraction reads "premier May" as the premier of the newspaper's own country. Where she is linked to somebody who never
held that office there, the office is of the country that she held it in, if the article names that country; else the
claim is left out, and a decision says so. So it is with "de Duitse kanselier en premier May", read as Germany's.
It is left out too where somebody is unknown, but known is who held an office there that one holds at a time: in 2019
"premier Jansen" is of another country. Nothing is added that the article does not say: the office is its own word.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from graphkit import ontology
from graphkit.knowledge import Entry, Knowledge, Office
from graphkit.model import Certainty, Decision
from graphkit.resolve.names import parse
from graphkit.resolve.things import Gathered, Saying

COUNTRY = "Country"
SEATED = (COUNTRY, "Region")
SCORE = 0.0


@dataclass(frozen=True, slots=True)
class Governing:
    """The offices whose holders are known by country, so that not to be among them says something.

    `single` are the relations that one person has at a time, `seats` their terms by relation and country. After
    `latest` no term is known.
    """

    relations: frozenset[str]
    single: frozenset[str]
    seats: Mapping[tuple[str, str], tuple[Office, ...]]
    latest: str


def governing(knowledge: Knowledge) -> Governing:
    """What is known of the offices of countries."""
    countries = {key for key, entry in knowledge.entries.items() if entry.type == COUNTRY}
    terms = [term for held in knowledge.terms.values() for term in held if term.of in countries]
    properties = ontology.load().properties.values()
    single = frozenset(r.inverse for r in properties if r.one_at_a_time and r.inverse)
    seats: defaultdict[tuple[str, str], list[Office]] = defaultdict(list)
    for term in terms:
        if term.relation in single:
            seats[term.relation, term.of].append(term)
    return Governing(
        frozenset(term.relation for term in terms),
        single,
        {key: tuple(held) for key, held in seats.items()},
        max((term.start or "" for term in terms), default=""),
    )


def reread(gathered: Gathered, knowledge: Knowledge, offices: Governing) -> tuple[list[Saying], list[Decision]]:
    """The claims with offices of implied countries checked, and a decision for each that was left out.

    The things of the article must have been linked; `offices` is what `governing` gives.
    """
    claims: list[Saying] = []
    decisions: list[Decision] = []
    for claim in gathered.claims:
        subject, target = claim.subject, claim.object
        if claim.relation not in offices.relations:
            claims.append(claim)
            continue
        if taken(claim, knowledge, offices):
            reason = f"{claim.relation} {target.label} was read, which somebody else was known to be"
            decisions.append(Decision(subject.handle, target.handle, False, SCORE, (reason,)))
            continue
        if not misread(claim, knowledge, offices):
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


def misread(claim: Saying, knowledge: Knowledge, offices: Governing) -> bool:
    """Whether the country is one in which the person never held the office, and another has them.

    What the text says of a country itself is doubted only where the office is one that a single person holds.
    """
    person, place = claim.subject.entry, claim.object.entry
    if person is None or place is None or place.type not in SEATED:
        return False
    held = _held(claim, knowledge)
    if not claim.implied:
        return claim.relation in offices.single and bool(held) and place.id not in held
    return place.type == COUNTRY and place.id not in held and (bool(held) or _foreign(person, place))


def taken(claim: Saying, knowledge: Knowledge, offices: Governing) -> bool:
    """Whether an implied country's one seat was held, when the article appeared, by people of other names alone."""
    subject, place = claim.subject, claim.object.entry
    date, evidence = subject.published, claim.evidence
    if not claim.implied or subject.entry is not None or place is None or not date or date > offices.latest:
        return False
    if claim.certainty is not Certainty.ASSERTED or evidence.qualifiers.details:
        return False
    held = [term for term in offices.seats.get((claim.relation, place.id), ()) if term.held(date)]
    name = parse(subject.label)
    return bool(held) and not any(parse(knowledge.entries[term.person].label_nl).last == name.last for term in held)


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
