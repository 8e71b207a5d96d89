"""Whether an entry can be what an article's names name: spellings and types that fit, and what speaks against it.

What is decided between several entries that can be is in `link`.
"""

from collections.abc import Iterable, Iterator
from functools import cache

from graphkit import ontology
from graphkit.knowledge import Entry, normal
from graphkit.resolve.names import fold, nominative, parse, words
from graphkit.resolve.things import Thing

PERSON, PLACE, BODY, CITY = "Person", "Place", "GovernmentBody", "City"
PARTY, UNION = "PoliticalParty", "InternationalOrganization"
TEAM, MEDIUM, ORGANISATION = "SportsTeam", "MediaOrganization", "Organization"
# Letters that stand for one of these in one country stand for another elsewhere; a company may have branches there.
OF_A_COUNTRY = frozenset({PARTY, TEAM, MEDIUM})
# What states have in common sits in cities better known than this, or such as Geneva, which Dutch has a name for.
CAPITAL = 70
# What a sentence says of where a body belongs, the body as subject.
SEATS = frozenset({("institution_of", "subject"), ("based_in", "subject")})
# A town less known than this needs a word of place where a shop or a person may be meant.
LARGE = 66
# So many firms, and an article is about shops.
SHOPS, COMPANY = 2, "Company"
# So many letters in common make two words one, such as "Coördinator" and "Coördinatie".
STEM = 5
# Capitals alone are an acronym up to this length, and may be a headline beyond it.
ACRONYM = 4


@cache
def compatible(read: str, known: str) -> bool:
    """Whether a thing read as one type can be an entry of another: one kind, and a place is no authority.

    >>> compatible("City", "Country"), compatible("GovernmentBody", "City"), compatible("Person", "Company")
    (True, False, False)
    """
    kinds = ontology.load()
    return kinds.coarse(read) == kinds.coarse(known)


def misread(thing: Thing, entry: Entry, candidates: int) -> bool:
    """Whether a name is so much the entry's own, as "D66" is, that the article's reading of its type cannot be right.

    What the article says of the thing must hold for the entry's type too.
    """
    alone = candidates == 1 and entry.type != PERSON and _holds(thing, entry)
    return alone and bool(thing.forms) and all(map(_own, thing.forms))


def _holds(thing: Thing, entry: Entry) -> bool:
    """Whether all that the article says of a thing can be said of the entry."""
    kinds = ontology.load()
    for relation, direction, _ in thing.claims:
        known = kinds.relations[relation]
        takes = known.domain if direction == "subject" else known.range
        if takes and not any(kinds.is_a(entry.type, kind) for kind in takes):
            return False
    return True


def barred(thing: Thing, entry: Entry, things: list[Thing]) -> bool:
    """Whether the article says that a thing is not what it is called after; no likeness of names can then mend it."""
    here = surname_here(thing, entry, things) or person_here(thing, entry, things)
    elsewhere = abroad(thing, entry, things) or in_a_town(thing, entry, things)
    called = spelt_out(thing, entry) or otherwise_short(thing, entry) or written(thing, entry, things)
    return here or elsewhere or called or shop_or_person(thing, entry, things)


def written(thing: Thing, entry: Entry, things: Iterable[Thing]) -> bool:
    """Whether the article writes the name as nobody writes that of the entry: "de VVV", "de Johnsons", "Trump jr."."""
    signs, coarse = thing.signs, ontology.load().coarse(entry.type)
    bears_none = all(bare(name) == name for name in entry.names)
    if entry.type == PERSON:
        junior = signs.junior and parse(entry.label_nl).last == fold(entry.label_nl).split()[-1]
        return junior or (signs.articled and not parse(thing.label).full)
    if coarse == PLACE:
        return not thing.placed and (signs.owned or (entry.type == CITY and signs.articled and bears_none))
    if coarse == ORGANISATION and signs.shouted and len(thing.label) <= ACRONYM:
        return signs.shouted.isdisjoint(form for other in things for form in other.forms)
    return (entry.type == TEAM and signs.described and bears_none) or (
        bool(signs.spelt) and not _shares_word(signs.spelt, entry)
    )


def _shares_word(long: str, entry: Entry) -> bool:
    """Whether some word of an acronym's long form begins like one of the entry's names."""
    stems = {word[:STEM] for name in entry.names for word in fold(name).split()}
    return not stems.isdisjoint(word[:STEM] for word in fold(long).split())


def shop_or_person(thing: Thing, entry: Entry, things: Iterable[Thing]) -> bool:
    """Whether a town's name without a word of place may be a shop's ("koopt bij Hoogvliet") or has no place beside."""
    if entry.type != CITY or thing.placed or thing.claims or entry.popularity >= LARGE:
        return False
    places = {word for other in things if other.coarse == PLACE for form in other.forms for word in form.split()}
    shops = sum(other.type == COMPANY for other in things) >= SHOPS
    return (thing.signs.at and shops) or not thing.signs.partners <= places


