"""How likely a claim is, and that a build can leave out the less likely ones."""

import pytest

from graphkit.build import sure
from graphkit.extract import confidence, rules
from graphkit.model import Article, Certainty, Claim, Evidence, Extraction, Mention, Span


def claim(share: float) -> Claim:
    name = Mention("a", Span(0, 3), "Kok", "Person", "0-3")
    place = Mention("a", Span(10, 16), "Zwolle", "City", "10-16")
    evidence = Evidence("a", Span(0, 16), "Kok woont in Zwolle"[:16], "relations.tsv:1", share)
    return Claim(name, "lives_in", place, Certainty.ASSERTED, evidence)


def test_claims_below_the_minimum_are_left_out_and_the_others_stay_in_order():
    given = Extraction(Article("a", "Kok woont in Zwolle", Span(0, 19)), (), (claim(0.4), claim(0.8), claim(0.6)))
    (kept,) = sure([given], 0.6)
    assert [c.evidence.confidence for c in kept.claims] == [0.8, 0.6]


def test_every_rule_has_a_confidence_between_nought_and_one():
    known = confidence.load(rules.load("nl"))
    assert len(known.rules) == len(list(rules.all_rows(rules.load("nl"))))
    assert all(0.0 < share < 1.0 for share in known.rules.values())


def test_an_anaphor_never_adds_to_the_confidence():
    assert 0.0 < confidence.load(rules.load("nl")).anaphor <= 1.0


def test_a_row_seen_seldom_leans_on_its_file_and_one_seen_often_stands_for_itself():
    known = rules.load("nl")
    seldom, often = (row for row in list(rules.all_rows(known))[:2])
    file = (often.file, confidence.WHOLE)
    counts = {file: (50.0, 100.0), (seldom.file, confidence.content(seldom)): (1.0, 1.0)}
    sure = confidence.counted({**counts, (often.file, confidence.content(often)): (98.0, 100.0)}, known)
    assert 0.5 < sure.of(seldom.rule, anaphoric=False) < 0.6
    assert sure.of(often.rule, anaphoric=False) > 0.9
    unseen = confidence.counted({file: (90.0, 100.0)}, known)
    assert unseen.of(f"{often.file}:0", anaphoric=False) == pytest.approx(0.9, abs=0.02)


def test_an_anaphor_takes_away_what_was_counted():
    known = rules.load("nl")
    row = next(rules.all_rows(known))
    counts = {(row.file, confidence.WHOLE): (9.0, 10.0), (confidence.ANAPHOR, confidence.WHOLE): (0.6, 0.8)}
    sure = confidence.counted(counts, known)
    assert sure.of(row.rule, anaphoric=True) == pytest.approx(0.75 * sure.of(row.rule, anaphoric=False), abs=0.01)
