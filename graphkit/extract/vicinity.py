"""What two names in one sentence are to each other when nothing else says it: the weakest evidence, asked last.

Only where the sentence names one thing of the object's type, and nothing relates the two or gives the subject another
object.
"""

from collections import Counter
from collections.abc import Iterator

from graphkit import ontology
from graphkit.extract import arguments, works
from graphkit.extract.findings import Finding
from graphkit.extract.phrases import ROOTED, Discourse, Phrase
from graphkit.model import Naming
from graphkit.syntax import Sentence

FORM = "near"
AROUND = "around"
INSIDE = ("in", "te")
TEAM = "SportsTeam"
KNOWN = "known"
CAPITAL = "capital"
EXPLICIT = (Naming.NAME, Naming.ADJECTIVE)
# Behind which prepositions the object must stand.
DURING = ("tijdens", "gedurende")
PLACED = {"held_in": ("in", "te", "op", "bij")}
# What a word of the subject's name must say: a festival has one place, a league or a war has many.
GATHERED = {"held_in": "meeting"}
# Of what a sentence must speak for the relation to be meant: a player of the one team is named where there is play.
# So often an article names a company that it is about.
OFTEN = 3
TOPICS = {"player_of": ("play", "compete", "contest", "round")}


def extract(discourse: Discourse, said: list[Finding]) -> Iterator[Finding]:
    """The findings of mere vicinity, given those of all other rules."""
    near = list(_near(discourse, said))
    yield from near
    yield from _gatherings(discourse, [*said, *near])
    yield from _in_country(discourse)
    yield from _capitals(discourse)


def _near(discourse: Discourse, said: list[Finding]) -> Iterator[Finding]:
    """What the one thing of its type in a sentence is to another there that nothing else relates to it."""
    related = {frozenset((id(f.subject.referent), id(f.object.referent))) for f in said}
    filled = {(id(f.subject.referent), f.relation) for f in said}
    engaged = {id(f.subject.referent) for f in said if _engages(f)}
    kinds = ontology.load()
    for sentence in discourse.analysis.sentences:
        names = [
            p for p in discourse.phrases if p.sentence is sentence and p.naming in (Naming.NAME, Naming.DESCRIPTION)
        ]
        for rule in discourse.rules.attributes.get(FORM, ()):
            target = _only(p for p in names if any(kinds.is_a(p.type, kind) for kind in rule.objects))
            if target is None or not _is_main(discourse, target) or not _on_topic(discourse, sentence, rule.relation):
                continue
            if not _may_be_meant(discourse, target, rule.relation) or _is_anothers(target, rule.relation, said):
                continue
            for subject in names:
                key = (id(subject.referent), rule.relation)
                pair = frozenset((id(subject.referent), id(target.referent)))
                if key in filled or pair in related or not kinds.is_a(subject.type, rule.subject):
                    continue
                if subject.type == "Person" and id(subject.referent) in engaged:
                    continue
                if not works.may_be_of(discourse, subject, target) or _is_apart(
                    discourse, rule.relation, subject, target
                ):
                    continue
                if _gathers(discourse, subject, rule.relation) and arguments.fits(rule.relation, subject, target):
                    filled.add(key)
                    related.add(pair)
                    yield Finding(
                        subject, rule.relation, target, subject.head, sentence, rule.row.rule, FORM, nominal=True
                    )


def _in_country(discourse: Discourse) -> Iterator[Finding]:
    """A known city and its country in one sentence."""
    for sentence in discourse.analysis.sentences:
        names = [p for p in discourse.phrases if p.sentence is sentence and p.entry is not None]
        countries = {p.entry.id: p for p in names if p.type == "Country" and p.entry is not None}
        for rule in discourse.rules.attributes.get(KNOWN, ()):
            for subject in names:
                if subject.entry is None or subject.naming is not Naming.NAME or subject.type != rule.subject:
                    continue
                target = countries.get(subject.entry.country or "")
                if target is not None and arguments.fits(rule.relation, subject, target):
                    yield Finding(
                        subject, rule.relation, target, subject.head, sentence, rule.row.rule, KNOWN, nominal=True
                    )


