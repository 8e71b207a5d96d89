"""The web application: the endpoint, the viewer, the query page, and every node at its own address. Reads alone.

Nothing that is asked reaches a file: the static files are a table, the viewer is one name, all else are queries.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
from starlette.applications import Starlette
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from graphkit.errors import GraphkitError, InputError, LimitReached, QueryError
from graphkit.export.iris import Iris
from graphkit.query import Question
from graphkit.serve import pages
from graphkit.serve.description import describe
from graphkit.serve.pool import Busy, Pool
from graphkit.serve.protocol import GRAPHS, Refused, accepted, negotiated, question

LARGEST_BODY = 1_000_000
SLOWEST_BODY_SECONDS = 10
_WEB = Path(__file__).resolve().parent / "web"
_STATIC = {
    "yasgui.min.js": "text/javascript",
    "yasgui.min.css": "text/css",
    "yasgui.LICENSE.txt": "text/plain",
    "query.js": "text/javascript",
    "page.css": "text/css",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Vary": "Accept"}
_NODES = ("entity", "article", "statement", "evidence", "inference", "run", "detail", "graph")
_STATUS: dict[type[GraphkitError], int] = {Busy: 503, LimitReached: 503, QueryError: 400, InputError: 500}
Handler = Callable[[Request], Awaitable[Response]]


def application(pool: Pool, viewer: Path, *, hosts: list[str], origins: list[str]) -> Starlette:
    """The application on a pool of workers; `hosts` are the names it answers to, `origins` those that CORS lets in."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with pool.opened():
            yield

    register_url_convertor("anything", _Anything())
    site = _Site(pool, viewer)
    middleware = [Middleware(TrustedHostMiddleware, allowed_hosts=hosts)]
    if origins:
        middleware.append(Middleware(CORSMiddleware, allow_origins=origins, allow_methods=["GET", "POST"]))
    routes = [
        Route("/", _guarded(site.home)),
        Route("/query", _guarded(site.query_page)),
        Route("/sparql", _guarded(site.sparql), methods=["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"]),
        Route("/static/{name}", _guarded(site.static)),
        Route("/dataset", _guarded(site.node)),
        *(Route(f"/{kind}/{{id:anything}}", _guarded(site.node)) for kind in _NODES),
    ]
    return Starlette(routes=routes, middleware=middleware, lifespan=lifespan)


class _Anything(StringConvertor):
    """An id in a path: line ends and slashes too, which Starlette's own convertors leave out."""

    regex = "(?s:.+)"


def _guarded(handler: Handler) -> Handler:
    """Turns our errors into one line of plain text; what is no error of ours becomes a bare 500 in Starlette."""

    async def guarded(request: Request) -> Response:
        try:
            return await handler(request)
        except Refused as error:
            return PlainTextResponse(f"{error}\n", error.status, headers=_SAFE)
        except GraphkitError as error:
            status = next(code for kind, code in _STATUS.items() if isinstance(error, kind))
            message = "the graph cannot be opened" if status == 500 else str(error)  # noqa: PLR2004 - says the folder
            return PlainTextResponse(f"{message}\n", status, headers=_SAFE)

    return guarded


class _Site:
    """The handlers."""

    def __init__(self, pool: Pool, viewer: Path) -> None:
        self.pool = pool
        self.viewer = viewer

    async def sparql(self, request: Request) -> Response:
        """The endpoint; its own description where nothing is asked, the query page for a browser that asks nothing."""
        accept = request.headers.get("accept", "")
        body = await _body(request)
        asked = question(request.method, request.headers.get("content-type", ""), request.url.query, body)
        if asked is None:
            return self._description(request, accept)
        chosen, media = negotiated(asked, accept)
        answer = await self.pool.ask(replace(chosen, base=_address(request)))
        if answer.truncated:
            raise Refused(413, f"the query gives more than {self.pool.limits.rows:,} rows: add a LIMIT")
        return Response(answer.text, media_type=media, headers=_SAFE)

    async def home(self, _: Request) -> Response:
        """The viewer that the build wrote, or the query page where there is none."""
        if self.viewer.is_file():
            return FileResponse(self.viewer, media_type="text/html", headers=_SAFE)
        return RedirectResponse("/query", headers=_SAFE)

    async def query_page(self, _: Request) -> Response:
        """A page to write queries on."""
        return FileResponse(_WEB / "query.html", headers={**_SAFE, "Content-Security-Policy": _POLICY})

    async def static(self, request: Request) -> Response:
        """What the pages need, by a table of names."""
        name = request.path_params["name"]
        if name not in _STATIC:
            raise Refused(404, "not here")
        return FileResponse(_WEB / name, media_type=_STATIC[name], headers=_SAFE)

    async def node(self, request: Request) -> Response:
        """One node as HTML or RDF, whatever the client likes better."""
        iri = self._iri(request.url.path.strip("/").partition("/")[0], request.path_params.get("id"))
        media = accepted(request.headers.get("accept", ""), ["text/html", *GRAPHS])
        if media is None:
            raise Refused(406, f"it can be text/html, {', '.join(GRAPHS)}")
        about = pages.rows((await self.pool.ask(Question(pages.ABOUT.format(iri=iri)))).text)
        if not about:
            raise Refused(404, "nothing is known by this address")
        if media != "text/html":
            answer = await self.pool.ask(Question(pages.AROUND.format(iri=iri), graph_as=GRAPHS[media]))
            return Response(answer.text, media_type=media, headers=_SAFE)
        said = pages.rows((await self.pool.ask(Question(pages.SAID.format(iri=iri)))).text)
        text = pages.page(iri, self.pool.base, about, said)
        return Response(text, media_type="text/html", headers={**_SAFE, "Content-Security-Policy": _POLICY})

    def _iri(self, kind: str, identifier: str | None) -> str:
        """The IRI that an address on this server stands for: any id, encoded as the build encodes it."""
        names = Iris(self.pool.base)
        if identifier is None:
            return names.dataset
        encoded = names.entity(identifier).removeprefix(f"{names.base}entity/")
        return f"{names.base}{kind}/{encoded}"

    def _description(self, request: Request, accept: str) -> Response:
        media = accepted(accept, [*GRAPHS, "text/html"])
        if media == "text/html":
            return RedirectResponse("/query", 303, headers=_SAFE)
        if media is None:
            raise Refused(406, f"the description can be {', '.join(GRAPHS)}")
        kind = ox.RdfFormat.from_media_type(media)
        text = ox.serialize(describe(_address(request), self.pool.base, self.pool.limits), format=kind)
        return Response(text, media_type=media, headers=_SAFE)


def _address(request: Request) -> str:
    """The endpoint's own address, which relative IRIs in a query begin from."""
    return str(request.url.replace(query="", fragment=""))


async def _body(request: Request) -> bytes:
    """The body, no larger and no slower than allowed."""
    if int(request.headers.get("content-length") or 0) > LARGEST_BODY:
        raise Refused(413, f"the body has more than {LARGEST_BODY:,} bytes")
    chunks, size = [], 0
    try:
        async with asyncio.timeout(SLOWEST_BODY_SECONDS):
            async for chunk in request.stream():
                size += len(chunk)
                if size > LARGEST_BODY:
                    raise Refused(413, f"the body has more than {LARGEST_BODY:,} bytes")
                chunks.append(chunk)
    except TimeoutError as error:
        raise Refused(408, "the body came too slowly") from error
    except ClientDisconnect as error:
        raise Refused(400, "the body did not come whole") from error
    return b"".join(chunks)
