"""Finds what an article names: the pipeline's names, known names, place adjectives, and the first parts of compounds."""

import re
from collections.abc import Iterator

from graphkit import ontology
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.rules import RoleRule
from graphkit.knowledge import Entry
from graphkit.model import Naming
from graphkit.syntax import Sentence, Token

BRAND = re.compile(r"^[a-z]{1,2}[A-Z][A-Za-z]+$")
COARSE = {"PER": "Person", "ORG": "Organization", "LOC": "Place", "MISC": "Work"}
LONGEST_NAME = 7
PORTFOLIO_OF = "minister_of"
# "Al-Qaida": a shorter tail is part of the name.
SHORTEST_TAIL = 4
# A known name of one word that is shorter is only believed where the pipeline also sees a name.
SHORTEST_KNOWN = 2
COMMON = frozenset({"NOUN", "ADJ", "VERB", "ADV", "AUX"})
QUOTES = "\"'‘’“”,`"


def find(discourse: Discourse) -> None:
    """Adds all names, adjectives and compound parts of the article to the discourse."""
    for sentence in discourse.analysis.sentences:
        taken: set[int] = set()
        for tokens, label, entry in sorted(_candidates(discourse, sentence), key=_preference):
            if any(id(token) in taken for token in tokens):
                continue
            if _is_compound(discourse, tokens[-1]):
                tokens = tokens[:-1]
                if not tokens:
                    continue
            if _is_portfolio(discourse, tokens):
                continue
            taken.update(map(id, tokens))
            discourse.add(_phrase(discourse, sentence, tokens, label, entry))
        for token in sentence.tokens:
            if id(token) not in taken or _opens(discourse, token):
                _find_adjective(discourse, sentence, token)
            _find_prefix(discourse, sentence, token)
    discourse.phrases.sort(key=lambda p: (p.start, p.end))


def _is_portfolio(discourse: Discourse, tokens: list[Token]) -> bool:
    """Whether the name says of what someone is minister: it qualifies the office and names nobody."""
    before = discourse.preceding(tokens[0])
    if before is None or before.text not in ("van", "voor", "("):
        return False
    office = discourse.preceding(before)
    steps = 0
    while office is not None and steps < LONGEST_NAME and not roles_of(discourse, office):
        if office.pos not in ("PROPN", "X") and not office.text[:1].isupper():
            return False
        office = discourse.preceding(office)
        steps += 1
    if office is None or not any(rule.relation == PORTFOLIO_OF for rule in roles_of(discourse, office)):
        return False
    return not any(e.type in ("Country", "PoliticalParty") for e in discourse.knowledge.lookup(_text(discourse, tokens)))


Candidate = tuple[list[Token], str, Entry | None]


def _preference(candidate: Candidate) -> tuple[int, int, int]:
    tokens, label, entry = candidate
    return (-len(tokens), 0 if entry is not None else 1, tokens[0].index if label else tokens[0].index)


def _candidates(discourse: Discourse, sentence: Sentence) -> Iterator[Candidate]:
    for tokens, label in _recognised(discourse, sentence):
        yield tokens, label, _known(discourse, tokens, label)
    yield from _listed(discourse, sentence)
    yield from _titled(discourse, sentence)
    yield from _branded(discourse, sentence)


def _branded(discourse: Discourse, sentence: Sentence) -> Iterator[Candidate]:
    """Products that are written with a capital inside, which no pipeline expects: "iPhone 4", "eBay"."""
    for token in sentence.tokens:
        if not BRAND.match(token.text):
            continue
        name = [token]
        follower = discourse.following(token)
        while follower is not None and (follower.pos == "NUM" or follower.text[:1].isupper()) and len(name) < LONGEST_NAME:
            name.append(follower)
            follower = discourse.following(follower)
        yield name, "MISC", None


def _titled(discourse: Discourse, sentence: Sentence) -> Iterator[Candidate]:
    """The name behind an office, where the pipeline saw none: "minister Blok van Financiën"."""
    for token in sentence.tokens:
        if not _is_title(discourse, token):
            continue
        name: list[Token] = []
        follower = discourse.following(token)
        while follower is not None and _may_continue(discourse, follower, name) and len(name) < LONGEST_NAME:
            name.append(follower)
            follower = discourse.following(follower)
        while name and not name[-1].text[:1].isupper():
            name.pop()
        if name and not any(t.entity for t in name) and _listed_entry(discourse, name) is None:
            yield name, "PER", None


