"""What offices leave to the rest of the text: whose party a leader's is, and who is an example of a plural."""

from collections.abc import Iterator

from graphkit import ontology
from graphkit.extract import arguments, kinds
from graphkit.extract.phrases import ROOTED, SAID, Discourse, Phrase
from graphkit.extract.rules import RoleRule
from graphkit.model import Naming
from graphkit.syntax import Token

OWN, MENTIONED = "own:", "mentioned:"
BODY = "GovernmentBody"
HEAD, MEMBER = "head_of", "member_of"
PARTY = "PoliticalParty"
# The types that count as one where an office leaves open of what it is.
WON = "award_received"
KINDS = {"Organization": ("Organization", "Company", "SportsTeam")}
# Where a party's group may sit, and the council of a town.
SEATS = ("City", "Region", "GovernmentBody")
COUNCIL = "gemeenteraad"
PLURAL = "Number=Plur"
# Between a plural and its examples stands at most what they are of: "Kamerleden van de oppositie, zoals X".
GAP = 8


def exemplified(discourse: Discourse, role: Token) -> list[Phrase]:
    """The persons who are named as examples of those who hold an office: "Kamerleden, onder wie X en Y"."""
    if PLURAL not in role.morph:
        return []
    token = discourse.following(role)
    for _ in range(GAP):
        if token is None or token.pos in discourse.rules.labels["verb_pos"] or discourse.at(token) is not None:
            return []
        after = discourse.following(token)
        if token.lower in discourse.rules.modifiers["example"]:
            phrase = discourse.at(after)
            named = arguments.referred(discourse, phrase.head) if phrase is not None else []
            return [p for p in named if p.type == "Person"]
        token = after
    return []


def beside(discourse: Discourse, role: Token, named: list[Phrase]) -> list[Phrase]:
    """The persons who go on the row of those a plural names, past their brackets: "de ministers X (A) en Y (B)"."""
    found = list(named)
    if PLURAL not in role.morph or not found or discourse.following(role) is not found[0].tokens[0]:
        return found
    while True:
        token = discourse.following(found[-1].tokens[-1])
        if token is not None and token.text == "(":
            while token is not None and token.text != ")":
                token = discourse.following(token)
            token = discourse.following(token) if token is not None else None
        if token is None or not (token.pos == "CCONJ" or token.text == ","):
            break
        phrase = discourse.at(discourse.following(token))
        if phrase is None or phrase.type != "Person" or phrase in found:
            break
        found.append(phrase)
    return found


def of_group(discourse: Discourse, role: Token, rule: RoleRule) -> str:
    """What leading a party's group is: who does so in a council or a province is a member of it. Else nothing."""
    if rule.relation != HEAD or rule.role not in discourse.rules.nouns["fraction"]:
        return ""
    return MEMBER if _is_local(discourse, role) else HEAD


def seat(discourse: Discourse, role: Token) -> list[Phrase]:
    """The chamber or council that somebody sits in for a party: "fractievoorzitter van X in de Tweede Kamer"."""
    token = discourse.following(role)
    for _ in range(GAP):
        if token is None or token.pos in discourse.rules.labels["verb_pos"]:
            break
        phrase = discourse.at(token)
        if phrase is not None and phrase.type == BODY and _placed(discourse, phrase):
            return [phrase]
        token = discourse.following(token)
    return []


def elected_for(discourse: Discourse, role: Token) -> list[Phrase]:
    """The party for which somebody holds an office, further on: "lid van de Kamer voor X", "statenlid in B voor X"."""
    token = discourse.following(role)
    for _ in range(GAP):
        if token is None or token.pos in discourse.rules.labels["verb_pos"] | {"PUNCT"}:
            break
        phrase = discourse.at(token)
        if phrase is not None and phrase.type == PARTY and _behind(discourse, phrase, "voor"):
            return [phrase]
        token = discourse.following(token)
    return []


