"""`aesh corpus`: what is to be checked again, which guide sections no fiche covers, which guide figures look old."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.french import FrenchCommand, FrenchGroup

FAILED = 1
TO_REVIEW = 3


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    group = typer.Typer(
        cls=FrenchGroup, help="Vérifie le corpus : fraîcheur, couverture, chiffres des guides.", no_args_is_help=True
    )
    group.command("check", cls=FrenchCommand, help="Liste ce qui est à relire ; échoue au-delà d'une limite.")(check)
    group.command(
        "coverage", cls=FrenchCommand, help="Montre les fiches qui couvrent chaque partie de chaque guide."
    )(coverage)
    group.command("guides", cls=FrenchCommand, help="Compare les chiffres des guides avec les règles en vigueur.")(
        guides
    )
    app.add_typer(group, name="corpus")


def check(
    on: Annotated[str, typer.Option("--au", help="Jour du contrôle (AAAA-MM-JJ), aujourd'hui par défaut.")] = "",
) -> None:
    """List what is past its review date and the articles that moved. Exit code 1 when something is too late."""
    from assistant.fiches.freshness import LATE_DAYS, stale
    from assistant.fiches.loader import load_fiches
    from assistant.fiches.moved import MOVES, load_moves, moved, told
    from assistant.fiches.registry import REGISTRY, load_registry
    from assistant.settings import load_settings

    day = _day(on)
    fiches = load_fiches(load_settings().fiches_dir)
    registry = load_registry(REGISTRY)
    moves = moved(load_moves(MOVES, registry), fiches, day)
    found = stale(fiches, registry, day, moves)
    typer.echo("Articles déplacés, et les fiches qui en dépendent :")
    for move in moves:
        typer.echo(f"  {told(move.move)} ; fiches : {', '.join((*move.current, *move.old)) or 'aucune'}")
    for item in found:
        typer.echo(f"{item.what} : {item.why}")
    typer.echo(f"{len(fiches)} fiches, {len(found)} point(s) à revoir au {day:%d/%m/%Y}.")
    if any(item.past_limit for item in found):
        typer.echo(f"En retard de plus de {LATE_DAYS} jours : à relire avant de publier.", err=True)
        raise typer.Exit(FAILED)


def coverage(
    folders: Annotated[list[Path] | None, typer.Argument(help="Dossiers de guides.", metavar="DOSSIER…")] = None,
) -> None:
    """Print the fiches of each section. Exit code 3 when a section is left bare."""
    from assistant.fiches.coverage import coverage as covered
    from assistant.fiches.coverage import registered_guide
    from assistant.fiches.loader import load_fiches
    from assistant.fiches.registry import REGISTRY, load_registry
    from assistant.ingestion.reading import read_guides
    from assistant.settings import load_settings

    settings = load_settings()
    fiches = load_fiches(settings.fiches_dir)
    registry = load_registry(REGISTRY)
    bare = total = 0
    for record in read_guides(settings.guides_dir, folders or [], settings.max_pages):
        guide = registered_guide(record.source, registry)
        typer.echo(f"{record.source.title} ({guide or 'absent du registre'})")
        for item in covered(guide or "", record.sections, fiches):
            typer.echo(f"  {item.section} : {', '.join(item.fiches) or item.excused or 'AUCUNE FICHE'}")
            total += 1
            bare += item.bare
    typer.echo(f"{total} parties, {bare} sans fiche.")
    if bare:
        raise typer.Exit(TO_REVIEW)


def guides(
    folders: Annotated[list[Path] | None, typer.Argument(help="Dossiers de guides.", metavar="DOSSIER…")] = None,
    on: Annotated[str, typer.Option("--au", help="Jour de la règle (AAAA-MM-JJ), aujourd'hui par défaut.")] = "",
) -> None:
    """Print the figures of each guide that are not those of the rule. Exit code 3 when there are some."""
    from assistant.fiches.guide_check import compared, doubts
    from assistant.ingestion.reading import read_guides
    from assistant.settings import load_settings

    day = _day(on)
    settings = load_settings()
    total = 0
    for record in read_guides(settings.guides_dir, folders or [], settings.max_pages):
        found = doubts(record.sections, day)
        typer.echo(f"{record.source.title} : {len(compared(record.sections, day))} chiffre(s) comparé(s)")
        for doubt in found:
            typer.echo(f"  {doubt}")
        total += len(found)
    typer.echo(f"{total} chiffre(s) à revoir au {day:%d/%m/%Y}.")
    if total:
        raise typer.Exit(TO_REVIEW)


def _day(text: str) -> datetime.date:
    """Read the day typed, today when none is. Raises `typer.BadParameter` in French."""
    try:
        return datetime.date.fromisoformat(text) if text else datetime.date.today()  # noqa: DTZ011 (the user's own day)
    except ValueError as error:
        raise typer.BadParameter(f"« {text} » n'est pas une date AAAA-MM-JJ.", param_hint="--au") from error
