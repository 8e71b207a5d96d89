"""Several workers give what one gives, in the same order; a worker that dies costs nothing or is reported."""

import os
import signal
from contextlib import contextmanager

import pytest

from graphkit import parallel
from graphkit.errors import GraphkitError, ModelError
from graphkit.model import Article, Span
from graphkit.settings import Settings

SENTENCES = (
    "De Duitse minister van Financiën, Karl Bakker, sprak in Parijs met de Franse president Jeanne Meunier.",
    "Volgens woordvoerder Els de Wit van Molenaar neemt dat bedrijf concurrent Windkracht over.",
    "De Amerikaanse generaal John Smith bezocht dinsdag de hoofdstad van Irak.",
    "PSV-aanvaller Peter Jansen scoorde tweemaal tegen Ajax.",
)


def some(count: int) -> list[Article]:
    texts = [" ".join(SENTENCES[n % 4 :]) + f" Dat was de {n}e keer." for n in range(count)]
    return [Article(f"a{n:03}", text, Span(0, len(text))) for n, text in enumerate(texts)]


@pytest.fixture(scope="module")
def alone():
    found = list(parallel.extractions(some(100)))
    assert sum(len(extraction.claims) for extraction in found) > 100
    return found


def test_an_article_is_read_the_same_whatever_is_read_beside_it(alone):
    for extraction in (alone[0], alone[41], alone[99]):
        assert list(parallel.extractions([extraction.article])) == [extraction]
    assert list(parallel.extractions(reversed(some(100)))) == alone[::-1]


def test_two_workers_give_what_one_gives(alone):
    assert list(parallel.extractions(some(100), workers=2)) == alone


def test_nothing_is_loaded_where_there_is_no_article():
    assert list(parallel.extractions([], Settings("no such pipeline"), workers=2)) == []


def test_what_is_wrong_in_a_worker_is_reported_here():
    with pytest.raises(ModelError, match="no such pipeline"):
        list(parallel.extractions(some(1), Settings("no such pipeline"), workers=2))


def test_a_worker_that_dies_is_reported(monkeypatch):
    monkeypatch.setattr(parallel, "_task", _die)
    with pytest.raises(GraphkitError, match="a worker process was killed"):
        list(parallel.extractions(some(1), workers=2))


def _die(*_):
    os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def cluster():
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as running:
        yield running


@pytest.mark.slow
def test_a_cluster_gives_what_one_process_gives_though_a_worker_is_killed(alone):
    with cluster() as running:
        found = parallel.extractions(some(200), scheduler=running.scheduler_address)
        first = next(found)
        os.kill(running.workers[0].pid, signal.SIGKILL)
        assert [first, *found][:100] == alone


def test_a_scheduler_that_is_not_there_is_reported():
    pytest.importorskip("distributed")
    with pytest.raises(GraphkitError, match="no Dask scheduler answers there"):
        list(parallel.extractions(some(1), scheduler="tcp://127.0.0.1:9"))


def test_tasks_side_by_side_are_all_done_and_what_one_raises_is_raised_here(tmp_path):
    def task(name):
        (tmp_path / name).write_text(f"{os.getpid() == here}")

    def fail():
        raise GraphkitError("not this one")

    here, names = os.getpid(), ("a", "b", "c")
    parallel.side_by_side([lambda name=name: task(name) for name in names], 2)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == dict.fromkeys(names, "False")
    with pytest.raises(GraphkitError, match="not this one"):
        parallel.side_by_side([fail, fail], 2)
    with pytest.raises(GraphkitError, match="was killed"):
        parallel.side_by_side([_die, _die], 2)
