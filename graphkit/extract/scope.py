"""How far words reach in a sentence: which governor bears on what hangs on it, and what a contrast takes out."""

from dataclasses import dataclass
from enum import Enum, auto

from graphkit.extract.phrases import Discourse
from graphkit.extract.verbs import verb_lemma
from graphkit.syntax import Token


class Kind(Enum):
    """How a token hangs on the one above."""

    CONTENT = auto()
    CONJUNCT = auto()
    SUBJECT = auto()
    ARGUMENT = auto()


@dataclass(frozen=True, slots=True)
class Link:
    """A token, what it hangs on, and how."""

    token: Token
    head: Token
    kind: Kind


def above(discourse: Discourse, token: Token) -> Link | None:
    """The link to what bears on the token, or nothing where the text presents it by itself."""
    labels, head = discourse.rules.labels, token.head
    if head is None or token.dep in labels["apposition"] | labels["adjective_modifier"]:
        return None
    if token.dep in labels["adverbial_clause"]:
        return Link(token, head, Kind.CONTENT) if is_content(discourse, token) else None
    if token.dep in labels["relative"]:
        return Link(token, head, Kind.CONTENT) if "VerbForm=Inf" in token.morph else None
    if token.dep in labels["conjunct"]:
        return Link(token, head, Kind.CONJUNCT)
    if token.dep in labels["clause_complement"] | labels["open_complement"] or _is_clause(discourse, token):
        return Link(token, head, Kind.CONTENT)
    if token.dep in labels["subject"]:
        return Link(token, head, Kind.SUBJECT if is_definite(discourse, token) else Kind.ARGUMENT)
    if token.dep in labels["oblique"] and _is_aside(discourse, token):
        return None
    return Link(token, head, Kind.ARGUMENT)


def _is_clause(discourse: Discourse, token: Token) -> bool:
    return token.pos in discourse.rules.labels["verb_pos"] and token.dep in discourse.rules.labels["subject"]


def is_content(discourse: Discourse, clause: Token) -> bool:
    """Whether an adverbial infinitive is what its verb is about: "weigert om te komen", not "reist om te zien"."""
    if clause.head is None or "VerbForm=Inf" not in clause.morph:
        return False
    return ("verb", verb_lemma(discourse, clause.head)) in discourse.rules.hedges


def _is_aside(discourse: Discourse, token: Token) -> bool:
    cases = token.all_children(*discourse.rules.labels["case"])
    return any(("aside", case.lower) in discourse.rules.hedges for case in cases)


def is_definite(discourse: Discourse, noun: Token) -> bool:
    """Whether the noun is known: it has a definite article or a possessor."""
    words, labels = discourse.rules.modifiers["definite"], discourse.rules.labels
    return any(child.lower in words or child.dep in labels["possessive"] for child in noun.children)


def is_open(verb: Token) -> bool:
    """Whether the clause of the verb is not past: what depends on a condition has then not come true."""
    finite = [verb, *verb.all_children("aux", "aux:pass", "cop")]
    return not any("Tense=Past" in token.morph for token in finite)


def marker(child: Token) -> str:
    """The word that introduces a clause with what is fixed to it: "in plaats van"."""
    return " ".join(t.lower for t in sorted((child, *child.all_children("fixed")), key=lambda t: t.index))


def contrasted(discourse: Discourse, negation: Token) -> Token | None:
    """The B of "niet A maar B": the conjunct behind the negation that a contrasting conjunction introduces."""
    hedges, labels = discourse.rules.hedges, discourse.rules.labels
    for token in discourse.sentence(negation).tokens[negation.index + 1 :]:
        if token.dep not in labels["conjunct"] or token.head is None:
            continue
        reached = token.head.index > negation.index or token.head is negation.head
        if reached and any(("contrast", child.lower) in hedges for child in token.children):
            return token
    return None


def forms(adjective: Token) -> tuple[str, ...]:
    """The forms under which a lexicon may hold an adjective or participle: "geplande" is "gepland"."""
    return adjective.lower, adjective.lower.removesuffix("e"), adjective.lemma.lower()
