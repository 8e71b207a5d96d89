"""Arguments that the tree hangs elsewhere: on the object, on the verb above, inside a preposition, or nowhere."""

from collections.abc import Iterator

from graphkit.extract import marks, titles
from graphkit.extract.kinds import noun_type
from graphkit.extract.phrases import Discourse
from graphkit.extract.verbs import verb_lemma
from graphkit.model import Naming
from graphkit.syntax import Token

PARTICIPLE = "VerbForm=Part"


def prepositional(discourse: Discourse, token: Token, preposition: str) -> Iterator[Token]:
    """The children that hang on the token by a preposition, also those behind a verb's fixed expression."""
    labels = discourse.rules.labels
    if preposition not in token.sentence.words:
        return
    for child in token.children:
        if (child.dep in labels["oblique"] or child.dep in labels["agent"]) and has_case(discourse, child, preposition):
            yield child


def has_case(discourse: Discourse, token: Token, *prepositions: str) -> bool:
    """Whether the token stands behind one of the prepositions: "met", but not as part of "met steun van"."""
    labels = discourse.rules.labels
    cases = (child for child in token.children if child.dep in labels["case"])
    return any(c.lower in prepositions and c.child(*labels["flat"]) is None for c in cases)


def beyond(discourse: Discourse, verb: Token, preposition: str, objects: list[Token]) -> list[Token]:
    """A preposition of the verb on its object ("tekent een contract bij X"), on another, or on the verb above.

    Only a preposition that seldom belongs to a noun may stand on what is no object: "sprak in Rome met X".
    """
    labels = discourse.rules.labels
    # What is "van" a name is part of it: "won de Grand Prix van China".
    hosts = [o for o in objects if preposition != "van" or discourse.at(o) is None]
    found = [t for o in hosts for t in prepositional(discourse, o, preposition)]
    found = found or [t for m in _measures(discourse, verb) for t in prepositional(discourse, m, preposition)]
    if found or preposition not in labels["loose_preposition"]:
        return found or _dative(discourse, verb, preposition)
    others = [c for c in verb.children if c.dep in labels["oblique"] | labels["open_complement"]]
    if lends(discourse, verb) and verb.head is not None:
        others.append(verb.head)
    found = [t for h in others for t in prepositional(discourse, h, preposition) if t is not verb]
    return found or _dative(discourse, verb, preposition)


def _measures(discourse: Discourse, verb: Token) -> list[Token]:
    """What says how much, how old or how far: nothing is of it, so what hangs on it is the verb's."""
    labels = discourse.rules.labels
    places = verb.all_children(*labels["oblique"], *labels["adverbial_clause"])
    return [child for child in places if is_measure(discourse, child)]


def is_measure(discourse: Discourse, token: Token) -> bool:
    """Whether the word is a number, a rank or a measure: "met 2-1", "als derde", "voor drie seizoenen"."""
    if token.pos in discourse.rules.labels["number_pos"] or _is_rank(discourse, token):
        return True
    return token.lemma.lower() in discourse.rules.nouns["measure"] and discourse.at(token) is None


def _is_rank(discourse: Discourse, token: Token) -> bool:
    """Whether the word is an ordinal that stands alone: "als derde"."""
    return token.lower in discourse.rules.nouns["rank"] and token.child("mark", "case") is not None


def _names_nothing(discourse: Discourse, token: Token) -> bool:
    """Whether what a name seems to be apposed to is a time, a round of a contest or a place: it is not so called."""
    phrase = discourse.at(token)
    if phrase is not None:
        return phrase.type in ("City", "Country", "Region")
    words = {token.lemma.lower(), token.parts[-1].lower()}
    nouns = discourse.rules.nouns
    return token.pos in discourse.rules.labels["number_pos"] or bool(words & (nouns["round"] | nouns["measure"]))


def apposed_object(discourse: Discourse, verb: Token) -> list[Token]:
    """The object that the tree takes for the name of what stands before it: "versloeg in de finale X"."""
    labels = discourse.rules.labels
    found = []
    for child in verb.all_children(*labels["oblique"]):
        placed = child.child(*labels["case"]) is not None or child.lemma.lower() in discourse.rules.nouns["measure"]
        if child.index > verb.index and placed and _names_nothing(discourse, child):
            found += [
                c
                for c in child.all_children(*labels["apposition"], *labels["flat"])
                if discourse.headed(c) is not None and c.child(*labels["case"]) is None
            ]
    return found[:1]


