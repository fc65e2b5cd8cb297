"""A letter filled from an answer: what the case and its calculations say, the rest left visible."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.domain.answer import Answer
from assistant.exports.document import Block, Document, Heading, Items, Paragraph
from assistant.letters.registry import PLACE, LetterModel
from assistant.rules.facts import registry

SENDER = (
    "[à compléter : votre prénom et votre nom]\n[à compléter : votre adresse]\n"
    "AESH, [à compléter : école ou établissement]"
)
PLACE_AND_DATE = "À [à compléter : lieu], le [à compléter : date]"
GREETING = "Madame, Monsieur,"
CLOSING = "Je vous prie d'agréer, Madame, Monsieur, l'expression de mes salutations distinguées."
SIGNATURE = "[à compléter : votre signature]"
SUBJECT, ENCLOSED = "Objet : ", "Pièces jointes :"


@dataclass(frozen=True)
class Letter:
    """A letter in its parts, as plain French; `sending` is advice that is not part of it."""

    id: str
    title: str
    recipient: str
    subject: str
    paragraphs: tuple[str, ...]
    enclosed: tuple[str, ...] = ()
    sending: str = ""

    @property
    def text(self) -> str:
        """The letter in one text, ready to be copied."""
        enclosed = "\n".join([ENCLOSED, *(f"- {line}" for line in self.enclosed)]) if self.enclosed else ""
        subject = f"{SUBJECT}{self.subject}"
        parts = (SENDER, self.recipient, PLACE_AND_DATE, subject, GREETING, *self.paragraphs, CLOSING, SIGNATURE)
        return "\n\n".join(filter(None, (*parts, enclosed)))


def fill(model: LetterModel, answer: Answer) -> Letter:
    """Return the letter with the facts of the case and the results of the calculations of `answer`."""
    known = {fact.key: fact.shown for fact in answer.case}
    results = {v.id: v.shown for c in answer.calculations if c.outcome == "result" for v in c.values}
    subject, *paragraphs = (_filled(text, known, results) for text in model.written)
    return Letter(model.id, model.title, model.recipient, subject, tuple(paragraphs), model.enclosed, model.sending)


def letter_document(letter: Letter) -> Document:
    """Return the letter as a document to be written in Word; the title names the file and is not in the letter."""
    blocks: list[Block] = [
        Paragraph(SENDER),
        Paragraph(letter.recipient, "right"),
        Paragraph(PLACE_AND_DATE, "right"),
        Paragraph(f"{SUBJECT}{letter.subject}"),
        Paragraph(GREETING),
        *map(Paragraph, letter.paragraphs),
        Paragraph(CLOSING),
        Paragraph(SIGNATURE, "right"),
    ]
    if letter.enclosed:
        blocks += [Heading(ENCLOSED.removesuffix(" :"), 3), Items(letter.enclosed)]
    return Document(letter.title, tuple(blocks), subject=letter.subject)


def _filled(text: str, known: Mapping[str, str], results: Mapping[str, str]) -> str:
    def put(match: re.Match[str]) -> str:
        kind, name = match.groups()
        value = results.get(name) if kind else known.get(name)
        return value or f"[à compléter : {_label(name)}]"

    return PLACE.sub(put, text)


def _label(name: str) -> str:
    known = registry()
    label = known[name].label if name in known else name.replace("_", " ")
    return label[:1].lower() + label[1:] if not label[:2].isupper() else label
