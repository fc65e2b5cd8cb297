"""`aesh serve`: the chat page."""

from __future__ import annotations

import typer

from assistant.cli.french import FrenchCommand


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("serve", cls=FrenchCommand, help="Ouvre la page de discussion sur cette machine.")(serve)


def serve() -> None:
    """Serve the page until interrupted."""
    from assistant.settings import load_settings
    from assistant.web.server import serve as run

    run(load_settings())
