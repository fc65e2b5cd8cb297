"""`aesh index`: build, report, roll back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.console import progress
from assistant.cli.french import FrenchCommand

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
        outcome = ingestion.run(folders or [], advance)
    if report:
        typer.echo(table(outcome))
    typer.echo(summary(outcome))
    for file in outcome.to_review:
        typer.echo(f"À revoir — {file.file} : {' '.join(file.notes)}", err=True)
    if outcome.to_review:
        raise typer.Exit(TO_REVIEW)


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
