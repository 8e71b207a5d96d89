"""What an office means where its place is left out: the home country, the chamber, the party named elsewhere."""

from graphkit import ontology
from graphkit.extract import arguments, attachment, membership, titles, verbs
from graphkit.extract.phrases import ROOTED, SAID, Discourse, Phrase
from graphkit.extract.rules import RoleRule
from graphkit.model import Naming
from graphkit.syntax import Sentence, Token

# Before the type of thing that the article is about, where that is what an office means by default.
ARTICLE = "article:"
TEAM = "article:SportsTeam"
CLUB = "SportsTeam"
# How many sentences back a team may be that an office is of without saying so.
NEAR = 4
# The land abroad that the article is about.
LAND = "land:"
# Words before an office that is being given, and the slot of whose kin someone is.
BECOMING = ("tot", "als")
POSSESSIVE = "poss"
LOCAL = ("van", "in", "uit")
# What a person is by an office of a country.
MINISTER, MAYOR = "minister_of", "mayor_of"
OFFICES = ("head_of_state", "head_of_government", "minister_of", "royalty_of")


def own_country(discourse: Discourse, rule: RoleRule, holders: list[Phrase]) -> list[Phrase]:
    """The country of a known office-holder, where the article names it: "president Trump" in an article on the VS."""
    if rule.relation not in (*OFFICES, MAYOR) or "adj" not in rule.slots:
        return []
    known = {of for p in holders for of in _held(discourse, rule, p)}
    kind = "City" if rule.relation == MAYOR else "Country"
    return [p for p in discourse.phrases if p.type == kind and p.entry is not None and p.entry.id in known][:1]


def _held(discourse: Discourse, rule: RoleRule, person: Phrase) -> set[str]:
    """Of what a person whom the knowledge base knows holds or held the office, if it knows of any office at all.

    A surname alone is known by who of that name held it when the article appeared, else by who ever did; there were
    too many ministers for the latter.
    """
    entry = person.referent.entry if person.referent is not None else None
    if entry is None:
        published = discourse.analysis.article.published
        dates = (published, None) if rule.relation != MINISTER else (published,) if published else ()
        led = (discourse.knowledge.surnamed(person.text, rule.relation, date) for date in dates)
        return set(next(filter(None, led), ()))
    terms = discourse.knowledge.offices(entry.id) if entry is not None else ()
    return {term.of for term in terms if term.relation == rule.relation} if terms else {_country(person)} - {""}


def _is_foreign(discourse: Discourse, rule: RoleRule, holders: list[Phrase]) -> bool:
    """Whether the holder is known to be of another country than the one that the office means by default."""
    home = {entry.id for entry in discourse.knowledge.lookup(rule.default)[:1]}
    if rule.relation not in OFFICES:
        return False
    unnamed = [p for p in holders if not _country(p)]
    led = [_held(discourse, rule, p) for p in unnamed]
    return bool({_country(p) for p in holders} - {"", *home}) or any(of and home.isdisjoint(of) for of in led)


def _is_uncrowned(discourse: Discourse, rule: RoleRule, holders: list[Phrase]) -> bool:
    """Whether a king's or queen's title stands on somebody not known to bear it, or to have reigned."""
    # A pope's state goes without saying.
    reigning = rule.relation == "head_of_state" and bool(rule.slots) and rule.default != LAND
    if not reigning and (rule.slots or rule.relation != "royalty_of"):
        return False
    known = [p.referent.entry for p in holders if p.referent is not None and p.referent.entry is not None]
    return len(known) < len(holders) or (reigning and not all(discourse.knowledge.offices(e.id) for e in known))


def _country(person: Phrase) -> str:
    """The country of a person whom the knowledge base knows, else nothing."""
    entry = person.referent.entry if person.referent is not None else None
    return (entry.country or "") if entry is not None else ""


