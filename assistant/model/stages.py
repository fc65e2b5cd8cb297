"""The writing of an answer by a configured model. It never raises: what fails leaves the answer as it stands."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.answer import Answer, Block, BlockKind, Sentence, Status
from assistant.domain.corpus import Passage
from assistant.domain.model_report import ModelReport
from assistant.model import texts, writing
from assistant.model.calling import Caller, ModelSilentError, Reply
from assistant.model.material import Material, material
from assistant.privacy.masking import Masked, mask

logger = logging.getLogger(__name__)
_WORTH_WRITING = {Status.FOUNDED, Status.CALCULATED}


@dataclass(frozen=True)
class Limits:
    """`context_tokens` is what the model reads and writes at most, `answer_tokens` what it writes."""

    context_tokens: int
    answer_tokens: int


class ModelWriting:
    """Writes answers anew with a model, and reports on it. Safe in several threads."""

    def __init__(self, caller: Caller, name: str, limits: Limits) -> None:
        self._caller = caller
        self.name = name
        self._limits = limits

    def write(self, question: str, answer: Answer, passages: Sequence[Passage]) -> Answer:
        """Return `answer` with the model's sentences before the fold when they pass the checks, else as it is."""
        if answer.status not in _WORTH_WRITING or not answer.citations:
            return answer
        report = ModelReport(model=self.name)
        try:
            return self._write(mask(question), answer, passages, report)
        except ModelSilentError as silent:
            spent = {"calls": silent.calls, "elapsed_ms": silent.elapsed_ms}
            return _fallen_back(answer, report.model_copy(update=spent), silent.reason)
        except Exception:
            logger.exception("the model stage failed")
            return _fallen_back(answer, report, texts.NONSENSE)

    def _write(self, question: Masked, answer: Answer, passages: Sequence[Passage], report: ModelReport) -> Answer:
        lead = writing.lead_of(answer)
        sizes = self._limits.context_tokens, self._limits.answer_tokens
        given = material(question, answer, lead, passages, *sizes)
        if not given.citations and not given.calculations:
            return answer
        reply = self._caller.ask(given.messages(), lambda text: writing.hopeless(given, text))
        return _assembled(answer, given, reply, _spent(report, reply, question))


def _assembled(answer: Answer, given: Material, reply: Reply, report: ModelReport) -> Answer:
    written = writing.checked(reply.message.text, given)
    report = report.model_copy(update={"sentences": written.checked})
    if written.reason:
        return _fallen_back(answer, report, written.reason)
    better = writing.joined(answer, written, given)
    outcome = "same" if better is answer else "written"
    reported = better.model_copy(update={"model": report.model_copy(update={"writing": outcome})})
    return reported if better is answer else _noted(reported, texts.WRITTEN_NOTE)


def _fallen_back(answer: Answer, report: ModelReport, reason: str) -> Answer:
    told = report.model_copy(update={"writing": "fallback", "reason": reason})
    return _noted(answer.model_copy(update={"model": told}), texts.FALLBACK_NOTE.format(reason=reason))


def _noted(answer: Answer, note: str) -> Answer:
    """Say behind the fold who wrote the answer."""
    block = Block(kind=BlockKind.EXPLAIN, sentences=(Sentence(text=note),), title=texts.NOTE_TITLE, folded=True)
    return answer.model_copy(update={"blocks": (*answer.blocks, block)})


def _spent(report: ModelReport, reply: Reply, masked: Masked) -> ModelReport:
    told = {
        "calls": reply.calls,
        "elapsed_ms": reply.elapsed_ms,
        "cached": reply.cached,
        "masked": tuple(masked.kinds),
    }
    return report.model_copy(update=told)
