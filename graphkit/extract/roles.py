"""Offices, jobs and kinship: what a noun in front of, behind or said of a person's name says about that person."""

from collections.abc import Callable, Iterator, Mapping

from graphkit import ontology
from graphkit.extract import (
    apposed,
    arguments,
    attachment,
    compounds,
    defaults,
    incumbents,
    membership,
    posts,
    titles,
    verbs,
)
from graphkit.extract.findings import Finding
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.rules import RoleRule
from graphkit.model import Naming
from graphkit.syntax import Sentence, Token

PLURAL = "Number=Plur"
FAMILY = "role"
AS = "als"
ON_BEHALF = "namens"
AT, ON = "bij", "aan"
ELECTED = "elected"
# A shorter word is what the tagger says that it is, be it an office elsewhere: "spits", "trainer".
LONG = 7


def extract(discourse: Discourse) -> Iterator[Finding]:
    """What the role nouns of each sentence say."""
    for sentence in discourse.analysis.sentences:
        for token in sentence.tokens if discourse.things(sentence) else ():
            if not _is_nominal(discourse, token) and not _is_set_off_job(discourse, token):
                continue
            rules = _rules(discourse, token)
            job = not rules and _may_be_job(discourse, token)
            if not rules and not job and id(token) not in discourse.prefixes:
                continue
            holders = _holders(discourse, token)
            said = list(_apply(discourse, sentence, token, rules, holders)) if holders else []
            yield from said
            prefix = discourse.prefixes.get(id(token))
            seated = bool(said) and prefix is not None and prefix.type == membership.BODY  # "de Kamerleden X en Y"
            if not (seated or membership.is_won(rules) or any(f.object is prefix for f in said)):
                yield from _by_form(discourse, sentence, token, holders, "pre")
            for form in (ON_BEHALF, ELECTED) if rules else ():
                yield from _by_form(discourse, sentence, token, holders, form)
            if rules and not said:
                yield from _by_form(discourse, sentence, token, holders, AT)
            if job or titles.is_counterpart(discourse, token):
                works = _by_form(discourse, sentence, token, holders, "job")
                yield from (f for f in works if job or f.relation == membership.MEMBER)


def _rules(discourse: Discourse, token: Token) -> tuple[RoleRule, ...]:
    """The rules of a role noun, with prefixes such as oud- taken off."""
    if not _is_nominal(discourse, token):
        return ()
    inside = discourse.at(token)
    named = inside is not None and inside.naming is Naming.NAME and len(inside.tokens) > 1 and token.text.istitle()
    if named or titles.begins_name(discourse, token) or titles.is_inside(discourse, token):
        return ()
    longer = titles.long(discourse, token)
    if longer:
        return discourse.rules.roles[longer]
    if titles.is_counterpart(discourse, token):
        return titles.of_counterpart(discourse, token)
    word = role_word(discourse, token)
    roles = discourse.rules.roles
    said = roles.get(_with_previous(discourse, token, word)) or roles.get(token.lower) or discourse.rules.role(word)
    return said or discourse.rules.role(token.lower)  # A rare compound's lemma may be cut: "oud-wereldkampio".


def _is_nominal(discourse: Discourse, token: Token) -> bool:
    """Whether the token is a noun, or an office that the tagger takes for something else: "X, stewardess bij Y"."""
    labels = discourse.rules.labels
    if token.pos in labels["noun_pos"] or token.pos in labels["name_pos"] or id(token) in discourse.prefixes:
        return True
    common = token.text.islower() or token.sentence.opens_with(token)
    rules = discourse.rules.role(token.lower) if len(token.text) >= LONG and common else ()
    if not rules:
        return False
    behind, before = discourse.following(token), discourse.preceding(token)
    person = discourse.at(behind)
    if person is not None and person.type == "Person":
        return before is None or before.pos != "ADV"
    return behind is not None and any(behind.lower in rule.slots for rule in rules)


def _may_be_job(discourse: Discourse, token: Token) -> bool:
    """Whether a common noun could be a job that no rule knows: it is apposed to a name, or a name to it."""
    labels = discourse.rules.labels
    if _is_set_off_job(discourse, token):
        return True
    if token.pos not in labels["noun_pos"] or discourse.at(token) is not None:
        return False
    above = discourse.at(token.head) if token.dep in labels["apposition"] else None
    return (above is not None and above.type == "Person") or any(p.type == "Person" for p in _beside(discourse, token))