def meant(discourse: Discourse, role: Token, rule: RoleRule, sentence: Sentence, holders: list[Phrase]) -> list[Phrase]:
    """What an office means where its place is left out, unless a possessor or a foreign adjective tells otherwise."""
    if (
        not rule.default
        or _possessed(discourse, role)
        or _is_chosen(discourse, rule, role)
        or _is_foreign(discourse, rule, holders)
        or _is_uncrowned(discourse, rule, holders)
        or (rule.default.startswith(ARTICLE) and _is_told(discourse, rule, [role, *(h.tokens[-1] for h in holders)]))
    ):
        return []
    if rule.default.startswith(membership.OWN):
        return (
            []
            if _is_of(discourse, rule, [role, *(h.tokens[-1] for h in holders)])
            else membership.own(discourse, role, rule, holders)
        )
    if rule.default == LAND:
        return _land(discourse, rule, [role, *(h.tokens[-1] for h in holders)], holders)
    if rule.default.startswith(membership.MENTIONED):
        return membership.mentioned(discourse, rule.default)
    places = arguments.adjectives(discourse, role) or _town_behind(discourse, holders)
    if discourse.rules.descriptor(rule.default):
        phrase = discourse.institution(rule.default, sentence, role.start, next(iter(places), None))
    elif _elsewhere(discourse, rule.default, places):
        return []
    elif (land := _only_country(discourse, rule, sentence, holders)) is not None:
        phrase = land
    elif _abroad(discourse, rule.default, sentence):
        return []
    else:
        phrase = discourse.home(rule.default, sentence, role.start)
        if phrase is None and rule.default == TEAM:
            phrase = _last(discourse, sentence, role.start)
    return [phrase] if phrase is not None else []


def _last(discourse: Discourse, sentence: Sentence, at: int) -> Phrase | None:
    """The team of the nearest sentence that names any: the only one, or the only subject."""
    against = discourse.rules.labels["against"]
    before = [p for p in discourse.phrases if p.type == CLUB and p.start < at and p.naming in SAID]
    before = [p for p in before if not attachment.has_case(discourse, p.head, *against)]
    last = max((p.sentence.index for p in before), default=-1)
    here = [p for p in before if p.sentence.index == last] if sentence.index - last <= NEAR else []
    subjects = [p for p in here if discourse.leading(p.head).dep in discourse.rules.labels["subject"]]
    for found in (here, subjects):
        if len({id(p.referent) for p in found}) == 1:
            return found[-1]
    return None


def _land(discourse: Discourse, rule: RoleRule, lasts: list[Token], holders: list[Phrase]) -> list[Phrase]:
    """The one land abroad that the article speaks of, or far more than of any other: a stranger is its president.

    Only where the name stands right behind the office, and where no clubs are named, which have presidents too.
    """
    beside = discourse.following(lasts[0])
    if (
        any(_country(p) for p in holders)
        or _is_of(discourse, rule, lasts)
        or not any(beside in p.tokens for p in holders)
    ):
        return []
    named: dict[int, list[Phrase]] = {}
    for p in discourse.phrases:
        if p.type == CLUB:
            return []
        if p.type == "Country" and p.entry is not None and p.naming is not Naming.IMPLIED:
            named.setdefault(id(p.referent), []).append(p)
    first, *others = sorted(named.values(), key=len, reverse=True) or [[]]
    leads = first and all(len(first) > ROOTED * len(other) for other in others)
    return first[:1] if leads and first[0].entry is not None and first[0].entry.id not in discourse.homes() else []


def _is_told(discourse: Discourse, rule: RoleRule, lasts: list[Token]) -> bool:
    """Whether a name that is not known as a place says of what: "burgemeester Jansen van West Drechterwold"."""
    for last in lasts:
        mark = discourse.following(last)
        name = discourse.following(mark) if mark is not None and mark.lower in rule.slots else None
        while name is not None and name.pos in discourse.rules.labels["determiner_pos"] and not name.text.istitle():
            name = discourse.following(name)
        if name is not None and name.text[:1].isupper():
            return True
    return False


def _is_of(discourse: Discourse, rule: RoleRule, lasts: list[Token]) -> bool:
    """Whether it is said of what, be it no name: "voorman X van de vissers"."""
    behind = (discourse.following(last) for last in lasts)
    return any(mark is not None and mark.lower in rule.slots for mark in behind)


def _town_behind(discourse: Discourse, holders: list[Phrase]) -> list[Phrase]:
    """The town that stands with a preposition right behind who holds the office: "wethouder X van Zwolle"."""
    for holder in holders:
        mark = discourse.following(holder.tokens[-1])
        town = discourse.at(discourse.following(mark)) if mark is not None and mark.lower in LOCAL else None
        if town is not None and town.type == "City":
            return [town]
    return []


def _possessed(discourse: Discourse, role: Token) -> bool:
    """Whether it is said whose office it is: "Trumps minister", but not "haar ambtgenoot van Financiën"."""
    behind = discourse.following(role)
    if titles.is_counterpart(discourse, role) and behind is not None and behind.lower in titles.OF:
        return False
    if role.child(*discourse.rules.labels["possessive"]) is not None:
        return True
    before = discourse.at(discourse.preceding(role))
    return before is not None and before.type == "Person" and before.text.endswith("s")


