"""What a name names: the finest type that the words in it and beside it tell, else what the pipeline says."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise

from graphkit import ontology
from graphkit.extract import beside, marks, titles
from graphkit.extract.phrases import Discourse
from graphkit.extract.rules import WORDS, Rules
from graphkit.knowledge import Entry
from graphkit.syntax import Token

# What joins the parts of a compound whose first is a person: "vissersdochter".
LINKING = ("s", "en")
# What a town may be called after: a town's name may end like these.
SITES = ("Facility", "Place")
# "A58", "N33", "S112": roads by their number.
ROAD = re.compile(r"[A-Z]\d{1,3}$")

TEAM = "SportsTeam"
ORGANISATION, BODY, COUNTRY, AWARD, WORK = "Organization", "GovernmentBody", "Country", "Award", "Work"
PLACE, CITY = "Place", "City"
FOUNDER, FIRM = "founder_of", "bedrijf"
# Types that the pipeline gives to many a name that it does not know.
WEAK = (PLACE, WORK)
# Known well enough for the bare name to be the place, whatever the pipeline sees in it.
KNOWN_CITY = 58


def type_of(discourse: Discourse, tokens: list[Token], coarse: str) -> str:
    """The finest type that the words of the name, or the noun before it, give; else the coarse one."""
    types, kinds = discourse.rules.types, ontology.load()
    conjunct = discourse.rules.labels["conjunct"]
    if is_site(discourse, tokens):
        return types["site"][discourse.text(tokens).lower()]
    if is_person(discourse, tokens) or _has_surname(discourse, tokens):
        return "Person"
    noun = beside.noun_of(discourse, tokens)
    if coarse == WORK and noun is not None and held_by_firms(discourse, noun):
        coarse = ORGANISATION
    told = noun_type(discourse, noun)
    if (
        told is not None
        and told != "Person"
        and not (kinds.is_a(told, "Place") and coarse == "Organization" and tokens[0].dep in conjunct)
        and noun is not None
        and (coarse != "Person" or _adjoins(discourse, noun, tokens))
    ):
        return told
    described = _described(discourse, tokens, coarse)
    if described is not None or coarse == "Person":
        return described or _no_person(discourse, tokens) or beside.of_land(discourse, tokens) or coarse
    if compass(discourse, tokens[-1].text) is not None:
        return "Region"
    if coarse in WEAK and ROAD.match(tokens[-1].text):
        return "Facility"
    if coarse in WEAK and quarter(discourse, tokens[-1].text) is not None:
        return "Place"
    return coarse if coarse == WORK and marks.is_quoted(discourse, tokens) else _by_words(discourse, tokens, coarse)


def _by_words(discourse: Discourse, tokens: list[Token], coarse: str) -> str:
    """The type that the words of the name tell."""
    types, kinds = discourse.rules.types, ontology.load()
    hints: list[str | None] = [_branch(discourse, tokens)]
    head = _head(tokens)
    before = discourse.preceding(head)
    hints.append(types["part"].get(f"{before.lower} {head.lower}") if before in tokens else None)
    hints.append(types["part"].get(head.lower))
    # "Universiteit Tilburg" ends in a town's name and in no castle.
    ending = _ending(types["end"], head) if len(tokens) == 1 or not discourse.knowledge.lookup(head.text) else None
    # "de Westerkerk" is a building, Nijkerk a town: only the first has an article of its own.
    loose = ending in SITES and not _ending(types["street"], head)
    hints.append(ending if not loose or _has_article(discourse, tokens) else None)
    hints.append(_called(discourse, tokens))
    hints += [types["part"].get(token.lower) for token in tokens]
    found = [hint for hint in hints if hint is not None and hint != "Person"]
    fitting = [hint for hint in found if kinds.is_a(hint, coarse)]
    if fitting:
        return fitting[0]
    return found[0] if found else _plain(discourse, tokens, coarse)


def _plain(discourse: Discourse, tokens: list[Token], coarse: str) -> str:
    """The type of a name of which only the pipeline's label tells anything."""
    before, told = discourse.preceding(tokens[0]), beside.of_land(discourse, tokens)
    if coarse == WORK and told is not None:
        return told
    if coarse != PLACE:
        return coarse
    if len(tokens) == 1 and tokens[0].text.isupper() and len(tokens[0].text) > 1 and _has_article(discourse, tokens):
        return ORGANISATION  # "de VGC": of the abbreviations with an article, seven in ten (CoNLL-2002)
    # No town has an article in lower case before it: "de Jordaan", "het Gooi"; "het Duitse Gronau" is one.
    return PLACE if before is not None and before.text in discourse.rules.modifiers["definite"] else CITY


