"""The W3C SPARQL 1.1 query tests through the query path, guard and worker included, and through bare Oxigraph.

    python -m benchmarks.w3c FOLDER

FOLDER is the suite's `sparql11`, or a folder with it at w3c/sparql/sparql11 (as GRAPHKIT_SHARED names one). Results are
compared by value: 1.0E6 is 1000000, and -3 as a negativeInteger is -3. A test of syntax also counts where the guard
speaks first: an update that must be rejected is, and SERVICE is refused on purpose, which stands apart. Prints what
fails and by which of the two; exits 1 where the query path fails what the engine by itself does not.
"""

import csv
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from graphkit.errors import GraphkitError
from graphkit.query import Question, Worker

# the last two for their tests of syntax alone
MANIFESTS = (
    "manifest-sparql11-query.ttl",
    "manifest-sparql11-results.ttl",
    "syntax-fed/manifest.ttl",
    "delete-insert/manifest.ttl",
)
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
XSD = "http://www.w3.org/2001/XMLSchema#"
EVALUATIONS = {MF + "QueryEvaluationTest", MF + "CSVResultFormatTest"}
SYNTAX = {MF + "PositiveSyntaxTest11": True, MF + "NegativeSyntaxTest11": False}
FORMATS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}
WHOLE = (
    "integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
    "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
)  # fmt: skip
# each type of number, and the type that its values belong to
NUMBERS = {XSD + name: XSD + name for name in ("decimal", "double", "float")} | {
    XSD + name: XSD + "integer" for name in WHOLE
}


@dataclass(frozen=True)
class Test:
    """One test of the suite."""

    name: str
    kind: str
    query: Path
    data: tuple[Path, ...] = ()
    graphs: tuple[Path, ...] = ()
    result: Path | None = None


@dataclass
class Score:
    """How many tests pass, and which do not."""

    passed: dict[str, int] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def add(self, test: Test, right: bool | None) -> None:
        """Count one test; None is a query that is refused on purpose."""
        kind = "evaluation" if test.kind in EVALUATIONS else "syntax"
        self.passed[kind] = self.passed.get(kind, 0) + (right is True)
        if not right:
            (self.refused if right is None else self.failed).append(f"{test.query.parent.name}/{test.name}")


# Asks a query with its base, for JSON or CSV rows, or N-Triples: gives kind and text.
Engine = Callable[[str, str, str], tuple[str, str]]


def main(arguments: list[str]) -> int:
    """Runs the suite and prints both scores."""
    folder = Path(arguments[0])
    nested = folder / "w3c" / "sparql" / "sparql11"
    suite = (nested if nested.is_dir() else folder).resolve()
    tests = list(dict.fromkeys(test for name in MANIFESTS for test in read(suite / name)))
    ours, bare = Score(), Score()
    for data in dict.fromkeys((test.data, test.graphs) for test in tests):
        run([test for test in tests if (test.data, test.graphs) == data], ours, bare)
    print_scores(tests, ours, bare)
    return int(not set(ours.failed) <= set(bare.failed))


def print_scores(tests: list[Test], ours: Score, bare: Score) -> None:
    """Both scores, then what fails."""
    totals = {"evaluation": sum(test.kind in EVALUATIONS for test in tests)}
    totals["syntax"] = len(tests) - totals["evaluation"]
    for kind, total in totals.items():
        print(f"{kind:12} query path {ours.passed[kind]} of {total}, engine by itself {bare.passed[kind]} of {total}")
    for name in sorted(ours.refused):
        print(f"refused on purpose by the query path: {name}")
    for name in sorted({*ours.failed, *bare.failed}):
        who = [who for who, score in (("query path", ours), ("engine by itself", bare)) if name in score.failed]
        print(f"fails {name}: {' and '.join(who)}")


