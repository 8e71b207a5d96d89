"""What `graphkit serve` shows in a real browser: the query page answers, a node leads on, and all comes from here."""

import subprocess
import sys

import pytest

from benchmarks.protocol import SCRIPT, free_port, wait_for
from graphkit import export
from tests.unit.sample_graphs import small

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("output")
    for name in ("graph.nq", "graph.html"):
        export.EXPORTERS[name](small(), folder / name)
    port = free_port()
    server = subprocess.Popen([sys.executable, "-c", SCRIPT, str(folder), str(port)])
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def page(browser, watch, address):
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    watch.over(page)
    yield page
    context.close()
    assert [url for url in watch.requests if not url.startswith(address)] == []
    assert watch.complaints == []


def test_the_query_page_asks_the_endpoint_beside_it(page, address):
    page.goto(f"{address}/query")
    page.click(".yasqe_queryButton")
    page.wait_for_selector(".yasr_results td a")
    shown = [link.get_attribute("href") for link in page.query_selector_all(".yasr_results td a")]
    assert [iri.rpartition("/")[2] for iri in shown] == ["heiko-maas", "Q183"]


def test_a_node_leads_to_its_sentences_and_to_its_neighbours(page, address):
    page.goto(f"{address}/entity/heiko-maas")
    assert "Heiko Maas is minister van Duitsland." in page.inner_text("article")
    page.click("article a:text-is('Germany')")
    page.wait_for_url("**/entity/Q183")
    assert page.inner_text("article h1") == "Germany"


def test_the_viewer_is_at_the_root(page, address):
    page.goto(address)
    assert page.evaluate("performance.getEntriesByName('usable').length")
