"""Who takes part in the contest that an article is about, and who plays for its team, where a sentence speaks of play.

Sports pages name the contest or the team once and then only those who win, fall and score. Asked after all other
rules: who has another part in it (a coach, a chairman) is none of them.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from graphkit.extract import arguments, attachment, sides, titles, vicinity
from graphkit.extract.findings import Finding
from graphkit.extract.phrases import EARLY, Discourse, Phrase
from graphkit.extract.rules import AttributeRule
from graphkit.extract.verbs import verb_lemma
from graphkit.model import Naming
from graphkit.syntax import Sentence

FAMILY = "near"
CONTEST = "theme"
FIELD, OFFICE = "field", "role"
THEME = "Event:contest"
TOWN, STAGED, VENUE, VENUE_FORM = "City", "staged", "held_in", "venue"
PLACED = ("in", "te")
PERSON = "Person"
# Of what a sentence speaks where those whom it names compete.
TOPICS = ("play", "compete", "contest", "round", "rank", "contend")
# What says that one has another part in sports than to compete.
BESIDE = frozenset(
    {"coach_of", "head_of", "spokesperson_of", "employed_by", "agent_of", "minister_of", "founder_of", "owner_of"}
)
# What one may be and compete, and of what a sentence speaks where it tells of earlier contests.
PLAYING = ("player_of", "citizen_of", "award_received", "member_of")
HISTORY = ("round", "player", "champion", "play")
# So many words of a game between teams make a text tell of one.
FEWEST = 2
# Who is told to have won in another year did so in another edition.
YEAR = re.compile(r"(?:19|20)\d\d$")


def extract(discourse: Discourse, said: list[Finding]) -> Iterator[Finding]:
    """Who competes, given the findings of all other rules; in a team game that is the teams and not their players."""
    theme = discourse.theme(THEME)
    if theme is None:
        return
    if not _is_team_game(discourse, said):
        coaches = {id(p.referent) for p in sides.owners(discourse)}
        found = list(_in_play(discourse, said, theme, coaches)) if _is_told_apart(theme) else []
        yield from found
        yield from _field(discourse, said, theme, coaches | {id(finding.subject.referent) for finding in found})
    yield from _venue(discourse, said, theme)


def _in_play(discourse: Discourse, said: list[Finding], theme: Phrase, coaches: set[int]) -> Iterator[Finding]:
    """Those whom a sentence names that speaks of play."""
    beside = coaches | {id(f.subject.referent) for f in said if f.relation in BESIDE}
    beside |= {id(p.referent) for p in discourse.phrases if p.type == PERSON and _has_office(discourse, p)}
    # What only its place in the article makes the contest may have been named in passing.
    throughout = discourse.is_of_sports() and discourse.is_of("contest", theme)
    for sentence in discourse.analysis.sentences:
        if not _speaks_of_play(discourse, sentence, throughout=throughout):
            continue
        for person in discourse.phrases:
            if person.sentence is not sentence or person.type != PERSON or person.naming is not Naming.NAME:
                continue
            if id(person.referent) not in beside and not vicinity.watches(discourse, person):
                for rule in discourse.rules.attributes.get(CONTEST, ()):
                    if arguments.fits(rule.relation, person, theme):
                        yield _finding(rule, person, theme)


def _venue(discourse: Discourse, said: list[Finding], theme: Phrase) -> Iterator[Finding]:
    """Where the contest that the article is about is held, if nothing else says it.

    That is the town where the report was written, as its head says, else the only one in which someone competes, unless
    that is for a place in it.
    """
    if not discourse.is_of(STAGED, theme) or not _is_told_apart(theme):
        return
    if any(f.relation == VENUE and f.subject.referent is theme.referent for f in said):
        return
    towns = {id(p.referent): p for p in discourse.phrases if p.type == TOWN and _is_dateline(p)}
    ahead = any(t.lemma.lower() in discourse.rules.nouns["qualify"] for t in theme.sentence.tokens)
    if not towns and not ahead:
        towns = {id(p.referent): p for p in discourse.phrases if p.type == TOWN and _is_scene(discourse, p)}
    for rule in discourse.rules.attributes.get(VENUE_FORM, ()) if len(towns) == 1 else ():
        for town in towns.values():
            if arguments.fits(rule.relation, theme, town):
                yield replace(_finding(rule, theme, town), sentence=town.sentence, trigger=town.head)


def _is_dateline(town: Phrase) -> bool:
    """Whether the town stands in capitals at the head of the article: "SYDNEY - "."""
    first = town.tokens[0]
    return town.text.isupper() and first.sentence.opens_with(first) and first.sentence.index <= EARLY


def _is_scene(discourse: Discourse, town: Phrase) -> bool:
    """Whether someone competes in the town, which hangs on such a verb: "versloeg in Melbourne X"."""
    verb = town.head.head
    in_town = attachment.has_case(discourse, town.head, *PLACED)
    return in_town and verb is not None and verb_lemma(discourse, verb) in discourse.rules.nouns["compete"]


def _is_team_game(discourse: Discourse, said: list[Finding]) -> bool:
    """Whether the article tells of goals and places on the field, or of players and of no race or set."""
    nouns = discourse.rules.nouns
    words = [{t.lower, t.lemma.lower(), t.parts[-1].lower()} for t in discourse.analysis.tokens()]
    if sum(not word.isdisjoint(nouns["team_game"] | nouns["position"]) for word in words) >= FEWEST:
        return True
    players = {id(f.subject.referent) for f in said if f.relation == "player_of"}
    return len(players) >= FEWEST and all(word.isdisjoint(nouns["solo"]) for word in words)


def _has_office(discourse: Discourse, person: Phrase) -> bool:
    """Whether an office stands before the name, whatever it is of: "bondscoach X", "voorzitter Y"."""
    noun = discourse.preceding(person.tokens[0])
    rules = titles.roles_of(discourse, noun) if noun is not None else ()
    return any(rule.relation in BESIDE for rule in rules)


def _field(discourse: Discourse, said: list[Finding], theme: Phrase, known: set[int]) -> Iterator[Finding]:
    """Who else the report of a contest names, where some are said to take part in it: the rest of the field.

    Not those who hold an office, speak, or stand in a sentence about what was won before.
    """
    for rule in discourse.rules.attributes.get(FIELD, ()):
        here = (f for f in said if f.relation == rule.relation and f.object.referent is theme.referent)
        part = {id(f.subject.referent) for f in here}
        if not part:
            continue
        part |= known
        part |= {id(f.subject.referent) for f in said if f.family == OFFICE and f.relation not in PLAYING}
        part |= {id(p.referent) for p in discourse.phrases if p.type == PERSON and vicinity.watches(discourse, p)}
        for person in discourse.phrases:
            if person.type != PERSON or person.naming is not Naming.NAME or id(person.referent) in part:
                continue
            told = vicinity.speaks(discourse, person.sentence, HISTORY)
            if not told and arguments.fits(rule.relation, person, theme):
                part.add(id(person.referent))
                yield _finding(rule, person, theme)


def _is_told_apart(contest: Phrase) -> bool:
    """Whether the contest has a name, says which it is or is named again: one word in passing may be any."""
    named = len(contest.referent.phrases) if contest.referent is not None else 0
    return contest.naming is Naming.NAME or len(contest.tokens) > 1 or named > 1


def _finding(rule: AttributeRule, person: Phrase, target: Phrase) -> Finding:
    return Finding(
        person, rule.relation, target, person.head, person.sentence, rule.row.rule, FAMILY, nominal=True
    )  # fmt: skip


def _speaks_of_play(discourse: Discourse, sentence: Sentence, *, throughout: bool) -> bool:
    """Whether the sentence tells of the contest at hand: not of another year, nor of who is not there.

    Where the article speaks of it `throughout`, no word of the sentence has to.
    """
    absent, topics, spoken = discourse.rules.nouns["absent"], discourse.rules.united(*TOPICS), throughout
    for token in sentence.tokens:
        words = {token.lemma.lower(), token.lower, token.parts[-1].lower()}
        if YEAR.match(token.text) or not words.isdisjoint(absent):
            return False
        spoken = spoken or not words.isdisjoint(topics)
    return spoken
