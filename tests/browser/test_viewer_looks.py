"""What a reader sees: names that can be read, nothing under a button, and never more than can be taken in."""

import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener, drawn, find
from tests.browser.viewer_graphs import hub, large, small

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
OVER = ".zoom, #legend > summary"


def status(page: Page) -> str:
    drawn(page)
    return page.inner_text("#status")


def picture(page: Page) -> str:
    page.click("#take > summary")
    with page.expect_download() as caught:
        page.click("#take-svg")
    return Path(caught.value.path()).read_text("utf-8")


def places(page: Page, keys: list[str]) -> list[tuple[float, float]]:
    found = page.evaluate(
        "keys => keys.map(key => { try { return graphkit.whereIs(key); } catch { return null; } })", keys
    )
    return [(place["x"], place["y"]) for place in found if place]


@pytest.mark.parametrize(("options", "share"), [({}, 0.95), (PHONE, 0.8)], ids=["desk", "phone"])
def test_entities_of_the_start_view_have_names_and_room(opened: Opener, options: dict[str, object], share: float):
    page = opened(large(1000), **options)
    count = int(status(page).split()[0])
    at = places(page, [f"e{number}" for number in range(1000)])
    assert len(at) == count
    assert all(abs(a[0] - b[0]) > 12 or abs(a[1] - b[1]) > 12 for a, b in combinations(at, 2))
    named = len(re.findall(r"<text[^>]*>Entiteit nummer", picture(page)))
    assert named >= share * count


@pytest.mark.parametrize("options", [{}, PHONE], ids=["desk", "phone"])
def test_nothing_stands_under_the_buttons(opened: Opener, options: dict[str, object]):
    page = opened(large(1000), **options)
    boxes = [page.locator(one).bounding_box() for one in OVER.split(", ")]
    for x, y in places(page, [f"e{number}" for number in range(1000)]):
        for box in boxes:
            assert not (box["x"] < x < box["x"] + box["width"] and box["y"] < y < box["y"] + box["height"])


def test_more_is_shown_until_no_more_can_be_read(opened: Opener):
    page = opened(large(1000))
    page.click("#more")
    drawn(page)
    page.click("#more")
    assert status(page).startswith("300 of 1,000 entities drawn")
    expect(page.locator("#more")).to_be_hidden()
    assert "no more can be read at once" in status(page)
    page.click("#fewer")
    assert status(page).startswith("100 of 1,000 entities drawn")


def test_an_address_cannot_ask_for_more_than_can_be_read(opened: Opener):
    extra = "|".join(f"e{number}" for number in range(1000))
    page = opened(large(1000), f"#shown=1000&extra={extra}")
    assert int(status(page).split()[0]) <= 600


def test_the_neighbourhood_of_a_hub_starts_with_what_fits(opened: Opener):
    page = opened(hub(250))
    find(page, "Naaf")
    page.locator("#panel .joined button", has_text="1").click()
    assert status(page).startswith("100 of 251 entities drawn")
    page.click("#more")
    assert status(page).startswith("200 of 251 entities drawn")


def test_what_hangs_on_a_choice_comes_into_sight_beside_the_panel(opened: Opener):
    page = opened(small())
    keys = ["e-jan-bakker", "e-belgium", "e-ria-de-wit"]
    find(page, "Jan Bakker")
    page.wait_for_timeout(200)
    left, right = page.locator("#canvas").bounding_box(), page.locator("#panel").bounding_box()
    assert all(left["x"] < x < right["x"] for x, _ in places(page, keys))


def test_a_statement_chosen_in_the_list_stands_out_in_the_graph(opened: Opener):
    page = opened(large(1000), "#view=list&sort=-subject")
    page.locator("#list tbody tr").first.locator("td:nth-child(2) button").click()
    subject = page.locator("#list tbody tr").first.locator("td:nth-child(1)").inner_text()
    assert len(places(page, [f"e{number}" for number in range(1000)])) == 0  # nothing is drawn yet
    page.click("#view-graph")
    drawn(page)
    bright = re.findall(r'fill="#16191d"[^>]*>([^<]*)<', picture(page))
    assert subject in bright
    assert len(bright) == 2


