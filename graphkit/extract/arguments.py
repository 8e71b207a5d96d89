"""From a token to what it stands for: slots, coordination, relative pronouns, stand-ins, passives and control."""

from functools import cache

from graphkit import ontology
from graphkit.extract import apposed, attachment, clauses, titles, verbs
from graphkit.extract.attachment import prepositional
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.rules import Rules
from graphkit.model import Naming
from graphkit.syntax import Token

GOVERNOR = "^"
STEP = ">"
THAN = "than"
OR = "/"
ARTICLE = "article:"
KNOWN = "known:"
DEPTH = 4
ADPOSITION = "ADP"


def slot(discourse: Discourse, trigger: Token, name: str, *, kind: str) -> list[Phrase]:
    """The phrases that fill a slot of a rule, seen from its trigger; `kind` is `verb` or `noun`."""
    if name.startswith(GOVERNOR):
        verb = governor(discourse, trigger)
        return [] if verb is None else slot(discourse, verb, name.removeprefix(GOVERNOR), kind="verb")
    if name.startswith(ARTICLE):
        theme = discourse.theme(name.removeprefix(ARTICLE))
        return [theme] if theme is not None else []
    if name.startswith(KNOWN):
        known = discourse.imply(name.removeprefix(KNOWN), discourse.sentence(trigger))
        return [known] if known is not None else []
    if name == "head":
        return _described(discourse, trigger)
    if name == "amod":
        return adjectives(discourse, trigger)
    if name == "pre":
        found = discourse.prefixes.get(id(trigger))
        return [found] if found is not None else []
    if name == "governed":
        return (
            referred(discourse, trigger.head)
            if trigger.dep in discourse.rules.labels["adjective_modifier"] and trigger.head is not None
            else []
        )
    if name == "up":
        return _above(discourse, trigger)
    if name == "beyond":
        return apposed.beyond(discourse, trigger)
    return [
        phrase for token in slot_tokens(discourse, trigger, name, kind=kind) for phrase in referred(discourse, token)
    ]


def slot_tokens(discourse: Discourse, trigger: Token, name: str, *, kind: str) -> list[Token]:
    """The tokens in a slot, before asking what they name."""
    labels = discourse.rules.labels
    if name == "nsubj":
        return _subject(discourse, trigger) if kind == "verb" else list(trigger.all_children(*labels["subject"]))
    if name == "obj":
        return _object(discourse, trigger)
    if name == "iobj":
        return list(trigger.all_children(*labels["indirect_object"]))
    if name == "appos":
        return names_beside(discourse, trigger)
    if name == "poss":
        return list(trigger.all_children(*labels["possessive"])) or apposed.genitive(discourse, trigger)
    if name.startswith((ARTICLE, KNOWN)):
        return []
    step, further, rest = name.partition(STEP)
    if further:
        middle = slot_tokens(discourse, trigger, step, kind=kind) or list(trigger.all_children(step))
        return [t for token in middle for t in slot_tokens(discourse, token, rest, kind="verb")]
    return _by_preposition(discourse, trigger, name, kind=kind)


def _by_preposition(discourse: Discourse, trigger: Token, name: str, *, kind: str) -> list[Token]:
    relation, _, preposition = name.partition(":")
    if relation == clauses.WITHIN:
        return clauses.within(discourse, trigger, preposition)
    if not preposition:
        return attachment.compared(discourse, trigger) if name == THAN else list(trigger.all_children(name))
    if OR in preposition:
        each = (_by_preposition(discourse, trigger, f"{relation}:{one}", kind=kind) for one in preposition.split(OR))
        return next(filter(None, each), [])
    if relation in ("obl", "nmod"):
        if preposition not in trigger.sentence.words and preposition not in _left_out(discourse.rules):
            return []
        found = list(prepositional(discourse, trigger, preposition))
        if found and not (kind == "verb" and all(attachment.is_measure(discourse, t) for t in found)):
            return found
        if kind == "verb":
            elsewhere = attachment.beyond(discourse, trigger, preposition, _object(discourse, trigger))
            return elsewhere or found or _in_clause(discourse, trigger, preposition)
        return (
            _next_prepositional(discourse, trigger, preposition)
            or attachment.fused(discourse, trigger, preposition)
            or attachment.bare(discourse, trigger, preposition)
        )
    return []


@cache
def _left_out(rules: Rules) -> frozenset[str]:
    """The prepositions that an argument may go without."""
    return rules.labels["dative_preposition"] | rules.labels["headline_preposition"]


def _in_clause(discourse: Discourse, verb: Token, preposition: str) -> list[Token]:
    """The first name behind a preposition that seldom belongs to a noun, wherever in the clause the tree hangs it."""
    if preposition not in discourse.rules.labels["loose_preposition"]:
        return []
    found = clauses.within(discourse, verb, preposition)
    return [t for t in found if t.index > verb.index or "Inf" in verb.morph][:1]


