"""What every answer ends with: the case, what could not be read, what is said without a fact that nobody knows."""

from __future__ import annotations

from assistant.answering import texts
from assistant.answering.calculate import Computed
from assistant.dialogue.case import case_facts
from assistant.dialogue.case_state import State
from assistant.domain.answer import Answer, Status
from assistant.rules.core.inputs import label_of
from assistant.rules.registry import find


def without_unknown(answer: Answer, told: Computed) -> Answer:
    """Say where the fact that the user does not know stands; what is certain without it stands before."""
    if not told.unknown or told.done or answer.status is not Status.FOUNDED:
        return answer
    missing = told.unknown[0]
    calculator = next(c.calculator for c in told.calculations if missing in c.questions)
    label = label_of(find(calculator).situation, missing.field)
    said = " ".join(filter(None, [texts.WITHOUT.format(label=label), missing.help]))
    first, *others = answer.text.split("\n\n")
    shown = answer.shown_paragraphs + 1 if answer.shown_paragraphs else 0
    text = "\n\n".join([first, said, *others])
    return answer.model_copy(update={"text": text, "calculations": told.calculations, "shown_paragraphs": shown})


def closed(answer: Answer, state: State) -> Answer:
    """Return `answer` with the case, and with what could not be read in the turn or in the corrections."""
    caveats = [*state.problems, *(c for c in answer.caveats if c not in state.problems)]
    return answer.model_copy(update={"case": case_facts(state.case), "caveats": caveats})
