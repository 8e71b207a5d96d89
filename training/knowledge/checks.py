"""What a compiled knowledge base must hold to before it is written."""

from collections import Counter
from collections.abc import Iterable

from graphkit.errors import LexiconError
from graphkit.knowledge import Entry


def refuse_doubles(entries: Iterable[Entry]) -> None:
    """Raises LexiconError where two entries share an id or one has no name."""
    held = list(entries)
    doubles = sorted(key for key, number in Counter(entry.id for entry in held).items() if number > 1)
    nameless = sorted(entry.id for entry in held if not entry.names)
    if doubles or nameless:
        raise LexiconError(f"two entries share an id: {doubles}; entries without a name: {nameless}")
