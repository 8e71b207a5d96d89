"""The endpoint speaks the SPARQL protocol, reads alone, keeps its limits, and gives nothing away."""

import asyncio
import json
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.testclient import TestClient

from graphkit import export, serve
from graphkit.errors import InputError, LimitReached
from graphkit.export.iris import BASE, Iris
from graphkit.query import Limits, Question, Worker
from graphkit.serve.app import LARGEST_BODY
from graphkit.serve.pool import Busy, Pool, Room
from tests.unit.sample_graphs import HOSTILE, hostile, small

MINISTERS = "SELECT ?p WHERE { ?p gk:minister_of ?c }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT = {"content-type": "application/sparql-query"}


def served(graph, folder, **settings):
    export.EXPORTERS["graph.nq"](graph, folder / "graph.nq")
    app = serve.create(folder, processes=1, **settings)
    return TestClient(app, base_url="http://localhost", follow_redirects=False, raise_server_exceptions=False)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    limits = Limits(seconds=2, rows=1000, megabytes=500)
    with served(small(), tmp_path_factory.mktemp("output"), limits=limits, origins=("https://x.org",)) as found:
        yield found


@pytest.fixture(scope="module")
def trap(tmp_path_factory):
    with served(hostile(), tmp_path_factory.mktemp("hostile")) as found:
        yield found


def test_a_query_is_asked_by_get_by_form_and_directly(client):
    for answer in (
        client.get("/sparql", params={"query": MINISTERS}),
        client.post("/sparql", data={"query": MINISTERS}),
        client.post("/sparql", content=MINISTERS, headers=DIRECT),
    ):
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/sparql-results+json"
        assert answer.json()["results"]["bindings"] == [{"p": {"type": "uri", "value": BASE + "entity/heiko-maas"}}]


@pytest.mark.parametrize(
    ("query", "accept", "media"),
    [
        (MINISTERS, "*/*", "application/sparql-results+json"),
        (MINISTERS, "application/sparql-results+xml", "application/sparql-results+xml"),
        (MINISTERS, "text/csv;q=0.9, text/tab-separated-values", "text/tab-separated-values"),
        (MINISTERS, "text/*", "text/csv"),
        (MINISTERS, "text/html,application/xhtml+xml,*/*;q=0.8", "application/sparql-results+json"),
        ("ASK {}", "application/json", "application/json"),
        ("DESCRIBE ent:Q183", "*/*", "text/turtle"),
        ("DESCRIBE ent:Q183", "application/ld+json", "application/ld+json"),
        ("DESCRIBE ent:Q183", "application/rdf+xml", "application/rdf+xml"),
        ("CONSTRUCT WHERE { ?s gk:minister_of ?o }", "application/n-triples", "application/n-triples"),
    ],
)
def test_the_answer_comes_as_the_client_wants_it(client, query, accept, media):
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media)


def test_the_request_may_name_the_graphs(client):
    asked = {"query": "ASK { ent:heiko-maas gk:meets_with ?x }"}
    for article, found in (("meeting", True), ("denial", False), ("unknown", False)):
        answer = client.get("/sparql", params={**asked, "default-graph-uri": BASE + "article/" + article})
        assert answer.json()["boolean"] is found
    named = {"query": "ASK { GRAPH ?g { ?x gk:meets_with ?y } }", "named-graph-uri": BASE + "article/denial"}
    assert client.get("/sparql", params=named).json()["boolean"] is False


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (("PUT", "/sparql", {}, b""), 405),
        (("POST", "/sparql", {"content-type": "text/plain"}, MINISTERS.encode()), 415),
        (("POST", "/sparql", DIRECT, b"SELECT \xff"), 400),
        (("POST", "/sparql", {"content-type": "application/sparql-query; charset=utf-16"}, b"A\0S\0K\0"), 400),
        (("POST", "/sparql", FORM, b""), 400),
        (("POST", "/sparql", FORM, b"query=ASK%7B%7D&query=ASK%7B%7D"), 400),
        (("POST", "/sparql", FORM, b"update=CLEAR%20ALL"), 400),
        (("POST", "/sparql", {"content-type": "application/sparql-update"}, b"CLEAR ALL"), 415),
        (("POST", "/sparql", DIRECT, b"CLEAR ALL"), 400),
        (("POST", "/sparql", DIRECT, b"SELECT * { SERVICE <http://x.org/> { ?s ?p ?o } }"), 400),
        (("POST", "/sparql", DIRECT, b"SELECT * FROM <http://x.org/> { ?s ?p ?o }"), 400),
        (("POST", "/sparql", DIRECT, b"SELECT * {"), 400),
        (("GET", "/sparql?query=ASK%20%7B%7D&query=ASK%20%7B%7D", {}, None), 400),
        (("GET", "/sparql?query=%ff", {}, None), 400),
        (("GET", "/sparql?query=ASK%7B%7D", {"accept": "image/png"}, None), 406),
        (("POST", "/sparql", DIRECT, b" " * (LARGEST_BODY + 1)), 413),
        (("POST", "/sparql", DIRECT, b"SELECT * { ?a ?b ?c . ?d ?e ?f }"), 413),
        (("GET", "/nothing", {}, None), 404),
        (("GET", "/static/../app.py", {}, None), 404),
        (("GET", "/static/%2e%2e%2fapp.py", {}, None), 404),
        (("GET", "/static/protocol.py", {}, None), 404),
        (("GET", "/entity/nobody", {}, None), 404),
        (("GET", "/entity/../../etc/passwd", {}, None), 404),
        (("GET", "/sparql", {"host": "evil.example"}, None), 400),
    ],
)  # fmt: skip
def test_what_is_not_allowed_gets_its_status_and_one_line(client, request_, status):
    method, url, headers, body = request_
    answer = client.request(method, url, headers=headers, content=body)
    assert answer.status_code == status
    assert answer.text.count("\n") <= 1
    assert not re.search(r"Traceback|\.py|/tmp|/home|/root", answer.text.replace(url, ""))


