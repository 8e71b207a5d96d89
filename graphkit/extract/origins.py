"""Where people come from, as a noun or an adjective says it: "de Duitser X", "X, een Belg,", "X is Zweedse"."""

from collections.abc import Iterator
from dataclasses import replace

from graphkit import ontology
from graphkit.extract import apposed, arguments, attachment, gender, pair, titles
from graphkit.extract.attributes import is_post, qualifies_office
from graphkit.extract.findings import Finding
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.knowledge import Entry
from graphkit.syntax import Token

FORM = "adj"
PERSON, NATIONAL = "Person", "citizen_of"
PLURAL = "Number=Plur"
# A shorter name may be any word's beginning: "Eder" is nobody from Ede.
SHORTEST_TOWN = 5
# How many words may stand between a land's adjective and the person: "de beruchte Amsterdamse oud-crimineel X".
BETWEEN = 3
OF, HOME = "van", "uit"
# The end of an age.
AGED = "-jarige"


def extract(discourse: Discourse) -> Iterator[Finding]:
    """Of every person the place that a word tells, and of a compatriot the country of the other."""
    finders = (_again, _predicates, _beside, _before, _examples, _papers, _from, _hailing)
    found = [finding for find in finders for finding in find(discourse)]
    yield from found
    yield from _compatriots(discourse, found)


def land(discourse: Discourse, noun: Token | None) -> Phrase | None:
    """The place whose inhabitant the word names, where it names no place itself: "Duitser"."""
    if noun is None or not noun.text[:1].isupper() or discourse.at(noun) is not None:
        return None
    entry = next(iter(discourse.knowledge.demonym(noun.text)), None) or _town(discourse, noun.text)
    return discourse.imply(entry.label_nl, noun.sentence) if entry is not None else None


def _town(discourse: Discourse, word: str) -> Entry | None:
    """The town at home from whose name a noun for who lives there is formed: "Dokkumer"."""
    for ending in discourse.rules.modifiers["townsman"]:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= SHORTEST_TOWN and not discourse.knowledge.lookup(word):
            found = discourse.knowledge.lookup(stem)[:1]
            if found and found[0].type == "City" and found[0].country in discourse.homes():
                return found[0]
    return None


def _findings(discourse: Discourse, person: Phrase, place: Phrase) -> Iterator[Finding]:
    yield from pair.findings(discourse.rules.attributes.get(FORM, ()), person, place)


def _again(discourse: Discourse) -> Iterator[Finding]:
    """What a later "de Zeeuwse biljarter" or "de 34-jarige man uit Goes" says of the one before."""
    for token in discourse.analysis.tokens():
        phrase = discourse.antecedents.get(id(token))
        if phrase is None or token.pos in discourse.rules.labels["pronoun_pos"] or qualifies_office(discourse, token):
            continue
        if phrase.type != PERSON and not ontology.load().is_a(phrase.type, "Organization"):
            continue
        if any(child.lemma.lower() in discourse.rules.modifiers["average"] for child in token.children):
            continue
        own, home = discourse.adjectives.get(id(token)), land(discourse, token)
        places = [own] if own is not None else arguments.adjectives(discourse, token)
        for place in (*places, *([home] if home is not None else [])):
            for found in _findings(discourse, phrase, place):
                yield replace(found, sentence=token.sentence, trigger=token)
        for place in _home(discourse, token, phrase):
            for found in pair.findings(discourse.rules.attributes.get(HOME, ()), phrase, place):
                yield replace(found, sentence=token.sentence, trigger=token)


def _home(discourse: Discourse, noun: Token, phrase: Phrase) -> list[Phrase]:
    """The place behind a noun that does not tell one person from others: "de 34-jarige man uit Goes"."""
    aged = any(child.lower.endswith(AGED) for child in noun.children)
    if phrase.type == PERSON and not aged and not gender.of_noun(discourse, noun.lemma.lower()):
        return []
    return _behind_home(discourse, noun)


def _behind_home(discourse: Discourse, noun: Token) -> list[Phrase]:
    return [p for t in attachment.prepositional(discourse, noun, HOME) for p in arguments.referred(discourse, t)]


