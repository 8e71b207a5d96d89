"""What a verb is called, its lemma with the particle that stands apart from it; and whether it is passive."""

from collections.abc import Iterator
from functools import cache

from graphkit.extract.phrases import Discourse
from graphkit.extract.rules import Rules
from graphkit.syntax import Token

PARTICIPLE = "VerbForm=Part"


def verb_lemma(discourse: Discourse, verb: Token) -> str:
    """The lemma with its separated particle in front: "neemt ... over" is "overnemen"."""
    if id(verb) not in discourse.verbs:
        discourse.verbs[id(verb)] = _with_particle(discourse, verb)
    return discourse.verbs[id(verb)]


def _with_particle(discourse: Discourse, verb: Token) -> str:
    lemma = verb.lemma.lower()
    if not verb.children:
        return lemma
    labels = discourse.rules.labels
    for child in verb.all_children(*labels["particle"]):
        particle = child.lower
        # "Ter dood veroordelen" is an expression: its first word belongs to the noun behind it.
        expression = ("verb", particle + lemma) not in discourse.rules.frames and child.child("fixed") is not None
        if not expression and particle not in labels["no_particle"] and not lemma.startswith(particle):
            return particle + lemma
    return next((p + lemma for p in _misread(discourse, verb) if _is_known(discourse, p + lemma)), lemma)


def _misread(discourse: Discourse, verb: Token) -> Iterator[str]:
    """The words that may be the verb's particle though the tree says otherwise."""
    labels = discourse.rules.labels
    # "Gaat samen met": an adverb.
    yield from (child.lower for child in verb.all_children("advmod", "obl") if child.index > verb.index)
    # "Neemt deel aan": an object.
    yield from (child.lower for child in verb.all_children(*labels["object"]) if not child.children)
    # "Roept X op de aanval te staken": the preposition of an object, which has none.
    for token in (t for child in verb.children for t in (child, *child.children) if t.index > verb.index):
        above = token.head
        below = (
            above is not None
            and above is not verb
            and token.dep in labels["oblique"]
            and above.dep in labels["open_complement"]
        )
        case = token.child("case") if below or token.dep in labels["object"] else None
        if case is not None:
            yield case.lower


def _is_known(discourse: Discourse, verb: str) -> bool:
    """Whether the verb has rules and a particle: "schreef onder meer" is no form of "onderschrijven"."""
    return ("verb", verb) in discourse.rules.frames and verb not in discourse.rules.nouns["inseparable"]


def is_passive(discourse: Discourse, verb: Token) -> bool:
    """Whether the verb is passive: it has a passive auxiliary or a passive subject."""
    return not _passive(discourse.rules).isdisjoint([child.dep for child in verb.children]) or _is_done(discourse, verb)


def _is_done(discourse: Discourse, verb: Token) -> bool:
    """Whether a participle that the tree makes a clause of its own has an agent: "X, bedacht door Y, is terug".

    A headline's needs none: "X uitgeleverd aan Y".
    """
    labels = discourse.rules.labels
    if PARTICIPLE not in verb.morph or verb.dep in labels["adjective_modifier"] | labels["relative"]:
        return False
    if verb.child(*labels["auxiliary"], *labels["copula"]) is not None:
        return False
    behind = [child for child in verb.children if child.index > verb.index and child.pos != "PUNCT"]
    if verb.sentence.heading and verb.head is None and behind:
        return all(child.child(*labels["case"]) is not None for child in behind)
    cases = (case for child in verb.all_children(*labels["oblique"]) for case in child.all_children(*labels["case"]))
    return any(case.lower in labels["agent_preposition"] for case in cases)


@cache
def _passive(rules: Rules) -> frozenset[str]:
    labels = rules.labels
    return labels["passive_auxiliary"] | labels["passive_subject"] | labels["agent"]
