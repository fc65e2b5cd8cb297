"""Errors of the fiches and of the registry of sources, in French."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

_MESSAGES = {
    "missing": "champ obligatoire absent",
    "extra_forbidden": "champ inconnu",
    "enum": "valeur non admise ; valeurs possibles : {expected}",
    "literal_error": "valeur non admise ; valeurs possibles : {expected}",
    "too_short": "liste trop courte : {actual_length} élément(s) au lieu de {min_length} au moins",
    "too_long": "liste trop longue : {actual_length} éléments au lieu de {max_length} au plus",
    "string_too_short": "texte vide ou trop court",
    "string_pattern_mismatch": "forme non admise (attendu : {pattern})",
    "string_type": "un texte est attendu",
    "tuple_type": "une liste est attendue",
    "dict_type": "une table est attendue",
    "model_type": "une table est attendue",
    "date_from_datetime_parsing": "une date est attendue, sous la forme 2026-11-22",
    "date_parsing": "une date est attendue, sous la forme 2026-11-22",
    "date_type": "une date est attendue, sous la forme 2026-11-22",
}


class FicheError(ValueError):
    """A fiche or a registry that cannot be used; the message names the file and what to mend."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(f"{path} : {message}")
        self.path = path


def in_french(error: ValidationError) -> str:
    """Return what pydantic found, one « champ « x » : … » per fault, without its English wording."""
    return " ; ".join(_one(details) for details in error.errors())


def _one(details: ErrorDetails) -> str:
    context = details.get("ctx", {})
    if details["type"] == "value_error":
        message = str(context["error"])
    else:
        message = _MESSAGES.get(details["type"], "valeur incorrecte").format(**context)
    where = ".".join(str(part) for part in details["loc"])
    return f"champ « {where} » : {message}" if where else message
