"""The figures of a text, read without the product's own reader, so that neither hides the other's mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.domain.text import fold
from eval.macros import MONTHS, words_of

_MARK = re.compile(r"\[\d+\]")
_ORDINAL = re.compile(r"(?<=\d)(?:er|ere|e|eme|ᵉ|ème)\b")
_MONTH = "|".join(MONTHS)
_DATES = (
    re.compile(rf"\b(?P<d>\d{{1,2}}|premier) (?P<m>{_MONTH})(?: (?P<y>\d{{4}}))?\b"),
    re.compile(r"\b(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4})\b"),
    re.compile(r"\b(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})\b"),
)
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_WORDS = {words_of(n): n for n in range(2, 80)}
_UNIT = r"(?:jours?|mois|ans?|annees?|semaines?|heures?|minutes?|euros?|trimestres?|echelons?|fois)\b"
_IN_WORDS = re.compile(
    rf"\b({'|'.join(sorted(_WORDS, key=len, reverse=True))})(?= (?:\(\d+\) )?(?:premiers? |premieres? )?{_UNIT})"
)


def figures(text: str) -> set[str]:
    """Return the figures of `text`: dates as « 2026-03-01 » or « 03-01 », numbers as plain decimals.

    Numbers in words count where a unit follows (« deux mois » is 2). Citation marks are no figures; « un » is none
    either: it is an article more often than a number.
    """
    plain = _ORDINAL.sub("", fold(_MARK.sub(" ", text)))
    found: set[str] = set()
    for pattern in _DATES:
        found |= {_date(match) for match in pattern.finditer(plain)}
        plain = pattern.sub(" ", plain)
    plain = _GROUPED.sub(lambda m: m[0].replace(" ", ""), plain)
    found |= {_plain(n) for n in _NUMBER.findall(plain)}
    return found | {str(_spelled(m[1])) for m in _IN_WORDS.finditer(plain)}


def unsupported(text: str, evidence: Iterable[str]) -> set[str]:
    """Return the figures of `text` that stand in no text of `evidence`.

    A date without a year is supported by the same day of any year, and a date by its own day and month without year.
    """
    known: set[str] = set().union(*(figures(e) for e in evidence))
    days = {k[5:] for k in known if len(k) == 10}
    return {f for f in figures(text) if f not in known and f not in days and not (len(f) == 10 and f[5:] in known)}


def sentences(text: str) -> list[str]:
    """Cut a text in lines and sentences, each with the citation marks that follow it."""
    parts = re.split(
        r"(?<=[.!?…])(?<!art\.)(?<!n°\.)\s+(?=[A-ZÀÂÉÈÊÎÔÛÇŒ«])|(?<=\])\s+(?=[A-ZÀÂÉÈÊÎÔÛÇŒ«])|\n+", text
    )
    return [part.strip() for part in parts if part and part.strip()]


def _date(match: re.Match[str]) -> str:
    day = 1 if match["d"] == "premier" else int(match["d"])
    month = int(match["m"]) if match["m"].isdigit() else MONTHS.index(match["m"]) + 1
    year = f"{match['y']}-" if match["y"] else ""
    return f"{year}{month:02d}-{day:02d}"


def _plain(number: str) -> str:
    whole, _, decimals = number.replace(",", ".").partition(".")
    decimals = decimals.rstrip("0")
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{decimals}" if decimals else whole


def _spelled(words: str) -> int:
    return next(n for pattern, n in _WORDS.items() if re.fullmatch(pattern, words))
