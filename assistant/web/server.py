"""Open the chat page to browsers: used by `app.py` and by `aesh serve`."""

from __future__ import annotations

import contextlib
import errno
import socket
import sys
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.answering.service import Assistant
from assistant.settings import Settings
from assistant.web import texts
from assistant.web.hosts import is_loopback
from assistant.web.journal import open_journal
from assistant.web.provider import AssistantProvider

if TYPE_CHECKING:
    import uvicorn

_BACKLOG = 128
_SHUTDOWN_SECONDS = 3
_KEEP_ALIVE_SECONDS = 5
_CONNECTIONS = 800


class ServerError(RuntimeError):
    """The page cannot be opened; the message is French and says what to do."""


def serve(settings: Settings, assistant: Assistant | None = None) -> None:
    """Serve the page on `settings.host`:`settings.port` until interrupted.

    `assistant` replaces the real chain (tests, demonstrations). Raises `ServerError` before anything heavy is loaded
    when the address cannot be taken.
    """
    listener = listen(settings.host, settings.port)
    with listener:
        _say(texts.SERVER_STARTING)
        _run(settings, AssistantProvider(settings, assistant), listener)


def _run(settings: Settings, provider: AssistantProvider, listener: socket.socket) -> None:
    from assistant.web.house import House
    from assistant.web.library.adding import clear_leftovers

    open_journal()
    clear_leftovers(settings.guides_dir)
    provider.warm_up()
    House(settings, provider).keep()
    server = make_server(settings, provider)
    _announce(settings)
    server.run(sockets=[listener])


@contextlib.contextmanager
def running(settings: Settings, provider: AssistantProvider) -> Iterator[str]:
    """Serve in a thread, for as long as the block lasts; yields the page's address, without a final slash."""
    with listen(settings.host, settings.port) as listener:
        server = make_server(settings, provider)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        _await_start(server, thread)
        try:
            yield address(settings)
        finally:
            server.should_exit = True
            thread.join(2 * _SHUTDOWN_SECONDS)


def _await_start(server: uvicorn.Server, thread: threading.Thread) -> None:
    while not server.started:
        if not thread.is_alive():
            raise ServerError(texts.SERVER_FAILED)
        time.sleep(0.02)


def make_server(settings: Settings, provider: AssistantProvider) -> uvicorn.Server:
    """Return the HTTP server of the page, not started. Its own journal (`journal`) keeps no text of a question."""
    import uvicorn

    from assistant.web.application import build_application
    from assistant.web.draining import DrainingServer
    from assistant.web.protocol import TimedProtocol

    application = build_application(settings, provider)
    config = uvicorn.Config(
        application,
        http=TimedProtocol,
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
    )
    return DrainingServer(config, application.state.traffic, application.state.queue)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to `host`:`port` and listening; raises `ServerError` saying what to change."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise ServerError(explain(error, host, port)) from error
    return listener


def explain(error: OSError, host: str, port: int) -> str:
    """Return why `host`:`port` cannot be taken, and what to do."""
    if error.errno == errno.EADDRINUSE:
        return texts.PORT_BUSY.format(port=port, host=host, other=port + 1 if port < 65535 else port - 1)
    if error.errno == errno.EACCES:
        return texts.PORT_DENIED.format(port=port)
    return texts.HOST_UNKNOWN.format(host=host)


def address(settings: Settings) -> str:
    """Return the page's address, without a final slash."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"


def _announce(settings: Settings) -> None:
    _say(texts.SERVER_OPEN.format(address=address(settings)))
    if not is_loopback(settings.host):
        _say(texts.SERVER_ON_NETWORK.format(host=settings.host))


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