def _is_set_off_job(discourse: Discourse, token: Token) -> bool:
    """Whether the word alone stands between a person's comma and where one works: "X, bakexpert aan de Y"."""
    behind = discourse.following(token)
    if len(token.text) < LONG or not token.text.islower() or token.pos in ("VERB", "AUX", "ADV"):
        return False
    before = discourse.preceding(token)
    if before is None or before.text != "," or behind is None or behind.lower not in (AT, ON):
        return False
    return bool(incumbents.set_off(discourse, token))


def _by_form(
    discourse: Discourse, sentence: Sentence, noun: Token, holders: list[Phrase], form: str
) -> Iterator[Finding]:
    """What any noun says by the name at its front ("NS-directielid X") or behind it ("X, tuinman van Y")."""
    if form == "pre":
        prefix = discourse.prefixes.get(id(noun))
        targets = [prefix] if prefix is not None else []
    elif form == ELECTED:
        targets = membership.elected_for(discourse, noun)
    else:
        slots = (form,) if form in {ON_BEHALF, AT} else ("van", AT, ON)
        targets = [p for slot in slots for p in _slot(discourse, noun, slot, [])][:1]
    kinds = ontology.load()
    for holder in holders:
        for target in targets:
            rule = next(
                (r for r in discourse.rules.attributes.get(form, ())
                 if kinds.is_a(holder.type, r.subject) and any(kinds.is_a(target.type, kind) for kind in r.objects)),
                None,
            )  # fmt: skip
            if rule is not None and arguments.fits(rule.relation, holder, target):
                yield Finding(holder, rule.relation, target, noun, sentence, rule.row.rule, FAMILY, nominal=True)


def role_word(discourse: Discourse, token: Token) -> str:
    """The role noun of a token, lower case: "PSV-aanvallers" gives "aanvaller", "ex-premier" gives "premier"."""
    word = token.lemma.lower()
    if "-" in token.text and "-" not in word:
        word = "-".join(token.parts).lower()
    prefix = discourse.prefixes.get(id(token))
    if prefix is not None:
        word = word.removeprefix(compounds.lead_of(discourse, token).lower())
        word = word[len(prefix.text.split()[-1]) :].lstrip("-").replace("’", "'")
    if word in discourse.rules.roles:
        return word
    for affix in discourse.rules.modifiers["prefix"]:
        word = word.removeprefix(affix)
    return word


def _with_previous(discourse: Discourse, token: Token, word: str) -> str:
    previous = discourse.preceding(token)
    return f"{previous.lower} {word}" if previous is not None else word


def _beside(discourse: Discourse, role: Token) -> list[Phrase]:
    labels = discourse.rules.labels
    found: list[Phrase] = []
    for child in role.all_children(*labels["apposition"], *labels["flat"]):
        if discourse.headed(child) is not None:
            named = arguments.referred(discourse, child)
            held = [p for p in named if p in named[: not found] or not titles.is_titled(discourse, p)]
            found.extend(p for p in held if membership.may_hold(discourse, role, p))
    return found


def _above(discourse: Discourse, role: Token) -> list[Phrase]:
    if role.head is not None and role.dep in discourse.rules.labels["apposition"]:
        phrase = discourse.at(role.head)
        return [phrase] if phrase is not None and phrase is not discourse.prefixes.get(id(role)) else []
    if role.head is not None and any(c.lower == AS for c in role.all_children(*discourse.rules.labels["case"], "mark")):
        phrase = discourse.at(role.head)
        return [phrase] if phrase is not None else []
    return []


def _predicated(discourse: Discourse, role: Token) -> list[Phrase]:
    """Who is said to be or become it: "X is minister", "X wordt benoemd tot minister"."""
    labels, role = discourse.rules.labels, membership.counted(discourse, role)
    if role.child(*labels["copula"]) is not None:
        return incumbents.said_to_be(discourse, role)
    verb = role.head
    if verb is not None and role.dep in labels["subject"] and verb.child(*labels["copula"]) is not None:
        # "De nieuwe topman van X is Y": the name is what is said.
        return [p for p in (discourse.at(verb),) if p is not None]
    if verb is None or verb.pos not in labels["verb_pos"]:
        return []
    if role.dep in labels["subject"] and verbs.verb_lemma(discourse, verb) in discourse.rules.nouns["identity"]:
        # "De nieuwe topman van X heet Y": whichever the tree takes for the subject.
        others = labels["subject"] | labels["object"] | labels["open_complement"]
        return [p for t in verb.all_children(*others) if t is not role for p in arguments.referred(discourse, t)]
    if role.dep in labels["open_complement"]:
        given = _given(discourse, role, verb)
        return given or arguments.slot(discourse, verb, "nsubj", kind="verb")
    if role.dep not in labels["oblique"] | labels["adverbial_clause"]:
        return []
    if any(c.lower in ("tot", AS) for c in role.all_children(*labels["case"], "mark")):
        found = arguments.slot(discourse, verb, "obj", kind="verb")
        if verbs.verb_lemma(discourse, verb) in discourse.rules.nouns["succession"]:
            found += arguments.slot(discourse, verb, "nsubj", kind="verb")
        return [p for p in found if p.type == "Person"] or arguments.slot(discourse, verb, "nsubj", kind="verb")
    return []


