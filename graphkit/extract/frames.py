"""Relations that a verb or an event noun says: the rows of `relations.tsv` applied to the tree."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import combinations, permutations, product

from graphkit import ontology
from graphkit.extract import arguments
from graphkit.extract.findings import Finding
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.rules import WORDS, Condition, FrameRule, Rules
from graphkit.syntax import Token

REFLEXIVE_BETWEEN = ":tussen"
ANY = "*"
SUBJECT_ABOVE = "^nsubj"
CONTEST = "participant_in"
THEME = "Event:contest"


def extract(discourse: Discourse) -> Iterator[Finding]:
    """What the verbs and nouns of each sentence say."""
    for sentence in discourse.analysis.sentences:
        for token in sentence.tokens:
            seen: dict[tuple[str, str], list[Phrase]] = {}  # most rules of a word have their subject in one slot
            for rule in _rules(discourse, token):
                yield from _apply(discourse, token, rule, seen)


def _rules(discourse: Discourse, token: Token) -> tuple[FrameRule, ...]:
    labels, frames, pos = discourse.rules.labels, discourse.rules.frames, token.pos
    if pos in labels["verb_pos"]:
        found = frames.get(("verb", verb_lemma(discourse, token)), ())
        return (found or frames.get(("noun", token.lemma.lower()), ())) + frames.get(("verb", ANY), ())
    nominal = pos in labels["noun_pos"] or pos in labels["name_pos"]
    if nominal or pos in labels["adjective_pos"] or pos in labels["adverb_pos"]:
        lemma = token.lemma.lower()
        if pos == "ADJ" and "VerbForm=Part" in token.morph:
            return frames.get(("verb", lemma), ())
        return (
            frames.get(("noun", lemma))
            or frames.get(("noun", token.parts[-1].lower()))
            or frames.get(("noun", lemma.rpartition("-")[2]))
            or _suffix(discourse.rules, lemma)
        )
    return ()


@lru_cache(maxsize=WORDS)
def _suffix(rules: Rules, lemma: str) -> tuple[FrameRule, ...]:
    """The rules of the longest known noun, of five letters or more, that ends the word: "lucht-aanval"."""
    for start in range(1, len(lemma) - 4):
        found = rules.frames.get(("noun", lemma[start:]))
        if found:
            return found
    return ()


def verb_lemma(discourse: Discourse, verb: Token) -> str:
    """The lemma with its separated particle in front: "neemt ... over" is "overnemen"."""
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


def _apply(
    discourse: Discourse, trigger: Token, rule: FrameRule, seen: dict[tuple[str, str], list[Phrase]]
) -> Iterator[Finding]:
    if rule.kind == "noun" and rule.subject == SUBJECT_ABOVE and _has_own_agent(discourse, trigger, rule):
        return
    slot = rule.subject, rule.kind
    if slot not in seen:
        seen[slot] = arguments.slot(discourse, trigger, rule.subject, kind=rule.kind)
    subjects = seen[slot]
    if not subjects:
        return
    for subject, target in _ends(discourse, trigger, rule, subjects):
        if rule.trigger == ANY and not ontology.load().accepts(rule.relation, subject.type, target.type):
            continue  # What any verb says of an event shows of nothing that it is one.
        if arguments.fits(rule.relation, subject, target) and all(
            _holds(discourse, trigger, condition, subject, target) for condition in rule.conditions
        ):
            found = Finding(subject, rule.relation, target, trigger, trigger.sentence, rule.row.rule, "frame")
            yield found
            yield from _taking_part(discourse, found)


def _has_own_agent(discourse: Discourse, event: Token, rule: FrameRule) -> bool:
    """Whether the subject of the clause is not who does it: "na de Franse aanval op X zei Y"."""
    if rule.object.startswith("^"):
        return False
    if arguments.adjectives(discourse, event):
        return True
    if event.dep not in discourse.rules.labels["oblique"] or ontology.load().relations[rule.relation].symmetric:
        return False
    hedges = discourse.rules.hedges
    return any(("aside", case.lower) in hedges for case in event.all_children(*discourse.rules.labels["case"]))


def _ends(
    discourse: Discourse, trigger: Token, rule: FrameRule, subjects: list[Phrase]
) -> Iterable[tuple[Phrase, Phrase]]:
    """Who does it with whom: the subjects with the objects, or the subjects with each other."""
    if rule.subject == rule.object and rule.subject.endswith(REFLEXIVE_BETWEEN):
        return product(subjects[:1], subjects[1:])
    objects = arguments.slot(discourse, trigger, rule.object, kind=rule.kind)
    if objects:
        # A participle without an agent has one and the same for both: "de onderzochte X en Y".
        return () if set(map(id, subjects)) == set(map(id, objects)) else product(subjects, objects)
    owners = arguments.owners(discourse, trigger, rule.object, rule.relation)
    if owners or len(subjects) == 1:
        return product(subjects, owners)
    return _mutual(discourse, trigger, rule, subjects)


def _mutual(
    discourse: Discourse, trigger: Token, rule: FrameRule, subjects: list[Phrase]
) -> Iterable[tuple[Phrase, Phrase]]:
    """The pairs of a coordinated subject: "X en Y beschuldigen elkaar", "X en Y overleggen"."""
    symmetric = ontology.load().relations[rule.relation].symmetric
    tokens = arguments.slot_tokens(
        discourse, arguments.holder(discourse, trigger, rule.object), rule.object.removeprefix("^"), kind=rule.kind
    )
    each_other = any(token.lower in discourse.rules.labels["reciprocal"] for token in tokens)
    if each_other and not symmetric:
        return permutations(subjects, 2)
    if each_other or (not tokens and _is_mutual(discourse, rule)):
        return combinations(subjects, 2)
    return ()


def _is_mutual(discourse: Discourse, rule: FrameRule) -> bool:
    """Whether a coordinated subject alone says that they do it with each other: "X en Y overleggen"."""
    preposition = rule.object.rpartition(":")[2]
    rules = discourse.rules
    return rule.trigger in rules.nouns["mutual"] and preposition in rules.labels["mutual_preposition"]


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
    if condition.values == (ANY,):
        return True
    words = {token.lemma.lower(), token.parts[-1].lower(), token.lower}
    return any(words & discourse.rules.nouns[value.removeprefix("@")] for value in condition.values)
