"""What a verb is called, its lemma with the particle that stands apart from it; and whether it is passive."""

from functools import cache

from graphkit.extract.phrases import Discourse
from graphkit.extract.rules import Rules
from graphkit.syntax import Token


def verb_lemma(discourse: Discourse, verb: Token) -> str:
    """The lemma with its separated particle in front: "neemt ... over" is "overnemen"."""
    if id(verb) not in discourse.verbs:
        discourse.verbs[id(verb)] = _with_particle(discourse, verb)
    return discourse.verbs[id(verb)]


def _with_particle(discourse: Discourse, verb: Token) -> str:
    lemma = verb.lemma.lower()
    for child in verb.all_children(*discourse.rules.labels["particle"]):
        particle = child.lower
        # "Ter dood veroordelen" is an expression: its first word belongs to the noun behind it.
        if ("verb", particle + lemma) not in discourse.rules.frames and child.child("fixed") is not None:
            continue
        if not lemma.startswith(particle):
            return particle + lemma
    # "Gaat samen met": the tree may take a particle for an adverb.
    for child in verb.all_children("advmod", "obl"):
        if child.index > verb.index and ("verb", child.lower + lemma) in discourse.rules.frames:
            return child.lower + lemma
    # "Neemt deel aan": or for an object.
    for child in verb.all_children(*discourse.rules.labels["object"]):
        if not child.children and ("verb", child.lower + lemma) in discourse.rules.frames:
            return child.lower + lemma
    # "Roept X op de aanval te staken": or for the preposition of an object, which has none.
    labels = discourse.rules.labels
    for token in (t for child in verb.children for t in (child, *child.children) if t.index > verb.index):
        above = token.head
        below = (
            above is not None
            and above is not verb
            and token.dep in labels["oblique"]
            and above.dep in labels["open_complement"]
        )
        case = token.child("case") if below or token.dep in labels["object"] else None
        if case is not None and ("verb", case.lower + lemma) in discourse.rules.frames:
            return case.lower + lemma
    return lemma


def is_passive(discourse: Discourse, verb: Token) -> bool:
    """Whether the verb is passive: it has a passive auxiliary or a passive subject."""
    return not _passive(discourse.rules).isdisjoint([child.dep for child in verb.children])


@cache
def _passive(rules: Rules) -> frozenset[str]:
    labels = rules.labels
    return labels["passive_auxiliary"] | labels["passive_subject"] | labels["agent"]
