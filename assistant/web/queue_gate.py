"""What stands before Gradio's queue: it receives strings of bounded length and small numbers, nothing else.

Gradio reads a file object sent in place of a question as the name of a file to open, on the event loop, before any
function of ours runs. Its own check is switched on in `application.py`; here such a body is refused without it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Protocol

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web import texts

JOIN = re.compile(r"/gradio_api/queue/join/?")
CANCEL = "/gradio_api/cancel"
DATA = "/gradio_api/queue/data"
SESSION = re.compile(r"[0-9A-Za-z_-]{1,64}")
MAX_TEXT = 20_000
"""Greatest number of characters of a question that any setting allows; what is beyond is cut off."""
MAX_DEPTH = 6
FILE_KEYS = frozenset({"path", "meta"})


class RefusedBodyError(ValueError):
    """A body that the queue must not see; `status` is that of the answer, the message is French."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


class Queue(Protocol):
    """What the gate needs to know of Gradio's queue."""

    def inputs(self) -> Mapping[int, int]:
        """Return how many inputs each function takes, by its number."""

    def knows(self, session: str) -> bool:
        """Tell whether a session has joined the queue."""

    def full(self) -> bool:
        """Tell whether no further question can wait."""

    def reader_came(self, session: str) -> None:
        """Note that somebody reads the answers of a session."""

    def reader_left(self, session: str) -> None:
        """Note that a reader has gone."""


class QueueGate:
    """ASGI middleware: checks and rewrites what is posted to the queue, refuses unknown sessions."""

    def __init__(self, app: ASGIApp, queue: Queue) -> None:
        self.app = app
        self._queue = queue

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what the page itself would send; answer the rest in French, in one short line."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            passed = await self._checked(scope, receive)
        except RefusedBodyError as refusal:
            headers = {"Retry-After": "10"} if refusal.status == 503 else None
            await JSONResponse({"detail": str(refusal)}, refusal.status, headers)(scope, receive, send)
            return
        if scope["path"] != DATA:
            await self.app(scope, passed, send)
            return
        session = str(Request(scope).query_params.get("session_hash"))
        self._queue.reader_came(session)
        try:
            await self.app(scope, passed, send)
        finally:
            self._queue.reader_left(session)

    async def _checked(self, scope: Scope, receive: Receive) -> Receive:
        path, method = scope["path"], scope["method"]
        if path == DATA:
            self._check_session(Request(scope).query_params.get("session_hash"))
        if method != "POST" or not (path == CANCEL or JOIN.fullmatch(path)):
            return receive
        body = _parsed(await Request(scope, receive).body())
        if path == CANCEL:
            return _replayed(scope, cancel_body(body), receive)
        rewritten = join_body(body, self._queue.inputs())
        if self._queue.full():
            raise RefusedBodyError(texts.QUEUE_FULL, 503)
        return _replayed(scope, rewritten, receive)

    def _check_session(self, session: object) -> None:
        if not (isinstance(session, str) and SESSION.fullmatch(session) and self._queue.knows(session)):
            raise RefusedBodyError(texts.SESSION_UNKNOWN, 404)


def join_body(body: Mapping[str, Any], inputs: Mapping[int, int]) -> dict[str, Any]:
    """Return what Gradio may see of an event: known keys, strings or nulls as data.

    `inputs` gives the number of inputs of each function. Raises `RefusedBodyError`.
    """
    function, data = body.get("fn_index"), body.get("data")
    if type(function) is not int or function not in inputs or not isinstance(data, list):
        raise RefusedBodyError(texts.EVENT_UNREADABLE)
    if _holds_file(data, 0) or _holds_file(body.get("event_data"), 0):
        raise RefusedBodyError(texts.FILE_REFUSED, 403)
    return {
        "fn_index": function,
        "data": [_text(item) for item in [*data, None, None, None][: inputs[function]]],
        "event_data": _event(body.get("event_data")),
        "session_hash": _session(body),
        "trigger_id": trigger if type(trigger := body.get("trigger_id")) is int else None,
    }


def cancel_body(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return what Gradio may see of « Arrêter ». Raises `RefusedBodyError`."""
    function, event = body.get("fn_index"), body.get("event_id")
    if type(function) is not int or not isinstance(event, str) or not SESSION.fullmatch(event):
        raise RefusedBodyError(texts.EVENT_UNREADABLE)
    return {"session_hash": _session(body), "fn_index": function, "event_id": event}


def _session(body: Mapping[str, Any]) -> str:
    session = body.get("session_hash")
    if not isinstance(session, str) or not SESSION.fullmatch(session):
        raise RefusedBodyError(texts.EVENT_UNREADABLE)
    return session


def _text(item: object) -> str | None:
    """Our functions take a question or nothing; the state of a session is Gradio's own, whatever is sent for it."""
    return item[:MAX_TEXT] if isinstance(item, str) else None


def _event(data: object) -> object:
    """The details of an event are read by `actions.acted`, which trusts none."""
    if data is None or isinstance(data, dict):
        return data
    return None


def _holds_file(value: object, depth: int) -> bool:
    if depth > MAX_DEPTH:
        raise RefusedBodyError(texts.EVENT_UNREADABLE)
    if isinstance(value, dict):
        return value.keys() >= FILE_KEYS or any(_holds_file(item, depth + 1) for item in value.values())
    return isinstance(value, list) and any(_holds_file(item, depth + 1) for item in value)


def _parsed(raw: bytes) -> Mapping[str, Any]:
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise RefusedBodyError(texts.EVENT_UNREADABLE) from error
    if not isinstance(body, dict):
        raise RefusedBodyError(texts.EVENT_UNREADABLE)
    return body


def _replayed(scope: Scope, body: Mapping[str, Any], receive: Receive) -> Receive:
    """Return a `receive` that gives `body` once; then the connection's own messages, its end among them."""
    raw = json.dumps(body).encode()
    scope["headers"] = [(k, v) for k, v in scope["headers"] if k not in {b"content-length", b"content-type"}]
    scope["headers"] += [(b"content-length", str(len(raw)).encode()), (b"content-type", b"application/json")]
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": raw, "more_body": False}

    return replay
