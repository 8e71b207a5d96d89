"""Institutions that the text describes instead of naming: "het Iraakse parlement", "het kabinet"."""

from dataclasses import replace
from functools import lru_cache

from graphkit import ontology
from graphkit.extract import anaphora, arguments, attachment
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.rules import WORDS, DescriptorRule, Rules
from graphkit.model import Naming
from graphkit.syntax import Sentence, Token

ANYTHING = "*"
OF_ARTICLE = "article:City"
COMPOUND = "compound"
PLURAL = "Number=Plur"
EVENT, BODY, CITY = "Event", "Organization", "City"
SMALL = ("City", "Facility")
# What a noun alone may stand for once the text has said which one.
AGAIN = ("Event", "Facility", "GovernmentBody", "Organization")
# A shorter noun is no part of a word without a hyphen: a "laptop" is no "top".
SHORTEST_SUFFIX = 5
# How many words may stand between an event and the preposition before its place.
LONGEST_AIM = 7
# What a portfolio is made of: "verkeer", "binnenlandse zaken", "Financiën".
PORTFOLIO = frozenset({"ADJ", "NOUN", "PROPN"})
# What may stand between an event and its place.
AIMED = PORTFOLIO | {"ADP", "DET", "CCONJ"}
IN = "in"


def find(discourse: Discourse) -> None:
    """Adds a phrase for every noun that, with a place or alone, describes one institution."""
    for sentence in discourse.analysis.sentences:
        for token in sentence.tokens:
            fronted = id(token) in discourse.prefixes
            if (fronted or token.pos in discourse.rules.labels["noun_pos"]) and discourse.at(token) is None:
                for rule in _rules(discourse, token):
                    if _describe(discourse, sentence, token, rule):
                        break
    _again(discourse)
    discourse.phrases.sort(key=lambda p: (p.start, p.end))


