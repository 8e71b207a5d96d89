"""Finds what an article names: the pipeline's names, known names, brands, and the adjectives of places."""

import re
from collections.abc import Iterator
from itertools import pairwise

from graphkit import ontology
from graphkit.extract import (
    beside,
    compounds,
    contests,
    founded,
    kinds,
    namesakes,
    recognised,
    repeats,
    titles,
    wording,
    works,
)
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.repeats import Candidate
from graphkit.knowledge import Entry
from graphkit.model import Naming
from graphkit.syntax import Sentence, Token

BRAND = re.compile(r"^([a-z]{1,2}[A-Z][A-Za-z]+|[A-Z][a-z]{2,}[A-Z]{2,})$")
COARSE = {"PER": "Person", "ORG": "Organization", "LOC": "Place", "MISC": "Work"}
# The type of a place of which nothing tells more.
PLAIN = "City"
PARTY, ORGANISATION = "PoliticalParty", "Organization"
LONGEST_NAME = 7
PORTFOLIO_OF = "minister_of"
# What is no portfolio: a vice-president of a company is no minister.
NO_PORTFOLIO = ("Country", PARTY, "Company")
# What has its place where the adjective at the front of its name says: "Haagse Hogeschool", "Nijmeegse Vierdaagse".
OPENED = ("Organization", "Facility", "Event")
# A known name of one word that is shorter is only believed where the pipeline also sees a name.
SHORTEST_KNOWN = 2
# A place in capitals, as datelines have it, and no abbreviation: "ZWOLLE".
SHORTEST_CAPITALS = 4


def find(discourse: Discourse) -> None:
    """Adds all names, adjectives and compound parts of the article to the discourse."""
    sentences = discourse.analysis.sentences
    first = [_chosen(discourse, sentence) for sentence in sentences]
    names = repeats.collect(discourse, first)
    for sentence, chosen in zip(sentences, first, strict=True):
        taken: set[int] = set()
        for tokens, label, entry in repeats.again(sentence, names, chosen):
            if _is_portfolio(discourse, tokens):
                continue
            taken.update(map(id, tokens))
            discourse.add(_phrase(discourse, sentence, tokens, label, entry))
        for token in sentence.tokens:
            if token.text == token.lower:
                continue  # No name stands in a word without a capital.
            if id(token) not in taken or _opens(discourse, token):
                _find_adjective(discourse, sentence, token)
            compounds.find(discourse, sentence, token)
        contests.split(discourse, sentence)
        contests.codes(discourse, sentence)
    namesakes.settle(discourse)
    discourse.phrases.sort(key=lambda p: (p.start, p.end))


def _chosen(discourse: Discourse, sentence: Sentence) -> list[Candidate]:
    """The candidates of a sentence that do not overlap, the longest first."""
    chosen: list[Candidate] = []
    taken: set[int] = set()
    for given, label, entry in sorted(_candidates(discourse, sentence), key=_preference):
        tokens = given[:-1] if compounds.is_compound(discourse, given[-1]) else given
        if not tokens or namesakes.plural(discourse, tokens) or recognised.is_lower(discourse, tokens):
            continue
        if not any(id(token) in taken for token in given) and not _is_portfolio(discourse, tokens):
            taken.update(map(id, tokens))
            chosen.append((tokens, label, entry))
    return chosen


def _opens(discourse: Discourse, token: Token) -> bool:
    """Whether the token is the first of several words of a name that it places: "Amerikaans Genootschap"."""
    phrase = discourse.at(token)
    return (
        phrase is not None
        and len(phrase.tokens) > 1
        and phrase.tokens[0] is token
        and not discourse.knowledge.lookup(token.text)
        and any(ontology.load().is_a(phrase.type, kind) for kind in OPENED)
    )


def _find_adjective(discourse: Discourse, sentence: Sentence, token: Token) -> None:
    """Keeps a place's adjective, which names the place and qualifies a noun, apart from the names: "Duitse"."""
    if not token.text[:1].isupper():
        return
    entries = _adjective(discourse, token.text)
    if not entries or _is_given(discourse, token) or _opens_party(discourse, token, entries[0]):
        return
    phrase = Phrase(
        sentence, [token], token.start, token.end, token.text, entries[0].type, Naming.ADJECTIVE, entries[0]
    )
    discourse.phrases.append(phrase)
    discourse.adjectives[id(token)] = phrase


