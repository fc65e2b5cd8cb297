"""What comes before the answer: words of help to someone in distress, and « Non : » to a belief that is wrong."""

from __future__ import annotations

from assistant.answering import texts
from assistant.answering.lead import led_by, told, unit_of
from assistant.dialogue.distress import Kind, fiche
from assistant.dialogue.premises import Premise, Verdict, premises_of
from assistant.domain.answer import Answer, Status
from assistant.index.reader import IndexReader

MOST_PREMISES = 2


def states_something(question: str) -> bool:
    """Whether a fiche says if what `question` states is right: the question is then one of ours."""
    return bool(premises_of(question))


def corrected(question: str, answer: Answer, reader: IndexReader) -> Answer:
    """Return `answer` begun with « Non : » or « Oui : » and the rule quoted, when `question` states something.

    A right belief is confirmed only where no calculation follows: the result confirms it by itself.
    """
    stated = premises_of(question)[:MOST_PREMISES]
    if not stated or answer.text.startswith(tuple(f"{v}" for v in Verdict)):
        return answer
    if stated[0].verdict is Verdict.RIGHT and answer.status not in {Status.FOUNDED, Status.OUT_OF_SOURCES}:
        return answer
    rule = _rule(stated if stated[0].verdict is Verdict.WRONG else stated[:1], reader)
    return led_by(rule, f"{stated[0].verdict} :", answer) if rule else answer


def comforted(message: str, kind: Kind | None, answer: Answer, reader: IndexReader) -> Answer:
    """Return `answer` after the words of help that the distress `kind` of `message` calls for, with whom to call.

    It is returned as it is when `kind` is None: no distress is heard.
    """
    if kind is None:
        return answer
    if kind.asks_nothing and answer.status is Status.NEEDS_INFORMATION:
        answer = Answer(status=Status.OUT_OF_SOURCES, text="")
    wanted = [(fiche(), quote) for quote in kind.quotes]
    if kind.then and answer.status is Status.OUT_OF_SOURCES:
        wanted += [(kind.then.fiche, says) for says in kind.then.says]
    found = [unit_of(reader, source, says) for source, says in wanted]
    help_first = told(reader, [unit for unit in found if unit])
    opening = kind.opens(message)
    if help_first is None:
        rest = "" if answer.status is Status.OUT_OF_SOURCES else f"\n\n{answer.text}"
        return answer.model_copy(update={"text": f"{opening} {texts.HELP_WITHOUT_FICHE}{rest}"})
    return led_by(help_first, opening, answer)


def _rule(stated: list[Premise], reader: IndexReader) -> Answer | None:
    found = [unit_of(reader, premise.fiche, premise.says) for premise in stated]
    return told(reader, [unit for unit in found if unit])
