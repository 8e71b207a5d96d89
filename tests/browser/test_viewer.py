import csv
import io
import json
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graphkit.model import Span
from tests.browser.conftest import Opener, drawn, find
from tests.browser.viewer_graphs import large, pairs, small

pytestmark = pytest.mark.browser


def status(page: Page) -> str:
    drawn(page)
    return page.inner_text("#status")


def panel(page: Page) -> str:
    drawn(page)
    return page.inner_text("#panel")


def downloaded(page: Page, button: str) -> Path:
    page.click("#take > summary")
    with page.expect_download() as caught:
        page.click(button)
    return Path(caught.value.path())


def test_the_page_opens_with_all_of_a_small_graph(opened: Opener):
    page = opened(small())
    assert status(page) == "5 of 6 entities drawn, 5 of 5 statements"


def test_search_finds_an_entity_by_any_of_its_names(opened: Opener):
    page = opened(small())
    page.fill("#search", "belgisch")
    expect(page.locator("#search-hits [role=option]")).to_contain_text("Belgium")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_contain_text("Belgium")


def test_search_says_when_nothing_has_the_name(opened: Opener):
    page = opened(small())
    page.fill("#search", "xyzzy")
    expect(page.locator("#search-hits")).to_contain_text("No entity has this name.")


def test_search_passes_over_accents_and_the_order_of_words(opened: Opener):
    page = opened(small())
    page.fill("#search", "wit ria")
    expect(page.locator("#search-hits")).to_contain_text("Ria de Wit")
    page.fill("#search", "belgie")
    expect(page.locator("#search-hits")).to_contain_text("Belgium")


def test_a_click_on_an_entity_shows_its_sentences_with_both_ends_marked(opened: Opener):
    page = opened(small())
    at = page.evaluate("graphkit.whereIs('e-jan-bakker')")
    page.mouse.click(at["x"], at["y"])
    card = page.locator("article.statement", has_text="minister of")
    expect(card).to_contain_text("De Belgische minister Jan Bakker kwam gisteren aan.")
    assert card.locator("mark.subject").all_inner_texts() == ["Jan Bakker", "Bakker"]
    assert card.locator("mark.object").all_inner_texts() == ["Belgische", "België"]
    expect(card).to_contain_text("Kop van een")
    expect(card).to_contain_text("2020-01 · De Proefkrant · confidence 90 % · rule relations.tsv:7")


def test_a_click_on_a_line_shows_what_is_said_between_its_ends(opened: Opener):
    page = opened(small())
    left, right = (page.evaluate(f"graphkit.whereIs('{key}')") for key in ("e-jan-bakker", "e-ria-de-wit"))
    page.mouse.click(left["x"] * 0.3 + right["x"] * 0.7, left["y"] * 0.3 + right["y"] * 0.7)
    expect(page.locator("#panel article")).to_have_count(2)
    assert "according to Ria de Wit" in panel(page)
    assert "time: 2020-03" in panel(page)
    assert "place: Gent" in panel(page)
    assert "not: criticizes" in panel(page)


def test_a_filter_hides_the_lines_of_a_relation(opened: Opener):
    page = opened(small())
    page.locator("#filter-relation label", has_text="member of").locator("input").uncheck()
    assert status(page) == "5 of 6 entities drawn, 4 of 5 statements"
    page.click("#filters-clear")
    assert status(page) == "5 of 6 entities drawn, 5 of 5 statements"


@pytest.mark.parametrize(
    ("where", "text", "left"),
    [("certainty", "denied", 4), ("certainty", "asserted", 2), ("type", "city", 4), ("type", "person", 1)],
)
def test_filters_by_certainty_and_kind(opened: Opener, where: str, text: str, left: int):
    page = opened(small())
    page.locator(f"#filter-{where} label", has_text=text).locator("input").uncheck()
    assert f"{left} of 5 statements" in status(page)


def test_filters_by_confidence_source_and_words(opened: Opener):
    page = opened(small())
    page.fill("#confidence", "80")
    assert "4 of 5 statements" in status(page)
    page.click("#filters-clear")
    page.click("#group-source > summary")
    page.locator("#filter-source label", has_text="Avondpost").locator("input").uncheck()
    assert "2 of 5 statements" in status(page)
    page.click("#filters-clear")
    page.fill("#words", "morgen")
    page.wait_for_timeout(250)
    assert "1 of 5 statements" in status(page)


def test_filters_by_article(opened: Opener):
    page = opened(small())
    page.click("#group-article > summary")
    page.fill("#article", "drie")
    page.keyboard.press("Enter")
    assert "1 of 5 statements" in status(page)
    page.click("#article-chosen button")
    assert "5 of 5 statements" in status(page)


