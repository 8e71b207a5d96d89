"""Which entry of the knowledge base a thing of an article is, if that is certain enough.

A candidate bears one of the article's names, has a type of the same kind, and existed at the time. Candidates are
scored by `weights.tsv`; the best is taken where it passes the threshold and leads by the margin. So "Congo" stays
unlinked unless the article names Kinshasa or says the full name; "Georgia" is the American state, as Dutch calls the
country Georgië; "Washington" is the city where the article reads it as a place, and nothing where it reads it as a
government.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graphkit.knowledge import Entry, Knowledge, Office
from graphkit.model import NOTHING_KNOWN, Naming
from graphkit.resolve import standing, weights
from graphkit.resolve.bearing import (
    BODY,
    PERSON,
    PLACE,
    barred,
    compatible,
    longest_is_borne,
    misread,
    opening,
    spellings,
)
from graphkit.resolve.names import fold, generic, many, nominative, parse, words
from graphkit.resolve.rulings import RULED, Rulings
from graphkit.resolve.things import Names, Thing
from graphkit.resolve.weights import Feature, Score

CITY, PARTY = "City", "PoliticalParty"
COUNTRY = "Country"
# Places first, since bodies are told by them, and people last.
ORDER = {PLACE: 0, PERSON: 2}
# Known well enough for the bare full name to mean them; places, for the bare name to mean them in a Dutch newspaper.
KNOWN_PERSON, KNOWN_CITY = 55, 58
# Known well enough for a given name to mean the city: Sofia, but not Charlotte.
FAMOUS = 66
# Known well enough for the bare surname to mean them while in office, and at any time.
PROMINENT, HOUSEHOLD = 60, 75
DECADE = 10
# A given name counts as a surname of two: a bare "John" is nobody's surname.
GIVEN = 2
YEAR = 4
# What bars an entry, so that no likeness of names can bring it back: the article is about something else.
BARRING = frozenset({"home_unnamed", "foreign_spelling", "initial_noun"})
# Half as often, an article is about two countries; three times, about one at all.
OUTNUMBERED, ABOUT = 2, 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a thing may be, with how far that goes and what shows it; nothing where a person has ruled it."""

    entry: Entry
    value: float
    features: Sequence[Feature] = ()

    @property
    def bars(self) -> bool:
        """Whether something in the article says that it is another thing of that name."""
        return any(feature in BARRING for feature, _, _ in self.features)

    @property
    def score(self) -> Score:
        """The same with reasons in words."""
        return weights.score("link", self.features) if self.features else Score(self.value, (RULED,))


