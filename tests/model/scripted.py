"""A scripted OpenAI-compatible server on the loopback: it streams, calls tools, fails and lies as it is told."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Says:
    """One scripted reply. `cut` ends the stream before its end, `pause` waits (seconds) before each piece."""

    text: str = ""
    tool: tuple[str, dict[str, Any]] | None = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: str | None = None
    cut: bool = False
    pause: float = 0.0
    finish: str | None = "stop"


class ScriptedServer:
    """Gives the replies of `script` one after the other, the last one again and again; keeps what it was sent."""

    def __init__(self) -> None:
        self.script: list[Says] = []
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.headers: list[dict[str, str]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["content-length"])
                outer.requests.append(json.loads(self.rfile.read(length)))
                outer.keys.append(self.headers.get("authorization"))
                outer.headers.append({k.lower(): v for k, v in self.headers.items()})
                says = outer.script.pop(0) if len(outer.script) > 1 else outer.script[0]
                try:
                    outer._reply(self, says)
                except (BrokenPipeError, ConnectionResetError):
                    return

            def log_message(self, *args: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def says(self, *script: Says | str) -> None:
        """Set the replies to come."""
        self.script = [Says(text=s) if isinstance(s, str) else s for s in script]

    @property
    def sent(self) -> str:
        """Everything received so far, as one text."""
        return "\n".join(m["content"] or "" for r in self.requests for m in r["messages"])

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _reply(self, handler: BaseHTTPRequestHandler, says: Says) -> None:
        if says.status != 200 or says.body is not None:
            body = (says.body if says.body is not None else '{"error": {"message": "non"}}').encode()
            handler.send_response(says.status)
            for name, value in {"content-type": "application/json", **says.headers}.items():
                handler.send_header(name, value)
            handler.send_header("content-length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)
            return
        handler.send_response(200)
        handler.send_header("content-type", "text/event-stream")
        handler.end_headers()
        for delta in _deltas(says):
            time.sleep(says.pause)
            _event(handler, delta, None)
        if says.cut:
            return
        _event(handler, {}, "tool_calls" if says.tool else says.finish)
        handler.wfile.write(b"data: [DONE]\n\n")


def _deltas(says: Says) -> list[dict[str, Any]]:
    if says.tool:
        name, args = says.tool
        call = {"index": 0, "id": "c1", "type": "function", "function": {"name": name, "arguments": json.dumps(args)}}
        return [{"role": "assistant", "tool_calls": [call]}]
    size = 12
    return [{"content": says.text[i : i + size]} for i in range(0, len(says.text), size)]


def _event(handler: BaseHTTPRequestHandler, delta: dict[str, Any], finish: str | None) -> None:
    chunk = {
        "id": "x",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "scripted",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }
    handler.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
    handler.wfile.flush()
