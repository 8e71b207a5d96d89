"""The recipe runs, whole, on a few documents, and no figure of the shipped pipeline lies below its floor."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from training import augment, evaluate, floors, names, split, treebank

ROOT = Path(__file__).resolve().parents[1]


def recipe(step: str, *arguments: str, build: Path) -> None:
    """One command of the recipe, in a process of its own as in the Makefile."""
    environment = {**os.environ, "GRAPHKIT_TRAINING_BUILD": str(build)}
    done = subprocess.run(
        [sys.executable, "-m", f"training.{step}", *arguments],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]


def test_the_whole_recipe_runs_on_a_few_documents(shared, tmp_path):
    import spacy

    import graphkit.components  # noqa: F401

    assert shared.is_dir()
    recipe("prepare", "--smoke", build=tmp_path)
    recipe("train", "parser", "--smoke", build=tmp_path)
    recipe("train", "teacher-conll", "--smoke", build=tmp_path)
    recipe("train", "teacher-gold", "--smoke", build=tmp_path)
    recipe("silver", "--smoke", build=tmp_path)
    recipe("train", "names", "--smoke", build=tmp_path)
    recipe("assemble", "--output", str(tmp_path / "pipeline"), build=tmp_path)
    nlp = spacy.load(tmp_path / "pipeline")
    assert {"tagger", "morphologizer", "lemmatizer", "parser", "ner"} <= set(nlp.pipe_names)
    assert len(nlp("De minister woont in Utrecht.")) == 6


def test_what_is_scored_on_is_never_learnt_from(shared):
    from training import prepare

    assert shared.is_dir()
    held_out = {sentence.forms for sentence in prepare.newspaper(split.CHECK)}
    assert len(held_out) > 300
    for name in prepare.TREEBANKS:
        assert not held_out & {sentence.forms for sentence in treebank.read(prepare.sources.treebank(name))}


@pytest.mark.slow
def test_no_figure_lies_below_its_floor(shared):
    import spacy

    import graphkit.components  # noqa: F401

    assert shared.is_dir()
    nlp = spacy.load(ROOT / "graphkit" / "lang" / "nl" / "pipeline")
    wanted = json.loads(floors.FLOORS.read_text(encoding="utf-8"))["pipeline"]
    assert floors.fallen(wanted, evaluate.quality(nlp)) == {}


def test_halves_alternate_within_each_source():
    stems = ["dpg-3", "dpg-1", "dpg-2", "apple-9", "apple-1", "seed"]
    assert split.halves(stems) == {
        "apple-1": "develop", "apple-9": "check",
        "dpg-1": "develop", "dpg-2": "check", "dpg-3": "develop",
        "seed": "develop",
    }  # fmt: skip
    assert split.half_of("dpg-2", stems) == "check"


def test_a_document_joins_sentences_and_keeps_their_trees():
    from spacy.lang.nl import Dutch

    row = treebank.Row
    sentence = treebank.Sentence(
        "a", "Zij leest.",
        (
            row("Zij", "zij", "PRON", "VNW", "", 2, "nsubj", True),
            row("leest", "lezen", "VERB", "WW", "", 0, "root", False),
            row(".", ".", "PUNCT", "LET", "", 2, "punct", False),
        ),
    )  # fmt: skip
    doc = treebank.document(Dutch().vocab, [sentence, sentence])
    assert doc.text.strip() == "Zij leest. Zij leest."
    assert [token.head.text for token in doc] == ["leest", "leest", "leest"] * 2
    assert [span.text for span in doc.sents] == ["Zij leest.", "Zij leest."]


def test_a_quoted_sentence_keeps_its_arcs():
    from random import Random

    row = treebank.Row
    sentence = treebank.Sentence(
        "a", "Zij las een boek.",
        (
            row("Zij", "zij", "PRON", "VNW", "", 2, "nsubj", True),
            row("las", "lezen", "VERB", "WW", "", 0, "root", True),
            row("een", "een", "DET", "LID", "", 4, "det", True),
            row("boek", "boek", "NOUN", "N", "", 2, "obj", False),
            row(".", ".", "PUNCT", "LET", "", 2, "punct", False),
        ),
    )  # fmt: skip
    for seed in range(20):
        quoted = augment.quoted(sentence, (",,", "''"), Random(seed))  # noqa: S311
        offset = quoted.rows[0].form == ",,"
        by_form = {r.form: r for r in quoted.rows}
        assert by_form["boek"].head == 2 + offset
        assert by_form["las"].head == 0
        assert quoted.rows[by_form["Zij"].head - 1].form == "las"


def test_iob_tags_become_spans_also_when_two_names_touch():
    assert list(names.spans(["B-PER", "B-PER", "I-PER", "I-LOC", "O"])) == [(0, 1, "PER"), (1, 3, "PER"), (3, 4, "LOC")]


def test_a_floor_rises_and_never_falls_by_itself():
    assert floors.raised({"las": 0.84}, {"las": 0.82, "words_per_second": 9000.0}) == {"las": 0.84}
    assert floors.raised({"las": 0.84}, {"las": 0.82}, lower=frozenset({"las"})) == {"las": 0.817}