def bare_object(discourse: Discourse, verb: Token) -> list[Token]:
    """The object that the tree takes for a time or place though no preposition goes before: "viel Georgië binnen"."""
    labels = discourse.rules.labels
    subject = verb.child(*labels["subject"])
    first = verb.index if subject is None else subject.index
    nominal = labels["noun_pos"] | labels["name_pos"]
    found = [c for c in verb.all_children(*labels["oblique"]) if c.index > first and c.pos in nominal]
    return [c for c in found if _is_named(discourse, c) and c.child("mark", *labels["case"]) is None][:1]


def closing_object(discourse: Discourse, verb: Token) -> list[Token]:
    """The name right before the verb that ends its clause, hung anywhere: "die in mei Jan Mulder opvolgde"."""
    labels = discourse.rules.labels
    after, phrase = discourse.following(verb), discourse.at(discourse.preceding(verb))
    ends = after is None or after.pos in labels["verb_pos"] | {"PUNCT", "AUX", "CCONJ"}
    if phrase is None or not ends or phrase.naming is not Naming.NAME or phrase.head.dep in labels["subject"]:
        return []
    if phrase.head.head is verb or phrase.head.child(*labels["case"]) is not None:
        return []
    token = discourse.preceding(phrase.tokens[0])
    while token is not None and (token.pos in labels["determiner_pos"] | {"ADJ"} or discourse.rules.role(token.lower)):
        token = discourse.preceding(token)
    subject = next(iter(subjects(discourse, verb)), None)
    if token is None or token.pos == "ADP" or subject is None or subject.index > phrase.tokens[0].index:
        return []
    return [phrase.head] if token.dep not in labels["conjunct"] and token.pos != "CCONJ" else []


def _dative(discourse: Discourse, verb: Token, preposition: str) -> list[Token]:
    """The receiver that stands without a preposition beside what is given: "levert Y tanks" is "levert tanks aan Y"."""
    labels = discourse.rules.labels
    if preposition not in labels["dative_preposition"] or verb.child(*labels["passive_auxiliary"]) is not None:
        return []
    bare = _bare_arguments(discourse, verb, shared=True)
    given = [t for t in bare if not _is_named(discourse, t)]
    if not given:
        return []
    return ([t for t in bare if t not in given] or [n for t in given for n in _swallowed(discourse, t)])[:1]


def _is_named(discourse: Discourse, token: Token) -> bool:
    """Whether the token is a name, or a noun with one behind it: "legt ondernemer X een boete op"."""
    labels = discourse.rules.labels
    beside = token.all_children(*labels["apposition"], *labels["flat"])
    return discourse.at(token) is not None or any(discourse.headed(child) is not None for child in beside)


def _swallowed(discourse: Discourse, given: Token) -> list[Token]:
    """A receiver that the tree takes for a modifier of what is given: "gaat Y tanks leveren"."""
    before = discourse.preceding(given)
    phrase = discourse.at(before)
    if before is None or phrase is None or phrase.naming is not Naming.NAME or phrase.head.head is not given:
        return []
    return [] if phrase.head.child(*discourse.rules.labels["case"]) is not None else [phrase.head]


def _bare_arguments(discourse: Discourse, verb: Token, *, shared: bool = False) -> list[Token]:
    """What stands with the verb without a preposition, its subject left out; `shared`: also with the verb above."""
    labels = discourse.rules.labels
    subjects = list(verb.all_children(*labels["subject"]))
    others = {id(t) for t in subjects[1:]}
    objects = labels["object"] | labels["indirect_object"]
    others |= {id(c) for c in verb.all_children(*labels["oblique"]) if _is_bare_name(discourse, c)}
    own = [c for c in verb.children if c.dep in objects or id(c) in others]
    if shared and lends(discourse, verb) and verb.head is not None:
        own += [t for t in _bare_arguments(discourse, verb.head) if t.index < verb.index]
    return own


def _is_bare_name(discourse: Discourse, token: Token) -> bool:
    return discourse.headed(token) is not None and token.child(*discourse.rules.labels["case"]) is None


def bare(discourse: Discourse, noun: Token, preposition: str) -> list[Token]:
    """The other argument where a noun's preposition is left out.

    Beside a light verb ("geeft X een boete" is "een boete aan X"), and in a headline ("Aanval X op Y").
    """
    labels = discourse.rules.labels
    if preposition in labels["dative_preposition"]:
        verb = noun.head
        if verb is None or verb.pos not in labels["verb_pos"] or verb.child(*labels["passive_auxiliary"]) is not None:
            return []
        arguments = _bare_arguments(discourse, verb, shared=True)
        if noun not in arguments:
            return []
        return [t for t in arguments if _is_named(discourse, t)][:1] or _swallowed(discourse, noun)
    if preposition not in labels["headline_preposition"] or noun.child("det", *labels["possessive"]) is not None:
        return []
    token = discourse.following(noun)
    phrase = discourse.at(token)
    if phrase is None or phrase.tokens[0] is not token or phrase.head.head is not noun:
        return []
    return [phrase.head] if phrase.head.dep in labels["apposition"] | labels["flat"] else []


