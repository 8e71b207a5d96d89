"""What pronouns and definite nouns refer back to: "hij", "zijn", "het concern", "de minister". High precision first.

Only what the sentence before, or the earlier part of the same sentence, leaves no doubt about is resolved; the ranking
by grammatical role follows the centering tradition (Grosz, Joshi and Weinstein 1995).
"""

from collections import Counter
from collections.abc import Mapping

from graphkit import ontology
from graphkit.extract import attachment, gender, membership
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.model import Naming
from graphkit.syntax import Sentence, Token

# "de PvdA'er", "de D66’er"
MEMBER = ("'er", "’er")
# What may refer back: pronouns, nouns, and adjectives used as nouns.
REFERRING = frozenset({"PRON", "DET", "NOUN", "PROPN", "ADJ", "X"})
SUPERLATIVE = "Degree=Sup"
# "De Belgische" is a woman, "de Canadees" a man, "het Belgische" no one.
COMMON, INFLECTED = "de", "e"
# The genders of persons by the identity of their referents.
Genders = Mapping[int, str]
SAYS = "volgens"
# How many sentences back a definite noun may refer; a pronoun reaches one, and further where nobody is named there.
REACH = 4
PATIENCE = 3
# The shortest noun that a name may end with: "de bank" after "Rabobank".
SHORTEST_END = 4


def resolve(discourse: Discourse) -> None:
    """Fills `discourse.antecedents` for the pronouns and definite nouns of the article."""
    genders = gender.find(discourse)
    for sentence in discourse.analysis.sentences:
        for token in sentence.tokens:
            named = discourse.at(token)
            if token.pos not in REFERRING or (named is not None and named.naming is not Naming.ADJECTIVE):
                continue
            found = _pronoun(discourse, sentence, token, genders) or _noun(discourse, sentence, token, genders)
            if found is not None:
                discourse.antecedents[id(token)] = found


def _pronoun(discourse: Discourse, sentence: Sentence, token: Token, genders: Genders) -> Phrase | None:
    words, labels = discourse.rules.modifiers, discourse.rules.labels
    if token.pos not in labels["pronoun_pos"] or token.lower not in words["person_pronoun"]:
        return None
    if token.lower in words["plural_pronoun"] and not _singular(token):
        return None
    kind = gender.FEMALE if token.lower in words["female_pronoun"] else gender.MALE
    spoken = _spoken_of(discourse, sentence, token, genders, kind)
    persons = [phrase for phrase, _ in spoken]
    if token.dep in labels["possessive"]:
        subject = _clause_subject(discourse, token)
        if subject is not None:
            owner = discourse.headed(subject) or discourse.antecedents.get(id(subject)) or _called(discourse, subject)
            return owner if owner is not None and any(p.referent is owner.referent for p in persons) else None
    if not persons and token.dep in labels["possessive"]:
        return _ahead(discourse, token, genders, kind)
    if _one(persons):
        return persons[-1]
    subjects = [p for p, head in spoken if discourse.leading(head).dep in labels["subject"]]
    if _one(subjects):
        return subjects[-1]
    known = [p for p in persons if genders.get(id(p.referent)) == kind]
    return known[-1] if _one(known) else None


def _spoken_of(
    discourse: Discourse, sentence: Sentence, token: Token, genders: Genders, kind: str
) -> list[tuple[Phrase, Token]]:
    """The persons of the gender who are spoken of last, by name or not, each with the token that does so.

    Those of this sentence and the one before; where these have none, the one person of the nearest that has.
    """
    for back in range(1, PATIENCE + 1):
        found = [(p, p.head) for p in _before(discourse, sentence, token, back=back, kind="Person")]
        for earlier in discourse.analysis.sentences[max(0, sentence.index - back) : sentence.index + 1]:
            for other in earlier.tokens:
                phrase = discourse.antecedents.get(id(other))
                if phrase is not None and phrase.type == "Person" and other.start < token.start:
                    found.append((phrase, other))
        found = [(p, head) for p, head in found if not kind or genders.get(id(p.referent), kind) == kind]
        if found:
            one = back == 1 or _one([p for p, _ in found])
            return sorted(found, key=lambda pair: pair[1].start) if one else []
    return []


def _one(phrases: list[Phrase]) -> bool:
    """Whether the phrases all name one thing."""
    return len({id(p.referent) for p in phrases}) == 1


