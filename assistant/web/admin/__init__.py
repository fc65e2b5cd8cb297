"""The administrator's pages: closed unless a password is set."""

from assistant.web.admin.routes import PREFIX, router

__all__ = ["PREFIX", "router"]
