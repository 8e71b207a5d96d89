"""The annotated articles, read as extraction reads them, with what the annotation says of every referent."""

import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graphkit import analyse, evaluate, extract
from graphkit.evaluate import Annotated, Named
from graphkit.extract.phrases import Discourse, Referent
from graphkit.model import Certainty, Naming
from graphkit.read import read
from graphkit.syntax import Analysis
from training.split import DEVELOP, halves


@dataclass(slots=True, eq=False)
class Reading:
    """One annotated article as extraction reads it; `gold_of` gives the annotated entity of a referent."""

    annotated: Annotated
    discourse: Discourse
    gold_of: dict[int, Named]


def shared() -> Path:
    """The folder with gold and corpora, which GRAPHKIT_SHARED names."""
    return Path(os.environ["GRAPHKIT_SHARED"])


def analyses(model: str | None = None) -> list[Analysis]:
    """The analysed gold articles."""
    articles = [a for a in read([str(shared() / "gold" / "articles")]) if not isinstance(a, Exception)]
    return list(analyse.analyse(articles, analyse.load(model)))


def gold() -> dict[str, Annotated]:
    """The annotation by article id."""
    return {a.article: a for a in evaluate.read(shared() / "gold" / "gold.jsonl")}


def develop(articles: list[str]) -> frozenset[str]:
    """The half of the articles on which rules and models are developed."""
    return frozenset(stem for stem, half in halves(articles).items() if half == DEVELOP)


def readings(analysed: list[Analysis]) -> Iterator[Reading]:
    """Each article with its referents and what they are in the annotation."""
    annotation = gold()
    for analysis in analysed:
        annotated = annotation[analysis.article.id]
        discourse = extract.read(analysis)
        by_id = {str(id(r)): r for r in discourse.referents}
        found = {key: _named(key, referent) for key, referent in by_id.items()}
        paired = evaluate.pair(annotated.entities, found)
        yield Reading(
            annotated, discourse, {id(by_id[key]): annotated.entities[target] for key, target in paired.items()}
        )


def _named(key: str, referent: Referent) -> Named:
    entry = referent.entry
    english = entry is not None and entry.type in ("Country", "InternationalOrganization")
    label = entry.label_en if entry is not None and english else referent.name
    names = [p.text for p in referent.phrases if p.naming is not Naming.IMPLIED]
    return evaluate.named(key, referent.type or referent.phrases[0].type, label, names)


def relations(annotated: Annotated) -> dict[tuple[str, str], dict[str, str]]:
    """For each ordered pair of annotated entities, the asserted relations with their sentence; symmetric ones both ways."""
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for (subject, relation, target), certainty in annotated.statements.items():
        if certainty is Certainty.ASSERTED:
            sentence = annotated.sentences[subject, relation, target]
            found[subject, target][relation] = sentence
            if evaluate.ontology.load().relations[relation].symmetric:
                found[target, subject][relation] = sentence
    return found