def _is_title(discourse: Discourse, token: Token) -> bool:
    """Whether the token is a singular office or job that a person's name may follow."""
    if token.pos not in discourse.rules.labels["noun_pos"] | discourse.rules.labels["name_pos"]:
        return False
    return bool(roles_of(discourse, token)) and "Number=Plur" not in token.morph


def roles_of(discourse: Discourse, token: Token) -> tuple[RoleRule, ...]:
    """The rules of the office that the token is or ends with: "directeur-generaal", "Ajax-trainer"."""
    return discourse.rules.roles.get(token.lower, ()) or discourse.rules.role(token.lower.rpartition("-")[2])


def _may_continue(discourse: Discourse, token: Token, name: list[Token]) -> bool:
    if token.text[:1].isupper() and token.pos in ("PROPN", "NOUN", "X", "ADJ"):
        return True
    return bool(name) and token.lower in discourse.rules.modifiers["particle"] and _joins(discourse, token, name)


def _joins(discourse: Discourse, token: Token, name: list[Token]) -> bool:
    """A particle goes on with a given name ("Jan van Dam"), not with a surname ("Blok van Financiën")."""
    return token.dep in ("flat", "det", "case") and len(name) == 1


def _recognised(discourse: Discourse, sentence: Sentence) -> Iterator[tuple[list[Token], str]]:
    """The pipeline's names, mended by the tree, with articles, titles and quotation marks taken off."""
    used: set[int] = set()
    for run in _runs(sentence):
        if id(run[0]) in used:
            continue
        whole = _whole(discourse, run)
        used.update(map(id, whole))
        for piece in _split_at_roles(discourse, whole):
            trimmed = _trim(discourse, piece)
            if trimmed and not _no_name(discourse, sentence, trimmed):
                yield trimmed, run[0].entity


def _runs(sentence: Sentence) -> Iterator[list[Token]]:
    """The tokens of each name that the pipeline found."""
    run: list[Token] = []
    for token in [*sentence.tokens, None]:
        if run and (token is None or token.entity_start or token.entity != run[-1].entity or not token.entity):
            yield run
            run = []
        if token is not None and token.entity:
            run.append(token)


def _whole(discourse: Discourse, run: list[Token]) -> list[Token]:
    """The name with what the tree joins to it: "Bert" + "Romp", and a given name with "van" and a surname."""
    whole = list(run)
    while True:
        follower = discourse.following(whole[-1])
        if follower is None:
            return whole
        if (
            _is_flat(follower, whole)
            and follower.text[:1].isupper()
            and follower.pos in ("PROPN", "X", "NUM")
            and not (follower.entity and "PER" in (follower.entity, run[0].entity) and follower.entity != run[0].entity)
            and not _front(discourse, whole[-1])[0]
        ):
            whole.append(follower)
            continue
        longer = _with_surname(discourse, whole, follower)
        if not longer:
            return whole
        whole = longer


def _is_flat(token: Token, whole: list[Token]) -> bool:
    return token.dep in ("flat", "fixed") and any(token.head is own for own in whole)


def _with_surname(discourse: Discourse, whole: list[Token], follower: Token) -> list[Token]:
    """A single given name, a particle and a surname; not an office-holder and what the office is of."""
    if len(whole) != 1 or whole[0].entity != "PER" or not follower.text.islower():
        return []
    before = discourse.preceding(whole[0])
    if before is not None and _is_title(discourse, before):
        return []
    tokens, particles = list(whole), discourse.rules.modifiers["particle"]
    token: Token | None = follower
    while token is not None and token.text.islower() and token.lower in particles:
        tokens.append(token)
        token = discourse.following(token)
    if token is None or len(tokens) == 1 or not token.text[:1].isupper() or token.text.isupper():
        return []
    entries = discourse.knowledge.lookup(token.text)
    if entries and entries[0].type not in ("City", "Person"):
        return []
    return [*tokens, token]


def _split_at_roles(discourse: Discourse, run: list[Token]) -> list[list[Token]]:
    """"Apple CEO Steve Jobs" is two names with an office between them."""
    pieces: list[list[Token]] = [[]]
    for token in run:
        if token.lower in discourse.rules.roles and (token is not run[-1] or len(run) == 1):
            pieces.append([])
        else:
            pieces[-1].append(token)
    return [piece for piece in pieces if piece]


