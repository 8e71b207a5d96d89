"""The words that a row of `relations.tsv` asks for around its trigger: which stand there, and which are its idiom."""

from collections.abc import Iterator

from graphkit.extract import arguments, clauses
from graphkit.extract.phrases import Discourse
from graphkit.extract.rules import Condition, FrameRule
from graphkit.extract.verbs import verb_lemma
from graphkit.syntax import Token

ANY = "*"
# Before the name of a class of `nouns.tsv`; a value without it is a word.
CLASS = "@"
# What a condition asks of: one of the ends, the verb above (which may be part of the wording), the trigger's own form.
ENDS = frozenset({"subject", "object"})
DEED = "by"
GOVERNING = frozenset({"verb", DEED})
FORM = "form"
# What the trigger is in its clause, by a role of `syntax.tsv`.
AS = "as"
SURE, SELF = "sure", "self"
# What the article is about: `article=sports`, for wordings that mean a match only there.
ABOUT = "article"
# What a condition asks of that is no slot for words.
NO_SLOTS = ENDS | GOVERNING | {FORM, AS, ABOUT}


def is_at_hand(discourse: Discourse, said: set[str], condition: Condition) -> bool:
    """Whether some of these words is of the class that the condition wants in a slot, if it wants one."""
    if not condition.wanted or condition.where in NO_SLOTS or condition.values == (ANY,):
        return True
    return any(not words.isdisjoint(said) for words in _classes(discourse, condition))


def is_idiom(rule: FrameRule) -> bool:
    """Whether the row asks for words wherever they stand in the clause."""
    return any(condition.where == clauses.WITHIN and condition.wanted for condition in rule.conditions)


def idiom(discourse: Discourse, trigger: Token, rule: FrameRule) -> frozenset[int]:
    """The other words of the row's wording, which say nothing about it: "geen" of "geen goed woord overhebben voor"."""
    found = set[int]()
    for condition in rule.conditions:
        if condition.where == DEED:
            found.add(id(arguments.governor(discourse, trigger)))
        elif condition.wanted and condition.where not in NO_SLOTS | {SURE, SELF} and condition.values != (ANY,):
            reached = _reach(discourse, trigger, condition.where)
            found.update(id(t) for t in reached if _in_class(discourse, t, condition))
    return frozenset(found)


def holds(discourse: Discourse, trigger: Token, rule: FrameRule) -> bool:
    """Whether the words that the row asks for stand around the trigger."""
    return all(_is_met(discourse, trigger, c) is c.wanted for c in rule.conditions if c.where not in ENDS | {SURE})


def _is_met(discourse: Discourse, trigger: Token, condition: Condition) -> bool:
    if condition.where == FORM:
        return trigger.lower in condition.values
    if condition.where == ABOUT:
        return discourse.is_of_sports()
    if condition.where == AS:
        return any(trigger.dep in discourse.rules.labels[value] for value in condition.values)
    if condition.where == SELF:
        return any(verb_lemma(discourse, trigger) in words for words in _classes(discourse, condition))
    if condition.where in GOVERNING:
        verb = arguments.governor(discourse, trigger)
        return verb is not None and verb_lemma(discourse, verb) in condition.values
    return any(_in_class(discourse, token, condition) for token in _reach(discourse, trigger, condition.where))


def _reach(discourse: Discourse, trigger: Token, slot: str) -> list[Token]:
    """The tokens in a slot and the nouns right below them ("een detachement soldaten")."""
    trigger, slot = arguments.holder(discourse, trigger, slot), slot.removeprefix("^")
    found = arguments.slot_tokens(discourse, trigger, slot, kind="verb") or list(trigger.all_children(slot))
    return found + [child for token in found for child in token.children]


def _in_class(discourse: Discourse, token: Token, condition: Condition) -> bool:
    if condition.values == (ANY,):
        return True
    words = {token.lemma.lower(), token.parts[-1].lower(), token.lower}
    return any(words & wanted for wanted in _classes(discourse, condition))


def _classes(discourse: Discourse, condition: Condition) -> Iterator[frozenset[str]]:
    """The words that the condition wants, a class or a single one at a time."""
    for value in condition.values:
        name = value.removeprefix(CLASS)
        yield frozenset((value,)) if name == value else discourse.rules.nouns[name]
