"""How the gold articles are halved: `develop` may be learnt from, `check` is only ever scored on."""

from collections.abc import Iterable

from training import sources

DEVELOP, CHECK = "develop", "check"
GROUPS = ("WR-P-P-H", "apple", "dpg", "seed")


def group_of(stem: str) -> str:
    """The source that a stem comes from.

    >>> group_of("dpg-10593548")
    'dpg'
    """
    return next(group for group in GROUPS if stem.startswith(group))


def halves(stems: Iterable[str]) -> dict[str, str]:
    """The half of every stem: within each source, in sorted order, even positions are `develop`, odd ones `check`.

    >>> halves(["dpg-3", "dpg-1", "dpg-2", "seed"])
    {'dpg-1': 'develop', 'dpg-2': 'check', 'dpg-3': 'develop', 'seed': 'develop'}
    """
    by_group: dict[str, list[str]] = {}
    for stem in sorted(stems):
        by_group.setdefault(group_of(stem), []).append(stem)
    return {stem: (DEVELOP, CHECK)[at % 2] for group in by_group.values() for at, stem in enumerate(group)}


def half_of(stem: str, stems: Iterable[str]) -> str:
    """The half of one stem among all of them."""
    return halves(stems)[stem]


def gold_stems() -> list[str]:
    """The stems of all gold articles, sorted."""
    return sorted(path.stem for path in (sources.shared() / "gold" / "articles").glob("*.txt"))