def _ends_in_role(discourse: Discourse, token: Token) -> bool:
    """"Nobelprijswinnaar" is a role, whatever stands before it."""
    return "-" not in token.text and bool(discourse.rules.role(token.lemma.lower()))


def _trim(discourse: Discourse, tokens: list[Token]) -> list[Token]:
    honorific = discourse.rules.modifiers["honorific"]
    kept = list(tokens)
    while kept and (
        (kept[0].pos == "DET" and kept[0].text.islower())
        or kept[0].lower in honorific
        or kept[0].text in QUOTES
        or (len(kept) > 1 and discourse.knowledge.demonym(kept[0].text) and not discourse.knowledge.lookup(kept[0].text))
    ):
        kept.pop(0)
    while kept and (kept[-1].text in QUOTES or kept[-1].pos == "PUNCT"):
        kept.pop()
    return kept if any(character.isalnum() for token in kept for character in token.text) else []


def _no_name(discourse: Discourse, sentence: Sentence, tokens: list[Token]) -> bool:
    """Whether one word that the pipeline took for a name is an adjective, an office or a common noun."""
    if len(tokens) > 1:
        return False
    word = tokens[0].text
    if word in discourse.rules.modifiers["unit"]:
        return True
    if tokens[0].pos in COMMON and not discourse.knowledge.lookup(word) and not word.isupper():
        first = all(t.pos == "PUNCT" for t in sentence.tokens[: tokens[0].index])
        if first or _ends_in_role(discourse, tokens[0]):
            return not _is_compound(discourse, tokens[0])
    if tokens[0].pos == "ADJ" and tokens[0].entity == "MISC" and not discourse.knowledge.lookup(word):
        return True
    if discourse.rules.role(tokens[0].lemma.lower()) and word.islower():
        return True
    known = discourse.knowledge
    return bool((known.adjective(word) or known.demonym(word)) and not known.lookup(word))


def _known(discourse: Discourse, tokens: list[Token], label: str) -> Entry | None:
    text = _text(discourse, tokens)
    for entry in discourse.knowledge.lookup(text):
        kinds = ontology.load()
        if label == "PER" and not kinds.is_a(entry.type, "Person"):
            # "Paris" as a person's name: only a country or party is surer than the pipeline.
            if entry.type in ("Country", "PoliticalParty") and entry.popularity:
                return entry
            continue
        return entry
    return None


def _listed(discourse: Discourse, sentence: Sentence) -> Iterator[Candidate]:
    """Known names that stand in the sentence, longest first, whatever the pipeline says."""
    tokens = sentence.tokens
    position = 0
    while position < len(tokens):
        if not tokens[position].text[:1].isupper():
            position += 1
            continue
        for end in range(min(len(tokens), position + LONGEST_NAME), position, -1):
            piece = tokens[position:end]
            entry = _listed_entry(discourse, piece)
            if entry is not None:
                yield piece, "", entry
                position = end - 1
                break
        position += 1


def _listed_entry(discourse: Discourse, tokens: list[Token]) -> Entry | None:
    if tokens[-1].pos == "PUNCT" or tokens[0].pos == "PUNCT":
        return None
    entries = discourse.knowledge.lookup(_text(discourse, tokens))
    if not entries:
        return None
    entry = entries[0]
    if len(tokens) > 1:
        return entry
    token = tokens[0]
    named = bool(token.entity) or token.pos == "PROPN"
    if not named or len(token.text) < SHORTEST_KNOWN:
        return None
    inside_longer = token.entity and _length_of_name(token, tokens) > 1
    if entry.type == "Person" or inside_longer:
        return None
    if token.lower in discourse.rules.modifiers["particle"] or (entry.type == "City" and not token.entity):
        return None
    return entry


def _length_of_name(token: Token, tokens: list[Token]) -> int:
    around = [t for t in (token.head, *token.children) if t is not None]
    return len(tokens) + sum(1 for t in around if t.entity == token.entity and t.dep in ("flat", "fixed"))


def _text(discourse: Discourse, tokens: list[Token]) -> str:
    return discourse.analysis.article.text[tokens[0].start : tokens[-1].end]


