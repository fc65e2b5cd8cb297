"""`aesh password`: the hash of the administrator's password, to put in the settings in its place."""

from __future__ import annotations

import typer

from assistant.cli.french import FrenchCommand


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("password", cls=FrenchCommand, help="Donne l'empreinte à mettre dans AESH_ADMIN_PASSWORD.")(password)


def password() -> None:
    """Ask for the password twice, and print its hash."""
    from assistant.settings import LEAST_PASSWORD
    from assistant.web.admin.access import hashed

    typed = typer.prompt("Mot de passe", hide_input=True, confirmation_prompt="Encore une fois")
    if len(typed) < LEAST_PASSWORD:
        typer.echo(f"Trop court : {LEAST_PASSWORD} caractères au moins.", err=True)
        raise typer.Exit(2)
    typer.echo(hashed(typed))
