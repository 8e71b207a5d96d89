"""Building with stand-in stages: what is analysed, what is written, what is reported, what a failure leaves behind."""

from dataclasses import replace
from pathlib import Path

import pytest

from graphkit import read as reading
from graphkit.build import add, build, locked, remove
from graphkit.errors import InputError, OutputError
from graphkit.events import Extracted, Found, Kept, Skipped, Written
from graphkit.graph import Graph


def broken(graph: Graph, path: Path) -> None:
    path.write_text(f"the first of {len(graph.articles)}", encoding="utf-8")
    raise OSError(28, "No space left on device")


def counting(graph: Graph, path: Path) -> None:
    path.write_text(f"{len(graph.articles)} articles", encoding="utf-8")


def files(output: Path) -> dict[str, bytes]:
    return {p.relative_to(output).as_posix(): p.read_bytes() for p in output.rglob("*") if p.is_file()}


def test_a_build_writes_its_files_and_reports_what_it_did(folder, tmp_path, stages):
    events = []
    report = build([str(folder)], tmp_path / "new" / "out", stages, notify=events.append)
    skipped = Skipped(str(folder / "leeg.txt"), "empty")
    assert (report.articles, report.entities, report.analysed, report.skipped) == (2, 2, 2, (skipped,))
    assert (report.by_relation, report.by_certainty) == ({"part_of": 2}, {"possible": 2})
    (file,) = report.files
    assert file == tmp_path / "new" / "out" / "list"
    assert file.read_text() == "a: Dit is a.\nb: Dit is b."
    assert events == [Found(3), skipped, Extracted("a", 0), Extracted("b", 0), Written(str(file))]


def test_an_article_that_is_printed_twice_is_counted_as_a_copy(folder, tmp_path, stages):
    text = "De minister sprak gisteren in Erbil met de leiders van de regio over de hulp aan de vluchtelingen daar. "
    (folder / "een.txt").write_text(text * 3, encoding="utf-8")
    (folder / "twee.txt").write_text(f"Onze verslaggever\n\n{text * 3}", encoding="utf-8")
    report = build([str(folder)], tmp_path / "out", stages)
    assert (report.articles, report.copies) == (4, 1)


def test_a_build_again_analyses_nothing_and_reports_the_same(folder, tmp_path, stages, analysed):
    output, events = tmp_path / "out", []
    first = build([str(folder)], output, stages)
    before = files(output)
    analysed.clear()
    again = build([str(folder)], output, stages, notify=events.append)
    assert not analysed
    assert again == replace(first, analysed=0)
    assert files(output) == before
    assert events == [Found(3), Kept("a"), Kept("b"), *first.skipped]


def test_the_language_of_an_article_that_has_not_changed_is_not_asked_again(folder, tmp_path, stages, monkeypatch):
    asked = []
    monkeypatch.setattr(reading, "supported", lambda article, _: asked.append(article.id) or "nl")
    build([str(folder)], tmp_path / "out", stages)
    (folder / "b.txt").write_text("Dit is weer b.", encoding="utf-8")
    assert build([str(folder)], tmp_path / "out", stages).analysed == 1
    assert asked == ["a", "b", "b"]


def test_only_what_is_new_or_changed_is_analysed_and_what_is_gone_goes(folder, tmp_path, stages, analysed):
    output = tmp_path / "out"
    build([str(folder)], output, stages)
    analysed.clear()
    (folder / "a.txt").write_text("Dit is een andere a.", encoding="utf-8")
    (folder / "b.txt").unlink()
    (folder / "c.txt").write_text("Dit is c.", encoding="utf-8")
    report = build([str(folder)], output, stages)
    assert analysed == ["a", "c"]
    assert (report.articles, report.analysed, report.removed) == (2, 2, 1)
    build([str(folder)], tmp_path / "anew", stages)
    assert files(output) == files(tmp_path / "anew")


def test_another_version_of_the_analysis_analyses_all_and_of_the_exporters_none(folder, tmp_path, stages, analysed):
    output = tmp_path / "out"
    build([str(folder)], output, stages)
    analysed.clear()
    build([str(folder)], output, replace(stages, publication="2", exporters={"list": counting}))
    assert (analysed, (output / "list").read_text()) == ([], "2 articles")
    build([str(folder)], output, replace(stages, analysis="2"))
    assert analysed == ["a", "b"]


