"""Whether the text asserts, supposes or denies what a finding says: hedges, negation, questions, and their scope."""

from graphkit.extract.findings import Finding
from graphkit.extract.frames import verb_lemma
from graphkit.extract.phrases import Discourse
from graphkit.model import Certainty
from graphkit.syntax import Token

# A clause deeper than this under a hedge is still read as part of it; further up nothing is looked for.
HEIGHT = 6


def of(discourse: Discourse, finding: Finding) -> Certainty:
    """The certainty with which the text presents the finding."""
    if finding.nominal:
        return _of_title(discourse, finding)
    found = [_around(discourse, token, finding.trigger) for token in _clauses(discourse, finding.trigger)]
    if Certainty.NEGATED in found:
        return Certainty.NEGATED
    if Certainty.POSSIBLE in found or _is_question(finding):
        return Certainty.POSSIBLE
    return Certainty.ASSERTED


def _of_title(discourse: Discourse, finding: Finding) -> Certainty:
    """A title is a fact whatever its sentence says, unless it hedges itself or is the predicate of a hedged clause."""
    trigger, hedges = finding.trigger, discourse.rules.hedges
    for child in trigger.all_children(*discourse.rules.labels["adjective_modifier"]):
        certainty = hedges.get(("affix", child.lemma.lower()))
        if certainty is not None:
            return certainty
    for (scope, word), certainty in hedges.items():
        if scope == "affix" and word.endswith("-") and trigger.lower.startswith(word):
            return certainty
    if trigger.child(*discourse.rules.labels["copula"]) is not None:
        return _around(discourse, trigger, trigger) or Certainty.ASSERTED
    return Certainty.ASSERTED


def _clauses(discourse: Discourse, trigger: Token) -> list[Token]:
    """The trigger and what governs it, up to the clause that the text itself asserts."""
    labels = discourse.rules.labels
    found, token = [trigger], trigger
    while token.head is not None and len(found) < HEIGHT:
        if token.dep in labels["relative"] and token.head.pos not in labels["noun_pos"]:
            break
        if token.dep in labels["apposition"] or (token.dep in labels["relative"] and "Fin" in token.morph):
            break
        if token.dep in labels["conjunct"] and token.pos in labels["verb_pos"]:
            found.append(token.head) if token.child(*labels["subject"]) is None else None
            token = token.head
            continue
        token = token.head
        found.append(token)
    return found


def _around(discourse: Discourse, token: Token, trigger: Token) -> Certainty | None:
    """What the words right on one governor say."""
    hedges, labels = discourse.rules.hedges, discourse.rules.labels
    found: list[Certainty] = []
    for child in token.children:
        words = (child.lower, child.lemma.lower())
        scopes = ("adverb",)
        if child.dep in labels["auxiliary"] or child.dep in labels["copula"]:
            scopes = ("verb", "adverb")
        elif child.dep == "mark":
            scopes = ("mark",)
        elif child.dep in labels["clause_complement"] | labels["open_complement"] | labels["conjunct"]:
            continue
        found.extend(hedges[scope, word] for scope in scopes for word in words if (scope, word) in hedges)
    if token is not trigger:
        scope = "verb" if token.pos in labels["verb_pos"] else "noun"
        word = verb_lemma(discourse, token) if scope == "verb" else token.lemma.lower()
        if (scope, word) in hedges:
            found.append(hedges[scope, word])
    if Certainty.NEGATED in found:
        return Certainty.NEGATED
    return found[0] if found else None


def _is_question(finding: Finding) -> bool:
    return finding.sentence.tokens[-1].text == "?" or any(
        token.text == "?" for token in finding.sentence.tokens[-2:]
    )
