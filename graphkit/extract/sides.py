"""Teams that sports pages call by whose they are: "de ploeg van trainer Jansen", and who stands "bij Ajax".

`find` says which team such a noun means, `extract` what that says of the coach and the players.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from graphkit import ontology
from graphkit.extract import arguments, attachment, vicinity
from graphkit.extract.findings import Finding
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.rules import WORDS, Rules
from graphkit.extract.verbs import verb_lemma
from graphkit.model import Naming
from graphkit.syntax import Sentence, Token

FAMILY = "side"
SIDE, WITHIN, FOCUS = "side", "within", "focus"
TEAM, COUNTRY, PERSON = "SportsTeam", "Country", "Person"
OF, AT = "van", "bij"
NATIONAL = ":national"
PLURAL = "Number=Plur"
COACH, PLAYER = "coach_of", "player_of"
# Of what a sentence speaks that tells of a match, and of who scored.
MATCH, SCORE = ("play", "compete", "absent"), ("score",)
# How many words may stand between "van" and the name: "van de ontslagen trainer Jansen".
LONGEST = 4
# What a word is that names someone.
NAMING = ("NOUN", "PROPN", "ADJ", "X")
# How many sentences back the team may have been named.
REACH = 2


def find(discourse: Discourse) -> None:
    """Adds the antecedent of each noun for a side that is told apart by whose it is."""
    for sentence in discourse.analysis.sentences:
        for token in sentence.tokens:
            if id(token) in discourse.antecedents:
                continue
            team = focus(discourse, token) if _owner(discourse, token) is not None else None
            meant = team or (_renamed(discourse, token) if _club(discourse, token) is not None else None)
            if meant is not None:
                discourse.antecedents[id(token)] = meant


def owners(discourse: Discourse) -> list[Phrase]:
    """The persons by whom sides are called, who coach them: "de ploeg van Jansen"."""
    found = (_owner(discourse, token) for token in discourse.analysis.tokens())
    return [person for person in found if person is not None]


def focus(discourse: Discourse, at: Token) -> Phrase | None:
    """The team that the text speaks of where the token stands: what the article is about, else the last subject."""
    main = discourse.home("article:" + TEAM, at.sentence, at.start)
    if main is not None:
        return main
    for back in range(REACH + 1):
        index = at.sentence.index - back
        meant = _subject_meant(discourse, index) if back and index >= 0 else None
        if meant is not None:
            return meant
        near = [p for p in discourse.phrases if p.sentence.index == index and p.start < at.start and _is_team(p)]
        subjects = [p for p in near if p.head.dep in discourse.rules.labels["subject"]]
        if near:
            return next(iter(subjects), near[0]) if back or subjects else None
    return None


def _club(discourse: Discourse, noun: Token) -> Phrase | None:
    """What a player is of who is named by it alone: "de kopman van X", "de X-coureur", "de finalist van Y"."""
    if noun.pos not in NAMING or PLURAL in noun.morph or not _is_player(discourse, noun):
        return None
    club, last = discourse.prefixes.get(id(noun)), noun
    first = discourse.preceding(club.tokens[0] if club is not None else noun)
    while first is not None and first.pos in {"ADJ", "NUM"}:
        first = discourse.preceding(first)
    if first is None or first.lower not in discourse.rules.modifiers["definite"] or discourse.at(noun) is not None:
        return None
    if club is None:
        of = discourse.following(noun)
        start = discourse.following(of) if of is not None and of.lower == OF else None
        if start is not None and start.pos == "DET" and discourse.at(start) is None:
            start = discourse.following(start)
        club = discourse.at(start)
        last = club.tokens[-1] if club is not None else noun
    after = discourse.following(last)
    if after is not None and after.text == ",":
        after = discourse.following(after)
    named = discourse.at(after)
    if club is None or club.type == PERSON or (named and named.type == PERSON):
        return None
    return club


def _is_player(discourse: Discourse, noun: Token) -> bool:
    """Whether the noun, or the end of the compound, says that someone competes or whence someone comes."""
    told = _plays_by_name(discourse.rules, noun.lower.rpartition("-")[2])
    return told if told is not None else noun.text[:1].isupper() and bool(discourse.knowledge.demonym(noun.text))


@lru_cache(maxsize=WORDS)
def _plays_by_name(rules: Rules, word: str) -> bool | None:
    """Whether the word is one for players and no coach, if it is either."""
    if not word.endswith(tuple(rules.united("position", "player", "athlete"))):
        return None
    return not word.endswith(tuple(rules.nouns["coach"]))


def _renamed(discourse: Discourse, noun: Token) -> Phrase | None:
    """The person of the sentence before whom the noun names anew: the only one, else the subject."""
    if noun.dep not in discourse.rules.labels["subject"] and noun.index > LONGEST:
        return None
    near = [
        p for p in discourse.phrases
        if p.sentence.index == noun.sentence.index - 1 and p.type == PERSON and p.naming is Naming.NAME
    ]  # fmt: skip
    if len({id(p.referent) for p in near}) > 1:
        near = [p for p in near if p.head.dep in discourse.rules.labels["subject"]]
    return near[0] if len({id(p.referent) for p in near}) == 1 else None


def _subject_meant(discourse: Discourse, index: int) -> Phrase | None:
    """The team that the subject of a sentence refers back to: "De ploeg van X won"."""
    subjects = [t for t in discourse.analysis.sentences[index].tokens if t.dep in discourse.rules.labels["subject"]]
    meant = [discourse.antecedents[id(t)] for t in subjects if id(t) in discourse.antecedents]
    return next((team for team in meant if _is_team(team)), None)


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
    filled = {id(f.subject.referent) for f in said if f.relation in (COACH, PLAYER)}
    yield from _selected(discourse, said, filled)
    for sentence in discourse.analysis.sentences:
        for token in sentence.tokens:
            owner = _owner(discourse, token)
            team = discourse.antecedents.get(id(token)) if owner is not None else None
            if owner is not None and team is not None and id(owner.referent) not in filled and _leads(discourse, owner):
                yield from _say(discourse, SIDE, owner, team)
            club = _club(discourse, token)
            player = discourse.antecedents.get(id(token)) if club is not None else None
            if club is not None and player is not None and player.type == PERSON:
                yield from (replace(f, sentence=sentence, trigger=token) for f in _say(discourse, FOCUS, player, club))
        yield from _within(discourse, sentence, filled)
        yield from _positioned(discourse, sentence, filled)


def _leads(discourse: Discourse, person: Phrase) -> bool:
    """Whether the person coaches: nothing, or such an office, stands before the name."""
    before = discourse.preceding(person.tokens[0])
    return before is None or before.lower == OF or _coaches(discourse, person)


def _coaches(discourse: Discourse, person: Phrase) -> bool:
    """Whether a coach's office stands before the name."""
    before = discourse.preceding(person.tokens[0])
    rules = discourse.rules.role(before.lemma.lower()) if before is not None else ()
    return any(rule.relation == COACH for rule in rules)


