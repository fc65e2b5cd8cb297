"""Every sentence of a model held to the source that it cites: the first check that fails names itself in French."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering.units import units_of
from assistant.lexicon.tokens import stems
from assistant.model.claims import gives_orders, reversed_words, unfounded_words
from assistant.model.material import Material
from assistant.model.sentences import Sentence
from assistant.model.wording import (
    MONTHS,
    bounds,
    conditional,
    contacts,
    negative,
    operations,
    quantities,
    references,
    strangers,
    told,
)

MIN_SPOKEN = 0.6
SAME_SUBJECT = 0.5
MIN_CLAUSE = 0.34
MIN_WORDS = 2
_CLAUSE = re.compile(r"[;,:](?=\s)|\bmais\b|\balors que\b|\btandis que\b|\bet\b")
_FIGURED = re.compile(rf"\d[\d.,]*(?:er|e|eme)?\b|\b(?:{'|'.join(MONTHS)})\b")
_OPPOSITE = {"below": "above", "above": "below"}
_BARE_YES = re.compile(r"^(?:oui|non)[\s.,!]*$")

NO_MARK = "aucune citation"
UNKNOWN_MARK = "citation inconnue"
UNFINISHED = "phrase inachevée"
ORDERS = "la phrase s'adresse à l'assistant"
CONTACTS = "adresse ou lien absent de la source"
ARITHMETIC = "calcul fait par le modèle"
FIGURE = "chiffre absent de la source : {figures}"
ARTICLE = "article absent de la source : {figures}"
UNFOUNDED = "la source citée ne dit pas cela"
REVERSED = "sens contraire à la source"
UNCONDITIONAL = "la condition de la source est perdue"
MISPLACED = "chiffre rattaché à autre chose que dans la source"
CONTRADICTS = "contredit la réponse composée sans le modèle"


def failure(sentence: Sentence, given: Material) -> str:
    """Return why `sentence` cannot be shown, or "" when it passes every check."""
    if sentence.odd or any(mark not in given.evidence for mark in sentence.marks):
        return UNKNOWN_MARK
    if not sentence.whole:
        return UNFINISHED
    if gives_orders(sentence.text):
        return ORDERS
    if not sentence.marks:
        return NO_MARK
    quotes = given.quoted(sentence.marks)
    return _against_quotes(sentence.text, quotes) or _against_lead(sentence.text, given.lead)


def attributed(sentence: Sentence, given: Material) -> Sentence:
    """Return a sentence without a mark with that of the first source that bears it out; as it is when none does."""
    if sentence.marks or sentence.odd:
        return sentence
    marked = (replace(sentence, marks=(mark,)) for mark in given.evidence)
    return next((s for s in marked if not failure(s, given)), sentence)


def _against_quotes(text: str, quotes: list[str]) -> str:
    whole = "\n".join(quotes)
    found = _invented(text, whole, quotes)
    if found or _BARE_YES.match(told(text)):
        return found
    loose = any(_adds(clause, whole) for clause in _CLAUSE.split(text))
    if loose or _spoken(text, whole) < MIN_SPOKEN:
        return UNFOUNDED
    odd = _against_units(text, [unit for quote in quotes for unit in pieces(quote)])
    return odd or (UNFOUNDED if unfounded_words(text, whole) else "")


def _adds(clause: str, whole: str) -> bool:
    """Whether a clause speaks of something else than the quotes, whatever its neighbours say."""
    spoken = set(stems(_FIGURED.sub(" ", told(clause))))
    return len(spoken) >= MIN_WORDS and _spoken(clause, whole) < MIN_CLAUSE


def _invented(text: str, whole: str, quotes: list[str]) -> str:
    """Tell the addresses, operations, articles and figures that the quotes do not bear."""
    if contacts(text) - contacts(whole):
        return CONTACTS
    if operations(text, quotes):
        return ARITHMETIC
    if missing := references(text) - _all_references(whole):
        return ARTICLE.format(figures=", ".join(sorted(missing)))
    alien = strangers(text, quotes)
    return FIGURE.format(figures=", ".join(sorted(alien))) if alien else ""


def _against_units(text: str, units: list[str]) -> str:
    """Hold the sentence to the pieces of the quotes that speak of the same thing, one by one."""
    near = nearest(text, units)
    if reversed_words(text, near):
        return REVERSED
    if _shared(text, near) >= SAME_SUBJECT and negative(text) != negative(near):
        return REVERSED
    if conditional(near) and not conditional(text):
        return UNCONDITIONAL
    return MISPLACED if any(_misplaced(clause, units) for clause in _CLAUSE.split(text)) else ""


def _misplaced(clause: str, units: list[str]) -> bool:
    """Whether the figures of a clause stand in no single piece, or in one that fits it less than another does."""
    wanted = quantities(clause)
    if not wanted:
        return False
    holders = [u for u in units if not strangers(clause, [u]) and not _other_side(clause, u)]
    if not holders:
        return True
    kinds = {unit for _, unit in wanted}
    rivals = [u for u in units if u not in holders and kinds & {unit for _, unit in quantities(u)}]
    best = max(_spoken(clause, u) for u in holders)
    return any(_spoken(clause, u) > best for u in rivals)


def _other_side(clause: str, unit: str) -> bool:
    """Whether a limit of the clause (« moins de 6 mois ») holds on the other side of it in the unit."""
    said, held = bounds(clause), bounds(unit)
    return any(
        (number, kind, side) not in held and (number, kind, _OPPOSITE[side]) in held for number, kind, side in said
    )


def _spoken(text: str, other: str) -> float:
    """Return the share of the words of `text`, its figures and months aside, that stand in `other`."""
    return _shared(_FIGURED.sub(" ", told(text)), other)


def _against_lead(text: str, lead: str) -> str:
    """Hold the sentence to the short answer: the same subject may not get another figure or the other answer."""
    for unit in pieces(lead):
        same = max(_shared(text, unit), _shared(unit, text)) >= SAME_SUBJECT
        if not same:
            continue
        kinds = {unit for _, unit in quantities(unit)}
        others = {m for m in quantities(text) if m[1] in kinds} - quantities(lead)
        if others or (_shared(unit, text) >= SAME_SUBJECT and negative(unit) != negative(text)):
            return CONTRADICTS
    return ""


def answers_otherwise(first: str, lead: str) -> bool:
    """Whether the first sentence says yes where the short answer says no, or the reverse."""
    said = re.match(r"(oui|non)\b", told(first))
    if not said:
        return False
    units = pieces(lead)
    opening = units[0] if units else ""
    known = re.match(r"(oui|non)\b", told(opening))
    denies = known[1] == "non" if known else negative(opening)
    return (said[1] == "non") != denies


def pieces(text: str) -> list[str]:
    """Return the pieces of a text that make sense alone: sentences, list items with their lead, rows with header."""
    return [f"{u.lead} {u.shown}".strip() if not u.row else u.shown for u in units_of(text)]


def nearest(text: str, units: list[str]) -> str:
    """Return the piece that shares most with `text`, among those that bear its figures when there are some."""
    if not units:
        return ""
    ranked = sorted(range(len(units)), key=lambda place: -_shared(text, units[place]))
    best = ranked[0]
    if strangers(text, [units[best]]):
        holder = next((p for p in ranked if not strangers(text, [units[p]])), best)
        return units[holder]
    return units[best]


def _shared(text: str, other: str) -> float:
    """Return the share of the full words of `text` that stand in `other` (0 when it has none)."""
    own, there = set(stems(told(text))), set(stems(told(other)))
    return len(own & there) / len(own) if own else 0.0


def _all_references(text: str) -> set[str]:
    """A reference may stand in a list (« articles 17 et 18 ») or in a heading that names it alone."""
    return references(text) | references(text.replace("\n", " article "))