def _capitals(discourse: Discourse) -> Iterator[Finding]:
    """A known city that the text calls the capital, where it names the city's country: "de hoofdstad Skopje"."""
    named = {p.entry.id: p for p in discourse.phrases if p.type == "Country" and p.entry and p.naming in EXPLICIT}
    for rule in discourse.rules.attributes.get(CAPITAL, ()):
        for subject in discourse.phrases:
            noun = discourse.preceding(subject.tokens[0])
            if subject.entry is None or noun is None or subject.type != rule.subject:
                continue
            if noun.lemma.lower() not in discourse.rules.nouns[CAPITAL] or arguments.adjectives(discourse, noun):
                continue
            target = named.get(subject.entry.country or "")
            if target is not None and arguments.fits(rule.relation, subject, target):
                yield Finding(
                    subject, rule.relation, target, subject.head, subject.sentence, rule.row.rule, KNOWN, nominal=True
                )


def _gatherings(discourse: Discourse, said: list[Finding]) -> Iterator[Finding]:
    """The one town that is named with "in" beside a festival or championship, in the sentence before or after too."""
    placed = {id(f.subject.referent) for f in said if f.relation in PLACED}
    for rule in discourse.rules.attributes.get(AROUND, ()):
        towns = [p for p in discourse.phrases if p.type in rule.objects and _stands(discourse, p)]
        for referent in discourse.referents:
            own = [p for p in referent.phrases if p.naming in (Naming.NAME, Naming.DESCRIPTION)]
            if id(referent) in placed or referent.type != rule.subject or not any(_staged(discourse, p) for p in own):
                continue
            target = _only(t for t in towns if any(abs(t.sentence.index - p.sentence.index) <= 1 for p in own))
            if target is not None and arguments.fits(rule.relation, own[0], target):
                yield Finding(
                    own[0], rule.relation, target, own[0].head, own[0].sentence, rule.row.rule, FORM, nominal=True
                )


def _stands(discourse: Discourse, town: Phrase) -> bool:
    """Whether the town stands behind "in" and says of nobody and nothing named where they are."""
    if town.naming is not Naming.NAME or not (town.entry or town.text.istitle()):
        return False
    case = next((t for t in town.head.all_children(*discourse.rules.labels["case"]) if t.lower in INSIDE), None)
    above = discourse.at(town.head.head)
    if case is None or (above is not None and above.type != "Event"):
        return False
    before = discourse.at(discourse.preceding(case))
    return before is None or before.type == "Event"


def _staged(discourse: Discourse, event: Phrase) -> bool:
    """Whether the event has one place and is no season: a festival, a championship."""
    nouns = discourse.rules.nouns
    words = [token.lower for token in event.tokens]
    if _ahead(discourse, event):
        return False
    return any(word.endswith(tuple(nouns["staged"])) for word in words) and nouns["season"].isdisjoint(words)


def _ahead(discourse: Discourse, event: Phrase) -> bool:
    """Whether one has yet to reach the event: "in Dublin om een plaats op het WK" is elsewhere."""
    return any(token.lemma.lower() in discourse.rules.nouns["qualify"] for token in event.sentence.tokens)


def _engages(finding: Finding) -> bool:
    """Whether it says for whom a person works or to what that person belongs, so that vicinity need not guess it."""
    kinds = ontology.load()
    relation = kinds.relations[finding.relation]
    return (
        not relation.interaction
        and finding.subject.type == "Person"
        and kinds.is_a(finding.object.type, "Organization")
    )


def _is_apart(discourse: Discourse, relation: str, subject: Phrase, target: Phrase) -> bool:
    """Whether the sentence shows that the two do not belong together, near as they stand."""
    if relation in PLACED:
        return _ahead(discourse, subject) or not _together(discourse, subject, target)
    return relation in TOPICS and watches(discourse, subject)


