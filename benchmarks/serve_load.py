"""`graphkit serve` under load, alone and beside hostile clients: queries a second, errors, memory, leaks.

    python -m benchmarks.serve_load FOLDER [SECONDS]
    python -m benchmarks.serve_load TRIPLES [SECONDS]

FOLDER is what a build wrote, TRIPLES how large a graph to generate. Starts the server itself. First 20 connections ask
simple queries; then the same while others send cartesian products, 10 MB bodies, requests byte by byte, malformed
requests and 1,000 fuzzed queries. Exits 1 where the first phase has an error or answers fewer than 200 queries a
second, or the second has a simple query that is not answered by its result, a leak or memory without bound.
"""

import asyncio
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from benchmarks.protocol import SCRIPT, free_port, wait_for
from benchmarks.query_speed import generate

CONNECTIONS = 20
SECONDS = 10
FUZZED = 1_000
MEMORY_MB = 6_000
TARGET = 200
PIECES = (
    "SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "WHERE", "{", "}", "(", ")", "?s", "?p", "?o", "*", ".", ";", ",", "a",
    "UNION", "OPTIONAL", "FILTER", "BIND", "GROUP BY", "ORDER BY", "LIMIT 5", "COUNT", "AS", "<http://x.org/a>", "^",
    "gk:minister_of", '"text"', "'", "\\u0041", "SERVICE", "FROM", "GRAPH", "VALUES", "UNDEF", "+", "/", "|", "1",
    "-1.5e3", "\n", "#", "\0",
)  # fmt: skip
SIMPLE = "SELECT ?p ?label WHERE { ?p a gk:Person ; skos:prefLabel ?label } LIMIT 5"
CARTESIAN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
LEAKS = (b"Traceback", b".py", b"site-packages", b"/home/", b"/root", b"/tmp")


def main(arguments: list[str]) -> int:
    """Runs both phases against a server of its own, on a graph of its own where a size is given."""
    seconds = float(arguments[1]) if len(arguments) > 1 else SECONDS
    if not arguments[0].isdigit():
        return loaded(Path(arguments[0]), seconds)
    with tempfile.TemporaryDirectory() as name:
        print(f"{generate(Path(name), int(arguments[0])):,} triples")
        return loaded(Path(name), seconds)


def loaded(folder: Path, seconds: float) -> int:
    """Both phases on one folder; 1 where something is wrong."""
    port = free_port()
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen([sys.executable, "-c", SCRIPT, str(folder), str(port)], stderr=log)
        try:
            wait_for(port)
            wrong = asyncio.run(measure(port, seconds, server.pid))
        finally:
            server.terminate()
            server.wait()
        log.seek(0)
        shown = log.read()
    if b"Traceback" in shown:
        print("the server's own log has a traceback:", shown[-2000:].decode("utf-8", "replace"))
    return int(wrong or b"Traceback" in shown)


async def measure(port: int, seconds: float, pid: int) -> bool:
    """Both phases; True where something is wrong."""
    quiet, leaks = Counter[int](), Counter[bytes]()
    await asyncio.gather(*(client(port, seconds, quiet, leaks) for _ in range(CONNECTIONS)))
    errors = quiet.total() - quiet[200]
    print(f"alone: {quiet[200] / seconds:.0f} queries a second over {CONNECTIONS} connections, {errors} errors")
    beside, hostile = Counter[int](), Counter[int]()
    most = asyncio.create_task(watch(pid, seconds))
    await asyncio.gather(
        *(client(port, seconds, beside, leaks) for _ in range(CONNECTIONS)),
        *(attack(port, request, seconds, hostile, leaks) for request in attacks()),
        *(slowly(port, seconds, hostile) for _ in range(CONNECTIONS)),
        fuzz(port, hostile, leaks),
    )
    print(f"beside hostile clients: {beside[200] / seconds:.0f} queries a second, otherwise {without(beside, 200)}")
    refused = beside.total() - beside[200]
    print(f"hostile requests were answered {without(hostile)}; memory {await most:.0f} MB at the most")
    print("leaks:", dict(leaks) or "none")
    alive = Counter[int]()
    await client(port, 1, alive, leaks)
    print(f"and then it answers {alive[200]} queries in a second")
    slow = quiet[200] < TARGET * seconds
    return bool(errors or slow or leaks or refused or not beside[200] or not alive[200] or await most > MEMORY_MB)


