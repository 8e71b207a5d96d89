"""What pronouns and definite nouns refer back to: "hij", "zijn", "het concern", "de minister". High precision first.

Only what the sentence before, or the earlier part of the same sentence, leaves no doubt about is resolved; the ranking
by grammatical role follows the centering tradition (Grosz, Joshi and Weinstein 1995).
"""

from collections import Counter
from functools import lru_cache

from graphkit import ontology
from graphkit.extract import arguments, attachment, gender, membership, pronouns
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.pronouns import Genders
from graphkit.extract.rules import SHORTEST_SUFFIX, WORDS, Rules
from graphkit.model import Naming
from graphkit.syntax import Sentence, Token

# "de PvdA'er", "de D66’er"
MEMBER = ("'er", "’er")
# What may refer back: pronouns, nouns, and adjectives used as nouns.
REFERRING = frozenset({"PRON", "DET", "NOUN", "PROPN", "ADJ", "X"})
SUPERLATIVE = "Degree=Sup"
# "De Belgische" is a woman, "de Canadees" a man, "het Belgische" no one.
COMMON, INFLECTED = "de", "e"
# The types whose nouns tell one thing from most others near it: "de techreus".
TELLING = ("Company", "ArmedForce")
PARTY = "PoliticalParty"
SAYS = "volgens"
# How many sentences back a definite noun may refer.
REACH = 4
# The shortest noun that a name may end with: "de bank" after "Rabobank".
SHORTEST_END = 4
# What those are to a club of whom a noun tells it.
OWNED = (PARTY, "SportsTeam", "Company", "MediaOrganization")
TELLING_OF = {("coach_of", "SportsTeam"), ("player_of", "SportsTeam"), ("member_of", "Organization")}


def resolve(discourse: Discourse) -> None:
    """Fills `discourse.antecedents` for the pronouns and definite nouns of the article."""
    genders = gender.find(discourse)
    quoted = pronouns.quoted(discourse)
    for sentence in discourse.analysis.sentences:
        for token in sentence.tokens:
            named = discourse.at(token)
            if token.pos not in REFERRING or (named is not None and named.naming is not Naming.ADJECTIVE):
                continue
            found = (
                pronouns.pronoun(discourse, sentence, token, genders, quoted)
                or pronouns.latter(discourse, sentence, token)
                or _noun(discourse, sentence, token, genders)
            )
            if found is not None:
                discourse.antecedents[id(token)] = found


def _noun(discourse: Discourse, sentence: Sentence, token: Token, genders: Genders) -> Phrase | None:
    if _is_woman(discourse, token):
        return _person(discourse, sentence, token, (), genders, kind=gender.FEMALE)
    if not token.children or "Number=Plur" in token.morph:
        return None
    party = discourse.prefixes.get(id(token))
    if (
        party is not None
        and _definite(discourse, token)
        and (token.text.endswith(MEMBER) or _is_office(discourse, token))
    ):
        return _member(discourse, sentence, token, party, genders)
    owned = _owned(discourse, token)
    if owned is not None:
        return owned
    if not stands_alone(discourse, token):
        return _placed(discourse, sentence, token, genders)
    if id(token) in discourse.adjectives:
        return _man(discourse, sentence, token, genders)
    if discourse.knowledge.demonym(token.text):
        return _person(discourse, sentence, token, (), genders)
    words = (token.lemma.lower(), token.parts[-1].lower())
    if token.pos not in discourse.rules.labels["noun_pos"] or words[0] in discourse.rules.modifiers["generic"]:
        return None
    if any(w in discourse.rules.nouns["person"] for w in words) or discourse.rules.role(words[0]):
        return _person(discourse, sentence, token, words, genders)
    return _thing(discourse, sentence, token, words)


def _is_woman(discourse: Discourse, token: Token) -> bool:
    """Whether a place's adjective stands for a woman from there, wherever the tree hangs it: "de Belgische won"."""
    labels = discourse.rules.labels
    if id(token) not in discourse.adjectives or not token.text.endswith(INFLECTED):
        return False
    article, follower = discourse.preceding(token), discourse.following(token)
    while article is not None and article.pos in {"ADJ", "NUM"}:
        article = discourse.preceding(article)
    if article is None or article.lower != COMMON or follower is None or discourse.at(follower) is not None:
        return False
    return follower.pos not in labels["noun_pos"] | labels["name_pos"] | {"ADJ", "NUM", "CCONJ"}


def _man(discourse: Discourse, sentence: Sentence, token: Token, genders: Genders) -> Phrase | None:
    """Who is called by a place's adjective that is no woman: "de Canadees"; "het Canadees" is a language."""
    follower = discourse.following(token)
    if token.text.endswith(INFLECTED) or (follower is not None and follower.pos in {"NOUN", "ADJ"}):
        return None
    told = discourse.knowledge.demonym(token.text) and any(c.lower == COMMON for c in token.children)
    return _person(discourse, sentence, token, (), genders, kind=gender.MALE) if told else None


