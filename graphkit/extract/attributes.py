"""What stands right between or before names: "X in Y", "X (Y)", "het Franse X"; and the places of institutions."""

from collections.abc import Iterator

from graphkit import ontology
from graphkit.extract import (
    apposed,
    arguments,
    attachment,
    beside,
    descriptions,
    inside,
    marks,
    pair,
    signatures,
    titles,
    within,
    works,
)
from graphkit.extract.findings import Finding
from graphkit.extract.kinds import held_by_firms, noun_type
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.rules import AttributeRule
from graphkit.model import Naming
from graphkit.syntax import Token

# A person has none of the short adjectives: "doe het in het Nederlands, X".
INFLECTED = "e"
STRICT, HOME, CITY = "in", "uit", "City"
# Between a name and its bracket may stand an age: "Jansen (41, D66)".
BRACKET_GAP = 9
# The digits of a year.
YEAR = 4


def extract(discourse: Discourse) -> Iterator[Finding]:
    """The attributes of every name."""
    yield from _plural_bodies(discourse)
    for phrase in discourse.phrases:
        if phrase.naming in (Naming.ADJECTIVE, Naming.IMPLIED):
            continue
        yield from _prepositions(discourse, phrase)
        yield from _brackets(discourse, phrase)
        yield from _adjectives(discourse, phrase)
        yield from _institution(discourse, phrase)
        yield from inside.extract(discourse, phrase)
        yield from signatures.extract(discourse, phrase)


def _prepositions(discourse: Discourse, phrase: Phrase) -> Iterator[Finding]:
    """A name that hangs on another by a preposition and stands right behind it."""
    if discourse.prefixes.get(id(phrase.tokens[-1])) is phrase:
        return
    behind = _past_edition(discourse, phrase, marks.behind(discourse, phrase.tokens))
    token = _past_comma(discourse, phrase, _past_bracket(discourse, behind))
    if token is None or not token.lower.isalpha() or token.lower == "adj":
        return
    rules = discourse.rules.attributes.get(token.lower, ())
    for target in _attached(discourse, phrase, token) if rules else ():
        if not works.is_made_elsewhere(discourse, phrase, target):
            yield from pair.findings(rules, phrase, target)


def _attached(discourse: Discourse, phrase: Phrase, token: Token) -> list[Phrase]:
    preposition = token.lower
    target = discourse.following(token)
    while target is not None and discourse.at(target) is None and _introduces(discourse, target):
        target = discourse.following(target)
    found = discourse.at(target)
    if target is not None and found is None:
        return _whole(discourse, phrase, target)
    if found is None or target is None or (phrase.type == CITY and within.is_part(discourse, found)):
        return []
    # What stands behind a person or a company with "in" may belong to the verb ("Jansen vertrok in Zwolle").
    head = found.head
    kinds = ontology.load()
    organisation = kinds.is_a(phrase.type, "Organization")
    if preposition == STRICT and organisation and _of_event(discourse, phrase):
        return []
    loose = preposition != STRICT or not (phrase.type == "Person" or (organisation and found.type != "City"))
    loose = loose and not (preposition == HOME and phrase.naming is Naming.DESCRIPTION)
    if not loose and not (
        head.head is not None
        and (phrase.head is head.head or _inside(phrase, head.head) or _noun_over(phrase, head.head))
    ):
        return []
    return arguments.referred(discourse, head)


def _past_comma(discourse: Discourse, phrase: Phrase, token: Token | None) -> Token | None:
    """The preposition behind a comma, where the tree hangs what it governs on a place: "in Goma, in het oosten".

    Or where nothing but whom a person works for stands behind it: "zegt X, van de NVWA.".
    """
    if phrase.type == "Person":
        origin = _past_origin(discourse, token)
        return origin or apposed.past_comma(discourse, token, *apposed.STAFFED, apposed.ON_BEHALF)
    if token is None or token.text != "," or not ontology.load().is_a(phrase.type, "Place"):
        return token
    preposition = discourse.following(token)
    if preposition is None or preposition.lower != STRICT or preposition.head is None:
        return token
    named = arguments.names_beside(discourse, preposition.head)
    target = discourse.at(preposition.head) or (discourse.at(named[0]) if named else None)
    if target is None:
        part = preposition.head.lemma.lower() in discourse.rules.nouns["part"]
        return preposition if part or preposition.head.head is phrase.head else token
    # "In X, in Y en in Z" are three places.
    after = discourse.following(target.tokens[-1])
    alone = after is None or after.pos != "CCONJ"
    return preposition if within.is_larger(target, phrase) and (alone or within.agree(phrase, target)) else token