def _within(discourse: Discourse, sentence: Sentence, filled: set[int]) -> Iterator[Finding]:
    """The players of the one team behind "bij" with which the sentence opens: "Bij Ajax vielen X en Y uit"."""
    first = sentence.tokens[0]
    team = discourse.at(discourse.following(first)) if first.lower == AT else None
    if team is None or team.type not in (TEAM, COUNTRY):
        return
    here = [p for p in discourse.phrases if p.sentence is sentence and p.type == TEAM]
    if any(p.referent is not team.referent for p in here) or not vicinity.speaks(discourse, sentence, MATCH):
        return
    for person in discourse.phrases:
        if person.sentence is not sentence or person.type != PERSON or person.naming is not Naming.NAME:
            continue
        if id(person.referent) in filled or vicinity.watches(discourse, person) or _coaches(discourse, person):
            continue
        yield from _say(discourse, WITHIN, person, team)


def _positioned(discourse: Discourse, sentence: Sentence, filled: set[int]) -> Iterator[Finding]:
    """The players whose place in the field stands before their names, on the side that the text speaks of."""
    for person in discourse.phrases:
        if person.sentence is not sentence or person.type != PERSON or person.naming is not Naming.NAME:
            continue
        if id(person.referent) in filled:
            continue
        noun = discourse.preceding(person.tokens[0])
        team = None
        if noun is not None and noun.lower in discourse.rules.nouns["position"] and id(noun) not in discourse.prefixes:
            team = None if arguments.adjectives(discourse, noun) else _side_here(discourse, person)
        elif _coaches(discourse, person):
            hired = _employer(discourse, person)
            yield from _say(discourse, SIDE, person, hired) if hired is not None else ()
        elif not vicinity.watches(discourse, person):
            team = _beside(discourse, person) if discourse.is_of_sports() else None
            if team is None and vicinity.speaks(discourse, sentence, SCORE):
                team = _only_side(discourse, sentence)
        if team is not None:
            yield from _say(discourse, FOCUS, person, team)


