"""How right a graph is: its statements and entities against articles that people annotated.

An entity of the graph and one of the annotation are paired, one to one in each article, by the share of their names
that they have in common; a statement is right where both ends are paired and the relation is the same. Figures are
micro-averaged over the articles.
"""

from graphkit import ontology
from graphkit.evaluate.annotation import Annotated, Named, directed, named, normal, read
from graphkit.evaluate.figures import EntityMistake, Evaluation, Figure, Kind, Mistake
from graphkit.evaluate.judge import evaluate
from graphkit.evaluate.pairing import pair
from graphkit.evaluate.report import REPORTS

__all__ = [
    "REPORTS", "Annotated", "EntityMistake", "Evaluation", "Figure", "Kind", "Mistake", "Named", "directed",
    "evaluate", "named", "normal", "ontology", "pair", "read",
]  # fmt: skip
