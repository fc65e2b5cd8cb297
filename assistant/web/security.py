"""What stands before Gradio: a list of the addresses that are served, and the headers that every response bears."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web import texts

READ = frozenset({"GET", "HEAD"})
SERVED: tuple[tuple[frozenset[str], re.Pattern[str]], ...] = (
    (READ, re.compile(r"/(sante|vivant|favicon\.ico|robots\.txt|theme\.css|gradio_api/theme\.css)?")),
    (READ, re.compile(r"/(statique|assets|static)/[^\\]*")),
    (READ, re.compile(r"/gradio_api/(startup-events|app_id|queue/data|heartbeat/\w+)")),
    (frozenset({"POST"}), re.compile(r"/gradio_api/(queue/join/?|cancel)")),
)
FILES = re.compile(r"/(gradio_api/)?(file[=/]|proxy=|upload|stream/|custom_component/).*")
AREA_METHODS = frozenset({"GET", "HEAD", "POST"})
MAX_BODY_BYTES = 512 * 1024

DROPPED = ("server", "access-control-allow-origin", "access-control-allow-credentials")
"""What Gradio lets other sites of this machine read is for our own pages alone."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


def content_policy(script_hashes: Iterable[str] = (), embedders: str = "") -> str:
    """Return the Content-Security-Policy: this host only, and of inline scripts those whose hash is given.

    `embedders` are the sites, parted by spaces, that may show the page in a frame; none without them.

    Gradio builds its components' templates with `new Function` and sets styles inline, hence 'unsafe-eval' and the
    inline styles; an injected script would still not run, its hash being unknown.
    """
    scripts = " ".join(["'self'", "'unsafe-eval'", *(f"'sha256-{digest}'" for digest in script_hashes)])
    return _policy(scripts, "'self' 'unsafe-inline'", f"'self' {embedders}" if embedders else "'none'")


def page_policy() -> str:
    """Return the Content-Security-Policy of our own pages: files of this host, nothing inline."""
    return _policy("'self'", "'self'")


def _policy(scripts: str, styles: str, ancestors: str = "'none'") -> str:
    return (
        f"default-src 'self'; script-src {scripts}; style-src {styles}; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
        f"frame-ancestors {ancestors}"
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
    policy = headers.setdefault("Content-Security-Policy", content_policy())
    for name, value in HEADERS.items():
        headers[name] = value
    # A page that names who may frame it says so in its policy; this older header would refuse them all.
    if "frame-ancestors 'none'" not in policy:
        del headers["X-Frame-Options"]
    for name in DROPPED:
        if name in headers:
            del headers[name]


class Gate:
    """ASGI middleware that refuses whatever is not on the list, in French.

    `prefixes` are those of the areas, under which GET, HEAD and POST are served; `bodies` gives the paths that take
    more than `MAX_BODY_BYTES`, with their limit in bytes; `pages` are further addresses that may be read.
    """

    def __init__(
        self,
        app: ASGIApp,
        prefixes: Sequence[str] = (),
        bodies: Mapping[str, int] | None = None,
        pages: Sequence[str] = (),
    ) -> None:
        self.app = app
        self._pages = frozenset(pages)
        self._areas = tuple(prefixes)
        self._bodies = dict(bodies or {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the requests that are served; answer the others in French."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        refusal = self._refusal(scope) if scope["type"] == "http" else None
        await (refusal or self.app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        """Return the refusal that the request deserves, or None when it is served."""
        path, method = scope["path"], scope["method"]
        if FILES.fullmatch(path):
            return PlainTextResponse(texts.FILE_REFUSED, 403)
        if not self._served(path, method):
            return PlainTextResponse(texts.PATH_UNKNOWN, 404)
        return self._refused_post(path, Headers(scope=scope)) if method == "POST" else None

    def _served(self, path: str, method: str) -> bool:
        if any(method in methods and served.fullmatch(path) for methods, served in SERVED):
            return True
        if method in READ and path in self._pages:
            return True
        inside = any(path == prefix or path.startswith(prefix + "/") for prefix in self._areas)
        return inside and method in AREA_METHODS and "\\" not in path

    def _refused_post(self, path: str, headers: Headers) -> PlainTextResponse | None:
        if not same_origin(headers):
            return PlainTextResponse(texts.FOREIGN_REQUEST, 403)
        if not _at_most(headers.get("content-length", ""), self._bodies.get(path, MAX_BODY_BYTES)):
            return PlainTextResponse(texts.BODY_TOO_LARGE, 413)
        return None


def same_origin(headers: Headers) -> bool:
    """Tell whether a request comes from our own pages, by what browsers say of it; other programs say nothing."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def _at_most(length: str, limit: int) -> bool:
    """A body of unknown length is not small: browsers always announce it."""
    return length.isascii() and length.isdigit() and len(length) < 12 and int(length) <= limit