def _adjective(discourse: Discourse, word: str) -> tuple[Entry, ...]:
    """What the adjective names; that of a part of a land or of two lands names the land, or the second."""
    found = discourse.knowledge.adjective(word)
    front, hyphen, rest = word.partition("-")
    if found or not hyphen:
        return found
    part = front.lower() in discourse.rules.modifiers["compass"]
    return discourse.knowledge.adjective(rest) if part or discourse.knowledge.adjective(front) else ()


def _is_given(discourse: Discourse, token: Token) -> bool:
    """Whether an adjective is a given name that a surname follows or a person's noun goes before: "opa Frans"."""
    if token.text not in discourse.knowledge.given:
        return False
    before, after = discourse.preceding(token), discourse.following(token)
    surname = after is not None and after.pos == "PROPN" and after.text.istitle()
    return surname or (before is not None and before.lower in discourse.rules.nouns["person"])


def _opens_party(discourse: Discourse, token: Token, entry: Entry) -> bool:
    """Whether a party's adjective begins another party's name: "Republikeinse Volkspartij"."""
    noun = discourse.following(token)
    if noun is None or entry.type != PARTY or not noun.text[:1].isupper():
        return False
    ends = any(noun.lower.endswith(end) for end, kind in discourse.rules.types["end"].items() if kind == PARTY)
    return ends and not discourse.knowledge.lookup(discourse.text([token, noun]))


def _is_portfolio(discourse: Discourse, tokens: list[Token]) -> bool:
    """Whether the name says of what someone is minister: it qualifies the office and names nobody."""
    before = _portfolio_opens(discourse, tokens)
    if before is None or before.text not in ("van", "voor", "("):
        return False
    office = discourse.preceding(before)
    if office is not None and _of_abroad(discourse, office):
        return True
    if office is not None and any(
        slot.endswith("*") for r in discourse.rules.descriptor(office.lower) for slot in r.slots
    ):
        return True
    steps = 0
    while office is not None and steps < LONGEST_NAME and not titles.roles_of(discourse, office):
        if office.pos not in ("PROPN", "X") and not office.text[:1].isupper():
            return False
        office = discourse.preceding(office)
        steps += 1
    if office is None:
        return False
    if office.lower in discourse.rules.modifiers["portfolio"]:
        text = discourse.text(tokens)
        known = any(entry.type != "GovernmentBody" for entry in discourse.knowledge.lookup(text)[:1])
        return not (text.isupper() or tokens[0].entity == "LOC" or known)
    if not any(rule.relation == PORTFOLIO_OF for rule in titles.roles_of(discourse, office)):
        return False
    return not any(e.type in NO_PORTFOLIO for e in discourse.knowledge.lookup(discourse.text(tokens)))


def _of_abroad(discourse: Discourse, noun: Token) -> bool:
    """Whether a noun is a government body that an adjective gives to another country: "Japanse ministerie"."""
    if discourse.rules.types["part"].get(noun.lower) != "GovernmentBody":
        return False
    before = discourse.preceding(noun)
    entries = discourse.knowledge.adjective(before.text) if before is not None else ()
    home = discourse.rules.modifiers["home"]
    return bool(entries) and entries[0].type == "Country" and entries[0].label_nl not in home


def _portfolio_opens(discourse: Discourse, tokens: list[Token]) -> Token | None:
    """The preposition before the name or before what is joined to it: "van Economische Zaken en" + "Klimaat"."""
    before = discourse.preceding(tokens[0])
    if before is None or before.pos != "CCONJ" or (tokens[0].entity == "PER" and tokens[0].pos != "NOUN"):
        return before
    word = discourse.preceding(before)
    while word is not None and word.pos in wording.PORTFOLIO:
        word = discourse.preceding(word)
    return word


def _preference(candidate: Candidate) -> tuple[int, int, int]:
    tokens, _, entry = candidate
    return (-len(tokens), 0 if entry is not None else 1, tokens[0].index)


