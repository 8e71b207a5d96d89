"""The graph viewer: one HTML file that needs no network. `html_data` says what it shows, `template/` how."""

import base64
import hashlib
import json
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from graphkit.errors import OutputError
from graphkit.export.files import whole
from graphkit.export.html_data import TEMPLATE, Page, page
from graphkit.graph import Graph

SCRIPTS = (
    "dom.js", "data.js", "state.js", "filter.js", "walk.js", "packing.js", "arrange.js", "spread.js", "canvas.js",
    "pane.js", "labels.js", "search.js", "evidence.js", "list.js", "filters.js", "timeline.js", "export.js", "keys.js",
    "main.js",
)  # fmt: skip


def write(graph: Graph, path: Path) -> None:
    """Write the viewer; the file appears whole or not at all."""
    with whole(path) as file:
        file.write(render(page(graph)).encode("utf-8", "replace"))


def render(content: Page) -> str:
    """The page, through pyvis: its network with a template of ours, and its copy of vis-network inside."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.set_options((TEMPLATE / "options.json").read_text("utf-8"))
    network.set_template_dir(str(TEMPLATE), "viewer.html")
    # the lists themselves: pyvis's add_node and add_edge look through all that is there on each call
    network.nodes, network.edges = content.nodes, content.edges
    scripts, style = (library(), program()), joined("viewer.css")
    environment = network.templateEnv
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": True}
    environment.globals.update(
        policy=policy(scripts, style),
        scripts=scripts,
        style=style,
        columns=content.columns,
        evidence=content.evidence,
        quotes=content.quotes,
        texts=content.texts,
        strings=words(),
    )
    return str(network.generate_html())


def library() -> str:
    """The vis-network that pyvis ships, with the line ends that a browser makes of them before it hashes the script."""
    text = (files("pyvis") / "templates/lib/vis-9.1.2/vis-network.min.js").read_bytes().decode("utf-8")
    return sealed(text.replace("\r\n", "\n"), "vis-network")


def program() -> str:
    """Our own scripts as one, in a scope of their own."""
    return sealed("(() => {\n" + joined(*SCRIPTS) + "})();\n", "viewer")


def joined(*names: str) -> str:
    """Files of the template, one after the other."""
    return "".join((TEMPLATE / name).read_text("utf-8") for name in names)


def words() -> dict[str, dict[str, str]]:
    """What the page says, by language."""
    found: dict[str, dict[str, str]] = json.loads(joined("strings.json"))
    return found


def sealed(script: str, name: str) -> str:
    """The script, if nothing in it could end its element."""
    if "</script" in script.lower() or "<!--" in script:
        raise OutputError(f"{name}: the script would end its own element")
    return script


def policy(scripts: Iterable[str], style: str) -> str:
    """A Content-Security-Policy under which only these scripts and this style work, and nothing is fetched."""
    allowed = " ".join(fingerprint(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {fingerprint(style)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def fingerprint(text: str) -> str:
    """A text's hash as a policy names it."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"
