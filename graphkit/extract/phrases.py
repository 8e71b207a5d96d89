"""What extraction works on: phrases that name something, and the discourse that holds them."""

from dataclasses import dataclass, field

from graphkit.extract import topics
from graphkit.extract.rules import Rules
from graphkit.knowledge import Entry, Knowledge
from graphkit.model import NOTHING_KNOWN, Mention, Naming, Span
from graphkit.syntax import Analysis, Sentence, Token

# The sentences that tell what an article is about.
EARLY = 2
# And how many a country may be whose army or government is meant.
JUST = 1
# What names a thing in words of its own.
SAID = (Naming.NAME, Naming.DESCRIPTION)
# How often an article names the contest that it is about, if not in its first sentences.
OFTEN = 3
# How many times as often as any other an article names the team that it is about.
ROOTED = 2
# What lies in a country.
WITHIN_COUNTRY = ("City", "Region", "Facility")
# An article is about a town or a land abroad that it names more often.
ABROAD = 2
# A shorter noun is no part of a word: the "Boekenweek" is no "EK".
SHORTEST_SUFFIX = 4


@dataclass(slots=True, eq=False)
class Referent:
    """One thing that the article speaks of, with the phrases that name it.

    `open` holds the types that it may turn out to have where only the pipeline's coarse label gave the present one.
    """

    phrases: list["Phrase"] = field(default_factory=list)
    type: str = ""
    entry: Entry | None = None
    open: frozenset[str] = frozenset()

    def become(self, kind: str) -> None:
        """Takes a type that a relation has shown it to have."""
        self.type, self.open = kind, frozenset()
        for phrase in self.phrases:
            phrase.type = kind

    @property
    def name(self) -> str:
        """What to call it: the label of a known entry, else the longest name."""
        if self.entry is not None:
            return self.entry.label_nl
        names = [p.text for p in self.phrases if p.naming is Naming.NAME] or [p.text for p in self.phrases]
        return max(names, key=len)

    @property
    def id(self) -> str:
        """Stable within the article: the place where it is named first, or the id of what is implied."""
        first = self.phrases[0]
        if first.naming is Naming.IMPLIED:
            return first.entry.id if first.entry else first.text
        return f"{first.start}-{first.end}"


@dataclass(slots=True, eq=False)
class Phrase:
    """A piece of the text that names something; `start` and `end` may cut a token ("PSV" in "PSV-aanvaller").

    `told` says that a word in or beside the name, and not the pipeline alone, gave the type, `other` that the name is
    not that of what is known by it.
    """

    sentence: Sentence
    tokens: list[Token]
    start: int
    end: int
    text: str
    type: str
    naming: Naming = Naming.NAME
    entry: Entry | None = None
    referent: Referent | None = None
    row: str = ""
    noun: str = ""
    place: "Phrase | None" = None
    told: bool = False
    other: bool = False

    @property
    def head(self) -> Token:
        """The token through which the phrase hangs in its sentence."""
        tokens = self.tokens
        return tokens[0] if len(tokens) == 1 else next((t for t in tokens if t.head not in tokens), tokens[0])

    def mention(self, article: str) -> Mention:
        """The phrase as the mention that leaves extraction."""
        referent = self.referent
        if referent is None:
            message = f"no referent for {self.text!r}"
            raise ValueError(message)
        entry, kind = referent.entry, referent.type or self.type
        nothing = NOTHING_KNOWN if any(p.other for p in referent.phrases) else None
        known = entry.id if entry else nothing
        return Mention(article, Span(self.start, self.end), self.text, kind, referent.id, self.naming, known)


def _foremost(named: list[list[Phrase]]) -> Phrase | None:
    """The town abroad that an article names most, if it names it often enough to be about it."""
    first, *others = sorted(named, key=len, reverse=True) or [[]]
    return first[0] if len(first) > ABROAD and all(len(other) < len(first) for other in others) else None


