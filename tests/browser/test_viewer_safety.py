import pytest

from tests.browser.conftest import Opener, Watch, drawn, find
from tests.browser.viewer_graphs import HOSTILE, hostile, small

pytestmark = pytest.mark.browser


def test_hostile_text_is_shown_and_never_run(opened: Opener):
    page = opened(hostile())
    scripts = page.locator("script").count()
    for view in ("#view-list", "#view-graph"):
        page.click(view)
        drawn(page)
        assert page.evaluate("typeof hacked") == "undefined"
        assert page.locator("img, iframe, object, embed, svg[onload], b, main script, aside script").count() == 0
        assert page.locator("script").count() == scripts


def test_hostile_names_stand_as_they_are_in_list_search_and_panel(opened: Opener):
    page = opened(hostile())
    page.click("#view-list")
    drawn(page)
    shown = page.evaluate("document.querySelector('#list').textContent")
    for index, name in enumerate(HOSTILE):
        assert f"{name} {index}" in shown
        page.fill("#search", name)
        assert page.locator("#search-hits [role=option]").count() >= 1
        page.keyboard.press("Enter")
        drawn(page)
        assert f"{name} {index}" in page.evaluate("document.querySelector('#panel').textContent")
    assert page.evaluate("typeof hacked") == "undefined"


def test_ends_are_marked_right_after_emoji_and_from_right_to_left(opened: Opener):
    page = opened(hostile())
    find(page, "Łukasz")
    card = page.locator("article.statement").filter(has_text="ontmoet").last
    marked = card.locator("mark").evaluate_all("marks => marks.map(mark => mark.textContent)")
    assert sorted(marked) in ([f"{HOSTILE[6]} 6", f"{HOSTILE[7]} 7"], sorted([f"{HOSTILE[5]} 5", f"{HOSTILE[6]} 6"]))


def test_only_web_addresses_become_links(opened: Opener):
    page = opened(hostile())
    find(page, "Łukasz")
    assert page.locator("#panel a").count() == 0
    assert "javascript:window.hacked=1" in page.inner_text("#panel")


def test_a_csv_cell_is_no_formula(opened: Opener):
    page = opened(hostile())
    page.click("#take > summary")
    with page.expect_download() as caught:
        page.click("#take-csv")
    text = caught.value.path().read_text("utf-8-sig")
    assert ",\"'=HYPERLINK(" in text
    assert ',"=HYPERLINK(' not in text


def test_hostile_text_stays_text_in_the_svg(opened: Opener):
    page = opened(hostile())
    page.click("#take > summary")
    with page.expect_download() as caught:
        page.click("#take-svg")
    picture = caught.value.path().read_text("utf-8")
    assert "<script" not in picture
    assert "<img" not in picture


def test_the_policy_forbids_scripts_evaluation_and_the_network(opened: Opener, watch: Watch):
    page = opened(small())
    failures = []
    page.on("requestfailed", lambda request: failures.append(request.failure))
    page.evaluate("""() => {
        try {
            const script = document.createElement('script');
            script.append('window.hacked = 1');
            document.body.append(script);
        } catch { }
    }""")
    refused = page.evaluate("fetch('https://example.org/').then(() => false, () => true)")
    image = page.evaluate("""new Promise(done => {
        const image = new Image(); image.onerror = () => done(true); image.onload = () => done(false);
        image.src = 'https://example.org/x.png';
    })""")
    assert refused
    assert image
    assert page.evaluate("typeof hacked") == "undefined"
    assert set(failures) == {"csp"}
    assert len(failures) == len(watch.requests)
    assert any("Content Security Policy" in text for text in watch.complaints)
    watch.complaints.clear()
    watch.requests.clear()