def _past_origin(discourse: Discourse, comma: Token | None) -> Token | None:
    """The preposition behind a comma that tells a home between commas: "X, oorspronkelijk uit het dorpje Y,"."""
    token = discourse.following(comma) if comma is not None and comma.text == "," else None
    if token is not None and token.pos in ("ADV", "ADJ"):
        token = discourse.following(token)
    return token if token is not None and token.lower == HOME else None


def _introduces(discourse: Discourse, token: Token) -> bool:
    """Whether the word only leads to the name behind it: an article, an adjective, or what it is ("vakbond FNV")."""
    if token.pos in ("DET", "ADJ"):
        return True
    return token.pos in discourse.rules.labels["noun_pos"] and bool(arguments.names_beside(discourse, token))


def _whole(discourse: Discourse, phrase: Phrase, part: Token) -> list[Phrase]:
    """What a noun for a part is of: "het centrum van Breda", "de Bredase binnenstad"; "X van de redactie van Y"."""
    parts = "part" if ontology.load().is_a(phrase.type, "Place") else "department"
    if part.lemma.lower() not in discourse.rules.nouns[parts] or (parts != "part" and phrase.type != "Person"):
        return []
    found = [p for t in attachment.prepositional(discourse, part, "van") for p in arguments.referred(discourse, t)]
    return found or arguments.adjectives(discourse, part)


def _called(discourse: Discourse, noun: Token | None) -> Phrase | None:
    """The name behind a noun that says what it is: "van de vakbond X"."""
    if noun is None or noun.pos != "NOUN" or noun_type(discourse, noun) in (None, "Person"):
        return None
    found = discourse.at(discourse.following(noun))
    return found if found is not None and found.naming is Naming.NAME else None


def _past_edition(discourse: Discourse, event: Phrase, token: Token | None) -> Token | None:
    """The token behind the sport or year of an event: "de kampioenschappen zwemmen in X", "de Spelen van 2012 in X"."""
    if token is None or event.type != "Event":
        return token
    if token.lower in discourse.rules.nouns["sport"]:
        return discourse.following(token)
    year = discourse.following(token) if token.lower in discourse.rules.modifiers["leading"] else token
    return discourse.following(year) if year is not None and _is_year(year) else token


def _past_bracket(discourse: Discourse, token: Token | None) -> Token | None:
    """The token behind a short bracket: an age stands between a name and its town."""
    if token is None or token.text != "(":
        return token
    for _ in range(BRACKET_GAP):
        token = discourse.following(token)
        if token is None:
            return None
        if token.text == ")":
            return discourse.following(token)
    return token


