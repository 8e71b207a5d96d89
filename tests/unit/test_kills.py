"""A build that is killed loses nothing: `benchmarks/kills.py`, a few times."""

import pytest

from benchmarks.kills import kill


@pytest.mark.slow
def test_builds_that_are_killed_end_where_a_fresh_one_does():
    outcome = kill(4, seed=3)
    assert (outcome.unreadable, outcome.lost, outcome.doubled, outcome.different) == (0, 0, 0, 0)
