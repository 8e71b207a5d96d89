"""What the words around a name tell of its type: "de trainer van Emmen" speaks of a team, "zegt Almelo" of a person.

One article calls one thing by one name, so what one mention shows holds for all, but a place stays one where a
preposition of place stands before it: "Emmen won in Emmen". The rows are in `contexts.tsv`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from graphkit import ontology
from graphkit.extract import attachment, kinds, marks, sources, titles, works
from graphkit.extract.coreference import key
from graphkit.extract.phrases import EARLY, Discourse, Phrase
from graphkit.extract.results import DASH, SCORE
from graphkit.extract.rules import ContextRule
from graphkit.model import Naming
from graphkit.syntax import Token

SPEECH = re.compile(r"\s?:\s?[\"'‘’“”„]")
AGE = re.compile(r"\s*\((\d{1,2})[,)]")
GAME, LISTED, RACE = "game", "listed", "race"
ALWAYS, MOST, SINGLE, NAMESAKE = "always", "most", "single", "namesake"
TOPICS = frozenset({GAME, LISTED, RACE})
QUOTES = "\"'‘’“”„"
CONTEST, OF = "contest", "van"
COMPANY = "Company"
PAPER = "MediaOrganization"
# A given name and a surname.
FULL = 2
TEAM, PERSON, COUNTRY, CITY = "SportsTeam", "Person", "Country", "City"


def find(discourse: Discourse) -> None:
    """Gives the names of the article the types that their surroundings show."""
    named: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in discourse.phrases:
        if phrase.naming is Naming.NAME:
            named[_key(phrase)].append(phrase)
    scored = _scored(discourse)
    topics = _topics(discourse, scored)
    if not topics.isdisjoint((GAME, RACE)):
        _forget_papers(discourse)
    for phrases in named.values():
        kind = next(_shown(discourse, phrases, scored, topics), None)
        if kind is not None:
            _retype(discourse, phrases, kind)


def _key(phrase: Phrase) -> str:
    """What the mentions of one name share."""
    return phrase.entry.id if phrase.entry is not None else key(phrase.text)


def _forget_papers(discourse: Discourse) -> None:
    """Drops newspapers called after a people at the head of a sentence of sports: "De Limburger won"."""
    known, definite = discourse.knowledge, discourse.rules.modifiers["definite"]
    for phrase in [p for p in discourse.phrases if p.type == PAPER and p.tokens[0].sentence.opens_with(p.tokens[0])]:
        article, _, people = phrase.text.partition(" ")
        if article.lower() in definite and known.demonym(people):
            discourse.phrases.remove(phrase)
            for token in phrase.tokens:
                discourse.naming.pop(id(token), None)


def _topics(discourse: Discourse, scored: frozenset[int]) -> frozenset[str]:
    """The needs of rows that the article meets."""
    teams = [p for p in discourse.phrases if p.type == TEAM]
    found = set[str]()
    if scored or teams:
        found.add(GAME)
    if any(_bracketed(discourse, team) for team in teams):
        found.add(LISTED)
    if any(p.type == "Event" and p.sentence.index <= EARLY and discourse.is_of(CONTEST, p) for p in discourse.phrases):
        found.add(RACE)
    return frozenset(found)


def _bracketed(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether the name fills the brackets right behind a person's."""
    opening, closing = discourse.preceding(phrase.tokens[0]), discourse.following(phrase.tokens[-1])
    person = discourse.at(discourse.preceding(opening)) if opening is not None and opening.text == "(" else None
    return person is not None and person.type == PERSON and closing is not None and closing.text == ")"


def _shown(
    discourse: Discourse, phrases: list[Phrase], scored: frozenset[int], topics: frozenset[str]
) -> Iterator[str]:
    """The types that rows give to the mentions of one name, those of the first rows first."""
    kind = phrases[0].type
    if any(kinds.noun_type(discourse, marks.before(discourse, p.tokens)) == kind for p in phrases):
        return  # "In de film X": the noun says what the name names.
    if kind == PERSON and len(phrases[0].tokens) > 1:
        return
    for rule in discourse.rules.contexts:
        topical = rule.needs & TOPICS <= topics
        if kind not in rule.sources or not topical or not _may_hold(discourse, phrases, rule):
            continue
        fits = [_fits(discourse, phrase, rule, scored) for phrase in phrases]
        if _enough(fits, rule.needs):
            yield rule.type


def _enough(fits: list[bool], needs: frozenset[str]) -> bool:
    """Whether as many of the mentions fit a row as it needs: all, more than half, or any."""
    if MOST in needs:
        return 2 * sum(fits) > len(fits)
    return all(fits) if ALWAYS in needs else any(fits)


