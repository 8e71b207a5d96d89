"""Whose a thing is, where what is done to it is done to them: criticism of a plan is criticism of who made it."""

from functools import cache

from graphkit.extract import arguments, attachment
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.syntax import Token

# Before the name of a relation: the nouns through which it reaches whose they are.
ASPECT = "aspect:"
# A shorter noun is not looked for at the end of a longer word.
SHORTEST = 4


def of_slot(discourse: Discourse, trigger: Token, name: str, relation: str) -> list[Phrase]:
    """Whose the thing in a slot is, where acting on it is acting on them: "kritiek op het beleid van X"."""
    nouns = discourse.rules.nouns.get(ASPECT + relation)
    governed = name.startswith(arguments.GOVERNOR)
    verb = arguments.governor(discourse, trigger) if governed else trigger
    name = name.removeprefix(arguments.GOVERNOR)
    if verb is None or not nouns:
        return []
    found: list[Phrase] = []
    kind = "verb" if name in ("obj", "nsubj") or governed else "noun"
    for token in arguments.slot_tokens(discourse, verb, name, kind=kind):
        found += [p for t in arguments.agents(discourse, token) for p in arguments.referred(discourse, t)]
        if not found and _is_aspect(token, nouns):
            of = token.all_children(*discourse.rules.labels["possessive"])
            of = of or arguments.slot_tokens(discourse, token, "nmod:van", kind="noun")
            named = [p for t in of for p in arguments.referred(discourse, t)]
            found += named or arguments.adjectives(discourse, token) or _doer(discourse, token)
    return found


def _doer(discourse: Discourse, noun: Token) -> list[Phrase]:
    """Who does what the noun's clause tells: "kritiek op de manier waarop X ingreep"."""
    clauses = noun.all_children(*discourse.rules.labels["relative"])
    return [p for c in clauses for t in attachment.subjects(discourse, c)[:1] for p in arguments.referred(discourse, t)]


def _is_aspect(token: Token, nouns: frozenset[str]) -> bool:
    """Whether the noun is one of those, or ends with one: "klimaatplan"."""
    lemma = token.lemma.lower()
    return lemma in nouns or token.parts[-1].lower() in nouns or lemma.endswith(_long(nouns))


@cache
def _long(nouns: frozenset[str]) -> tuple[str, ...]:
    return tuple(noun for noun in sorted(nouns) if len(noun) >= SHORTEST)
