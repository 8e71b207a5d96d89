"""Trees of tokens: who hangs on whom, and where a sentence stands in its article."""

import pytest

from tests.unit.trees import analysis

TAKES_OVER = """
    ASML   ASML   PROPN nsubj        2 B-ORG
    neemt  nemen  VERB  root         0 fin
    heel   heel   ADV   advmod       4
    Cymer  Cymer  PROPN obj          2 B-ORG
    over   over   ADP   compound:prt 2
    .      .      PUNCT punct        2
"""


@pytest.fixture
def sentence():
    return analysis(TAKES_OVER).sentences[0]


def test_children_stand_in_the_order_of_the_text(sentence):
    assert [child.text for child in sentence.root.children] == ["ASML", "Cymer", "over", "."]


def test_a_child_is_found_by_any_of_its_labels(sentence):
    assert sentence.root.child("obj", "iobj").text == "Cymer"
    assert sentence.root.child("obl") is None
    assert [child.text for child in sentence.root.all_children("obj", "punct")] == ["Cymer", "."]


def test_a_subtree_is_in_the_order_of_the_text_and_holds_its_top(sentence):
    assert [token.text for token in sentence.tokens[3].subtree()] == ["heel", "Cymer"]
    assert sentence.root.subtree() == sentence.tokens


def test_ancestors_run_up_to_the_root(sentence):
    assert [token.text for token in sentence.tokens[2].ancestors()] == ["Cymer", "neemt"]
    assert list(sentence.root.ancestors()) == []


def test_a_sentence_spans_its_words_in_the_article():
    read = analysis(TAKES_OVER, "Hij hij PRON nsubj 2\nkomt komen VERB root 0\n. . PUNCT punct 2")
    assert [s.span.of(read.article.text) for s in read.sentences] == ["ASML neemt heel Cymer over.", "Hij komt."]
    assert [token.text for token in read.tokens()][-3:] == ["Hij", "komt", "."]


def test_words_are_compared_in_lower_case(sentence):
    assert sentence.tokens[0].lower == "asml"
