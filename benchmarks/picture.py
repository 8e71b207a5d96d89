"""Takes the picture of the viewer that stands in the README.

Run `graphkit build seeds/ -o output/`, then
`python -m benchmarks.picture output/graph.html docs/viewer.png --entity Iraq`.
"""

import argparse
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.viewer import ARGUMENTS


def main() -> None:
    """Open the page, choose an entity so that its evidence shows, and save what is seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("page", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--entity", default="")
    options = parser.parse_args()
    options.picture.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(ARGUMENTS))
        page = browser.new_page(viewport={"width": 1280, "height": 720}, locale="en-GB")
        page.goto(options.page.resolve().as_uri())
        page.click("#filters-toggle")  # closed: the picture is about the graph and its evidence
        if options.entity:
            page.fill("#search", options.entity)
            page.keyboard.press("Enter")
            page.locator("#search").blur()
            page.click("#fit")
        page.wait_for_timeout(300)
        page.screenshot(path=str(options.picture))
        browser.close()


if __name__ == "__main__":
    main()