def test_a_file_that_is_missing_is_written_again(folder, tmp_path, stages, analysed):
    output = tmp_path / "out"
    build([str(folder)], output, stages)
    before = files(output)
    analysed.clear()
    (output / "list").unlink()
    build([str(folder)], output, stages)
    assert not analysed
    assert files(output) == before


def test_adding_and_removing_end_where_a_fresh_build_does(folder, tmp_path, stages):
    whole, grown = tmp_path / "whole", tmp_path / "grown"
    build([str(folder)], whole, stages)
    build([str(folder / "b.txt")], grown, stages)
    add([str(folder / "a.txt")], grown, stages)
    assert files(grown) == files(whole)
    report = remove(["b"], grown, stages)
    assert (report.articles, report.removed) == (1, 1)
    build([str(folder / "a.txt")], tmp_path / "alone", stages)
    assert files(grown) == files(tmp_path / "alone")


def test_removing_an_article_that_is_not_there_removes_none(folder, tmp_path, stages):
    build([str(folder)], tmp_path / "out", stages)
    before = files(tmp_path / "out")
    with pytest.raises(InputError, match="x: no such article"):
        remove(["a", "x"], tmp_path / "out", stages)
    assert files(tmp_path / "out") == before


def test_a_failing_exporter_leaves_the_files_of_the_last_build_and_no_others(folder, tmp_path, stages):
    output = tmp_path / "out"
    build([str(folder)], output, stages)
    (folder / "c.txt").write_text("Dit is c.", encoding="utf-8")
    failing = replace(stages, exporters={**stages.exporters, "second": broken})
    with pytest.raises(OutputError, match="out: cannot be written: No space left on device"):
        build([str(folder)], output, failing)
    assert {p.name for p in output.iterdir()} == {"list", "corpus", ".lock"}
    assert (output / "list").read_text() == "a: Dit is a.\nb: Dit is b."
    build([str(folder)], output, stages)
    build([str(folder)], tmp_path / "anew", stages)
    assert files(output) == files(tmp_path / "anew")


def test_a_build_that_was_stopped_goes_on_where_it_was(folder, tmp_path, stages, analysed):
    for number in range(150):
        (folder / f"n{number:03}.txt").write_text(f"Dit is {number}.", encoding="utf-8")

    def stopped(articles):
        for number, extraction in enumerate(stages.extract(articles)):
            if number == 100:
                raise KeyboardInterrupt
            yield extraction

    output = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        build([str(folder)], output, replace(stages, extract=stopped))
    analysed.clear()
    report = build([str(folder)], output, stages)
    assert (report.articles, report.analysed) == (152, 152 - 64)
    build([str(folder)], tmp_path / "anew", stages)
    assert files(output) == files(tmp_path / "anew")


def test_nothing_is_written_where_no_article_can_be_read(tmp_path, stages):
    (tmp_path / "leeg.txt").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="none of the 1 inputs holds an article"):
        build([str(tmp_path / "leeg.txt")], tmp_path / "out", stages)
    assert not (tmp_path / "out" / "list").exists()


@pytest.mark.parametrize(("path", "message"), [("nergens", "no such file or folder"), ("", "no files in")])
def test_inputs_that_are_not_there_leave_no_output(tmp_path, stages, path, message):
    with pytest.raises(InputError, match=message):
        build([str(tmp_path / path)], tmp_path / "out", stages)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("output", ["file", "file/below", "/proc/graphkit"])
def test_an_output_folder_that_cannot_be_made_is_reported(folder, tmp_path, stages, output):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        build([str(folder)], tmp_path / output, stages)


def test_a_second_build_into_the_same_folder_is_refused(folder, tmp_path, stages):
    output = tmp_path / "out"
    with locked(output), pytest.raises(OutputError, match="another build is writing here"):
        build([str(folder)], output, stages)
    assert build([str(folder)], output, stages).articles == 2


def test_a_corpus_that_is_damaged_is_reported(folder, tmp_path, stages):
    output = tmp_path / "out"
    build([str(folder)], output, stages)
    next((output / "corpus").glob("part*")).write_bytes(b"damaged")
    with pytest.raises(OutputError, match="remove the folder to start anew"):
        build([str(folder)], output, stages)