def _given(discourse: Discourse, role: Token, verb: Token) -> list[Phrase]:
    """To whom someone gives the office: "de raad schuift X naar voren als voorzitter"."""
    if role.child("mark") is None or verbs.verb_lemma(discourse, verb) not in discourse.rules.nouns["appoint"]:
        return []
    return [p for p in arguments.slot(discourse, verb, "obj", kind="verb") if p.type == "Person"]


def _adjacent(discourse: Discourse, role: Token) -> list[Phrase]:
    """The name right behind the noun, whatever the tree says."""
    phrase = discourse.at(titles.past_honorifics(discourse, discourse.following(titles.tail(discourse, role))))
    if phrase is None or not membership.may_hold(discourse, role, phrase) or id(role) in map(id, phrase.tokens):
        return []
    alone = len(arguments.referred(discourse, phrase.head)) == 1
    return [] if alone and PLURAL in role.morph else [phrase]


def _beyond(discourse: Discourse, role: Token) -> list[Phrase]:
    """The person behind what the office is of: "de voorzitter van de bond, Jan Kok"."""
    for slot in ("van", "bij", "in", "voor", ON_BEHALF):
        for organisation in _behind(discourse, role, slot, []):
            token = discourse.following(organisation.tokens[-1])
            if token is not None and token.text == ",":
                token = discourse.following(token)
            phrase = discourse.at(titles.past_honorifics(discourse, token))
            if phrase is not None and phrase.type == "Person" and phrase is not organisation:
                return apposed.row(discourse, phrase) if PLURAL in role.morph else [phrase]
    return []


def _coordinated(discourse: Discourse, role: Token) -> list[Phrase]:
    """The person of the noun that it is coordinated with: "directeur en oprichter X"."""
    labels = discourse.rules.labels
    above = (role.head,) if role.dep in labels["conjunct"] else ()
    for other in (*role.all_children(*labels["conjunct"]), *above, *titles.joined(discourse, role)):
        if other is not None and other.pos in labels["noun_pos"]:
            ways = (incumbents.in_bracket, _beside, _above, _adjacent, _predicated, incumbents.set_off)
            found = next(filter(None, (find(discourse, other) for find in ways)), [])
            if found:
                return [p for p in found if p.type == "Person"]
    return []


HOLDERS = (
    incumbents.in_bracket, incumbents.untied, incumbents.said_to_be, _beside, _predicated, _above, _adjacent, _beyond,
    incumbents.further, apposed.past_portfolio, _coordinated, incumbents.crowned, incumbents.set_off, incumbents.acting,
    incumbents.past_time, membership.exemplified, incumbents.recalled,
)  # fmt: skip


def _holders(discourse: Discourse, role: Token) -> list[Phrase]:
    """The persons whom the noun describes."""
    for find in HOLDERS:
        found = [p for p in find(discourse, role) if ontology.load().is_a(p.type, "Agent")]
        if found:
            return membership.beside(discourse, role, found)
    return []


def _apply(
    discourse: Discourse, sentence: Sentence, role: Token, rules: tuple[RoleRule, ...], holders: list[Phrase]
) -> Iterator[Finding]:
    for rule in rules:
        pairs = [pair for pair in posts.apart(discourse, role, rule, holders) if _right_type(rule, pair[1])]
        for holder, target in pairs:
            yield Finding(holder, rule.relation, target, role, sentence, rule.row.rule, FAMILY, nominal=True)
        if pairs and id(role) not in discourse.prefixes:
            continue
        if rule.default.startswith(membership.OWN) and len(holders) > 1:
            for holder in holders:
                yield from _apply(discourse, sentence, role, (rule,), [holder])
            continue
        if rule.default and not rule.slots:
            targets = defaults.meant(discourse, role, rule, sentence, holders)
        else:
            targets = (
                [p for p in (discourse.prefixes.get(id(role)),) if pairs and p is not None]
                or _targets(discourse, role, rule, holders)
                or [p for p in posts.elsewhere(discourse, role, rule) if p not in holders and _right_type(rule, p)]
                or _shared(discourse, role, rule, holders)
                or defaults.appointing(discourse, role, rule)
                or defaults.kin(discourse, role, rule, holders)
                or defaults.own_country(discourse, rule, holders)
                or defaults.meant(discourse, role, rule, sentence, holders)
            )
        for target in (t for t in targets if t not in holders):
            relation = membership.of_group(discourse, role, rule) or posts.relation(discourse, role, rule, target)
            for holder in holders:
                subject, other = (target, holder) if rule.inverted else (holder, target)
                if arguments.fits(relation, subject, other):
                    yield Finding(subject, relation, other, role, sentence, rule.row.rule, FAMILY, nominal=True)