def mentioned(discourse: Discourse, default: str) -> list[Phrase]:
    """The one body of a sort that the article speaks of, `mentioned:` and its noun: the council of a councillor."""
    noun = default.removeprefix(MENTIONED)
    found = {id(p.referent): p for p in discourse.phrases if p.noun == noun and p.naming is Naming.DESCRIPTION}
    return list(found.values()) if len(found) == 1 else []


def _is_local(discourse: Discourse, role: Token) -> bool:
    """Whether a council, a town or a region is where the group sits; else whether the article knows only a council."""
    if any(p.type != "Country" for p in arguments.adjectives(discourse, role)):
        return True
    chambers = {e.id for name in discourse.rules.modifiers["chamber"] for e in discourse.knowledge.lookup(name)[:1]}
    token = role
    for _ in range(GAP):
        following = discourse.following(token)
        if following is None or following.pos in discourse.rules.labels["verb_pos"]:
            break
        token = following
        phrase = discourse.at(token)
        if phrase is not None and phrase.type in SEATS and _placed(discourse, phrase):
            return phrase.entry is None or phrase.entry.id not in chambers
    if any(p.entry is not None and p.entry.id in chambers for p in discourse.phrases):
        return False
    return any(p.noun == COUNCIL for p in discourse.phrases)


