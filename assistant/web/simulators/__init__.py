"""The simulators: every calculator as a form, with its result explained. They hold no rule of their own."""

from __future__ import annotations

from assistant.web.simulators.routes import router

__all__ = ["router"]
