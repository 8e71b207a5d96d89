"""Institutions that the text describes instead of naming: "het Iraakse parlement", "het kabinet"."""

from dataclasses import replace
from functools import lru_cache

from graphkit import ontology
from graphkit.extract import anaphora, arguments, attachment, wording
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.rules import WORDS, DescriptorRule, Rules
from graphkit.extract.wording import ANYTHING, EVENT, IN, OF
from graphkit.model import Naming
from graphkit.syntax import Sentence, Token

OF_ARTICLE, OF_LAND = "article:City", "article:Country"
COMPOUND = "compound"
PLURAL = "Number=Plur"
# What else stands before or behind a noun that is no more bare.
BESIDE = frozenset({"det", "nmod:poss", "appos", "flat", "nummod"})
GOVERNMENT = "GovernmentBody"
BODY, CITY, PARTY = "Organization", "City", "PoliticalParty"
SMALL = ("City", "Facility")
# What a noun alone may stand for once the text has said which one.
AGAIN = ("Event", "Facility", "GovernmentBody", "Organization")
# A shorter noun is no part of a word without a hyphen: a "laptop" is no "top".
SHORTEST_SUFFIX = 5


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
    """Whether the text only mentions a body that is news where it acts: "een woordvoerder van de politie".

    What it says of no place is news only by what else is said of it: "de rechtbank".
    """
    nouns = discourse.rules.nouns
    if phrase.naming is not Naming.DESCRIPTION or phrase.noun not in nouns["passing"] | nouns["lone"]:
        return False
    same = phrase.referent.phrases if phrase.referent is not None else [phrase]
    lone = phrase.noun in nouns["lone"]
    told = any(p.place is not None and len(p.tokens) > 1 for p in same)
    return not told and (lone or not any(_acts(discourse, p.head) for p in same))


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
    if before is not None and before.lower in discourse.rules.modifiers["bearing"]:
        return ()  # "Ten noorden van X" lies outside it.
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
    if lemma in rules.nouns["simple"]:
        return ()
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
    if _introduces(discourse, token, rule):
        return False
    for slot in rule.slots:
        places, tokens = _places(discourse, token, slot)
        if not places and rule.type == EVENT and slot == IN:
            places = wording.across(discourse, token)
            tokens = wording.between(discourse, token, [t for p in places for t in p.tokens])
        places = [p for p in places if _placed(discourse, token, rule, p) and not _apart(discourse, token, rule, p)]
        if places and _is_named(discourse, token, slot):
            return False
        if places and not _unnamed(discourse, token, rule) and not _doubles(discourse, token, rule, places[0]):
            united = rule.noun in discourse.rules.nouns["union"]
            words = [token] if united else wording.words_of(discourse, token, rule, tokens)
            if rule.type == EVENT and slot not in ("adj", "app") and not wording.adjoins(discourse, token, slot):
                words = wording.aim_of(discourse, token, places[0])
            kind = wording.kind_of(discourse, words[0], rule)
            told = rule.type == EVENT and any(wording.tells_which(discourse, word) for word in kind)
            add(discourse, sentence, [*kind, *([token] if told else words)], rule, places[0])
            return True
        if slot.endswith(ANYTHING) and len(tokens) > 1:
            add(discourse, sentence, tokens, rule, None)
            return True
    return _without_place(discourse, sentence, token, rule)


def _is_named(discourse: Discourse, token: Token, slot: str) -> bool:
    """Whether a name right behind the noun names what the place behind it holds: "stadion De Kuil in Zwolle"."""
    behind = discourse.at(discourse.following(token))
    return slot in (IN, OF) and behind is not None and behind.naming is Naming.NAME


