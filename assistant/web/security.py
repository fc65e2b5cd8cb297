"""What stands before Gradio: a list of the addresses that are served, and the headers that every response bears."""

from __future__ import annotations

import re
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web import texts

READ = frozenset({"GET", "HEAD"})
SERVED: tuple[tuple[frozenset[str], re.Pattern[str]], ...] = (
    (READ, re.compile(r"/(sante|favicon\.ico|robots\.txt|theme\.css|gradio_api/theme\.css)?")),
    (READ, re.compile(r"/(statique|assets|static)/[^\\]*")),
    (READ, re.compile(r"/gradio_api/(startup-events|app_id|queue/data|heartbeat/\w+)")),
    (frozenset({"POST"}), re.compile(r"/gradio_api/queue/join/?")),
)
FILES = re.compile(r"/(gradio_api/)?(file[=/]|proxy=|upload|stream/|custom_component/).*")
MAX_BODY_BYTES = 512 * 1024

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


def content_policy(script_hashes: Iterable[str] = ()) -> str:
    """Return the Content-Security-Policy: this host only, and of inline scripts those whose hash is given.

    Gradio builds its components' templates with `new Function` and sets styles inline, hence 'unsafe-eval' and the
    inline styles; an injected script would still not run, its hash being unknown.
    """
    scripts = " ".join(["'self'", "'unsafe-eval'", *(f"'sha256-{digest}'" for digest in script_hashes)])
    return (
        f"default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
        "frame-ancestors 'none'"
    )


class SecurityHeaders:
    """ASGI middleware that adds the headers above; a response that sets its own policy keeps it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with a `send` that completes the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                _complete(MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, complete)


def _complete(headers: MutableHeaders) -> None:
    for name, value in HEADERS.items():
        headers[name] = value
    headers.setdefault("Content-Security-Policy", content_policy())
    if "server" in headers:
        del headers["server"]


class Gate:
    """ASGI middleware that refuses whatever is not on the list: 403 for files, 413 for a large body, else 404."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the requests that are served; answer the others in French."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        refusal = refuse(scope) if scope["type"] == "http" else None
        await (refusal or self.app)(scope, receive, send)


def refuse(scope: Scope) -> PlainTextResponse | None:
    """Return the refusal that the request deserves, or None when it is served."""
    path = scope["path"]
    if FILES.fullmatch(path):
        return PlainTextResponse(texts.FILE_REFUSED, 403)
    if not any(scope["method"] in methods and served.fullmatch(path) for methods, served in SERVED):
        return PlainTextResponse(texts.PATH_UNKNOWN, 404)
    if scope["method"] == "POST" and not _small(Headers(scope=scope).get("content-length", "")):
        return PlainTextResponse(texts.BODY_TOO_LARGE, 413)
    return None


def _small(length: str) -> bool:
    """A body of unknown length is not small: browsers always announce it."""
    return length.isdecimal() and int(length) <= MAX_BODY_BYTES
