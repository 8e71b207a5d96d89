"""Whom plurals refer back to: "ze", "beide clubs", "de twee landen" after a sentence that names just those."""

from collections.abc import Iterator

from graphkit.extract import pronouns
from graphkit.extract.phrases import SAID, Discourse, Phrase
from graphkit.syntax import Sentence, Token

PLURAL = "Number=Plur"
PERSON = "Person"
# What each class of nouns may stand for.
KINDS = {
    "together:Country": ("Country",),
    "together:Organization": ("Company", "PoliticalParty", "SportsTeam", "MediaOrganization", "Organization"),
    "together:Person": (PERSON,),
}
PAIR = 2


def find(discourse: Discourse) -> None:
    """Fills `discourse.plurals` for the pronouns and nouns of the article that stand for several named things."""
    told = discourse.rules.united(*KINDS) | set(discourse.rules.modifiers["they"])
    for sentence in discourse.analysis.sentences:
        for token in sentence.tokens if sentence.index else ():
            if token.lower in told and discourse.at(token) is None and id(token) not in discourse.antecedents:
                meant = _meant(discourse, sentence, token)
                if len(meant) > 1:
                    discourse.plurals[id(token)] = meant


def _meant(discourse: Discourse, sentence: Sentence, token: Token) -> list[Phrase]:
    """The things that a plural stands for, where the sentence before leaves no doubt."""
    words = discourse.rules.modifiers
    before = discourse.analysis.sentences[sentence.index - 1]
    if token.lower in words["they"]:
        return _row(discourse, before, (PERSON,)) if _is_plural(discourse, token) and _is_free(discourse, token) else []
    kinds = next((k for group, k in KINDS.items() if token.lower in discourse.rules.nouns[group]), ())
    if not kinds or not _is_bare(discourse, token):
        return []
    counted = any(child.lower in words["two"] for child in token.children)
    row = _row(discourse, before, kinds)
    if counted:
        row = row if len(row) == PAIR else _named(discourse, before, kinds)
        return row if len(row) == PAIR else []
    return row if any(child.lower in words["definite"] for child in token.children) else []


def _is_plural(discourse: Discourse, pronoun: Token) -> bool:
    """Whether the verb of the pronoun is plural, so that "ze" is not she."""
    labels = discourse.rules.labels
    subject = pronoun.dep in labels["subject"] or pronoun.dep in labels["passive_subject"]
    return subject and pronouns.verb_has(pronoun, PLURAL)


def _is_free(discourse: Discourse, pronoun: Token) -> bool:
    """Whether nothing plural stands before it in its own sentence that it might mean."""
    before = pronoun.sentence.tokens[: pronoun.index]
    return not any(PLURAL in t.morph and t.pos in discourse.rules.labels["noun_pos"] for t in before)


def _is_bare(discourse: Discourse, noun: Token) -> bool:
    """Whether only an article, "twee" or "beide" stands with the noun."""
    words = discourse.rules.modifiers
    allowed = (*words["definite"], *words["two"])
    follower = discourse.following(noun)
    told = follower is not None and follower.lower in words["telling"]
    return bool(noun.children) and not told and all(c.lower in allowed or c.pos == "PUNCT" for c in noun.children)


def _row(discourse: Discourse, sentence: Sentence, kinds: tuple[str, ...]) -> list[Phrase]:
    """The names of the kinds that stand in a row in the sentence, if there is one row of them and no other name."""
    named = _named(discourse, sentence, kinds)
    heads = {id(discourse.leading(p.head)) for p in named}
    either = any(token.lower in discourse.rules.modifiers["either"] for token in sentence.tokens)
    joined = len(heads) == 1 and len(named) > 1 and not either
    return named if joined else []


def _named(discourse: Discourse, sentence: Sentence, kinds: tuple[str, ...]) -> list[Phrase]:
    """What the sentence names or refers back to that is of the kinds, each once."""
    found: dict[int, Phrase] = {}
    for phrase in _spoken_of(discourse, sentence):
        if phrase.type in kinds:
            found.setdefault(id(phrase.referent), phrase)
    return list(found.values())


def _spoken_of(discourse: Discourse, sentence: Sentence) -> Iterator[Phrase]:
    yield from (p for p in discourse.phrases if p.sentence is sentence and p.naming in SAID)
    for token in sentence.tokens:
        if id(token) in discourse.antecedents:
            yield discourse.antecedents[id(token)]
