"""What results and line-ups say without a verb: "Ajax - PSV 3-1", "Ajax: Visser, De Boer, Jansen"."""

import re
from collections.abc import Iterator
from itertools import pairwise

from graphkit import ontology
from graphkit.extract import arguments
from graphkit.extract.findings import Finding
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.rules import AttributeRule
from graphkit.model import Naming
from graphkit.syntax import Sentence

FAMILY = "result"
COUNTRY = "Country"
DASH = re.compile(r"\s*(?:--|[-–—])\s*$")
SCORE = re.compile(r"\s*[:(,]?\s*(\d{1,3})\s*[-–]\s*(\d{1,3})(?!\d|[-–]\d)")
# A list of fewer names may be anything else that follows a colon.
SHORTEST_LINE_UP = 4
# What share of the names in a line-up must be read as persons'.
FEWEST = 0.75


def extract(discourse: Discourse) -> Iterator[Finding]:
    """The results and line-ups of each sentence."""
    for sentence in discourse.analysis.sentences:
        names = [p for p in discourse.phrases if p.sentence is sentence and p.naming is Naming.NAME]
        names.sort(key=lambda p: p.start)
        yield from _results(discourse, sentence, names)
        yield from _line_up(discourse, sentence, names)


def _results(discourse: Discourse, sentence: Sentence, names: list[Phrase]) -> Iterator[Finding]:
    """Two sides with a dash between them: who scored more wins; who scored as much, or without a score, just plays."""
    text = discourse.analysis.article.text
    for left, right in pairwise(names):
        if not DASH.fullmatch(text, left.end, right.start):
            continue
        score = SCORE.match(text, right.end)
        if score is None and (left.type != COUNTRY or _is_of_contest(discourse, sentence)):
            yield from _say(discourse, sentence, left, right, "versus")
        if score is None:
            continue
        first, second = int(score[1]), int(score[2])
        form = "draw" if first == second else "score"
        winner, loser = (left, right) if first >= second else (right, left)
        yield from _say(discourse, sentence, winner, loser, form)


def _is_of_contest(discourse: Discourse, sentence: Sentence) -> bool:
    """Whether the sentence speaks of a contest: "Spanje - Finland, halve finale" is a match, no line or border."""
    nouns = discourse.rules.nouns
    words = {word for t in sentence.tokens for word in (t.lemma.lower(), t.lower, t.parts[-1].lower())}
    return not words.isdisjoint(nouns["round"] | nouns["contest"])


def _line_up(discourse: Discourse, sentence: Sentence, names: list[Phrase]) -> Iterator[Finding]:
    """A team, a colon, and a list of persons."""
    if len(names) <= SHORTEST_LINE_UP:
        return
    team, *players = names
    follower = discourse.following(team.tokens[-1])
    persons = [p for p in players if p.type == "Person"]
    # One in four may bear a name that is taken for a town's or a thing's.
    if follower is None or follower.text != ":" or len(persons) < FEWEST * len(players):
        return
    for player in persons:
        yield from _say(discourse, sentence, player, team, "line-up")


def _say(discourse: Discourse, sentence: Sentence, subject: Phrase, target: Phrase, form: str) -> Iterator[Finding]:
    for rule in discourse.rules.attributes.get(form, ()):
        if _takes(rule, subject, target) and arguments.fits(rule.relation, subject, target):
            yield Finding(subject, rule.relation, target, subject.head, sentence, rule.row.rule, FAMILY, nominal=True)
            return


def _takes(rule: AttributeRule, subject: Phrase, target: Phrase) -> bool:
    """Whether both ends are, or may turn out to be, of the rule's types."""
    return _may_be(subject, (rule.subject,)) and _may_be(target, rule.objects)


def _may_be(phrase: Phrase, kinds: tuple[str, ...]) -> bool:
    types = {phrase.type} | (phrase.referent.open if phrase.referent is not None else frozenset())
    return any(ontology.load().is_a(known, kind) for known in types for kind in kinds)
