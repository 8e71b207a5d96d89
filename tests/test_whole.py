"""The main job as a user runs it: articles in, files out, in processes of their own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import rdflib

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "seeds" / "seed.txt"
FACTS = [
    ("Heiko Maas", "minister_of", "Germany", "De Duitse minister van Buitenlandse Zaken, Heiko Maas, liet"),
    ("Qassem Soleimani", "agent_of", "Iran", "de Iraanse generaal Qassem Soleimani"),
    ("United States", "kills", "Qassem Soleimani", "door een Amerikaanse droneaanval"),
    ("United States", "leads", "oalit", "coalitie"),
    ("Germany", "deploys_to", "Iraq", "Duitsland"),
    ("parlement", "institution_of", "Iraq", "Iraakse parlement"),
]
MORE = {
    "bakker": "date 2021-03 Minister Bakker in Parijs\n\nDe Duitse minister Karl Bakker bezocht gisteren Parijs.",
    "molenaar": "Molenaar neemt concurrent Windkracht over. Dat meldt woordvoerder Els de Wit van Molenaar.",
    "sport": "PSV-aanvaller Peter Jansen scoorde tweemaal tegen Ajax. Trainer De Boer van Ajax was ontevreden.",
}


def graphkit(*args: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "graphkit", *map(str, args)]
    given = {**os.environ, **environment}
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, env=given, cwd=ROOT)


def files(output: Path) -> dict[str, bytes]:
    return {p.relative_to(output).as_posix(): p.read_bytes() for p in output.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A build of the seed article."""
    output = tmp_path_factory.mktemp("built") / "output"
    done = graphkit("build", "seeds/", "-o", output)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("articles                       1  1 analysed")
    return output


@pytest.mark.parametrize(("subject", "relation", "object_", "words"), FACTS)
def test_the_seed_says_what_it_says_with_the_sentence_that_says_it(built, subject, relation, object_, words):
    done = graphkit("facts", built, "--relation", relation, "--format", "tsv")
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    (row,) = [row for row in rows if subject in row[0] and object_ in row[2]]
    assert row[3] == "asserted"
    assert any(words in cell for cell in row[5:])


def test_a_plain_triple_pattern_finds_a_fact_in_the_turtle_file(built):
    graph = rdflib.Graph().parse(built / "graph.ttl")
    found = graph.query("""
        PREFIX gk: <https://w3id.org/graphkit/ns#>
        SELECT ?minister ?country WHERE {
          ?m gk:minister_of ?c . ?m skos:prefLabel ?minister . ?c skos:prefLabel ?country
        }""")
    assert ("Heiko Maas", "Germany") in {(str(minister), str(country)) for minister, country in found}


def test_the_command_line_asks_and_explains(built):
    query = "PREFIX gk: <https://w3id.org/graphkit/ns#> ASK { ?m gk:minister_of ?c }"
    assert graphkit("query", built, query).stdout == "yes\n"
    explained = graphkit("explain", built, "Heiko Maas").stdout
    assert "Heiko Maas — minister of — Germany [asserted]" in explained
    assert "seed (2020-01), characters 1722–1823, rule roles.tsv:" in explained


def test_a_query_may_lie_in_a_file(built, tmp_path):
    (tmp_path / "q.rq").write_text("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", encoding="utf-8")
    done = graphkit("query", built, tmp_path / "q.rq", "--format", "csv")
    assert done.stdout.startswith("n")
    assert int(done.stdout.split()[1]) > 100


def test_a_query_that_is_ready_takes_entities_by_name(built):
    assert "paths         from to" in graphkit("query", "--list").stdout
    done = graphkit("query", built, "paths", "from=Heiko Maas", "to=Irak", "--format", "csv")
    assert "2,minister_of,Germany,deploys_to" in done.stdout


def test_a_merge_is_explained_and_reviewed(built):
    assert "seed#Heiko Maas is" in graphkit("explain", built, "Heiko Maas", "--merges").stdout
    assert graphkit("resolve", "review", built).returncode == 0
    assert graphkit("conflicts", built).stdout == "no statements contradict each other\n"


def test_a_graph_keeps_its_contract_and_more_follows_from_it(built, tmp_path):
    assert graphkit("validate", built).stdout.endswith("keeps its contract, by shacl\n")
    assert graphkit("export", built, "graph.jsonld", "--to", tmp_path / "x.jsonld").returncode == 0
    assert (tmp_path / "x.jsonld").read_text("utf-8").startswith("{")


