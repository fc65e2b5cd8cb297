"""`aesh search`: the passages alone, best first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.console import BatchError, progress, read_lines, replaced_at_end, turns_of
from assistant.cli.french import FrenchCommand

if TYPE_CHECKING:
    from assistant.domain.corpus import Passage


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("search", cls=FrenchCommand, help="Cherche des passages dans les fiches et les guides.")(search)


def search(
    question: Annotated[str, typer.Argument(help="La question (sans --batch).")] = "",
    target: Annotated[Path | None, typer.Argument(help="Fichier à écrire (avec --batch).", metavar="SORTIE")] = None,
    k: Annotated[int, typer.Option("--k", min=1, max=50, help="Nombre de passages.")] = 10,
    fiches: Annotated[bool, typer.Option("--fiches/--no-fiches", help="Cherche aussi dans les fiches.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Donne les passages en JSON.")] = False,
    batch: Annotated[Path | None, typer.Option("--batch", help="Fichier JSONL de questions.")] = None,
) -> None:
    """Search for one question, or for every line of a JSONL file."""
    from assistant.assembly import open_retriever
    from assistant.settings import load_settings

    if batch is None:
        if not question.strip():
            raise BatchError("Écrivez une question entre guillemets, ou donnez --batch ENTRÉE SORTIE.")
        found = [as_row(p) for p in open_retriever(load_settings()).chunks(question, k, fiches=fiches)]
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2) if as_json else as_text(found))
        return
    output = target or (Path(question) if question else None)
    if output is None:
        raise BatchError("Donnez le fichier à écrire : aesh search --batch ENTRÉE SORTIE.")
    items = [(item["id"], turns_of(number, item)) for number, item in read_lines(batch)]
    retriever = open_retriever(load_settings())
    with replaced_at_end(output) as file, progress("Recherche") as advance:
        for done, (identity, (*earlier, last)) in enumerate(items, 1):
            passages = retriever.chunks(last, k, fiches=fiches, history=earlier[-1:])
            rows = [as_row(p) for p in passages]
            file.write(json.dumps({"id": identity, "passages": rows}, ensure_ascii=False) + "\n")
            advance(done, len(items))


def as_row(passage: Passage) -> dict[str, Any]:
    """Return a passage as the flat object of the batch output; `page` is the printed number where there is one."""
    chunk = passage.chunk
    page = chunk.page_label or (str(chunk.page) if chunk.page else None)
    return {
        "text": chunk.text,
        "source_id": passage.source.source_id,
        "title": passage.source.title,
        "section": passage.section.heading,
        "page": page,
        "score": round(passage.score, 6),
    }


def as_text(rows: list[dict[str, Any]]) -> str:
    """Return passages as numbered paragraphs."""
    parts = []
    for number, row in enumerate(rows, 1):
        where = ", ".join(
            x for x in (row["title"], row["section"], f"page {row['page']}" if row["page"] else "") if x
        )
        parts.append(f"{number}. {where} ({row['score']:.4f})\n{row['text']}")
    return "\n\n".join(parts) or "Aucun passage trouvé."