def _placed(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether the phrase stands behind a preposition of place."""
    return _behind(discourse, phrase, "in")


def _behind(discourse: Discourse, phrase: Phrase, preposition: str) -> bool:
    first = discourse.preceding(phrase.tokens[0])
    if first is not None and first.pos == "DET":
        first = discourse.preceding(first)
    return first is not None and first.lower == preposition


def own(discourse: Discourse, role: Token, rule: RoleRule, holders: list[Phrase]) -> list[Phrase]:
    """What of a type an office without it belongs to: what the text gives its one holder, else what it is about.

    The rule's default is `own:` and the type: "X (D66)", "D66'er X", and "fractieleider X" in a text about D66.
    """
    kind = rule.default.removeprefix(OWN)
    if len(holders) != 1 or holders[0].referent is None:
        return []
    found = {id(other.referent): other for other in _adjoining(discourse, holders[0], kind)}
    if (
        found
        or rule.role not in (role.lower, role.lemma.lower())
        or (kind == PARTY and _is_told_apart(discourse, role))
    ):
        return list(found.values()) if len(found) == 1 else []
    groups = _spoken_of(discourse, kind)
    belongs = known(discourse, holders[0], kind)
    if belongs:
        return [named for named, _ in groups if named.entry is not None and named.entry.id in belongs][:1]
    return [] if _is_acted_on(discourse, role, kind) else _meant(groups, role.sentence.index, far=kind == PARTY)


def belonging(discourse: Discourse, person: Phrase, kind: str) -> Phrase | None:
    """The one thing of the type that a person is said, or known, to belong to, where the article names it."""
    found = {id(other.referent): other for other in _adjoining(discourse, person, kind)}
    if not found:
        belongs = known(discourse, person, kind)
        named = (p for p in discourse.phrases if p.entry is not None and p.entry.id in belongs and p.naming in SAID)
        found = {id(p.referent): p for p in named}
    return next(iter(found.values())) if len(found) == 1 else None


def _is_told_apart(discourse: Discourse, role: Token) -> bool:
    """Whether an adjective says which one it is: "de provinciaal voorman", "het lokale raadslid"."""
    plain = discourse.rules.modifiers["adjective"]
    told = role.all_children(*discourse.rules.labels["adjective_modifier"])
    return any(t.lemma.lower() not in plain and t.lower not in plain for t in told)


def known(discourse: Discourse, holder: Phrase, kind: str) -> set[str]:
    """What of the type a person whom the knowledge base knows belongs to or leads."""
    entry = holder.referent.entry if holder.referent is not None else None
    terms = discourse.knowledge.offices(entry.id) if entry is not None else ()
    ends = {term.of: discourse.knowledge.get(term.of) for term in terms if term.relation in (HEAD, MEMBER)}
    return {of for of, end in ends.items() if end is not None and end.type == kind}


def _adjoining(discourse: Discourse, holder: Phrase, kind: str) -> Iterator[Phrase]:
    """What of the type stands in brackets behind a person's name or at the front of the word before it."""
    for phrase in holder.referent.phrases if holder.referent is not None else ():
        if phrase.naming is not Naming.NAME:
            continue
        bracket, before = discourse.following(phrase.tokens[-1]), discourse.preceding(phrase.tokens[0])
        behind = discourse.at(discourse.following(bracket)) if bracket is not None and bracket.text == "(" else None
        for other in (behind, discourse.prefixes.get(id(before)) if before is not None else None):
            if other is not None and other.type == kind:
                yield other


def _spoken_of(discourse: Discourse, kind: str) -> list[tuple[Phrase, list[int]]]:
    """What the article speaks of that is of the type, by name or not, with the sentences that do so; most first.

    A company and a club are organisations too, for an office that may be of each.
    """
    kinds = KINDS.get(kind, (kind,))
    found: dict[int, tuple[Phrase, list[int]]] = {}
    named = [(p, p.sentence.index) for p in discourse.phrases if p.naming in (Naming.NAME, Naming.DESCRIPTION)]
    tokens = discourse.analysis.tokens()
    again = [(discourse.antecedents[id(t)], t.sentence.index) for t in tokens if id(t) in discourse.antecedents]
    for phrase, index in (*named, *again):
        if phrase.type in kinds:
            found.setdefault(id(phrase.referent), (phrase, []))[1].append(index)
    return sorted(found.values(), key=lambda pair: len(pair[1]), reverse=True)


def _is_acted_on(discourse: Discourse, role: Token, kind: str) -> bool:
    """Whether the sentence names something of the type as what is done to: "directeur X noemt Shell laks".

    A second subject of the same verb is a misread object.
    """
    kinds, labels = KINDS.get(kind, (kind,)), discourse.rules.labels
    here = [p.head for p in discourse.phrases if p.sentence is role.sentence and p.type in kinds]
    return any(t.dep in labels["object"] or (t.head is role.head and t.dep in labels["subject"]) for t in here)


def _meant(groups: list[tuple[Phrase, list[int]]], at: int, *, far: bool) -> list[Phrase]:
    """What an office means of what the article speaks of: the one thing, or what it speaks of most, if it is near.

    Nothing else may stand in the sentence. `far` takes what is most spoken of wherever it stands, and what alone is
    near.
    """
    here = [named for named, sentences in groups if at in sentences]
    near = here or [named for named, sentences in groups if at - 1 in sentences]
    if not groups or len(here) > 1:
        return []
    main, often = groups[0][0], len(groups[0][1])
    rival = len(groups[1][1]) if len(groups) > 1 else 0
    if often > rival and (near == [main] or (far and not near and often > ROOTED * rival)):
        return [main]
    return near if far and len(near) == 1 and not here else []


def may_hold(discourse: Discourse, role: Token, phrase: Phrase) -> bool:
    """Whether the name may be who the noun speaks of: a person, or a firm where firms are such: "eigenaar Ahold"."""
    if phrase.type == "Person":
        return True
    return (
        phrase.naming is Naming.NAME
        and ontology.load().is_a(phrase.type, "Organization")
        and kinds.held_by_firms(discourse, role)
    )


def counted(discourse: Discourse, role: Token) -> Token:
    """The noun itself, or the "een" of which it says who they are: "een van de oprichters van X"."""
    one = role.head
    copula = one.child(*discourse.rules.labels["copula"]) if one is not None and one.pos == "NUM" else None
    return one if one is not None and copula is not None and role.dep in discourse.rules.labels["oblique"] else role


def is_won(rules: tuple[RoleRule, ...]) -> bool:
    """Whether the noun's front names a prize, and so nobody's employer: "AKO-winnaar"."""
    return any(rule.relation == WON for rule in rules)
