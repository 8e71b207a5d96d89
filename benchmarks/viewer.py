"""How soon the viewer can be used, beside stock pyvis on the same graph in the same run.

Run `python -m benchmarks.viewer [--sizes 1000 10000 50000] [--build OUTPUT] [--stock 1000] [--limit 150] [--runs 3]`.

`--build` adds a graph that `graphkit build` wrote. For each graph: seconds to write the page, its megabytes, seconds
from opening the file until the first picture is painted and the page answers, seconds of processor time that the page's
process took for it (which a busy machine lengthens least), and milliseconds of the slowest of some searches and of the
slowest press of "show more". Stock pyvis (`add_node`, `add_edge`, its own template, all inlined) is given graphs up to
`--stock` nodes; its page can be used when its stabilisation is over. It is given up on after `--limit` seconds.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from math import isqrt
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from graphkit.export import html, tables
from graphkit.graph import Graph
from graphkit.model import Article, Certainty, Entity, Evidence, Span, Statement

ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
KINDS = ("Person", "Organization", "Country", "City", "Event", "Company", "PoliticalParty", "Work")
RELATIONS = ("meets_with", "member_of", "criticizes", "visits", "employed_by", "supports", "based_in")
SYLLABLES = ("ba", "de", "ko", "li", "mar", "nu", "ro", "sen", "ti", "ver", "wou", "zee")
SEARCHES = ("ba", "de ko", "senti", "xx", "verwouzee ba")
PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
SEARCH = """words => Math.max(...words.map(word => {
    const box = document.getElementById('search');
    const start = performance.now();
    box.value = word;
    box.dispatchEvent(new Event('input'));
    return performance.now() - start;
}))"""
MORE = """async () => {
    let slowest = 0;
    for (const button = document.getElementById('more'); !button.hidden;) {
        const start = performance.now();
        button.click();
        await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
        slowest = Math.max(slowest, performance.now() - start);
    }
    return slowest;
}"""
STABLE = """setInterval(() => {
    if (window.stable || typeof network === 'undefined' || !network) return;
    window.stable = 'waiting';
    network.once('stabilizationIterationsDone', () => { window.stable = performance.now(); });
}, 5)"""


def name(number: int) -> str:
    """A made-up name, another one for each number.

    >>> name(0), name(13)
    ('Ba Ba0', 'De De13')
    """
    first, second = SYLLABLES[number % 12], SYLLABLES[number // 12 % 12]
    return f"{first.title()} {second.title()}{number}"


def news(size: int) -> Graph:
    """As many entities, three times as many statements: few have many neighbours, most have few. No random number."""
    entities = {f"e{n}": Entity(f"e{n}", KINDS[n % 8], name(n), names=(name(n), name(n).upper())) for n in range(size)}
    articles = {
        f"a{n}": Article(f"a{n}", "", Span(0, 0), None, f"20{n % 20:02}-{n % 12 + 1:02}", f"Krant {n % 7}")
        for n in range(max(1, size // 4))
    }
    statements = {}
    for n in range(1, size):
        for turn in range(3):
            # towards small numbers, so that these become hubs
            other = (n * 7919 + turn * 104_729) % max(1, (isqrt(n) if turn == 0 else n // turn))
            given = sentence(f"a{(n + turn) % len(articles)}", name(n), name(other), turn)
            certainty = Certainty.POSSIBLE if n % 10 == turn else Certainty.ASSERTED
            statements[Statement(f"e{n}", RELATIONS[(n + turn) % 7], f"e{other}", certainty)] = frozenset({given})
    return Graph(articles, entities, statements)


def sentence(article: str, left: str, right: str, turn: int) -> Evidence:
    """Evidence of a usual length."""
    quote = f"Volgens een woordvoerder heeft {left} gisteren in een gesprek van twee uur afspraken gemaakt met {right}."
    start, end = quote.index(left), len(quote) - 1
    ends = Span(start, start + len(left)), Span(end - len(right), end)
    return Evidence(article, Span(0, len(quote)), quote, f"relations.tsv:{turn + 2}", 0.6 + turn / 10, *ends)


def stock(graph: Graph, path: Path) -> None:
    """The graph as pyvis writes it by itself."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    for entity in graph.entities.values():
        network.add_node(entity.id, label=entity.label, title=entity.type)
    for statement in graph.statements:
        network.add_edge(statement.subject, statement.object, title=statement.relation)
    path.write_text(network.generate_html(), encoding="utf-8")


