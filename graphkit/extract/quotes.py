"""Whom the text names as the source of a sentence: indirect speech, "aldus X", "volgens X", direct quotes."""

from graphkit.extract import arguments
from graphkit.extract.frames import verb_lemma
from graphkit.extract.findings import Finding
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.syntax import Sentence, Token

OPENING = ("'", "‘", '"', "“", ",,", "„", "``")


def speaker(discourse: Discourse, finding: Finding) -> Phrase | str | None:
    """The source that the sentence attributes the finding to: a phrase, the words for an unnamed one, or nothing."""
    if finding.nominal:
        return None
    for token in (finding.trigger, *finding.trigger.ancestors()):
        found = _by_preposition(discourse, token) or _by_verb(discourse, token, finding)
        if found is not None:
            return found
    return None


def _by_preposition(discourse: Discourse, token: Token) -> Phrase | str | None:
    for child in token.children:
        if any(c.lower in discourse.rules.reporting["preposition"] for c in child.all_children("case")):
            return _source(discourse, child)
    return None


def _by_verb(discourse: Discourse, token: Token, finding: Finding) -> Phrase | str | None:
    """The subject of a verb of saying that governs the clause, unless the finding is about the saying itself."""
    labels = discourse.rules.labels
    if token is finding.trigger or token.pos not in labels["verb_pos"]:
        return _by_parataxis(discourse, token)
    if verb_lemma(discourse, token) not in discourse.rules.reporting["verb"]:
        return None
    subject = token.child(*labels["subject"])
    return None if subject is None else _source(discourse, subject)


def _by_parataxis(discourse: Discourse, token: Token) -> Phrase | str | None:
    for child in token.all_children("parataxis"):
        verb = verb_lemma(discourse, child)
        if verb in discourse.rules.reporting["verb"]:
            subject = child.child(*discourse.rules.labels["subject"])
            if subject is not None:
                return _source(discourse, subject)
    return None


def _source(discourse: Discourse, token: Token) -> Phrase | str | None:
    found = arguments.referred(discourse, token)
    if found:
        return found[0]
    if token.pos in discourse.rules.labels["pronoun_pos"]:
        return None
    words = [t for t in token.subtree() if t.dep != "punct"]
    start, end = words[0].start, words[-1].end
    return discourse.analysis.article.text[start:end].removeprefix("volgens ").strip()


def is_quoted(sentence: Sentence) -> bool:
    """Whether the sentence opens as direct speech."""
    return sentence.tokens[0].text in OPENING