def test_a_few_weeks_of_news_are_shown_by_day(opened: Opener):
    page = opened(hub(40))
    expect(page.locator("#timeline-shown")).to_have_text("2020-01-01 – 2020-02-12")
    page.fill("#from", "1")
    expect(page.locator("#timeline-shown")).to_have_text("2020-01-02 – 2020-02-12")


def test_kinds_that_look_alike_share_a_line_of_the_legend(opened: Opener):
    page = opened(large(100))
    page.click("#legend > summary")
    expect(page.locator("#legend-items")).to_contain_text("country")
    lines = page.locator("#legend-items .icon").evaluate_all("icons => icons.map(icon => icon.outerHTML)")
    assert len(lines) == len(set(lines)) >= 4


def test_counts_are_written_as_each_language_does(opened: Opener):
    page = opened(large(1000))
    assert "of 1,000 entities" in status(page)
    page.click("#language")
    assert "van 1.000 entiteiten" in status(page)
    page.click("#language")
    find(page, "Entiteit nummer 0")
    assert re.search(r"\d+ more statements", page.inner_text("#panel"))


def test_one_sentence_more_is_one(opened: Opener):
    page = opened(hub(8))
    find(page, "Werkster 000")
    expect(page.locator("#panel")).to_contain_text("1 more sentence")
    assert "more sentences" not in page.inner_text("#panel")


def test_a_picture_can_be_taken_from_the_list(opened: Opener):
    page = opened(small(), "#view=list")
    assert "Jan Bakker" in picture(page)
    expect(page.locator("#graph")).to_be_visible()


def test_the_list_on_a_phone_sorts_and_gives_the_sentence_the_whole_width(opened: Opener):
    page = opened(small(), "#view=list", **PHONE)
    page.select_option("#sort", "object")
    drawn(page)
    objects = [text.strip() for text in page.locator("#list tbody td:nth-child(3)").all_inner_texts()]
    assert objects == sorted(objects)
    page.locator("#list .sorting button").click()
    drawn(page)
    assert [text.strip() for text in page.locator("#list tbody td:nth-child(3)").all_inner_texts()] == objects[::-1]
    assert page.locator("#list td.quote").first.bounding_box()["width"] > 340
    expect(page.locator("#list th button").first).to_be_hidden()


def test_a_page_without_texts_says_what_is_missing(opened: Opener):
    graph = small()
    bare = {key: replace(article, text="", title=None) for key, article in graph.articles.items()}
    gone = {
        statement: frozenset(replace(one, quote="", subject=None, object=None) for one in given)
        for statement, given in graph.statements.items()
        if statement.relation == "based_in"
    }
    page = opened(replace(graph, articles=bare, statements={**graph.statements, **gone}))
    find(page, "Gent")
    panel = page.inner_text("#panel")
    assert "The sentence is not in this page." in panel
    assert "article drie" in panel
    assert "The articles' own texts are not in this page" in panel
    assert page.get_by_role("button", name="Read in the article").count() == 0
    page.click("#view-list")
    expect(page.locator("#list tbody tr", has_text="based in")).to_contain_text("The sentence is not in this page.")
    page.click("#language")
    expect(page.locator("#list tbody tr", has_text="gevestigd in")).to_contain_text("De zin staat niet in deze pagina.")


def test_evidence_of_an_unknown_article_says_so(opened: Opener):
    graph = small()
    page = opened(replace(graph, articles={}))
    find(page, "Gent")
    assert "of an article that this page does not hold" in page.inner_text("#panel")


def test_an_entity_of_which_something_is_said_is_found_first(opened: Opener):
    graph = hub(3)
    silent = replace(graph.entities["e-werkster-000"], id="silent", label="Werk", names=("Werk",))
    page = opened(replace(graph, entities={**graph.entities, "silent": silent}))
    page.fill("#search", "werk")
    assert "0 statements" not in page.locator("#search-hits [role=option]").first.inner_text()
    assert "0 statements" in page.locator("#search-hits [role=option]").last.inner_text()
