"""The claim that two names make where a row of `attributes.tsv` holds between them."""

from collections.abc import Iterator

from graphkit import ontology
from graphkit.extract import arguments
from graphkit.extract.findings import Finding
from graphkit.extract.phrases import Phrase
from graphkit.extract.rules import AttributeRule
from graphkit.model import Naming

FAMILY = "attribute"
# No country lies in one of these: "Nederland in Den Haag" says where something else happens.
WITHIN_COUNTRY = ("City", "Facility", "Country")
# "Philips in Nederland" is what the firm does there; a seat is in a town.
SEAT, WIDE = "based_in", ("Country", "Region")
# What stands in capitals in a bracket is an abbreviation, unless it is a known place.
BRACKET = "()"
# Nor a region in a town: "in de Achterhoek, in Lichtenvoorde".
PART = "located_in"
# "De Etna op Sicilië" lies there, "China op de Balkan" does something.
ON = "op"
# The forms in which a continent is the place of all that bears its name: "Copa America".
OF_LAND = ("adj", "opening", "inside", "front")
# "De Amerikaanse verkiezingen" are held there; "de Amerikaanse conferentie in Genève" is held where it says.
LANDS, SITED = "adj", ("Event", "Facility")
# "De SP in Zwolle", "de Zwolse SP": a branch of the party, which has its seat elsewhere.
BRANCH = ("in", "adj")
# "De Russische ambassade in Londen" is Russia's: a body that its place describes lies elsewhere, if anything.
# "De coalitie van VVD en CDA": what is of a name by its description, that description's own row tells.
OF = "van"
# "De VN in Darfur": where a body of many lands works.
LANDS_OF_MISSIONS = ("Country", "Region")
WITHIN, BODY_OF = "in", "institution_of"


def findings(rules: tuple[AttributeRule, ...], subject: Phrase, target: Phrase) -> Iterator[Finding]:
    """What the first row says that takes these two."""
    kinds = ontology.load()
    for rule in rules:
        one, other = (target, subject) if rule.inverted else (subject, target)
        if (
            kinds.is_a(subject.type, rule.subject)
            and any(kinds.is_a(target.type, kind) for kind in rule.objects)
            and not _misleads(rule, subject, target)
            and arguments.fits(rule.relation, one, other)
        ):
            yield Finding(one, rule.relation, other, one.head, one.sentence, rule.row.rule, FAMILY, nominal=True)
            return


def _misleads(rule: AttributeRule, subject: Phrase, target: Phrase) -> bool:
    """Whether what stands between the two says something else: where a team plays, where a party has a branch."""
    if rule.form in OF_LAND and _continent(target):
        return True
    if rule.form == BRACKET and target.entry is None and target.text.isupper():
        return True
    if rule.relation == PART and subject.type == "Region" and target.type == "City":
        return True
    if rule.form == LANDS and subject.type in SITED and subject.place not in (None, target):
        return True
    if rule.form == OF and subject.place is not None and subject.place.type == target.type:
        return True
    if rule.form == WITHIN and _is_elsewhere(rule, subject, target):
        return True
    if rule.form == WITHIN and subject.type == "InternationalOrganization" and target.type in LANDS_OF_MISSIONS:
        return True
    if subject.type == "PoliticalParty":
        return target.type != "Country" and rule.form in BRANCH
    if subject.type == "SportsTeam":
        # "Oranje in Dublin" plays there.
        return target.type == "Facility" or (rule.form == WITHIN and target.type == "City")
    return subject.type == "Country" and (target.type in WITHIN_COUNTRY or rule.form == ON)


def _is_elsewhere(rule: AttributeRule, subject: Phrase, target: Phrase) -> bool:
    """Whether the body has its seat elsewhere than where the text finds it."""
    if rule.relation == BODY_OF:
        return subject.naming is Naming.DESCRIPTION
    return rule.relation == SEAT and target.type in WIDE


def _continent(place: Phrase) -> bool:
    """Whether the place is a region of no country: nobody lives in "Europees"."""
    return place.type == "Region" and place.entry is not None and place.entry.country is None
