"""The W3C SPARQL 1.1 protocol tests against `graphkit serve`, those that apply to an endpoint that only reads.

    python -m benchmarks.protocol FOLDER

FOLDER is as for `benchmarks.w3c`. Starts the server itself, on the graphs that the tests name. A test of updates passes
where it expects a refusal, and does not apply where it expects an update. Exits 1 where a test that applies fails.
"""

import http.client
import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from benchmarks.w3c import MF, RDF

HT = "http://www.w3.org/2011/http#"
CNT = "http://www.w3.org/2011/content#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
START_SECONDS = 120
SCRIPT = """
import sys
from pathlib import Path
from graphkit.serve import serve
serve(Path(sys.argv[1]), port=int(sys.argv[2]))
"""


class Manifest:
    """The protocol manifest, looked up by node and property."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.values: dict[tuple[str, str], list[Any]] = {}
        for quad in ox.parse(path=str(path), base_iri=path.as_uri()):
            self.values.setdefault((str(quad.subject), quad.predicate.value), []).append(quad.object)

    def all(self, node: object, name: str) -> list[Any]:
        """Every value."""
        return self.values.get((str(node), name), [])

    def one(self, node: object, name: str) -> Any:  # noqa: ANN401 - a term of RDF
        """The first value, or None."""
        return next(iter(self.all(node, name)), None)

    def items(self, head: object) -> Iterator[Any]:
        """The members of a list."""
        while head is not None and not str(head).endswith("#nil>"):
            yield self.one(head, RDF + "first")
            head = self.one(head, RDF + "rest")

    def tests(self) -> list[str]:
        """The nodes of the tests."""
        return [node for (node, name), kinds in self.values.items() if name == RDF + "type" and tests_kind(kinds)]


def tests_kind(kinds: list[Any]) -> bool:
    """Whether a node is a protocol test."""
    return any(str(kind) == f"<{MF}ProtocolTest>" for kind in kinds)


def main(arguments: list[str]) -> int:
    """Runs the tests and prints which pass, fail and do not apply."""
    folder = Path(arguments[0])
    nested = folder / "w3c" / "sparql" / "sparql11"
    manifest = Manifest((nested if nested.is_dir() else folder).resolve() / "protocol" / "manifest.ttl")
    with tempfile.TemporaryDirectory() as name:
        write_graphs(manifest, Path(name) / "graph.nq")
        port = free_port()
        server = subprocess.Popen([sys.executable, "-c", SCRIPT, name, str(port)])
        try:
            wait_for(port)
            verdicts = {test.rpartition("#")[2].rstrip(">"): judge(manifest, test, port) for test in manifest.tests()}
        finally:
            server.terminate()
            server.wait()
    for kind in ("pass", "fail", "does not apply"):
        named = [name for name, verdict in verdicts.items() if verdict.startswith(kind)]
        print(f"{kind}: {len(named)} of {len(verdicts)}")
        if kind != "pass":
            print(*(f"  {name}: {verdicts[name]}" for name in named), sep="\n")
    return int(any(verdict.startswith("fail") for verdict in verdicts.values()))


def judge(manifest: Manifest, test: str, port: int) -> str:
    """The verdict on one test."""
    for request in manifest.items(manifest.one(manifest.one(test, MF + "action"), HT + "requests")):
        response = manifest.one(request, HT + "resp")
        wanted = [
            str(one).rpartition("StatusCode")[2].rstrip(">") for one in manifest.all(response, MF + "expectedStatus")
        ]
        if is_update(manifest, request) and any(one.startswith("2") for one in wanted):
            return "does not apply: it updates"
        status, body = send(manifest, request, port)
        if wanted and not any(fits(status, one) for one in wanted):
            return f"fail: {status}, not {' or '.join(wanted)}"
        boolean = manifest.one(response, MF + "expectedBoolean")
        if boolean is not None and json.loads(body)["boolean"] != (boolean.value == "true"):
            return f"fail: {body!r}"
    return "pass"


def send(manifest: Manifest, request: object, port: int) -> tuple[int, bytes]:
    """Status and body of the answer to one request."""
    headers = {
        manifest.one(header, HT + "fieldName").value: manifest.one(header, HT + "fieldValue").value
        for header in manifest.items(manifest.one(request, HT + "headers"))
    }
    headers = {name: value for name, value in headers.items() if name.lower() != "content-length"}
    body, node = None, manifest.one(request, HT + "body")
    if node is not None:
        encoding = manifest.one(node, CNT + "characterEncoding")
        body = manifest.one(node, CNT + "chars").value.encode(encoding.value if encoding else "utf-8")
    path = manifest.one(request, HT + "absolutePath").value.replace("/sparql/", "/sparql", 1)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=START_SECONDS)
    connection.request(manifest.one(request, HT + "methodName").value, path, body=body, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.read()


def is_update(manifest: Manifest, request: object) -> bool:
    """Whether a request updates."""
    path = manifest.one(request, HT + "absolutePath").value
    node = manifest.one(request, HT + "body")
    body = manifest.one(node, CNT + "chars").value if node is not None else ""
    kinds = [
        manifest.one(one, HT + "fieldValue").value for one in manifest.items(manifest.one(request, HT + "headers"))
    ]
    return "update=" in path or "update=" in body or any("sparql-update" in kind for kind in kinds)


def fits(status: int, wanted: str) -> bool:
    """Whether a status is the one wanted, which may be a class such as 2xx."""
    return str(status)[0] == wanted[0] if wanted.endswith("xx") else str(status) == wanted


def write_graphs(manifest: Manifest, path: Path) -> None:
    """Every graph that a test names, in one file."""
    store = ox.Store()
    for test in manifest.tests():
        for node in manifest.all(test, UT + "graphData"):
            file = Path(str(manifest.one(node, UT + "graph"))[8:-1])
            store.load(path=str(file), to_graph=ox.NamedNode(manifest.one(node, LABEL).value))
    store.dump(str(path), ox.RdfFormat.N_QUADS)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(port: int) -> None:
    """Returns when something listens on a port."""
    for _ in range(START_SECONDS * 10):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nothing listens on port {port}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
