"""Names at the front of a compound: "PSV" in "PSV-aanvaller", "CDA" in "CDA'er", "Kamer" in "Kamervoorzitter"."""

from graphkit import ontology
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.syntax import Sentence, Token

# "Al-Qaida": a shorter tail is part of the name.
SHORTEST_TAIL = 4
TEAM, WORK, PARTY = "SportsTeam", "Work", "PoliticalParty"
# What makes a member of a party's short name: "D66'er".
MARKS = ("'er", "’er")
MADE = "created_by"
# What the office behind an unknown name shows that it is: an organisation that has leaders and members.
LED = ("head_of", "member_of", "spokesperson_of")
# "Partij voor de Dieren-leider": the words of a name with particles inside it.
LONGEST_FRONT = 4
# What words such as "leden" in "Kamerleden" are of.
HOLDER = "Organization"
# A fused front is a name of three letters or more, before a role of five or more.
SHORTEST_FRONT, SHORTEST_ROLE = 3, 4


def is_compound(discourse: Discourse, token: Token) -> bool:
    """Whether a name is only the front of the token: "Intel-processors", but not "Steele-prijs"."""
    front, hyphen, rest = token.text.rpartition("-")
    if not hyphen or front == front.lower() or not rest:
        return False
    # "PvdA-Kamerlid" has a capital in its tail; "EU-top" and "Navo-lid" have a short one, which must be known.
    if not rest.islower() or len(rest) < SHORTEST_TAIL:
        return _is_role(discourse, rest) or (rest.islower() and ("noun", rest) in discourse.rules.frames)
    types = discourse.rules.types
    return (
        rest in types["hyphen"]
        or _is_role(discourse, rest)
        or not (rest in types["end"] or rest in types["part"] or discourse.knowledge.lookup(token.text))
    )


def lead_of(discourse: Discourse, token: Token) -> str:
    """The prefix before the name at the front of a compound: "oud-" of "oud-PvdA-leider"."""
    if "-" not in token.text:
        return ""
    for affix in discourse.rules.modifiers["prefix"]:
        rest = token.text[len(affix) :]
        joined = "-" in rest or any(mark in rest for mark in MARKS)
        if token.lower.startswith(affix) and joined and rest[:1].isupper():
            return token.text[: len(affix)]
    return ""


def front_of(discourse: Discourse, token: Token) -> tuple[str, bool]:
    """The front of the compound, and whether its joint is visible, so that the front need not be known.

    A prefix before it ("oud-PvdA-leider") is not part of it.
    """
    if token.text == token.text.lower() or ("-" in token.text and token.lower in discourse.rules.roles):
        return "", False
    lead = lead_of(discourse, token)
    for mark in MARKS:
        front, found, rest = token.text[len(lead) :].partition(mark)
        if found and front and not rest.strip("s"):
            return front, True
    if lead:
        front, _, role = token.text[len(lead) :].rpartition("-")
        return (front, True) if _is_role(discourse, role) else ("", False)
    front, _, office = token.text.partition("-")
    if "-" in office and front and office.lower() in discourse.rules.roles:
        return front, True  # "NAVO-secretaris-generaal"
    if is_compound(discourse, token):
        front, _, rest = token.text.rpartition("-")
        # "Russisch-orthodox" is an adjective.
        return ("", False) if discourse.knowledge.adjective(front) and not _is_role(discourse, rest) else (front, True)
    if token.pos in ("NOUN", "PROPN") and "-" not in token.text:
        return _fused(discourse, token.text), False
    return "", False


def _fused(discourse: Discourse, word: str) -> str:
    """The front of a word that ends in a role; a known one where the role may begin in two places: "Nobelprijs"."""
    fronts = [
        word[:start]
        for start in range(SHORTEST_FRONT, len(word) - SHORTEST_ROLE)
        if word[start:].islower()
        and (word[start:] in discourse.rules.roles or discourse.rules.types["common"].get(word[start:]) == HOLDER)
    ]
    return next((front for front in fronts if discourse.knowledge.lookup(front)), fronts[0] if fronts else "")


