"""`aesh calc`: the exact calculators on the command line."""

from __future__ import annotations

from typing import Annotated

import typer

NO_RESULT = 3
BAD_INPUT = 2
SETTINGS = {"ignore_unknown_options": True, "allow_interspersed_args": False, "help_option_names": []}


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("calc", help="Fait un calcul exact (préavis, salaire, congés…).", context_settings=SETTINGS)(calc)


def calc(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[ID] [OPTIONS]", help="Voir aesh calc --help.")
    ] = None,
) -> None:
    """Run a calculator, or list them. Exit codes: 0 result, 2 bad input, 3 no result (question, other law)."""
    from assistant.cli.calc_run import CommandError, run

    try:
        text, has_result = run(words or [])
    except CommandError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(BAD_INPUT) from None
    typer.echo(text, nl=not text.endswith("\n"))
    raise typer.Exit(0 if has_result else NO_RESULT)
