"""The product's whole answer as one LangChain runnable: a question in, a verified `Answer` out.

message ─► plan (reader, case, calculators) ─► passages of the guides ─► blocks ─► verification
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answering import texts
from assistant.answering.compose import compose
from assistant.answering.draft import Draft
from assistant.answering.stage import WritingStage
from assistant.answering.trace import make_trace
from assistant.answering.verify import verify
from assistant.dialogue.plan import Asked, Certainty, Plan, Planner
from assistant.domain.answer import Answer, Block, BlockKind, Sentence, Status
from assistant.domain.corpus import Passage, Section, SourceInfo
from assistant.domain.trace import Trace
from assistant.index.reader import IndexReader
from assistant.reader.reader import Reader
from assistant.retrieval.retriever import AeshRetriever

SPECIMEN = "Combien de jours de congé pour garder mon enfant malade ?"
PASSAGES = 3


@dataclass(frozen=True)
class Turn:
    """One question on its way to an answer, with the earlier ones and the facts that the user edited."""

    question: str
    history: tuple[str, ...] = ()
    corrections: Mapping[str, str | None] = field(default_factory=dict)


class AnswerChain:
    """Answers from the index in service. Safe in several threads: nothing of a turn is kept."""

    def __init__(
        self,
        retriever: AeshRetriever,
        reader: Reader,
        max_chars: int,
        today: Callable[[], date] = date.today,
        model: WritingStage | None = None,
    ) -> None:
        self._live = retriever.index
        self._retriever = retriever
        self._planner = Planner(reader, today)
        self._max_chars = max_chars
        self._today = today
        self._model = model
        self.runnable: Runnable[Any, Answer] = RunnableLambda(self._invoke, name="aesh")

    def ask(
        self, question: str, history: Sequence[str] = (), corrections: Mapping[str, str | None] | None = None
    ) -> Answer:
        """Answer `question`, with the earlier questions of the conversation. Raises the errors of the index."""
        return self._asked(Turn(question.strip(), tuple(history), corrections or {}))[0]

    def trace(
        self, question: str, history: Sequence[str] = (), corrections: Mapping[str, str | None] | None = None
    ) -> tuple[Answer, Trace]:
        """Answer as `ask` does, and tell how the answer came about."""
        answer, plan, passages, stages = self._asked(Turn(question.strip(), tuple(history), corrections or {}))
        return answer, make_trace(question, answer, plan, passages, stages, self._live.reader())

    def warm(self) -> None:
        """Make ready what the first answer would wait for. Raises the errors of the index."""
        self._asked(Turn(SPECIMEN))

    @property
    def retriever(self) -> AeshRetriever:
        """The search that the answers rest on, for the pages that show the documents."""
        return self._retriever

    def section(self, section_id: str) -> Section | None:
        """Return a section of the index in service, or None."""
        return self._live.reader().section(section_id)

    def source(self, source_id: str) -> SourceInfo | None:
        """Return a source of the index in service, or None."""
        return self._live.reader().source(source_id)

    def _invoke(self, asked: str | Mapping[str, Any]) -> Answer:
        if isinstance(asked, str):
            return self.ask(asked)
        return self.ask(asked["question"], asked.get("history", ()), asked.get("corrections"))

    def _asked(self, turn: Turn) -> tuple[Answer, Plan | None, list[list[Passage]], list[tuple[str, float]]]:
        clock = _Clock()
        refused = self._refuse(turn.question)
        if refused:
            return _said(refused, clock), None, [], clock.stages
        index = self._live.reader()
        history = [q for q in turn.history if 0 < len(q) <= self._max_chars]
        plan = self._plan(turn, history, index)
        clock.mark("plan")
        if plan is None:
            return _said(texts.OUT_OF_SOURCES, clock), None, [], clock.stages
        passages = [self._search(asked) for asked in plan.asked]
        clock.mark("retrieve")
        answer = compose(plan, Draft(index), index.catalogue.reponses, passages, self._today())
        clock.mark("compose")
        if self._model is not None:
            answer = self._model.write(turn.question, answer, [p for found in passages for p in found])
            clock.mark("model")
        hidden = [run.calculation for a in plan.asked if (run := a.run)]
        checked = verify(answer, index.section, hidden)
        clock.mark("verify")
        return checked.model_copy(update={"elapsed_ms": clock.total}), plan, passages, clock.stages

    def _refuse(self, question: str) -> str:
        if not any(character.isalnum() for character in question):
            return texts.EMPTY
        return texts.TOO_LONG if len(question) > self._max_chars else ""

    def _plan(self, turn: Turn, history: list[str], index: IndexReader) -> Plan | None:
        if index.reponses is None:
            return None
        return self._planner.plan(turn.question, history, turn.corrections, index.reponses, index.catalogue.reponses)

    def _search(self, asked: Asked) -> list[Passage]:
        """Passages of the guides; of everything when no réponse is sure."""
        record = self._live.reader().catalogue.reponses.get(asked.reponse)
        sure = asked.certainty is not Certainty.UNSURE
        query = f"{asked.text} {record.question}" if sure and record else asked.text
        return self._retriever.passages(query, k=PASSAGES, fiches=not sure)


class _Clock:
    """Milliseconds of each stage and of all."""

    def __init__(self) -> None:
        self._start = self._last = time.perf_counter()
        self.stages: list[tuple[str, float]] = []

    def mark(self, name: str) -> None:
        now = time.perf_counter()
        self.stages.append((name, round((now - self._last) * 1000, 2)))
        self._last = now

    @property
    def total(self) -> float:
        return round((time.perf_counter() - self._start) * 1000, 1)


def _said(text: str, clock: _Clock) -> Answer:
    block = Block(kind=BlockKind.DIRECT, sentences=(Sentence(text=text),))
    return Answer(status=Status.OUT_OF_SOURCES, blocks=(block,), elapsed_ms=clock.total)
