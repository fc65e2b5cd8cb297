"""What in a sentence can be true or false of its source: measures, references, operations, polarity."""

from __future__ import annotations

import re

from assistant.answering.figures import figures, unsupported
from assistant.domain.text import fold
from assistant.lexicon.tokens import words
from assistant.model.numerals import in_digits

_MARK = re.compile(r"\[C?\d+\]")
_UNITS = (
    ("jour", r"jours?|j\b"),
    ("mois", r"mois"),
    ("an", r"ans?|annees?"),
    ("semaine", r"semaines?"),
    ("heure", r"heures?|h\b"),
    ("minute", r"minutes?|min\b"),
    ("euro", r"€|euros?"),
    ("pourcent", r"%|pour ?cent"),
    ("point", r"points?"),
    ("fois", r"fois"),
    ("trimestre", r"trimestres?"),
)
_NUMBER = r"(?<![\d,.])(\d+(?:[.,]\d+)?)"
_MEASURES = tuple(
    (name, re.compile(rf"{_NUMBER}(?=(?: ?(?:a|et|ou|-) ?\d+(?:[.,]\d+)?)? ?(?:{form})(?!\w))"))
    for name, form in _UNITS
)
_SIDES = (
    ("below", re.compile(r"\b(?:moins de|avant|jusqu'a|au plus|inferieure?s? a|au maximum|maximum)(?: les?)? $")),
    (
        "above",
        re.compile(r"\b(?:plus de|au moins|a partir de|apres|des|superieure?s? a|au minimum|minimum|de)(?: les?)? $"),
    ),
)
_DAY = re.compile(r"\d\d-\d\d$")
_THOUSANDS = re.compile(r"(?<![\d,.])(\d{1,3}) (?=\d{3}(?!\d))")
_ARTICLE = re.compile(
    r"\bart(?:icles?|\.)? ?((?:[lrd]\.? ?)?\*?\d[\w-]*(?:(?:,| et| ou| a) (?:[lrd]\.? ?)?\d[\w-]*)*)"
)
_NUMBERED = re.compile(r"\b(?:decret|loi|arrete|circulaire|note)s? (?:n ?[°o]? ?)?(\d{2,4}-\d+)")
_CODE = re.compile(r"[lrd]\d+(?:-\d+)*|(?<!\d)\d+(?:-\d+)+")
MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
_DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
_MONTHS = re.compile(rf"\b({'|'.join([*MONTHS, *_DAYS])})\b")
_FRACTIONS = re.compile(r"\b(moitie|tiers|quarts?|demi|trentiemes?|double|triple|dixiemes?|centieme|plein|entier)\b")
_OPERATION = re.compile(r"(?<!\d)\d[\d.,]{0,30}(?: ?[a-z€%]{1,30})? ?(?:[+×x*÷=/]|−|\s[-–]\s)\s*\d[\d.,]*")
_SAID_OPERATION = re.compile(
    r"\b(multipli\w+|divis\w+ par|additionn\w+|soustra\w+|au total|en tout|ce qui (?:fait|donne)|on obtient)\b"
)
_GRAMMAR = re.compile(r"\b(?:pas|jamais|aucune?s?|rien|ni|nullement|non)\b|\b(?:ne|n') ?\w+ (?:\w+ )?plus\b")
_ONLY = re.compile(r"\b(?:pas (?:seulement|uniquement|que)|non seulement)\b")
_CONDITION = re.compile(
    r"\b(?:si|s'il|s'ils|quand|lorsqu\w*|sauf|hors|seulement|uniquement|sinon)\b|"
    r"\b(?:en cas d|a condition|sous reserve|a moins qu|ne \w+ que|n'\w+ que)"
)
_CAPITALS = re.compile(r"\bPAS\b")
_CONTACT = re.compile(r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]{1,80}@[\w.-]+|\b0\d(?:[ .-]?\d{2}){4}\b")