def _described(discourse: Discourse, tokens: list[Token], coarse: str) -> str | None:
    """What a noun behind the name says that it is: "X, een Amerikaanse omroep"; a full name is a person's anyway."""
    if coarse == "Person" and len(tokens) > 1:
        return None
    noun = beside.noun_behind(discourse, tokens)
    told = noun_type(discourse, noun)
    if told is None and noun is not None and coarse in WEAK and _is_human(discourse, noun):
        return "Person"
    kinds = ontology.load()
    far = kinds.is_a(told, "Place") and coarse in (ORGANISATION, "Person") if told is not None else False
    return told if not far else None


def _is_human(discourse: Discourse, noun: Token) -> bool:
    """Whether the noun is said of people alone; a member, an owner and a founder may be an organisation."""
    word, kinds = noun.lemma.lower(), ontology.load()
    rules = titles.roles_of(discourse, noun) or discourse.rules.role(word)
    relations = [(kinds.relations[rule.relation], rule.inverted) for rule in rules]
    if any("app" in rule.slots for rule in rules):
        return False
    if any(ORGANISATION in (known.range if inverted else known.domain) for known, inverted in relations):
        return False
    return bool(rules) or word.rpartition("-")[2] in discourse.rules.nouns["person"]


def is_site(discourse: Discourse, tokens: list[Token]) -> bool:
    """Whether the name is that of a water or mountain, with its article: "de Maas", but not "minister Maas"."""
    return discourse.text(tokens).lower() in discourse.rules.types["site"] and _has_article(discourse, tokens)


def _head(tokens: list[Token]) -> Token:
    """The word that says what the name names: the last before a preposition ("Centrum voor Werk"), else the last."""
    for token, follower in pairwise(tokens):
        if follower.pos == "ADP":
            return token
    return tokens[-1]


def _branch(discourse: Discourse, tokens: list[Token]) -> str | None:
    """The type of a known organisation whose branch in a known place the name names: "D66 Deurne"."""
    if len(tokens) == 1:
        return None
    whole, place = discourse.knowledge.lookup(tokens[0].text), discourse.knowledge.lookup(discourse.text(tokens[1:]))
    is_a = ontology.load().is_a
    return (
        whole[0].type
        if whole and place and is_a(whole[0].type, "Organization") and is_a(place[0].type, "Place")
        else None
    )


def _called(discourse: Discourse, tokens: list[Token]) -> str | None:
    """What the first of several words says that the rest names: "Boekhandel Post", but a "Team" may be of any kind."""
    first, types = tokens[0].lower, discourse.rules.types
    told = types["noun"].get(first) if len(tokens) > 1 and first not in types["part"] else None
    if told is None and len(tokens) > 1 and first.endswith(FIRM):
        told = types["noun"][FIRM]
    return told if told != "SportsTeam" else None


def _ending(endings: Mapping[str, str], token: Token) -> str | None:
    """The type of a compound's last part."""
    lower = token.lower
    return next((endings[lower[at:]] for at in range(1, len(lower) - 1) if lower[at:] in endings), None)