def _predicates(discourse: Discourse) -> Iterator[Finding]:
    """What a sentence says that someone is: "X is een Duitser", "X is Zweedse"."""
    labels = discourse.rules.labels
    for token in discourse.analysis.tokens():
        if not token.text[:1].isupper() or token.child(*labels["copula"]) is None:
            continue
        place = land(discourse, token) or discourse.adjectives.get(id(token))
        people = [p for t in token.all_children(*labels["subject"]) for p in arguments.referred(discourse, t)]
        for person in people if place is not None else ():
            if person.type == PERSON and place is not None:
                for found in _findings(discourse, person, place):
                    yield replace(found, sentence=token.sentence, trigger=token)


def _beside(discourse: Discourse) -> Iterator[Finding]:
    """The place of an inhabitants' noun beside a name: "de Duitser X", "de Duitsers X en Y", "X, een Duitser"."""
    for phrase in discourse.phrases:
        if phrase.type != PERSON:
            continue
        for noun in _nouns(discourse, phrase):
            place = land(discourse, noun)
            if place is not None:
                yield from _findings(discourse, phrase, place)
                for other in _others(discourse, phrase) if _is_plural(discourse, noun) else ():
                    yield from _findings(discourse, other, place)
                break


def _before(discourse: Discourse) -> Iterator[Finding]:
    """The place whose adjective stands before a job and a name: "de Duitse CDU-politicus X".

    Of a job with another name at its front it tells the land alone: "de Zwolse PvdA-wethouder X" need not live there.
    """
    for phrase in discourse.phrases:
        noun = discourse.preceding(phrase.tokens[0]) if phrase.type == PERSON else None
        if noun is None or not _is_job(discourse, noun) or qualifies_office(discourse, noun):
            continue
        word: Token | None = noun
        for _ in range(BETWEEN):
            word = discourse.preceding(word) if word is not None else None
            if word is None or word.pos not in ("ADJ", "NOUN"):
                break
            place = discourse.adjectives.get(id(word))
            if place is not None:
                if place.type == "Country" or not (id(noun) in discourse.prefixes or is_post(discourse, noun)):
                    yield from _findings(discourse, phrase, place)
                break


def _is_job(discourse: Discourse, noun: Token) -> bool:
    """Whether the word says what someone is or does, whatever the tagger takes it for."""
    if not noun.text[-1:].islower() or discourse.at(noun) is not None:
        return False
    return titles.is_title(discourse, noun) or noun.lower in discourse.rules.nouns["person"]


def _nouns(discourse: Discourse, phrase: Phrase) -> list[Token]:
    """What may say of the person where they come from, the surest first."""
    head = phrase.head
    above = head.head if head.dep in ("appos", "flat", "nmod") else None
    beside = head.all_children(*discourse.rules.labels["apposition"])
    found = (discourse.preceding(phrase.tokens[0]), above, *beside, _behind(discourse, phrase))
    return [token for token in found if token is not None]


def _behind(discourse: Discourse, phrase: Phrase) -> Token | None:
    """The noun behind the name and a comma, wherever the tree hangs it: "X, een Deen,", "X, Deen van geboorte"."""
    comma = discourse.following(phrase.tokens[-1])
    noun = discourse.following(comma) if comma is not None and comma.text == "," else None
    words = discourse.rules.modifiers
    article = noun is not None and noun.lower in words["definite"] + words["indefinite"]
    if noun is not None and article:
        noun = discourse.following(noun)
    after = discourse.following(noun) if noun is not None else None
    if discourse.at(after) is not None:
        return None
    return noun if article or (after is not None and after.lower == OF) else None


def _is_plural(discourse: Discourse, noun: Token) -> bool:
    """Whether the word names several; one that is no noun to the tagger is told by the singular in it."""
    if PLURAL in noun.morph:
        return True
    entry = next(iter(discourse.knowledge.demonym(noun.text)), None)
    return entry is not None and any(noun.text in (f"{one}s", f"{one}en", f"{one}'s") for one in entry.demonyms)


def _others(discourse: Discourse, phrase: Phrase) -> list[Phrase]:
    """The further people of a row that begins with this one: "X, Y en Z"."""
    return [p for p in apposed.row(discourse, phrase)[1:] if p.type == PERSON]