def run(tests: list[Test], ours: Score, bare: Score) -> None:
    """The tests on one set of data, through both."""
    store = load(tests[0])
    with tempfile.TemporaryDirectory() as name:
        store.dump(str(Path(name) / "graph.nq"), ox.RdfFormat.N_QUADS)
        with Worker(Path(name)) as worker:
            for test in tests:
                ours.add(test, judge(test, through(worker)))
                bare.add(test, judge(test, updating(store) if test.query.suffix == ".ru" else directly(store)))


def through(worker: Worker) -> Engine:
    """The query path."""

    def ask(sparql: str, base: str, form: str) -> tuple[str, str]:
        answer = worker.ask(Question(sparql, rows_as=form, graph_as="ntriples", base=base))
        return answer.kind, answer.text

    return ask


def directly(store: ox.Store) -> Engine:
    """Oxigraph with nothing around it."""

    def ask(sparql: str, base: str, form: str) -> tuple[str, str]:
        found = store.query(sparql, base_iri=base)
        if isinstance(found, ox.QueryTriples):
            return "graph", (ox.serialize(found, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
        kind = ox.QueryResultsFormat.CSV if form == "csv" else ox.QueryResultsFormat.JSON
        return "rows", (found.serialize(format=kind) or b"").decode()

    return ask


def updating(store: ox.Store) -> Engine:
    """Oxigraph, asked for an update that it should not be able to parse."""

    def ask(sparql: str, base: str, _: str) -> tuple[str, str]:
        store.update(sparql, base_iri=base)
        return "update", ""

    return ask


def judge(test: Test, ask: Engine) -> bool | None:
    """Whether the engine gives what the test expects; None where it refuses what the test has it accept."""
    form = "csv" if test.result and test.result.suffix == ".csv" else "json"
    try:
        kind, text = ask(test.query.read_text("utf-8"), test.query.as_uri(), form)
    except (GraphkitError, SyntaxError, ValueError, RuntimeError, OSError) as error:
        if test.kind in SYNTAX and "not allowed" in str(error):
            return None if SYNTAX[test.kind] else True
        # what is no error of syntax came after the parser: a function or a graph that is not there
        malformed = isinstance(error, SyntaxError) or "malformed" in str(error)
        return test.kind in SYNTAX and SYNTAX[test.kind] is not malformed
    if test.kind in SYNTAX:
        return SYNTAX[test.kind]
    if test.result is None:
        return False
    if form == "csv":
        return separated(text) == separated(test.result.read_text("utf-8"))
    expected = expected_triples(test.result)
    found = list(ox.parse(text.encode(), format=ox.RdfFormat.N_TRIPLES)) if kind == "graph" else table(text.encode())
    return canonical(found) == canonical(expected)


def separated(text: str) -> list[list[tuple[str, str]]]:
    """CSV rows whatever the order of columns and rows and the names of blank nodes."""
    rows = csv.DictReader(text.splitlines())
    return sorted(sorted((name, bare_value(value)) for name, value in row.items()) for row in rows)


def bare_value(value: str) -> str:
    """A cell of CSV, which has no types: what looks like a number is compared as one."""
    try:
        return f"{float(value):.9g}"
    except ValueError:
        return "_:" if value.startswith("_:") else value


def expected_triples(path: Path) -> list[ox.Quad]:
    """What a result file holds, rows as triples."""
    if path.suffix in FORMATS:
        return rows(ox.parse_query_results(path=str(path), format=FORMATS[path.suffix]))
    quads = list(ox.parse(path=str(path), base_iri=path.as_uri()))
    return from_result_set(quads) if any(quad.object.__str__() == f"<{RS}ResultSet>" for quad in quads) else quads


def table(text: bytes) -> list[ox.Quad]:
    """Rows in SPARQL JSON as triples."""
    return rows(ox.parse_query_results(text, format=ox.QueryResultsFormat.JSON))


def rows(results: ox.QuerySolutions | ox.QueryBoolean) -> list[ox.Quad]:
    """Rows as triples, a blank node each, so that comparing graphs compares rows in any order."""
    if isinstance(results, ox.QueryBoolean):
        return [cell(ox.BlankNode(), "boolean", ox.Literal(bool(results)))]
    names = [variable.value for variable in results.variables]
    found = [cell(ox.BlankNode("head"), "variable", ox.Literal(name)) for name in names]
    for solution in results:
        row = ox.BlankNode()
        found.append(cell(row, "row", ox.Literal(True)))
        found += [cell(row, name, solution[name]) for name in names if solution[name] is not None]
    return found


def from_result_set(quads: list[ox.Quad]) -> list[ox.Quad]:
    """A result set that is written as RDF, in the form of `rows`."""
    about: dict[object, list[ox.Quad]] = {}
    for quad in quads:
        about.setdefault(quad.subject, []).append(quad)
    found = [cell(ox.BlankNode(), "boolean", q.object) for q in quads if q.predicate.value == RS + "boolean"]
    found += [
        cell(ox.BlankNode("head"), "variable", q.object) for q in quads if q.predicate.value == RS + "resultVariable"
    ]
    for solution in (quad.object for quad in quads if quad.predicate.value == RS + "solution"):
        row = ox.BlankNode()
        found.append(cell(row, "row", ox.Literal(True)))
        for binding in (q.object for q in about.get(solution, []) if q.predicate.value == RS + "binding"):
            parts = {quad.predicate.value: quad.object for quad in about[binding]}
            found.append(cell(row, str(parts[RS + "variable"]).strip('"'), parts[RS + "value"]))
    return found


def cell(row: ox.BlankNode, name: str, value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> ox.Quad:
    """One value of a row; numbers by value, since engines may write 1.0 as 1."""
    if isinstance(value, ox.Literal) and value.datatype.value == XSD + "boolean":
        value = ox.Literal(value.value in ("true", "1"))
    elif isinstance(value, ox.Literal) and value.datatype.value in NUMBERS:
        value = ox.Literal(f"{float(value.value):.9g}", datatype=ox.NamedNode(NUMBERS[value.datatype.value]))
    return ox.Quad(row, ox.NamedNode(f"urn:variable:{name}"), value)


def canonical(quads: list[ox.Quad]) -> set[ox.Quad]:
    """The quads with blank nodes named by their place."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return set(dataset)


def load(test: Test) -> ox.Store:
    """The test's data in a store."""
    store = ox.Store()
    for path in test.data:
        store.load(path=str(path), base_iri=path.as_uri())
    for path in test.graphs:
        store.load(path=str(path), base_iri=path.as_uri(), to_graph=ox.NamedNode(path.as_uri()))
    return store


def read(manifest: Path) -> Iterator[Test]:
    """The tests of a manifest and of those that it includes."""
    quads = list(ox.parse(path=str(manifest), base_iri=manifest.as_uri()))
    about: dict[tuple[object, str], list[object]] = {}
    for quad in quads:
        about.setdefault((quad.subject, quad.predicate.value), []).append(quad.object)

    def paths(node: object, name: str) -> tuple[Path, ...]:
        return tuple(Path(str(found)[8:-1]) for found in about.get((node, name), []))

    for path in (
        Path(str(node)[8:-1]) for (_, name), nodes in about.items() if name == RDF + "first" for node in nodes
    ):
        if path.name == "manifest.ttl":
            yield from read(path)
    for (node, name), kinds in about.items():
        kind = str(kinds[0])[1:-1]
        if name == RDF + "type" and kind in EVALUATIONS | SYNTAX.keys():
            (action,) = about[node, MF + "action"]
            query = paths(action, QT + "query") or paths(node, MF + "action")
            result = next(iter(paths(node, MF + "result")), None)
            data = paths(action, QT + "data"), paths(action, QT + "graphData")
            yield Test(str(node).rpartition("#")[2].rstrip(">"), kind, query[0], *data, result)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
