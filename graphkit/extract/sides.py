"""Teams that sports pages call by whose they are: "de ploeg van trainer Jansen", and who stands "bij Ajax".

`find` says which team such a noun means, `extract` what that says of the coach and the players.
"""

from collections.abc import Iterator

from graphkit import ontology
from graphkit.extract import arguments, vicinity
from graphkit.extract.findings import Finding
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.model import Naming
from graphkit.syntax import Sentence, Token

FAMILY = "side"
SIDE, WITHIN, FOCUS = "side", "within", "focus"
TEAM, COUNTRY, PERSON = "SportsTeam", "Country", "Person"
OF, AT = "van", "bij"
# How many words may stand between "van" and the name: "van de ontslagen trainer Jansen".
LONGEST = 4
# How many sentences back the team may have been named.
REACH = 2


def find(discourse: Discourse) -> None:
    """Adds the antecedent of each noun for a side that is told apart by whose it is."""
    for sentence in discourse.analysis.sentences:
        for token in sentence.tokens:
            if _owner(discourse, token) is not None and id(token) not in discourse.antecedents:
                team = focus(discourse, token)
                if team is not None:
                    discourse.antecedents[id(token)] = team


def focus(discourse: Discourse, at: Token) -> Phrase | None:
    """The team that the text speaks of where the token stands: what the article is about, else the last subject."""
    main = discourse.home("article:" + TEAM, at.sentence, at.start)
    if main is not None:
        return main
    for back in range(REACH + 1):
        index = at.sentence.index - back
        near = [p for p in discourse.phrases if p.sentence.index == index and p.start < at.start and _is_team(p)]
        subjects = [p for p in near if p.head.dep in discourse.rules.labels["subject"]]
        if near:
            return next(iter(subjects), near[0]) if back or subjects else None
    return None


def _is_team(phrase: Phrase) -> bool:
    return phrase.type == TEAM and phrase.naming in (Naming.NAME, Naming.DESCRIPTION)


def _owner(discourse: Discourse, noun: Token) -> Phrase | None:
    """The person whose side the noun names: "de ploeg van coach Jansen"."""
    nouns = discourse.rules.nouns
    if noun.lower not in nouns[SIDE] or discourse.at(noun) is not None:
        return None
    token = discourse.following(noun)
    if token is None or token.lower != OF:
        return None
    for _ in range(LONGEST):
        token = discourse.following(token)
        if token is None or token.pos in discourse.rules.labels["verb_pos"]:
            return None
        phrase = discourse.at(token)
        if phrase is not None:
            return phrase if phrase.type == PERSON and phrase.naming is Naming.NAME else None
    return None


def extract(discourse: Discourse, said: list[Finding]) -> Iterator[Finding]:
    """Who coaches the side that is called after him, and who plays on the side that the sentence opens with."""
    filled = {id(f.subject.referent) for f in said if f.relation in ("coach_of", "player_of")}
    for sentence in discourse.analysis.sentences:
        for token in sentence.tokens:
            owner = _owner(discourse, token)
            team = discourse.antecedents.get(id(token)) if owner is not None else None
            if owner is not None and team is not None and id(owner.referent) not in filled and _leads(discourse, owner):
                yield from _say(discourse, SIDE, owner, team)
        yield from _within(discourse, sentence, filled)


def _leads(discourse: Discourse, person: Phrase) -> bool:
    """Whether the person coaches: nothing, or such an office, stands before the name."""
    before = discourse.preceding(person.tokens[0])
    if before is None or before.lower == OF:
        return True
    rules = discourse.rules.role(before.lemma.lower())
    return any(rule.relation == "coach_of" for rule in rules)


def _within(discourse: Discourse, sentence: Sentence, filled: set[int]) -> Iterator[Finding]:
    """The players of the one team behind "bij" with which the sentence opens: "Bij Ajax vielen X en Y uit"."""
    first = sentence.tokens[0]
    team = discourse.at(discourse.following(first)) if first.lower == AT else None
    if team is None or team.type not in (TEAM, COUNTRY):
        return
    others = [p for p in discourse.phrases if p.sentence is sentence and p.type == TEAM and p.referent is not team.referent]
    if others or not _plays(discourse, sentence):
        return
    for person in discourse.phrases:
        if person.sentence is not sentence or person.type != PERSON or person.naming is not Naming.NAME:
            continue
        if id(person.referent) not in filled and not vicinity.watches(discourse, person):
            yield from _say(discourse, WITHIN, person, team)


def _plays(discourse: Discourse, sentence: Sentence) -> bool:
    """Whether the sentence speaks of a match."""
    words = discourse.rules.nouns["play"] | discourse.rules.nouns["compete"] | discourse.rules.nouns["absent"]
    return any({t.lemma.lower(), t.lower, t.parts[-1].lower()} & words for t in sentence.tokens)


def _say(discourse: Discourse, form: str, subject: Phrase, target: Phrase) -> Iterator[Finding]:
    for rule in discourse.rules.attributes.get(form, ()):
        fits = any(ontology.load().is_a(target.type, kind) for kind in rule.objects)
        if fits and arguments.fits(rule.relation, subject, target):
            yield Finding(
                subject, rule.relation, target, subject.head, subject.sentence, rule.row.rule, FAMILY, nominal=True
            )