def _at_front(discourse: Discourse, role: Token) -> list[Phrase]:
    prefix = discourse.prefixes.get(id(role)) or posts.name_before(discourse, role)
    return [prefix] if prefix is not None else []


def _of_land(discourse: Discourse, role: Token) -> list[Phrase]:
    """The land whose adjective stands on a bare office: no "oppositieleider" leads a state."""
    return arguments.adjectives(discourse, role) if role.lower in discourse.rules.roles else []


SLOTS: Mapping[str, Callable[[Discourse, Token], list[Phrase]]] = {
    "adj": arguments.adjectives,
    "pre": _at_front,
    "self": lambda discourse, role: [p for p in (discourse.honours.get(id(role)),) if p is not None],
    "land": _of_land,
    "seat": membership.seat,
    "poss": lambda discourse, role: arguments.slot(discourse, role, "poss", kind="noun"),
}


def _targets(discourse: Discourse, role: Token, rule: RoleRule, holders: list[Phrase]) -> list[Phrase]:
    """What stands in the first slot that holds something of the right type."""
    for slot in rule.slots:
        found = _slot(discourse, role, slot, holders)
        fitting = [p for p in found if _right_type(rule, p)] or [
            p for body in found for p in named_by(discourse, body) if _right_type(rule, p)
        ]
        if fitting:
            return fitting
    return []


def named_by(discourse: Discourse, body: Phrase) -> list[Phrase]:
    """The place that a body is called by: the mayor "van de gemeente Assen" is Assen's."""
    return [
        p for p in discourse.phrases
        if p is not body and p.sentence is body.sentence and body.start < p.start and p.end == body.end
    ]  # fmt: skip


def _shared(discourse: Discourse, role: Token, rule: RoleRule, holders: list[Phrase]) -> list[Phrase]:
    """What the noun coordinated with it is of: "Bol-topvrouw en oprichter X", "oprichter en oud-topman van X"."""
    labels = discourse.rules.labels
    above = (role.head,) if role.dep in labels["conjunct"] and role.head is not None else ()
    for other in (*above, *role.all_children(*labels["conjunct"])):
        if other.pos in labels["noun_pos"] and _rules(discourse, other):
            found = _targets(discourse, other, rule, holders)
            if found:
                return found
    return []


def _right_type(rule: RoleRule, phrase: Phrase) -> bool:
    kinds = ontology.load()
    may_be = {phrase.type} | (phrase.referent.open if phrase.referent is not None else frozenset())
    return any(kinds.accepts(rule.relation, *((t, "Person") if rule.inverted else ("Person", t))) for t in may_be)


def _slot(discourse: Discourse, role: Token, slot: str, holders: list[Phrase]) -> list[Phrase]:
    if slot in SLOTS:
        return SLOTS[slot](discourse, role)
    if slot == "app":
        phrase = discourse.at(discourse.following(role))
        return [phrase] if phrase is not None and phrase not in holders else []
    places = [role, titles.tail(discourse, role), *(t for h in holders for t in (h.head,))]
    found = []
    for token in places:
        for child in attachment.prepositional(discourse, token, slot):
            found.extend(arguments.referred(discourse, child))
        found = posts.up_to_person(discourse, found)
        if found:
            break
    return found or _behind(discourse, role, slot, holders)


def _behind(discourse: Discourse, role: Token, preposition: str, holders: list[Phrase]) -> list[Phrase]:
    """The preposition and a name right behind the noun or its holder, whatever the tree says."""
    lasts = [titles.tail(discourse, role), *(h.tokens[-1] for h in holders)]
    for last in lasts:
        token = apposed.past_comma(discourse, discourse.following(last), preposition)
        if token is None or token.lower != preposition:
            continue
        token = discourse.following(token)
        if token is not None and _is_article(discourse, token):
            token = discourse.following(token)
        phrase = discourse.at(token)
        if phrase is not None:
            return [phrase]
    return []


def _is_article(discourse: Discourse, token: Token) -> bool:
    labels, words = discourse.rules.labels, discourse.rules.modifiers
    return token.pos in labels["determiner_pos"] or token.lower in words["definite"]
