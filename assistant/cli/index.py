"""`aesh index`: build, report, roll back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.console import progress
from assistant.cli.french import FrenchCommand

if TYPE_CHECKING:
    from assistant.ingestion.pipeline import Ingestion, Progress

TO_REVIEW = 3


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(
        "index",
        cls=FrenchCommand,
        help="Construit ou met à jour l'index : fiches, dossier des guides, dossiers nommés.",
    )(index)


def index(
    folders: Annotated[
        list[Path] | None, typer.Argument(help="Autres dossiers à indexer.", metavar="DOSSIER…")
    ] = None,
    report: Annotated[bool, typer.Option("--report", help="Montre ce qu'est devenu chaque fichier.")] = False,
    rollback: Annotated[bool, typer.Option("--rollback", help="Remet en service l'index précédent.")] = False,
    forget: Annotated[
        bool, typer.Option("--forget", help="Oublie les documents et les dossiers qui ne sont plus là.")
    ] = False,
    official: Annotated[
        list[str] | None,
        typer.Option("--official", help="Fichier qui est bien un texte officiel (loi, décret…).", metavar="FICHIER"),
    ] = None,
) -> None:
    """Run the ingestion. Exit code 0 when every file was read, 3 when some are to be looked at."""
    from assistant.ingestion.pipeline import Ingestion
    from assistant.settings import load_settings

    ingestion = Ingestion.from_settings(load_settings())
    if rollback:
        manifest = ingestion.rollback()
        typer.echo(f"Index précédent remis en service ({manifest.counts.documents} documents).")
        return
    with progress("Indexation") as advance:
        outcome = _run(ingestion, folders or [], advance, official or [], forget)
    if report:
        typer.echo(table(outcome))
    typer.echo(summary(outcome))
    if outcome.folders:
        typer.echo(f"Dossiers retenus : {', '.join(outcome.folders)}.")
    for file in outcome.to_review:
        typer.echo(f"À revoir — {file.file} : {' '.join(file.notes)}", err=True)
    if outcome.to_review:
        raise typer.Exit(TO_REVIEW)


def _run(
    ingestion: Ingestion, folders: list[Path], advance: Progress, official: list[str], forget: bool
) -> IngestionReport:
    """Run the ingestion; where a document would be lost, ask whoever is at the keyboard."""
    from assistant.ingestion.pipeline import DocumentsLostError

    try:
        return ingestion.run(folders, advance, official=official, forget=forget)
    except DocumentsLostError as error:
        if not sys.stdin.isatty():
            raise
        typer.echo(str(error), err=True)
        typer.confirm("Les oublier maintenant ?", abort=True)
        return ingestion.run(folders, advance, official=official, forget=True)


from assistant.ingestion.report import IngestionReport, Outcome  # noqa: E402


def summary(report: IngestionReport) -> str:
    """Return the run in one line."""
    counts = {outcome: sum(f.outcome is outcome for f in report.files) for outcome in Outcome}
    parts = [f"{number} {outcome}{'s' if number > 1 else ''}" for outcome, number in counts.items() if number]
    state = "index reconstruit" if report.rebuilt else "index déjà à jour"
    return f"{', '.join(parts) or 'aucun fichier'} ; {state}."


def table(report: IngestionReport) -> str:
    """Return one line per file: outcome, pages, sections, chunks, notes."""
    lines = ["fichier | état | pages | sections | passages | remarques"]
    for file in report.files:
        pages = "" if file.pages is None else str(file.pages)
        notes = " ".join(file.notes)
        lines.append(
            f"{file.file} | {file.outcome} | {pages} | {file.sections} | {file.chunks} | {notes}".rstrip(" |")
        )
    return "\n".join(lines)
