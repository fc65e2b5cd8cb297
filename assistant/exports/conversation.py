"""A conversation as a document: each question, its answer with its marks, the calculation, and the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.domain.answer import Answer, Citation, Status
from assistant.domain.answer import Block as AnswerBlock
from assistant.domain.calculation import Calculation, CalculationStep, LegalSource, ToDo
from assistant.exports.document import Block, Document, Heading, Items, Paragraph, Source, Table
from assistant.rules.core.french import format_date

STATUS = {
    Status.FOUNDED: "Réponse fondée sur les sources citées",
    Status.CALCULATED: "Réponse calculée",
    Status.NEEDS_INFORMATION: "Il manque une information pour répondre",
    Status.OUT_OF_SOURCES: "Les sources ne répondent pas à cette question",
}
NOTICE = "Ce document ne remplace pas l'avis d'un syndicat, d'un avocat ou du service qui gère votre contrat."


def conversation_document(exchanges: Sequence[tuple[str, Answer]], title: str = "Conversation") -> Document:
    """Return the document of (question, answer) pairs, in order. Marks « [n] » are those of each answer."""
    blocks = [block for question, answer in exchanges for block in _exchange(question, answer)]
    return Document(title, (*blocks, Paragraph(NOTICE, "note")), subject="Conversation avec l'assistant AESH")


def _exchange(question: str, answer: Answer) -> Iterator[Block]:
    yield Heading(f"Question : {' '.join(question.split())}", 1)
    yield Paragraph(STATUS[answer.status], "note")
    for part in answer.blocks:
        yield from _part(part)
    for calculation in answer.calculations:
        yield from _calculation(calculation)
    yield from _listed("À préciser", [fact.question for fact in answer.questions])
    if answer.citations:
        yield Heading("Sources", 2)
        yield from map(_source, answer.citations)


def _part(block: AnswerBlock) -> Iterator[Block]:
    """A block of the answer: its title when it has one, then paragraphs and lists."""
    if block.title and block.folded:
        yield Heading(block.title, 3)
    for is_list, group in groupby(block.sentences, key=lambda sentence: sentence.item):
        sentences = list(group)
        lines = [f"{s.text}{''.join(f' [{n}]' for n in s.cites)}" for s in sentences]
        yield Items(tuple(lines)) if is_list else Paragraph(" ".join(lines))


def _calculation(calculation: Calculation) -> Iterator[Block]:
    yield Heading(calculation.title, 2)
    if calculation.values:
        yield Table(("Résultat", "Valeur"), tuple((value.label, value.shown) for value in calculation.values))
    if calculation.steps:
        yield Table(("Étape", "Calcul", "Résultat"), tuple(map(_step, calculation.steps)))
    yield from _listed("À faire", [_to_do(todo) for todo in calculation.to_do])
    yield from _listed("Ce que le calcul suppose", calculation.hypotheses)
    yield from _listed("Textes appliqués", [_legal(source) for source in calculation.sources])


def _step(step: CalculationStep) -> tuple[str, str, str]:
    return step.label, step.expression, f"{step.result} ({step.rounding})" if step.rounding else step.result


def _to_do(todo: ToDo) -> str:
    return f"{todo.label} (au plus tard le {format_date(todo.by)})" if todo.by else todo.label


def _legal(source: LegalSource) -> str:
    return source.named


def _listed(title: str, lines: Sequence[str]) -> Iterator[Block]:
    if lines:
        yield Heading(title, 3)
        yield Items(tuple(lines))


def _source(citation: Citation) -> Source:
    page = f"page {citation.page}" if citation.page else ""
    where = ", ".join(filter(None, [citation.publisher, citation.section, page, citation.date]))
    return Source(citation.n, citation.title, where, citation.quote, citation.url)