def _candidates(discourse: Discourse, sentence: Sentence) -> Iterator[Candidate]:
    for tokens, label in works.titled(discourse, sentence):
        yield tokens, label, None
    for tokens, label in recognised.find(discourse, sentence):
        if label == "PER" and len(tokens) == 1 and BRAND.match(tokens[0].text):
            continue  # Nobody is called "iPhone".
        yield tokens, label, _known(discourse, tokens, label)
    yield from _listed(discourse, sentence)
    yield from _titled(discourse, sentence)
    for tokens, label in founded.find(discourse, sentence):
        yield tokens, label, None
    yield from _branded(discourse, sentence)
    yield from _unseen(discourse, sentence)
    for tokens, label in founded.placed(discourse, sentence):
        yield tokens, label, None
    yield from contests.find(discourse, sentence)


def _unseen(discourse: Discourse, sentence: Sentence) -> Iterator[Candidate]:
    """Names that the pipeline did not see behind a noun for what they are: "de zorgorganisaties Tivola en Nimbus"."""
    name: list[Token] = []
    for token in [*sentence.tokens, None]:
        if token is not None and _is_unseen(discourse, token):
            name.append(token)
            continue
        if name and len(name) < LONGEST_NAME and (token is None or not token.text[:1].isupper()):
            noun = beside.noun_of(discourse, name)
            if noun is not None and noun.text.islower() and kinds.noun_type(discourse, noun) is not None:
                yield name, "", _known(discourse, name, "")
        name = []


def _is_unseen(discourse: Discourse, token: Token) -> bool:
    """Whether a capitalised word without a label is no compound and not formed from a place's name."""
    if token.entity or token.pos != "PROPN" or not token.text[:1].isupper() or "-" in token.text:
        return False
    known = discourse.knowledge
    return not (known.adjective(token.text) or known.demonym(token.text) or titles.is_title(discourse, token))


def _branded(discourse: Discourse, sentence: Sentence) -> Iterator[Candidate]:
    """Products that are written with a capital inside, which no pipeline expects: "iPhone 4", "eBay"."""
    for token in sentence.tokens:
        if token.text == token.lower or not BRAND.match(token.text):
            continue
        name = [token]
        follower = discourse.following(token)
        while follower is not None and _goes_on(follower) and len(name) < LONGEST_NAME:
            name.append(follower)
            follower = discourse.following(follower)
        yield name, "MISC", None


def _goes_on(token: Token) -> bool:
    """Whether a word continues a product's name: capitalised, or a version such as 4 or 3GS."""
    return token.text[:1].isupper() or (token.text[:1].isdigit() and token.text.isalnum() and len(token.text) < 4)  # noqa: PLR2004


def _titled(discourse: Discourse, sentence: Sentence) -> Iterator[Candidate]:
    """The name behind an office, where the pipeline saw none: "minister Blok van Financiën"."""
    for token, behind in pairwise(sentence.tokens):
        if not behind.text[:1].isupper() or not (titles.is_title(discourse, token) or _is_inhabitant(discourse, token)):
            continue
        if recognised.is_discipline(discourse, behind):
            continue
        name: list[Token] = []
        follower: Token | None = behind
        while follower is not None and _may_continue(discourse, follower, name) and len(name) < LONGEST_NAME:
            name.append(follower)
            follower = discourse.following(follower)
        while name and not name[-1].text[:1].isupper():
            name.pop()
        if name and not any(t.entity for t in name) and _listed_entry(discourse, name) is None:
            yield name, "PER", None


def _is_inhabitant(discourse: Discourse, token: Token) -> bool:
    """Whether the word says where someone comes from and stands before who it is: "de Sloveen X"."""
    before, follower = discourse.preceding(token), discourse.following(token)
    return (
        before is not None
        and before.lower in discourse.rules.modifiers["definite"]
        and follower is not None
        and follower.pos == "PROPN"
        and bool(discourse.knowledge.demonym(token.text))
        and not discourse.knowledge.lookup(token.text)
    )


def _may_continue(discourse: Discourse, token: Token, name: list[Token]) -> bool:
    if token.text[:1].isupper() and token.pos in ("PROPN", "NOUN", "X", "ADJ"):
        return True
    words = discourse.rules.modifiers
    further = token.lower in words["surname"] and bool(name) and name[-1].text.islower()
    return bool(name) and token.lower in words["particle"] and _joins(token, name, further=further)


