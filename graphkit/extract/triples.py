"""Open triples: what the verbs say of two names where no relation covers it. A layer of its own, never a statement."""

from collections.abc import Iterable, Iterator

from graphkit.extract import arguments
from graphkit.extract.findings import Finding
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.verbs import verb_lemma
from graphkit.model import Naming
from graphkit.syntax import Sentence, Token

FAMILY = RULE = "open"
# Read by eye on the developing half of the annotated articles: about 7 in 10 say what their sentence says.
CONFIDENCE = 0.7
NAMED = frozenset({Naming.NAME, Naming.DESCRIPTION})


def extract(discourse: Discourse, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Subject, verb and object of every clause, but for pairs that a finding relates in the same sentence.

    The verb is its lemma with its particle; an object behind a preposition brings it along: "reageren op".
    """
    covered = {(f.sentence.index, frozenset((id(f.subject.referent), id(f.object.referent)))) for f in findings}
    verbal = discourse.rules.labels["verb_pos"]
    for sentence in discourse.analysis.sentences:
        for verb in sentence.tokens if discourse.things(sentence) > 1 else ():
            if verb.pos not in verbal or _is_modal(discourse, verb):
                continue
            for finding in _clause(discourse, sentence, verb):
                pair = sentence.index, frozenset((id(finding.subject.referent), id(finding.object.referent)))
                if pair not in covered:
                    yield finding


def _is_modal(discourse: Discourse, verb: Token) -> bool:
    """Whether the verb only says how another one is meant: "wil overtuigen"."""
    hedges, lemma = discourse.rules.hedges, verb_lemma(discourse, verb)
    governs = verb.child(*discourse.rules.labels["open_complement"], *discourse.rules.labels["clause_complement"])
    return governs is not None and any((where, lemma) in hedges for where in ("verb", "present"))


def _clause(discourse: Discourse, sentence: Sentence, verb: Token) -> Iterator[Finding]:
    subjects = _named(arguments.slot(discourse, verb, "nsubj", kind="verb"))
    if not subjects:
        return
    lemma = verb_lemma(discourse, verb)
    for how, objects in _objects(discourse, verb):
        for subject in subjects:
            for target in objects:
                if target.referent is not subject.referent:
                    yield Finding(subject, f"{lemma} {how}".rstrip(), target, verb, sentence, RULE, FAMILY)


def _objects(discourse: Discourse, verb: Token) -> Iterator[tuple[str, list[Phrase]]]:
    """The objects of the verb, each with the preposition that it stands behind."""
    labels = discourse.rules.labels
    yield "", _named(arguments.slot(discourse, verb, "obj", kind="verb"))
    agents = {id(t) for t in arguments.slot_tokens(discourse, verb, "nsubj", kind="verb")}
    for child in verb.all_children(*labels["oblique"]):
        case = child.child(*labels["case"])
        if case is not None and id(child) not in agents and case.lower not in discourse.rules.reporting["preposition"]:
            yield case.lower, _named(arguments.referred(discourse, child))


def _named(phrases: list[Phrase]) -> list[Phrase]:
    return [phrase for phrase in phrases if phrase.naming in NAMED and phrase.referent is not None]
