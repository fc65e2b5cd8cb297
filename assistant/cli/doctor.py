"""`aesh doctor`: what is well, what is not, and with `--fix` what could be mended."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.french import FrenchCommand


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(
        "doctor",
        cls=FrenchCommand,
        help="Vérifie l'installation, l'index, les réglages et les droits ; --fix répare.",
    )(doctor)


def doctor(
    fix: Annotated[bool, typer.Option("--fix", help="Répare ce qui peut l'être.")] = False,
) -> None:
    """Print one line for each thing looked at. Exit code 0 when all is well, 1 otherwise."""
    from assistant.health.doctor import examined
    from assistant.settings import load_settings

    findings = examined(load_settings(), fix)
    for finding in findings:
        typer.echo(f"{'bien  ' if finding.well else 'À VOIR'} | {finding.about} : {finding.said}")
    if not all(finding.well for finding in findings):
        raise typer.Exit(1)