def anchor(discourse: Discourse, noun: Token) -> Token:
    """The noun itself, or what it introduces as part of a preposition: "onder leiding van X"."""
    labels = discourse.rules.labels
    case = noun.head
    if noun.dep in labels["flat"] and case is not None and case.dep in labels["case"] and case.head is not None:
        return case.head
    return noun


def fused(discourse: Discourse, noun: Token, preposition: str) -> list[Token]:
    """What stands behind a noun that is part of a preposition, which must end in the given one."""
    marked = anchor(discourse, noun)
    if marked is noun or noun.head is None:
        return []
    last = max(noun.head.all_children(*discourse.rules.labels["flat"]), key=lambda t: t.index)
    return [marked] if last.lower == preposition and last.index > noun.index else []


def is_participial(discourse: Discourse, verb: Token) -> bool:
    """Whether the verb is a participle on its noun: "de door X gesteunde Y", "Y, gesteund door X"."""
    labels = discourse.rules.labels
    if verb.head is None or PARTICIPLE not in verb.morph:
        return False
    if verb.dep not in labels["relative"] | labels["adjective_modifier"]:
        return False
    if verb.index < verb.head.index:
        return True
    inside = labels["auxiliary"] | labels["copula"] | labels["subject"] | labels["object"] | {"mark"}
    return not any(child.dep in inside for child in verb.children)


def is_headline(discourse: Discourse, noun: Token) -> bool:
    """Whether the noun and its preposition are said of the name at the root without a verb: "X op bezoek in Y"."""
    labels, root = discourse.rules.labels, noun.head
    if root is None or root.head is not None or root.pos in labels["verb_pos"] or noun.index < root.index:
        return False
    if noun.pos == "ADJ":  # "X boos op Y"
        placed = noun.dep in labels["flat"] | labels["adjective_modifier"] | labels["apposition"]
    else:
        placed = noun.dep in labels["apposition"] | labels["oblique"] and noun.child(*labels["case"]) is not None
    if not placed:
        return False
    return not any(c.dep in labels["copula"] | labels["subject"] for c in root.children)


def sister(discourse: Discourse, noun: Token) -> list[Token]:
    """The name right behind a common noun, where the tree gives both the same place: "beweging Hezbollah"."""
    labels = discourse.rules.labels
    if noun.pos not in labels["noun_pos"] or noun.head is None:
        return []
    phrase = discourse.at(discourse.following(noun))
    if phrase is None or phrase.head.head is not noun.head:
        return []
    if phrase.head.dep != noun.dep and not (phrase.type == "Person" and titles.is_title(discourse, noun)):
        return []
    return [] if phrase.head.child(*labels["case"]) is not None else [phrase.head]


def lends(discourse: Discourse, verb: Token) -> bool:
    """Whether the verb above is one whose arguments are those of this infinitive: "wil ... ontvangen"."""
    labels = discourse.rules.labels
    return (
        verb.dep in labels["open_complement"]
        and verb.head is not None
        and verb.head.lemma.lower() in discourse.rules.nouns["raising"]
    )


def lent_object(discourse: Discourse, verb: Token) -> list[Token]:
    """The object of an infinitive that the tree hangs on the verb above: "dreigt X voor de rechter te slepen"."""
    labels = discourse.rules.labels
    if not lends(discourse, verb) or verb.head is None:
        return []
    found = _bare_arguments(discourse, verb.head)
    loose = [c for c in verb.head.all_children(*labels["flat"]) if discourse.headed(c) is not None]
    return [t for t in found + loose if t.index < verb.index]


def addressed(discourse: Discourse, verb: Token | None) -> list[Token]:
    """The object of a verb that the tree hangs on the infinitive below: "beschuldigt X ervan Y te steunen"."""
    labels = discourse.rules.labels
    own = labels["object"] | labels["indirect_object"] | labels["passive_auxiliary"] | labels["passive_subject"]
    if verb is None or verb.child(*own) is not None or len(list(verb.all_children(*labels["subject"]))) > 1:
        return []
    if verb_lemma(discourse, verb) not in discourse.rules.nouns["address"]:
        return []
    below = verb.all_children(*labels["open_complement"], *labels["adverbial_clause"])
    for infinitive in (v for v in below if "Inf" in v.morph):
        objects = sorted(infinitive.all_children(*labels["object"]), key=lambda t: t.index)
        purpose = infinitive.child("mark")
        if len(objects) < 2 or purpose is None or not verb.index < objects[0].index < purpose.index:  # noqa: PLR2004
            continue  # "Vroeg om X te steunen"
        if _is_named(discourse, objects[0]):
            return objects[:1]
    return []


