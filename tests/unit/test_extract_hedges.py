"""Every word of hedges.tsv does what its row says, in a tree made by hand where it stands in its scope."""

import pytest

from graphkit import resources
from graphkit.extract.lexicon import rows
from tests.unit.trees import said

ROWS = list(rows(resources.language() / "hedges.tsv", ("certainty", "scope", "words")))
VERB = """
    Shell  Shell  PROPN nsubj 2 B-ORG
    {word} {word} VERB  root  0 fin
    Eneco  Eneco  PROPN obj   5 B-ORG
    te     te     ADP   mark  5
    kopen  kopen  VERB  xcomp 2 inf
    .      .      PUNCT punct 2
"""
ADVERB = """
    Shell  Shell  PROPN nsubj  2 B-ORG
    koopt  kopen  VERB  root   0 fin
    Eneco  Eneco  PROPN obj    2 B-ORG
    {word} {word} ADV   advmod 2
    .      .      PUNCT punct  2
"""
MARK = """
    {word} {word}  SCONJ mark  4
    Shell  Shell   PROPN nsubj 4 B-ORG
    Eneco  Eneco   PROPN obj   4 B-ORG
    koopt  kopen   VERB  advcl 6 fin
    ,      ,       PUNCT punct 4
    juicht juichen VERB  root  0 fin
    men    men     PRON  nsubj 6
    .      .       PUNCT punct 6
"""
NOUN = """
    Shell  Shell  PROPN nsubj 2 B-ORG
    maakte maken  VERB  root  0 fin
    een    een    DET   det   4
    {word} {word} NOUN  obj   2
    om     om     ADP   mark  8
    Eneco  Eneco  PROPN obj   8 B-ORG
    te     te     ADP   mark  8
    kopen  kopen  VERB  acl   4 inf
    .      .      PUNCT punct 2
"""
ADJECTIVE = """
    De       de       DET   det   3
    {word}e  {word}   ADJ   amod  3
    overname overname NOUN  nsubj 8
    van      van      ADP   case  5
    Eneco    Eneco    PROPN nmod  3 B-ORG
    door     door     ADP   case  7
    Shell    Shell    PROPN nmod  3 B-ORG
    verrast  verrassen VERB root  0 fin
    .        .        PUNCT punct 8
"""
TREES = {
    "verb": VERB, "present": VERB, "adverb": ADVERB, "mark": MARK, "condition": MARK, "noun": NOUN,
    "adjective": ADJECTIVE,
}  # fmt: skip
CASES = [
    pytest.param(row["certainty"], row["scope"], word, id=f"{row.rule} {word}")
    for row in ROWS
    for word in row.words("words")
    if row["scope"] in TREES and row["certainty"] != "asserted" and " " not in word
]


@pytest.mark.parametrize(("certainty", "scope", "word"), CASES)
def test_a_hedge_decides_in_its_scope(certainty, scope, word):
    assert said(TREES[scope].format(word=word)) == {("Shell", "acquires", "Eneco", certainty)}


@pytest.mark.parametrize("scope", sorted(TREES))
def test_a_word_that_is_no_hedge_leaves_the_statement_asserted(scope):
    words = {"verb": "beginnen", "present": "beginnen", "adverb": "snel", "mark": "omdat", "condition": "omdat"}
    word = words.get(scope, "duur" if scope == "adjective" else "begin")
    assert {claim[3] for claim in said(TREES[scope].format(word=word))} == {"asserted"}
