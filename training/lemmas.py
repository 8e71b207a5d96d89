"""Two mends of spaCy's edit-tree lemmatizer, for training only."""

from collections.abc import Iterable
from typing import Any

from spacy.pipeline.edit_tree_lemmatizer import EditTreeLemmatizer
from spacy.training import Example
from thinc.api import SequenceCategoricalCrossentropy

UNKNOWN = -1


def mend() -> None:
    """Teaches nothing from a word whose edit is too rare to be a label, and lets a loaded lemmatizer learn on.

    spaCy 3.8 takes a rare edit for the first label, and forgets on loading which edit is which label.
    """
    lemmatizer: Any = EditTreeLemmatizer
    lemmatizer.get_loss = loss


def loss(self: Any, examples: Iterable[Example], scores: Any) -> tuple[float, Any]:  # noqa: ANN401
    """The loss and its gradient, as spaCy computes them but for rare edits."""
    if not self.tree2label:
        self.tree2label = {tree: label for label, tree in enumerate(self.cfg["labels"])}
    truths = [[label_of(self, word, lemma) for word, lemma in pairs(example)] for example in examples]
    function: Any = SequenceCategoricalCrossentropy(normalize=False, missing_value=UNKNOWN)
    gradient, value = function(scores, truths)
    return float(value), gradient


def pairs(example: Example) -> Iterable[tuple[str, str]]:
    """Each word with its lemma, or with nothing."""
    words = (token.text for token in example.predicted)
    return zip(words, example.get_aligned("LEMMA", as_string=True), strict=True)


def label_of(lemmatizer: Any, word: str, lemma: str | None) -> int:  # noqa: ANN401
    """The label of the edit that makes the lemma of the word."""
    return lemmatizer.tree2label.get(lemmatizer.trees.add(word, lemma), UNKNOWN) if lemma else UNKNOWN
