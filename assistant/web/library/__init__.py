"""The documents: what the assistant knows, read and searched, and the guides that one may add when it is allowed."""

from __future__ import annotations

from assistant.web.library.routes import bodies, router

__all__ = ["bodies", "router"]