class Linker:
    """Links the things of one article after another; `home` is the id of the country of the newspapers."""

    def __init__(self, knowledge: Knowledge, home: str = "Q55") -> None:
        self.knowledge = knowledge
        self.home = home
        self._seen: dict[tuple[str, bool, bool], tuple[Entry, ...]] = {}
        self._called: dict[tuple[Names, str, tuple[str, ...]], Mapping[str, list[str]]] = {}
        self.holders: dict[tuple[str, str, str], list[Office]] = defaultdict(list)
        self.prominent: dict[str, list[Entry]] = defaultdict(list)
        self.clubs = standing.Clubs.of(knowledge)
        self._bearers_of: Counter[str] = Counter()
        self._given: set[str] = set()
        for entry in knowledge.entries.values():
            if entry.type == PERSON:
                name = parse(entry.label_nl)
                self._bearers_of[name.last] += 1
                self._bearers_of.update(dict.fromkeys(name.given[:1], GIVEN))
                self._given.update(name.given[:1])
                if entry.popularity >= PROMINENT:
                    self.prominent[name.last].append(entry)
        for offices in knowledge.terms.values():
            for office in offices:
                person = knowledge.get(office.person)
                if person is not None:
                    self.holders[office.relation, office.of, parse(person.label_nl).last].append(office)
        self._surnames = {*self.prominent, *(last for _, _, last in self.holders)}

    def link(self, things: list[Thing], rulings: Rulings | None = None) -> Iterator[tuple[Thing, Candidate]]:
        """Sets `entry` of every thing of one article that can be linked; yields those with what they were linked to."""
        rules = rulings or Rulings()
        any_ruled = bool(rules.same or rules.different)
        context = self._context(things)
        others = {thing.referent: thing for thing in things}
        for thing in sorted(things, key=lambda t: (ORDER.get(t.coarse, 1), t.referent)):
            denied = {identifier for identifier, _ in rules.different.get(thing.key, ())} if any_ruled else set()
            ruled = sorted(rules.same.get(thing.key, ())) if any_ruled else []
            stands = self._stands(thing, context, things)
            found = stands or self.candidates(thing, context, others)
            if NOTHING_KNOWN in thing.identifiers:
                thing.barred = frozenset(self._named_so(thing))
            if not found and not ruled:
                continue
            thing.barred |= frozenset(c.entry.id for c in found if c.bars or barred(thing, c.entry, things))
            if stands:
                thing.barred |= self._matched(thing).keys() - {c.entry.id for c in stands}
            candidates = [c for c in found if c.entry.id not in denied | thing.barred]
            sure = [Candidate(entry, 1.0) for key, _ in ruled if (entry := self.knowledge.get(key))]
            chosen = sure[0] if sure else decide(candidates)
            if chosen is not None:
                thing.entry = chosen.entry
                yield thing, chosen

    def candidates(self, thing: Thing, context: "Context", others: Mapping[str, Thing]) -> list[Candidate]:
        """Every entry that the thing may be, best first; the others are those of the article, by referent."""
        matched = self._matched(thing)
        offices = self._offices(thing, others) if thing.type == PERSON else {}
        found: list[Candidate] = []
        if not matched and not offices:
            return found
        for identifier in sorted({*matched, *offices}):
            entry = self.knowledge.entries[identifier]
            fits = compatible(thing.type, entry.type) or misread(thing, entry, len(matched))
            if fits and entry.existed(thing.published):
                features = self._features(thing, entry, matched.get(identifier, []), context)
                if offices.get(identifier):
                    features.append(("office", 1, offices[identifier]))
                found.append(Candidate(entry, weights.total("link", features), features))
        return sorted(found, key=lambda c: (-c.value, c.entry.id))

    def _stands(self, thing: Thing, context: "Context", things: Sequence[Thing]) -> list[Candidate]:
        """The clubs or the body that a place is named for, best first."""
        if thing.coarse != PLACE and thing.type not in standing.NAMED_FOR:
            return []
        body = standing.seated(thing, self._matched(thing), context.ids)
        sitting = self.knowledge.get(body) if body is not None else None
        entries = [sitting] if sitting is not None else self.clubs.meant(thing, things)
        found = []
        for entry in entries:
            features: list[Feature] = [("named", 1, thing.label), ("stands_for", 1, "")]
            features.append(("popularity", entry.popularity, ""))
            found.append(Candidate(entry, weights.total("link", features), features))
        return sorted(found, key=lambda c: (-c.value, c.entry.id))

    def _bearers(self, form: str, naming: Naming, kind: str) -> tuple[Entry, ...]:
        """The entries that a form names: an adjective or demonym where it is one, or where a country is read in it."""
        key = form, naming is Naming.ADJECTIVE, kind == COUNTRY
        if key not in self._seen:
            known = self.knowledge
            named = () if naming is Naming.ADJECTIVE else self._named(form, kind)
            adjective = known.adjective(form) if naming is Naming.ADJECTIVE else ()
            people = naming is Naming.ADJECTIVE or kind == COUNTRY
            self._seen[key] = named or adjective or (known.demonym(form) if people else ())
        return self._seen[key]

    def _named(self, form: str, kind: str) -> tuple[Entry, ...]:
        return next((found for spelling in spellings(form, kind) if (found := self.knowledge.lookup(spelling))), ())

    def bearers(self, surname: str) -> int:
        """How many people of this surname the knowledge base has; two at least where it is a given name too."""
        return self._bearers_of[surname]

    def ambiguous(self, thing: Thing) -> bool:
        """Whether the knowledge base has several things of this kind and name."""
        matched = self._matched(thing)
        return len(matched) > 1 and sum(compatible(thing.type, self.knowledge.entries[key].type) for key in matched) > 1

    def _matched(self, thing: Thing) -> Mapping[str, list[str]]:
        """The ids of the entries that the article's forms name, each with the forms that do."""
        key = thing.names, thing.type, thing.identifiers
        if key not in self._called:
            self._called[key] = self._looked_up(thing)
        return self._called[key]

    def _looked_up(self, thing: Thing) -> Mapping[str, list[str]]:
        found = self._named_so(thing)
        decided = [key for key in sorted(thing.identifiers) if self.knowledge.get(key) is not None]
        named = any(not opening(form) for form in thing.forms) and thing.type != PERSON
        kept = decided if named or not thing.forms else []
        usual = {bearers[0].id for form, naming in thing.forms.items()
                 if (bearers := self._bearers(form, naming, thing.type))}  # fmt: skip
        if NOTHING_KNOWN in thing.identifiers or (kept and usual.isdisjoint(kept)):
            found = {}  # the words beside the name have decided: "provincie Groningen" is not the city
        return {**{key: [] for key in kept}, **found}

    def _named_so(self, thing: Thing) -> dict[str, list[str]]:
        """The ids of the entries that bear one of the thing's names, each with the names that it bears."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for form, naming in thing.forms.items():
            if thing.type == PERSON and " " not in form and " " in thing.label:
                continue
            for entry in self._bearers(form, naming, thing.type):
                found[entry.id].append(form)
        return dict(found)

    def _offices(self, thing: Thing, others: Mapping[str, Thing]) -> dict[str, str]:
        """People of this surname who held an office that the article gives the thing, at its date, or whom all know."""
        name = parse(thing.label)
        found: dict[str, str] = {}
        if name.last not in self._surnames and nominative(name.last) not in self._surnames:
            return found
        if thing.label == thing.label.split()[-1]:
            for person in self.prominent.get(name.last) or self.prominent.get(nominative(name.last)) or ():
                terms = self.knowledge.offices(person.id)
                if person.popularity >= HOUSEHOLD or any(t.start and t.held(thing.published) for t in terms):
                    found[person.id] = ""
        for relation, target, ended in self._claimed(thing, others):
            for office in self.holders.get((relation, target.id, name.last), ()):
                holder = self.knowledge.entries[office.person]
                term = replace(office, end=None) if ended else office
                if term.held(thing.published) and parse(holder.label_nl).familiar(name):
                    found[holder.id] = f"{relation} {target.label_nl}"
        return found

    def _claimed(self, thing: Thing, others: Mapping[str, Thing]) -> Iterator[tuple[str, Entry, bool]]:
        """The offices that the article gives a person: relation, of what, and whether an ended term counts too.

        Where it does not say of what, each country that it names is tried: "premier Brown" beside the British.
        """
        for relation, direction, referent in sorted(thing.claims):
            target = others[referent].entry if referent in others else None
            if direction == "subject" and target is not None:
                yield relation, target, False
        named = {t.entry.id: t.entry for t in others.values() if t.entry is not None and t.entry.type == COUNTRY}
        for relation in sorted(thing.unplaced):
            yield from ((relation, named[key], True) for key in sorted(named))

    def _features(self, thing: Thing, entry: Entry, forms: list[str], context: "Context") -> list[Feature]:
        features: list[Feature] = [("named", 1, ", ".join(forms)), ("popularity", entry.popularity, "")]
        if len({fold(form) for form in forms}) > 1:
            features.append(("named_again", 1, ""))
        if entry.type == thing.type:
            features.append(("exact_type", 1, entry.type))
        if entry.id in thing.identifiers:
            features.append(("decided", 1, ""))
        if entry.country == self.home:
            features.append(("home", 1, ""))
        country = entry.country if entry.country not in (None, entry.id, self.home) else None
        if country and context.countries.get(country, set()) - {thing.referent}:
            features.append(("country_named", 1, country))
        if context.inside.get(entry.id, set()) - {thing.referent}:
            features.append(("inside_named", 1, ""))
        named = {key for key, referents in context.countries.items() if referents - {thing.referent}}
        national = entry.type == BODY or (entry.type == PARTY and entry.country == self.home)
        if national and context.elsewhere(entry, thing, _needed(entry, forms or thing.forms)):
            features.append(("home_unnamed", 1, ""))
        if forms and not longest_is_borne(thing, entry, forms):
            features.append(("longer_name", 1, thing.label))
        features += self._person(thing, entry, context) if entry.type == PERSON else []
        if entry.country not in (None, entry.id, self.home):
            features += self._abroad(thing, entry, named)
        return features

    def _abroad(self, thing: Thing, entry: Entry, named: Collection[str]) -> Iterator[Feature]:
        """What speaks against something abroad: that the newspaper would say where it is, or means another thing."""
        if entry.type == CITY and entry.popularity < KNOWN_CITY:
            yield "small_abroad", 1, ""
            if not thing.placed and entry.country not in named and entry.label_nl == entry.label_en:
                yield "abroad_unnamed", 1, ""
        elif entry.type == CITY and entry.popularity < FAMOUS and self._personal(thing):
            yield "given_name", 1, ""
        if entry.type == CITY and entry.country not in named and _foreign_spelling(thing, entry):
            yield "foreign_spelling", 1, entry.label_nl
        if entry.type == PARTY and entry.country not in named:
            yield "party_abroad", 1, ""
            if thing.signs.initial and not any(map(_own, thing.forms)):
                yield "initial_noun", 1, ""

    def _personal(self, thing: Thing) -> bool:
        """Whether a name without a word of place is a known given name too."""
        return not thing.placed and not self._given.isdisjoint(map(fold, thing.forms))

    def _person(self, thing: Thing, entry: Entry, context: "Context") -> list[Feature]:
        features: list[Feature] = []
        terms = self.knowledge.offices(entry.id)
        if entry.popularity < KNOWN_PERSON:
            features.append(("obscure", 1, ""))
        if not parse(thing.label).full:
            borne = fold(thing.label) in map(fold, entry.names)
            features.append(("one_word" if borne else "surname_only", 1, ""))
        if thing.published and any(term.start and term.held(thing.published) for term in terms):
            features.append(("in_office", 1, ""))
        elif thing.published and terms and all(_far(term, thing.published) for term in terms):
            features.append(("long_ago", 1, ""))
        shared = sorted({term.of for term in terms} & context.ids - {self.home})
        if shared:
            features.append(("context_named", 1, shared[0]))
        return features

    def _context(self, things: Iterable[Thing]) -> "Context":
        """What the article names without doubt: where a form has one candidate, or one that leads clearly."""
        context = Context()
        for thing in things:
            if thing.type == PERSON:
                continue
            entries = [self.knowledge.entries[identifier] for identifier in self._matched(thing)]
            matched = [entry for entry in entries if compatible(thing.type, entry.type)]
            if len(matched) == 1:
                entry = matched[0]
                context.ids.add(entry.id)
                # "The senate" and "the premier" alone are taken to be of home: they do not vouch for the country.
                if entry.country and thing.forms and not (entry.type == BODY and _all_generic(thing.forms)):
                    context.countries[entry.country].add(thing.referent)
                    if entry.country != entry.id:
                        context.inside[entry.country].add(thing.referent)
        return context


@dataclass(slots=True)
class Context:
    """What an article names without doubt: ids, and by country the things that are it or lie in it, or lie in it."""

    ids: set[str] = field(default_factory=set)
    countries: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    inside: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def elsewhere(self, entry: Entry, thing: Thing, needed: int | None) -> bool:
        """Whether the article names another country, or what lies there, so often, and the entry's less than half."""
        if needed is None:
            return False
        named = {country: len(referents - {thing.referent}) for country, referents in self.countries.items()}
        own = named.pop(entry.country or "", 0)
        return max(named.values(), default=0) >= max(needed, OUTNUMBERED * own + 1)


