"""A user's own questions (JSONL or CSV): `question`, and, when wanted, `attendu` (words) and `source`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.service import Assistant
from assistant.domain.answer import Answer
from assistant.domain.text import fold
from eval.measures.intervals import Share, percentile, share
from eval.panel import Record, read_lines


class OwnQuestion(Record):
    """A question, words that its answer should show (parted by « ; »), words of the source it should cite."""

    question: str
    attendu: str = ""
    source: str = ""


@dataclass(frozen=True)
class Judged:
    """One answer: the expected words that are not shown, whether the source is cited, None where none is expected."""

    question: str
    missing: tuple[str, ...]
    expected: bool
    cited: bool | None
    words: int


def read_questions(path: Path) -> list[OwnQuestion]:
    """Return the questions of a file. Raises `PanelError`, which names the line."""
    return read_lines(path, OwnQuestion)


def measure(assistant: Assistant, questions: Sequence[OwnQuestion]) -> list[Judged]:
    """Answer each question and look for what is expected in what is shown."""
    return [_judge(q, assistant.ask(q.question)) for q in questions]


def report(judged: Sequence[Judged]) -> str:
    """Return the score in Markdown, then each question with what is missing."""
    right: Share = share(not j.missing for j in judged if j.expected)
    words = percentile((float(j.words) for j in judged), 0.5) or 0
    lines = [
        f"Mots attendus montrés : {right} ; source citée : {share(j.cited for j in judged)} ; mots : {words:.0f}"
    ]
    return "\n".join([*lines, *(f"- {j.question} : manque {', '.join(j.missing)}" for j in judged if j.missing)])


def _judge(question: OwnQuestion, answer: Answer) -> Judged:
    shown = fold(answer.shown)
    wanted = [part.strip() for part in question.attendu.split(";") if part.strip()]
    cited = [fold(f"{c.title} {c.section} {' '.join(c.texts)}") for c in answer.citations]
    return Judged(
        question.question,
        tuple(part for part in wanted if fold(part) not in shown),
        bool(wanted),
        any(fold(question.source) in where for where in cited) if question.source else None,
        len(answer.shown.split()),
    )