def _joins(token: Token, name: list[Token], *, further: bool) -> bool:
    """A particle goes on with a given name ("Jan van der Dam"), not with a surname ("Blok van Financiën")."""
    return token.dep in ("flat", "det", "case") and (len(name) == 1 or further)


def _known(discourse: Discourse, tokens: list[Token], label: str) -> Entry | None:
    """The best known thing of that name; a small place abroad only where the pipeline sees a place too."""
    text = discourse.text(tokens)
    known = discourse.knowledge.lookup(text)
    if not known and text.isupper() and len(text) >= SHORTEST_CAPITALS:
        known = tuple(e for e in discourse.knowledge.lookup(text.title()) if ontology.load().is_a(e.type, "Place"))
    for entry in known:
        if COARSE.get(label) != "Place" and entry.type == "City" and kinds.little_known(discourse, entry):
            continue
        if label == "PER" and not ontology.load().is_a(entry.type, "Person"):
            # "Paris" as a person's name: only a country or party is surer than the pipeline.
            if entry.type in ("Country", PARTY) and entry.popularity:
                return entry
            continue
        return entry
    return None


def _listed(discourse: Discourse, sentence: Sentence) -> Iterator[Candidate]:
    """Known names that stand in the sentence, longest first, whatever the pipeline says."""
    tokens = sentence.tokens
    position = 0
    while position < len(tokens):
        first = tokens[position].text[:1]
        if not (first.isupper() or first.isdigit()):
            position += 1
            continue
        least = position + first.isdigit()
        for end in range(_furthest(discourse, tokens, position), least, -1):
            piece = tokens[position:end]
            entry = _listed_entry(discourse, piece)
            if entry is not None:
                yield piece, "", entry
                position = end - 1
                break
        position += 1


def _furthest(discourse: Discourse, tokens: list[Token], position: int) -> int:
    """Where a known name that begins here ends at the latest: at white space where none of several words begins so."""
    furthest = min(len(tokens), position + LONGEST_NAME)
    end = position + 1
    while end < furthest and tokens[end].start == tokens[end - 1].end:
        end += 1
    return furthest if discourse.knowledge.begins(discourse.text(tokens[position:end])) else end


def _listed_entry(discourse: Discourse, tokens: list[Token]) -> Entry | None:
    entries = discourse.knowledge.lookup(discourse.text(tokens))
    if not entries or "PUNCT" in (tokens[0].pos, tokens[-1].pos):
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
    if token.lower in discourse.rules.modifiers["particle"]:
        return None
    return entry if entry.type != PLAIN or token.entity or _is_placed(discourse, token) else None


def _is_placed(discourse: Discourse, token: Token) -> bool:
    """Whether a preposition of place stands right before the word: "uit Purmerend"."""
    before = discourse.preceding(token)
    return before is not None and before.lower in discourse.rules.modifiers["locative"]


def _length_of_name(token: Token, tokens: list[Token]) -> int:
    around = [t for t in (token.head, *token.children) if t is not None]
    return len(tokens) + sum(1 for t in around if t.entity == token.entity and t.dep in ("flat", "fixed"))


def _phrase(discourse: Discourse, sentence: Sentence, tokens: list[Token], label: str, entry: Entry | None) -> Phrase:
    text = discourse.text(tokens)
    if entry is not None and kinds.is_abroad(discourse, tokens, entry):
        return Phrase(sentence, tokens, tokens[0].start, tokens[-1].end, text, entry.type, told=True)
    entry = namesakes.with_noun(discourse, tokens) or entry
    other = namesakes.otherwise(discourse, tokens, entry) if entry is not None else None
    if other is not None:
        return Phrase(sentence, tokens, tokens[0].start, tokens[-1].end, text, other, told=True, other=True)
    if entry is not None and kinds.told_otherwise(discourse, tokens, entry):
        entry = None
    if entry is None or (entry.type != "Country" and kinds.is_person(discourse, tokens)):
        entry = entry if entry is not None and entry.type == "Person" else None
        kind = kinds.type_of(discourse, tokens, COARSE.get(label, ORGANISATION))
    else:
        kind = entry.type
    told = entry is None and kind not in (COARSE.get(label, ORGANISATION), PLAIN)
    return Phrase(sentence, tokens, tokens[0].start, tokens[-1].end, text, kind, entry=entry, told=told)
