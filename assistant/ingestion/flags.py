"""What a guide holds that a reader should look at before trusting it: accounts, phone numbers, links, claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.domain.corpus import Nature, Section

LAWS = frozenset({Nature.LOI, Nature.DECRET, Nature.ARRETE})
IBAN = re.compile(r"\b[A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z0-9]{4}){3,7}(?:[ .-]?[A-Za-z0-9]{1,3})?\b")
FEWEST_DIGITS = 10
PHONE = re.compile(r"(?<![\w/,.])(?:(?:\+|00)33[ .-]?(?:\(0\)[ .-]?)?|0)[1-9](?:[ .-]?\d{2}){4}(?!\d)")
LINK = re.compile(r"\bhttps?://([^\s/<>\"']{1,200})|\bwww\.([^\s/<>\"']{1,200})", re.IGNORECASE)
SHOWN = 5
UNCONFIRMED = (
    "ce document se présente comme « {nature} » : il est traité comme un simple document. Si c'est le texte "
    "officiel, dites-le avec « aesh index --official {origin} »."
)


def flags_of(sections: Sequence[Section]) -> tuple[str, ...]:
    """Return what to look at, in French: an account number first, then phone numbers and sites, each counted."""
    texts = [section.text for section in sections]
    found = [
        ("numéro de compte (IBAN), à vérifier avant de citer ce document", _accounts(texts)),
        ("numéros de téléphone", _all(PHONE, texts)),
        ("liens vers des sites", {host.casefold() for host in _all(LINK, texts)}),
    ]
    return tuple(f"{said} : {_shown(values)}." for said, values in found if values)


def holds_account(notes: Iterable[str]) -> bool:
    """Tell whether one of the notes speaks of an account number."""
    return any(note.startswith("numéro de compte") for note in notes)


def _accounts(texts: Sequence[str]) -> set[str]:
    written = (match[0] for text in texts for match in IBAN.finditer(text))
    return {account for account in written if sum(c.isdigit() for c in account) >= FEWEST_DIGITS}


def _all(pattern: re.Pattern[str], texts: Sequence[str]) -> set[str]:
    return {next(filter(None, [*match.groups(), match[0]])) for text in texts for match in pattern.finditer(text)}


def _shown(values: set[str]) -> str:
    shown = ", ".join(sorted(values)[:SHOWN])
    return shown + (f" et {len(values) - SHOWN} autres" if len(values) > SHOWN else "")
