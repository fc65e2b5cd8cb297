"""The HTML document that Gradio serves, made French, free of foreign addresses, and with its scripts counted."""

from __future__ import annotations

import base64
import hashlib
from http import HTTPStatus

from bs4 import BeautifulSoup
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web import texts
from assistant.web.security import content_policy

STYLESHEETS = ("tokens.css", "frame.css", "page.css", "cards.css", "evidence.css", "actions.css")
SCRIPTS = ("francais.js", "discussion.js", "conversation.js")


def frenchify(html: str) -> str:
    """Return the document in French: language, title, description, our sheets and scripts, no advertising card."""
    soup = BeautifulSoup(html, "html.parser")
    if soup.html is None or soup.head is None or soup.body is None:
        raise ValueError("not a whole HTML document")
    soup.html["lang"] = "fr"
    for tag in soup.select('meta[property^="og:"], meta[name^="twitter:"], link[rel="manifest"], title'):
        tag.decompose()
    _fill_head(soup)
    warning = soup.new_tag("noscript")
    warning.append(soup.new_tag("p", string=texts.NO_SCRIPT))
    soup.body.insert(0, warning)
    return str(soup)


def _fill_head(soup: BeautifulSoup) -> None:
    if soup.head is None:
        return
    first = [soup.new_tag("script", src=f"/statique/{name}") for name in SCRIPTS]
    for tag in reversed(
        [*soup.head.find_all("meta", charset=True), soup.new_tag("title", string=texts.PAGE_TITLE), *first]
    ):
        soup.head.insert(0, tag)
    soup.head.append(soup.new_tag("meta", attrs={"name": "description", "content": texts.PAGE_SUMMARY}))
    soup.head.append(soup.new_tag("meta", attrs={"name": "color-scheme", "content": "light dark"}))
    for name in STYLESHEETS:
        soup.head.append(soup.new_tag("link", rel="stylesheet", href=f"/statique/{name}"))


def script_hashes(html: str) -> list[str]:
    """Return the base64 SHA-256 of each inline script, as a Content-Security-Policy wants them."""
    scripts = BeautifulSoup(html, "html.parser").find_all("script", src=False)
    digests = (hashlib.sha256(script.get_text().encode()).digest() for script in scripts)
    return [base64.b64encode(digest).decode() for digest in digests]


class FrenchDocument:
    """ASGI middleware that rewrites the document served at « / » and sets its own policy; all else passes through."""

    def __init__(self, app: ASGIApp, embedders: str = "") -> None:
        self.app = app
        self._embedders = embedders

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Gather the document, rewrite it, send it; it is asked for uncompressed."""
        if scope["type"] != "http" or scope["path"] != "/" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        gathered: list[Message] = []

        async def gather(message: Message) -> None:
            gathered.append(message)

        await self.app({**scope, "headers": plain}, receive, gather)
        for message in rewritten(gathered, self._embedders):
            await send(message)


def rewritten(messages: list[Message], embedders: str = "") -> list[Message]:
    """Return the response made of `messages` with its document rewritten; an error passes unchanged.

    `embedders` are the sites that may show the document in a frame.
    """
    start = next(m for m in messages if m["type"] == "http.response.start")
    body = b"".join(m["body"] for m in messages if m["type"] == "http.response.body")
    if start["status"] != HTTPStatus.OK:
        return messages
    html = frenchify(body.decode())
    payload = html.encode()
    headers = MutableHeaders(raw=list(start["headers"]))
    headers["content-length"] = str(len(payload))
    headers["content-language"] = "fr"
    headers["cache-control"] = "no-store"
    headers["content-security-policy"] = content_policy(script_hashes(html), embedders)
    return [{**start, "headers": headers.raw}, {"type": "http.response.body", "body": payload}]
