"""`aesh eval`: how right the assistant is, where it fails, whether a change made it worse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.console import progress
from assistant.cli.french import FrenchCommand, FrenchGroup
from assistant.index.errors import IndexStoreError

REFUSED = 1
BAD_INPUT = 2


class Part(StrEnum):
    """The parts of the sets."""

    TUNING = "tuning"
    TEST = "test"
    ALL = "all"


def register(app: typer.Typer) -> None:
    """Add the commands to `app`: `eval`, with `eval panel` under it."""
    group = typer.Typer(cls=FrenchGroup, help="Mesure les réponses, la recherche, la compréhension.")
    group.callback(invoke_without_command=True)(evaluate)
    group.command("panel", cls=FrenchCommand, help="Fait répondre à un panel, compte ses notes, en compare deux.")(
        panel
    )
    app.add_typer(group, name="eval")


def evaluate(
    context: typer.Context,
    only: Annotated[str, typer.Option("--only", help="Un seul thème.", metavar="THÈME")] = "",
    part: Annotated[
        Part, typer.Option("--part", help="Part des questions : tuning (réglage), test, all.")
    ] = Part.ALL,
    jobs: Annotated[int, typer.Option("--jobs", min=1, max=16, help="Questions posées à la fois.")] = 2,
    gate: Annotated[
        bool, typer.Option("--gate", help="Échoue si quelque chose recule ou si un chiffre est faux.")
    ] = False,
    accept: Annotated[bool, typer.Option("--accept", help="Prend les scores obtenus pour référence.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="Le produit seul, sans les systèmes comparés.")] = False,
    baseline: Annotated[Path | None, typer.Option("--baseline", help="Autre fichier de scores acceptés.")] = None,
    questions: Annotated[
        Path | None, typer.Option("--questions", help="Vos questions (JSONL ou CSV) au lieu des jeux.")
    ] = None,
    compare: Annotated[
        tuple[Path, Path] | None, typer.Option("--compare", help="Deux passages (.json de eval/reports).")
    ] = None,
) -> None:
    """Run the evaluation. Exit code 0 when done or accepted, 1 when the gate refuses, 2 for bad options."""
    if context.invoked_subcommand:
        return
    with _told():
        if compare:
            from eval import command

            typer.echo(command.compare(*compare))
        elif questions:
            _own_questions(questions)
        else:
            _measure(only, part, jobs, gate, accept, quick, baseline)


def _measure(only: str, part: Part, jobs: int, gate: bool, accept: bool, quick: bool, baseline: Path | None) -> None:
    from assistant.settings import load_settings
    from eval import command

    options = command.Options(only, part.value, jobs, gate, accept, quick, baseline)
    with Bars() as bars:
        run, refused, reports = command.evaluate(load_settings(), options, bars.named)
    for line in [*command.summary(run), *(f"Rapport : {path}" for path in reports)]:
        typer.echo(line)
    if gate:
        for fault in refused:
            typer.echo(f"Refusé — {fault}", err=True)
        typer.echo(f"Barrière, corpus « {run.corpus} » : {'refusée' if refused else 'passée'}.")
    if refused:
        raise typer.Exit(REFUSED)


def _own_questions(path: Path) -> None:
    from assistant.assembly import make_assistant
    from assistant.settings import load_settings
    from eval import own_questions

    rows = own_questions.read_questions(path)
    typer.echo(own_questions.report(own_questions.measure(make_assistant(load_settings()), rows)))


def panel(
    questions: Annotated[
        Path | None, typer.Argument(help="questions.jsonl (ou .csv) du panel.", metavar="QUESTIONS")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Dossier des réponses et de la feuille.")] = None,
    grades: Annotated[
        Path | None, typer.Option("--grades", help="Notes (feuille.csv remplie, ou grades.jsonl) : les compte.")
    ] = None,
    compare: Annotated[tuple[Path, Path] | None, typer.Option("--compare", help="Deux dossiers de panels.")] = None,
) -> None:
    """Answer a panel and write its sheets, or check and count its grades, or compare two."""
    with _told():
        from eval import panel as panels

        if compare:
            typer.echo(panels.compare(*compare))
        elif grades:
            folder = out or grades.parent
            source = questions or folder / panels.QUESTIONS
            typer.echo(panels.grade_folder(folder, source, grades))
        elif questions:
            from assistant.assembly import make_assistant
            from assistant.settings import load_settings

            asked = panels.read_lines(questions, panels.Question)
            folder = out or questions.parent
            panels.write_sheets(folder, asked, panels.answer_panel(make_assistant(load_settings()), asked))
            typer.echo(f"{len(asked)} réponses ; feuille à remplir : {folder / panels.SHEET}")
        else:
            raise panels.PanelError("Donnez QUESTIONS, ou --grades FICHIER, ou --compare A B.")


@contextmanager
def _told() -> Iterator[None]:
    """Tell in French what cannot be done, with its exit code."""
    try:
        yield
    except ModuleNotFoundError as error:
        typer.echo(f"L'évaluation a besoin de {error.name}, introuvable ici.", err=True)
        raise typer.Exit(BAD_INPUT) from error
    except (ValueError, OSError, IndexStoreError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(BAD_INPUT) from error


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
