"""Drafts of letters filled from a case, with a blank wherever a fact is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assistant.exports.document import Block, Document, Heading, Items, Paragraph
from assistant.interview.case import Dossier
from assistant.interview.conformity import EARLY, Finding, findings, is_over
from assistant.interview.filling import BLANK, Filler
from assistant.interview.results import Results
from assistant.interview.words import Letter, criteria, letters, reply_to
from assistant.rules.core.french import format_date_long

_BLANKS = re.compile(r"\[à compléter[^\]]*\]")
GREETING = "Madame, Monsieur,"
CLOSING = "Je vous prie d'agréer, Madame, Monsieur, l'expression de ma considération."
CHECKS = (
    "Relisez tout : c'est un brouillon, que vous signez en votre nom.",
    "Remplacez chaque passage entre crochets, ou retirez la phrase.",
    "Retirez tout nom d'élève et toute information de santé.",
    "Gardez la preuve de l'envoi : recommandé avec avis de réception, ou message avec accusé de réception.",
)


@dataclass(frozen=True)
class Draft:
    """A letter to read again. `useful` says whether the case calls for it; `blanks` are its missing facts.

    `by` is the last day to send it, None where no text or calculation gives one; `late` says that it has passed.
    """

    letter: Letter
    subject: str
    blocks: tuple[Block, ...]
    useful: bool
    blanks: tuple[str, ...]
    by: date | None
    late: bool

    @property
    def advice(self) -> str:
        """Return when to send it, or why it is of no use yet."""
        return self.letter.when if self.useful else self.letter.unneeded


def drafts(dossier: Dossier, results: Results, today: date) -> tuple[Draft, ...]:
    """Return every letter, in the order of the procedure."""
    return tuple(draft(letter_id, dossier, results, today) for letter_id in letters())


def draft(letter_id: str, dossier: Dossier, results: Results, today: date) -> Draft:
    """Return one letter. Raises `KeyError` for an unknown id."""
    letter = letters()[letter_id]
    fill = Filler(dossier, results, today)
    points = findings(dossier, results, today)
    lists = _lists(dossier, points, fill)
    flags = _flags(dossier, results, points, lists, today)
    body = tuple(_body(letter, fill, flags, lists))
    subject = fill(letter.subject)
    blocks = (*_head(letter, fill, subject), *body, *_foot(letter, fill))
    texts = [subject, *(line for block in blocks for line in _texts(block))]
    blanks = dict.fromkeys(found for text in texts for found in _BLANKS.findall(text))
    by = _by(letter, results, points)
    useful = set(letter.needs) <= flags
    return Draft(letter, subject, blocks, useful, tuple(blanks), by, late=by is not None and by < today)


def letter_document(found: Draft) -> Document:
    """Return the file of a letter: the draft, then what to check before it leaves."""
    before = [*CHECKS]
    if not found.useful:
        before.insert(0, found.letter.unneeded)
    if deadline := deadline_words(found):
        before.append(deadline)
    if found.blanks:
        before.append(f"Il manque : {' ; '.join(blank.strip('[]') for blank in found.blanks)}.")
    end = (Heading("Avant d'envoyer (à retirer du courrier)", 2), Items(tuple(before)))
    return Document(found.letter.title, (*found.blocks, *end), subject=found.subject)


def deadline_words(found: Draft) -> str:
    """Return the sentence on the last day to send a letter, empty where there is none or the letter is of no use."""
    if found.by is None or not found.useful:
        return ""
    if found.late:
        return f"Le dernier jour, {format_date_long(found.by)}, est passé : faites-vous conseiller avant d'envoyer."
    return f"Envoyez-le au plus tard le {format_date_long(found.by)}, et sans attendre ce jour-là."


def _flags(
    dossier: Dossier, results: Results, points: Iterable[Finding], lists: dict[str, tuple[str, ...]], today: date
) -> set[str]:
    irregular = {point.id for point in points if point.kind == "irregulier"}
    flags = set(irregular) | {name for name, lines in lists.items() if lines}
    last = results.day("recours.dernier_jour")
    told = {
        "irregulier_avant": bool(irregular & EARLY),
        "entretien_passe": _is_past(dossier, today),
        "entretien_a_venir": not _is_past(dossier, today),
        "notifie": dossier.case.date_notification is not None,
        "repondu": dossier.case.date_notification_reponse is not None,
        "recours_tardif": results.is_false("recours.dans_le_delai")
        or (dossier.case.date_demande is None and last is not None and last < today),
        "saisine_tardive": _is_late_referral(dossier, results, today),
        "moyens_notes": "moyens" in dossier.notes,
    }
    return flags | {name for name, up in told.items() if up}


def _is_past(dossier: Dossier, today: date) -> bool:
    day = dossier.case.date_entretien
    return is_over(dossier.case) or (day is not None and day < today)


def _is_late_referral(dossier: Dossier, results: Results, today: date) -> bool:
    last = results.day("ccp.dernier_jour")
    return last is not None and (dossier.case.date_saisine or today) > last


def _lists(dossier: Dossier, points: Iterable[Finding], fill: Filler) -> dict[str, tuple[str, ...]]:
    """Return the lists that letters may hold, by name."""
    wrong = [point for point in points if point.kind != "permis"]
    facts = ((criterion, dossier.lines(criterion.id)) for criterion in criteria())
    return {
        "points_avant": tuple(fill(reply_to(point.id, point.kind).avant) for point in wrong if point.id in EARLY),
        "points_apres": tuple(fill(reply_to(point.id, point.kind).apres) for point in wrong),
        "points_irreguliers": tuple(fill(reply_to(p.id, p.kind).apres) for p in wrong if p.kind == "irregulier"),
        "contestations": dossier.lines("contestations"),
        "faits": tuple(f"{criterion.title} : {' ; '.join(lines)}" for criterion, lines in facts if lines),
        "demandees": dossier.lines("demandees"),
        "refusees": dossier.lines("refusees"),
    }


def _body(letter: Letter, fill: Filler, flags: set[str], lists: dict[str, tuple[str, ...]]) -> Iterable[Block]:
    for part in letter.part:
        if not all((name[1:] not in flags) if name.startswith("!") else (name in flags) for name in part.si):
            continue
        if part.liste and lists[part.liste]:
            yield Items(lists[part.liste])
        elif part.text:
            yield Paragraph(fill(part.text))


def _head(letter: Letter, fill: Filler, subject: str) -> Iterable[Block]:
    sender = "\n".join((fill("{agent}"), "AESH", fill("{ecole}"), BLANK.format(label="adresse, téléphone, courriel")))
    yield Paragraph(sender)
    yield Paragraph(fill(letter.recipient), "right")
    yield Paragraph(letter.copy_to, "right")
    yield Paragraph(f"{BLANK.format(label='lieu')}, le {BLANK.format(label='date')}", "right")
    yield Paragraph(f"Objet : {subject}")
    yield Paragraph(GREETING)


def _foot(letter: Letter, fill: Filler) -> Iterable[Block]:
    yield Paragraph(CLOSING)
    yield Paragraph(f"{fill('{agent}')}\n(signature)", "right")
    yield Paragraph("Pièces jointes :", "note")
    yield Items(letter.enclosed)


def _texts(block: Block) -> Iterable[str]:
    if isinstance(block, Paragraph):
        return (block.text,)
    return block.lines if isinstance(block, Items) else ()


def _by(letter: Letter, results: Results, points: Iterable[Finding]) -> date | None:
    """Return the last day to send the letter: a value of a calculator, or the earliest step of the check."""
    if letter.deadline == "convocation.todo":
        days = [point.by for point in points if point.id in EARLY and point.by and point.kind == "irregulier"]
        return min(days, default=None)
    return results.day(letter.deadline) if letter.deadline else None