def alternatives(kind: str) -> frozenset[str]:
    """What a name may still turn out to be that only the pipeline's label types: an organisation may be a club."""
    return _by_label().get(kind, frozenset())


@cache
def _by_label() -> dict[str, frozenset[str]]:
    kinds = ontology.load()
    organisations = frozenset(t for t in kinds.types if kinds.is_a(t, "Organization"))
    places = frozenset(t for t in kinds.types if kinds.is_a(t, "Place"))
    return {
        "Organization": organisations,
        CITY: places,
        PLACE: places,
        "Facility": frozenset({"Organization"}),
        "Work": frozenset({"Event", "Award", "Organization"}),
    }


def _no_person(discourse: Discourse, tokens: list[Token]) -> str | None:
    """What the words of a name say against its being a person's: "Nelli Cooman Games", "de Woolderesweg"."""
    types = discourse.rules.types
    if len(tokens) > 1 and noun_type(discourse, tokens[0]) == TEAM:
        return TEAM  # "Hockeyclub Bloemendaal"
    sure = types["sure"].get(tokens[-1].lower) if len(tokens) > 1 else None
    told = sure or (types["part"].get(tokens[-1].lower) if len(tokens) > 1 else None)
    if sure or told in ("Event", AWARD):
        return told
    if len(tokens) > 1 and _ending(types["end"], tokens[-1]) == AWARD:
        return AWARD  # "Theo d'Orprijs"
    if not _has_article(discourse, tokens):
        return _street(discourse, tokens)
    return told or _ending(types["end" if len(tokens) == 1 else "street"], tokens[-1])


def _street(discourse: Discourse, tokens: list[Token]) -> str | None:
    """The type of a street that is called after a person: "Jan Evertsenstraat"; "Verlaan" is a surname."""
    told = _ending(discourse.rules.types["street"], tokens[-1])
    return told if told and not tokens[-1].lower.endswith("laan") else None


def quarter(discourse: Discourse, name: str) -> Entry | None:
    """The known town of which a point of the compass behind its name makes a part: "Zwolle-Zuid", "Zwolle Zuid"."""
    front, joint, rest = name.replace(" ", "-").rpartition("-")
    if not joint or rest.lower() not in discourse.rules.modifiers["compass"]:
        return None
    return next((e for e in discourse.knowledge.lookup(front) if e.type == "City"), None)


def little_known(discourse: Discourse, city: Entry) -> bool:
    """Whether a town lies abroad and few know it, so that its name may well be something else."""
    return city.popularity < KNOWN_CITY and city.country not in discourse.homes()


def _has_article(discourse: Discourse, tokens: list[Token]) -> bool:
    before = discourse.preceding(tokens[0])
    while before is not None and before.pos == "ADJ":
        before = discourse.preceding(before)
    return before is not None and before.lower in discourse.rules.modifiers["definite"]


def compass(discourse: Discourse, word: str) -> Entry | None:
    """The country or region of which a name is a part: Irak for "Noord-Irak"."""
    front, hyphen, rest = word.partition("-")
    if not hyphen or front.lower() not in discourse.rules.modifiers["compass"]:
        return None
    known = [e for e in discourse.knowledge.lookup(rest) if ontology.load().is_a(e.type, "Place")]
    return known[0] if known and not discourse.knowledge.lookup(word) else None


def _adjoins(discourse: Discourse, noun: Token, tokens: list[Token]) -> bool:
    """Whether the noun stands right before the name and is not what an office is of ("chef van de dienst Jan Kok").

    One word behind a noun without an article is what the noun says ("directeur van zorginstelling Ambina"). A plural
    counts for all of the names that it stands before.
    """
    if noun is beside.listing(discourse, tokens):
        return True
    if beside.PLURAL in noun.morph and tokens[0].dep in discourse.rules.labels["conjunct"]:
        return True
    if noun.index + 1 != tokens[0].index:
        return False
    named = noun_type(discourse, noun) == "Company" or not any(child.pos == "DET" for child in noun.children)
    bare = len(tokens) == 1 and named
    return bare or noun.head is None or not titles.roles_of(discourse, noun.head)