def decide(candidates: list[Candidate]) -> Candidate | None:
    """The best candidate, if it is good enough and clearly better than the next."""
    bounds = weights.load("link")
    if not candidates or candidates[0].value < bounds["threshold"]:
        return None
    if len(candidates) > 1 and candidates[0].value - candidates[1].value < bounds["margin"]:
        return None
    return candidates[0]


def _needed(entry: Entry, forms: Iterable[str]) -> int | None:
    """How often another country must be named for a body or party not to be the home one; None if its name decides."""
    forms = list(forms)
    if _all_generic(forms):
        return 1
    if entry.type == PARTY:
        return None if any(map(_own, forms)) else ABOUT
    label = fold(entry.label_nl)
    if label in words()["state"]:
        # "Kamer" of "Tweede Kamer" is any country's
        return 1 if all(fold(form) != label and fold(form) in label.split() for form in forms) else ABOUT
    return ABOUT if many(label) and not any(map(str.isupper, forms)) else None


def _own(form: str) -> bool:
    """Whether a name is no word of the language, as "PvdA" and "D66" are none."""
    return any(letter.isupper() or letter.isdigit() for word in form.split() for letter in word[1:])


def _foreign_spelling(thing: Thing, entry: Entry) -> bool:
    """Whether a Dutch article writes a city's name in English, though Dutch has one: "Cairo", "Milan"."""
    folded = {fold(form) for form, naming in thing.forms.items() if naming is Naming.NAME}
    return bool(folded) and entry.label_en != entry.label_nl and folded == {fold(entry.label_en)} and (
        entry.label_nl not in thing.forms
    )  # fmt: skip


def _all_generic(forms: Iterable[str]) -> bool:
    folded = [fold(form) for form in forms]
    return bool(folded) and all(map(generic, folded))


def _far(term: Office, date: str) -> bool:
    year = int(date[:YEAR])
    ended = term.end is not None and int(term.end[:YEAR]) < year - DECADE
    return ended or (term.start is not None and int(term.start[:YEAR]) > year)