def _without_place(discourse: Discourse, sentence: Sentence, token: Token, rule: DescriptorRule) -> bool:
    """Adds what the noun names by what follows it, by a word before it or alone; says whether it did."""
    named = _district(discourse, token, rule)
    if named is not None:
        discourse.phrases.remove(named)
        add(discourse, sentence, [token, *named.tokens], rule, None)
        return True
    if rule.home == COMPOUND:
        return _compounded(discourse, sentence, token, rule)
    if rule.home and (_definite(discourse, token) or _bare(discourse, token)) and not _is_of_other(discourse, token):
        if rule.noun in discourse.rules.nouns["boards"] and not _municipal(discourse):
            return False
        words = [*wording.opening(discourse, token), token] if " " in rule.noun else [token]
        add(discourse, sentence, words, rule, None)
        return True
    seats = _seats(discourse, token) if rule.home == OF_LAND and _definite(discourse, token) else []
    for seat in seats[:1]:
        add(discourse, sentence, wording.between(discourse, token, seat.tokens), rule, None)
        return True
    return False


def _district(discourse: Discourse, token: Token, rule: DescriptorRule) -> Phrase | None:
    """The name right behind a body's noun that only with it names the body: "rechtbank Midden-Nederland"."""
    named = discourse.at(discourse.following(token))
    if "app" not in rule.slots or named is None or named.naming is not Naming.NAME or named.entry is not None:
        return None
    return named if named.type == rule.type == GOVERNMENT else None


def _bare(discourse: Discourse, token: Token) -> bool:
    """Whether the noun goes without an article where a body acts: "Gemeente wil park", "FARC en regering tekenden"."""
    labels = discourse.rules.labels
    if PLURAL in token.morph or any(c.dep in BESIDE or c.dep in labels["adjective_modifier"] for c in token.children):
        return False
    if token.dep in labels["conjunct"] and token.head is not None:
        named = discourse.at(token.head)
        return named is not None and ontology.load().is_a(named.type, BODY)
    return token.dep in labels["subject"] and discourse.sentence(token).opens_with(token)


def _municipal(discourse: Discourse) -> bool:
    """Whether the article speaks of a town's government, so that "het college" is its board and no school."""
    words = discourse.rules.nouns["municipal"]
    return any(
        token.lemma.lower() in words or token.parts[-1].lower() in words for token in discourse.analysis.tokens()
    )


def _compounded(discourse: Discourse, sentence: Sentence, token: Token, rule: DescriptorRule) -> bool:
    """Adds what one word, or the two of the row, names without a place; says whether it did."""
    if rule.noun in (token.lower, token.lemma.lower()) or not _definite(discourse, token):
        return False
    if rule.type == BODY and _in_town(discourse, token):
        return False
    words = [*wording.opening(discourse, token), token] if " " in rule.noun else [token]
    add(discourse, sentence, words, rule, None)
    return True


def _in_town(discourse: Discourse, token: Token) -> bool:
    """Whether a town stands behind the noun: "de hervormde kerk in Zwolle" is a building."""
    return any(
        place.type == CITY for place in wording.behind(discourse, token, IN) + wording.behind(discourse, token, "van")
    )


def _is_of_other(discourse: Discourse, token: Token) -> bool:
    """Whether the noun is what a name behind it says: "de regering van X", "in Madrid", "de provincie Hubei"."""
    behind = discourse.at(discourse.following(token))
    placed = behind is not None and ontology.load().is_a(behind.type, "Place")
    return placed or any(attachment.prepositional(discourse, token, "van")) or bool(_seats(discourse, token))


def _seats(discourse: Discourse, token: Token) -> list[Phrase]:
    """The town abroad where a body of its land has its seat: "de regering in Madrid"."""
    return [
        place
        for place in wording.behind(discourse, token, IN)
        if place.type == CITY and place.entry is not None and place.entry.country not in discourse.homes()
    ]


def _doubles(discourse: Discourse, token: Token, rule: DescriptorRule, place: Phrase) -> bool:
    """Whether the noun only says what the name behind it is, where both are not known as one: "provincie Xinjiang"."""
    return (
        place.type == rule.type
        and place is discourse.at(discourse.following(token))
        and not discourse.knowledge.lookup(f"{token.text} {place.text}")
    )


