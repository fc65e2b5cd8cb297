"""`aesh batch`: conversations in (JSON lines or YAML), answers out, each turn as the page answers it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.answering.service import Assistant
from assistant.cli.console import BatchError, progress, replaced_at_end
from assistant.index.errors import IndexStoreError

HELP = """Répond à un fichier de questions ou de conversations, comme la page.

ENTRÉE : un objet par ligne (.jsonl), ou une liste (.yaml). Chaque objet porte « id » et « question », ou « turns » :
les messages d'une conversation, dans l'ordre. Un message est un texte, ou un objet {"question", "corrections"} : les
faits du dossier modifiés (« anciennete-0 » : « 4 ans ») ou effacés (null) à partir de ce message, par leur clé
dans « case ».

SORTIE : une ligne par objet, {"id", "answers"} avec une réponse complète par message, ou {"id", "error"} pour un
objet illisible ou sans réponse ; la commande finit alors avec le code 3.
"""
FAILED = 3
YAML = {".yaml", ".yml"}


@dataclass(frozen=True)
class Message:
    """One turn: what is asked, and the facts edited or erased since."""

    question: str
    corrections: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Conversation:
    """One object of the file; `error` says in French why it cannot be read."""

    identity: Any
    turns: tuple[Message, ...] = ()
    error: str = ""


def batch(
    source: Annotated[Path, typer.Argument(help="Fichier .jsonl ou .yaml.", metavar="ENTRÉE")],
    target: Annotated[Path, typer.Argument(help="Fichier JSONL à écrire.", metavar="SORTIE")],
) -> None:
    """Answer every conversation of `source`; a turn sees the turns before it."""
    from assistant.assembly import make_assistant
    from assistant.settings import load_settings

    found = list(conversations(source))
    assistant = make_assistant(load_settings())
    failed = 0
    with replaced_at_end(target) as file, progress("Réponses") as advance:
        for done, conversation in enumerate(found, 1):
            row = answered(assistant, conversation)
            failed += "error" in row
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            advance(done, len(found))
    if failed:
        typer.echo(f"{failed} sur {len(found)} sans réponse : voyez « error » dans {target.name}.", err=True)
        raise typer.Exit(FAILED)


def answered(assistant: Assistant, conversation: Conversation) -> dict[str, Any]:
    """Return the line to write for a conversation. Raises the errors of the index, which stop every conversation."""
    if conversation.error:
        return {"id": conversation.identity, "error": conversation.error}
    questions = [turn.question for turn in conversation.turns]
    corrections: dict[str, str | None] = {}
    answers: list[dict[str, Any]] = []
    for place, turn in enumerate(conversation.turns):
        corrections |= turn.corrections
        try:
            answer = assistant.ask(turn.question, questions[:place], corrections)
        except IndexStoreError:
            raise
        except Exception as error:
            reason = f"Le message n° {place + 1} n'a pas pu recevoir de réponse ({type(error).__name__})."
            return {"id": conversation.identity, "answers": answers, "error": reason}
        answers.append(answer.model_dump(mode="json"))
    return {"id": conversation.identity, "answers": answers}


def conversations(path: Path) -> Iterator[Conversation]:
    """Yield the conversations of a file. Raises `BatchError` when the file itself cannot be read."""
    if not path.is_file():
        raise BatchError(f"Fichier introuvable : {path}.")
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    for place, item in _yaml(path, text) if path.suffix in YAML else _lines(text):
        yield item if isinstance(item, Conversation) else _conversation(place, item)


def _lines(text: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.splitlines(), 1):
        place = f"Ligne {number}"
        if line.strip():
            try:
                yield place, json.loads(line)
            except json.JSONDecodeError as error:
                yield place, Conversation(None, error=f"{place} : ce n'est pas du JSON ({error.msg}).")


def _yaml(path: Path, text: str) -> Iterator[tuple[str, Any]]:
    import yaml

    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", ligne {mark.line + 1}" if mark else ""
        raise BatchError(f"{path.name}{where} : ce n'est pas du YAML.") from None
    if not isinstance(found, list):
        raise BatchError(
            f"{path.name} : il faut une liste d'objets, chacun avec « id » et « question » ou « turns »."
        )
    for number, item in enumerate(found, 1):
        yield f"Objet {number}", item


def _conversation(place: str, item: Any) -> Conversation:  # noqa: ANN401 (what a file holds)
    if not isinstance(item, dict) or "id" not in item:
        return Conversation(None, error=f"{place} : il faut un objet avec « id ».")
    turns = item.get("turns", item.get("question"))
    given = turns if isinstance(turns, list) else [turns]
    read = [_message(turn) for turn in given]
    if not read or any(message is None for message in read):
        error = f"{place} : il faut « question » (un texte) ou « turns » (une liste de textes)."
        return Conversation(item["id"], error=error)
    return Conversation(item["id"], tuple(message for message in read if message))


def _message(turn: object) -> Message | None:
    if isinstance(turn, str):
        return Message(turn)
    if not isinstance(turn, dict) or not isinstance(turn.get("question"), str):
        return None
    corrections = turn.get("corrections") or {}
    readable = isinstance(corrections, dict) and all(
        isinstance(key, str) and isinstance(value, str | None) for key, value in corrections.items()
    )
    return Message(turn["question"], corrections) if readable else None
