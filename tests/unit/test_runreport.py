"""The report of a run: what was done, what was skipped and why, and nothing in it that a name could forge."""

import json

from graphkit.events import Report, Skipped
from graphkit.runreport import render


def test_a_report_says_what_a_build_did(tmp_path):
    labels = [("Maas", "Duitsland"), ("Blok", "Nederland"), ("Blok", "Nederland")]
    rows = [
        {"subject": {"label": subject}, "relation": "minister_of", "object": {"label": thing}, "certainty": "asserted"}
        for subject, thing in labels
    ]
    (tmp_path / "statements.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    report = Report(
        articles=1234, entities=4, by_relation={"minister_of": 3}, by_certainty={"asserted": 3}, files=(), analysed=60,
        skipped=(Skipped("a|b<script>.txt", "empty"),),
    )  # fmt: skip
    text = render(report, tmp_path, 30.0)
    for line in (
        "| articles in the graph | 1,234 |",
        "| articles analysed a second | 2.0 |",
        "| a&#124;b&#60;script&#62;.txt | empty |",
        "| minister&#95;of | 3 |",
        "| Blok | 2 |",
    ):
        assert line in text
    assert text.index("| Blok | 2 |") < text.index("| Duitsland | 1 |")
