"""What goes with the conversation without being in it: files to keep, dates for a calendar, opinions."""

from assistant.web.discussion.routes import PREFIX, router

__all__ = ["PREFIX", "router"]
