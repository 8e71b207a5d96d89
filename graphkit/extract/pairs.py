"""Two names in one sentence, as features: what a small linear model reads where no rule is written.

The weights are in `lang/xx/pairs.tsv.gz` (class, feature, weight), trained by `training/extraction` on annotated articles,
one relation against the rest. What the rules found is a feature among others. Names are never features, and a feature must occur in several articles, so that the
model learns wording and not articles.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from graphkit import ontology
from graphkit.extract.findings import Finding
from graphkit.extract.frames import verb_lemma
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.model import Naming
from graphkit.syntax import Sentence, Token

# A sentence that names more things than this is a list; only neighbours in it are read as pairs.
CROWD = 12
PATH = 5
NEAR = 4


@dataclass(slots=True, eq=False)
class Participant:
    """A phrase at one place of a sentence; a pronoun takes the place of the name that it stands for."""

    phrase: Phrase
    head: Token
    first: int
    last: int
    how: str


@dataclass(slots=True, eq=False)
class Pair:
    """Two participants in the roles of subject and object, with what is seen of them."""

    sentence: Sentence
    subject: Participant
    object: Participant
    features: list[str]


def participants(discourse: Discourse, sentence: Sentence) -> list[Participant]:
    """What the sentence speaks of, in the order of the text."""
    found: list[Participant] = []
    seen: set[int] = set()
    for token in sentence.tokens:
        for table, how in ((discourse.prefixes, "prefix"), (discourse.adjectives, "adjective")):
            phrase = table.get(id(token))
            if phrase is not None:
                found.append(Participant(phrase, token, token.index, token.index, how))
        phrase = discourse.at(token)
        if phrase is not None and id(phrase) not in seen and phrase.head is token:
            seen.add(id(phrase))
            how = "description" if phrase.naming is Naming.DESCRIPTION else "name"
            found.append(Participant(phrase, token, phrase.tokens[0].index, phrase.tokens[-1].index, how))
        back = discourse.antecedents.get(id(token))
        if back is not None:
            found.append(Participant(back, token, token.index, token.index, "anaphor"))
    return sorted(found, key=lambda p: (p.first, p.last))


def pairs(discourse: Discourse, findings: list[Finding]) -> Iterator[Pair]:
    """Every pair of two things that some relation takes, with its features."""
    kinds = ontology.load()
    ruled: dict[tuple[int, int, int], list[Finding]] = {}
    for finding in findings:
        ruled.setdefault((id(finding.sentence), id(finding.subject.referent), id(finding.object.referent)), []).append(finding)
    for sentence in discourse.analysis.sentences:
        present = participants(discourse, sentence)
        for left, one in enumerate(present):
            for right in range(left + 1, len(present)):
                other = present[right]
                if one.phrase.referent is other.phrase.referent:
                    continue
                if len(present) > CROWD and right > left + 1:
                    break
                shared = _shared(discourse, sentence, present, left, right)
                for subject, target, order in ((one, other, "sub-first"), (other, one, "obj-first")):
                    if not takes(kinds, subject.phrase.type, target.phrase.type):
                        continue
                    rules = ruled.get((id(sentence), id(subject.phrase.referent), id(target.phrase.referent)), [])
                    yield Pair(sentence, subject, target, _features(discourse, subject, target, order, shared, rules))


def takes(kinds: ontology.Ontology, subject: str, target: str) -> bool:
    """Whether any relation takes a subject and an object of these types."""
    return any(kinds.accepts(relation, subject, target) for relation in kinds.relations)


def _shared(
    discourse: Discourse, sentence: Sentence, present: list[Participant], left: int, right: int
) -> list[str]:
    """What is seen of a pair whatever the roles: the words between and around, the path, the distance."""
    one, other = present[left], present[right]
    between = sentence.tokens[one.last + 1 : other.first]
    gap = right - left - 1
    found = [f"gap:{min(gap, 3)}", f"near:{min(len(between), 6)}"]
    words = [word(discourse, token) for token in between]
    if len(between) <= NEAR:
        found.append("between:" + " ".join(words))
    found.extend(f"in:{w}" for w in dict.fromkeys(words) if w)
    before = sentence.tokens[one.first - 1] if one.first else None
    after = sentence.tokens[other.last + 1] if other.last + 1 < len(sentence.tokens) else None
    found.append("before:" + (word(discourse, before) if before is not None else "^"))
    found.append("after:" + (word(discourse, after) if after is not None else "$"))
    found.append("mid:" + (words[-1] if words else ""))
    found.extend(_path(discourse, one.head, other.head))
    if sentence.heading:
        found.append("heading")
    return found


def word(discourse: Discourse, token: Token) -> str:
    """A token as a feature: its lemma, or only what it is where it names something."""
    phrase = discourse.at(token)
    if phrase is not None:
        return f"<{phrase.type}>"
    if token.pos in ("NUM", "SYM") or not token.lemma.isascii() and not token.lemma.isalpha():
        return "<num>"
    if id(token) in discourse.adjectives:
        return "<place-adjective>"
    if token.text[:1].isupper() and token.index and token.pos == "PROPN":
        return "<name>"
    return token.lemma.lower()


def _path(discourse: Discourse, one: Token, other: Token) -> Iterator[str]:
    """The dependency path between two heads, with and without its words."""
    up = [one, *one.ancestors()]
    down = [other, *other.ancestors()]
    common = next((t for t in up if any(t is d for d in down)), None)
    if common is None:
        return
    left = up[: next(i for i, t in enumerate(up) if t is common)]
    right = down[: next(i for i, t in enumerate(down) if t is common)]
    if len(left) + len(right) > PATH:
        return
    labels = "".join(f"{t.dep}<" for t in left) + "*" + "".join(f">{t.dep}" for t in reversed(right))
    yield f"path:{labels}"
    top = verb_lemma(discourse, common) if common.pos in ("VERB", "AUX") else word(discourse, common)
    if common is not one and common is not other:
        yield f"top:{top}"
        yield f"path:{labels}:{top}"


def _features(
    discourse: Discourse, subject: Participant, target: Participant, order: str, shared: list[str], rules: list[Finding]
) -> list[str]:
    kinds = ontology.load()
    fine = f"{subject.phrase.type}>{target.phrase.type}"
    coarse = f"{kinds.coarse(subject.phrase.type)}>{kinds.coarse(target.phrase.type)}"
    found = [f"types:{fine}", f"coarse:{coarse}", f"how:{subject.how}>{target.how}", f"{order}"]
    found += [f"{order}|{feature}" for feature in shared]
    found += [f"{coarse}|{order}|{feature}" for feature in shared if feature[:4] not in ("in:<", "afte", "befo")]
    found.append(f"{fine}|{shared[0]}|{order}")
    found += [f"subject-{f}" for f in _own(discourse, subject)] + [f"object-{f}" for f in _own(discourse, target)]
    for finding in rules:
        found += [f"rule:{finding.relation}", f"rule:{finding.relation}:{finding.family}"]
    return list(dict.fromkeys(found))


def _own(discourse: Discourse, participant: Participant) -> Iterator[str]:
    """What is seen of one participant alone: its place in the tree, and the noun or preposition beside it."""
    head = participant.head
    yield f"dep:{head.dep}"
    above = head.head
    if above is not None:
        if head.dep in ("appos", "flat", "nmod"):
            yield f"noun:{word(discourse, above)}"
            yield from (f"role:{rule.relation}" for rule in discourse.rules.role(above.lemma.lower()))
        elif above.pos in ("VERB", "AUX"):
            yield f"verb:{head.dep}:{verb_lemma(discourse, above)}"
    for child in head.all_children("case"):
        yield f"case:{child.lower}"
    for child in head.all_children("appos"):
        if discourse.at(child) is None:
            yield f"apposed:{word(discourse, child)}"
            yield from (f"role:{rule.relation}" for rule in discourse.rules.role(child.lemma.lower()))
    if participant.how == "prefix":
        text = head.lower.rpartition("-")[2]
        yield from (f"role:{rule.relation}" for rule in discourse.rules.role(text))