def told_otherwise(discourse: Discourse, tokens: list[Token], entry: Entry) -> bool:
    """Whether the noun right before a name says that it is another sort of organisation than what is known of it.

    So "voetbalvereniging Tubantia" is not the newspaper of that name.
    """
    noun, sorts = beside.noun_of(discourse, tokens), ontology.load()
    told = noun_type(discourse, noun)
    if noun is None or told is None or not _adjoins(discourse, noun, tokens):
        return False
    both = all(sorts.coarse(kind) == ORGANISATION for kind in (told, entry.type))
    return both and not (sorts.is_a(told, entry.type) or sorts.is_a(entry.type, told))


def is_abroad(discourse: Discourse, tokens: list[Token], body: Entry) -> bool:
    """Whether the words beside a body's name give it to another country: "de Hoge Raad in Thailand"."""
    if body.type != BODY:
        return False
    known, before, joint = discourse.knowledge, discourse.preceding(tokens[0]), discourse.following(tokens[-1])
    beside = known.adjective(before.text) if before is not None else ()
    if joint is not None and joint.lower in discourse.rules.modifiers["leading"]:
        determiners = discourse.rules.labels["determiner_pos"]
        behind = marks.past_article(discourse, discourse.following(joint), determiners)
        beside += known.lookup(behind.text) if behind is not None else ()
    return bool(body.country) and any(e.type == COUNTRY and e.id != body.country for e in beside[:1])


def noun_type(discourse: Discourse, noun: Token | None) -> str | None:
    """What the noun beside a name says that it is: "het bedrijf X", "de shoarmazaak X"."""
    if noun is None:
        return None
    return "Company" if _is_subsidiary(discourse, noun) else _told_by(discourse.rules, noun.lemma.lower())


@lru_cache(maxsize=WORDS)
def _told_by(rules: Rules, word: str) -> str | None:
    """The type that the longest known end of a noun tells."""
    nouns = rules.types["noun"]
    return next((nouns[word[at:]] for at in (0, *range(1, len(word) - 3)) if word[at:] in nouns), None)


def is_person(discourse: Discourse, tokens: list[Token]) -> bool:
    """Whether an office or a job stands right before the name, or the name is apposed to one."""
    previous = discourse.preceding(tokens[0])
    if len(tokens) > 1 and tokens[0].lower in discourse.rules.types["sure"]:
        return False
    if previous is not None and previous.lower in discourse.rules.modifiers["honorific"]:
        return True
    if previous is not None and _is_inhabitant(discourse, previous):
        return True
    if previous is not None and previous.lower in discourse.rules.nouns["founding"]:
        return False
    # An unknown surname may pass for a noun, whose lemma then keeps its capital: "minister van Justitie Dekkers".
    proper = tokens[0].pos == "PROPN" or tokens[0].lemma == tokens[0].text
    if tokens[0].text[:1].isupper() and proper and titles.follows_portfolio(discourse, tokens[0]):
        return True
    if previous is not None and _is_noun(discourse, previous) and titles.is_title(discourse, previous):
        return _holds(discourse, previous, tokens)
    noun = beside.noun_of(discourse, tokens)
    if noun is None or not tokens[0].text[:1].isupper():
        return False
    several = noun is beside.listing(discourse, tokens) and tokens[0].entity not in ("ORG", "PER")
    return titles.is_title(discourse, noun) or (several and _is_human(discourse, noun))