def _owned(discourse: Discourse, token: Token) -> Phrase | None:
    """The party, club or firm of someone spoken of: "zijn partij", "haar club"."""
    owner = next(iter(token.all_children(*discourse.rules.labels["possessive"])), None)
    person = discourse.antecedents.get(id(owner)) if owner is not None else None
    kind = discourse.rules.types["noun"].get(token.lemma.lower())
    if person is None or person.type != "Person" or kind not in OWNED or discourse.at(discourse.following(token)):
        return None
    return membership.belonging(discourse, person, kind)


def _placed(discourse: Discourse, sentence: Sentence, token: Token, genders: Genders) -> Phrase | None:
    """The one person of the sentence before whose club or band a noun tells: "de renner van X", "de oud-baas van X"."""
    rules = discourse.rules.role(_word(token))
    if token.dep not in discourse.rules.labels["subject"] or not _definite(discourse, token):
        return None
    if not rules or discourse.at(discourse.following(token)) is not None:
        return None
    spoken = [
        p for p, head in pronouns.spoken_of(discourse, sentence, token, genders, "") if head.sentence is not sentence
    ]
    if not pronouns.one(spoken):
        return None
    of = [p for t in attachment.prepositional(discourse, token, "van") for p in (discourse.headed(t),) if p]
    told = {(rule.relation, p.type) for rule in rules for p in of}
    sporting = {relation for relation, kind in TELLING_OF if kind == "SportsTeam"}
    led = any(ontology.load().is_a(kind, "Organization") for relation, kind in told if relation not in sporting)
    return spoken[0] if not told.isdisjoint(TELLING_OF) or (led and _is_former(discourse, token)) else None


def _is_former(discourse: Discourse, token: Token) -> bool:
    """Whether the noun says of what someone was: "oud-directeur", "voormalig directeur"."""
    words = discourse.rules.modifiers["former"]
    led = len(token.parts) > 1 and token.parts[0].lower() in words
    return led or any(child.lower.removesuffix(INFLECTED) in words for child in token.children)


def _word(token: Token) -> str:
    """The noun without what stands before its last hyphen: "oud-trainer"."""
    return token.parts[-1].lower() if len(token.parts) > 1 else token.lemma.lower()


def _thing(discourse: Discourse, sentence: Sentence, token: Token, words: tuple[str, ...]) -> Phrase | None:
    """The event, place or organisation that the noun says."""
    kind = next((found for w in words if (found := _kind(discourse.rules, w)) is not None), None)
    if kind == "Event":
        return discourse.theme(kind)
    if kind is not None and words[0] in discourse.rules.modifiers["place_noun"]:
        if arguments.adjectives(discourse, token):
            return None
        return _place(discourse, sentence, token, kind)
    if kind is None or not ontology.load().is_a(kind, "Organization"):
        return None
    return _organisation(discourse, sentence, token, kind)


@lru_cache(maxsize=WORDS)
def _kind(rules: Rules, word: str) -> str | None:
    """What the noun, or the longest known noun that ends it, says that a thing is: "staalbedrijf"."""
    nouns = rules.types["noun"]
    starts = range(1, len(word) - SHORTEST_SUFFIX + 1)
    ends = nouns.get(word) or next((nouns[word[i:]] for i in starts if word[i:] in nouns), None)
    return ends if word in nouns or ends != PARTY else None  # "De buurtpartij" is one of its own.


def _organisation(discourse: Discourse, sentence: Sentence, token: Token, kind: str) -> Phrase | None:
    """The organisation that the text has called so before; else the only one of the kind that is near."""
    word = token.parts[-1].lower()
    before = pronouns.before(discourse, sentence, token, back=len(discourse.analysis.sentences), kind="Organization")
    called = [p for p in before if _title_of(discourse, p).endswith(word) or _has_word(p.text.lower(), word)]
    if called:
        near = [p for p in before if p.type == kind and sentence.index - p.sentence.index <= 1]
        return called[-1] if pronouns.one(called) and pronouns.one([*near, called[-1]]) else None
    near = [p for p in before if sentence.index - p.sentence.index <= REACH]
    exact = [p for p in near if p.type == kind]
    if not word.endswith(tuple(discourse.rules.modifiers["any_organisation"])):
        return exact[-1] if kind in TELLING and pronouns.one(exact) else None
    loose = [p for p in near if p.type == "Organization" or kind == "Organization"]
    chosen = exact or loose
    return chosen[-1] if pronouns.one(chosen) else None


def _has_word(name: str, word: str) -> bool:
    """Whether the noun is a word of the name, or its end: "bank" of "Rabobank"."""
    return word in name.split() or (len(word) >= SHORTEST_END and name.endswith(word))


