"""The guard refuses what reaches out of the store, in each spelling, and nothing else; the process cannot either."""

import contextlib
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit import export, guard
from graphkit.errors import QueryError
from graphkit.messages import Request, Terms
from tests.unit.sample_graphs import small

U = "http://127.0.0.1:{port}/"
ATTACKS = [
    "SELECT * { SERVICE <U> { ?s ?p ?o } }",
    "SELECT * { service silent <U> { ?s ?p ?o } }",
    "SELECT * { SERVICE<U>{ ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<U> { ?s ?p ?o } }",
    "PREFIX x: <U> SELECT * { SERVICEx:y { ?s ?p ?o } }",
    "PREFIX : <U> SELECT * { SERVICE:y { ?s ?p ?o } }",
    "PREFIX x: <U> SELECT * { ?s ?p x:.SERVICE<U>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE<U> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1.SERVICE <U> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o.SERVICE <U> { ?s ?p ?o } }",
    "SELECT * { SERV\\u0049CE <U> { ?s ?p ?o } }",
    "SELECT * { \\U00000053ERVICE <U> { ?s ?p ?o } }",
    'SELECT * { ?s ?p "\\u0022 . SERVICE <U> { ?s ?p ?o } #" }',
    'SELECT * { ?s ?p "a\\\\\\u0022 . SERVICE <U> { ?s ?p ?o } #" }',
    'SELECT * { ?s ?p ?a FILTER(1<#b>"""\n2) SERVICE <U> { ?s ?p ?o } #"""\n }',
    'PREFIX x: <U> SELECT * { ?s ?p ?a FILTER(?a<x:b#> """\n ?s) SERVICE <U> { ?s ?p ?o } #"""\n }',
    "SELECT * { ?s ?p ?a FILTER(1<'b>c'\n) SERVICE <U> { ?s ?p ?o } #'>'\n }",
    "SELECT * { ?s ?p ?o # \r SERVICE <U> { ?s ?p ?o } \n }",
    "SELECT * { { SELECT*{SERVICE <U> {?s ?p ?o}} } }",
    "SELECT * { BIND(<U> AS ?g) SERVICE?g { ?s ?p ?o } }",
    "LOAD <U>",
    "L\\u004fAD <U>",
    "CLEAR ALL",
    "INSERT DATA { <a:a> <a:b> <a:c> }",
    "PREFIX x: <U> DELETE WHERE { ?s ?p ?o }",
    "SELECT * { ?s ?p ?o } ; DROP ALL",
    "SELECT * FROMNAMED<U> { ?s ?p ?o }",
    "SELECT * { ?s ?p 'open }",
    "",
    "# SELECT * { ?s ?p ?o }",
    "SELECT * { ?s ?p '" + "a" * 100_001 + "' }",
]
HARMLESS = [
    "SELECT * { ?s ?p 'SERVICE <U> LOAD' }",
    'SELECT * { ?s ?p """a "quoted" SERVICE"""@nl }',
    "SELECT ?service { ?service ?load ent:secret-service }",
    "SELECT * { ?s <https://x.org/service#load> ?o } # SERVICE",
    "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?s > 2) }",
    "SELECT * { ?s ?p ?o FILTER(?o = <http://x.org/#a>) }",
    "SELECT * { ?s (<http://x.org/#a>|<http://x.org/b>)+ ?o }",
    "BASE <http://x.org/> SELECT * { ?s <#a> ?o }",
    "SELECT * { ?s ?p 'd\\u00e9j\\u00e0 \\n vu' }",
    "PREFIX insert: <http://x.org/> SELECT * { ?s insert:delete 1.5e3 }",
    "DESCRIBE ent:Q183",
]