def find(discourse: Discourse, sentence: Sentence, token: Token) -> None:
    """Keeps the name at the front of the token, with the words before it that belong to it."""
    if token.text.endswith("-"):
        _parted(discourse, sentence, token)
        return
    front, joint = front_of(discourse, token)
    if not front:
        return
    tokens = [token]
    lead = len(lead_of(discourse, token))
    previous = discourse.preceding(token) if not lead else None
    text = front
    longer = [] if lead else _particled(discourse, token, front)
    if longer:
        tokens, previous = longer, None
        text = discourse.analysis.article.text[tokens[0].start : token.start + len(front)]
    while previous is not None and previous.text[:1].isupper() and _belongs(discourse, previous, token, text):
        tokens.insert(0, previous)
        text = discourse.analysis.article.text[previous.start : token.start + len(front)]
        previous = discourse.preceding(previous)
    entries = discourse.knowledge.lookup(text)
    same = next((p for p in discourse.phrases if p.text == text or p.text.split()[0] == text), None)
    unknown = _unknown(discourse, sentence, token, front) if joint else None
    if not (entries or same or unknown):
        return
    entry = entries[0] if entries else (same.entry if same else None)
    kind = entry.type if entry else (same.type if same else unknown or HOLDER)
    shown = _shown(discourse, token, front, kind)
    if shown:
        entry = next((e for e in entries if e.type == shown), None)
        kind = shown
    free(discourse, tokens)
    start, end = tokens[0].start + lead, token.start + lead + len(front)
    phrase = Phrase(sentence, tokens, start, end, text, kind, entry=entry)
    if len(tokens) > 1:
        for own in tokens[:-1]:
            discourse.naming[id(own)] = phrase
    discourse.phrases.append(phrase)
    discourse.prefixes[id(token)] = phrase


def _unknown(discourse: Discourse, sentence: Sentence, token: Token, front: str) -> str | None:
    """What a front that nothing is known of names, if it names something.

    "NYT-correspondent" and "U2-drummer" have a name at their front, "CO2-uitstoot" and "AOW-leeftijd" have none.
    """
    tail, nouns = token.text.rpartition("-")[2].lower(), discourse.rules.nouns
    named = front[:1].isupper() and f"{front.lower()}-" not in discourse.rules.modifiers["prefix"]
    if named and _is_of_team(discourse, tail) and _heads_name(discourse, token):
        return TEAM
    held = "-" not in token.text or tail in nouns["person"] | nouns["staff"] or _is_role(discourse, tail)
    short = front.isupper() and len(front) > 1 and held
    if token.entity == "ORG" or short or _led(discourse, sentence, token, tail):
        return HOLDER
    return WORK if _is_made(discourse, token, front, tail) else None


def _parted(discourse: Discourse, sentence: Sentence, token: Token) -> None:
    """Keeps a known name whose office stands behind a stray space: "GroenLinks- leider"."""
    office, front = discourse.following(token), token.text[:-1]
    entry = next(iter(discourse.knowledge.lookup(front)), None)
    if entry is None or office is None or not office.text.islower() or not _is_role(discourse, office.lower):
        return
    free(discourse, [token])
    phrase = Phrase(sentence, [token], token.start, token.end - 1, front, entry.type, entry=entry)
    discourse.add(phrase)
    discourse.prefixes[id(office)] = phrase


def _heads_name(discourse: Discourse, token: Token) -> bool:
    """Whether the word is no title of its own and, where any word has a capital, stands before a name."""
    follower = discourse.following(token)
    before = follower is not None and follower.text[:1].isupper()
    return token.lower not in discourse.rules.roles and (before or not token.sentence.opens_with(token))