def _of_event(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether the name says whose event it is: what follows in "het congres van X in Y" is the event's place."""
    above = phrase.head.head
    if above is None or phrase.head.dep != "nmod":
        return False
    told = discourse.at(above)
    return noun_type(discourse, above) == "Event" or (told is not None and told.type == "Event")


def _inside(phrase: Phrase, token: Token) -> bool:
    return any(token is own for own in phrase.tokens)


def _noun_over(phrase: Phrase, token: Token) -> bool:
    """The noun that the name is apposed to: "zanger X uit Y" may hang Y on the noun."""
    return phrase.head.head is token and phrase.head.dep in ("appos", "flat")


def _brackets(discourse: Discourse, phrase: Phrase) -> Iterator[Finding]:
    """What stands in brackets behind a name, and the place behind a comma."""
    token = marks.behind(discourse, phrase.tokens)
    if token is not None and token.pos == "ADV":
        token = discourse.following(token)
    if token is not None and token.text == "(":
        yield from _inside_bracket(discourse, phrase, token)
    token = discourse.following(phrase.tokens[-1])
    target = discourse.at(discourse.following(token)) if token is not None and token.text == "," else None
    if target is not None:
        after = discourse.following(target.tokens[-1])
        before = discourse.preceding(phrase.tokens[0])
        if (after is None or after.text not in ("en", "of")) and (before is None or before.text != ","):
            yield from pair.findings(discourse.rules.attributes.get(",", ()), phrase, target)


def _inside_bracket(discourse: Discourse, phrase: Phrase, bracket: Token) -> Iterator[Finding]:
    """The first name in the bracket that says something: a party, an employer, or a home behind an age."""
    rules, token = discourse.rules.attributes, bracket
    for _ in range(BRACKET_GAP):
        following = discourse.following(token)
        if following is None or following.text == ")":
            return
        token = following
        target = discourse.at(token)
        if target is None:
            continue
        life = _life(discourse, target)
        allowed = life + rules.get("()", ())
        allowed += rules.get("(code)", ()) if target.text in discourse.rules.codes else ()
        allowed += rules.get("aged", ()) if _is_age(discourse, target) else ()
        first = discourse.preceding(target.tokens[0]) is bracket
        allowed += rules.get("(body)", ()) if first and titles.is_workplace(discourse, phrase, target) else ()
        allowed += rules.get("(year)", ()) if first and _is_dated(discourse, target) else ()
        found = list(pair.findings(allowed, phrase, target))
        yield from found
        if found and not life:
            return


def _life(discourse: Discourse, place: Phrase) -> tuple[AttributeRule, ...]:
    """What the rows say of a place and a year in the bracket: "(Delft, 1920)", "(Delft 1920 - Parijs 1985)"."""
    year, before = discourse.following(place.tokens[-1]), discourse.preceding(place.tokens[0])
    if year is not None and year.text == ",":
        year = discourse.following(year)
    if year is None or before is None or not _is_year(year):
        return ()
    return discourse.rules.attributes.get("born" if before.text == "(" else "died", ())


def _is_dated(discourse: Discourse, maker: Phrase) -> bool:
    """Whether a full name has a comma and a year behind it in its bracket: "(Jan Kok, 1998)"."""
    comma = discourse.following(maker.tokens[-1])
    year = discourse.following(comma) if comma is not None and comma.text == "," else None
    return len(maker.tokens) > 1 and year is not None and _is_year(year)


def _is_year(token: Token) -> bool:
    return token.text.isdigit() and len(token.text) == YEAR


def _is_age(discourse: Discourse, place: Phrase) -> bool:
    """Whether an age and a comma stand before the place in its bracket: "(44, Zwolle)"."""
    comma = discourse.preceding(place.tokens[0])
    age = discourse.preceding(comma) if comma is not None and comma.text == "," else None
    return age is not None and age.text.isdigit()


def _adjectives(discourse: Discourse, phrase: Phrase) -> Iterator[Finding]:
    """A place's adjective on the name itself, or on a noun beside it that is no office."""
    rules = discourse.rules.attributes.get("adj", ())
    described = phrase.naming is Naming.DESCRIPTION and phrase.type == "GovernmentBody"
    if described and phrase.place is not None and phrase.place.naming is Naming.NAME:
        # "De Achterhoekse gemeente Bronckhorst": the town lies there.
        for place in arguments.adjectives(discourse, phrase.tokens[0]):
            yield from pair.findings(rules, phrase.place, place)
    if described or discourse.prefixes.get(id(phrase.head)) is phrase:
        return
    before = discourse.preceding(phrase.tokens[0])
    turned = discourse.adjectives.get(id(before)) if phrase.head.head is before else None
    if turned is not None:  # The tree may hang the name on its adjective: "het Canadese Magna".
        yield from pair.findings(rules, phrase, turned)
    for noun in beside.nouns(discourse, phrase):
        if noun is not phrase.head and (qualifies_office(discourse, noun) or _other(discourse, noun, phrase)):
            continue
        for place in (*arguments.adjectives(discourse, noun), *_adjoining(discourse, phrase, noun)):
            at_work = phrase.type == "Person" and place.type != "Country" and is_post(discourse, noun)
            if not at_work and not any(place.tokens[0] is own for own in phrase.tokens):
                yield from pair.findings(rules, phrase, place)


def qualifies_office(discourse: Discourse, noun: Token) -> bool:
    """Whether the adjective says of what the office is, so that it says nothing of the person."""
    rules = discourse.rules.role(noun.lemma.lower())
    if titles.is_counterpart(discourse, noun):
        rules = titles.of_counterpart(discourse, noun)
    alone = noun.lemma.lower() in discourse.rules.roles
    return any("adj" in rule.slots or (alone and "land" in rule.slots) for rule in rules)


def is_post(discourse: Discourse, noun: Token) -> bool:
    """Whether a town's adjective on the noun says where someone works: "de Leidse hoogleraar"."""
    posts = discourse.rules.nouns["post"]
    return any(word[at:] in posts for word in (noun.lemma.lower(), noun.lower) for at in range(len(word) - 2))


def _adjoining(discourse: Discourse, phrase: Phrase, noun: Token) -> list[Phrase]:
    """The place's adjective right before the name, wherever the tree hangs it."""
    before = discourse.preceding(phrase.tokens[0])
    found = discourse.adjectives.get(id(before)) if noun is phrase.head and before is not None else None
    bare = phrase.type == "Person" and found is not None and not found.text.endswith(INFLECTED)
    return [found] if found is not None and not bare else []


def _other(discourse: Discourse, noun: Token, phrase: Phrase) -> bool:
    """Whether the noun is something else than the person beside it, or says its own relation to the place."""
    if discourse.at(noun) is not None:
        return True
    if id(noun) in discourse.prefixes:
        jobs = tuple(discourse.rules.nouns["player"])
        return phrase.type != "Person" or not noun.lower.endswith(jobs)
    told, is_a = noun_type(discourse, noun), ontology.load().is_a
    if phrase.type == "Person":
        if told not in (None, "Person"):
            return True
    elif noun is not phrase.head.head:
        # Nothing but the place before the name joins the two.
        if told is not None and not is_a(told, phrase.type) and not is_a(phrase.type, told):
            return True
        if discourse.rules.role(noun.lemma.lower()) and not held_by_firms(discourse, noun):
            return True
    frames = discourse.rules.frames.get(("noun", noun.lemma.lower()), ())
    return any(frame.object == "amod" and frame.subject == "appos" for frame in frames)


def _plural_bodies(discourse: Discourse) -> Iterator[Finding]:
    """The bodies that a plural names by their towns: "de gemeenten X en Y", "de raden van X en Y"."""
    for token in discourse.analysis.tokens():
        if "Number=Plur" not in token.morph or discourse.at(token) is not None:
            continue
        for rule in discourse.rules.descriptor(token.lemma.lower())[:1]:
            for place in _towns(discourse, token, rule.slots) if rule.type == "GovernmentBody" else ():
                body = discourse.institution(rule.noun, discourse.sentence(token), token.start, place)
                if body is not None and arguments.fits(rule.relation, body, place):
                    yield Finding(
                        body, rule.relation, place, token, discourse.sentence(token), rule.row.rule, "description",
                        nominal=True,
                    )  # fmt: skip


def _towns(discourse: Discourse, noun: Token, slots: tuple[str, ...]) -> list[Phrase]:
    """The towns in the first slot that holds any."""
    for slot in slots:
        tokens = (
            arguments.names_beside(discourse, noun)
            if slot == "app"
            else attachment.prepositional(discourse, noun, slot)
        )
        found = [p for t in tokens for p in arguments.referred(discourse, t) if p.type == "City"]
        if found:
            return found
    return []


def _institution(discourse: Discourse, phrase: Phrase) -> Iterator[Finding]:
    """The place of a described institution, or the home of a known one."""
    kinds = ontology.load()
    if phrase.naming is Naming.DESCRIPTION:
        rule = next((r for rs in discourse.rules.descriptors.values() for r in rs if r.row.rule == phrase.row), None)
        if rule is None or not rule.relation or descriptions.in_passing(discourse, phrase):
            return
        told = [phrase.place] if phrase.place is not None else []
        places = told or [p for p in _inner(discourse, phrase) if kinds.is_a(p.type, "Place")]
        if not places and rule.home and rule.home != "compound":
            home = _place_of(phrase) or discourse.home(rule.home, phrase.sentence, phrase.start)
            places = [home] if home is not None else []
        joint = arguments.referred(discourse, places[0].head) if places and phrase.type == "Event" and told else places
        for place in joint if places[:1] == joint[:1] else places[:1]:
            if arguments.fits(rule.relation, phrase, place):
                yield Finding(
                    phrase, rule.relation, place, phrase.head, phrase.sentence, rule.row.rule, "description",
                    nominal=True,
                )  # fmt: skip
        return
    entry = phrase.entry
    if entry is not None and entry.country and kinds.is_a(entry.type, "GovernmentBody"):
        country = discourse.knowledge.get(entry.country)
        home = discourse.imply(country.label_nl, phrase.sentence) if country is not None else None
        if home is not None and arguments.fits("institution_of", phrase, home):
            yield Finding(
                phrase, "institution_of", home, phrase.head, phrase.sentence, f"knowledge:{entry.id}", "known",
                nominal=True,
            )  # fmt: skip


def _place_of(phrase: Phrase) -> Phrase | None:
    """The place that the text gives elsewhere to the institution: "de politie" after "de Amsterdamse politie"."""
    return next((p.place for p in phrase.referent.phrases if p.place is not None), None) if phrase.referent else None


def _inner(discourse: Discourse, phrase: Phrase) -> list[Phrase]:
    """The names and adjectives inside a description."""
    found = []
    for token in phrase.tokens:
        inner = discourse.adjectives.get(id(token)) or discourse.at(token)
        if inner is not None and inner is not phrase and inner not in found:
            found.append(inner)
    return found
