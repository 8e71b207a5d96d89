"""Whether the text asserts, supposes or denies what a finding says: hedges, negation, questions, and their scope.

From the trigger the tree is climbed as long as what governs it bears on it: an infinitive on its modal, a complement
clause on its verb, an event noun on the verb that it is the object of. A relative clause, an apposition or a temporal
clause says what it says whatever stands above it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from graphkit.extract import scope
from graphkit.extract.findings import OPINION, Finding
from graphkit.extract.phrases import Discourse
from graphkit.extract.sources import reports
from graphkit.extract.verbs import verb_lemma
from graphkit.model import Certainty
from graphkit.syntax import Token

PERFECT = "hebben"


def of(discourse: Discourse, finding: Finding) -> Certainty:
    """The certainty with which the text presents the finding."""
    if finding.nominal and not _is_predicated(discourse, finding.trigger):
        return _of_title(discourse, finding.trigger)
    if finding.family == OPINION and finding.trigger.dep in discourse.rules.labels["auxiliary"]:
        return Certainty.ASSERTED  # "Volgens X moet Y ...": the modal is the demand itself.
    reading = _Reading(discourse, finding)
    reading.read()
    if finding.family == OPINION:
        reading.possible = False  # Who says that Y may or wants to do wrong blames Y for it.
    return reading.certainty


def _of_title(discourse: Discourse, trigger: Token) -> Certainty:
    """A title is a fact whatever its sentence says, unless it hedges itself."""
    hedges = discourse.rules.hedges
    for child in trigger.all_children(*discourse.rules.labels["adjective_modifier"]):
        for word in scope.forms(child):
            if ("affix", word) in hedges:
                return hedges["affix", word]
    affixes = (word for where, word in hedges if where == "affix" and word.endswith("-"))
    front = next((word for word in affixes if trigger.lower.startswith(word)), None)
    return hedges["affix", front] if front else Certainty.ASSERTED


def _is_predicated(discourse: Discourse, trigger: Token) -> bool:
    """Whether a clause says that someone holds or gets the office: "is minister", "benoemd tot minister"."""
    labels, hedges = discourse.rules.labels, discourse.rules.hedges
    if trigger.child(*labels["copula"]) is not None:
        return True
    if trigger.head is None or trigger.head.pos not in labels["verb_pos"]:
        return False
    given = any(("becoming", case.lower) in hedges for case in trigger.all_children(*labels["case"]))
    return trigger.dep in labels["open_complement"] or (trigger.dep in labels["oblique"] and given)


@dataclass(slots=True, eq=False)
class _Reading:
    """What the words above and around a trigger make of it."""

    discourse: Discourse
    finding: Finding
    negations: int = 0
    possible: bool = False
    conditional: bool = False
    seen: set[int] = field(default_factory=set)

    @property
    def certainty(self) -> Certainty:
        """A condition or question leaves open; one negation denies; a negated denial leaves open again."""
        if self.conditional:
            return Certainty.POSSIBLE
        if self.negations == 1:
            return Certainty.NEGATED
        return Certainty.POSSIBLE if self.possible or self.negations else Certainty.ASSERTED

    def read(self) -> None:
        """Climbs from the trigger to the last clause that bears on it."""
        token: Token | None = self.finding.trigger
        self._take("self", verb_lemma(self.discourse, self.finding.trigger))
        self._own(self.finding.trigger)
        for end in (self.finding.subject, self.finding.object):
            self._constituent(end.head)
        top = self.finding.trigger
        while token is not None:
            link = scope.above(self.discourse, token)
            if link is None:
                break
            top = token = self._climb(link)
            if link.kind is scope.Kind.CONTENT and reports(self.discourse, token, "verb"):
                return  # who is said to say it, or wants to, bears on the saying alone
        if token is not None and token.head is None:
            self._ask(top)

    def _climb(self, link: scope.Link) -> Token:
        """Takes in what the head of a link says about what hangs on it."""
        head = link.head
        if link.kind is scope.Kind.CONJUNCT:
            self._shared(head, link.token)
        elif link.kind is scope.Kind.CONTENT and reports(self.discourse, head, "verb"):
            self._report(head)
        elif link.kind is scope.Kind.SUBJECT:
            self._governor(head)
            if ("occur", verb_lemma(self.discourse, head)) in self.discourse.rules.hedges:
                self._own(head)
        else:
            self._governor(head)
            self._own(head)
        return head

    def _governor(self, head: Token) -> None:
        if id(head) in self.finding.idiom:
            return
        labels, words = self.discourse.rules.labels, {head.lemma.lower(), head.parts[-1].lower()}
        fate = self.discourse.rules.nouns["fate"]
        if any(t.lemma.lower() in fate for t in head.all_children(*labels["subject"], *labels["object"])):
            return  # "Het toeval wil dat ..." tells what happened, and so does "de aanslag eiste levens".
        if head.pos in labels["verb_pos"]:
            self._verb(head, verb_lemma(self.discourse, head))
        elif head.child(*labels["copula"]) is not None:
            self._take("predicate", *words)
        if head.pos in labels["noun_pos"]:
            self._take("noun", *words)

    def _verb(self, token: Token, lemma: str) -> None:
        self._take("verb", lemma, token.lower)
        if "Tense=Past" not in token.morph and not self._came_true(token):
            self._take("present", lemma)

    def _came_true(self, modal: Token) -> bool:
        """Whether a modal stands in the present perfect: who "heeft mogen spreken" spoke."""
        if modal.lower != modal.lemma.lower():  # The tagger takes such an infinitive for a plural.
            return False
        above = modal.head.children if modal.head is not None else []
        auxiliaries = self.discourse.rules.labels["auxiliary"]
        return any(
            t.dep in auxiliaries and t.lemma.lower() == PERFECT and "Tense=Pres" in t.morph
            for t in (*modal.children, *above)
        )

    def _report(self, verb: Token) -> None:
        """A verb of saying: what it says of its clause; its own modals are about the saying."""
        lemma = verb_lemma(self.discourse, verb)
        self._take("verb", lemma)
        denied = any(self._negates(child) for child in verb.children)
        if denied and ("raise", lemma) in self.discourse.rules.hedges:
            self.negations += 1
            self.possible = False
        elif denied:
            self.possible = True

    def _own(self, token: Token) -> None:
        """The words right on one token of the path."""
        labels = self.discourse.rules.labels
        if id(token) in self.seen:
            return
        self.seen.add(id(token))
        for child in token.children:
            if id(child) in self.finding.idiom:
                continue
            if child.dep in labels["auxiliary"] | labels["copula"]:
                self._verb(child, child.lemma.lower())
            elif child.dep in labels["adjective_modifier"]:
                self._take("adjective", *scope.forms(child))
            elif child.dep in labels["apposition"] and reports(self.discourse, child, "verb"):
                self._take("verb", verb_lemma(self.discourse, child))
            self._introduced(token, child)
            if child.dep not in labels["conjunct"] and child.child(*labels["copula"]) is None:
                self._adverb(child)

    def _introduced(self, token: Token, child: Token) -> None:
        """What introduces the clause of the token, or a condition beside it."""
        labels, hedges = self.discourse.rules.labels, self.discourse.rules.hedges
        if child.dep == "mark" or child.dep in labels["case"]:
            word = scope.marker(child)
            self._take("mark", word)
            self.conditional |= ("condition", word) in hedges and child.dep == "mark" and self._is_clause(token)
            adverbial = token.dep in labels["adverbial_clause"] and "VerbForm=Inf" in token.morph
            aim = adverbial and not scope.is_content(self.discourse, token)
            self.possible |= aim and ("purpose", word) in hedges
        elif child.dep in labels["adverbial_clause"] and self._is_finite(child) and scope.is_open(token):
            marks = (scope.marker(mark) for mark in child.all_children("mark"))
            self.conditional |= any(("condition", mark) in hedges for mark in marks)

    def _is_clause(self, token: Token) -> bool:
        labels = self.discourse.rules.labels
        return token.pos in labels["verb_pos"] or token.child(*labels["copula"]) is not None

    def _is_finite(self, token: Token) -> bool:
        """Whether the clause has a verb of its own: not in "bestempelt X als ontoereikend"."""
        labels = self.discourse.rules.labels
        inside = labels["auxiliary"] | labels["copula"] | labels["subject"] | labels["passive_subject"]
        return self._is_clause(token) and ("Fin" in token.morph or any(c.dep in inside for c in token.children))

    def _adverb(self, child: Token) -> None:
        hedges = self.discourse.rules.hedges
        if self._negates(child):
            self.negations += 1
        elif any(hedges.get(("adverb", word)) is Certainty.POSSIBLE for word in (child.lower, scope.marker(child))):
            self.possible = True

    def _negates(self, child: Token) -> bool:
        """Whether the word is a negation that reaches the finding."""
        hedges = self.discourse.rules.hedges
        if id(child) in self.seen | self.finding.idiom or hedges.get(("adverb", child.lower)) is not Certainty.NEGATED:
            return False
        self.seen.add(id(child))
        follower = self.discourse.following(child)
        if follower is not None and ("only", follower.lower) in hedges:
            return False
        other = scope.contrasted(self.discourse, child)
        return other is None or self._denied_by(other)

    def _denied_by(self, other: Token) -> bool:
        """Whether, of "niet A maar B", the finding is about A; `other` is B."""
        ends = [self.finding.trigger, self.finding.subject.head, self.finding.object.head]
        spared = set(map(id, other.subtree()))
        denied = set(map(id, other.head.subtree())) - spared if other.head is not None else set()
        return any(id(t) in denied for t in ends) and not any(id(t) in spared for t in ends)

    def _constituent(self, head: Token) -> None:
        """A negation on one end of the finding: "niet Ajax maar PSV", "geen speler van Ajax"."""
        for token in (head, *self._nouns_above(head)):
            for child in token.children:
                if self._negates(child):
                    self.negations += 1

    def _nouns_above(self, head: Token) -> Iterator[Token]:
        """The nouns between an end and the trigger."""
        labels = self.discourse.rules.labels
        for token in head.ancestors():
            if token is self.finding.trigger or token.pos not in labels["noun_pos"]:
                return
            yield token

    def _shared(self, head: Token, token: Token) -> None:
        """What a first conjunct shares with a later one: what introduces both, and the modal of a bare infinitive."""
        labels = self.discourse.rules.labels
        for child in head.children:
            if child.dep == "mark":
                self._introduced(head, child)
            bare = child.dep in labels["auxiliary"] and "VerbForm=Fin" not in token.morph
            if bare and token.child(*labels["auxiliary"]) is None and token.pos in labels["verb_pos"]:
                self._verb(child, child.lemma.lower())

    def _take(self, where: str, *words: str) -> None:
        found = {self.discourse.rules.hedges.get((where, word)) for word in words}
        self.possible |= Certainty.POSSIBLE in found
        self.negations += Certainty.NEGATED in found

    def _ask(self, root: Token) -> None:
        """A question leaves open what it asks, but for what it takes for granted."""
        hedges, sentence = self.discourse.rules.hedges, self.finding.sentence
        if not any(token.text == "?" for token in sentence.tokens[-2:]):
            return
        self.conditional |= not any(("ask", child.lower) in hedges for child in root.children)