def test_a_query_past_its_time_is_stopped_and_the_next_is_answered(client):
    started = time.monotonic()
    answer = client.get("/sparql", params={"query": RUNAWAY})
    assert answer.status_code == 503
    assert time.monotonic() - started < 60, "it would have run for hours"
    assert "more than 2 s" in answer.text
    assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def test_a_query_that_has_hardly_run_keeps_its_place(tmp_path, monkeypatch):
    export.EXPORTERS["graph.nq"](small(), tmp_path / "graph.nq")

    async def asked():
        room, limits = Room(running=1, waiting=1, slow=0, soon=0.2), Limits(seconds=1.5, megabytes=500)
        async with Pool(tmp_path, room, limits).opened() as pool:
            await pool.ask(Question(RUNAWAY))

    # A thread of its own: a browser's tests before it may have left a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        with pytest.raises(Busy, match="while others do too"):
            thread.submit(lambda: asyncio.run(asked())).result()
        monkeypatch.setattr(Worker, "used", lambda _: 0.0)
        with pytest.raises(LimitReached, match=r"more than 1\.5 s"):
            thread.submit(lambda: asyncio.run(asked())).result()


def test_without_a_query_it_describes_itself(client):
    import pyoxigraph as ox

    answer = client.get("/sparql", headers={"accept": "text/turtle"})
    store = ox.Store()
    store.load(answer.content, format=ox.RdfFormat.TURTLE)
    assert store.query(
        """PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
        ASK { <http://localhost/sparql> a sd:Service ; sd:endpoint <http://localhost/sparql> ;
            sd:supportedLanguage sd:SPARQL11Query ; sd:resultFormat ?f ; sd:defaultDataset/sd:defaultGraph ?g }"""
    )
    assert client.get("/sparql", headers={"accept": "text/html"}).headers["location"] == "/query"


def test_an_entity_is_a_page_or_data(client):
    page = client.get("/entity/heiko-maas", headers={"accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert "De Duitse minister Heiko Maas sprak maandag" in page.text
    assert '<a href="/entity/Q183"' in page.text
    data = client.get("/entity/heiko-maas", headers={"accept": "text/turtle"})
    assert "gk:minister_of ent:Q183" in data.text
    assert json.loads(client.get("/article/denial", headers={"accept": "application/ld+json"}).text)


def test_every_node_of_a_hostile_graph_has_its_address_and_breaks_out_of_nothing(trap):
    iris = Iris()
    for iri in (iris.entity(HOSTILE), iris.article(HOSTILE)):
        page = trap.get("/" + iri.removeprefix(BASE), headers={"accept": "text/html"})
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "script-src 'self'" in page.headers["content-security-policy"]
        assert trap.get("/" + iri.removeprefix(BASE), headers={"accept": "text/turtle"}).status_code == 200


def test_the_query_page_and_all_it_loads_are_served_here(client):
    page = client.get("/query")
    assert "connect-src 'self'" in page.headers["content-security-policy"]
    loaded = re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text)
    assert len(loaded) == 4
    assert all(client.get(address).status_code == 200 for address in loaded)
    assert "http" not in page.text.replace('charset="utf-8"', "")


def test_the_viewer_is_at_the_root_where_there_is_one(tmp_path):
    (tmp_path / "graph.html").write_text("<p>viewer</p>")
    with served(small(), tmp_path) as client:
        assert client.get("/").text == "<p>viewer</p>"
        (tmp_path / "graph.html").unlink()
        assert client.get("/").headers["location"] == "/query"


def test_other_pages_may_ask_only_where_cors_lets_them(client, trap):
    asked = {"params": {"query": "ASK {}"}, "headers": {"origin": "https://x.org"}}
    assert client.get("/sparql", **asked).headers["access-control-allow-origin"] == "https://x.org"
    assert "access-control-allow-origin" not in trap.get("/sparql", **asked).headers


def test_a_folder_without_a_graph_is_refused_before_it_is_served(tmp_path):
    with pytest.raises(InputError, match="holds no graph"):
        serve.create(tmp_path)