def _next_prepositional(discourse: Discourse, noun: Token, preposition: str) -> list[Token]:
    """The noun behind the preposition further on in the same noun phrase, where the tree hangs it elsewhere."""
    labels = discourse.rules.labels
    token = discourse.following(noun)
    while token is not None and token.pos not in labels["verb_pos"] | {"PUNCT", "SCONJ"}:
        if token.lower == preposition and token.dep in labels["case"] and token.head is not None:
            return [token.head] if token.head.index > token.index else []
        token = discourse.following(token)
    return []


def _subject(discourse: Discourse, verb: Token) -> list[Token]:
    labels = discourse.rules.labels
    if attachment.is_participial(discourse, verb) and verb.head is not None:
        return agents(discourse, verb) or [verb.head]
    if verbs.is_passive(discourse, verb):
        found = agents(discourse, verb)
        if found or any(c.lemma == "worden" for c in verb.all_children(*labels["passive_auxiliary"])):
            return found or _author(discourse, verb)
        # "Is gestart" is no passive, though the tree may say so; where it is, subject and object are one and drop out.
        return list(verb.all_children(*labels["subject"], *labels["passive_subject"]))[:1]
    turned = attachment.turned(discourse, verb)
    if turned is not None:
        return [turned]
    found = attachment.subjects(discourse, verb)
    if found:
        return found[:1]
    if attachment.is_headline(discourse, verb) and verb.head is not None:
        return [verb.head]
    return attachment.relative_mark(discourse, verb) or _inherited_subject(discourse, verb, DEPTH)


def _author(discourse: Discourse, verb: Token) -> list[Token]:
    """Whose the document is in which something is done: "een rapport van X waarin Y wordt geprezen"."""
    labels = discourse.rules.labels
    document = verb.head
    inside = any(child.lower in labels["document_pronoun"] for child in verb.children)
    if document is None or not inside or verb.dep not in labels["relative"]:
        return []
    if discourse.headed(document) is not None:
        return [document]
    of = [*prepositional(discourse, document, "van"), *document.all_children(*labels["possessive"])]
    higher = governor(discourse, document)
    return of or ([] if higher is None else _subject(discourse, higher))


def agents(discourse: Discourse, verb: Token) -> list[Token]:
    """By whom it is done: what hangs on a passive verb or an event noun by "door"."""
    labels = discourse.rules.labels
    return [
        child
        for child in verb.children
        if child.dep in labels["agent"]
        or (child.dep in labels["oblique"] and attachment.has_case(discourse, child, *labels["agent_preposition"]))
    ]


def _inherited_subject(discourse: Discourse, verb: Token, depth: int) -> list[Token]:
    """The subject of an infinitive or a coordinated verb is that of the verb above it."""
    labels = discourse.rules.labels
    above = verb.head
    if above is None or not depth:
        return []
    if verb.dep in labels["open_complement"] | labels["conjunct"] | labels["adverbial_clause"] | {"acl"}:
        if verb.dep in labels["adverbial_clause"] and verb.child("mark") is not None and "Inf" not in verb.morph:
            return []
        if verb.dep == "acl" and above.pos in labels["noun_pos"]:
            higher = governor(discourse, above)
            return [] if higher is None else _subject(discourse, higher)
        found = list(above.all_children(*labels["subject"], *labels["passive_subject"]))
        return found[:1] or _inherited_subject(discourse, above, depth - 1)
    return []


def _object(discourse: Discourse, verb: Token) -> list[Token]:
    labels = discourse.rules.labels
    attribute = verb.dep in labels["adjective_modifier"] or attachment.is_participial(discourse, verb)
    if attribute and verb.head is not None:
        return [verb.head]
    if verbs.is_passive(discourse, verb):
        # A preposition is no subject: one that the tree makes so bears the subject that was taken from the verb.
        found = [
            subject
            for child in verb.all_children(*labels["passive_subject"], *labels["subject"])
            for subject in (child.all_children(*labels["subject"]) if child.pos == ADPOSITION else [child])
        ]
        if found or verb.head is None:
            return found
        if verb.dep in labels["relative"] and not _relative_word(discourse, verb):
            return [verb.head]
        return _inherited_subject(discourse, verb, DEPTH)
    if attachment.turned(discourse, verb) is not None:
        return list(verb.all_children(*labels["subject"]))
    # A second subject is a misread object: Dutch has no other way to tell them apart than their order.
    found = list(verb.all_children(*labels["object"], *labels["indirect_object"]))
    found += attachment.subjects(discourse, verb)[1:]
    found = [t for t in found if t not in attachment.addressed(discourse, verb.head)]
    for elsewhere in (
        attachment.addressed, attachment.lent_object, attachment.lowered_object, attachment.apposed_object,
        attachment.bare_object,
        attachment.closing_object,
    ):  # fmt: skip
        found = found or elsewhere(discourse, verb)
    return found


