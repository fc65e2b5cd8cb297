"""The outer gate: who may speak, how much, how long; what is too much is refused and told when to return."""

from __future__ import annotations

import asyncio
import math
import time
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.settings import Settings
from assistant.web import journal, texts
from assistant.web.hosts import Hosts
from assistant.web.line import Line, LineFullError
from assistant.web.metrics import Metrics
from assistant.web.rate import Rate

QUESTION, EXPORT, CALCULATION, PAGE, OTHER = "question", "export", "calcul", "page", "autre"
COSTS = {QUESTION: 5, EXPORT: 20, CALCULATION: 1, PAGE: 5, OTHER: 0}
LINED = frozenset({QUESTION, EXPORT, CALCULATION})
"""Kinds that wait for their turn here; the page's own questions wait in Gradio's queue, told their rank."""
BUFFERED = 512 * 1024
BODY_SECONDS = 20.0
SLOWEST_BYTES = 32 * 1024
"""Bytes a second under which a body is too slow."""
JSON_AREAS = ("/api", "/discussion", "/gradio_api", "/mcp")
ALWAYS_OPEN = ("/vivant", "/sante", "/gradio_api/queue/data", "/gradio_api/cancel", "/statique")


@dataclass
class Traffic:
    """What the server is doing now; shared by the gate, the page, the health and the metrics."""

    settings: Settings
    line: Line = field(init=False)
    rate: Rate = field(init=False)
    hosts: Hosts = field(init=False)
    metrics: Metrics = field(default_factory=Metrics)
    draining: bool = False
    in_flight: int = 0
    exporting: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.line = Line(self.settings.concurrency, self.settings.waiting)
        self.rate = Rate(self.settings.rate_per_minute)
        self.hosts = Hosts(self.settings)


class RefusedError(HTTPException):
    """A request that is not served now; `wait` is in seconds."""

    def __init__(self, status: int, message: str, wait: float = 0.0) -> None:
        super().__init__(status, message)
        self.wait = wait


class TrafficGate:
    """ASGI middleware, the outermost but for the headers."""

    def __init__(self, app: ASGIApp, traffic: Traffic) -> None:
        self.app = app
        self._traffic = traffic

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request, or refuse it; either way it leaves one line in the journal."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        identity, begun, status = journal.new_id(), time.perf_counter(), 500
        address, kind = self._traffic.hosts.identify(scope), kind_of(scope)

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (b"x-request-id", identity.encode())]
            await send(message)

        scope["aesh.address"] = address
        counted = kind != OTHER
        self._traffic.in_flight += counted
        try:
            await self._served(scope, receive, noted, address, kind)
        except RefusedError as refusal:
            await said(scope["path"], refusal)(scope, receive, noted)
        finally:
            self._traffic.in_flight -= counted
            seconds = time.perf_counter() - begun
            self._traffic.metrics.add(kind, status, seconds)
            journal.note(identity, scope["method"], scope["path"], status, seconds)

    async def _served(self, scope: Scope, receive: Receive, send: Send, address: str, kind: str) -> None:
        traffic = self._traffic
        headers = Headers(scope=scope)
        if not traffic.hosts.admits(headers):
            raise RefusedError(421, texts.HOST_REFUSED)
        if traffic.draining and not scope["path"].startswith(ALWAYS_OPEN):
            raise RefusedError(503, texts.DRAINING, 5)
        if wait := traffic.rate.spend(address, COSTS[kind]):
            raise RefusedError(429, texts.TOO_MANY_REQUESTS, wait)
        body = Body(receive, headers)
        if kind not in LINED:
            await self.app(scope, body.timed, send)
            return
        if kind == EXPORT and address in traffic.exporting:
            raise RefusedError(429, texts.ONE_EXPORT, 10)
        await body.read()
        if kind == EXPORT:
            traffic.exporting.add(address)
        try:
            await self._in_turn(scope, body, send)
        finally:
            if kind == EXPORT:
                traffic.exporting.discard(address)

    async def _in_turn(self, scope: Scope, body: Body, send: Send) -> None:
        line = self._traffic.line
        try:
            place = line.take()
        except LineFullError:
            raise RefusedError(503, texts.QUEUE_FULL, 10) from None
        watch = None
        try:
            if not place.served:
                watch = asyncio.create_task(body.gone())
                async for _ in line.ranks(place, here=lambda: not watch.done(), limit=self._patience()):
                    pass
                if watch.done():
                    return
            if not place.served:
                raise RefusedError(503, texts.QUEUE_FULL, 10)
            await self.app(scope, body.replayed, send)
        finally:
            if watch is not None:
                watch.cancel()
            line.leave(place)

    def _patience(self) -> float:
        return float(self._traffic.settings.wait_seconds)


class Body:
    """The body of a request: read within a time that its announced size sets, kept, and given once."""

    def __init__(self, receive: Receive, headers: Headers) -> None:
        announced = headers.get("content-length", "0")
        size = int(announced) if announced.isascii() and announced.isdigit() and len(announced) < 12 else 0
        self._receive = receive
        self._ends = time.monotonic() + BODY_SECONDS + size / SLOWEST_BYTES
        self._messages: list[Message] = []
        self._whole = False

    async def timed(self) -> Message:
        """Return the next message; raise `RefusedError` when the body comes too slowly."""
        if self._whole:
            return await self._receive()
        try:
            message = await asyncio.wait_for(self._receive(), max(0.01, self._ends - time.monotonic()))
        except TimeoutError:
            raise RefusedError(408, texts.TOO_SLOW) from None
        self._whole = message["type"] != "http.request" or not message.get("more_body", False)
        return message

    async def read(self) -> None:
        """Read it all. Raises `RefusedError` when it is too slow or larger than any question."""
        size = 0
        while not self._whole:
            message = await self.timed()
            self._messages.append(message)
            size += len(message.get("body", b""))
            if size > BUFFERED:
                raise RefusedError(413, texts.BODY_TOO_LARGE)

    async def gone(self) -> None:
        """Return when the person who asked has left; what comes meanwhile was read already."""
        while (await self._receive())["type"] != "http.disconnect":
            pass

    async def replayed(self) -> Message:
        """Return what was read, then what comes."""
        return self._messages.pop(0) if self._messages else await self._receive()


def kind_of(scope: Scope) -> str:
    """Return what a request asks for, by its cost."""
    path, post = scope["path"], scope["method"] == "POST"
    if path == "/documents" and b"q=" in scope.get("query_string", b""):
        return QUESTION
    if not post:
        return OTHER
    if path.startswith("/discussion/export/"):
        return EXPORT
    if path.startswith(("/api/v1/questions", "/discussion/", "/mcp")):
        return QUESTION
    if path.startswith("/gradio_api/queue/join"):
        return PAGE
    return CALCULATION if path.startswith(("/api/", "/simulateurs", "/entretien")) else OTHER


def said(path: str, refusal: RefusedError) -> Response:
    """Return the refusal as the one who asked reads it: JSON for programs and scripts, else a sentence."""
    headers = {"Cache-Control": "no-store"}
    if refusal.wait:
        headers["Retry-After"] = str(math.ceil(refusal.wait))
    if refusal.status_code in {408, 413, 503}:
        headers["Connection"] = "close"
    if path.startswith(JSON_AREAS):
        key = "detail" if path.startswith("/gradio_api") else "error"
        return JSONResponse({key: refusal.detail}, refusal.status_code, headers)
    return PlainTextResponse(refusal.detail, refusal.status_code, headers)