def lowered_object(discourse: Discourse, verb: Token) -> list[Token]:
    """The object that the tree hangs on what it is called: "noemt het optreden van X onverantwoord"."""
    labels = discourse.rules.labels
    called = [c for c in verb.all_children(*labels["open_complement"]) if "VerbForm=Inf" not in c.morph]
    return [t for c in called for t in c.all_children(*labels["object"]) if t.index < c.index]


def object_of_clause(discourse: Discourse, noun: Token) -> Token | None:
    """The verb of a relative clause whose object the noun is: "het akkoord dat X met Y sloot"."""
    labels = discourse.rules.labels
    pronouns = labels["object"] | {"mark"}
    for verb in noun.all_children(*labels["relative"]):
        marked = any(c.dep in pronouns and c.lower in labels["relative_pronoun"] for c in verb.children)
        if marked and verb.pos in labels["verb_pos"] and subjects(discourse, verb):
            return verb
    return None


def subjects(discourse: Discourse, verb: Token) -> list[Token]:
    """What the tree takes for subjects of the verb, or of an auxiliary of it, in the order of the text."""
    labels = discourse.rules.labels
    spoken = discourse.rules.reporting["preposition"]  # "Volgens X" is none, whatever the tree says.
    found = [t for t in verb.all_children(*labels["subject"]) if not has_case(discourse, t, *spoken)]
    found = [t for t in found if not _announces(discourse, t)] or found
    if not found and verb.dep in labels["auxiliary"] and verb.head is not None and verb.head.pos in labels["noun_pos"]:
        return verb.head.all_children(*labels["subject"])
    above = [t for aux in verb.all_children(*labels["auxiliary"]) for t in aux.all_children(*labels["subject"])]
    # "De Belgische versloeg X": an adjective that stands for a woman passes for one of the verb.
    women = [t for t in verb.all_children(*labels["adjective_modifier"]) if id(t) in discourse.antecedents]
    if women:
        return [*women, *(t for t in found if t.index > women[0].index)]
    found = sorted([*found, *above], key=lambda t: t.index) if above else found
    return [t for t in found if not _is_title_of(discourse, t)] or found if len(found) > 1 else found


def _is_title_of(discourse: Discourse, token: Token) -> bool:
    """Whether a name is what the noun before it and a preposition is called: "in het boek X schrijft Y"."""
    phrase = discourse.at(token)
    noun = marks.before(discourse, phrase.tokens) if phrase is not None else None
    if noun is None or noun.pos != "NOUN" or noun.child(*discourse.rules.labels["case"]) is None:
        return False
    return noun_type(discourse, noun) not in (None, "Person")


def _announces(discourse: Discourse, token: Token) -> bool:
    """Whether a colon stands behind the name: it says what follows, and is no subject of it."""
    phrase = discourse.at(token)
    after = discourse.following(phrase.tokens[-1]) if phrase is not None else None
    return after is not None and after.text == ":"


def relative_mark(discourse: Discourse, verb: Token) -> list[Token]:
    """The relative pronoun that the tree takes for a conjunction: "Marokko, dat X uitschakelde"."""
    labels = discourse.rules.labels
    if verb.dep not in labels["relative"]:
        return []
    return [c for c in verb.all_children("mark") if c.lower in labels["relative_pronoun"]][:1]


def turned(discourse: Discourse, verb: Token) -> Token | None:
    """The relative pronoun that is rather the subject though the tree says object.

    Between two of a kind only order tells, and a relative clause mostly begins with its subject: "X, dat Y versloeg".
    """
    labels = discourse.rules.labels
    if verb.dep not in labels["relative"]:
        return None
    marks = verb.all_children(*labels["object"], "mark")
    pronoun = next((c for c in marks if c.lower in labels["relative_pronoun"]), None)
    subjects = list(verb.all_children(*labels["subject"]))
    if pronoun is None or len(subjects) != 1 or verb.head is None:
        return None
    above, other = discourse.at(verb.head), discourse.at(subjects[0])
    alike = above is not None and other is not None and above.type == other.type
    return pronoun if alike and pronoun.index < subjects[0].index else None


def compared(discourse: Discourse, adjective: Token) -> list[Token]:
    """What something is compared with: "sneller dan X"."""
    words = discourse.rules.labels["comparative"]
    return [c for c in adjective.children if any(t.lower in words for t in c.all_children("case", "mark"))]