def _is_chosen(discourse: Discourse, rule: RoleRule, role: Token) -> bool:
    """Whether someone is chosen as a prince, as carnival has them: a title of birth is not given."""
    return rule.relation == "royalty_of" and role.child(*discourse.rules.labels["case"], "mark") is not None


def _elsewhere(discourse: Discourse, default: str, places: list[Phrase]) -> bool:
    """Whether one of the places whose adjective stands on the office lies outside the country of the default."""
    home = {home for entry in discourse.knowledge.lookup(default)[:1] for home in (entry.id, entry.country)}
    if not all(home):
        return False  # A body of many countries has members of each.
    return any(p.entry is None or p.type == "Country" or p.entry.country not in home for p in places)


def _abroad(discourse: Discourse, default: str, sentence: Sentence) -> bool:
    """Whether the sentence speaks of another country's adjective or body, and the article never names the default."""
    entries = discourse.knowledge.lookup(default)
    if not entries or entries[0].type != "Country":
        return False
    countries = [p for p in discourse.phrases if p.type == "Country" and p.entry is not None]
    if any(p.entry is not None and p.entry.id == entries[0].id for p in countries):
        return False
    if any(p.sentence is sentence and p.naming is Naming.ADJECTIVE for p in countries):
        return True
    home = entries[0].id
    bodies = [p.entry for p in discourse.phrases if p.sentence is sentence and p.type == "GovernmentBody" and p.entry]
    if any(entry.country not in (None, home) for entry in bodies):
        return True
    places = [p for p in discourse.phrases if p.type in ("City", "Region") and p.entry is not None and p.entry.country]
    if any(p.entry is not None and p.entry.country == home for p in places):
        return False
    return any(p.sentence is sentence for p in places)


def _only_country(discourse: Discourse, rule: RoleRule, sentence: Sentence, holders: list[Phrase]) -> Phrase | None:
    """The one country named before in an article that names nothing of the default's: a stranger's office is there.

    Who is known has an office of his own, and so has who is called by the surname alone, as readers know him.
    """
    home = next((entry.id for entry in discourse.knowledge.lookup(rule.default)[:1]), None)
    stranger = any(len(p.tokens) > 1 and not _country(p) for p in holders)
    if rule.relation not in OFFICES or home is None or not stranger:
        return None
    told = [p for p in discourse.phrases if p.entry is not None and p.naming is not Naming.IMPLIED]
    if any(home in (p.entry.id, p.entry.country) for p in told if p.entry is not None):
        return None
    lands = {p.entry.id: p for p in reversed(told) if p.type == "Country" and p.entry is not None}
    if len(lands) != 1 or min(p.sentence.index for p in lands.values()) >= sentence.index:
        return None
    name, land = lands.popitem()
    return discourse.imply(discourse.knowledge.entries[name].label_nl, land.sentence)


def appointing(discourse: Discourse, role: Token, rule: RoleRule) -> list[Phrase]:
    """The body that gives one of its own offices: "de bond kiest X tot voorzitter"."""
    labels, verb = discourse.rules.labels, role.head
    given = any(case.lower in BECOMING for case in role.all_children(*labels["case"], "mark"))
    if verb is None or not given or verbs.verb_lemma(discourse, verb) not in discourse.rules.nouns["appoint"]:
        return []
    kinds = ontology.load()
    found = arguments.slot(discourse, verb, "nsubj", kind="verb")
    return [
        p for p in found
        if kinds.is_a(p.type, "Organization") and not rule.inverted and kinds.accepts(rule.relation, "Person", p.type)
    ]  # fmt: skip


def kin(discourse: Discourse, role: Token, rule: RoleRule, holders: list[Phrase]) -> list[Phrase]:
    """Whose kin a bare noun names: "X en dochter Y", and the subject's in "X woont met dochter Y in Z"."""
    labels = discourse.rules.labels
    if POSSESSIVE not in rule.slots or role.child("det", *labels["possessive"]) is not None:
        return []
    if not any(p.head.index > role.index for p in holders) or rule.role not in discourse.rules.nouns["own_kin"]:
        return []
    if role.dep in labels["conjunct"] and role.head is not None:
        found = [p for p in (discourse.headed(role.head),) if p is not None]
    elif attachment.has_case(discourse, role, *labels["kin_preposition"]) and role.head is not None:
        found = arguments.slot(discourse, role.head, "nsubj", kind="verb")
    else:
        return []
    return [p for p in found if p.type == "Person" and p not in holders]