def _relative_word(discourse: Discourse, verb: Token) -> bool:
    return any(child.lower in discourse.rules.labels["relative_pronoun"] for child in verb.children)


def governor(discourse: Discourse, noun: Token) -> Token | None:
    """The verb (or the noun in a copula sentence, itself) whose argument the noun is."""
    labels = discourse.rules.labels
    if id(noun) in discourse.governors:
        return discourse.governors[id(noun)]
    if attachment.is_headline(discourse, noun):
        return noun
    arguments = labels["object"] | labels["oblique"] | labels["open_complement"] | labels["passive_subject"]
    arguments |= labels["subject"] | labels["auxiliary"]
    noun, own = attachment.anchor(discourse, noun), noun
    if any(child.dep in labels["copula"] for child in noun.children):
        return noun
    if noun is not own and noun.head is not None and noun.head.pos in labels["noun_pos"]:
        # "Verrichtte het onderzoek in samenwerking met X": the tree hangs on the object how it was done.
        return governor(discourse, noun.head)
    if noun.head is None and noun.pos not in labels["verb_pos"] and noun.child(*labels["subject"]) is not None:
        return noun  # "Kamer boos op X": a headline leaves the verb out.
    if noun.dep in labels["adjective_modifier"] and noun.head is not None and noun.head.child(*labels["copula"]):
        return noun.head  # "Is een zwakke premier": the adjective says it.
    # "Heeft bezwaren": the tree may take the verb for an auxiliary of its object.
    having = noun.child(*labels["auxiliary"]) if noun.pos in labels["noun_pos"] else None
    if having is not None:
        return having
    above = noun.head
    if above is None or noun.dep not in arguments:
        return None
    # "Is kampioen dankzij een zege op X": what is said of the subject stands where a verb would.
    return above if above.pos in labels["verb_pos"] or above.child(*labels["copula"]) is not None else None


def holder(discourse: Discourse, trigger: Token, name: str) -> Token:
    """The token that a slot is seen from: the trigger, or the verb above it."""
    return (governor(discourse, trigger) or trigger) if name.startswith(GOVERNOR) else trigger


def _above(discourse: Discourse, trigger: Token) -> list[Phrase]:
    """What the noun or its preposition hangs on: "een missie onder leiding van X"; under a verb, the subject."""
    noun = attachment.anchor(discourse, trigger)
    labels = discourse.rules.labels
    if noun.head is None or noun.dep not in labels["oblique"] | labels["apposition"]:
        return []
    if noun.head.pos in labels["verb_pos"]:
        return [p for t in _subject(discourse, noun.head) for p in referred(discourse, t)]
    return referred(discourse, noun.head)


def _described(discourse: Discourse, trigger: Token) -> list[Phrase]:
    """The name that an apposed or prefixed noun describes: "X, onderdeel van Y", "het NAVO-lid X"."""
    labels = discourse.rules.labels
    found = [p for token in names_beside(discourse, trigger) for p in referred(discourse, token)]
    if found:
        return found
    before = _before_comma(discourse, trigger)
    if trigger.head is None or trigger.dep not in labels["apposition"]:
        return [before] if before is not None and trigger.pos == "ADJ" else []
    return referred(discourse, trigger.head) or ([before] if before is not None else [])


def _before_comma(discourse: Discourse, noun: Token) -> Phrase | None:
    """The name right before the comma that sets the noun off: "de burgemeester van X, een stad in Y"."""
    first = min((noun, *noun.all_children("det", *discourse.rules.labels["adjective_modifier"])), key=lambda t: t.index)
    comma = discourse.preceding(first)
    return discourse.at(discourse.preceding(comma)) if comma is not None and comma.text == "," else None


def names_beside(discourse: Discourse, noun: Token) -> list[Token]:
    """The names that the noun introduces: apposed in the tree, or simply next in the text."""
    labels = discourse.rules.labels
    found = [
        child
        for child in noun.all_children(*labels["apposition"], *labels["flat"], "nmod")
        if discourse.headed(child) is not None and not any(c.dep in labels["case"] for c in child.children)
    ]
    return found or attachment.sister(discourse, noun) or apposed.called(discourse, noun)


