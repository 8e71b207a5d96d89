"""What pronouns and definite nouns refer back to: "hij", "zijn", "het concern", "de minister". High precision first.

Only what the sentence before, or the earlier part of the same sentence, leaves no doubt about is resolved; the ranking
by grammatical role follows the centering tradition (Grosz, Joshi and Weinstein 1995).
"""

from graphkit import ontology
from graphkit.extract import attachment
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.model import Naming
from graphkit.syntax import Sentence, Token

# How many sentences back a definite noun may refer; a pronoun reaches one.
REACH = 4


def resolve(discourse: Discourse) -> None:
    """Fills `discourse.antecedents` for the pronouns and definite nouns of the article."""
    for sentence in discourse.analysis.sentences:
        for token in sentence.tokens:
            if discourse.at(token) is not None:
                continue
            found = _pronoun(discourse, sentence, token) or _noun(discourse, sentence, token)
            if found is not None:
                discourse.antecedents[id(token)] = found


def _pronoun(discourse: Discourse, sentence: Sentence, token: Token) -> Phrase | None:
    words = discourse.rules.modifiers
    if token.pos not in discourse.rules.labels["pronoun_pos"] or token.lower not in words["person_pronoun"]:
        return None
    if token.lower in words["plural_pronoun"] and not _singular(token):
        return None
    persons = _before(discourse, sentence, token, back=1, kind="Person")
    referents = list(dict.fromkeys(id(p.referent) for p in persons))
    if len(referents) == 1:
        return persons[-1]
    subjects = [p for p in persons if p.head.dep in discourse.rules.labels["subject"]]
    return subjects[-1] if len({id(p.referent) for p in subjects}) == 1 else None


def _singular(token: Token) -> bool:
    """Whether "ze" or "zij" is she: its verb is singular."""
    verb = token.head
    if verb is None:
        return False
    finite = [verb, *verb.all_children("aux", "aux:pass", "cop")]
    return any("Number=Sing" in t.morph and "VerbForm=Fin" in t.morph for t in finite)


def _noun(discourse: Discourse, sentence: Sentence, token: Token) -> Phrase | None:
    labels, rules = discourse.rules.labels, discourse.rules
    if not token.children or "Number=Plur" in token.morph or not _alone(discourse, token):
        return None
    if discourse.knowledge.demonym(token.text):
        return _person(discourse, sentence, token, ())
    if token.pos not in labels["noun_pos"]:
        return None
    words = (token.lemma.lower(), token.parts[-1].lower())
    if any(w in rules.nouns["person"] for w in words) or rules.role(words[0]):
        return _person(discourse, sentence, token, words)
    kind = next((rules.types["noun"][w] for w in words if w in rules.types["noun"]), None)
    if kind == "Event":
        return discourse.theme(kind)
    if kind is None or not ontology.load().is_a(kind, "Organization"):
        return None
    organisations = _before(discourse, sentence, token, back=REACH, kind="Organization")
    exact = [p for p in organisations if p.type == kind]
    loose = [p for p in organisations if p.type == "Organization" or kind == "Organization"]
    chosen = exact or loose
    return chosen[-1] if chosen and len({id(p.referent) for p in chosen}) == 1 else None


def _person(discourse: Discourse, sentence: Sentence, token: Token, words: tuple[str, ...]) -> Phrase | None:
    """The person whom the text has called so before; else the only one that the sentence before names."""
    persons = _before(discourse, sentence, token, back=len(discourse.analysis.sentences), kind="Person")
    called = [p for p in persons if _title_of(discourse, p) in words]
    if called:
        return called[-1]
    near = [p for p in persons if sentence.index - p.sentence.index <= 1]
    return near[-1] if near and len({id(p.referent) for p in near}) == 1 else None


def _title_of(discourse: Discourse, phrase: Phrase) -> str:
    """The noun that stands before the person's name."""
    above = phrase.head.head
    if above is not None and phrase.head.dep in discourse.rules.labels["apposition"]:
        return above.parts[-1].lower()
    previous = discourse.preceding(phrase.tokens[0])
    return previous.lemma.lower() if previous is not None else ""


def _alone(discourse: Discourse, token: Token) -> bool:
    """Whether the noun is definite, without a name or an attribute that would make it someone else."""
    words, labels = discourse.rules.modifiers, discourse.rules.labels
    if not any(c.lower in words["definite"] for c in token.children):
        return False
    if any(c.dep in labels["apposition"] | labels["flat"] | labels["possessive"] for c in token.children):
        return False
    follower = discourse.following(token)
    if discourse.at(follower) is not None or id(token) in discourse.prefixes:
        return False
    return not any(attachment.prepositional(discourse, token, "van"))


def _before(discourse: Discourse, sentence: Sentence, token: Token, *, back: int, kind: str) -> list[Phrase]:
    """The names of a kind that precede the token, at most so many sentences back, in the order of the text."""
    kinds = ontology.load()
    return [
        p
        for p in discourse.phrases
        if p.start < token.start
        and 0 <= sentence.index - p.sentence.index <= back
        and p.naming in (Naming.NAME, Naming.DESCRIPTION)
        and kinds.is_a(p.type, kind)
    ]