def _is_compound(discourse: Discourse, token: Token) -> bool:
    """Whether a name is only the front of the token: "Intel-processors", but not "Steele-prijs"."""
    front, hyphen, rest = token.text.rpartition("-")
    if not hyphen or front == front.lower() or not rest.islower() or len(rest) < SHORTEST_TAIL:
        return False
    types = discourse.rules.types
    return _is_role(discourse, rest) or not (
        rest in types["end"] or rest in types["part"] or discourse.knowledge.lookup(token.text)
    )


def _phrase(
    discourse: Discourse, sentence: Sentence, tokens: list[Token], label: str, entry: Entry | None
) -> Phrase:
    text = _text(discourse, tokens)
    if entry is None or (entry.type != "Country" and _is_person(discourse, tokens)):
        entry = entry if entry is not None and entry.type == "Person" else None
        kind = type_of(discourse, tokens, COARSE.get(label, "Organization"))
    else:
        kind = entry.type
    return Phrase(sentence, tokens, tokens[0].start, tokens[-1].end, text, kind, entry=entry)


def type_of(discourse: Discourse, tokens: list[Token], coarse: str) -> str:
    """The finest type that the words of the name, or the noun before it, give; else the coarse one."""
    types, kinds = discourse.rules.types, ontology.load()
    if _is_person(discourse, tokens):
        return "Person"
    noun = _noun_beside(tokens)
    told = noun_type(discourse, noun)
    if told is not None and told != "Person" and noun is not None and (coarse != "Person" or _adjoins(discourse, noun, tokens)):
        return told
    if coarse == "Person":
        return coarse
    if compass(discourse, tokens[-1].text) is not None:
        return "Region"
    hints: list[str | None] = []
    hints += [types["part"].get(token.lower) for token in tokens]
    last = tokens[-1].lower
    ending = next((kind for word, kind in types["end"].items() if last.endswith(word) and last != word), None)
    # "de Westerkerk" is a building, Nijkerk a town: only the first has an article of its own.
    hints.append(ending if ending != "Facility" or _has_article(discourse, tokens) else None)
    found = [hint for hint in hints if hint is not None and hint != "Person"]
    fitting = [hint for hint in found if kinds.is_a(hint, coarse)]
    if fitting:
        return fitting[0]
    return found[0] if found else {"Place": "City"}.get(coarse, coarse)


def _has_article(discourse: Discourse, tokens: list[Token]) -> bool:
    before = discourse.preceding(tokens[0])
    return before is not None and before.lower in discourse.rules.modifiers["definite"]


def compass(discourse: Discourse, word: str) -> Entry | None:
    """The country or region of which a name is a part: Irak for "Noord-Irak"."""
    front, hyphen, rest = word.partition("-")
    if not hyphen or front.lower() not in discourse.rules.modifiers["compass"]:
        return None
    known = [e for e in discourse.knowledge.lookup(rest) if ontology.load().is_a(e.type, "Place")]
    return known[0] if known and not discourse.knowledge.lookup(word) else None


def _adjoins(discourse: Discourse, noun: Token, tokens: list[Token]) -> bool:
    """Whether the noun stands right before the name and is not what an office is of ("chef van de dienst Jan Kok")."""
    above = noun.head
    return noun.index + 1 == tokens[0].index and not (above is not None and bool(roles_of(discourse, above)))


def noun_type(discourse: Discourse, noun: Token | None) -> str | None:
    """What the noun beside a name says that it is: "het bedrijf X", "de shoarmazaak X"."""
    if noun is None:
        return None
    nouns = discourse.rules.types["noun"]
    word = noun.lemma.lower()
    for start in range(len(word) - 3):
        if word[start:] in nouns:
            return nouns[word[start:]]
    return None


def _is_person(discourse: Discourse, tokens: list[Token]) -> bool:
    """Whether an office or a job stands right before the name, or the name is apposed to one."""
    previous = discourse.preceding(tokens[0])
    if previous is not None and previous.lower in discourse.rules.modifiers["honorific"]:
        return True
    if previous is not None and previous.pos == "NOUN" and _is_title(discourse, previous):
        return not any("app" in rule.slots for rule in roles_of(discourse, previous))
    noun = _noun_beside(tokens)
    return noun is not None and _is_title(discourse, noun) and tokens[0].text[:1].isupper()