def watches(discourse: Discourse, person: Phrase) -> bool:
    """Whether who is named only speaks, or has a title that no player has: "zegt analist X", "trainer X"."""
    labels, nouns = discourse.rules.labels, discourse.rules.nouns
    verb = person.head.head
    if verb is not None and verb.lemma.lower() in nouns["say"] and person.head.dep in labels["subject"]:
        return True
    follower = discourse.following(person.tokens[-1])
    if follower is not None and follower.text == ":":
        return True
    before = discourse.preceding(person.tokens[0])
    if before is None or before.pos not in labels["noun_pos"] or before.entity:
        return False
    words = {before.lemma.lower(), before.lower, before.parts[-1].lower()}
    # "In de sprint X": what a preposition governs is no title of who comes next.
    titled = bool(words & nouns["person"]) or any(discourse.rules.role(word) for word in words)
    apart = not titled and (before.child(*labels["case"]) is not None or bool(words & nouns["measure"]))
    return not apart and not words & (nouns["play"] | nouns["player"] | nouns["athlete"])


def _may_be_meant(discourse: Discourse, target: Phrase, relation: str) -> bool:
    """Whether the object stands where it may be meant: not as the opponent, and an event's place behind "in"."""
    cases = {t.lower for t in target.head.all_children(*discourse.rules.labels["case"])}
    if relation in PLACED:
        return bool(cases & set(PLACED[relation]))
    if target.type == TEAM and target.naming is Naming.DESCRIPTION:
        return False
    above = target.head.head
    beaten = above is not None and above.pos in discourse.rules.labels["verb_pos"] and "van" in cases
    return target.type != "SportsTeam" or not (beaten or "tegen" in cases)


def _is_anothers(target: Phrase, relation: str, said: list[Finding]) -> bool:
    """Whether the very words say whose it is: "de renner van X won van Y" tells nothing of Y's team."""
    return any(f.object is target and f.relation == relation and f.subject.sentence is not f.sentence for f in said)


def _together(discourse: Discourse, event: Phrase, place: Phrase) -> bool:
    """Whether the place hangs on the event, or on the verb whose argument it is: "In Londen begint het festival"."""
    labels = discourse.rules.labels
    if id(event.tokens[-1]) in discourse.prefixes:
        return False
    head = event.head
    while head.dep in labels["apposition"] and head.head is not None:
        head = head.head
    if any(above is event.head for above in place.head.ancestors()):
        return True
    told = labels["subject"] | labels["passive_subject"] | labels["object"]
    during = any(case.lower in DURING for case in head.all_children(*labels["case"]))
    verb = place.head.head
    return verb is not None and (head is verb or (head.head is verb and (during or head.dep in told)))


def _gathers(discourse: Discourse, subject: Phrase, relation: str) -> bool:
    """Whether the subject may have the place: a festival, but no league and no war."""
    group = GATHERED.get(relation)
    words = tuple(discourse.rules.nouns[group]) if group else ()
    return group is None or any(token.lower.endswith(words) for token in subject.tokens)


def _on_topic(discourse: Discourse, sentence: Sentence, relation: str) -> bool:
    """Whether the sentence speaks of what the relation belongs to."""
    topics = TOPICS.get(relation)
    if topics is None:
        return True
    return speaks(discourse, sentence, topics)


def speaks(discourse: Discourse, sentence: Sentence, topics: tuple[str, ...]) -> bool:
    """Whether a word of the sentence is of one of the noun classes."""
    words = discourse.rules.united(*topics)
    return any({t.lemma.lower(), t.lower, t.parts[-1].lower()} & words for t in sentence.tokens)


def _only(phrases: Iterator[Phrase]) -> Phrase | None:
    """The one thing that all these phrases name, if it is one."""
    found = list(phrases)
    return found[0] if len({id(p.referent) for p in found}) == 1 else None


def _is_main(discourse: Discourse, target: Phrase) -> bool:
    """Whether the article names nothing of that type more often."""
    counts = Counter(id(p.referent) for p in discourse.phrases if p.type == target.type)
    if target.type == "Company":
        return len(counts) == 1 and counts[id(target.referent)] >= OFTEN
    if target.type == TEAM:
        return all(counts[id(target.referent)] > ROOTED * n for key, n in counts.items() if key != id(target.referent))
    return counts[id(target.referent)] == max(counts.values())