@dataclass(slots=True, eq=False)
class Discourse:
    """An analysed article with the phrases found in it, and what each token belongs to."""

    analysis: Analysis
    rules: Rules
    knowledge: Knowledge
    phrases: list[Phrase] = field(default_factory=list)
    referents: list[Referent] = field(default_factory=list)
    naming: dict[int, Phrase] = field(default_factory=dict)
    adjectives: dict[int, Phrase] = field(default_factory=dict)
    prefixes: dict[int, Phrase] = field(default_factory=dict)
    implied: dict[str, Phrase] = field(default_factory=dict)
    antecedents: dict[int, Phrase] = field(default_factory=dict)
    plurals: dict[int, list[Phrase]] = field(default_factory=dict)
    honours: dict[int, Phrase] = field(default_factory=dict)
    peoples: dict[int, Phrase] = field(default_factory=dict)
    speakers: dict[int, Phrase] = field(default_factory=dict)
    verbs: dict[int, str] = field(default_factory=dict)
    clauses: dict[int, list[Token]] = field(default_factory=dict)
    told: dict[int, int] = field(default_factory=dict)
    governors: dict[int, Token] = field(default_factory=dict)
    sports: float | None = None

    def sentence(self, token: Token) -> Sentence:
        """The sentence that the token stands in."""
        return token.sentence

    def following(self, token: Token) -> Token | None:
        """The next token of the sentence."""
        tokens = token.sentence.tokens
        return tokens[token.index + 1] if token.index + 1 < len(tokens) else None

    def preceding(self, token: Token) -> Token | None:
        """The token before it in the sentence."""
        return token.sentence.tokens[token.index - 1] if token.index else None

    def add(self, phrase: Phrase) -> Phrase:
        """Takes the phrase in; its tokens are then its own."""
        self.phrases.append(phrase)
        for token in phrase.tokens:
            self.naming[id(token)] = phrase
        return phrase

    def text(self, tokens: list[Token]) -> str:
        """The article's text from the first of the tokens to the last."""
        return self.analysis.article.text[tokens[0].start : tokens[-1].end]

    def at(self, token: Token | None) -> Phrase | None:
        """The name or description that the token is part of."""
        return None if token is None else self.naming.get(id(token))

    def headed(self, token: Token | None) -> Phrase | None:
        """The phrase that hangs in the sentence through this token."""
        phrase = self.at(token)
        return phrase if phrase is not None and phrase.head is token else None

    def things(self, sentence: Sentence) -> int:
        """How many things the words of a sentence name or refer back to, once all that is known.

        Whatever holds phrases by their token counts: a rule finds both its ends there, or outside the sentence.
        """
        if not self.told:
            by_token = (self.naming, self.prefixes, self.adjectives, self.antecedents, self.honours, self.peoples)
            known = set[int]().union(*by_token)
            for each in self.analysis.sentences:
                keys = [key for key in map(id, each.tokens) if key in known]
                phrases = [held[key] for held in by_token for key in keys if key in held]
                phrases += [phrase for key in map(id, each.tokens) for phrase in self.plurals.get(key, ())]
                self.told[each.index] = len({id(phrase.referent or phrase) for phrase in phrases})
        return self.told[sentence.index]

    def home(self, name: str, sentence: Sentence, at: int) -> Phrase | None:
        """What a rule's default names: a known thing, or with `article:City` the city that the article is about.

        That is the known city of the newspaper's country that the sentence names alone; else the only one of which the
        article names a municipality or council in full; else the first of those that it names most.
        """
        _, article, kind = name.partition("article:")
        if not article:
            return self._abroad(name, sentence) or self.imply(name, sentence) or self.institution(name, sentence, at)
        if kind == "Country":
            return self._country(sentence)
        if kind == "SportsTeam":
            return self._team(kind)
        if kind == "SportsTeam:national":
            return self._national()
        home = self.homes()
        known: dict[int, list[Phrase]] = {}
        for p in self.phrases:
            if p.type == kind and p.entry is not None and p.naming is not Naming.IMPLIED:
                known.setdefault(id(p.referent), []).append(p)
        cities = {key: named for key, named in known.items() if any(p.entry.country in home for p in named if p.entry)}
        if not cities:
            return _foremost(list(known.values()))
        here = [named[0] for named in cities.values() if any(p.sentence is sentence for p in named)]
        if len(here) == 1:
            return here[0]
        bodies = [
            p.place for p in self.phrases
            if len(p.tokens) > 1 and p.place is not None and id(p.place.referent) in cities
            and any(rule.home == name for rule in self.rules.descriptor(p.noun))
        ]  # fmt: skip
        if len({id(place.referent) for place in bodies}) == 1:
            return bodies[0]
        most = max(map(len, cities.values()))
        often = [named[0] for named in cities.values() if len(named) >= most - 1]
        return min(often, key=lambda p: p.start)

    def homes(self) -> set[str]:
        """The ids of what the newspaper's own country may be called."""
        return {entry.id for word in self.rules.modifiers["home"] for entry in self.knowledge.lookup(word)}

    def _abroad(self, name: str, sentence: Sentence) -> Phrase | None:
        """The country abroad where the article plays, if it plays there and names nothing of home."""
        home = self.homes()
        if name not in self.rules.modifiers["home"] or any(
            p.entry is not None and not home.isdisjoint((p.entry.id, p.entry.country)) for p in self.phrases
        ):
            return None
        most = max(self._lands().values(), key=len, default=[])
        return self._country(sentence) if len(most) > ABROAD else None

    def _lands(self) -> dict[str, list[Phrase]]:
        """What the article names of each country, by the country's id: itself and the places in it."""
        named: dict[str, list[Phrase]] = {}
        for p in self.phrases:
            if p.entry is not None and p.naming is not Naming.IMPLIED:
                land = p.entry.id if p.type == "Country" else p.entry.country if p.type in WITHIN_COUNTRY else None
                named.setdefault(land or "", []).append(p)
        named.pop("", None)
        return named

    def _alone_in(self, lands: dict[str, list[Phrase]], index: int) -> str:
        """The one country of which a sentence names anything."""
        here = [land for land, phrases in lands.items() if any(p.sentence.index == index for p in phrases)]
        return here[0] if len(here) == 1 else ""

    def _country(self, sentence: Sentence) -> Phrase | None:
        """The country where the article plays: the one that it names most, itself or by its towns.

        That is named more than once, or alone; else the one that the sentence names alone, or the one before it, else
        that of the newspaper.
        """
        named = self._lands()
        most = max(named, key=lambda land: len(named[land]), default="")
        if len(named) > 1 and len(named[most]) < 2:  # noqa: PLR2004
            near = (self._alone_in(named, sentence.index - back) for back in range(JUST + 1))
            most = self._governed(sentence) or next(filter(None, near), "")
        entry = self.knowledge.get(most) if most else None
        told = next((p for p in named.get(most, ()) if p.type == "Country"), None)
        return told or self.imply(entry.label_nl if entry else self.rules.modifiers["home"][0], sentence)

    def _governed(self, sentence: Sentence) -> str:
        """The land of the only body of a land that the sentence describes: "de Franse marine" beside "het leger"."""
        lands = {
            p.place.entry.id
            for p in self.phrases
            if p.sentence is sentence and p.naming is Naming.DESCRIPTION and len(p.tokens) > 1
            and p.place is not None and p.place.type == "Country" and p.place.entry is not None
        }  # fmt: skip
        return lands.pop() if len(lands) == 1 else ""

    def _team(self, kind: str) -> Phrase | None:
        """The team that the article names far more often than any other."""
        named: dict[int, list[Phrase]] = {}
        for p in self.phrases:
            if p.type == kind and p.naming in SAID:
                named.setdefault(id(p.referent), []).append(p)
        most = max(named.values(), key=len, default=[])
        others = max((len(phrases) for phrases in named.values() if phrases is not most), default=0)
        return most[0] if len(most) > ROOTED * others else None

    def leading(self, token: Token) -> Token:
        """The token, or the first of those that it is coordinated with."""
        while token.dep in self.rules.labels["conjunct"] and token.head is not None:
            token = token.head
        return token

    def _national(self) -> Phrase | None:
        """The one team of a land that the article names: described by its adjective, or known by a name of its own."""
        teams = [p for p in self.phrases if p.type == "SportsTeam"]
        own = [p for p in teams if p.text.lower() in self.rules.nouns["national"]]
        lands = [
            p for p in teams if p.naming is Naming.DESCRIPTION and p.place is not None and p.place.type == "Country"
        ]
        found = {id(p.referent): p for p in (*own, *lands)}
        return next(iter(found.values())) if len(found) == 1 else None

    def theme(self, kind: str) -> Phrase | None:
        """The one thing of a kind that the article is about: the only one, or one named in its first sentences.

        `Event:contest` asks for a name with a noun of that class, and for no league: that is named in passing. Of
        several in the first sentences it is the one named most. An article of sports may also name it later, if often,
        and one that speaks of sports throughout may call it anything.
        """
        kind, _, group = kind.partition(":")
        named: dict[int, list[Phrase]] = {}
        for p in self.phrases:
            if p.type == kind and p.naming in SAID:
                named.setdefault(id(p.referent), []).append(p)
        everything = list(named.values())
        if not group:
            early = [ps for ps in everything if ps[0].sentence.index <= EARLY]
            found = everything if len(everything) == 1 else early
            return found[0][0] if len(found) == 1 else None
        fitting = [ps for ps in everything if any(self.is_of(group, p) for p in ps)]
        early = [ps for ps in fitting if ps[0].sentence.index <= EARLY]
        if not early and len(fitting) == 1 and len(fitting[0]) >= OFTEN and self.is_of_sports():
            return fitting[0][0]
        if early or not self.is_of_sports(topics.THROUGHOUT):
            return topics.most(early)
        loose = [ps for ps in everything if not any(topics.is_other(self.rules, p.text) for p in ps)]
        if len(self.analysis.sentences) > topics.REPORT:
            loose = [ps for ps in loose if len(ps) > 1]  # A long article names much in passing.
        return topics.most([ps for ps in loose if ps[0].sentence.index <= EARLY]) or (
            None if fitting else topics.most(loose)
        )

    def is_of_sports(self, share: float = topics.SHARE) -> bool:
        """Whether the article speaks of sports in at least a share of its sentences."""
        if self.sports is None:
            elections = (
                sum(p.type == "PoliticalParty" for p in self.phrases) > topics.FEWEST
            )  # They are won and lost too.
            self.sports = 0.0 if elections else topics.of_sports(self.rules, self.analysis.sentences)
        return self.sports >= share

    def is_of(self, group: str, phrase: Phrase) -> bool:
        """Whether a word of the name is, or ends in, a noun of the class, and none is the contest of a season."""
        words = [word.lower() for word in phrase.text.replace("-", " ").split()]
        long = tuple(noun for noun in self.rules.nouns[group] if len(noun) >= SHORTEST_SUFFIX)
        fits = any(word in self.rules.nouns[group] or word.endswith(long) for word in words)
        return fits and self.rules.nouns["season"].isdisjoint(words)

    def institution(self, noun: str, sentence: Sentence, at: int, place: Phrase | None = None) -> Phrase | None:
        """The institution that a noun means here without naming it: the municipality of an alderman."""
        rules = self.rules.descriptor(noun)
        rule = next((r for r in rules if r.relation), None)
        if place is None and rule is not None and rule.home:
            place = self.home(rule.home, sentence, at)
        if rule is None or place is None or place.referent is None:
            return None
        noun = self.rules.institution(noun)
        same = [
            p
            for p in self.phrases
            if p.noun == noun and p.type == rule.type and p.place and p.place.referent is place.referent
        ]
        if same:
            return same[0]
        joint = " " if any("app" in r.slots for r in rules) else " van "
        text = f"{noun}{joint}{place.referent.name}"
        if text not in self.implied:
            start = self.analysis.article.body.start
            phrase = Phrase(
                sentence, sentence.tokens[:1], start, start, text, rule.type, Naming.IMPLIED, row=rule.row.rule,
                noun=noun, place=place,
            )  # fmt: skip
            phrase.referent = Referent([phrase], rule.type)
            self.referents.append(phrase.referent)
            self.implied[text] = phrase
        return self.implied[text]

    def imply(self, name: str, sentence: Sentence) -> Phrase | None:
        """A phrase for something that the text implies without naming it, such as the country of "minister Blok"."""
        if name not in self.implied:
            entries = self.knowledge.lookup(name)
            if not entries:
                return None
            entry = entries[0]
            at = self.analysis.article.body.start
            referent = next((r for r in self.referents if r.entry is not None and r.entry.id == entry.id), None)
            phrase = Phrase(sentence, sentence.tokens[:1], at, at, entry.label_nl, entry.type, Naming.IMPLIED, entry)
            if referent is None:
                referent = Referent([phrase], entry.type, entry)
                self.referents.append(referent)
            phrase.referent = referent
            self.implied[name] = phrase
        return self.implied[name]