def _noun_beside(tokens: list[Token]) -> Token | None:
    """The common noun that the name is apposed to: "het bedrijf X"."""
    inside = set(map(id, tokens))
    head = next((t for t in tokens if t.head is None or id(t.head) not in inside), tokens[0])
    above = head.head
    if above is not None and head.dep in ("appos", "flat", "nmod") and above.pos == "NOUN":
        return above if above.index + 1 == tokens[0].index or head.dep == "appos" else None
    return None


def _opens(discourse: Discourse, token: Token) -> bool:
    """Whether the token is the first of several words of an organisation's name: "Amerikaans Genootschap"."""
    phrase = discourse.at(token)
    return (
        phrase is not None
        and len(phrase.tokens) > 1
        and phrase.tokens[0] is token
        and phrase.entry is None
        and not discourse.knowledge.lookup(token.text)
        and ontology.load().is_a(phrase.type, "Organization")
    )


def _find_adjective(discourse: Discourse, sentence: Sentence, token: Token) -> None:
    """"Duitse" names Germany; it qualifies a noun, so it is kept apart from the names."""
    if not token.text[:1].isupper():
        return
    entries = discourse.knowledge.adjective(token.text)
    if not entries:
        return
    phrase = Phrase(
        sentence, [token], token.start, token.end, token.text, entries[0].type, Naming.ADJECTIVE, entries[0]
    )
    discourse.phrases.append(phrase)
    discourse.adjectives[id(token)] = phrase


def _find_prefix(discourse: Discourse, sentence: Sentence, token: Token) -> None:
    """The name at the front of a compound: "PSV" in "PSV-aanvaller", "CDA" in "CDA'er", "Kamer" in "Kamervoorzitter"."""
    front, joint = _front(discourse, token)
    if not front:
        return
    tokens = [token]
    previous = discourse.preceding(token)
    text = front
    while previous is not None and previous.text[:1].isupper() and _belongs(discourse, previous, token, text):
        tokens.insert(0, previous)
        text = discourse.analysis.article.text[previous.start : token.start + len(front)]
        previous = discourse.preceding(previous)
    entries = discourse.knowledge.lookup(text)
    same = next((p for p in discourse.phrases if p.text == text or p.text.split()[0] == text), None)
    if not (entries or same or (joint and (front.isupper() or token.entity == "ORG"))):
        return
    entry = entries[0] if entries else (same.entry if same else None)
    kind = entry.type if entry else (same.type if same else "Organization")
    for old in {id(p): p for p in map(discourse.at, tokens) if p is not None}.values():
        discourse.phrases.remove(old)
        for own in old.tokens:
            discourse.naming.pop(id(own), None)
    phrase = Phrase(sentence, tokens, tokens[0].start, token.start + len(front), text, kind, entry=entry)
    if len(tokens) > 1:
        for own in tokens[:-1]:
            discourse.naming[id(own)] = phrase
    discourse.phrases.append(phrase)
    discourse.prefixes[id(token)] = phrase


def _front(discourse: Discourse, token: Token) -> tuple[str, bool]:
    """The front of the compound, and whether its joint is visible, so that the front need not be known."""
    if token.text == token.lower:
        return "", False
    for mark in ("'er", "’er"):
        front, found, rest = token.text.partition(mark)
        if found and front and not rest.strip("s"):
            return front, True
    if _is_compound(discourse, token):
        return token.text.rpartition("-")[0], True
    if token.pos in ("NOUN", "PROPN") and "-" not in token.text:
        for start in range(3, len(token.text) - 4):
            if token.text[start:].islower() and token.text[start:] in discourse.rules.roles:
                return token.text[:start], False
    return "", False


def _belongs(discourse: Discourse, previous: Token, token: Token, text: str) -> bool:
    """Whether the word before the compound is part of the name at its front: "Lokaal Belang-leider"."""
    longer = discourse.analysis.article.text[previous.start : previous.end] + " " + text
    if discourse.knowledge.lookup(longer) or any(p.text == longer for p in discourse.phrases):
        return True
    return bool(previous.entity) and previous.entity == token.entity and not token.entity_start


def _is_role(discourse: Discourse, word: str) -> bool:
    return bool(discourse.rules.role(word.lower()))