def without(found: Counter[int], status: int = -1) -> dict[int, int]:
    """The counts by status, but for one; 0 is a connection that was closed."""
    return {key: count for key, count in sorted(found.items()) if key != status}


def attacks() -> list[bytes]:
    """Requests that no endpoint likes."""
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: "
    return [
        get(CARTESIAN),
        get(CARTESIAN),
        get("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a"),
        head + b"10000000\r\n\r\n" + b"a" * 10_000_000,
        head + b"-1\r\n\r\n",
        b"NONSENSE\r\n\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 10,
        b"GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /entity/%00%ff%0a HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ]


def get(sparql: str) -> bytes:
    """A query as an HTTP request."""
    return f"GET /sparql?query={quote(sparql)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


async def client(port: int, seconds: float, statuses: Counter[int], leaks: Counter[bytes]) -> None:
    """Asks simple queries over one connection, one after the other, opening it anew when it is closed."""
    end, streams = time.monotonic() + seconds, None
    while time.monotonic() < end:
        try:
            streams = streams or await asyncio.open_connection("127.0.0.1", port)
            statuses[await exchange(*streams, get(SIMPLE), leaks)] += 1
        except (OSError, asyncio.IncompleteReadError):
            statuses[0] += 1
            streams = None


async def attack(port: int, request: bytes, seconds: float, statuses: Counter[int], leaks: Counter[bytes]) -> None:
    """Sends one request again and again, each over a connection of its own."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        await once(port, request, statuses, leaks)
        await asyncio.sleep(0.05)


async def once(port: int, request: bytes, statuses: Counter[int], leaks: Counter[bytes]) -> None:
    """One request over a connection of its own."""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            statuses[await exchange(reader, writer, request, leaks)] += 1
        finally:
            writer.close()
    except (OSError, asyncio.IncompleteReadError, TimeoutError):
        statuses[0] += 1


async def slowly(port: int, seconds: float, statuses: Counter[int]) -> None:
    """Sends the head of a request a byte at a time and never ends it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            while time.monotonic() < end and not writer.is_closing():
                writer.write(b"G")
                await writer.drain()
                await asyncio.sleep(0.5)
            writer.close()
        except OSError:
            statuses[0] += 1


async def fuzz(port: int, statuses: Counter[int], leaks: Counter[bytes]) -> None:
    """Queries made of pieces of queries, the same in each run."""
    chance = random.Random(7)  # noqa: S311 - no secret
    for _ in range(FUZZED):
        query = " ".join(chance.choices(PIECES, k=chance.randint(1, 25)))
        await once(port, get(query), statuses, leaks)


async def exchange(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes, leaks: Counter[bytes]
) -> int:
    """The status of the answer to a request, its body read and looked through."""
    writer.write(request)
    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 60)
    length = next((int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0)
    body = await reader.readexactly(length)
    leaks.update(leak for leak in LEAKS if leak in body and leak not in request)
    return int(head.split()[1])


async def watch(pid: int, seconds: float) -> float:
    """The most memory in MB that the server and its workers take together."""
    most, end = 0.0, time.monotonic() + seconds
    while time.monotonic() < end:
        most = max(most, sum(map(resident, family(pid))))
        await asyncio.sleep(0.5)
    return most


def family(pid: int) -> Iterable[int]:
    """A process and all that descend from it: workers are its grandchildren."""
    yield pid
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = path.read_text("ascii").split()
        except OSError:  # the thread has ended
            continue
        for child in children:
            yield from family(int(child))


def resident(pid: int) -> float:
    """Megabytes that a process has in memory, its share alone of what it shares."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