def _introduces(discourse: Discourse, token: Token, rule: DescriptorRule) -> bool:
    """Whether the noun only introduces a name: "de Ierse omroep RTÉ", "het festival Lowlands in Biddinghuizen"."""
    named, kinds = discourse.at(discourse.following(token)), ontology.load()
    sort = next((kind for kind in (BODY, EVENT) if kinds.is_a(rule.type, kind)), None)
    if named is None or named.naming is not Naming.NAME or "app" in rule.slots or sort is None:
        return False
    return named.tokens[0] is discourse.following(token) and kinds.is_a(named.type, sort)


def _unnamed(discourse: Discourse, token: Token, rule: DescriptorRule) -> bool:
    """Whether the noun means any one building or body of its kind: "een ziekenhuis in Zwolle"."""
    words = discourse.rules.modifiers["indefinite"]
    return rule.type in {"Facility", "Organization"} and any(child.lower in words for child in token.children)


def _placed(discourse: Discourse, token: Token, rule: DescriptorRule, place: Phrase) -> bool:
    """Whether the place tells which one is meant: "een aanslag in Zwolle" does, "een aanslag in Nederland" does not."""
    if rule.home == OF_ARTICLE:
        return place.type == CITY
    if rule.home == OF_LAND and place.type == CITY:
        return False
    if rule.type == PARTY:
        front = discourse.prefixes.get(id(token))
        return front is not None and front.type == PARTY
    if rule.type == BODY and rule.noun in discourse.rules.nouns["union"]:
        return place.type == PARTY
    if rule.relation and not ontology.load().accepts(rule.relation, rule.type, place.type):
        return False
    if rule.type != EVENT or _definite(discourse, token):
        return True
    return place.type in SMALL and PLURAL not in token.morph


def _apart(discourse: Discourse, token: Token, rule: DescriptorRule, place: Phrase) -> bool:
    """Whether a verb stands between an event and the place: "de uitslag van de verkiezing dreunt na in Den Haag"."""
    words = discourse.sentence(token).tokens[token.index : place.tokens[0].index]
    return rule.type == EVENT and any(t.pos in discourse.rules.labels["verb_pos"] for t in words)


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
        return places, wording.between(discourse, token, [t for p in places for t in p.tokens])
    if slot == "app":
        following = discourse.following(token)
        phrase = discourse.at(following)
        return ([phrase], wording.between(discourse, token, phrase.tokens)) if phrase is not None else ([], [])
    if slot.endswith(ANYTHING):
        inside = wording.portfolio(discourse, token, slot.rstrip(ANYTHING))
        return [], wording.between(discourse, token, inside)
    places = []
    for child in attachment.prepositional(discourse, token, slot):
        phrase = discourse.headed(child)
        if phrase is not None:
            places.append(phrase)
    if not places:
        places = wording.behind(discourse, token, slot)
    return places, wording.between(discourse, token, [t for p in places[:1] for t in p.tokens])


def add(
    discourse: Discourse, sentence: Sentence, tokens: list[Token], rule: DescriptorRule, place: Phrase | None
) -> None:
    """Takes in the description that the tokens are, known by its row's noun and its place."""
    text = discourse.analysis.article.text[tokens[0].start : tokens[-1].end]
    entries = discourse.knowledge.lookup(text) or (discourse.knowledge.lookup(text.title()) if " " in text else ())
    phrase = Phrase(
        sentence, tokens, tokens[0].start, tokens[-1].end, text, rule.type, Naming.DESCRIPTION,
        entry=entries[0] if entries else None, row=rule.row.rule,
        noun=discourse.rules.institution(rule.noun), place=place,
    )  # fmt: skip
    kept = set(map(id, discourse.phrases))
    named = {id(t): discourse.naming[id(t)] for t in tokens if id(discourse.naming.get(id(t))) in kept}
    discourse.add(phrase)
    discourse.naming.update(named)
