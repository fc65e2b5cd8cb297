"""`aesh eval`: how right the assistant is, where it fails, whether a change made it worse."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.console import progress
from assistant.cli.french import FrenchCommand

REFUSED = 1
BAD_INPUT = 2


class Part(StrEnum):
    """The parts of the sets."""

    TUNING = "tuning"
    TEST = "test"
    ALL = "all"


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("eval", cls=FrenchCommand, help="Mesure les réponses, la recherche et l'abstention.")(evaluate)


def evaluate(
    only: Annotated[str, typer.Option("--only", help="Un seul thème.", metavar="THÈME")] = "",
    part: Annotated[
        Part, typer.Option("--part", help="Part des questions : tuning (réglage), test, all.")
    ] = Part.ALL,
    jobs: Annotated[int, typer.Option("--jobs", min=1, max=16, help="Questions posées à la fois.")] = 2,
    gate: Annotated[
        bool, typer.Option("--gate", help="Échoue si la part test recule ou si un chiffre est faux.")
    ] = False,
    accept: Annotated[bool, typer.Option("--accept", help="Prend les scores obtenus pour référence.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="Le produit seul, sans les systèmes comparés.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Calcule aussi les vecteurs des grands jeux publics.")] = False,
    baseline: Annotated[Path | None, typer.Option("--baseline", help="Autre fichier de scores acceptés.")] = None,
) -> None:
    """Run the evaluation. Exit code 0 when done or accepted, 1 when the gate refuses, 2 for bad options."""
    try:
        from eval import command
        from eval.sets_reader import SetError
    except ModuleNotFoundError as error:
        typer.echo(f"L'évaluation se lance depuis le dépôt du projet ({error.name} introuvable).", err=True)
        raise typer.Exit(BAD_INPUT) from error
    from assistant.settings import load_settings

    options = command.Options(only, part.value, jobs, gate, accept, quick, full, baseline)
    try:
        with Bars() as bars:
            run, refused, reports = command.evaluate(load_settings(), options, bars.named)
    except (command.EvalError, SetError, FileNotFoundError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(BAD_INPUT) from error
    for line in [*command.summary(run), *(f"Rapport : {path}" for path in reports)]:
        typer.echo(line)
    if gate:
        for fault in refused:
            typer.echo(f"Refusé — {fault}", err=True)
        typer.echo("Barrière : refusée." if refused else "Barrière : passée.")
    if refused:
        raise typer.Exit(REFUSED)


class Bars:
    """One progress bar after the other, each under its own name."""

    def __init__(self) -> None:
        self._stack = ExitStack()

    def __enter__(self) -> Bars:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def named(self, label: str) -> Callable[[int, int], None]:
        """Close the bar shown and open the next."""
        self._stack.close()
        return self._stack.enter_context(progress(label))
