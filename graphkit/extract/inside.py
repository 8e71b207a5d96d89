"""What a name itself says of its place or maker: "Greenpeace Nederland", "Amsterdam-Noord", "Boeing 747"."""

from collections.abc import Iterator

from graphkit import ontology
from graphkit.extract import arguments, kinds, pair
from graphkit.extract.findings import Finding
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.knowledge import Entry
from graphkit.model import Naming

# Known parties and clubs whose names tell readers nothing new: "Partij voor de Dieren", "PEC Zwolle".
ELSEWHERE = ("PoliticalParty", "SportsTeam")
# How many words of a name may be its place: "Den Haag", "New York City".
LONGEST_PLACE = 3


def extract(discourse: Discourse, phrase: Phrase) -> Iterator[Finding]:
    """What the words of one name say."""
    rules = discourse.rules.attributes
    if phrase.naming is Naming.DESCRIPTION:
        for front in (discourse.prefixes.get(id(token)) for token in phrase.tokens):
            yield from pair.findings(rules.get("branch", ()), phrase, front) if front is not None else ()
        for member in _members(discourse, phrase):
            yield from pair.findings(rules.get("members", ()), phrase, member)
        for form, inner in _bound(discourse, phrase):
            yield from pair.findings(rules.get(form, ()), phrase, inner)
    if phrase.naming is not Naming.NAME:
        return
    for form, entry in (
        ("inside", _last(discourse, phrase)),
        ("front", _first(discourse, phrase)),
        ("quarter", kinds.quarter(discourse, phrase.text)),
        ("compass", kinds.compass(discourse, phrase.tokens[-1].text)),
    ):
        place = discourse.imply(entry.label_nl, phrase.sentence) if entry is not None else None
        if place is not None:
            yield from pair.findings(rules.get(form, ()), phrase, place)
    maker = _maker(discourse, phrase)
    if maker is not None:
        yield from pair.findings(rules.get("front", ()), phrase, maker)
    adjective = discourse.adjectives.get(id(phrase.tokens[0]))
    if adjective is not None and len(phrase.tokens) > 1:
        # A militia that calls itself after its land is no institution of it.
        called = phrase.type == "ArmedForce" and not discourse.rules.descriptor(phrase.tokens[-1].lower)
        yield from pair.findings(rules.get("adj" if called else "opening", ()), phrase, adjective)


def _members(discourse: Discourse, phrase: Phrase) -> list[Phrase]:
    """Who makes up what is described by its members: "de coalitie van VVD en CDA"."""
    if phrase.place is None or phrase.noun not in discourse.rules.nouns["union"]:
        return []
    return arguments.referred(discourse, phrase.place.head)


def _bound(discourse: Discourse, phrase: Phrase) -> Iterator[tuple[str, Phrase]]:
    """The names inside an event's description with the preposition before them: "het congres van de PvdA".

    Nobody organises what befalls others: "de aanslag van Hezbollah".
    """
    suffered = discourse.rules.nouns["conflict"]
    for token in phrase.tokens if phrase.type == "Event" else ():
        inner = discourse.at(token)
        before = discourse.preceding(token)
        if before is not None and before.pos in discourse.rules.labels["determiner_pos"]:
            before = discourse.preceding(before)
        if inner not in (None, phrase) and before in phrase.tokens and phrase.noun not in suffered:
            yield before.lower, inner


def _last(discourse: Discourse, phrase: Phrase) -> Entry | None:
    """The place that the name ends with: "Universiteit Leiden", "MKB-Nederland"."""
    if phrase.entry is not None and phrase.entry.type in ELSEWHERE:
        return None
    words, leading = phrase.text.split(), discourse.rules.modifiers["leading"]
    articled = words[0].lower() in discourse.rules.modifiers["definite"]
    words = words[articled:]
    for size in range(min(LONGEST_PLACE, len(words) - 1), 0, -1):
        if _binds(discourse, words[:-size], articled=articled):
            continue
        if words[-size - 1] in discourse.rules.modifiers["definite"]:
            return None  # "Vrienden van de Beek"
        found = _place(discourse, " ".join(words[-size:]), sure=words[-size - 1] in leading)
        if found is not None:
            return found
    front, hyphen, rest = phrase.text.rpartition("-")
    return _place(discourse, rest) if hyphen and front and " " not in rest else None


def _binds(discourse: Discourse, words: list[str], *, articled: bool) -> bool:
    """Whether the words before make what follows a man's or a thing's name: "Van Gennep", "De Verre Bergen".

    The name may be `articled`, with an article before those words.
    """
    modifiers, last = discourse.rules.modifiers, words[-1]
    opened = words[-2].lower() in modifiers["definite"] if len(words) > 1 else articled
    described = opened and last.endswith("e")
    return last.istitle() and (described or last.lower() in modifiers["particle"])


def _first(discourse: Discourse, phrase: Phrase) -> Entry | None:
    """The place that the name begins with: "Rotterdam Ahoy", "Den Haag Centraal"."""
    if phrase.entry is not None and phrase.entry.type in ELSEWHERE:
        return None
    words = phrase.text.split()
    for size in range(min(LONGEST_PLACE, len(words) - 1), 0, -1):
        found = _place(discourse, " ".join(words[:size]))
        if found is not None:
            return found
    return None


def _maker(discourse: Discourse, phrase: Phrase) -> Phrase | None:
    """The known firm that a product's name begins with: "Boeing 747", "Philips Senseo"."""
    words = phrase.text.split() if phrase.type == "Work" else []
    for size in range(len(words) - 1, 0, -1):
        entry = next(iter(discourse.knowledge.lookup(" ".join(words[:size]))), None)
        if entry is not None and entry.type == "Company":
            return discourse.imply(entry.label_nl, phrase.sentence)
    return None


def _place(discourse: Discourse, text: str, *, sure: bool = False) -> Entry | None:
    """The place that the words name and that readers know: a small town abroad may be any word, unless it is `sure`."""
    for entry in discourse.knowledge.lookup(text)[:1]:
        if text in entry.names and ontology.load().is_a(entry.type, "Place"):
            if text != entry.label_nl:
                return None  # "Abdij van Berne" is not in Bern, nor "Copa America" in the States.
            return entry if sure or entry.type != "City" or not kinds.little_known(discourse, entry) else None
    return None
