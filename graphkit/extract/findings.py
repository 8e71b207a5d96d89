"""What a rule found, before it becomes a claim: two phrases, a relation, the trigger and the row that fired."""

from dataclasses import dataclass

from graphkit.extract.phrases import Phrase
from graphkit.syntax import Sentence, Token

# The family of what someone thinks of another, which is a deed and not what that one reports.
OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's reading of one sentence; `nominal` says that the trigger is a title and not an event.

    `idiom` holds the identities of the tokens that belong to the wording and so neither hedge nor deny it.
    """

    subject: Phrase
    relation: str
    object: Phrase
    trigger: Token
    sentence: Sentence
    rule: str
    family: str
    nominal: bool = False
    details: tuple[tuple[str, str], ...] = ()
    idiom: frozenset[int] = frozenset()
