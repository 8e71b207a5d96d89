"""Which of the places that a clause names lies in which, where the larger comes first or the smaller stand in a row.

"In Frankrijk, onder meer in Lyon", "in Macedonië is bij Tetovo gevochten", "Keulen en Bonn in Duitsland", "Velp,
gemeente Rheden". What stands right behind a preposition or bracket is told by `attributes`.
"""

from collections.abc import Iterator
from functools import cache

from graphkit.extract import apposed, marks, pair
from graphkit.extract.findings import Finding
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.rules import Rules
from graphkit.model import Naming
from graphkit.syntax import Token

FORM = "within"
# What may lie in what: a place only in one of a later type.
SIZES = ("Facility", "Place", "City", "Region", "Country")
CITY, COUNTRY = "City", "Country"
TOWN = "article:City"
# The words between two places in one enumeration: "in Frankrijk, onder meer in de stad Lyon".
GAP = 6


def extract(discourse: Discourse) -> Iterator[Finding]:
    """What the order of the places in a clause says."""
    places = [p for p in discourse.phrases if p.type in SIZES and p.naming is not Naming.IMPLIED]
    for phrase in places:
        if phrase.naming is not Naming.ADJECTIVE:
            yield from _narrowed(discourse, phrase)
        if phrase.naming is Naming.NAME:
            yield from _listed(discourse, phrase)
            yield from _others(discourse, phrase)
            yield from _municipality(discourse, phrase)
            yield from _borough(discourse, phrase)
            yield from _street(discourse, phrase)
    yield from _clauses(discourse, places)


def is_larger(one: Phrase, other: Phrase) -> bool:
    """Whether the one is of a type that lies in no place of the other's."""
    return one.type in SIZES and other.type in SIZES and SIZES.index(one.type) > SIZES.index(other.type)


def is_part(discourse: Discourse, place: Phrase) -> bool:
    """Whether a noun says that the place is part of a town: "de wijk Ypenburg"."""
    before = discourse.preceding(place.tokens[0])
    return before is not None and before.lemma.lower() in discourse.rules.nouns["quarter"]


def _findings(discourse: Discourse, small: Phrase, large: Phrase) -> Iterator[Finding]:
    yield from pair.findings(discourse.rules.attributes.get(FORM, ()), small, large)


def agree(small: Phrase, large: Phrase) -> bool:
    """Whether what is known of both does not put them in two countries, and puts the smaller in one at all."""
    whole = large.place if large.naming is Naming.DESCRIPTION and large.place is not None else large
    if small.entry is None or whole.entry is None or small.entry.country is None:
        return False
    return small.entry.country == (whole.entry.id if whole.type == COUNTRY else whole.entry.country)


def _is_placed(discourse: Discourse, phrase: Phrase) -> bool:
    cases = _anchor(discourse, phrase).all_children(*discourse.rules.labels["case"])
    return any(case.lower in discourse.rules.modifiers["whereabouts"] for case in cases)


def _anchor(discourse: Discourse, phrase: Phrase) -> Token:
    """The token that holds the place in its clause: of "in de stad Nice" the noun."""
    labels, noun = discourse.rules.labels, phrase.head.head
    named = phrase.head.dep in labels["apposition"] | labels["flat"] | {"nmod"}
    apposed_to = named and noun is not None and phrase.head.child(*labels["case"]) is None
    return noun if noun is not None and apposed_to and noun.pos in labels["noun_pos"] else phrase.head


def _narrowed(discourse: Discourse, large: Phrase) -> Iterator[Finding]:
    """The smaller places behind a larger one and a comma: "in Frankrijk, onder meer in Parijs en Lyon"."""
    comma = discourse.following(large.tokens[-1])
    if comma is None or comma.text != "," or not _is_placed(discourse, large):
        return
    token = discourse.following(comma)
    for _ in range(GAP):
        if token is None or discourse.at(token) is not None or token.pos in discourse.rules.labels["verb_pos"]:
            break
        token = discourse.following(token)
    first = discourse.at(token)
    if first is None or first.naming is not Naming.NAME or not _is_placed(discourse, first):
        return
    for small in apposed.row(discourse, first):
        part = large.type == CITY and is_part(discourse, small)
        if part or (is_larger(large, small) and agree(small, large)):
            yield from _findings(discourse, small, large)


