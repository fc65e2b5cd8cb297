"""Dossiers as a JSON file: what the page keeps on the device, exports and takes back."""

from __future__ import annotations

import json
from collections.abc import Mapping

from assistant.interview.case import KEY, NOTE, InterviewCase
from assistant.interview.words import note_keys
from assistant.rules.core.french import FrenchValueError

FORMAT = "aesh-entretien"
VERSION = 1
NOT_OURS = (
    "Ce fichier n'est pas un dossier d'entretien enregistré par cette page : choisissez un fichier .json exporté ici."
)


def field_names() -> tuple[str, ...]:
    """Return the names of everything that a dossier holds, in the order of the sheet."""
    return (KEY, *InterviewCase.model_fields, *(NOTE + key for key in note_keys()))


def kept(raw: Mapping[str, str]) -> dict[str, str]:
    """Return the answers worth keeping: known names, not empty."""
    return {name: raw[name] for name in field_names() if raw.get(name, "").strip()}


def pack(raw: Mapping[str, str]) -> str:
    """Return the JSON file of one dossier's answers, as they were typed."""
    content = {"format": FORMAT, "version": VERSION, "dossiers": [kept(raw)]}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def unpack(text: str) -> tuple[dict[str, str], ...]:
    """Return the answers of each dossier of a JSON file. Raises `FrenchValueError` for anything else."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        raise FrenchValueError(NOT_OURS) from None
    if not isinstance(content, dict) or content.get("format") != FORMAT or content.get("version") != VERSION:
        raise FrenchValueError(NOT_OURS)
    dossiers = content.get("dossiers")
    if not isinstance(dossiers, list) or not dossiers or not all(map(_is_flat, dossiers)):
        raise FrenchValueError(NOT_OURS)
    return tuple(kept(dossier) for dossier in dossiers)


def _is_flat(dossier: object) -> bool:
    return isinstance(dossier, dict) and all(isinstance(value, str) for value in dossier.values())
