"""Building with stand-in stages: what is written, what is reported, and what a failure leaves behind."""

from pathlib import Path

import pytest

from graphkit.build import Extracted, Found, Skipped, Stages, Written, build, locked
from graphkit.errors import InputError, OutputError
from graphkit.graph import Graph
from graphkit.model import Certainty, Entity, Extraction, Statement


def graph_of(extractions):
    """Every article is an entity of its own, and says that it follows itself."""
    articles = {e.article.id: e.article for e in extractions}
    return Graph(
        articles,
        {key: Entity(key, "Work", key) for key in articles},
        {Statement(key, "part_of", key, Certainty.POSSIBLE): frozenset() for key in articles},
    )


def listing(graph: Graph, path: Path) -> None:
    path.write_text("\n".join(sorted(graph.articles)), encoding="utf-8")


def broken(graph: Graph, path: Path) -> None:
    path.write_text(f"the first of {len(graph.articles)}", encoding="utf-8")
    raise OSError(28, "No space left on device")


def stages(**exporters):
    return lambda: Stages(lambda articles: (Extraction(a) for a in articles), graph_of, exporters or {"list": listing})


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("b", "a"):
        (folder / f"{name}.txt").write_text(f"Dit is {name}.", encoding="utf-8")
    (folder / "leeg.txt").write_text("", encoding="utf-8")
    return folder


def test_a_build_writes_its_files_and_reports_what_it_did(folder, tmp_path):
    events = []
    report = build([str(folder)], tmp_path / "new" / "out", load=stages(), notify=events.append)
    skipped = Skipped(str(folder / "leeg.txt"), "empty")
    assert (report.articles, report.entities, report.skipped) == (2, 2, (skipped,))
    assert (report.by_relation, report.by_certainty) == ({"part_of": 2}, {"possible": 2})
    (file,) = report.files
    assert file == tmp_path / "new" / "out" / "list"
    assert file.read_text() == "a\nb"
    assert events == [Found(3), Extracted("a", 0), Extracted("b", 0), skipped, Written(str(file))]


def test_a_failure_leaves_the_files_of_the_last_build_and_no_others(folder, tmp_path):
    output = tmp_path / "out"
    build([str(folder)], output, load=stages())
    (folder / "c.txt").write_text("Dit is c.", encoding="utf-8")
    with pytest.raises(OutputError, match="out: cannot be written: No space left on device"):
        build([str(folder)], output, load=stages(list=listing, second=broken))
    assert {p.name for p in output.iterdir()} == {"list", ".lock"}
    assert (output / "list").read_text() == "a\nb"


def test_nothing_is_written_where_no_article_can_be_read(tmp_path):
    (tmp_path / "leeg.txt").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="no articles in"):
        build([str(tmp_path / "leeg.txt")], tmp_path / "out", load=stages())
    assert not (tmp_path / "out" / "list").exists()


def test_a_missing_input_stops_before_the_pipeline_is_loaded(tmp_path):
    def load():
        pytest.fail("loaded")

    with pytest.raises(InputError, match="no such file or folder"):
        build([str(tmp_path / "nergens")], tmp_path / "out", load=load)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("output", ["file", "file/below", "/proc/graphkit"])
def test_an_output_folder_that_cannot_be_made_is_reported(folder, tmp_path, output):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        build([str(folder)], tmp_path / output, load=stages())


def test_a_second_build_into_the_same_folder_is_refused(folder, tmp_path):
    output = tmp_path / "out"
    with locked(output), pytest.raises(OutputError, match="another build is writing here"):
        build([str(folder)], output, load=stages())
    assert build([str(folder)], output, load=stages()).articles == 2
