"""Rows of lexicons: what they hold, and that a wrong one is named by file and line."""

import shutil

import pytest

from graphkit import resources
from graphkit.errors import LexiconError
from graphkit.extract import rules
from graphkit.extract.lexicon import rows


@pytest.fixture
def lexicon(tmp_path):
    def write(text):
        path = tmp_path / "words.tsv"
        path.write_text(text, encoding="utf-8")
        return list(rows(path, ("kind", "words")))

    return write


def test_comments_and_empty_lines_count_as_lines_but_not_as_rows(lexicon):
    (row,) = lexicon("# a comment\nkind\twords\n\nfruit\tappel | peer|\n")
    assert (row.rule, row["kind"], row.words("words")) == ("words.tsv:4", "fruit", ("appel", "peer"))


def test_cells_left_out_at_the_end_are_empty(lexicon):
    assert lexicon("kind\twords\nfruit\n")[0]["words"] == ""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kind\tnames\nfruit\tappel\n", r"^words\.tsv:1: the columns must be kind, words"),
        ("kind\twords\nfruit\tappel\tpeer\n", r"^words\.tsv:2: 3 cells for 2 columns"),
    ],
)
def test_a_malformed_file_is_named_by_file_and_line(lexicon, text, message):
    with pytest.raises(LexiconError, match=message):
        lexicon(text)


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A language like Dutch, whose rows a test may change."""
    folder = tmp_path / "xx"
    folder.mkdir()
    for path in resources.language().glob("*.tsv"):
        shutil.copy(path, folder)
    monkeypatch.setattr(resources, "language", lambda code="nl": folder)  # noqa: ARG005
    rules.load.cache_clear()
    yield folder
    rules.load.cache_clear()


@pytest.mark.parametrize(
    ("file", "row", "message"),
    [
        ("roles.tsv", "tovenaar\twizard_of\tvan\t\t", "unknown relation 'wizard_of'"),
        ("relations.tsv", "wizard_of\ttoveren\tverb\tnsubj\tobj\t\t", "unknown relation 'wizard_of'"),
        ("relations.tsv", "visits\tbezoeken\tadverb\tnsubj\tobj\t\t", "kind must be verb or noun, not 'adverb'"),
        ("relations.tsv", "visits\tbezoeken\tverb\tnsubj\tobj\tobject\t", "condition 'object' has no ="),
        ("types.tsv", "noun\tWizard\ttovenaar", "unknown type 'Wizard'"),
    ],
)
def test_a_wrong_row_is_named_by_file_and_line(copy, file, row, message):
    path = copy / file
    text = path.read_text(encoding="utf-8").rstrip("\n")
    path.write_text(f"{text}\n{row}\n", encoding="utf-8")
    line = text.count("\n") + 2
    with pytest.raises(LexiconError, match=f"^{file}:{line}: {message}"):
        rules.load("xx")


def test_the_longest_role_at_the_end_of_a_word_counts():
    found = rules.load().role("defensieminister")
    assert {rule.role for rule in found} == {"minister"}


def test_a_short_role_is_not_found_at_the_end_of_another_word():
    assert "man" in rules.load().roles
    assert rules.load().role("timmerman") == ()
