"""The journal of the server: one line of JSON for each request, without a word of what was asked or by whom."""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
import time
from typing import Any

LOGGER = "assistant.requests"
SILENT = re.compile(r"/(statique|assets|static)/|/vivant|/sante|/gradio_api/heartbeat/")
SESSION = re.compile(r"(?<=/heartbeat/)\w+")
_log = logging.getLogger(LOGGER)


class JsonLines(logging.Formatter):
    """Writes each record as one line of JSON; a traceback stays with its record, in the field « trace »."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, Any] = {
            "heure": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "niveau": record.levelname,
            "origine": record.name,
        }
        fields = getattr(record, "fields", None)
        line |= fields if isinstance(fields, dict) else {"message": record.getMessage()}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def open_journal() -> None:
    """Send every record to stderr as JSON lines: ours from INFO, those of the libraries from WARNING, pypdf's not."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "mcp", "httpx", "gradio"):
        library = logging.getLogger(name)
        library.handlers[:] = []
        library.propagate = True
        library.setLevel(logging.WARNING)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    _log.setLevel(logging.INFO)


def new_id() -> str:
    """Return an id for a request."""
    return secrets.token_hex(6)


def note(identity: str, method: str, path: str, status: int, seconds: float) -> None:
    """Write the line of a request; files of the page and the calls of a watchman are left out when they went well."""
    if SILENT.match(path) and status < 400:
        return
    fields = {"demande": identity, "methode": method, "chemin": SESSION.sub("…", path)[:200], "statut": status}
    _log.info("request", extra={"fields": {**fields, "ms": round(seconds * 1000)}})
