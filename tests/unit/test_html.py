import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest

from graphkit.errors import OutputError
from graphkit.export import html, html_data
from graphkit.export.html_data import page, ranked, units
from graphkit.graph import Graph
from graphkit.model import Article, Entity, Evidence, Span, Statement
from tests.unit.sample_graphs import small


def star(spokes: int, label: str = "Naaf") -> Graph:
    """One hub, some spokes, and a pair apart."""
    names = {"hub": label, "x": "Los", "y": "Vast", **{f"s{n}": f"Spaak {n}" for n in range(spokes)}}
    entities = {key: Entity(key, "Person", name, articles=("a",)) for key, name in names.items()}
    pairs = [("x", "y"), *(("hub", f"s{n}") for n in range(spokes))]
    given = {
        Statement(left, "meets_with", right): frozenset({Evidence("a", Span(0, 5), "Zin 1", "r.tsv:1", 0.5)})
        for left, right in pairs
    }
    return Graph({"a": Article("a", "Zin 1", Span(0, 5))}, entities, given)


def blocks(text: str) -> list[str]:
    return re.findall(r"<script>(.*?)</script>", text, re.DOTALL)


def test_entities_are_ranked_by_neighbours_and_each_hangs_on_one_before_it():
    order = ranked(star(4))
    assert order[0] == "hub"
    assert order[1:5] == ["s0", "s1", "s2", "s3"]
    assert set(order[5:]) == {"x", "y"}


def test_the_same_graph_gives_the_same_bytes_in_every_process(tmp_path: Path):
    program = (
        "from test_html import star; from graphkit.export import html; from pathlib import Path; import sys;"
        "html.write(star(300), Path(sys.argv[1]))"
    )
    written = []
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.html"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)}
        subprocess.run([sys.executable, "-c", program, str(path)], check=True, env=environment)
        written.append(path.read_bytes())
    assert written[0] == written[1]


def test_the_policy_names_exactly_the_scripts_and_the_style_that_are_there(tmp_path: Path):
    html.write(star(3), tmp_path / "graph.html")
    text = (tmp_path / "graph.html").read_bytes().decode("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1].replace("&#39;", "'")
    inline = [*blocks(text), re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]]
    hashes = [base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in inline]
    assert re.findall(r"sha256-([^']*)'", policy) == hashes
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_markup_refers_to_nothing_outside(tmp_path: Path):
    html.write(star(3), tmp_path / "graph.html")
    text = re.sub(r"<(script|style)\b.*?</\1>", "", (tmp_path / "graph.html").read_text("utf-8"), flags=re.DOTALL)
    assert re.findall(r'(?:src|href|action|data)="([^"]*)"', text) == ["data:,", "#results"]


def test_text_from_outside_can_end_no_element(tmp_path: Path):
    html.write(star(3, "</script><!--<script>&'\""), tmp_path / "graph.html")
    text = (tmp_path / "graph.html").read_text("utf-8")
    assert "</script><!--" not in text
    nodes = re.search(r'id="data-nodes">(.*?)</script>', text, re.DOTALL)[1]
    assert json.loads(nodes)["label"][0] == "</script><!--<script>&'\""


def test_half_a_character_does_not_stop_the_page(tmp_path: Path):
    html.write(star(2, "stuk \ud83d eind"), tmp_path / "graph.html")
    assert "stuk ? eind" in (tmp_path / "graph.html").read_text("utf-8")


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path):
    with pytest.raises(OutputError, match=r"graph\.html"):
        html.write(star(2), tmp_path / "missing" / "graph.html")


def test_a_script_that_would_end_its_element_is_refused():
    with pytest.raises(OutputError, match="viewer"):
        html.sealed("x = '</ScRipt>'", "viewer")


def test_a_sentence_said_twice_is_held_once():
    assert page(star(5)).quotes == ["Zin 1"]


def test_a_statement_counts_once_for_each_date_and_source_that_says_it():
    graph = star(0)
    (statement,) = graph.statements
    articles = {key: Article(key, "Zin 1", Span(0, 5), published="2020-01", source=key.upper()) for key in "ab"}
    twice = frozenset(Evidence(key, Span(0, 5), "Zin 1", "r.tsv:1", 0.5) for key in "ab")
    said = page(Graph(articles, graph.entities, {statement: twice})).columns["said"]
    assert said == {"sources": {"A": 1, "B": 1}, "dates": {"2020-01": 1}}


def test_an_end_outside_its_sentence_is_not_marked():
    graph = star(0)
    (statement,) = graph.statements
    outside = Evidence("a", Span(10, 15), "Zin 1", "r.tsv:1", 0.5, Span(2, 4), Span(10, 13))
    content = page(Graph(graph.articles, graph.entities, {statement: frozenset({outside})}))
    assert content.evidence[0][0][5:] == [None, [0, 3]]


def test_a_type_looks_like_the_nearest_one_above_it():
    from graphkit.export.html_data import look

    assert look("City") == look("Place")
    assert look("Country") != look("Place")
    assert look("Unheard") == look("")


def test_every_word_stands_in_both_languages():
    words = html.words()
    assert words["en"].keys() == words["nl"].keys()
    used = set(re.findall(r'data-say(?:-\w+)?="([\w-]+)"', html.joined("viewer.html")))
    used |= set(re.findall(r'say\("([\w-]+)"', html.joined(*html.SCRIPTS)))
    assert used <= words["en"].keys()


@pytest.mark.parametrize(("text", "length"), [("", 0), ("abc", 3), ("🙂", 2), ("a🙂é", 4)])
def test_a_browser_counts_emoji_twice(text: str, length: int):
    assert units(text) == length


# Machado, Oliveira and Fernandes 2009: how colours look to people without one kind of cone, on linear RGB.
BLINDNESS = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour: str) -> list[float]:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def lightness(colour: list[float]) -> float:
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), colour, strict=True))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_types_of_one_shape_differ_in_colour_for_colour_blind_readers(theme: str):
    looks = json.loads(html.joined("looks.json"))
    for one, two in combinations(looks.values(), 2):
        if one["shape"] != two["shape"] or one[theme] == two[theme]:
            continue
        for matrix in BLINDNESS.values():
            left, right = (
                [sum(m * c for m, c in zip(row, linear(look[theme]), strict=True)) for row in matrix]
                for look in (one, two)
            )
            assert sum((a - b) ** 2 for a, b in zip(left, right, strict=True)) ** 0.5 > 0.05, (one, two)


@pytest.mark.parametrize(("theme", "paper"), [("light", "#ffffff"), ("dark", "#14171b")])
def test_symbols_stand_out_from_the_paper(theme: str, paper: str):
    for look in json.loads(html.joined("looks.json")).values():
        one, two = lightness(linear(look[theme])), lightness(linear(paper))
        assert (max(one, two) + 0.05) / (min(one, two) + 0.05) >= 3  # WCAG 2.2, non-text contrast


def test_the_page_of_a_large_graph_holds_its_foremost_part_and_says_how_large_the_whole_is(monkeypatch):
    whole = html_data.page(small())
    monkeypatch.setattr(html_data, "MOST_STATEMENTS", 2)
    part = html_data.page(small())
    assert 0 < len(part.edges) <= 2
    assert len(part.nodes) < len(whole.nodes)
    assert part.columns["whole"] == {"entities": len(whole.nodes), "statements": len(whole.edges)}
    assert {end for edge in part.edges for end in (edge["from"], edge["to"])} <= {node["id"] for node in part.nodes}
