"""The page in Firefox, driven over WebDriver BiDi, which Firefox speaks by itself."""

import asyncio
import itertools
import json
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graphkit.export import html
from tests.browser.viewer_graphs import small
from tests.conftest import missing

websockets = pytest.importorskip("websockets", reason="the Firefox test needs websockets")

pytestmark = pytest.mark.browser

USED = """(() => {
    const box = document.getElementById('search');
    box.value = 'belgisch';
    box.dispatchEvent(new Event('input'));
    box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter'}));
    const shown = () => JSON.stringify([document.getElementById('status').textContent,
                                        document.getElementById('panel').textContent]);
    return new Promise((done) => setTimeout(() => done(shown()), 500));
})()"""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Where a fresh Firefox listens."""
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    if path is None:
        missing("no firefox on the search path")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [path, "--headless", "--no-remote", "--profile", str(tmp_path), "--remote-debugging-port", str(port)]
    firefox = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        assert firefox.stderr is not None
        assert any("BiDi listening" in line for line in firefox.stderr)
        yield f"ws://127.0.0.1:{port}/session"
    finally:
        firefox.terminate()
        firefox.wait(timeout=20)


async def use(address: str, page: str) -> tuple[Any, list[dict[str, Any]]]:
    """What the page shows after a search, and all that it logged and asked for."""
    events: list[dict[str, Any]] = []
    numbers = itertools.count()
    async with websockets.connect(address, max_size=None) as line:

        async def call(method: str, **params: object) -> Any:
            number = next(numbers)
            await line.send(json.dumps({"id": number, "method": method, "params": params}))
            while (answer := json.loads(await line.recv())).get("id") != number:
                events.append(answer)
            assert answer["type"] == "success", answer
            return answer["result"]

        await call("session.new", capabilities={})
        context = (await call("browsingContext.getTree"))["contexts"][0]["context"]
        await call("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"], contexts=[context])
        await call("browsingContext.navigate", context=context, url=page, wait="complete")
        shown = await call("script.evaluate", expression=USED, target={"context": context}, awaitPromise=True)
    return json.loads(shown["result"]["value"]), events


def test_firefox_opens_the_page_from_disk_in_silence(address: str, tmp_path: Path):
    html.write(small(), tmp_path / "graph.html")
    (status, panel), events = asyncio.run(asyncio.wait_for(use(address, (tmp_path / "graph.html").as_uri()), 90))
    assert status == "5 of 6 entities drawn, 5 of 5 statements"
    assert "De Belgische minister Jan Bakker kwam gisteren aan." in panel
    assert [event["params"]["text"] for event in events if event["method"] == "log.entryAdded"] == []
    asked = [e["params"]["request"]["url"] for e in events if e["method"] == "network.beforeRequestSent"]
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