def opened(browser: Browser, path: Path, script: str = "") -> Page:
    """The page, as soon as the browser has begun to read it; nothing is fetched from elsewhere."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.set_default_timeout(600_000)
    page.route("http*://**", lambda route: route.abort())
    if script:
        page.add_init_script(script)
    page.goto(path.as_uri(), wait_until="commit")
    return page


def ours(browser: Browser, path: Path, runs: int) -> tuple[float, ...]:
    """Seconds until the first picture, by clock and processor; milliseconds of a search, of more: medians."""
    rows = []
    for _ in range(runs):
        page = opened(browser, path)
        page.wait_for_load_state()
        picture = float(page.evaluate(PAINTED)) / 1000
        processor = processor_time(page)
        rows.append((picture, processor, float(page.evaluate(SEARCH, list(SEARCHES))), float(page.evaluate(MORE))))
        page.close()
    return tuple(map(statistics.median, zip(*rows, strict=True)))


def processor_time(page: Page) -> float:
    """Seconds of the processor that the page's process has used so far."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(metric["value"]) for metric in metrics if metric["name"] == "ProcessTime")


def theirs(browser: Browser, path: Path, limit: float) -> float | None:
    """Seconds until stock pyvis's picture stands still and the page answers; None where that is beyond the limit."""
    page = opened(browser, path, STABLE)
    page.set_default_timeout(limit * 1000)
    end = time.monotonic() + limit
    found = None
    while time.monotonic() < end and found is None:
        time.sleep(0.1)
        stable = page.evaluate("window.stable")
        found = stable / 1000 if isinstance(stable, int | float) else None
    page.close()
    return found


def graphs(sizes: list[int], build: Path | None) -> Iterator[tuple[str, Graph]]:
    """The graphs to measure, each with a name."""
    if build is not None:
        yield str(build), tables.read(build)
    yield from ((f"{size:,} nodes", news(size)) for size in sizes)


def measure(browser: Browser, title: str, graph: Graph, options: argparse.Namespace) -> None:
    """Print one row."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.html"
        start = time.perf_counter()
        html.write(graph, path)
        written = time.perf_counter() - start
        usable, processor, search, slowest = ours(browser, path, options.runs)
        size = path.stat().st_size / 1e6
        row = f"{title:24}{len(graph.statements):>11,}{written:>9.1f}{size:>8.2f}{usable:>9.2f}{processor:>8.2f}"
        row += f"{search:>10.0f}{slowest:>8.0f}"
        if len(graph.entities) <= options.stock:
            plain = Path(folder) / "stock.html"
            stock(graph, plain)
            found = theirs(browser, plain, options.limit)
            more = "over " if found is None else ""
            seconds = options.limit if found is None else found
            row += f"{more}{seconds:.1f}".rjust(12) + f"{more}{seconds / usable:.0f}".rjust(10)
        print(row, flush=True)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 10_000, 50_000])
    parser.add_argument("--build", type=Path)
    parser.add_argument("--stock", type=int, default=1000)
    parser.add_argument("--limit", type=int, default=150)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    heads = f"{'graph':24}{'statements':>11}{'write s':>9}{'MB':>8}{'usable s':>9}{'cpu s':>8}"
    print(f"{heads}{'search ms':>10}{'more ms':>8}{'stock s':>12}{'ratio':>10}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(ARGUMENTS))
        for title, graph in graphs(options.sizes, options.build):
            measure(browser, title, graph, options)
        browser.close()


if __name__ == "__main__":
    main()
