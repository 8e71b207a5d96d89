"""The figures of the extraction on annotated articles never fall below their floors, on either half of them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from graphkit.export import EXPORTERS

FLOORS = Path(__file__).with_name("floors.json")
pytestmark = pytest.mark.slow


def floors():
    """The floors of the section, by measure."""
    return json.loads(FLOORS.read_text(encoding="utf-8"))["extraction"]


@pytest.fixture(scope="module")
def measured(shared):  # noqa: ARG001  (sources.shared() reads the folder that the fixture checks)
    from benchmarks import quality

    return quality.measure()


@pytest.mark.parametrize("measure", sorted(floors()))
def test_a_figure_is_not_below_its_floor(measure, measured):
    assert measured.figures()[measure] >= floors()[measure]


def test_every_figure_has_a_floor(measured):
    assert measured.figures().keys() == floors().keys()


def test_the_reference_scorer_gives_the_same_figures_of_the_same_graph(measured, shared, tmp_path):
    for name in ("statements.jsonl", "entities.jsonl"):
        EXPORTERS[name](measured.graph, tmp_path / name)
    command = [sys.executable, str(shared / "score.py"), str(shared / "gold" / "gold.jsonl"), str(tmp_path), "--json"]
    reference = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    assert measured.evaluations["all"].as_dict() == reference