def told(text: str) -> str:
    """Return `text` without marks, folded, its numbers in digits and thousands joined."""
    plain = in_digits(_MARK.sub(" ", _CAPITALS.sub("pôle", text)))
    for _ in range(3):
        plain = _THOUSANDS.sub(r"\1", plain)
    return plain


def measures(text: str) -> set[tuple[str, str]]:
    """Return the (number, unit) pairs of `text`: « deux mois » gives (« 2 », « mois »)."""
    plain = told(text)
    pairs: set[tuple[str, str]] = set()
    for name, pattern in _MEASURES:
        pairs |= {(number, name) for m in pattern.finditer(plain) for number in figures(m[1])}
    return pairs


def bounds(text: str) -> set[tuple[str, str, str]]:
    """Return the measures that are a limit, with the side on which they hold: (« 6 », « mois », « below »)."""
    plain = told(text)
    found: set[tuple[str, str, str]] = set()
    for name, pattern in _MEASURES:
        for match in pattern.finditer(plain):
            before = plain[: match.start()]
            side = next((side for side, words in _SIDES if words.search(before)), None)
            found |= {(number, name, side) for number in figures(match[1])} if side else set()
    return found


def quantities(text: str) -> set[tuple[str, str]]:
    """Return the measures of `text`, its dates (kind « date ») and its other numbers (kind « nombre »)."""
    pairs = measures(text)
    numbers = {number for number, _ in pairs}
    bare = {(f, "date" if _DAY.search(f) else "nombre") for f in figures(told(text)) if f not in numbers}
    return pairs | bare


def strangers(text: str, evidence: list[str]) -> set[str]:
    """Return the figures, measures, months and fractions of `text` that `evidence` does not bear.

    A number with a unit must bear that unit in the evidence, or stand there bare (a cell of a table).
    """
    plain, held = told(text), [told(e) for e in evidence]
    whole = "\n".join(held)
    known = {pair for e in held for pair in measures(e)}
    alien = unsupported(plain, held)
    for number, unit in measures(text) - known:
        if number in alien or any(number == n for n, _ in known):
            alien.add(f"{number} {unit}")
    for pattern in (_MONTHS, _FRACTIONS):
        alien |= {m[1] for m in pattern.finditer(plain) if not re.search(rf"\b{m[1]}", whole)}
    return alien


def references(text: str) -> set[str]:
    """Return the article and text numbers of `text`: « article R. 421-3 » gives « r421-3 »."""
    plain = fold(_MARK.sub(" ", text))
    found = {re.sub(r"[ .*]", "", n) for m in _ARTICLE.finditer(plain) for n in re.split(r",| et | ou | a ", m[1])}
    found |= {m[1] for m in _NUMBERED.finditer(plain)}
    return {f for f in found if f} | {w for w in words(text) if re.fullmatch(r"[lrd]\d+(?:-\d+)+", w)}


def operations(text: str, evidence: list[str]) -> bool:
    """Whether `text` does arithmetic that is not written so in the evidence."""
    plain = re.sub(r"\b\d{1,2}/\d{1,2}/\d{4}\b", " ", told(text))
    held = "".join(told(e) for e in evidence)
    close = held.replace(" ", "")
    signs = [m[0] for m in _OPERATION.finditer(plain)]
    said = [m[1] for m in _SAID_OPERATION.finditer(plain)]
    return any(s.replace(" ", "") not in close for s in signs) or any(s not in held for s in said)


def negative(text: str) -> bool:
    """Whether `text` denies something by its grammar (« ne … pas », « aucun », « non »)."""
    return bool(_GRAMMAR.search(_ONLY.sub(" ", told(text))))


def conditional(text: str) -> bool:
    """Whether `text` says on what it depends (« si », « sauf », « en cas de »)."""
    return bool(_CONDITION.search(told(text)))


def contacts(text: str) -> set[str]:
    """Return the addresses and telephone numbers of `text`."""
    return {c.rstrip(".,;)") for c in _CONTACT.findall(text)}
