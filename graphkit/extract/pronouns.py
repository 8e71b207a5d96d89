"""Whom pronouns refer back to: "hij", "haar", "die". Asked by `anaphora.py`, which goes through the tokens."""

from collections.abc import Mapping
from itertools import groupby

from graphkit import ontology
from graphkit.extract import gender, speech
from graphkit.extract.phrases import SAID, Discourse, Phrase
from graphkit.syntax import Sentence, Token

# The genders of persons by the identity of their referents.
Genders = Mapping[int, str]
# A pronoun reaches one sentence back, and further where nobody is named there.
PATIENCE = 3
# Behind how many words of a sentence "die" is no longer its beginning; what hangs so on a noun is not what it means.
LEADING = 1
POSSESSED = ("nmod", "nmod:poss", "conj")


def quoted(discourse: Discourse) -> frozenset[int]:
    """The tokens between quotation marks."""
    found: set[int] = set()
    for _, group in groupby(discourse.analysis.sentences, key=lambda s: s.paragraph):
        sentences = list(group)
        for span in speech.marked(discourse, sentences):
            found.update(id(t) for s in sentences for t in s.tokens if span.start <= t.start < span.end)
    return frozenset(found)


def latter(discourse: Discourse, sentence: Sentence, token: Token) -> Phrase | None:
    """What the sentence before ends with, where this one begins with "die": "De klacht ging naar X. Die weigerde"."""
    labels, verb = discourse.rules.labels, token.head
    if token.lower not in discourse.rules.modifiers["latter"] or token.index > LEADING or verb is None:
        return None
    if (
        token.dep not in labels["subject"]
        or verb.dep in labels["relative"]
        or not _singular(token)
        or not sentence.index
    ):
        return None
    ended = discourse.analysis.sentences[sentence.index - 1].tokens
    last = next((t for t in reversed(ended) if t.pos != "PUNCT"), None)
    phrase = discourse.at(last)
    if phrase is None or phrase.naming not in SAID or phrase.head.dep in POSSESSED:
        return None
    kinds = ontology.load()
    return phrase if kinds.is_a(phrase.type, "Person") or kinds.is_a(phrase.type, "Organization") else None


def pronoun(
    discourse: Discourse, sentence: Sentence, token: Token, genders: Genders, said: frozenset[int]
) -> Phrase | None:
    """The person whom a pronoun means; `said` holds the tokens between quotation marks."""
    words, labels = discourse.rules.modifiers, discourse.rules.labels
    if token.pos not in labels["pronoun_pos"] or token.lower not in words["person_pronoun"]:
        return None
    if token.lower in words["plural_pronoun"] and not _singular(token):
        return None
    kind = gender.FEMALE if token.lower in words["female_pronoun"] else gender.MALE
    spoken = spoken_of(discourse, sentence, token, genders, kind)
    if id(token) not in said:
        # Who speaks of others does so in quotes.
        spoken = [(p, head) for p, head in spoken if id(head) not in said] or spoken
    persons = [phrase for phrase, _ in spoken]
    if token.dep in labels["possessive"]:
        subject = _clause_subject(discourse, token)
        if subject is not None:
            owner = discourse.headed(subject) or discourse.antecedents.get(id(subject)) or _called(discourse, subject)
            return owner if owner is not None and any(p.referent is owner.referent for p in persons) else None
    if not persons and token.dep in labels["possessive"]:
        return _ahead(discourse, token, genders, kind)
    if one(persons):
        return persons[-1]
    subjects = [p for p, head in spoken if discourse.leading(head).dep in labels["subject"]]
    if one(subjects):
        return subjects[-1]
    known = [p for p in persons if genders.get(id(p.referent)) == kind]
    return known[-1] if one(known) else None


def spoken_of(
    discourse: Discourse, sentence: Sentence, token: Token, genders: Genders, kind: str
) -> list[tuple[Phrase, Token]]:
    """The persons of the gender who are spoken of last, by name or not, each with the token that does so.

    Those of this sentence and the one before; where these have none, the one person of the nearest that has.
    """
    for back in range(1, PATIENCE + 1):
        found = [(p, p.head) for p in before(discourse, sentence, token, back=back, kind="Person")]
        for earlier in discourse.analysis.sentences[max(0, sentence.index - back) : sentence.index + 1]:
            for other in earlier.tokens:
                phrase = discourse.antecedents.get(id(other))
                if phrase is not None and phrase.type == "Person" and other.start < token.start:
                    found.append((phrase, other))
        found = [(p, head) for p, head in found if not kind or genders.get(id(p.referent), kind) == kind]
        if found:
            sole = back == 1 or one([p for p, _ in found])
            return sorted(found, key=lambda pair: pair[1].start) if sole else []
    return []


def one(phrases: list[Phrase]) -> bool:
    """Whether the phrases all name one thing."""
    return len({id(p.referent) for p in phrases}) == 1


def of_gender(persons: list[Phrase], genders: Genders, kind: str) -> list[Phrase]:
    """The persons that may be of the gender; any, where none is asked for."""
    return [p for p in persons if not kind or genders.get(id(p.referent), kind) == kind]


def _clause_subject(discourse: Discourse, token: Token) -> Token | None:
    """The subject of the clause that the token stands in, if it comes first."""
    labels = discourse.rules.labels
    for above in token.ancestors():
        for child in above.all_children(*labels["subject"] | labels["passive_subject"]):
            if child.index < token.index and not _below(token, child):
                return child
    return None


def _called(discourse: Discourse, noun: Token) -> Phrase | None:
    """The person right behind the noun, wherever the tree hangs the name: "vader X zag zijn zoon"."""
    phrase = discourse.at(discourse.following(noun))
    return phrase if phrase is not None and phrase.type == "Person" and discourse.at(noun) is None else None


def _ahead(discourse: Discourse, token: Token, genders: Genders, kind: str) -> Phrase | None:
    """The subject that follows, where the sentence opens with what is its own: "in zijn roman beschrijft X"."""
    labels = discourse.rules.labels
    for above in token.ancestors():
        if above.pos in labels["verb_pos"]:
            behind = [c for c in above.all_children(*labels["subject"]) if c.index > token.index]
            named = [p for c in behind for p in (discourse.headed(c) or discourse.headed(discourse.following(c)),) if p]
            owners = [p for p in named if p.type == "Person" and genders.get(id(p.referent), kind) == kind]
            return owners[0] if owners and not _below(token, behind[0]) else None
    return None


def _below(token: Token, other: Token) -> bool:
    return token is other or any(above is other for above in token.ancestors())


def _singular(token: Token) -> bool:
    """Whether "ze" or "zij" is she: its verb is singular."""
    return verb_has(token, "Number=Sing")


def verb_has(token: Token, number: str) -> bool:
    """Whether the finite verb above the token has the number."""
    verb = token.head
    finite = [verb, *verb.all_children("aux", "aux:pass", "cop")] if verb is not None else []
    return any(number in t.morph and "VerbForm=Fin" in t.morph for t in finite)


def before(discourse: Discourse, sentence: Sentence, token: Token, *, back: int, kind: str) -> list[Phrase]:
    """The names of a kind that precede the token, at most so many sentences back, in the order of the text."""
    kinds = ontology.load()
    return [
        p
        for p in discourse.phrases
        if p.start < token.start
        and 0 <= sentence.index - p.sentence.index <= back
        and p.naming in SAID
        and kinds.is_a(p.type, kind)
    ]
