"""What `aesh calc` does with its words: the options of a calculator are the fields of its situation."""

from __future__ import annotations

import difflib
import json
import sys
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from assistant.domain.calculation import Calculation
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.errors import SituationError
from assistant.rules.core.french import FrenchValueError
from assistant.rules.core.inputs import asked
from assistant.rules.exports.calendar_file import as_calendar
from assistant.rules.exports.text import as_text
from assistant.rules.registry import all_calculators, find, modules
from assistant.rules.running import answer

FORMATS = ("text", "json", "ics")
USAGE = """Utilisation :
  aesh calc --list [--json]                       liste des calculs (avec leur schéma en JSON)
  aesh calc ID --help                             faits demandés par un calcul
  aesh calc ID --champ valeur [--champ valeur]    calcul, un fait par option
  aesh calc ID --json '{"champ": "valeur"}'       calcul, faits en JSON (« --json - » : entrée standard)
  --format text|json|ics                          forme du résultat (texte par défaut)

Codes de sortie : 0 résultat ; 2 saisie à corriger ; 3 pas de résultat (question, non concerné, hors champ)."""


class CommandError(FrenchValueError):
    """Words of the command line that cannot be used; the message is French."""


@dataclass
class Command:
    """The words of the command line, sorted."""

    calculator: str = ""
    listing: bool = False
    as_json: bool = False
    help: bool = False
    format: str = "text"
    facts: dict[str, Any] = field(default_factory=dict)


def run(words: list[str]) -> tuple[str, bool]:
    """Return (what to print, whether it is a result). Raises `CommandError` for anything unusable."""
    command = parse(words)
    if command.listing:
        return (_list_json() if command.as_json else _list_text()), True
    if not command.calculator:
        return USAGE, True
    calculator = _find(command.calculator)
    if command.help:
        return _fields(calculator), True
    try:
        found = answer(calculator, command.facts, date.today())  # noqa: DTZ011 (the day of the person who asks)
        return _written(found, command.format), found.outcome == "result"
    except (SituationError, FrenchValueError) as error:
        raise CommandError(str(error)) from error


def parse(words: list[str]) -> Command:
    """Sort the words: `--list`, `--json [text]`, `--format`, `--help`, the id, and one option per field."""
    command, rest = Command(), list(words)
    while rest:
        word = rest.pop(0)
        if not word.startswith("--"):
            _take_id(command, word)
            continue
        name, equals, value = word.removeprefix("--").partition("=")
        name = name.replace("-", "_")
        if name in ("list", "help"):
            command.listing |= name == "list"
            command.help |= name == "help"
        elif name == "json" and (command.listing or rest[:1] == ["--list"]):
            command.as_json = True
        else:
            _take_option(command, name, value if equals else _next(rest, word))
    return command


def _take_id(command: Command, word: str) -> None:
    if command.calculator:
        raise CommandError(f"Mot en trop : « {word} ». Écrivez chaque fait ainsi : --champ valeur.")
    command.calculator = word


def _next(rest: list[str], word: str) -> str:
    if not rest or rest[0].startswith("--"):
        raise CommandError(f"L'option {word} demande une valeur.")
    return rest.pop(0)


def _take_option(command: Command, name: str, value: str) -> None:
    if name == "json":
        command.facts |= _read_json(sys.stdin.read() if value == "-" else value)
    elif name == "format":
        if value not in FORMATS:
            raise CommandError(f"Format « {value} » inconnu ; choisissez {', '.join(FORMATS)}.")
        command.format = value
    elif name in command.facts:
        earlier = command.facts[name]
        command.facts[name] = [*(earlier if isinstance(earlier, list) else [earlier]), value]
    else:
        command.facts[name] = _json_or_text(value)


def _read_json(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text, parse_float=Decimal)
    except (json.JSONDecodeError, RecursionError, ValueError):
        found = None
    if not isinstance(found, dict):
        raise CommandError("Le texte donné après --json n'est pas un objet JSON ; exemple : '{\"quotite\": 62}'.")
    return found


def _json_or_text(value: str) -> object:
    """Read lists and tables as JSON, and leave the rest to the parsers of the fields."""
    if value[:1] not in ("[", "{"):
        return value
    try:
        return json.loads(value, parse_float=Decimal)
    except ValueError:
        return value


def _find(name: str) -> Calculator[Any]:
    wanted = name.replace("-", "_")
    if wanted in modules():
        return find(wanted)
    near = difflib.get_close_matches(wanted, modules(), n=3, cutoff=0.5)
    hint = f" Vouliez-vous dire : {', '.join(near)} ?" if near else " Voyez : aesh calc --list."
    raise CommandError(f"Calcul inconnu : « {name} ».{hint}")


def _written(found: Calculation, form: str) -> str:
    if form == "json":
        return found.model_dump_json(indent=2)
    if form == "ics":
        return as_calendar(found, datetime.now(UTC)).decode("utf-8")
    return as_text(found)


def _list_json() -> str:
    entries = [
        {
            "id": c.id,
            "title": c.title,
            "public": c.public,
            "theme": c.theme,
            "schema": c.situation.model_json_schema(),
        }
        for c in all_calculators()
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2)


def _list_text() -> str:
    return "\n".join(f"{c.id:<34} {c.title} ({c.public})" for c in all_calculators())


def _fields(calculator: Calculator[Any]) -> str:
    lines = [f"{calculator.title} ({calculator.public})", ""]
    for name, info in calculator.situation.model_fields.items():
        about = asked(info)
        hints = [about.get("help", ""), " / ".join(about.get("choices", {}))]
        hints += [f"Exemple : {about['example']}"] if isinstance(about.get("example"), str | int) else []
        fact = about.get("fact", name)
        also = f" (ou --{fact})" if fact != name else ""
        lines += [f"  --{name}{also}", *(f"      {line}" for line in [about.get("question", ""), *hints] if line)]
    return "\n".join(lines)
