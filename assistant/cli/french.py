"""French for what the command-line library says in English: help pages and usage errors."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

_HELP_WORDS = (
    (re.compile(r"^Usage: ", re.MULTILINE), "Utilisation : "),
    (re.compile(r"\[OPTIONS\]"), "[OPTIONS]"),
    (re.compile(r"COMMAND \[ARGS\]\.\.\."), "COMMANDE [ARGUMENTS]…"),
    (re.compile(r"^Options:", re.MULTILINE), "Options :"),
    (re.compile(r"^Commands:", re.MULTILINE), "Commandes :"),
    (re.compile(r"^Arguments:", re.MULTILINE), "Arguments :"),
    (re.compile(r"Show this message and exit\."), "Montre cette aide."),
    (re.compile(r"\[default: "), "[par défaut : "),
    (re.compile(r"\[required\]"), "[obligatoire]"),
    (re.compile(r"\b(?:INTEGER|INT)\b(?: RANGE)?"), "NOMBRE"),
    (re.compile(r"\b(?:PATH|FILE)\b"), "CHEMIN"),
    (re.compile(r"\bTEXT\b"), "TEXTE"),
)


def translated(help_page: str) -> str:
    """Return a help page with the library's own words in French."""
    for pattern, french in _HELP_WORDS:
        help_page = pattern.sub(french, help_page)
    return help_page


class FrenchCommand(TyperCommand):
    """A command whose help is French."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 (the library's private context)
        """Return the help page."""
        return translated(super().get_help(ctx))


class FrenchGroup(TyperGroup):
    """A group of commands whose help is French."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 (the library's private context)
        """Return the help page."""
        return translated(super().get_help(ctx))


def usage_error(error: Any) -> str:  # noqa: ANN401 (the library's errors are private)
    """Return a usage error as one French sentence, with where to find help."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return translated(str(error.format_message()))
    path = error.ctx.command_path if getattr(error, "ctx", None) else "aesh"
    return f"{_what(error, kind)} Voyez « {path} --help »."


def _what(error: Any, kind: str) -> str:  # noqa: ANN401 (the library's errors are private)
    parameter = getattr(error, "param", None)
    name = (parameter.opts[0] if parameter and parameter.opts else "") if parameter else ""
    shown = name if name.startswith("-") else (getattr(parameter, "metavar", None) or name).upper()
    if kind == "MissingParameter":
        return f"Il manque {shown}."
    if kind == "NoSuchOption":
        return f"Option inconnue : {error.option_name}."
    if kind == "BadOptionUsage":
        return f"L'option {error.option_name} demande une valeur."
    if kind == "BadParameter":
        return f"Valeur incorrecte pour {shown}."
    word = re.search(r"'([^']*)'", error.format_message())
    return f"Commande ou argument inconnu : {word[1]}." if word else "Commande mal écrite."