def _of_gender(persons: list[Phrase], genders: Genders, kind: str) -> list[Phrase]:
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
    verb = token.head
    if verb is None:
        return False
    finite = [verb, *verb.all_children("aux", "aux:pass", "cop")]
    return any("Number=Sing" in t.morph and "VerbForm=Fin" in t.morph for t in finite)


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
    if not stands_alone(discourse, token):
        return None
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


def _thing(discourse: Discourse, sentence: Sentence, token: Token, words: tuple[str, ...]) -> Phrase | None:
    """The event, place or organisation that the noun says."""
    nouns = discourse.rules.types["noun"]
    kind = next((nouns[w] for w in words if w in nouns), None)
    if kind == "Event":
        return discourse.theme(kind)
    if kind is not None and words[0] in discourse.rules.modifiers["place_noun"]:
        return _place(discourse, sentence, token, kind)
    if kind is None or not ontology.load().is_a(kind, "Organization"):
        return None
    return _organisation(discourse, sentence, token, kind)


def _organisation(discourse: Discourse, sentence: Sentence, token: Token, kind: str) -> Phrase | None:
    """The organisation that the text has called so before; else the only one of the kind that is near."""
    word = token.parts[-1].lower()
    before = _before(discourse, sentence, token, back=len(discourse.analysis.sentences), kind="Organization")
    called = [p for p in before if _title_of(discourse, p).endswith(word) or _has_word(p.text.lower(), word)]
    if called:
        return called[-1] if _one(called) else None
    if not word.endswith(tuple(discourse.rules.modifiers["any_organisation"])):
        return None
    near = [p for p in before if sentence.index - p.sentence.index <= REACH]
    exact = [p for p in near if p.type == kind]
    loose = [p for p in near if p.type == "Organization" or kind == "Organization"]
    chosen = exact or loose
    return chosen[-1] if _one(chosen) else None


def _has_word(name: str, word: str) -> bool:
    """Whether the noun is a word of the name, or its end: "bank" of "Rabobank"."""
    return word in name.split() or (len(word) >= SHORTEST_END and name.endswith(word))


def _place(discourse: Discourse, sentence: Sentence, token: Token, kind: str) -> Phrase | None:
    """The place of the kind that the text names just before, where it is the one that the text names most."""
    named = [
        p for p in discourse.phrases if p.type == kind and p.naming is not Naming.IMPLIED and p.start < token.start
    ]
    near = [p for p in named if sentence.index - p.sentence.index <= 1]
    if not _one(near):
        return None
    counts = Counter(id(p.referent) for p in named)
    return near[-1] if counts[id(near[-1].referent)] == max(counts.values()) else None


def _is_office(discourse: Discourse, token: Token) -> bool:
    """Whether the noun behind a party's name is what one person is to it, who is not named: "de PVV-leider"."""
    follower, labels = discourse.following(token), discourse.rules.labels
    told = token.dep in labels["subject"] | labels["passive_subject"] or attachment.has_case(discourse, token, SAYS)
    return told and bool(discourse.rules.role(token.parts[-1].lower())) and discourse.at(follower) is None


def _member(discourse: Discourse, sentence: Sentence, token: Token, party: Phrase, genders: Genders) -> Phrase | None:
    """The person whom the text has given the party or beside whom it names it, else the one spoken of last.

    "De PvdA'er", "de PVV-leider"; never someone who is known to belong to another party.
    """
    named = [p for p in discourse.phrases if p.referent is party.referent and p.start < token.start]
    persons = _before(discourse, sentence, token, back=len(discourse.analysis.sentences), kind="Person")
    office = not token.text.endswith(MEMBER)
    if office:
        # Who is named in the same sentence is someone else: "X sprak over de PVV-leider".
        persons = [p for p in persons if p.sentence is not sentence]
    for near in (_adjoining,) if office else (_adjoining, _together):
        members = [p for p in persons if any(near(p, other) for other in named)]
        if members:
            return members[-1] if _one(members) else None
    spoken = [p for p, _ in _spoken_of(discourse, sentence, token, genders, "") if p.sentence is not sentence]
    if party.type != "PoliticalParty" or not _one(spoken):
        return None
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
    persons = _before(discourse, sentence, token, back=len(discourse.analysis.sentences), kind="Person")
    persons = _of_gender(persons, genders, kind or gender.of_noun(discourse, *words))
    called = [p for p in persons if _title_of(discourse, p) in words]
    if called:
        return called[-1]
    near = [p for p in persons if sentence.index - p.sentence.index <= 1]
    return near[-1] if _one(near) else None


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