def _place(discourse: Discourse, sentence: Sentence, token: Token, kind: str) -> Phrase | None:
    """The place of the kind that the text names just before, where it is the one that the text names most."""
    named = [
        p for p in discourse.phrases if p.type == kind and p.naming is not Naming.IMPLIED and p.start < token.start
    ]
    near = [p for p in named if sentence.index - p.sentence.index <= 1]
    if not pronouns.one(near):
        return None
    counts = Counter(id(p.referent) for p in named)
    return near[-1] if counts[id(near[-1].referent)] == max(counts.values()) else None


def _is_office(discourse: Discourse, token: Token) -> bool:
    """Whether the noun behind a party's name is what one person is to it, who is not named: "de PVV-leider"."""
    follower, labels = discourse.following(token), discourse.rules.labels
    told = token.dep in labels["subject"] | labels["passive_subject"] or attachment.has_case(discourse, token, SAYS)
    noun = token.parts[-1].lower()
    known = bool(discourse.rules.role(noun)) or noun in discourse.rules.nouns["person"]
    return told and known and discourse.at(follower) is None


def _member(discourse: Discourse, sentence: Sentence, token: Token, party: Phrase, genders: Genders) -> Phrase | None:
    """The person whom the text has given the party or beside whom it names it, else the one spoken of last.

    "De PvdA'er", "de PVV-leider"; never someone who is known to belong to another party.
    """
    named = [p for p in discourse.phrases if p.referent is party.referent and p.start < token.start]
    persons = pronouns.before(discourse, sentence, token, back=len(discourse.analysis.sentences), kind="Person")
    office = not token.text.endswith(MEMBER)
    if office:
        # Who is named in the same sentence is someone else: "X sprak over de PVV-leider".
        persons = [p for p in persons if p.sentence is not sentence]
    for near in (_adjoining,) if office else (_adjoining, _together):
        members = [p for p in persons if any(near(p, other) for other in named)]
        if members:
            return members[-1] if pronouns.one(members) else None
    spoken = [p for p, _ in pronouns.spoken_of(discourse, sentence, token, genders, "") if p.sentence is not sentence]
    others = [p for p in discourse.phrases if p.type == "Person" and p.naming is Naming.NAME]
    every = [p for p in discourse.phrases if p.referent is party.referent and p is not party]
    if party.type != PARTY or not pronouns.one(spoken) or any(_adjoining(p, q) for p in others for q in every):
        return None  # Someone else has the party.
    known, referent = membership.known(discourse, spoken[0], party.type), spoken[0].referent
    stranger = referent is not None and referent.entry is None
    return spoken[0] if stranger or (party.entry is not None and party.entry.id in known) else None


def _adjoining(person: Phrase, other: Phrase) -> bool:
    """Whether the other name stands right before the person's, with a noun at most, or right behind it, in brackets."""
    before = person.tokens[0].index - other.tokens[-1].index
    behind = other.tokens[0].index - person.tokens[-1].index
    return person.sentence is other.sentence and (before in (1, 2) or behind in (1, 2))


def _together(person: Phrase, other: Phrase) -> bool:
    return person.sentence is other.sentence


def _person(  # noqa: PLR0913, PLR0917
    discourse: Discourse,
    sentence: Sentence,
    token: Token,
    words: tuple[str, ...],
    genders: Genders,
    kind: str = "",
) -> Phrase | None:
    """The person whom the text has called so before; else the only one that the sentence before names."""
    persons = pronouns.before(discourse, sentence, token, back=len(discourse.analysis.sentences), kind="Person")
    persons = pronouns.of_gender(persons, genders, kind or gender.of_noun(discourse, *words))
    called = [p for p in persons if _title_of(discourse, p) in words]
    if called:
        return called[-1]
    near = [p for p in persons if sentence.index - p.sentence.index <= 1]
    return near[-1] if pronouns.one(near) else None


def _title_of(discourse: Discourse, phrase: Phrase) -> str:
    """The noun that stands before the person's name."""
    above = phrase.head.head
    if above is not None and phrase.head.dep in discourse.rules.labels["apposition"]:
        return above.parts[-1].lower()
    previous = discourse.preceding(phrase.tokens[0])
    return previous.lemma.lower() if previous is not None else ""


def stands_alone(discourse: Discourse, token: Token) -> bool:
    """Whether the noun is definite, without a name or an attribute that would make it someone else."""
    words, labels = discourse.rules.modifiers, discourse.rules.labels
    if not _definite(discourse, token):
        return False
    if any(c.dep in labels["apposition"] | labels["flat"] | labels["possessive"] for c in token.children):
        return False
    if any(c.lemma.lower() in words["other"] or SUPERLATIVE in c.morph for c in token.children):
        return False
    follower = discourse.following(token)
    if discourse.at(follower) is not None or id(token) in discourse.prefixes:
        return False
    if follower is not None and (follower.pos == "NOUN" or follower.lower in labels["relative_pronoun"]):
        return False
    return not any(attachment.prepositional(discourse, token, "van"))


def _definite(discourse: Discourse, token: Token) -> bool:
    return any(c.lower in discourse.rules.modifiers["definite"] for c in token.children)