def free(discourse: Discourse, tokens: list[Token]) -> None:
    """Takes apart the names that hold one of the tokens; a known town behind them stays one: "SP-raad van Zwolle"."""
    for old in {id(p): p for p in map(discourse.at, tokens) if p is not None}.values():
        discourse.phrases.remove(old)
        for own in old.tokens:
            discourse.naming.pop(id(own), None)
        rest = [t for t in old.tokens if t.index > tokens[-1].index and t.text[:1].isupper()]
        for entry in discourse.knowledge.lookup(discourse.text(rest))[:1] if rest else ():
            if ontology.load().is_a(entry.type, "Place"):
                text = discourse.text(rest)
                discourse.add(Phrase(old.sentence, rest, rest[0].start, rest[-1].end, text, entry.type, entry=entry))


def _led(discourse: Discourse, sentence: Sentence, token: Token, role: str) -> bool:
    """Whether what stands capitalised before the hyphen can only be what the role is of: "Lega-leider"."""
    if sentence.opens_with(token) or not token.text[:1].isupper():
        return False
    return any(rule.relation in LED for rule in discourse.rules.role(role))


def _is_made(discourse: Discourse, token: Token, front: str, role: str) -> bool:
    """Whether what stands before the hyphen can only be what somebody made: "ChatGPT-maker", "Titanic-regisseur"."""
    if token.sentence.opens_with(token) and not any(c.isupper() for c in front[1:]):
        return False
    rules = discourse.rules.role(role)
    return front[:1].isupper() and any(rule.relation == MADE and "pre" in rule.slots for rule in rules)


def _particled(discourse: Discourse, token: Token, front: str) -> list[Token]:
    """A known name with words in lower case inside it that the compound ends: "Forum voor Democratie-leider"."""
    tokens = [token]
    while len(tokens) < LONGEST_FRONT:
        previous = discourse.preceding(tokens[0])
        if previous is None:
            return []
        tokens.insert(0, previous)
        text = discourse.analysis.article.text[previous.start : token.start + len(front)]
        if previous.text[:1].isupper():
            return tokens if len(tokens) > 2 and discourse.knowledge.lookup(text) else []  # noqa: PLR2004
    return []


def _shown(discourse: Discourse, token: Token, front: str, kind: str) -> str:
    """What the role behind a place's name shows it to be: "Barcelona-verdediger" is of a team."""
    kinds = ontology.load()
    rules = discourse.rules.role(token.text[len(lead_of(discourse, token)) + len(front) :].lstrip("-").lower())
    if not rules or kind not in discourse.rules.nouns["namesake"]:
        return ""
    needed = [rule for rule in rules if "pre" in rule.slots and not rule.inverted]
    if not needed or any(kinds.accepts(rule.relation, "Person", kind) for rule in needed):
        return ""
    return TEAM if any(kinds.accepts(rule.relation, "Person", TEAM) for rule in needed) else ""


def _is_of_team(discourse: Discourse, role: str) -> bool:
    """Whether who has the role must have a team: "Knicks-coach"."""
    accepts = ontology.load().accepts
    rules = [rule for rule in discourse.rules.role(role) if "pre" in rule.slots and not rule.inverted]
    return bool(rules) and all(
        accepts(rule.relation, "Person", TEAM) and not accepts(rule.relation, "Person", "Company") for rule in rules
    )


def _belongs(discourse: Discourse, previous: Token, token: Token, text: str) -> bool:
    """Whether the word before the compound is part of the name at its front: "Lokaal Belang-leider"."""
    longer = discourse.analysis.article.text[previous.start : previous.end] + " " + text
    if discourse.knowledge.lookup(longer) or any(p.text == longer for p in discourse.phrases):
        return True
    if discourse.knowledge.adjective(previous.text):
        return False
    if discourse.rules.types["part"].get(previous.lower) == PARTY:
        return True
    return bool(previous.entity) and previous.entity == token.entity and not token.entity_start


def _is_role(discourse: Discourse, word: str) -> bool:
    return bool(discourse.rules.role(word.lower()))
