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


@pytest.fixture(scope="module")
def trials_build(shared, tmp_path_factory):
    """A build folder with what `prepare` makes of a few documents."""
    assert shared.is_dir()
    build = tmp_path_factory.mktemp("trials")
    recipe("prepare", "--smoke", build=build)
    return build


def test_a_trial_is_trained_and_scored_beside_what_it_is_compared_with(trials_build):
    results = trials_build / "trials.json"
    recipe("trials", "shared", "--smoke", "--output", str(results), build=trials_build)
    found = json.loads(results.read_text(encoding="utf-8"))
    rows = found["trials"]
    assert list(rows) == ["parser", "names", "shared"]
    assert {"dep_las", "lemma_acc", "sents_f"} <= rows["parser"].keys()
    assert {"conll_f", "gold_f"} <= rows["names"].keys()
    assert {"dep_las", "conll_f"} <= rows["shared"].keys()
    assert all(row["words_per_second"] > 0 and row["megabytes"] > 0 for row in rows.values())
    assert found["words"] == 1000


def test_vectors_of_the_text_go_beside_the_words_of_a_trial(trials_build):
    pytest.importorskip("floret", reason="floret is installed with training/requirements.txt")
    results = trials_build / "vectors.json"
    recipe("vectors", "--smoke", build=trials_build)
    recipe("trials", "names-vectors", "--smoke", "--output", str(results), build=trials_build)
    rows = json.loads(results.read_text(encoding="utf-8"))["trials"]
    assert 4 < rows["names-vectors"]["megabytes"] - rows["names"]["megabytes"] < 9


def test_a_trial_changes_what_it_names_and_nothing_else():
    from training import variants

    def encoder(name):
        config = variants.config_of(variants.VARIANTS[name], Path("train.spacy"))
        return config["components"]["tok2vec"]["model"], config

    shipped, config = encoder("parser")
    wide, wide_config = encoder("parser-wide")
    assert wide["encode"] == {**shipped["encode"], "width": 144}
    assert wide["embed"] == shipped["embed"]
    assert wide_config["training"] == config["training"]
    assert encoder("parser-vectors")[0]["embed"]["words"] == shipped["embed"]
    assert encoder("parser-seed")[1]["system"]["seed"] != config["system"]["seed"]


def test_extra_treebanks_and_augmentation_can_be_left_out(shared):
    from random import Random

    from spacy.lang.nl import Dutch

    from training import prepare

    assert shared.is_dir()
    name = "lassysmall-r2.16-dev"
    docs = prepare.parser_documents(Dutch().vocab, Random(1), treebanks=(name,), vary=augment.unvaried)  # noqa: S311
    words = {word for sentence in treebank.read(prepare.sources.treebank(name)) for word in sentence.forms}
    assert {token.text for doc in docs for token in doc} == words


def test_a_step_is_timed_once_for_the_last_run_of_it(tmp_path):
    from training import times

    target = tmp_path / "runs" / "times.tsv"
    for step, wall in (("a", 9.0), ("b x", 5.0), ("a", 3.0)):
        times.keep(times.Taken(step, wall, wall, 100.0), target)
    assert [(one.step, one.wall) for one in times.kept(target)] == [("a", 3.0), ("b x", 5.0)]
    assert times.table(times.kept(target)).splitlines()[-1] == "| sum, one after the other | 8 | 8 | 100 |"


def test_a_step_that_fails_is_not_kept(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "training.times", "training.nosuchstep"],
        cwd=ROOT, env={**os.environ, "GRAPHKIT_TRAINING_BUILD": str(tmp_path)}, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert not (tmp_path / "times.tsv").exists()


def test_every_file_that_trees_and_names_are_learnt_from_has_its_checksum():
    from training import prepare

    lines = (ROOT / "training" / "data.sha256").read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert all(len(digest) == 64 for digest in sums.values())
    treebanks = {f"corpora/treebank/{name}.conllu.gz" for name in (*prepare.TREEBANKS, prepare.NEWSPAPER)}
    names_files = {f"corpora/ner/conll2002-nl-{part}.tsv.gz" for part in ("train", "testa")}
    assert treebanks | names_files <= sums.keys()


def test_the_trials_that_the_readme_tells_are_those_that_were_kept():
    from training import trials

    found = json.loads(trials.RESULTS.read_text(encoding="utf-8"))
    assert trials.table(found["trials"]) in (ROOT / "training" / "README.md").read_text(encoding="utf-8")
    assert (found["words"], list(found["trials"])) == (trials.WORDS, list(trials.VARIANTS))