def _may_hold(discourse: Discourse, phrases: list[Phrase], rule: ContextRule) -> bool:
    """Whether a row can change what the names are: what is known may be a team or a namesake, a small town a person."""
    if SINGLE in rule.needs and (len(phrases[0].tokens) > 1 or _is_set(discourse, phrases[0])):
        return False
    if any(p.other for p in phrases):
        return False
    if phrases[0].type == PERSON and _is_surname(discourse, phrases[0].text):
        return False
    entry = next((p.entry for p in phrases if p.entry is not None), None)
    if any(e.type == rule.type for e in discourse.knowledge.lookup(phrases[0].text)):
        return True
    if entry is None or NAMESAKE in rule.needs:
        return entry is None and NAMESAKE not in rule.needs
    if rule.type == PERSON:
        return entry.type == CITY and kinds.little_known(discourse, entry)
    return rule.type == TEAM and (entry.type == COMPANY or entry.type in discourse.rules.nouns["namesake"])


def _is_surname(discourse: Discourse, name: str) -> bool:
    """Whether the article names a person in full who bears the name."""
    return any(p.type == PERSON and len(p.tokens) > 1 and p.text.endswith(f" {name}") for p in discourse.phrases)


def _is_set(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether one word with an article before it, an abbreviation or a word told by another is not to be judged so."""
    before = discourse.preceding(phrase.tokens[0])
    article = before is not None and before.lower in discourse.rules.modifiers["definite"]
    return article or phrase.told or (phrase.text.isupper() and len(phrase.text) > 1)


def _fits(discourse: Discourse, phrase: Phrase, rule: ContextRule, scored: frozenset[int]) -> bool:
    if rule.form == "score":
        return id(phrase) in scored
    if rule.form == "age":
        return bool(AGE.match(discourse.analysis.article.text, phrase.end))
    before = discourse.preceding(phrase.tokens[0])
    if rule.form in ("quoted", "speaks"):
        return _is_quoted(discourse, phrase) if rule.form == "quoted" else _speaks(discourse, phrase)
    if rule.form == "before":
        leads = before is not None and before.lower in rule.prepositions and not works.is_by(discourse, phrase)
        return leads or _is_front(discourse, phrase, rule.words)
    if rule.form == "office":
        return before is not None and before.lower in rule.prepositions and _officer(discourse, before, rule)
    if rule.form in CLUBS:
        return CLUBS[rule.form](discourse, phrase, rule)
    if rule.form in BEHIND:
        return before is not None and BEHIND[rule.form](discourse, phrase, rule, before)
    if rule.form == "noun":
        noun = discourse.preceding(before) if before is not None and before.lower in rule.prepositions else None
        return noun is not None and noun.lemma.lower() in rule.words
    return _bound(discourse, phrase.head, rule)


def _is_front(discourse: Discourse, phrase: Phrase, words: frozenset[str]) -> bool:
    """Whether the name is the front of a compound that ends in one of the words: "Facebookpagina"."""
    word = phrase.tokens[-1]
    return bool(words) and id(word) in discourse.prefixes and word.lower.endswith(tuple(words))


def _is_quoted(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether several words, and nothing else, stand in quotation marks: one word may be a nickname."""
    if len(phrase.tokens) == 1:
        return False
    marks = (discourse.preceding(phrase.tokens[0]), discourse.following(phrase.tokens[-1]))
    return all(mark is not None and mark.text in QUOTES for mark in marks)


def _speaks(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether the name opens a sentence and a quotation follows behind a colon: "Jansma: 'Dat is niet waar.'"."""
    return phrase.sentence.opens_with(phrase.tokens[0]) and bool(
        SPEECH.match(discourse.analysis.article.text, phrase.end)
    )


def _is_listed(discourse: Discourse, phrase: Phrase, _: ContextRule) -> bool:
    """Whether the name stands in brackets behind a person: "Jansen (Barcelona)"."""
    return not _at_home(discourse, phrase) and _bracketed(discourse, phrase)


def _is_of_person(discourse: Discourse, phrase: Phrase, _: ContextRule) -> bool:
    """Whether a person is said to be of it where sports is spoken of: "Jansen van Barcelona"."""
    before = discourse.preceding(phrase.tokens[0])
    person = discourse.at(discourse.preceding(before)) if before is not None and before.lower == OF else None
    of = person is not None and person.type == PERSON and not _at_home(discourse, phrase)
    return of and discourse.is_of_sports()


def _is_front_of(discourse: Discourse, phrase: Phrase, rule: ContextRule) -> bool:
    """Whether the name is the front of a compound that ends with one of the row's words: "Ferrari-coureur"."""
    last = phrase.tokens[-1]
    return discourse.prefixes.get(id(last)) is phrase and last.lower.endswith(tuple(rule.words))


def _at_home(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether it is a known town of the newspaper's country: players may live there; clubs abroad are called so."""
    return phrase.entry is not None and phrase.entry.country in discourse.homes()


CLUBS = {
    "listed": _is_listed,
    "person": _is_of_person,
    "prefix": _is_front_of,
}


def _officer(discourse: Discourse, joint: Token, rule: ContextRule) -> bool:
    """Whether a person with one of the row's offices stands before the preposition or bracket."""
    person = discourse.at(discourse.preceding(joint))
    office = discourse.preceding(person.tokens[0]) if person is not None and person.type == PERSON else None
    return office is not None and office.lower.rpartition("-")[2] in rule.words


def _in_bracket(discourse: Discourse, _: Phrase, rule: ContextRule, before: Token) -> bool:
    return before.text == "(" and _officer(discourse, before, rule)


def _is_initials(discourse: Discourse, phrase: Phrase, rule: ContextRule, before: Token) -> bool:
    short = sum(c.isupper() for c in phrase.text) > 1 and len(phrase.tokens) == 1
    return short and _in_bracket(discourse, phrase, rule, before)


def _is_employer(discourse: Discourse, phrase: Phrase, rule: ContextRule, before: Token) -> bool:
    """Whether a job or a verb of speaking, a person's full name and one of the prepositions stand before the name.

    Else "Anna Karenina van Tolstoj" had an employer. The name is no given name.
    """
    joint = discourse.preceding(before) if before.pos == "DET" else before
    if joint is None or joint.lower not in rule.prepositions:
        return False
    person = discourse.at(discourse.preceding(joint))
    if person is None or person.type != PERSON or len(person.tokens) < FULL or person.naming is not Naming.NAME:
        return False
    lead = discourse.preceding(person.tokens[0])
    if lead is None or not (_is_job(discourse, lead) or _introduces_speech(discourse, lead)):
        return False
    word = phrase.tokens[0].text
    given = word in discourse.knowledge.given or any(word in names for names in discourse.rules.given.values())
    return not given and word[:1].isupper()


BEHIND = {"bracket": _in_bracket, "initials": _is_initials, "employer": _is_employer}


def _is_job(discourse: Discourse, noun: Token) -> bool:
    """Whether the noun before a person's name may be what the person does: no "roman", no "film"."""
    if noun.pos != "NOUN":
        return bool(titles.roles_of(discourse, noun))  # The tagger takes a rare one for a verb.
    return kinds.noun_type(discourse, noun) in (None, PERSON)


def _introduces_speech(discourse: Discourse, word: Token) -> bool:
    """Whether who speaks stands behind the word: "zegt X", "volgens X"."""
    spoken = word.lower in discourse.rules.reporting["preposition"]
    return spoken or sources.reports(discourse, word, "verb", "frame")


def _bound(discourse: Discourse, head: Token, rule: ContextRule) -> bool:
    """Whether the name is bound to one of the row's verbs as the row says."""
    verb, labels = head.head, discourse.rules.labels
    if verb is None or verb.lemma.lower() not in rule.words:
        return False
    if rule.form == "verb":
        return head.dep in labels["oblique"] and attachment.has_case(discourse, head, *rule.prepositions)
    return head.dep in labels[rule.form]


def _scored(discourse: Discourse) -> frozenset[int]:
    """The mentions on both sides of a dash with a score behind, unless one is a person or a country."""
    text = discourse.analysis.article.text
    names = sorted((p for p in discourse.phrases if p.naming is Naming.NAME), key=lambda p: p.start)
    found: set[int] = set()
    for left, right in pairwise(names):
        if left.sentence is not right.sentence or not {left.type, right.type}.isdisjoint((PERSON, COUNTRY)):
            continue
        if DASH.fullmatch(text, left.end, right.start) and SCORE.match(text, right.end):
            found.update((id(left), id(right)))
    return frozenset(found)


def _retype(discourse: Discourse, phrases: list[Phrase], kind: str) -> None:
    sorts, places = ontology.load(), _places(discourse.rules.contexts)
    for phrase in phrases:
        before = discourse.preceding(phrase.tokens[0])
        if kind == TEAM and sorts.is_a(phrase.type, "Place") and before is not None and before.lower in places:
            continue
        known = (e for e in discourse.knowledge.lookup(phrase.text) if e.type == kind)
        phrase.type, phrase.entry, phrase.told = kind, next(known, None), True


def _places(rules: tuple[ContextRule, ...]) -> frozenset[str]:
    """The prepositions before a place."""
    return frozenset(p for rule in rules if ALWAYS in rule.needs for p in rule.prepositions)
