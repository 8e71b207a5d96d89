"""Relations that a verb or an event noun says: the rows of `relations.tsv` applied to the tree."""

from collections.abc import Iterator
from dataclasses import replace

from graphkit import ontology
from graphkit.extract import arguments
from graphkit.extract.findings import Finding
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.rules import Condition, FrameRule
from graphkit.syntax import Sentence, Token

REFLEXIVE_BETWEEN = ":tussen"
ANY = "*"
CONTEST = "participant_in"
THEME = "Event:contest"


def extract(discourse: Discourse) -> Iterator[Finding]:
    """What the verbs and nouns of each sentence say."""
    for sentence in discourse.analysis.sentences:
        for token in sentence.tokens:
            for rule in _rules(discourse, token):
                yield from _apply(discourse, sentence, token, rule)


def _rules(discourse: Discourse, token: Token) -> tuple[FrameRule, ...]:
    labels, frames = discourse.rules.labels, discourse.rules.frames
    if token.pos in labels["verb_pos"]:
        found = frames.get(("verb", verb_lemma(discourse, token)), ())
        return (found or frames.get(("noun", token.lemma.lower()), ())) + frames.get(("verb", ANY), ())
    if token.pos in labels["adjective_pos"] | labels["noun_pos"] | labels["name_pos"]:
        lemma = token.lemma.lower()
        if token.pos == "ADJ" and "VerbForm=Part" in token.morph:
            return frames.get(("verb", lemma), ())
        return (
            frames.get(("noun", lemma))
            or frames.get(("noun", token.parts[-1].lower()), ())
            or _suffix(discourse, lemma)
        )
    return ()


def _suffix(discourse: Discourse, lemma: str) -> tuple[FrameRule, ...]:
    """The rules of the longest known noun, of five letters or more, that ends the word: "lucht-aanval"."""
    for start in range(1, len(lemma) - 4):
        found = discourse.rules.frames.get(("noun", lemma[start:]))
        if found:
            return found
    return ()


def verb_lemma(discourse: Discourse, verb: Token) -> str:
    """The lemma with its separated particle in front: "neemt ... over" is "overnemen"."""
    lemma = verb.lemma.lower()
    for child in verb.all_children(*discourse.rules.labels["particle"]):
        particle = child.lower
        if not lemma.startswith(particle):
            return particle + lemma
    # "Gaat samen met": the tree may take a particle for an adverb.
    for child in verb.all_children("advmod", "obl"):
        if child.index > verb.index and ("verb", child.lower + lemma) in discourse.rules.frames:
            return child.lower + lemma
    return lemma


def _apply(discourse: Discourse, sentence: Sentence, trigger: Token, rule: FrameRule) -> Iterator[Finding]:
    subjects = arguments.slot(discourse, trigger, rule.subject, kind=rule.kind)
    if not subjects:
        return
    objects = arguments.slot(discourse, trigger, rule.object, kind=rule.kind)
    if rule.subject == rule.object and rule.subject.endswith(REFLEXIVE_BETWEEN):
        subjects, objects = subjects[:1], subjects[1:]
    for subject in subjects:
        for target in objects:
            if arguments.fits(rule.relation, subject, target) and all(
                _holds(discourse, trigger, condition, subject, target) for condition in rule.conditions
            ):
                found = Finding(subject, rule.relation, target, trigger, sentence, rule.row.rule, "frame")
                yield found
                yield from _taking_part(discourse, found)


def _taking_part(discourse: Discourse, contest: Finding) -> Iterator[Finding]:
    """Who meets in a contest takes part in the event that the article is about."""
    if contest.relation not in discourse.rules.precedence.get(CONTEST, frozenset()):
        return
    theme = discourse.theme(THEME)
    for side in (contest.subject, contest.object) if theme is not None else ():
        if theme is not None and arguments.fits(CONTEST, side, theme):
            yield replace(contest, subject=side, relation=CONTEST, object=theme)


def _holds(discourse: Discourse, trigger: Token, condition: Condition, subject: Phrase, target: Phrase) -> bool:
    if condition.where in ("subject", "object"):
        phrase = subject if condition.where == "subject" else target
        met = any(ontology.load().is_a(phrase.type, value) for value in condition.values)
    elif condition.where == "verb":
        verb = arguments.governor(discourse, trigger)
        met = verb is not None and verb_lemma(discourse, verb) in condition.values
    else:
        met = any(_in_class(discourse, token, condition) for token in _reach(discourse, trigger, condition.where))
    return met is condition.wanted


def _reach(discourse: Discourse, trigger: Token, slot: str) -> list[Token]:
    """The tokens in a slot and the nouns right below them ("een detachement soldaten")."""
    found = arguments.slot_tokens(discourse, trigger, slot, kind="verb")
    return found + [child for token in found for child in token.children]


def _in_class(discourse: Discourse, token: Token, condition: Condition) -> bool:
    words = {token.lemma.lower(), token.parts[-1].lower()}
    return any(words & discourse.rules.nouns[value.removeprefix("@")] for value in condition.values)
