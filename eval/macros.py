"""The macros of the sets: `{date:2026-11-30}`, `{mois:2}`, `{euros:1132}` stand for patterns that accept any writing.

Patterns are matched against folded text (no accents, no case, single spaces, straight apostrophes).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache

MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
_UNITS = "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
_MACRO = re.compile(r"\{([a-z]+)(?::([^{}]*))?\}")
_ASKING = (
    r"(?:\bquels?\b|\bquelles?\b|combien|depuis quand|a partir de quand|\bquand\b|precise|indique|dites|donne[zr]"
    r"|besoin (?:de|d')|depend|selon|avez-vous|etes-vous|est-ce|votre|vos\b|\?)"
)
_RANKED = r"(?: (?:premier|premiere|dernier|derniere|prochain|prochaine)s?)?"
_BEFORE, _AFTER = r"(?<![\w.,/-])", r"(?![\w]|[.,]\d)"


class MacroError(ValueError):
    """A macro that does not exist or whose value cannot be read."""


def expand(pattern: str) -> str:
    """Return `pattern` with its macros written out. Raises `MacroError` for a macro or a pattern that is none."""
    whole = _MACRO.sub(_expanded, pattern)
    try:
        re.compile(whole)
    except re.error as error:
        raise MacroError(f"motif illisible : {pattern} ({error})") from error
    return whole


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return the compiled pattern, macros written out; `.` also matches a line's end."""
    return re.compile(expand(pattern), re.DOTALL)


def words_of(number: int) -> str:
    """Return a number from 0 to 79 in folded French words, as a pattern where several forms exist, else ""."""
    if number <= 16:
        return "(?:un|une)" if number == 1 else _UNITS[number]
    if number <= 19:
        return f"dix[ -]{_UNITS[number - 10]}"
    if number >= 80:
        return ""
    tens, rest = min(number // 10 * 10, 60), number - min(number // 10 * 10, 60)
    if not rest:
        return _TENS[tens]
    link = "[ -]et[ -]" if rest in (1, 11) else "[ -]"
    return f"{_TENS[tens]}{link}{words_of(rest)}"


def _expanded(match: re.Match[str]) -> str:
    name, value = match[1], match[2] or ""
    if name not in MACROS:
        raise MacroError(f"macro inconnue : {match[0]} (connues : {', '.join(sorted(MACROS))})")
    try:
        return MACROS[name](value)
    except ValueError as error:
        raise MacroError(f"valeur illisible dans {match[0]}") from error


def _number(value: str) -> str:
    """A whole or decimal number in digits, or in words up to 79, with « deux (2) » and « 2 (deux) » accepted."""
    whole, _, decimals = value.replace(",", ".").partition(".")
    if decimals:
        return rf"{int(whole)}[.,]{decimals.rstrip('0')}0*"
    forms = [rf"0?{_grouped(int(whole))}(?:[.,]0+)?", words_of(int(whole))]
    either = "(?:" + "|".join(f for f in forms if f) + ")"
    return rf"{either}(?: \({either}\))?"


def _grouped(number: int) -> str:
    """Digits, with an optional space before each group of three."""
    digits = str(number)
    groups = [digits[max(0, end - 3) : end] for end in range(len(digits), 0, -3)][::-1]
    return "[ .]?".join(groups)


def _with_unit(unit: str) -> Callable[[str], str]:
    def pattern(value: str) -> str:
        return rf"{_BEFORE}{_number(value)}(?: (?:a|ou|et) \w+)?{_RANKED}[ -]?{unit}"

    return pattern


def _date(value: str) -> str:
    day = date.fromisoformat(value)
    number = rf"0?{day.day}(?:er)?" if day.day == 1 else rf"0?{day.day}"
    named = (
        rf"\b(?:{number}{'|premier' if day.day == 1 else ''}) {MONTHS[day.month - 1]}(?: {day.year}\b|(?! ?20\d\d))"
    )
    short = rf"\b0?{day.day}[/.-]0?{day.month}[/.-](?:{day.year}|{day.year % 100})\b"
    return rf"(?:{named}|{short}|\b{value}\b)"


def _euros(value: str) -> str:
    """An amount: with cents exactly those; without, whatever rounds to it; « 1132~1 »: give or take one euro."""
    value, _, tolerance = value.partition("~")
    if "." in value:
        whole, _, cents = value.partition(".")
        last = cents.ljust(2, "0")
        ending = rf"{last[0]}0?" if last[1] == "0" else last
        return rf"(?<![\d.,]){_grouped(int(whole))}[.,]{ending}(?!\d)"
    centre, around = int(value), int(tolerance or 0)
    if around:
        forms = [rf"{_grouped(n)}(?:[.,]\d{{1,2}})?" for n in range(centre - around, centre + around + 1)]
    else:
        forms = [rf"{_grouped(centre)}(?:[.,][0-4]\d?)?", rf"{_grouped(centre - 1)}[.,][5-9]\d?"]
    return rf"(?<![\d.,])(?:{'|'.join(forms)})(?![\d]|[.,]\d)"


def _percent(value: str) -> str:
    return rf"(?<![\d.,]){_number(value)} ?(?:%|pour ?cents?)"


def _bare(value: str) -> str:
    return rf"{_BEFORE}{_number(value)}{_AFTER}"


def _asked(value: str) -> str:
    """A question for a fact: an asking word, then one of the words given (« anciennete|depuis »)."""
    return rf"{_ASKING}[^.!]{{0,160}}(?:{value})|(?:{value})[^.!]{{0,80}}\?"


MACROS: dict[str, Callable[[str], str]] = {
    "date": _date,
    "euros": _euros,
    "pct": _percent,
    "nombre": _bare,
    "jours": _with_unit(r"(?:j\b|jours?\b)"),
    "semaines": _with_unit(r"semaines?\b"),
    "mois": _with_unit(r"mois\b"),
    "ans": _with_unit(r"(?:ans?\b|annees?\b)"),
    "heures": _with_unit(r"(?:h\b|heures?\b)"),
    "minutes": _with_unit(r"(?:min\b|minutes?\b|mn\b)"),
    "trimestres": _with_unit(r"trimestres?\b"),
    "demande": _asked,
    "oui": lambda _: r"\boui\b",
    "non": lambda _: r"\bnon\b",
}
