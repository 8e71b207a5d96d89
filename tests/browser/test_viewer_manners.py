import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener, drawn
from tests.browser.viewer_graphs import large, small

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 375, "height": 720}, "has_touch": True}


def test_the_keyboard_alone_reaches_a_sentence(opened: Opener):
    page = opened(small())
    page.keyboard.press("/")
    page.keyboard.type("wit")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_contain_text("Kamerlid voor de Partij voor de Tuin")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()


def test_arrow_keys_walk_through_the_graph(opened: Opener):
    page = opened(small())
    page.focus("#canvas")
    page.keyboard.press("ArrowRight")
    first = page.inner_text("#panel h2")
    met = {first}
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        for _ in range(3):
            page.keyboard.press(key)
            drawn(page)
            met.add(page.inner_text("#panel h2"))
    assert len(met) >= 4
    page.keyboard.press("Enter")
    drawn(page)
    assert page.evaluate("document.activeElement.tagName") == "H2"


def test_keys_for_list_help_neighbourhood_and_zoom(opened: Opener):
    page = opened(small())
    page.keyboard.press("l")
    expect(page.locator("#list")).to_be_visible()
    page.keyboard.press("l")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.focus("#canvas")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("1")
    expect(page.locator("#scope")).to_contain_text("Within 1 step of")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("#scope")).to_be_hidden()


def test_everything_that_can_be_tabbed_to_has_a_name_and_shows_its_focus(opened: Opener):
    page = opened(small())
    page.fill("#search", "bakker")
    page.keyboard.press("Enter")
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("""() => {
            const e = document.activeElement;
            const label = e.labels && e.labels[0] ? e.labels[0].textContent : '';
            const name = (e.getAttribute('aria-label') || e.textContent || label || e.title || '').trim();
            return [e.tagName + '#' + e.id, name, getComputedStyle(e).outlineStyle];
        }"""))  # fmt: skip
    nameless = [where for where, name, _ in seen if not name and not where.startswith("BODY")]
    unseen = [where for where, _, outline in seen if outline == "none" and not where.startswith("BODY")]
    assert nameless == []
    assert unseen == []
    assert any(where == "DIV#canvas" for where, _, _ in seen)


def test_buttons_and_fields_have_names_for_screen_readers(opened: Opener):
    page = opened(small())
    nameless = page.evaluate("""() => [...document.querySelectorAll('button, input, [role=listbox], summary')]
    .filter((e) => {
        const label = e.labels && e.labels[0] ? e.labels[0].textContent : '';
        return !(e.getAttribute('aria-label') || e.textContent || label || '').trim();
    }).map((e) => e.outerHTML)""")
    assert nameless == []
    assert page.get_by_role("application").count() == 1
    assert page.get_by_role("main").count() == 1
    assert page.get_by_role("status").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(opened: Opener, scheme: str):
    page = opened(small(), color_scheme=scheme)
    page.fill("#search", "bakker")
    page.keyboard.press("Enter")
    assert [found for found in contrasts(page) if found[0] < 4.5] == []


def contrasts(page: Page) -> list[tuple[float, str]]:
    """The contrast ratio (WCAG 2.2) of each element that holds text of its own."""
    return page.evaluate("""() => {
        const channel = (c) => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
        const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
        const parse = (text) => text.match(/[\\d.]+/g).map(Number);
        const ground = (e) => {
            for (; e; e = e.parentElement) {
                const colour = parse(getComputedStyle(e).backgroundColor);
                if (colour.length < 4 || colour[3] > 0) return colour;
            }
            return [255, 255, 255];
        };
        const own = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
        return [...document.querySelectorAll('body *')]
            .filter((e) => own(e) && e.checkVisibility() && !e.closest('script'))
            .map((e) => {
                const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))];
                const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                return [ratio, e.tagName + ' ' + e.className + ' ' + e.textContent.slice(0, 40)];
            });
    }""")


def test_dark_can_be_chosen_and_is_kept_in_the_address(opened: Opener):
    page = opened(small())
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    drawn(page)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    assert "theme=dark" in page.evaluate("location.hash")


def test_a_phone_shows_graph_panel_and_list_without_sideways_scrolling(opened: Opener):
    page = opened(small(), **PHONE)
    narrow = "document.documentElement.scrollWidth <= innerWidth"
    assert page.evaluate(narrow)
    at = page.evaluate("graphkit.whereIs('e-jan-bakker')")
    page.touchscreen.tap(at["x"], at["y"])
    expect(page.locator("#panel")).to_be_visible()
    assert page.evaluate(narrow)
    assert page.locator("#panel").bounding_box()["width"] == 375
    page.click("#panel-close")
    page.click("#filters-toggle")
    expect(page.locator("#filters")).to_be_in_viewport()
    page.click("#filters-close")
    page.click("#view-list")
    drawn(page)
    assert page.evaluate(narrow)
    assert page.evaluate("document.querySelector('.table').scrollWidth <= innerWidth")


def test_touch_targets_on_a_phone_are_large_enough(opened: Opener):
    page = opened(small(), **PHONE)
    targets = page.locator("#top button:visible, #top summary:visible, .zoom button:visible").all()
    boxes = [target.bounding_box() for target in targets]
    assert len(boxes) >= 8
    assert all(box["width"] >= 24 and box["height"] >= 24 for box in boxes)  # WCAG 2.2, target size (minimum)


def test_search_over_ten_thousand_entities_answers_at_once(opened: Opener):
    page = opened(large(10_000, per_node=1))
    page.fill("#search", "nummer 1")  # builds the index
    took = page.evaluate("""() => {
        const box = document.getElementById('search');
        const start = performance.now();
        box.value = 'nummer 98';
        box.dispatchEvent(new Event('input'));
        return performance.now() - start;
    }""")
    assert page.locator("#search-hits [role=option]").count() == 20
    assert took < 200


def test_the_focus_returns_to_the_list_when_the_panel_closes(opened: Opener):
    page = opened(small())
    page.click("#view-list")
    link = page.locator("#list tbody tr").first.locator("td:nth-child(2) button")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_visible()
    assert link.evaluate("link => link === document.activeElement")
    page.locator("#panel-close").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_hidden()
    assert link.evaluate("link => link === document.activeElement")


def test_going_on_from_the_panel_keeps_the_focus_in_it(opened: Opener):
    page = opened(small())
    page.fill("#search", "gent")
    page.keyboard.press("Enter")
    page.locator("#panel h3 button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_contain_text("Partij voor de Tuin")
    expect(page.locator("#panel h2")).to_be_focused()


def test_a_window_of_another_size_gets_the_picture_made_anew(opened: Opener):
    page = opened(small())
    page.set_viewport_size({"width": 1000, "height": 600})
    page.wait_for_timeout(300)
    for key in ("e-jan-bakker", "e-belgium", "e-ria-de-wit", "e-partij-voor-de-tuin", "e-gent"):
        at = page.evaluate(f"graphkit.whereIs('{key}')")
        assert page.evaluate(f"document.elementFromPoint({at['x']}, {at['y']}).tagName") == "CANVAS"


def test_the_picture_stays_still_while_the_panel_opens(opened: Opener):
    page = opened(small())
    before = page.evaluate("graphkit.whereIs('e-gent')")
    page.mouse.click(before["x"], before["y"])
    expect(page.locator("#panel")).to_be_visible()
    page.wait_for_timeout(300)
    after = page.evaluate("graphkit.whereIs('e-gent')")
    hidden = before["x"] > page.locator("#panel").bounding_box()["x"] - 30
    assert hidden or after == before
