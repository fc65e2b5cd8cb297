"""`aesh ask`: a question in, an answer out."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.console import Console

from assistant.cli.batch import HELP, batch
from assistant.cli.french import FrenchCommand
from assistant.cli.trace import print_trace
from assistant.domain.answer import Answer


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command("ask", cls=FrenchCommand, help="Répond à une question, avec ses sources.")(ask)
    app.command("batch", cls=FrenchCommand, help=HELP)(batch)


def ask(
    question: Annotated[str, typer.Argument(help="La question, entre guillemets.")],
    history: Annotated[
        list[str] | None,
        typer.Option("--history", help="Une question d'avant dans la conversation ; à répéter, de la plus ancienne."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Donne la réponse complète en JSON.")] = False,
    with_trace: Annotated[
        bool, typer.Option("--trace", help="Montre aussi comment la réponse est venue ; avec --json, en JSON.")
    ] = False,
) -> None:
    """Answer one question, after those of `history`; with `--trace`, tell how the answer came about."""
    from assistant.assembly import make_assistant
    from assistant.model.texts import notice_of
    from assistant.settings import load_settings

    settings = load_settings()
    if told := notice_of(settings):
        typer.echo(told, err=True)
    if not with_trace:
        answer = make_assistant(settings).ask(question, history or [])
        typer.echo(answer.model_dump_json(indent=2) if as_json else as_text(answer))
        return
    answer, trace = make_assistant(settings).trace(question, history or [])
    if as_json:
        both = {"answer": answer.model_dump(mode="json"), "trace": trace.model_dump(mode="json")}
        typer.echo(json.dumps(both, ensure_ascii=False, indent=2))
        return
    typer.echo(as_text(answer))
    print_trace(trace, Console())


def as_text(answer: Answer) -> str:
    """Return an answer as plain text: its blocks, what may be asked next, then the sources with their quotes."""
    parts = [answer.text]
    if answer.next_steps:
        parts.append("\n".join(["À demander ensuite :", *(f"- {step.label}" for step in answer.next_steps)]))
    if answer.citations:
        parts.append("Sources")
    for c in answer.citations:
        where = ", ".join(x for x in (c.title, c.publisher, c.section, f"page {c.page}" if c.page else "") if x)
        parts.append(f"[{c.n}] {where}\n    « {' '.join(c.quote.split())} »")
    return "\n\n".join(parts)