PIECES = [
    "SELECT", "select", "Ask", "CONSTRUCT", "DESCRIBE", "service", "SERVICE", "FROM", "from", "NAMED", "LOAD", "with",
    "?", "$", "x", "?address", "ent:a-b", "select:x", ":", "{", "}", "(", ")", "*", ".", ";", ",", "-", "+", "/", "|",
    "^", "=", "!", "&", "<a:b>", "<", ">", "'", '"', "#", "\\u0053", "\\", "@nl", "1.5e3", "a", "\n", "\r", " ", "é",
    "ſ", "İ", "_:b", "_", "\0",
]  # fmt: skip


class Caught(BaseHTTPRequestHandler):
    hits: ClassVar[list[str]] = []

    def do_GET(self):
        self.hits.append(self.path)
        self.send_response(200)
        self.send_header("content-type", "application/sparql-results+json")
        self.end_headers()
        self.wfile.write(b'{"head":{"vars":[]},"results":{"bindings":[{}]}}')

    do_POST = do_GET  # noqa: N815 - the name that http.server calls

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def trap():
    """The address of a server that notes each request."""
    server = HTTPServer(("127.0.0.1", 0), Caught)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield U.format(port=server.server_port)
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("query", ATTACKS)
def test_an_attack_is_refused(query):
    with pytest.raises(QueryError):
        guard.check(query)


@pytest.mark.parametrize("query", HARMLESS)
def test_a_query_that_only_reads_passes(query):
    assert guard.check(query).form in ("SELECT", "DESCRIBE")


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["", " "]))
def test_what_needs_no_lexer_is_read_as_the_lexer_reads_it(pieces, between):
    query = between.join(pieces)
    assert _judged(guard.check, query) == _judged(lambda text: guard._lexed(text, ()), query)


def _judged(check, query):
    try:
        return check(query)
    except QueryError as error:
        return str(error)


def test_most_queries_need_no_lexer(monkeypatch):
    monkeypatch.setattr(guard, "_lexed", None)
    assert guard.check("select distinct ?c (count(*) AS ?n) WHERE { ?s gk:citizen_of+ ?c ; ^gk:leads ent:Q183 }").form
    with pytest.raises(TypeError):
        guard.check("SELECT * { ?s ?p ent:secret-service }")


def test_the_engine_by_itself_would_call_out(trap):
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("a:a"), ox.NamedNode("a:b"), ox.Literal(1)))
    called = 0
    for query in ATTACKS:
        before = len(Caught.hits)
        with contextlib.suppress(SyntaxError, RuntimeError, OSError, TypeError):
            list(store.query(query.replace("<U>", f"<{trap}>")))
        called += len(Caught.hits) > before
    assert called >= 8, "the attacks no longer show anything: find those that the engine takes"


def test_the_worker_cannot_call_out_even_if_the_guard_let_a_query_through(trap, tmp_path):
    export.EXPORTERS["graph.nq"](small(), tmp_path / "graph.nq")
    request = Request(f"SELECT * {{ SERVICE <{trap}> {{ ?s ?p ?o }} }}", Terms(seconds=5))
    before = len(Caught.hits)
    done = subprocess.run(
        [sys.executable, "-m", "graphkit.worker", str(tmp_path), "500"],
        input=request.message(), capture_output=True, check=True, timeout=20,
    )  # fmt: skip
    assert done.stdout.startswith(b"ready ")
    assert b"failed - 0 " in done.stdout
    assert len(Caught.hits) == before


@pytest.mark.parametrize(
    ("query", "graphs"),
    [
        ("SELECT * FROM <http://x.org/a> { ?s ?p ?o }", ("http://x.org/a",)),
        ("PREFIX x: <http://x.org/> ASK FROM x:a FROM NAMED x:b { ?s ?p ?o }", ("http://x.org/a", "http://x.org/b")),
        ("ASK from named art:meeting { ?s ?p ?o }", ("http://y.org/meeting",)),
    ],
)
def test_it_tells_which_graphs_are_asked_for(query, graphs):
    assert guard.check(query, {"art": "http://y.org/"}).graphs == graphs
