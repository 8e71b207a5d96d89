"""Relations that a verb or an event noun says: the rows of `relations.tsv` applied to the tree."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import combinations, permutations, product

from graphkit import ontology
from graphkit.extract import apposed, arguments, attachment, conditions, owners, quotes
from graphkit.extract.conditions import ANY, ENDS, SURE
from graphkit.extract.findings import OPINION, Finding
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.rules import WORDS, FrameRule, Rules
from graphkit.extract.verbs import verb_lemma
from graphkit.syntax import Sentence, Token

# What fills the slots of a trigger, by end, slot and sort of rule.
Seen = dict[tuple[str, str, str], list[Phrase]]
SUBJECT = "subject"
REFLEXIVE_BETWEEN = ":tussen"
GOVERNED = "^"
SUBJECT_ABOVE = "^nsubj"
CONTEST = "participant_in"
FIGHT, RIVALS, SIDES = "fights", ("SportsTeam", "Company"), ("SportsTeam", "Country")
# The subject of a row: who says the clause that the trigger stands in.
SPEAKER = "speaker"
# Before a slot: not what stands in it but whose it is, where acting on it is acting on them.
OWNER = "owner:"
FAMILY = "frame"
THEME = "Event:contest"
# Slots that something outside the sentence may fill; the other end of such a row stands in it.
OUTSIDE = (
    SPEAKER,
    *(level + where for level in ("", arguments.GOVERNOR) for where in (arguments.ARTICLE, arguments.KNOWN)),
)
OF = ":van"
# What a place's adjective says of a subject is no agent's: "X is een Frans bedrijf".
PLACED = "amod"


def extract(discourse: Discourse) -> Iterator[Finding]:
    """What the verbs and nouns of each sentence say."""
    labels = discourse.rules.labels
    verbal = labels["verb_pos"]
    nominal = labels["noun_pos"] | labels["name_pos"] | labels["adjective_pos"] | labels["adverb_pos"]
    for sentence in discourse.analysis.sentences:
        things = discourse.things(sentence)
        general = _general(discourse, sentence) if things else ()
        for token in sentence.tokens if things else ():
            if token.pos in verbal:
                rules = _verbal(discourse, token) + general
            else:
                rules = _nominal(discourse, token) if token.pos in nominal else ()
            seen: Seen = {}  # many rules of a word have their ends in the same slots
            for rule in rules:
                if things > 1 or rule.subject.startswith(OUTSIDE) or rule.object.startswith(OUTSIDE):
                    yield from _apply(discourse, token, rule, seen)
            if things > 1:
                yield from _in_clause(discourse, token, rules)


def _in_clause(discourse: Discourse, noun: Token, rules: tuple[FrameRule, ...]) -> Iterator[Finding]:
    """What the rules of a noun say under the verb of its relative clause: "het akkoord dat X met Y sloot"."""
    governed = [rule for rule in rules if rule.kind == "noun" and GOVERNED in rule.subject + rule.object]
    verb = attachment.object_of_clause(discourse, noun) if governed else None
    if verb is None:
        return
    discourse.governors[id(noun)] = verb
    seen: Seen = {}
    for rule in governed:
        yield from _apply(discourse, noun, rule, seen)
    del discourse.governors[id(noun)]


def _verbal(discourse: Discourse, token: Token) -> tuple[FrameRule, ...]:
    frames = discourse.rules.frames
    name, lemma = verb_lemma(discourse, token), token.lemma.lower()
    found = frames.get(("verb", name), ())
    if name != lemma:  # "Neemt kwalijk": the tree may take a word of an idiom for a particle.
        found += tuple(rule for rule in frames.get(("verb", lemma), ()) if conditions.is_idiom(rule))
    # "Is onverantwoord": the tagger may take for a participle what is none.
    for word in () if found else (token.lemma.lower(), token.lower):
        found = found or frames.get(("noun", word), ())
    return found


def _general(discourse: Discourse, sentence: Sentence) -> tuple[FrameRule, ...]:
    """The rules that any verb of the sentence may have: those whose words stand somewhere in it."""
    rules = discourse.rules.frames.get(("verb", ANY), ())
    said = {w for t in sentence.tokens for w in (t.lower, t.lemma.lower(), t.parts[-1].lower())} if rules else set()
    return tuple(rule for rule in rules if all(conditions.is_at_hand(discourse, said, c) for c in rule.conditions))


def _nominal(discourse: Discourse, token: Token) -> tuple[FrameRule, ...]:
    if token.pos == "ADJ" and "VerbForm=Part" in token.morph:
        return discourse.rules.frames.get(("verb", token.lemma.lower()), ())
    return _noun(discourse.rules, token.lemma.lower(), token.parts[-1].lower(), token.lower)


@lru_cache(maxsize=WORDS)
def _noun(rules: Rules, lemma: str, part: str, form: str) -> tuple[FrameRule, ...]:
    """The rules of a noun, of its last part, or of the noun that it ends with."""
    words = (lemma, part, lemma.rpartition("-")[2], form)
    return next((found for word in words if (found := rules.frames.get(("noun", word)))), None) or _suffix(rules, lemma)


def _suffix(rules: Rules, lemma: str) -> tuple[FrameRule, ...]:
    """The rules of the longest known noun, of five letters or more, that ends the word: "lucht-aanval"."""
    for start in range(1, len(lemma) - 4):
        if lemma[:start] in rules.modifiers["negating"]:
            continue  # "Onschuldig" is no kind of "schuldig", "aanleiding" none of "leiding".
        found = rules.frames.get(("noun", lemma[start:]))
        if found:
            return found
    return ()


def _sort(discourse: Discourse, rule: FrameRule) -> str:
    """What a slot of the rule is filled by: what fills it for one rule of a trigger does for all of the same sort."""
    return rule.relation if rule.relation in _contests(discourse) else rule.kind


def _apply(discourse: Discourse, trigger: Token, rule: FrameRule, seen: Seen) -> Iterator[Finding]:
    if rule.kind == "noun" and rule.subject == SUBJECT_ABOVE and _has_own_agent(discourse, trigger, rule):
        return
    if rule.subject == SPEAKER and not conditions.holds(discourse, trigger, rule):
        return  # Who speaks is dear to find, and any clause has someone who does.
    slot = SUBJECT, rule.subject, _sort(discourse, rule)
    if slot not in seen:
        seen[slot] = _subjects(discourse, trigger, rule)
    subjects = seen[slot]
    if not subjects:
        return
    loose = rule.trigger == ANY or rule.subject == SPEAKER
    for subject, target in _ends(discourse, trigger, rule, subjects, seen):
        if loose and not ontology.load().accepts(rule.relation, subject.type, target.type):
            continue  # What any verb says of an event shows of nothing that it is one.
        if not _is_fair(discourse, rule, subject, target) or not _is_sure(rule, target):
            continue
        if (
            # Last, as it may settle a type.
            conditions.holds(discourse, trigger, rule)
            and arguments.fits(rule.relation, subject, target)
            and _suits(rule, subject, target)
        ):
            found = Finding(
                subject, rule.relation, target, _said_by(discourse, trigger), trigger.sentence, rule.row.rule,
                OPINION if rule.subject == SPEAKER else FAMILY, idiom=conditions.idiom(discourse, trigger, rule),
            )  # fmt: skip
            yield found
            yield from _taking_part(discourse, found)


def _said_by(discourse: Discourse, trigger: Token) -> Token:
    """The word that says it: the trigger, or the noun that an adjective is part of ("is een zwakke premier")."""
    attributive = trigger.dep in discourse.rules.labels["adjective_modifier"]
    return (
        trigger.head
        if attributive and trigger.head is arguments.governor(discourse, trigger) and trigger.head
        else trigger
    )


def _subjects(discourse: Discourse, trigger: Token, rule: FrameRule) -> list[Phrase]:
    if rule.subject != SPEAKER:
        return _filling(discourse, trigger, rule, rule.subject)
    if trigger.sentence.tokens[-1].text == "?":
        return []
    source = quotes.of_clause(discourse, trigger)
    return [source] if isinstance(source, Phrase) else []


def _filling(discourse: Discourse, trigger: Token, rule: FrameRule, slot: str) -> list[Phrase]:
    """What fills a slot of the rule; in a contest a people stands for its land."""
    found = arguments.slot(discourse, trigger, slot, kind=rule.kind)
    if found or rule.relation not in _contests(discourse) or slot.startswith(OUTSIDE):
        return found
    above = arguments.holder(discourse, trigger, slot)
    kind = rule.kind if above is trigger else "verb"
    tokens = arguments.slot_tokens(discourse, above, slot.removeprefix(arguments.GOVERNOR), kind=kind)
    return [discourse.peoples[id(token)] for token in tokens if id(token) in discourse.peoples]


def _is_fair(discourse: Discourse, rule: FrameRule, subject: Phrase, target: Phrase) -> bool:
    """Whether the two may meet so: no person plays against a team, and teams and firms fight for titles and markets."""
    types = {subject.type, target.type}
    if rule.relation == FIGHT:
        return types.isdisjoint(RIVALS)
    return rule.relation not in _contests(discourse) or "Person" not in types or types.isdisjoint(SIDES)


def _is_sure(rule: FrameRule, target: Phrase) -> bool:
    """Whether the object is of the type that a rule does not let an open one turn out to be: `sure=SportsTeam`."""
    wanted = [value for condition in rule.conditions if condition.where == SURE for value in condition.values]
    return not wanted or any(ontology.load().is_a(target.type, value) for value in wanted)


def _has_own_agent(discourse: Discourse, event: Token, rule: FrameRule) -> bool:
    """Whether the subject of the clause is not who does it: "na de Franse aanval op X zei Y"."""
    if rule.object.startswith("^") or rule.object == PLACED:
        return False
    if arguments.adjectives(discourse, event) or _is_anothers(discourse, event, rule):
        return True
    if event.lemma.lower() in discourse.rules.nouns["feat"]:
        return False  # "Dankzij een zege op X": whose it is, is who the clause is about.
    if event.lemma.lower().endswith(tuple(sorted(discourse.rules.nouns["trip"]))) and not _is_the(discourse, event):
        return False  # "Tijdens een bezoek aan X": likewise.
    if event.dep not in discourse.rules.labels["oblique"] or ontology.load().relations[rule.relation].symmetric:
        return False
    hedges = discourse.rules.hedges
    return any(("aside", case.lower) in hedges for case in event.all_children(*discourse.rules.labels["case"]))


def _is_the(discourse: Discourse, noun: Token) -> bool:
    """Whether the noun is known from before: "het bezoek", not "een bezoek", "zijn bezoek" or "op bezoek"."""
    return any(child.dep == "det" and child.lower in discourse.rules.modifiers["definite"] for child in noun.children)


def _is_anothers(discourse: Discourse, event: Token, rule: FrameRule) -> bool:
    """Whether a name or "diens" tells whose it is: "hinderde de deelname van X aan Y", "na diens zege op Y"."""
    owners = event.all_children(*discourse.rules.labels["possessive"])
    told = any(child.lower in discourse.rules.modifiers["anothers"] for child in event.children)
    if told or any(discourse.at(owner) is not None for owner in owners):
        return True
    if ontology.load().relations[rule.relation].interaction and rule.relation not in _contests(discourse):
        return False
    of = () if rule.object.endswith(OF) else attachment.prepositional(discourse, event, OF.removeprefix(":"))
    return any(p.type == "Person" for t in of for p in arguments.referred(discourse, t))


def _contests(discourse: Discourse) -> frozenset[str]:
    """The relations of those who meet in a contest."""
    return discourse.rules.precedence.get(CONTEST, frozenset())


def _ends(
    discourse: Discourse, trigger: Token, rule: FrameRule, subjects: list[Phrase], seen: Seen
) -> Iterable[tuple[Phrase, Phrase]]:
    """Who does it with whom: the subjects with the objects, or the subjects with each other."""
    if rule.subject == rule.object:
        return _together(discourse, trigger, rule, subjects)
    if rule.object.startswith(OWNER):
        return product(subjects, owners.of_slot(discourse, trigger, rule.object.removeprefix(OWNER), rule.relation))
    slot = "", rule.object, _sort(discourse, rule)
    if slot not in seen:
        seen[slot] = _filling(discourse, trigger, rule, rule.object)
    objects = seen[slot]
    if objects:
        # A participle without an agent has one and the same for both: "de onderzochte X en Y".
        return () if set(map(id, subjects)) == set(map(id, objects)) else product(subjects, objects)
    whose = owners.of_slot(discourse, trigger, rule.object, rule.relation)
    if whose or len(subjects) == 1:
        # "Aanslagen op de gebouwen van X en Y": whose the buildings are is not who did it.
        return product(subjects, whose) if set(map(id, subjects)).isdisjoint(map(id, whose)) else ()
    return _mutual(discourse, trigger, rule, subjects)


def _together(
    discourse: Discourse, trigger: Token, rule: FrameRule, subjects: list[Phrase]
) -> Iterable[tuple[Phrase, Phrase]]:
    """The pairs of those who share one slot: "het gesprek tussen X en Y", "de coalitiepartijen X en Y"."""
    if len(subjects) == 1:
        subjects = apposed.joined(discourse, subjects[0])
    if rule.subject.endswith(REFLEXIVE_BETWEEN):
        return product(subjects[:1], subjects[1:])
    beside = discourse.at(discourse.following(trigger)) in subjects or rule.subject != "appos"
    return combinations(subjects, 2) if beside else ()


def _mutual(
    discourse: Discourse, trigger: Token, rule: FrameRule, subjects: list[Phrase]
) -> Iterable[tuple[Phrase, Phrase]]:
    """The pairs of a coordinated subject: "X en Y beschuldigen elkaar", "X en Y overleggen"."""
    symmetric = ontology.load().relations[rule.relation].symmetric
    tokens = arguments.slot_tokens(
        discourse, arguments.holder(discourse, trigger, rule.object), rule.object.removeprefix("^"), kind=rule.kind
    )
    each_other = any(token.lower in discourse.rules.labels["reciprocal"] for token in tokens)
    if each_other and not symmetric:
        return permutations(subjects, 2)
    if each_other or (not tokens and _is_mutual(discourse, trigger, rule)):
        return combinations(subjects, 2)
    return ()


def _is_mutual(discourse: Discourse, trigger: Token, rule: FrameRule) -> bool:
    """Whether a coordinated subject alone says that they do it with each other: "X en Y overleggen".

    What they invite others for they do with those: "X en Y nodigen de bonden uit voor overleg".
    """
    if any(
        c.lower in discourse.rules.labels["purpose_preposition"]
        for c in trigger.all_children(*discourse.rules.labels["case"])
    ):
        return False
    if rule.kind == "verb" and any(discourse.rules.role(t.lemma.lower()) for t in _object(discourse, trigger)):
        return False  # "X en Y bellen de dokter"
    preposition = rule.object.rpartition(":")[2]
    rules = discourse.rules
    return rule.trigger in rules.nouns["mutual"] and preposition in rules.labels["mutual_preposition"]


def _object(discourse: Discourse, verb: Token) -> list[Token]:
    return list(verb.all_children(*discourse.rules.labels["object"]))


def _taking_part(discourse: Discourse, contest: Finding) -> Iterator[Finding]:
    """Who meets in a contest takes part in the event that the article is about."""
    if contest.relation not in _contests(discourse):
        return
    theme = discourse.theme(THEME)
    for side in (contest.subject, contest.object) if theme is not None else ():
        if theme is not None and arguments.fits(CONTEST, side, theme):
            yield replace(contest, subject=side, relation=CONTEST, object=theme)


def _suits(rule: FrameRule, subject: Phrase, target: Phrase) -> bool:
    """Whether both ends are of the types that the row asks for."""
    for condition in rule.conditions:
        if condition.where in ENDS:
            kind = subject.type if condition.where == "subject" else target.type
            if any(ontology.load().is_a(kind, value) for value in condition.values) is not condition.wanted:
                return False
    return True
