"""Where what a sentence says happens: the place that its own clause gives to an interaction."""

from graphkit import ontology
from graphkit.extract import scope
from graphkit.extract.findings import Finding
from graphkit.extract.offices import words
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.model import Naming
from graphkit.syntax import Token


def of(discourse: Discourse, finding: Finding) -> Phrase | None:
    """The place of an interaction that is neither of its ends; nothing for a relation that lasts."""
    if finding.nominal or not ontology.load().relations[finding.relation].interaction:
        return None
    token: Token | None = finding.trigger
    while token is not None:
        found = _beside(discourse, finding, token)
        if found is not None or token.pos in discourse.rules.labels["verb_pos"]:
            return found
        link = scope.above(discourse, token)
        token = link.head if link is not None else None
    return None


def _beside(discourse: Discourse, finding: Finding, governor: Token) -> Phrase | None:
    labels, prepositions = discourse.rules.labels, words(discourse.rules.language)["place"]
    ends = (finding.subject.referent, finding.object.referent)
    for child in governor.all_children(*labels["oblique"]):
        phrase = discourse.headed(child)
        if phrase is None or phrase.naming is Naming.ADJECTIVE or phrase.referent in ends or phrase.referent is None:
            continue
        placed = any(case.lower in prepositions for case in child.all_children(*labels["case"]))
        if placed and ontology.load().is_a(phrase.type, "Place"):
            return phrase
    return None
