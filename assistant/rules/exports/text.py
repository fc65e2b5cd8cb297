"""A calculation as plain text, for the chat, the terminal and a language model."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.domain.calculation import Calculation, LegalSource, MissingFact, Reading, ToDo
from assistant.rules.core.french import format_date


def as_text(calculation: Calculation) -> str:
    """Return the whole calculation in French: summary, figures, steps, texts, and what to do by when."""
    parts = [
        calculation.title,
        calculation.summary,
        _section("Questions", map(_question, calculation.questions)),
        _section("Selon votre réponse", (f"{item.label} : {item.summary}" for item in calculation.alternatives)),
        _section("Résultat", (f"{value.label} : {value.shown}" for value in calculation.values)),
        _section("Étapes", (_step(*item) for item in _steps(calculation))),
        _section("Lectures possibles", map(_reading, calculation.readings)),
        _section("À faire", map(_to_do, calculation.to_do)),
        _section("Ce que le calcul suppose", calculation.hypotheses),
        _section("Attention", calculation.caveats),
        _section("Textes", map(source_line, calculation.sources)),
        _in_force(calculation),
    ]
    return "\n\n".join(part for part in parts if part)


def _section(title: str, lines: Iterable[str]) -> str:
    found = [f"- {line}" for line in lines]
    return "\n".join([f"{title} :", *found]) if found else ""


def _steps(calculation: Calculation) -> Iterable[tuple[str, str, str, str]]:
    return ((step.label, step.expression, step.result, step.rounding) for step in calculation.steps)


def _step(label: str, expression: str, result: str, rounding: str) -> str:
    return f"{label} : {expression} → {result}" + (f" ({rounding})" if rounding else "")


def _question(fact: MissingFact) -> str:
    choices = " / ".join(words for _, words in fact.choices)
    extra = [choices, fact.help, f"Exemple : {fact.example}." if fact.example else ""]
    return " ".join([fact.question, *filter(None, extra)])


def _reading(reading: Reading) -> str:
    kept = " (retenue)" if reading.kept else ""
    source = f" [{source_line(reading.source)}]" if reading.source else ""
    return f"{reading.label} : {reading.shown}{kept}{source}" + (f". {reading.why}" if reading.why else "")


def _to_do(todo: ToDo) -> str:
    return todo.label + (f" (au plus tard le {format_date(todo.by)})" if todo.by else "")


def source_line(source: LegalSource) -> str:
    """Return a source in one line: its text and article."""
    return source.named


def _in_force(calculation: Calculation) -> str:
    since = calculation.in_force_since
    known = f"Règles en vigueur depuis le {format_date(since)}." if since else ""
    return " ".join(filter(None, [known, calculation.next_change]))