def _examples(discourse: Discourse) -> Iterator[Finding]:
    """What an adjective on a noun says of the examples behind it, or of all names behind its plural.

    "Amerikaanse acteurs als X en Y", "de Duitse wielrenners X en Y".
    """
    for token in discourse.analysis.tokens():
        if token.pos not in discourse.rules.labels["noun_pos"] or discourse.at(token) is not None:
            continue
        places = arguments.adjectives(discourse, token) if PLURAL in token.morph else []
        if not places or qualifies_office(discourse, token):
            continue
        names = apposed.examples(discourse, token) or arguments.names_beside(discourse, token)
        first = discourse.at(names[0]) if names else None
        for named in apposed.row(discourse, first) if first is not None else ():
            for place in places[:1]:
                yield from _findings(discourse, named, place)


def _papers(discourse: Discourse) -> Iterator[Finding]:
    """The country of whose nationality or passport a person has."""
    nouns = discourse.rules.nouns
    for token in discourse.analysis.tokens():
        places = arguments.adjectives(discourse, token) if token.lemma.lower() in nouns["papers"] else []
        verb = arguments.governor(discourse, token) if places else None
        if verb is None or verb.lemma.lower() not in nouns["possess"]:
            continue
        for person in arguments.slot(discourse, verb, "nsubj", kind="verb"):
            for place in places[:1] if person.type == PERSON else ():
                yield from _findings(discourse, person, place)


def _from(discourse: Discourse) -> Iterator[Finding]:
    """Where someone comes from by the noun that says who it is: "X, melkveehouder uit Y,"."""
    labels = discourse.rules.labels
    for phrase in discourse.phrases if HOME in discourse.rules.attributes else ():
        nouns = phrase.head.all_children(*labels["apposition"]) if phrase.type == PERSON else []
        for noun in nouns:
            if noun.pos not in labels["noun_pos"] or discourse.at(noun) is not None:
                continue
            for target in _behind_home(discourse, noun):
                yield from pair.findings(discourse.rules.attributes[HOME], phrase, target)


def _hailing(discourse: Discourse) -> Iterator[Finding]:
    """Where someone lives or comes from by an adjective before the name: "de uit Y afkomstige X"."""
    rules = discourse.rules.attributes.get(HOME, ())
    for token in discourse.analysis.tokens():
        if token.lower not in discourse.rules.nouns["hailing"]:
            continue
        place = discourse.at(discourse.preceding(token))
        joint = discourse.preceding(place.tokens[0]) if place is not None else None
        if place is None or joint is None or joint.lower not in (HOME, *discourse.rules.modifiers["leading"]):
            continue
        word: Token | None = token
        for _ in range(BETWEEN):
            word = discourse.following(word) if word is not None else None
            person = discourse.at(word)
            if person is not None and person.type == PERSON:
                yield from pair.findings(rules, person, place)
                break


def _compatriots(discourse: Discourse, told: list[Finding]) -> Iterator[Finding]:
    """The country of who is called another's compatriot: "de Keniaan X en zijn landgenoot Y"."""
    for token in discourse.analysis.tokens():
        if token.lemma.lower() not in discourse.rules.nouns["compatriot"]:
            continue
        names = [p for t in arguments.names_beside(discourse, token) for p in arguments.referred(discourse, t)]
        theirs = _land_of_other(discourse, token, told)
        for person in names if theirs is not None else ():
            if person.type == PERSON and theirs is not None:
                yield from _findings(discourse, person, theirs)


def _land_of_other(discourse: Discourse, noun: Token, told: list[Finding]) -> Phrase | None:
    """The country of whose compatriot the noun speaks; where nobody says whose, of the last person before it."""
    possessive = noun.all_children(*discourse.rules.labels["possessive"])
    owners = {id(p.referent) for t in possessive for p in arguments.referred(discourse, t)}
    known = [
        f
        for f in told
        if f.relation == NATIONAL
        and (
            id(f.subject.referent) in owners
            or (not owners and f.sentence is noun.sentence and f.subject.start < noun.start)
        )
    ]
    return max(known, key=lambda f: f.subject.start).object if known else None
