"""Personal data taken out of what a user typed, before it is kept or leaves for a model."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.privacy.names import PARTICLES, spans

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
_STREET = (
    r"(?:rue|avenue|av\.?|boulevard|bd|bld|chemin|impasse|all[ée]e|quai|square|lotissement|sentier|ruelle|faubourg)"
)
# These are everyday words too: an address only with a proper name or a post code after them.
_PLACE = r"(?:place|cours|route|passage|villa|clos|mont[ée]e|esplanade|r[ée]sidence|b[âa]timent|hameau)"
_NUMBER = r"\b\d{1,4}(?:[ ]?(?:bis|ter|quater|[a-dA-D]))?,?[ ]+"
_CAPITAL = r"(?-i:[A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒ])"
_CODE = r"(?:,?[ ]+(?:[àa][ ]+)?\d{5}(?:[ ]+[\w'’-]+){0,3})"
_DATE = r"(?:0[1-9]|[12]\d|3[01])[./ -](?:0[1-9]|1[0-2])[./ -](?:19|20)\d\d\b"
_MAILS = (
    r"[\w.+-]{1,64} ?(?:@|\(at\)|\[at\]|\(a\)| arobase ) ?[\w-]{1,63}(?: ?(?:\.|\(dot\)| point ) ?[\w-]{1,63}){1,4}"
)
_ABROAD = r"(?:\+|00)[ ]?33[ .-]?(?:\(0\)[ .-]?)?"
_LINK = r"(?:de |du |des |la |le |les |[ld]['’])"
_PROPER = rf"(?:{_LINK}*{_CAPITAL}[\w'’-]*[ ]?){{1,4}}"
_STOP = r"[,.;:\n?!]|[ ](?:et|mais|je|j'|à|a|pour)\b|$"
_TELLING = r"\b(?:habit\w+|demeur\w+|domicili\w+|adresse[ ]*(?::|est))[ ]+(?:[àa]u?[ ]+|est[ ]+|:[ ]*)?"
_ADDRESSES = (
    rf"{_NUMBER}{_STREET}[ ]+[^,.;:\n?!]{{2,40}}?(?={_CODE}|{_STOP}){_CODE}?",
    rf"{_NUMBER}{_PLACE}[ ]+{_PROPER}{_CODE}?",
    rf"{_NUMBER}{_PLACE}[ ]+[^,.;:\n?!\d]{{2,40}}{_CODE}",
    rf"{_TELLING}(?:{_STREET}|{_PLACE}|lieu-dit)[ ]+[^,.;:\n?!]{{2,40}}{_CODE}?",
    rf"\b(?:r[ée]sidence|lieu-dit|lotissement|hameau)[ ]+{_PROPER}{_CODE}?",
    rf"\bBP[ ]?\d{{1,5}}\b{_CODE}?",
)
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (MAIL, re.compile(_MAILS, re.IGNORECASE)),
    (IBAN, re.compile(r"\b[A-Za-z]{2}[ ]?\d{2}(?:[ .-]?[A-Za-z0-9]{4}){3,7}(?:[ .-]?[A-Za-z0-9]{1,3})?\b")),
    (NUMEN, re.compile(r"\b\d{2}[ ]?[A-Za-z][ ]?\d{2}[ ]?\d{5}[ ]?[A-Za-z]{3}\b")),
    (
        NIR,
        re.compile(
            rf"\b[12378]{_GAP}\d{{2}}{_GAP}\d{{2}}{_GAP}(?:\d{{2}}|2[ABab]){_GAP}\d{{3}}{_GAP}\d{{3}}(?:{_GAP}\d{{2}})?\b"
        ),
    ),
    (PHONE, re.compile(rf"(?<![\w/,.])(?!{_DATE})(?:{_ABROAD}|0)[1-9](?:[ .-]{{0,2}}\d){{8}}(?![\d/]|,\d)")),
    (ADDRESS, re.compile("|".join(_ADDRESSES), re.IGNORECASE)),
)
FEWEST_DIGITS = 10


@dataclass(frozen=True)
class Masked:
    """A text without its personal data, and the kinds of data that were taken out, each once, in order."""

    text: str
    kinds: tuple[str, ...] = ()


def mask(text: str) -> Masked:
    """Return `text` with personal data replaced by « [nom masqué] » and the like.

    Names are known by what announces them (« je m'appelle », « mme », « j'accompagne », « mon élève », a signature)
    or by a usual first name with its capital. A name once found is masked wherever it stands again with its capital.
    """
    kinds: dict[str, None] = {}
    for kind, pattern in _PATTERNS:
        text = _replaced(text, kind, pattern, kinds)
    names: set[str] = set()
    for start, end in reversed(spans(text)):
        written = text[start:end]
        kinds[NAME] = None
        names.update(_parts(written))
        text = f"{text[:start]}[{NAME} masqué]{text[end:]}"
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<![\w\[]){re.escape(name)}(?![\w\]])", f"[{NAME} masqué]", text)
    return Masked(text, tuple(kinds))


def _replaced(text: str, kind: str, pattern: re.Pattern[str], kinds: dict[str, None]) -> str:
    def replaced(found: re.Match[str]) -> str:
        written = found[0]
        if kind == IBAN and sum(char.isdigit() for char in written) < FEWEST_DIGITS:
            return written
        kinds[kind] = None
        return f"[{kind} masqué{_feminine(kind)}]{written[len(written.rstrip()) :]}"

    return pattern.sub(replaced, text)


def _parts(name: str) -> list[str]:
    """Return the words of a name that bear a capital: the same name elsewhere is one of them."""
    words = [part for part in name.split() if len(part) > 2 and part[0].isupper()]
    return [part for part in words if part.lower() not in PARTICLES]


def _feminine(kind: str) -> str:
    return "e" if kind == ADDRESS else ""
