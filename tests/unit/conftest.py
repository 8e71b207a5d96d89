"""Stand-in stages for what surrounds them: every article is an entity, and says that it is part of itself."""

from pathlib import Path

import pytest

from graphkit.build import Stages
from graphkit.graph import Graph
from graphkit.model import Certainty, Entity, Extraction, Statement
from graphkit.resolve.duplicates import marked


def graph_of(extractions):
    articles = marked({e.article.id: e.article for e in extractions})
    return Graph(
        articles,
        {key: Entity(key, "Work", key) for key in articles},
        {Statement(key, "part_of", key, Certainty.POSSIBLE): frozenset() for key in articles},
    )


def listing(graph: Graph, path: Path) -> None:
    path.write_text("\n".join(f"{key}: {graph.articles[key].text}" for key in sorted(graph.articles)), encoding="utf-8")


@pytest.fixture
def analysed():
    """The ids of the articles that were analysed, in order."""
    return []


@pytest.fixture
def stages(analysed):
    def extract(articles):
        for article in articles:
            analysed.append(article.id)
            yield Extraction(article)

    return Stages(extract, graph_of, {"list": listing}, str, "1", "1")


@pytest.fixture
def folder(tmp_path):
    """Two articles, a and b, and an empty file."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("b", "a"):
        (folder / f"{name}.txt").write_text(f"Dit is {name}.", encoding="utf-8")
    (folder / "leeg.txt").write_text("", encoding="utf-8")
    return folder