def test_a_graph_is_served_until_interrupted(built):
    pytest.importorskip("uvicorn")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-m", "graphkit", "serve", str(built), "--port", port]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert "until interrupted" in running.stderr.readline()
        answer = _asked(f"http://127.0.0.1:{port}/sparql?query=ASK%20%7B%20?s%20?p%20?o%20%7D")
        running.send_signal(signal.SIGINT)
        assert running.wait(30) in (0, 130)
        assert "Traceback" not in running.stderr.read()
    assert json.loads(answer)["boolean"] is True


def _asked(url: str) -> str:
    request = urllib.request.Request(url, headers={"Accept": "application/sparql-results+json"})  # noqa: S310
    for _ in range(60):
        try:
            with urllib.request.urlopen(request) as answer:  # noqa: S310
                return answer.read().decode()
        except urllib.error.URLError:
            time.sleep(1)
    pytest.fail("nothing answers")


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["query", "SELECT nonsense"], 2, "the query is malformed"),
        (["query", "paths", "from=Heiko Maas"], 2, "the query paths needs to"),
        (["query", "ASK {}", "x=y"], 2, "is no query of `graphkit query --list`"),
        (["export", "graph.docx"], 2, "no file 'graph.docx'"),
        (["query", "nowhere.rq"], 1, "nowhere.rq: cannot be read: No such file or directory"),
        (["facts", "--relation", "nonsense"], 2, "nonsense"),
        (["explain", "Niemand Weet"], 2, "no entity is called 'Niemand Weet'"),
    ],
)
def test_a_wrong_question_costs_one_line(built, args, code, message):
    done = graphkit(args[0], built, *args[1:])
    assert (done.returncode, done.stdout) == (code, "")
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.slow
def test_the_same_articles_give_the_same_bytes_in_any_order_with_any_hash_seed_and_workers(tmp_path):
    paths = [SEED]
    for name, text in MORE.items():
        paths.append(tmp_path / f"{name}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    for name, seed, given in (("one", "1", paths), ("two", "2", [*paths[::-1], "--workers", "2"])):
        done = graphkit("build", *given, "-o", tmp_path / name, "--quiet", PYTHONHASHSEED=seed)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    one, two = files(tmp_path / "one"), files(tmp_path / "two")
    assert {name for name in one if one[name] != two.get(name)} == set()
    assert one.keys() == two.keys()


@pytest.mark.slow
def test_bad_input_is_reported_and_the_rest_is_built(tmp_path):
    bad = {
        "leeg.txt": b"", "binair.txt": bytes(range(256)) * 10, "lang.txt": b"woord " * 900_000, "foto.jpg": b"\xff\xd8",
        "kapot.txt": "één café".encode()[:-1],
    }  # fmt: skip
    (tmp_path / "in").mkdir()
    for name, content in bad.items():
        (tmp_path / "in" / name).write_bytes(content)
    (tmp_path / "in" / "goed.txt").write_bytes(MORE["bakker"].encode("cp1252"))
    done = graphkit("build", tmp_path / "in", "-o", tmp_path / "out")
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == len(bad)
    for name in bad:
        assert f"{name}: skipped: " in done.stderr
    assert "Traceback" not in done.stderr
    assert "minister_of" in done.stdout


@pytest.mark.slow
def test_standard_input_is_an_article(tmp_path):
    command = [sys.executable, "-m", "graphkit", "build", "-", "-o", str(tmp_path / "out"), "--log", "json"]
    done = subprocess.run(command, input=MORE["bakker"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert '"event": "extracted"' in done.stderr
    assert '"article": "stdin"' in done.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["seeds/", "-o", "/proc/graphkit"], "/proc/graphkit: cannot be written"),
        (["nergens"], "nergens: no such file or folder"),
        (["tests/golden/../../output", "--model", "x"], "no files in"),
        (["seeds/", "--model", "nergens", "-o", "{tmp}"], "nergens: no spaCy pipeline"),
    ],
)
def test_a_build_that_cannot_be_done_costs_one_line(tmp_path, args, message):
    done = graphkit("build", *(argument.format(tmp=tmp_path) for argument in args))
    assert done.returncode in (1, 2)
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1
