"""The W3C's own tests of SPARQL 1.1, the query language and the protocol, against what graphkit has of both."""

import contextlib
import io
import re

import pytest

from benchmarks import protocol, w3c

# What Oxigraph by itself passes, and what an endpoint that only reads can be asked. Only raise them.
EVALUATIONS, SYNTAX, REQUESTS = 225, 111, 27

pytestmark = pytest.mark.slow


def passed(printed, what):
    return int(re.search(rf"{what} (\d+) of", printed)[1])


@pytest.fixture(scope="module")
def judged(shared):
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        code = w3c.main([str(shared)])
    return code, printed.getvalue()


def test_the_query_path_passes_what_the_engine_passes(judged):
    code, printed = judged
    assert code == 0
    assert passed(printed, "evaluation +query path") >= EVALUATIONS
    assert passed(printed, "syntax +query path") >= SYNTAX


def test_what_the_query_path_refuses_on_purpose_is_service_alone(judged):
    refused = re.findall(r"refused on purpose by the query path: (\S+)", judged[1])
    assert refused == ["syntax-fed/test_1", "syntax-fed/test_2", "syntax-fed/test_3"]


def test_the_endpoint_passes_every_protocol_test_that_applies_to_it(shared, capsys):
    assert protocol.main([str(shared)]) == 0
    assert passed(capsys.readouterr().out, "pass:") >= REQUESTS