def test_the_timeline_cuts_out_a_period(opened: Opener):
    page = opened(small())
    page.fill("#from", "1")
    assert "4 of 5 statements" in status(page)
    expect(page.locator("#timeline-shown")).to_contain_text("2020-02 – 2020-03")
    find(page, "Jan Bakker")
    assert "kwam gisteren aan" not in panel(page)
    assert "1 more hidden by the filters" in panel(page)


def test_the_neighbourhood_of_an_entity_in_one_and_two_steps(opened: Opener):
    page = opened(small())
    find(page, "Gent")
    page.locator("#panel .joined button", has_text="1").click()
    assert status(page) == "2 of 6 entities drawn, 1 of 5 statements"
    page.locator("#panel .joined button", has_text="2").click()
    assert status(page) == "3 of 6 entities drawn, 2 of 5 statements"
    page.click("#scope-leave")
    assert status(page) == "5 of 6 entities drawn, 5 of 5 statements"


def test_the_shortest_path_between_two_entities(opened: Opener):
    page = opened(small())
    find(page, "Gent")
    page.click("#path-open")
    page.fill("#path-to", "Belg")
    page.keyboard.press("Enter")
    page.click("#path-go")
    expect(page.locator("#scope-text")).to_contain_text("4 steps")
    assert "5 of 6 entities drawn" in status(page)


def test_no_path_is_told(opened: Opener):
    page = opened(small())
    find(page, "Gent")
    page.click("#path-open")
    page.fill("#path-to", "nergens")
    page.keyboard.press("Enter")
    page.click("#path-go")
    expect(page.locator("#path-answer")).to_have_text("Nothing connects these two under the present filters.")


def test_the_list_holds_the_same_statements_and_sorts_them(opened: Opener):
    page = opened(small())
    page.click("#view-list")
    expect(page.locator("#list tbody tr")).to_have_count(5)
    page.click("#list th button[data-column=object]")
    drawn(page)
    objects = [text.strip() for text in page.locator("#list tbody td:nth-child(3)").all_inner_texts()]
    assert objects == sorted(objects)
    page.click("#list th button[data-column=object]")
    drawn(page)
    assert page.locator("#list th[aria-sort=descending]").inner_text().startswith("Object")
    assert [text.strip() for text in page.locator("#list tbody td:nth-child(3)").all_inner_texts()] == objects[::-1]
    page.locator("#list tbody tr", has_text="based in").locator("td:nth-child(2) button").click()
    assert "De Partij voor de Tuin zit in Gent." in panel(page)


def test_csv_holds_one_row_for_each_sentence_in_view(opened: Opener):
    page = opened(small())
    page.locator("#filter-certainty label", has_text="denied").locator("input").uncheck()
    rows = list(csv.DictReader(io.StringIO(downloaded(page, "#take-csv").read_text("utf-8-sig"))))
    assert len(rows) == 5
    assert [r["sentence"] for r in rows if r["relation"] == "based_in"] == ["De Partij voor de Tuin zit in Gent."]
    minister = [r for r in rows if r["relation"] == "minister_of"]
    assert {r["statement"] for r in minister} == {minister[0]["statement"]}
    assert {(r["subject"], r["object_id"], r["confidence"]) for r in minister} == {
        ("Jan Bakker", "e-belgium", "0.9"), ("Jan Bakker", "e-belgium", "0.6")
    }  # fmt: skip


def test_json_holds_the_statements_with_their_evidence(opened: Opener):
    page = opened(small())
    found = json.loads(downloaded(page, "#take-json").read_text("utf-8"))
    assert len(found) == 5
    meets = next(s for s in found if s["relation"] == "meets_with")
    assert meets["certainty"] == "possible"
    assert meets["evidence"][0]["attributed_to"] == "Ria de Wit"


def test_pictures_of_what_is_shown(opened: Opener):
    page = opened(small())
    assert downloaded(page, "#take-png").read_bytes().startswith(b"\x89PNG")
    picture = downloaded(page, "#take-svg").read_text("utf-8")
    assert picture.startswith("<svg")
    assert ">Jan Bakker</text>" in picture
    assert 'stroke-dasharray="7 5"' in picture


def test_the_address_brings_the_view_back(opened: Opener):
    page = opened(small())
    page.locator("#filter-relation label", has_text="member of").locator("input").uncheck()
    page.fill("#confidence", "55")
    page.click("#language")
    find(page, "Bakker")
    page.click("#view-list")
    before = status(page)
    fragment = page.evaluate("location.hash")
    again = opened(small(), fragment)
    assert status(again) == before
    assert panel(again) == panel(page)
    assert again.inner_text("#list") == page.inner_text("#list")