def _listed(discourse: Discourse, first: Phrase) -> Iterator[Finding]:
    """The country behind the last town of a row, for those before: "Keulen, Bonn en Aken in Duitsland"."""
    row = apposed.row(discourse, first)
    joint = discourse.following(row[-1].tokens[-1])
    large = discourse.at(discourse.following(joint)) if joint is not None and len(row) > 1 else None
    if joint is None or large is None or joint.lower not in discourse.rules.modifiers["whereabouts"]:
        return
    if is_larger(large, first) and agree(first, large):
        yield from _findings(discourse, first, large)


def _others(discourse: Discourse, first: Phrase) -> Iterator[Finding]:
    """The land whose "other towns" a row goes on with: "Parijs en andere Franse steden"."""
    words = discourse.rules.modifiers
    row = apposed.row(discourse, first)
    token = discourse.following(row[-1].tokens[-1])
    if token is None or token.pos != "CCONJ":
        return
    word = discourse.following(token)
    while word is not None and word.lower in words["further"]:
        word = discourse.following(word)
        adjective = discourse.adjectives.get(id(word))
        if adjective is not None and is_larger(adjective, first):
            yield from _findings(discourse, first, adjective)
            return


def _municipality(discourse: Discourse, village: Phrase) -> Iterator[Finding]:
    """The municipality or province behind a village and a comma or bracket: "Velp, gemeente Rheden"."""
    mark = discourse.following(village.tokens[-1])
    if mark is None or mark.text not in (",", "("):
        return
    token = marks.past_article(discourse, discourse.following(mark))
    body = discourse.at(token)
    whole = body.place if body is not None and body.naming is Naming.DESCRIPTION else body
    named = token is not None and token.lemma.lower() in discourse.rules.nouns["larger"]
    behind = whole is not None and whole.sentence is village.sentence and whole.start > village.start
    if named and behind and whole is not None and village.type in ("Place", CITY):
        yield from _findings(discourse, village, whole)


def _borough(discourse: Discourse, quarter: Phrase) -> Iterator[Finding]:
    """The town that the article is about, of a quarter that is called by its side of the town: "in Nieuw-West"."""
    if quarter.text.lower() not in discourse.rules.nouns["borough"] or quarter.entry is not None:
        return
    town = discourse.home(TOWN, quarter.sentence, quarter.start)
    if town is not None:
        yield from _findings(discourse, quarter, town)


def _street(discourse: Discourse, street: Phrase) -> Iterator[Finding]:
    """The town that the article is about, of a street, where the sentences around name no other and lead to none."""
    if street.type != "Facility" or not street.tokens[-1].lower.endswith(_thoroughfares(discourse.rules)):
        return
    town = discourse.home(TOWN, street.sentence, street.start)
    near = [p for p in discourse.phrases if p.type == CITY and abs(p.sentence.index - street.sentence.index) <= 1]
    if town is None or not near or any(p.referent is not town.referent or _is_goal(discourse, p) for p in near):
        return
    yield from _findings(discourse, street, town)


@cache
def _thoroughfares(rules: Rules) -> tuple[str, ...]:
    return tuple(sorted(rules.nouns["thoroughfare"]))


def _is_goal(discourse: Discourse, town: Phrase) -> bool:
    """Whether something goes to the town or through it: "de weg naar X"."""
    cases = town.head.all_children(*discourse.rules.labels["case"])
    return any(case.lower in discourse.rules.modifiers["bound"] for case in cases)


def _clauses(discourse: Discourse, places: list[Phrase]) -> Iterator[Finding]:
    """A country and a town in it that tell together where the verb happens: "in Macedonië is bij Tetovo gevochten"."""
    held: dict[int, list[Phrase]] = {}
    for phrase in places:
        verb = _anchor(discourse, phrase).head
        if verb is not None and verb.pos in discourse.rules.labels["verb_pos"] and _is_placed(discourse, phrase):
            held.setdefault(id(verb), []).append(phrase)
    for beside in held.values():
        for small in beside:
            for large in beside:
                if large.type == COUNTRY and is_larger(large, small) and agree(small, large):
                    yield from _findings(discourse, small, large)
