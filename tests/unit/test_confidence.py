"""How likely a claim is, and that a build can leave out the less likely ones."""

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