def test_a_broken_address_opens_the_whole_graph(opened: Opener):
    page = opened(
        small(),
        "#scope=near&focus=nobody&depth=99&shown=-4&no-type=%F0%9F&confidence=abc&sort=__proto__&view=list"
        "&lang=constructor",
    )
    assert status(page) == "5 of 5 statements"


def test_labels_change_with_the_language(opened: Opener):
    page = opened(small())
    find(page, "Belgium")
    page.click("#language")
    expect(page.locator("#panel h2")).to_contain_text("België")
    assert "minister van" in panel(page)
    assert page.evaluate("document.documentElement.lang") == "nl"


def test_a_dutch_browser_gets_dutch(opened: Opener):
    assert "entiteiten getekend" in status(opened(small(), locale="nl-NL"))


def test_back_undoes_a_choice(opened: Opener):
    page = opened(small())
    find(page, "Gent")
    expect(page.locator("#panel")).to_be_visible()
    page.go_back()
    expect(page.locator("#panel")).to_be_hidden()


def test_a_large_graph_starts_with_its_most_connected_part(opened: Opener):
    page = opened(large(1000))
    assert status(page).startswith("100 of 1,000 entities drawn")
    page.click("#more")
    assert status(page).startswith("200 of 1,000 entities drawn")
    page.click("#fewer")
    assert status(page).startswith("100 of 1,000 entities drawn")
    find(page, "Naam987")
    expect(page.locator("#panel h2")).to_contain_text("Entiteit nummer 987")


def test_entities_without_a_statement_wait_until_asked_for(opened: Opener):
    page = opened(small())
    page.check("#loose")
    assert status(page) == "6 of 6 entities drawn, 5 of 5 statements"


def test_an_empty_graph_says_so(opened: Opener):
    from graphkit.graph import Graph

    page = opened(Graph())
    expect(page.locator("#nothing")).to_be_visible()


def test_the_article_can_be_read_with_the_sentence_marked(opened: Opener):
    graph = small()
    text = "Kop 🙂. De Partij voor de Tuin zit in Gent. Einde."
    whole = replace(graph.articles["drie"], text=text)
    statement = next(s for s in graph.statements if s.relation == "based_in")
    (old,) = graph.statements[statement]
    moved = replace(old, span=Span(7, 42), subject=None, object=None)
    page = opened(
        replace(
            graph,
            articles={**graph.articles, "drie": whole},
            statements={**graph.statements, statement: frozenset({moved})},
        )
    )
    find(page, "Gent")
    page.get_by_role("button", name="Read in the article").click()
    expect(page.locator("#reading-text")).to_have_text(text)
    expect(page.locator("#reading-text mark")).to_have_text("De Partij voor de Tuin zit in Gent.")


def test_a_web_source_links_to_the_sentence_on_its_page(opened: Opener):
    graph = small()
    web = replace(graph.articles["drie"], source="https://example.org/nieuws?id=3")
    page = opened(replace(graph, articles={**graph.articles, "drie": web}))
    find(page, "Gent")
    link = page.locator("#panel figcaption a")
    fragment = "#:~:text=De%20Partij%20voor%20de%20Tuin%20zit%20in%20Gent."
    expect(link).to_have_attribute("href", f"https://example.org/nieuws?id=3{fragment}")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_parts_that_nothing_connects_stand_side_by_side(opened: Opener):
    page = opened(pairs(30))
    at = [[page.evaluate(f"graphkit.whereIs('e-{side}-{n}')") for side in ("links", "rechts")] for n in range(30)]
    spans = [[sorted(place[axis] for place in part) for axis in ("x", "y")] for part in at]
    for one, two in combinations(spans, 2):
        assert any(a[1] < b[0] or b[1] < a[0] for a, b in zip(one, two, strict=True))


def test_copies_of_one_report_are_one_source(opened: Opener):
    graph = small()
    page = opened(graph)
    find(page, "Belgium")
    told = "asserted 2 sentences, 2 articles, {} · 2020-01 to 2020-03"
    expect(page.locator("#panel .facts").first).to_have_text(told.format("2 independent sources"))
    copied = replace(graph.articles["twee"], copy_of="een")
    page = opened(replace(graph, articles={**graph.articles, "twee": copied}))
    find(page, "Belgium")
    expect(page.locator("#panel .facts").first).to_have_text(told.format("1 independent source"))


def test_an_entity_known_elsewhere_links_there(opened: Opener):
    graph = small()
    known = replace(graph.entities["e-gent"], identifiers=(("unheard", "9"), ("wikidata", "Q1296/../x")))
    page = opened(replace(graph, entities={**graph.entities, "e-gent": known}))
    find(page, "Gent")
    assert [link.get_attribute("href") for link in page.locator("#panel .kind a").all()] == [
        "https://www.wikidata.org/wiki/Q1296%2F..%2Fx"
    ]
