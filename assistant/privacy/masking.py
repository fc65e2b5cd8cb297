"""Personal data taken out of what a user typed, before it is kept or leaves for a model."""

from __future__ import annotations

import re
from dataclasses import dataclass

NAME, PHONE, MAIL, NUMEN, NIR, IBAN, ADDRESS = (
    "nom",
    "téléphone",
    "courriel",
    "NUMEN",
    "numéro de sécurité sociale",
    "IBAN",
    "adresse",
)
_GAP = "[ ./-]?"
_UPPER = "A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒ"
_CAPITAL = rf"[{_UPPER}][\w'’-]*"
_NAME = rf"{_CAPITAL}(?:[ ]+(?:(?:de|du|des|le|la|van|von|ben|el)[ ]+)?{_CAPITAL}){{0,3}}"
# A name typed in small letters is only known by a cue that nothing but a name follows.
_ANY_NAME = r"[^\W\d_][\w'’-]*(?:[ ]+(?!(?:et|je|j|suis|mais|qui|ai|a)\b)[^\W\d_][\w'’-]*)?"
_STRONG = (
    r"(?:je m['’ ]?appell?e?s?|jm['’]?appell?e|mon nom(?: de famille)? est|mon pr[ée]nom est|(?:nom|pr[ée]nom) ?:)"
)
_TITLE = r"(?:Mme|Mlle|Mr|M\.|Madame|Mademoiselle|Monsieur|Dr|Docteur|Me|Maître|Mmes|MM\.)"
_KIN = (
    r"(?:coll[èe]gues?|adh[ée]rente?s?|fils|fille|mari|femme|conjointe?|compagn(?:on|e)|enfant|[ée]l[èe]ves?|"
    r"principale?|proviseure?|directeur|directrice|coordonnateur|coordonnatrice|enseignante?|ma[îi]tresse|"
    r"c['’]est|ici|sign[ée]|cordialement|je suis|nomm[ée]e?)"
)
_NOT_NAMES = (
    r"(?!(?:AESH|AED|AVS|ATSEM|CDD|CDI|CDisé|PIAL|PAS|ULIS|REP|IME|SEGPA|DSDEN|MDPH|CPAM|MGEN|INM|ASA|CMO|CGM|CLM|CLD|"
    r"RQTH|SFT|CPF|CCP|CAP|CSA|SNES|FSU|CGT|FO|SE|UNSA|SUD|CFDT|EPLE|BTS|BAC|CAF|RSA|Je|J|Il|Elle|On|Nous|Vous|Et|"
    r"Mais|Que|Qui|Quel\w*|Comment|Combien|Quand|Pourquoi|Est|Dois|Peut|Puis|Ai|Le|La|Les|Un|Une|Mon|Ma|Mes|En|"
    r"France|Paris|Lyon|Marseille)\b)"
)
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (MAIL, re.compile(r"[\w.+-]+ ?(?:@|\(at\)|\[at\]) ?[\w-]+(?:\.[\w-]+)+")),
    (IBAN, re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){4,7}(?:[ ]?[A-Z0-9]{1,3})?\b")),
    (NUMEN, re.compile(r"\b\d{2}[ ]?[A-Za-z][ ]?\d{2}[ ]?\d{5}[ ]?[A-Za-z]{3}\b")),
    (
        NIR,
        re.compile(
            rf"\b[12378]{_GAP}\d{{2}}{_GAP}\d{{2}}{_GAP}(?:\d{{2}}|2[ABab]){_GAP}\d{{3}}{_GAP}\d{{3}}(?:{_GAP}\d{{2}})?\b"
        ),
    ),
    (PHONE, re.compile(r"(?<![\w/])(?:(?:\+|00)33[ .-]?(?:\(0\)[ .-]?)?|0)[1-9](?:[ .-]?\d{2}){4}(?!\d)")),
    (
        ADDRESS,
        re.compile(
            r"\b\d{1,4}(?:[ ]?(?:bis|ter))?,?[ ]+(?:rue|avenue|av\.|boulevard|bd|chemin|impasse|all[ée]e|place|route|"
            r"quai|cours|square|lotissement)[ ]+[^,.;\n?!]{2,50}(?:,?[ ]+\d{5}[ ]+[\w'’-]+)?",
            re.IGNORECASE,
        ),
    ),
    (NAME, re.compile(rf"(?i:\b{_STRONG})[ ]*(?P<name>{_ANY_NAME}(?:[ ]+{_CAPITAL})?)")),
    (NAME, re.compile(rf"(?<!\w){_TITLE}[ ]+(?P<name>{_NOT_NAMES}{_NAME})")),
    (NAME, re.compile(rf"(?i:\b{_KIN})[ ]*[:,(]?[ ]*(?P<name>{_NOT_NAMES}{_NAME})")),
)


@dataclass(frozen=True)
class Masked:
    """A text without its personal data, and the kinds of data that were taken out, each once, in order."""

    text: str
    kinds: tuple[str, ...] = ()


def mask(text: str) -> Masked:
    """Return `text` with personal data replaced by « [nom masqué] » and the like.

    Names are known by what announces them (« je m'appelle », « Mme », « ma collègue »): a name that nothing announces
    stays. A name once found is masked wherever it stands again.
    """
    kinds: dict[str, None] = {}
    names: set[str] = set()
    for kind, pattern in _PATTERNS:
        found = [m.group("name") if kind == NAME else m.group(0) for m in pattern.finditer(text)]
        for written in found:
            kinds[kind] = None
            names.update(_parts(written) if kind == NAME else ())
            text = re.sub(rf"(?<!\w){re.escape(written)}(?!\w)", f"[{kind} masqué{_feminine(kind)}]", text)
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<![\w\[]){re.escape(name)}(?![\w\]])", f"[{NAME} masqué]", text)
    return Masked(text, tuple(kinds))


def _parts(name: str) -> list[str]:
    """Return the words of a name that bear a capital: the same name elsewhere is one of them."""
    return [part for part in name.split() if len(part) > 2 and part[0].isupper()]


def _feminine(kind: str) -> str:
    return "e" if kind == ADDRESS else ""