def _employer(discourse: Discourse, coach: Phrase) -> Phrase | None:
    """The team that is the subject where the coach is none, else the one that the article names; no land's coach's."""
    labels, before = discourse.rules.labels, discourse.preceding(coach.tokens[0])
    if before is not None and any(r.default.endswith(NATIONAL) for r in discourse.rules.role(before.lemma.lower())):
        return None
    teams = [p for p in discourse.phrases if p.sentence is coach.sentence and _is_team(p) and p.start < coach.start]
    acting = [p for p in teams if p.head.dep in labels["subject"] | labels["passive_subject"]]
    if len(teams) == 1 and acting and coach.head.dep not in labels["subject"]:
        return acting[0]
    return _only_side(discourse, coach.sentence)


def _beside(discourse: Discourse, person: Phrase) -> Phrase | None:
    """The one team that the article names, where the sentence names it too, and the person as no opponent."""
    teams = {id(p.referent): p for p in discourse.phrases if _is_team(p)}
    here = [p for p in discourse.phrases if p.sentence is person.sentence and _is_team(p)]
    against = attachment.has_case(discourse, person.head, *discourse.rules.modifiers["opposite"])
    # "De kopman van X versloeg Y" names no other player of X.
    own = any(_club(discourse, token) in here for token in person.sentence.tokens)
    return here[0] if len(teams) == 1 and here and not against and not own else None


def _only_side(discourse: Discourse, sentence: Sentence) -> Phrase | None:
    """The one team that the article names, where the sentence names no side."""
    teams = {id(p.referent): p for p in discourse.phrases if _is_team(p)}
    if any(p.sentence is sentence and p.type in (TEAM, COUNTRY) for p in discourse.phrases):
        return None
    return next(iter(teams.values())) if len(teams) == 1 else None


def _selected(discourse: Discourse, said: list[Finding], filled: set[int]) -> Iterator[Finding]:
    """The players whom a coach picks, misses or can use, or a team: "Bondscoach X selecteerde Y", "Ajax mist Z"."""
    teams = {id(f.subject.referent): f.object for f in said if f.relation == COACH}
    tails = _tails(discourse.rules)
    for token in discourse.analysis.tokens():
        lemma = verb_lemma(discourse, token) if token.lemma.lower() in tails else ""
        if lemma not in discourse.rules.nouns["select"]:
            continue
        for picker in arguments.slot(discourse, token, "nsubj", kind="verb")[:1]:
            team = picker if _is_team(picker) and lemma in discourse.rules.nouns["lack"] else None
            team = teams.get(id(picker.referent), team)
            for slot in discourse.rules.modifiers["selected"] if team is not None else ():
                for person in arguments.slot(discourse, token, slot, kind="verb"):
                    fits = person.type == PERSON and id(person.referent) not in {*filled, id(picker.referent)}
                    yield from _say(discourse, FOCUS, person, team) if fits and team is not None else ()


@cache
def _tails(rules: Rules) -> frozenset[str]:
    """What the verbs of selection may look like without their particle: every end of each."""
    return frozenset(verb[at:] for verb in rules.nouns["select"] for at in range(len(verb)))


def _side_here(discourse: Discourse, person: Phrase) -> Phrase | None:
    """The one team in the sentence that is no opponent, else the one that the text speaks of."""
    here = [p for p in discourse.phrases if p.sentence is person.sentence and _is_team(p)]
    own = [p for p in here if not attachment.has_case(discourse, p.head, *discourse.rules.modifiers["opposite"])]
    if len({id(p.referent) for p in own}) == 1:
        return own[0]
    return focus(discourse, person.head) if not own else None


def _say(discourse: Discourse, form: str, subject: Phrase, target: Phrase) -> Iterator[Finding]:
    for rule in discourse.rules.attributes.get(form, ()):
        may_be = {target.type} | (target.referent.open if target.referent is not None else frozenset())
        fits = any(ontology.load().is_a(known, kind) for known in may_be for kind in rule.objects)
        if fits and arguments.fits(rule.relation, subject, target):
            yield Finding(
                subject, rule.relation, target, subject.head, subject.sentence, rule.row.rule, FAMILY, nominal=True
            )
