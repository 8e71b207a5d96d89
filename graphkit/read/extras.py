"""Formats whose libraries are an extra: one clear report where they are not installed, and no other words of theirs."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from graphkit.errors import UnreadableArticle


@contextmanager
def needs(library: str, name: str) -> Iterator[None]:
    """Turns a failing import into the report that says what to install."""
    # These libraries log each oddity of a damaged file; that the file is damaged is reported once, as a result.
    logging.getLogger(library).setLevel(logging.CRITICAL)
    try:
        yield
    except ImportError as error:
        raise UnreadableArticle(name, f"needs {library}: pip install 'graphkit[formats]'") from error