def in_passing(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether the text only mentions a body that is news where it acts: "een woordvoerder van de politie"."""
    if phrase.naming is not Naming.DESCRIPTION or phrase.noun not in discourse.rules.nouns["passing"]:
        return False
    same = phrase.referent.phrases if phrase.referent is not None else [phrase]
    return not any(p.place is not None or _acts(discourse, p.head) for p in same)


def _acts(discourse: Discourse, head: Token) -> bool:
    """Whether the word is the subject of a verb, or who does what a passive says."""
    labels = discourse.rules.labels
    return head.dep in labels["subject"] | labels["agent"]


def _again(discourse: Discourse) -> None:
    """Adds a phrase where a noun alone stands for the one thing that it described with a place before."""
    named: dict[str, list[Phrase]] = {}
    for phrase in sorted(discourse.phrases, key=lambda p: p.start):
        if phrase.naming is Naming.DESCRIPTION and phrase.place is not None and phrase.noun:
            named.setdefault(phrase.noun, []).append(phrase)
    for sentence in discourse.analysis.sentences:
        for token in sentence.tokens:
            if token.pos not in discourse.rules.labels["noun_pos"] or discourse.at(token) is not None:
                continue
            lemma = token.lemma.lower()
            ends = {discourse.rules.institution(lemma), *(rule.noun for rule in _compound(discourse.rules, lemma))}
            before = [p for noun in sorted(ends) for p in named.get(noun, ()) if p.start < token.start]
            if _sole(before) and before[0].type in AGAIN and anaphora.stands_alone(discourse, token):
                first = before[0]
                phrase = Phrase(
                    sentence, [token], token.start, token.end, token.text, first.type, Naming.DESCRIPTION,
                    row=first.row, noun=first.noun,
                )  # fmt: skip
                discourse.add(phrase)


def _sole(phrases: list[Phrase]) -> bool:
    """Whether descriptions with a place can only mean one thing."""
    return len({phrase.place.text for phrase in phrases if phrase.place is not None}) == 1


def _rules(discourse: Discourse, token: Token) -> tuple[DescriptorRule, ...]:
    adjectives = [c for c in token.children if c.dep in discourse.rules.labels["adjective_modifier"]]
    adjective = next((c for c in adjectives if id(c) not in discourse.adjectives), next(iter(adjectives), None))
    lemma = token.lemma.lower()
    is_plural = PLURAL in token.morph
    plural = discourse.rules.descriptor(token.lower) if is_plural or token.lower != lemma else ()
    before = discourse.preceding(token)
    adjective = adjective or before
    if adjective is not None:
        plural = discourse.rules.descriptor(f"{adjective.lower} {token.lower}") or plural
    if plural:
        return plural
    ends = _compound(discourse.rules, lemma) or _compound(discourse.rules, token.lower)
    if is_plural and not any(r.type == EVENT for r in (*discourse.rules.descriptor(lemma), *ends)):
        return ()
    if adjective is not None:
        found = discourse.rules.descriptor(f"{adjective.lower} {lemma}")
        if found:
            return found
    return discourse.rules.descriptor(lemma) or ends


@lru_cache(maxsize=WORDS)
def _compound(rules: Rules, lemma: str) -> tuple[DescriptorRule, ...]:
    """The rules of what a compound ends with: "klimaatmars" is a "mars", "grenspolitie" a "politie".

    A body that is no event needs its place, and is called by the whole word from then on.
    """
    for start in range(2, len(lemma) - 2):
        loose = len(lemma) - start >= SHORTEST_SUFFIX or lemma[start - 1] == "-"
        rows = rules.descriptor(lemma[start:])
        found = tuple(r for r in rows if r.home == COMPOUND or (loose and r.type == EVENT))
        if not found and loose and lemma[start:] not in rules.nouns["simple"]:
            found = tuple(replace(r, noun=lemma, home="") for r in rows if lemma not in rules.nouns["branch"])
        if found:
            return found
    return ()


def _describe(discourse: Discourse, sentence: Sentence, token: Token, rule: DescriptorRule) -> bool:
    """Adds the phrase where the rule's place is there; says whether it was."""
    for slot in rule.slots:
        places, tokens = _places(discourse, token, slot)
        if not places and rule.type == EVENT and slot == IN:
            places = _across(discourse, token)
            tokens = _between(discourse, token, [t for p in places for t in p.tokens])
        places = [p for p in places if _placed(discourse, token, rule, p)]
        if places and not _unnamed(discourse, token, rule) and not _doubles(discourse, token, rule, places[0]):
            words = _words_of(discourse, token, rule, tokens)
            if rule.type == EVENT and slot not in ("adj", "app") and not _adjoins(discourse, token, slot):
                words = _aim(discourse, token, places[0])
            kind = _kind(discourse, words[0], rule)
            told = rule.type == EVENT and any(_tells_which(discourse, word) for word in kind)
            _add(discourse, sentence, [*kind, *([token] if told else words)], rule, places[0])
            return True
        if slot.endswith(ANYTHING) and len(tokens) > 1:
            _add(discourse, sentence, tokens, rule, None)
            return True
    if rule.home == COMPOUND:
        return _compounded(discourse, sentence, token, rule)
    if rule.home and _definite(discourse, token) and not _is_of_other(discourse, token):
        _add(discourse, sentence, [token], rule, None)
        return True
    return False


def _compounded(discourse: Discourse, sentence: Sentence, token: Token, rule: DescriptorRule) -> bool:
    """Adds what one word, or the two of the row, names without a place; says whether it did."""
    if rule.noun in (token.lower, token.lemma.lower()) or not _definite(discourse, token):
        return False
    if rule.type == BODY and _in_town(discourse, token):
        return False
    before = discourse.preceding(token)
    words = [before, token] if " " in rule.noun and before is not None else [token]
    _add(discourse, sentence, words, rule, None)
    return True


def _words_of(discourse: Discourse, token: Token, rule: DescriptorRule, placed: list[Token]) -> list[Token]:
    """The words from the first to the last of those that the place and the portfolio span, without a verb's."""
    if any(t.pos in discourse.rules.labels["verb_pos"] for t in placed):
        placed = _between(discourse, token, [c for c in token.children if c.pos == "ADJ"])
    inside = [t for s in rule.slots if s.endswith(ANYTHING) for t in _portfolio(discourse, token, s.rstrip(ANYTHING))]
    return _between(discourse, token, [*placed, *inside])


def _kind(discourse: Discourse, first: Token, rule: DescriptorRule) -> list[Token]:
    """The adjectives right before a description that belong to it: "militaire gevangenis", "eerste Europese synode"."""
    classes = discourse.rules.modifiers["classifying"]
    found: list[Token] = []
    before = discourse.preceding(first)
    while before is not None and (before.lower in classes or (rule.type == EVENT and _tells_which(discourse, before))):
        found.insert(0, before)
        before = discourse.preceding(before)
    return found


def _tells_which(discourse: Discourse, adjective: Token) -> bool:
    """Whether the adjective tells which event of a row, or of which land, is meant: "de tweede top"."""
    return adjective.lower in discourse.rules.nouns["rank"] or id(adjective) in discourse.adjectives


def _aim(discourse: Discourse, token: Token, place: Phrase) -> list[Token]:
    """The words of an event up to its place or to whose it is: "aanslag op een markt in Berlijn", "congres van D66"."""
    words = [token]
    follower = discourse.following(token)
    if follower is None or follower.lower not in discourse.rules.modifiers["aim"]:
        return words
    while follower is not None and len(words) < LONGEST_AIM and discourse.at(follower) is not place:
        words.append(follower)
        follower = discourse.following(follower)
    if any(t.pos in discourse.rules.labels["verb_pos"] or t.pos == "PUNCT" for t in words):
        return [token]
    names = [i for i, word in enumerate(words) if discourse.at(word) is not None]
    if names:
        return words[: names[-1] + 1]
    return [*words, *place.tokens] if discourse.at(follower) is place else [token]


def _in_town(discourse: Discourse, token: Token) -> bool:
    """Whether a town stands behind the noun: "de hervormde kerk in Zwolle" is a building."""
    return any(place.type == CITY for place in _next(discourse, token, IN) + _next(discourse, token, "van"))


def _is_of_other(discourse: Discourse, token: Token) -> bool:
    """Whether the noun is what a name or a town behind it says: "de regering van X", "de regering in Madrid"."""
    return any(attachment.prepositional(discourse, token, "van")) or any(
        place.type == CITY and place.entry is not None and place.entry.country not in discourse.homes()
        for place in _next(discourse, token, IN)
    )


def _doubles(discourse: Discourse, token: Token, rule: DescriptorRule, place: Phrase) -> bool:
    """Whether the noun only says what the name behind it is, where both are not known as one: "provincie Xinjiang"."""
    return (
        place.type == rule.type
        and place is discourse.at(discourse.following(token))
        and not discourse.knowledge.lookup(f"{token.text} {place.text}")
    )


def _unnamed(discourse: Discourse, token: Token, rule: DescriptorRule) -> bool:
    """Whether the noun means any one building or body of its kind: "een ziekenhuis in Zwolle"."""
    words = discourse.rules.modifiers["indefinite"]
    return rule.type in {"Facility", "Organization"} and any(child.lower in words for child in token.children)


def _adjoins(discourse: Discourse, token: Token, preposition: str) -> bool:
    """Whether the preposition stands right behind the noun: not in "de demonstratie gisteren in Zwolle"."""
    follower = discourse.following(token)
    return follower is not None and follower.lower == preposition


def _placed(discourse: Discourse, token: Token, rule: DescriptorRule, place: Phrase) -> bool:
    """Whether the place tells which one is meant: "een aanslag in Zwolle" does, "een aanslag in Nederland" does not."""
    if rule.home == OF_ARTICLE:
        return place.type == CITY
    if rule.relation and not ontology.load().accepts(rule.relation, rule.type, place.type):
        return False
    if rule.type != EVENT or _definite(discourse, token):
        return True
    return place.type in SMALL and PLURAL not in token.morph


def _definite(discourse: Discourse, token: Token) -> bool:
    """Whether the noun stands with a definite article and nothing that would tell which one."""
    words = discourse.rules.modifiers
    return any(c.lower in words["definite"] for c in token.children) and not any(
        c.lower in words["indefinite"] for c in token.children
    )


def _places(discourse: Discourse, token: Token, slot: str) -> tuple[list[Phrase], list[Token]]:
    """The places in a slot, and the tokens from the first to the last word of the description."""
    if slot == "adj":
        places = arguments.adjectives(discourse, token)
        return places, _between(discourse, token, [t for p in places for t in p.tokens])
    if slot == "app":
        following = discourse.following(token)
        phrase = discourse.at(following)
        return ([phrase], _between(discourse, token, phrase.tokens)) if phrase is not None else ([], [])
    if slot.endswith(ANYTHING):
        inside = _portfolio(discourse, token, slot.rstrip(ANYTHING))
        return [], _between(discourse, token, inside)
    places = []
    for child in attachment.prepositional(discourse, token, slot):
        phrase = discourse.headed(child)
        if phrase is not None:
            places.append(phrase)
    if not places:
        places = _next(discourse, token, slot)
    return places, _between(discourse, token, [t for p in places[:1] for t in p.tokens])


def _next(discourse: Discourse, token: Token, preposition: str) -> list[Phrase]:
    """The place right behind the noun and the preposition, where the tree hangs it on the verb."""
    follower = discourse.following(token)
    phrase = discourse.at(discourse.following(follower)) if follower is not None else None
    return [phrase] if phrase is not None and follower is not None and follower.lower == preposition else []


def _across(discourse: Discourse, token: Token) -> list[Phrase]:
    """The place behind what an event is aimed at: "aanslag op een markt in Berlijn", "congres van D66 in Assen"."""
    follower = discourse.following(token)
    if follower is None or follower.lower not in discourse.rules.modifiers["aim"]:
        return []
    for _ in range(LONGEST_AIM):
        follower = discourse.following(follower) if follower is not None else None
        if follower is None or follower.pos not in AIMED:
            return []
        if follower.lower == IN:
            place = discourse.at(discourse.following(follower))
            return [place] if place is not None else []
    return []


def _portfolio(discourse: Discourse, token: Token, preposition: str) -> list[Token]:
    """The words of a portfolio behind the noun: "van verkeer en waterstaat"; read off the text, not the tree."""
    follower = discourse.following(token)
    if follower is None or follower.lower != preposition:
        return []
    found: list[Token] = []
    joint: Token | None = follower
    while joint is not None:
        words = _words(discourse, joint)
        if not words:
            return found
        found = [*found, joint, *words] if found else words
        joint = discourse.following(words[-1])
        joint = joint if joint is not None and (joint.pos == "CCONJ" or joint.text == ",") else None
    return found


def _words(discourse: Discourse, before: Token) -> list[Token]:
    """The adjectives and the noun that stand behind a token."""
    found: list[Token] = []
    token = discourse.following(before)
    while token is not None and token.pos in PORTFOLIO:
        found.append(token)
        if token.pos != "ADJ":
            return found
        token = discourse.following(token)
    return []


def _between(discourse: Discourse, token: Token, others: list[Token]) -> list[Token]:
    if not others:
        return [token]
    indexes = [token.index, *(t.index for t in others)]
    return discourse.sentence(token).tokens[min(indexes) : max(indexes) + 1]


def _add(
    discourse: Discourse, sentence: Sentence, tokens: list[Token], rule: DescriptorRule, place: Phrase | None
) -> None:
    text = discourse.analysis.article.text[tokens[0].start : tokens[-1].end]
    entries = discourse.knowledge.lookup(text)
    phrase = Phrase(
        sentence, tokens, tokens[0].start, tokens[-1].end, text, rule.type, Naming.DESCRIPTION,
        entry=entries[0] if entries else None, row=rule.row.rule,
        noun=discourse.rules.institution(rule.noun), place=place,
    )  # fmt: skip
    named = {id(t): discourse.naming[id(t)] for t in tokens if id(t) in discourse.naming}
    discourse.add(phrase)
    discourse.naming.update(named)
