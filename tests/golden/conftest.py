"""What golden tests share: the pipeline that ships, loaded once, and what it says about short texts."""

from collections.abc import Callable, Sequence

import pytest

from graphkit import analyse
from graphkit.errors import ModelError
from graphkit.extract import extract
from graphkit.model import Article, Extraction, Span
from tests.conftest import missing


@pytest.fixture(scope="session")
def pipeline() -> analyse.Pipeline:
    """The Dutch pipeline that ships with graphkit."""
    try:
        return analyse.load()
    except ModelError as error:
        missing(str(error))
        raise


@pytest.fixture(scope="session")
def read_texts(pipeline: analyse.Pipeline) -> Callable[[Sequence[str]], list[Extraction]]:
    """Each text, read as an article of its own, in one batch."""

    def extractions(texts: Sequence[str]) -> list[Extraction]:
        articles = [
            Article(f"golden-{number}", text, Span(0, len(text)), published="2020-01-15")
            for number, text in enumerate(texts)
        ]
        return [extract(analysis) for analysis in analyse.analyse(articles, pipeline)]

    return extractions
