"""A real browser with the viewer open, and a watch on all that it must not do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from graphkit.export import html
from graphkit.graph import Graph

ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@dataclass
class Watch:
    """What the pages of a test asked of the network and complained about."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        page.on("request", lambda r: r.url.startswith(("file:", "data:", "blob:")) or self.requests.append(r.url))
        page.on("console", lambda m: self.complaints.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda e: self.complaints.append(str(e)))
        page.on("dialog", lambda d: (self.complaints.append(d.message), d.dismiss()))


def drawn(page: Page) -> None:
    """Waits until the page shows its state: it draws once a frame, not at once."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def find(page: Page, text: str) -> None:
    """Searches the text and opens the first hit."""
    page.fill("#search", text)
    page.keyboard.press("Enter")
    drawn(page)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def watch() -> Watch:
    return Watch()


Opener = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path, watch: Watch) -> Iterator[Opener]:
    """Write a graph's page, open it from disk, and see to it that it stays silent."""
    contexts = []

    def open_page(graph: Graph, fragment: str = "", **options: Any) -> Page:
        path = tmp_path / "graph.html"
        html.write(graph, path)
        context = browser.new_context(**{"viewport": {"width": 1400, "height": 900}, "locale": "en-GB", **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        watch.over(page)
        page.goto(path.as_uri() + fragment)
        # not wait_for_function, which evaluates a string: the page's policy forbids that
        assert page.evaluate("performance.getEntriesByName('usable').length"), watch.complaints
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert watch.requests == []
    assert watch.complaints == []
