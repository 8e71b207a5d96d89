"""What a rule found, before it becomes a claim: two phrases, a relation, the trigger and the row that fired."""

from dataclasses import dataclass

from graphkit.extract.phrases import Phrase
from graphkit.syntax import Sentence, Token


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's reading of one sentence; `nominal` says that the trigger is a title and not an event."""

    subject: Phrase
    relation: str
    object: Phrase
    trigger: Token
    sentence: Sentence
    rule: str
    family: str
    nominal: bool = False
    details: tuple[tuple[str, str], ...] = ()