def adjectives(discourse: Discourse, noun: Token) -> list[Phrase]:
    """The places whose adjective stands on the noun."""
    found, own = [], discourse.at(noun)
    for child in noun.children:
        if child.dep in discourse.rules.labels["conjunct"] or child.child(*discourse.rules.labels["case"]) is not None:
            continue
        for token in (child, *child.all_children(*discourse.rules.labels["conjunct"])):
            phrase, inside = discourse.adjectives.get(id(token)), discourse.at(token)
            if phrase is not None and (inside is None or inside is own or inside.naming is not Naming.NAME):
                found.append(phrase)
    if not found and noun.pos in discourse.rules.labels["noun_pos"]:
        # A rare adjective may pass for a name, on which the tree then hangs the noun: "de Bruneise overheid".
        before = discourse.adjectives.get(id(discourse.preceding(noun)))
        found = [before] if before is not None else []
    return found


def referred(discourse: Discourse, token: Token, depth: int = DEPTH) -> list[Phrase]:
    """What a token stands for: its name and those coordinated with it, through pronouns, offices and stand-ins."""
    found: list[Phrase] = []
    conjuncts = [c for c in token.all_children(*discourse.rules.labels["conjunct"]) if _nominal(discourse, c)]
    for one in (token, *conjuncts):
        found.extend(p for p in _single(discourse, one, depth) if p not in found)
    return found


def _nominal(discourse: Discourse, token: Token) -> bool:
    labels = discourse.rules.labels
    if token.pos in labels["noun_pos"] or token.pos in labels["name_pos"] or token.pos in labels["pronoun_pos"]:
        return True
    return token.pos in {"X", "SYM", "NUM", "ADJ"} or discourse.at(token) is not None


def _single(discourse: Discourse, token: Token, depth: int) -> list[Phrase]:
    phrase = discourse.at(token) or discourse.antecedents.get(id(token))
    known = [phrase] if phrase is not None else discourse.plurals.get(id(token), [])
    if known or not depth:
        return known
    labels = discourse.rules.labels
    if token.pos in labels["pronoun_pos"] or token.lower in labels["relative_pronoun"]:
        return _antecedent(discourse, token, depth)
    for child in names_beside(discourse, token) or apposed.examples(discourse, token):
        return referred(discourse, child, depth - 1)
    further = apposed.set_off(discourse, token) or (
        apposed.past_portfolio(discourse, token) if titles.is_title(discourse, token) else []
    )
    if further:
        return further
    if token.dep in labels["apposition"] and token.head is not None and discourse.at(token.head) is not None:
        return _single(discourse, token.head, depth - 1)
    nouns = discourse.rules.nouns
    words = {token.lemma.lower(), token.parts[-1].lower()}
    if words & (nouns["stand_in"] | nouns["fighters"]):
        of = [p for t in prepositional(discourse, token, "van") for p in referred(discourse, t, depth - 1)]
        prefix = discourse.prefixes.get(id(token))
        named = [prefix] if prefix is not None else adjectives(discourse, token) if words & nouns["stand_in"] else []
        return named or [p for p in of if ontology.load().is_a(p.type, "Agent")]
    if words & (nouns["staff"] | nouns["council"]):
        if id(token) in discourse.prefixes:
            return [discourse.prefixes[id(token)]]
        of = [p for t in apposed.whose(discourse, token) for p in referred(discourse, t, depth - 1)]
        # "De ploeg van trainer X" is no X.
        return of if token.lower not in nouns["side"] else [p for p in of if p.type != "Person"]
    return []


def _antecedent(discourse: Discourse, pronoun: Token, depth: int) -> list[Phrase]:
    """A relative pronoun stands for the noun that its clause modifies."""
    if pronoun.lower not in discourse.rules.labels["relative_pronoun"]:
        return []
    for above in pronoun.ancestors():
        if above.dep in discourse.rules.labels["relative"] and above.head is not None:
            return _single(discourse, above.head, depth - 1)
        if above.pos not in discourse.rules.labels["verb_pos"]:
            return []
    return []


def fits(relation: str, subject: Phrase, target: Phrase) -> bool:
    """Whether the relation takes these two, which must be two things.

    An end whose type only the pipeline's label gives may turn out to be what the relation needs: who plays for X shows
    that X is a team.
    """
    if subject.referent is not None and subject.referent is target.referent:
        return False
    accepts = ontology.load().accepts
    if accepts(relation, subject.type, target.type):
        return True
    for end, kind in ((target, lambda t: (subject.type, t)), (subject, lambda t: (t, target.type))):
        if end.referent is None:
            continue
        shown = [t for t in sorted(end.referent.open) if accepts(relation, *kind(t))]
        if len(shown) == 1 or (shown and end.type in ("City", "Organization")):
            end.referent.become(shown[0] if len(shown) == 1 else min(shown, key=len))
            return True
    return False
