"""Numbers and dates in a text, in a form that compares: « 1 867,02 € » and « 1867.02 » are one figure."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.domain.text import fold

_MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
CACHED_TEXTS = 8192
_MARK = re.compile(r"\[\d+\]")
_LONG_DATE = re.compile(rf"\b(\d{{1,2}})(?:er)? ({'|'.join(_MONTHS)})(?: (\d{{4}}))?\b")
_SHORT_DATE = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_ISO_DATE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_THOUSANDS = re.compile(r"(?<![\d,.])(\d{1,3}) (?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@lru_cache(maxsize=CACHED_TEXTS)
def figures(text: str) -> frozenset[str]:
    """Return the figures of `text`: dates as « 2026-03-01 » (or « 03-01 » without a year), numbers as plain decimals.

    Citation marks « [1] » are not figures.
    """
    plain = fold(_MARK.sub(" ", text))
    found: set[str] = set()
    for pattern, read in ((_LONG_DATE, _long), (_SHORT_DATE, _short), (_ISO_DATE, _iso)):
        for match in pattern.finditer(plain):
            found.add(read(match))
        plain = pattern.sub(" ", plain)
    for _ in range(3):
        plain = _THOUSANDS.sub(r"\1", plain)
    return frozenset(found | {_decimal(n) for n in _NUMBER.findall(plain)})


def unsupported(text: str, evidence: list[str]) -> set[str]:
    """Return the figures of `text` that occur in none of the `evidence` texts.

    A date written without its year is supported by the same day and month of any year.
    """
    known = frozenset[str]().union(*(figures(e) for e in evidence))
    days = {k[5:] for k in known if _ISO_DATE.fullmatch(k)}
    return {f for f in figures(text) if f not in known and f not in days}


def _long(match: re.Match[str]) -> str:
    day = f"{_MONTHS.index(match[2]) + 1:02d}-{int(match[1]):02d}"
    return f"{match[3]}-{day}" if match[3] else day


def _short(match: re.Match[str]) -> str:
    return f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}"


def _iso(match: re.Match[str]) -> str:
    return match[0]


def _decimal(number: str) -> str:
    whole, _, part = number.replace(",", ".").partition(".")
    part = part.rstrip("0")
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{part}" if part else whole
