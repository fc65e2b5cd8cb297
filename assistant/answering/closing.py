"""What every answer ends with: the case, what could not be read, what is certain while a fact is missing."""

from __future__ import annotations

import re

from assistant.answering import texts
from assistant.answering.calculate import Computed
from assistant.answering.fold import folded, parts
from assistant.dialogue.case import case_facts
from assistant.dialogue.case_state import State
from assistant.domain.answer import Answer, Status
from assistant.rules.core.inputs import label_of
from assistant.rules.registry import find

# The examples of a refusal hold figures that are nobody's.
_EXAMPLE = re.compile(r" \((?:par exemple|exemple)[^)]*\)")


def while_missing(answer: Answer, told: Computed) -> Answer:
    """Say what is certain before the fact that is missing, and where the one that the user does not know stands."""
    if told.done or answer.status is Status.OUT_OF_SOURCES:
        return answer
    lines = [texts.CERTAIN.format(values=" ; ".join(told.certain))] if told.certain else []
    lines += _unknown(told)
    if not lines:
        return answer
    before, after = parts(answer)
    asked = [p for p in before if p.startswith(texts.TO_BE_EXACT)]
    told_first = [p for p in before if p not in asked]
    text = folded(answer, [*told_first[:1], *lines, *told_first[1:], *asked], after)
    return text.model_copy(update={"calculations": told.calculations})


def _unknown(told: Computed) -> list[str]:
    if not told.unknown:
        return []
    missing = told.unknown[0]
    calculator = next(c.calculator for c in told.calculations if missing in c.questions)
    label = label_of(find(calculator).situation, missing.field)
    said = " ".join(filter(None, [texts.WITHOUT.format(label=label), missing.help]))
    return [said, "\n".join([texts.DEPENDS, *told.choices])] if told.choices else [said]


def closed(answer: Answer, state: State) -> Answer:
    """Return `answer` with the case, and with what could not be read in the turn or in the corrections."""
    unread = [_EXAMPLE.sub("", problem) for problem in (*state.uncorrected, *state.problems)]
    caveats = [*unread, *(c for c in answer.caveats if c not in unread)]
    return answer.model_copy(update={"case": case_facts(state.case), "caveats": caveats})
