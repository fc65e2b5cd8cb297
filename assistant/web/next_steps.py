"""The next steps of an answer as the page shows them: questions to send, pages to open, letters to read."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.answer import Answer, NextStep
from assistant.letters.filling import Letter, fill
from assistant.letters.registry import letters
from assistant.rules.registry import modules
from assistant.web.links import simulator_url


@dataclass(frozen=True)
class StepView:
    """A step: `ask` is a question to send, `url` a page to open, `letter` a letter to read; one of them is filled."""

    label: str
    ask: str = ""
    url: str = ""
    letter: Letter | None = None


def show_steps(answer: Answer) -> list[StepView]:
    """Return the steps that lead somewhere, in order."""
    return [view for step in answer.next_steps if (view := _view(step, answer))]


def _view(step: NextStep, answer: Answer) -> StepView | None:
    if step.kind in {"question", "reading"}:
        return StepView(step.label, ask=step.value)
    if step.kind == "letter":
        model = letters().get(step.value)
        return StepView(step.label, letter=fill(model, answer)) if model else None
    url = simulator_address(step.value, answer) if step.kind == "simulator" else step.value
    return StepView(step.label, url=url) if url else None


def simulator_address(calculator: str, answer: Answer) -> str:
    """Return the address of a simulator, filled with the facts of its calculation where the answer has one."""
    if calculator not in modules():
        return ""
    filled = next((c for c in answer.calculations if c.calculator == calculator), None)
    return simulator_url(filled) if filled else f"/simulateurs/{calculator}"