def _holds(discourse: Discourse, office: Token, tokens: list[Token]) -> bool:
    """Whether the name behind an office or job is that of who holds it, and not of what it is of or held by."""
    told = noun_type(discourse, office)
    if told is not None and ontology.load().is_a(told, ORGANISATION):
        return len(tokens) > 1 and tokens[0].text in discourse.knowledge.given and tokens[0].entity == "PER"
    if _is_subsidiary(discourse, office) or _opens_with_party(discourse, tokens):
        return False
    firm = tokens[0].entity == "ORG" and _ending(discourse.rules.types["firm"], office)
    if firm or (tokens[0].entity != "PER" and _is_set_off(discourse, office)):
        return False
    if held_by_firms(discourse, office) and not _is_given(discourse, tokens):
        return False
    return not any("app" in rule.slots for rule in titles.roles_of(discourse, office))


def _has_surname(discourse: Discourse, tokens: list[Token]) -> bool:
    """Whether a given name, particles and one more word make a person's name: "Jaap van der Laan" is no street."""
    particles = discourse.rules.modifiers["particle"]
    between = tokens[1:-1]
    given = tokens[0].text in discourse.knowledge.given
    return given and bool(between) and all(t.text.islower() and t.lower in particles for t in between)


def _is_set_off(discourse: Discourse, office: Token) -> bool:
    """Whether a person's name and a comma or bracket stand right before the office: "X (hoofdredacteur Trouw)"."""
    mark = discourse.preceding(office)
    before = discourse.preceding(mark) if mark is not None and mark.text in (",", "(") else None
    return before is not None and before.entity == "PER"


def _is_noun(discourse: Discourse, token: Token) -> bool:
    """Whether the word is a common noun; the tagger takes a long one at the head of a sentence for a name."""
    return token.pos == "NOUN" or (token.text.istitle() and discourse.sentence(token).opens_with(token))


def _is_inhabitant(discourse: Discourse, token: Token) -> bool:
    """Whether the word says where someone comes from: "de Sloveen", and no place's adjective or name."""
    known, before = discourse.knowledge, discourse.preceding(token)
    definite = before is not None and before.lower in discourse.rules.modifiers["definite"]
    named = known.lookup(token.text) or known.adjective(token.text)
    return definite and bool(known.demonym(token.text)) and not named


def _opens_with_party(discourse: Discourse, tokens: list[Token]) -> bool:
    """Whether a party and not its member stands behind the office: "raadslid D66 Deurne", "lijsttrekker PVV"."""
    known = discourse.knowledge.lookup(tokens[0].text)
    return bool(known) and known[0].type == "PoliticalParty" and tokens[0].entity != "PER"


def held_by_firms(discourse: Discourse, noun: Token) -> bool:
    """Whether an organisation may be what the noun says too: "eigenaar", "ontwikkelaar", "fabrikant"."""
    accepts = ontology.load().accepts
    found = titles.roles_of(discourse, noun) or discourse.rules.role(noun.lemma.lower())
    if any(rule.relation == FOUNDER for rule in found):
        return False  # Mostly a person, whatever the pipeline sees in a rare name.
    ends = ((r.relation, WORK, ORGANISATION) if r.inverted else (r.relation, ORGANISATION, ORGANISATION) for r in found)
    return bool(found) and all(accepts(*each) for each in ends)


def _is_given(discourse: Discourse, tokens: list[Token]) -> bool:
    """Whether the pipeline sees a person in the name, and it is no known organisation's."""
    known = discourse.knowledge.lookup(discourse.text(tokens))
    firm = bool(known) and ontology.load().is_a(known[0].type, ORGANISATION)
    return tokens[0].entity == "PER" and not firm


def _is_subsidiary(discourse: Discourse, noun: Token) -> bool:
    """Whether the noun is what an organisation has of a company, and no kin: "Volkswagen-dochter", "vrachtdochter"."""
    lower = noun.lower
    kin = next((word for word in discourse.rules.types["subsidiary"] if lower.endswith(word, 2)), "")
    front = lower.removesuffix(kin)
    if not kin or front in discourse.rules.modifiers["kin"]:
        return False
    return front.endswith("-") or not front.endswith(LINKING)