def spelt_out(thing: Thing, entry: Entry) -> bool:
    """Whether the article spells an acronym out in one word that is not the entry's: a BBC that is a commission."""
    acronyms = [form for form in thing.proper if form.isupper() and len(form) <= ACRONYM]
    words_only = all(len(form.split()) == 1 for form in thing.proper)
    return bool(acronyms) and words_only and not longest_is_borne(thing, entry, ())


def surname_here(thing: Thing, entry: Entry, things: Iterable[Thing]) -> bool:
    """Whether a short name of an organisation or work is, in this article, the surname of a person.

    Where it is the organisation's very name, it may be either: what the article says of it as an organisation decides.
    """
    short = {fold(form) for form in thing.proper}
    own = fold(entry.label_nl) in short and bool(thing.claims)
    if own or ontology.load().coarse(entry.type) in (PERSON, PLACE):
        return False
    people = (parse(other.label) for other in things if other.type == PERSON)
    return bool(short) and any(short == {name.last} for name in people if name.full)


def person_here(thing: Thing, entry: Entry, things: Iterable[Thing]) -> bool:
    """Whether a city's name, without a word of place, is in this article the given name or surname of a person."""
    if entry.type != CITY or thing.placed or thing.claims:
        return False
    short = {fold(nominative(form)) for form in thing.proper} | {fold(form) for form in thing.proper}
    people = (parse(other.label) for other in things if other.type == PERSON)
    return any(name.full and not short.isdisjoint((name.given[0], name.last)) for name in people)


def otherwise_short(thing: Thing, entry: Entry) -> bool:
    """Whether a party is called by the initials of its name and what is known is not: a "Democratische Partij (DP)"."""
    if entry.type != PARTY:
        return False
    initials = {"".join(word[0] for word in form.split()) for form in thing.proper if " " in form}
    return any(form in initials and form.isupper() and form not in entry.names for form in thing.proper)


def in_a_town(thing: Thing, entry: Entry, things: Iterable[Thing]) -> bool:
    """Whether a sentence places what would be a union of states in a town, as if it were the club of that name."""
    if entry.type != UNION or entry.country is not None:
        return False
    said = {referent for relation, direction, referent in thing.told if (relation, direction) in SEATS}
    return any(
        other.referent in said and (place := other.entry) is not None and place.type == CITY
        and place.popularity < CAPITAL and place.label_nl == place.label_en for other in things
    )  # fmt: skip


def abroad(thing: Thing, entry: Entry, things: Iterable[Thing]) -> bool:
    """Whether a sentence places what would be of one country in another: "the Venezuelan ministry of …"."""
    short = all(form.isupper() for form in thing.proper)
    if entry.country is None or not (entry.type == BODY or (entry.type in OF_A_COUNTRY and short)):
        return False
    said = {referent for relation, direction, referent in thing.told if (relation, direction) in SEATS}
    placed = {o.entry.country or o.entry.id for o in things if o.referent in said and o.entry is not None}
    return bool(placed) and entry.country not in placed


def spellings(form: str, kind: str) -> Iterator[str]:
    """A form as it stands, then without its article, without the hyphen of half a compound, a place not in capitals.

    >>> list(spellings("de VVD-", "PoliticalParty")), list(spellings("ROTTERDAM", "City"))
    (['de VVD-', 'VVD-', 'VVD'], ['ROTTERDAM', 'Rotterdam'])
    """
    if opening(form):
        return
    tried = [form, bare(form), bare(form).rstrip("-")]
    if ontology.load().coarse(kind) == PLACE and len(form) > ACRONYM and (form.isupper() or form.islower()):
        tried.append(bare(form).title())
    yield from dict.fromkeys(tried)


def opening(form: str) -> bool:
    """Whether a form is a common noun at the head of a sentence more likely than a title: "De aanslag"."""
    return bare(form) != form and bare(form).islower()


def bare(form: str) -> str:
    """The form without its leading article."""
    first, _, rest = form.partition(" ")
    return rest if rest and first.casefold() in words()["article"] else form


def longest_is_borne(thing: Thing, entry: Entry, forms: Iterable[str]) -> bool:
    """Whether the article's longest proper name is one of the entry's, or adds no word to one of them."""
    if not thing.proper:
        return True
    longest = max(thing.proper, key=lambda form: (len(form.split()), len(form)))
    folded = {fold(name) for name in entry.names}
    if len(longest.split()) == 1 and thing.type != PERSON:
        return longest in forms or any(fold(longest) in name or name in fold(longest) for name in folded)
    return fold(longest) in folded or normal(longest).rstrip("'s") in folded or len(longest.split()) == 1


def _own(form: str) -> bool:
    """Whether a form is no word of the language: it has a capital or number inside, or is half a compound."""
    return form.endswith("-") or any(letter.isupper() or letter.isdigit() for letter in form[1:])
