"""The page served for real on a free port of this machine, in a thread; and its events, spoken as a browser does."""

from __future__ import annotations

import contextlib
import json
import socket
import uuid
from collections.abc import Iterator

import httpx

from assistant.answering.service import Assistant
from assistant.settings import Settings
from assistant.web.provider import AssistantProvider, MakeAssistant, make_default
from assistant.web.server import running


def free_port() -> int:
    """Return a port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@contextlib.contextmanager
def serving(
    assistant: Assistant | None = None, make: MakeAssistant = make_default, **settings: object
) -> Iterator[str]:
    """Serve the page answered by `assistant` (or what `make` builds); yields its address, without a final slash."""
    chosen = Settings(host="127.0.0.1", port=free_port(), **settings)
    with running(chosen, AssistantProvider(chosen, assistant, make)) as base:
        yield base


class Visitor:
    """One browser session without a browser: sends the page's own events and reads what comes back."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.session = uuid.uuid4().hex
        self.client = httpx.Client(base_url=base, timeout=30)

    def send(self, text: object, event_data: object = None, event: int = 0) -> list[list]:
        """Send one event; returns the outputs of each step, in the order in which they came."""
        data = [text, None] if event == 0 else []
        body = {"data": data, "fn_index": event, "session_hash": self.session, "event_data": event_data}
        self.client.post("/gradio_api/queue/join", json=body).raise_for_status()
        return list(self._outputs())

    def _outputs(self) -> Iterator[list]:
        with self.client.stream("GET", "/gradio_api/queue/data", params={"session_hash": self.session}) as stream:
            for line in stream.iter_lines():
                message = json.loads(line[5:]) if line.startswith("data:") else {}
                if message.get("msg") in {"process_generating", "process_completed"}:
                    yield message["output"].get("data", [message["output"]])
                if message.get("msg") == "process_completed":
                    return
