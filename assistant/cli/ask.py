"""`aesh ask` and `aesh batch`: questions in, answers out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.console import progress, read_lines, replaced_at_end, turns_of
from assistant.cli.french import FrenchCommand
from assistant.domain.answer import Answer


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command("ask", cls=FrenchCommand, help="Répond à une question, avec ses sources.")(ask)
    app.command("batch", cls=FrenchCommand, help="Répond à un fichier JSONL de questions ou de conversations.")(batch)


def ask(
    question: Annotated[str, typer.Argument(help="La question, entre guillemets.")],
    as_json: Annotated[bool, typer.Option("--json", help="Donne la réponse complète en JSON.")] = False,
) -> None:
    """Answer one question."""
    from assistant.answering.factory import make_assistant
    from assistant.settings import load_settings

    answer = make_assistant(load_settings()).ask(question)
    typer.echo(answer.model_dump_json(indent=2) if as_json else as_text(answer))


def batch(
    source: Annotated[Path, typer.Argument(help="Fichier JSONL : id, et question ou turns.", metavar="ENTRÉE")],
    target: Annotated[Path, typer.Argument(help="Fichier JSONL à écrire.", metavar="SORTIE")],
) -> None:
    """Answer every line of `source`; a conversation's turns see the turns before them."""
    import json

    from assistant.answering.factory import make_assistant
    from assistant.settings import load_settings

    items = [(item["id"], turns_of(number, item)) for number, item in read_lines(source)]
    assistant = make_assistant(load_settings())
    with replaced_at_end(target) as file, progress("Réponses") as advance:
        for done, (identity, turns) in enumerate(items, 1):
            answers = [assistant.ask(turn, turns[:n]).model_dump(mode="json") for n, turn in enumerate(turns)]
            file.write(json.dumps({"id": identity, "answers": answers}, ensure_ascii=False) + "\n")
            advance(done, len(items))


def as_text(answer: Answer) -> str:
    """Return an answer as plain text: the text, the caveats, then the numbered sources with their quotes."""
    parts = [answer.text]
    parts += [f"Attention : {caveat}" for caveat in answer.caveats]
    if answer.questions:
        parts.append("\n".join(f"- {q.question}" for q in answer.questions))
    if answer.citations:
        parts.append("Sources")
    for c in answer.citations:
        where = ", ".join(x for x in (c.title, c.publisher, c.section, f"page {c.page}" if c.page else "") if x)
        parts.append(f"[{c.n}] {where}\n    « {' '.join(c.quote.split())} »")
    return "\n\n".join(parts)
