"""The two stages that a configured model adds to the chain. Neither ever raises: the chain goes on without it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.calculate import Computed
from assistant.answering.turn import Turn
from assistant.domain.answer import Answer, Status
from assistant.domain.model_report import ModelReport
from assistant.model import reading, texts, writing
from assistant.model.calling import Caller, ModelSilentError, Reply
from assistant.model.material import Material, material
from assistant.privacy.masking import Masked, mask

logger = logging.getLogger(__name__)
_WORTH_WRITING = {Status.FOUNDED, Status.CALCULATED}
READING_SHARE = 0.5


@dataclass(frozen=True)
class Limits:
    """`context_tokens` is what the model reads and writes at most, `answer_tokens` what it writes."""

    context_tokens: int
    answer_tokens: int


class ModelStages:
    """What a model does of a turn, with the report of it on the turn. Safe in several threads."""

    def __init__(self, caller: Caller, name: str, limits: Limits, reads: bool = True, writes: bool = True) -> None:
        self._caller = caller
        self.name = name
        self._limits = limits
        self._reads = reads
        self._writes = writes
        self._tools = True

    def read(self, turn: Turn, today: date) -> Turn:
        """Read again a turn whose facts led to no result; an ordinary turn is not sent."""
        if not self._reads or not reading.is_needed(turn):
            return turn
        return self._guarded(turn, lambda: self._read(turn, today))

    def write(self, turn: Turn) -> Turn:
        """Put the model's words before what the sources say, when they pass every check."""
        answer = turn.answer
        if answer is None or not self._writes or not _worth(answer):
            return _noted(turn)
        if turn.model is not None and turn.model.reason:
            return _noted(_fallen_back(turn, turn.model, turn.model.reason))
        return _noted(self._guarded(turn, lambda: self._write(turn, answer)))

    def _guarded(self, turn: Turn, stage: Callable[[], Turn]) -> Turn:
        report = turn.model or ModelReport(model=self.name)
        try:
            return stage()
        except ModelSilentError as silent:
            spent = _added(report, silent.calls, silent.elapsed_ms)
            return _fallen_back(turn, spent, silent.reason)
        except Exception:
            logger.exception("the model stage failed")
            return _fallen_back(turn, report, texts.NONSENSE)

    def _read(self, turn: Turn, today: date) -> Turn:
        names = reading.candidates(turn)
        question = mask(" ".join([*turn.earlier, turn.question]))
        reply = self._asked_to_read(question.text, names)
        report = _spent(turn.model or ModelReport(model=self.name), reply, question)
        call = reading.called(reply.message)
        if call is None or call[0] not in names:
            return replace(turn, model=report)
        found = reading.merged(*call, turn, today)
        report = report.model_copy(update={"read": tuple(found.read), "dropped": tuple(found.dropped)})
        return replace(turn, model=report, computed=_recomputed(turn.computed, found))

    def _asked_to_read(self, question: str, names: list[str]) -> Reply:
        """Offer the calculators as tools; an endpoint that refuses tools is asked for JSON from then on."""
        room = int((self._limits.context_tokens - self._limits.answer_tokens) * READING_SHARE)
        tools = reading.tools_of(names, room) if self._tools else []
        if tools:
            try:
                return self._caller.ask(reading.request(question, [t.name for t in tools], described=False), tools)
            except ModelSilentError as silent:
                if silent.reason != texts.REFUSED:
                    raise
                self._tools = False
        return self._caller.ask(reading.request(question, names[:1], described=True))

    def _write(self, turn: Turn, answer: Answer) -> Turn:
        question = mask(" ".join([*turn.earlier, turn.question]))
        lead = writing.lead_of(answer)
        given = material(question, answer, lead, turn.passages, *self._sizes())
        if not given.citations and not given.calculations:
            return turn
        spent = turn.model.elapsed_ms if turn.model else 0.0
        reply = self._caller.ask(given.messages(), (), lambda text: writing.hopeless(given, text), spent)
        report = _spent(turn.model or ModelReport(model=self.name), reply, question)
        return _assembled(turn, answer, given, reply, report)

    def _sizes(self) -> tuple[int, int]:
        return self._limits.context_tokens, self._limits.answer_tokens


def _assembled(turn: Turn, answer: Answer, given: Material, reply: Reply, report: ModelReport) -> Turn:
    written = writing.checked(reply.message.text, given)
    report = report.model_copy(update={"sentences": written.checked})
    if written.reason:
        return _fallen_back(turn, report, written.reason)
    better = writing.joined(answer, written, given)
    report = report.model_copy(update={"writing": "same" if better is answer else "written"})
    return replace(turn, model=report, answer=better)


def _worth(answer: Answer) -> bool:
    return answer.status in _WORTH_WRITING and bool(answer.citations)


def _fallen_back(turn: Turn, report: ModelReport, reason: str) -> Turn:
    return replace(turn, model=report.model_copy(update={"writing": "fallback", "reason": reason}))


def _noted(turn: Turn) -> Turn:
    """Put the report on the answer, with a discreet note when a model was asked in vain."""
    if turn.model is None or turn.answer is None:
        return turn
    note = texts.FALLBACK_NOTE.format(reason=turn.model.reason)
    more = [note] if turn.model.writing == "fallback" and _worth(turn.answer) else []
    updated = {"caveats": [*turn.answer.caveats, *more], "model": turn.model}
    return replace(turn, answer=turn.answer.model_copy(update=updated))


def _spent(report: ModelReport, reply: Reply, masked: Masked) -> ModelReport:
    kinds = tuple(dict.fromkeys([*report.masked, *masked.kinds]))
    added = _added(report, reply.calls, reply.elapsed_ms)
    return added.model_copy(update={"cached": report.cached or reply.cached, "masked": kinds})


def _added(report: ModelReport, calls: int, elapsed_ms: float) -> ModelReport:
    spent = {"calls": report.calls + calls, "elapsed_ms": round(report.elapsed_ms + elapsed_ms, 1)}
    return report.model_copy(update=spent)


def _recomputed(before: Computed, found: reading.Reading) -> Computed:
    """Return what the calculators say with the facts that the model read."""
    if found.question is not None:
        return Computed(calculations=before.calculations, caveats=before.caveats, questions=[found.question])
    calculation = found.calculation
    if calculation is None or calculation.outcome == "out_of_field":
        return before
    if calculation.outcome == "missing_information":
        return Computed(calculations=[calculation], caveats=before.caveats, questions=list(calculation.questions[:1]))
    said = texts.READ.format(facts=" ; ".join(found.read))
    more = [c for c in (*calculation.caveats, calculation.next_change) if c]
    return Computed(calculations=[calculation], caveats=[said, *before.caveats, *more])
