"""The chain: LangChain runnables from a question to a verified answer, without a model."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answering import texts
from assistant.answering.calculate import Computed, computed, supported
from assistant.answering.compose import compose
from assistant.answering.draft import Draft, from_fiche, from_guides
from assistant.answering.relevance import Signals, shares_held, signals_of, speaks_of
from assistant.answering.selection import Rarity, telling
from assistant.answering.sheet import Sheet, leading_fiche, sheet_of
from assistant.answering.turn import Turn
from assistant.answering.verify import verified
from assistant.dialogue.courtesy import Courtesy, courtesy
from assistant.dialogue.followup import leans_on
from assistant.dialogue.scope import is_improper, other_status
from assistant.dialogue.sms import plain_french
from assistant.domain.answer import Answer, Status
from assistant.domain.corpus import Nature, Passage, Section, SourceInfo
from assistant.index.reader import IndexReader
from assistant.retrieval.query import analyse
from assistant.retrieval.retriever import AeshRetriever

_COURTESIES = {
    Courtesy.GREETING: texts.GREETING,
    Courtesy.THANKS: texts.THANKS,
    Courtesy.GOODBYE: texts.GOODBYE,
}
CLEARLY_MORE = 0.2
Stage = Callable[[Turn], Turn]


def outside_sources() -> Answer:
    """Return the answer given when the sources do not say: no citation, whom to ask."""
    return Answer(status=Status.OUT_OF_SOURCES, text=texts.OUT_OF_SOURCES)


class AnswerChain:
    """Answers from the index in service. Safe in several threads: a turn goes from stage to stage, never kept."""

    def __init__(
        self,
        retriever: AeshRetriever,
        max_chars: int,
        today: Callable[[], date] = date.today,
        speaks: Callable[[Signals], bool] = speaks_of,
    ) -> None:
        self._live = retriever.index
        self._retriever = retriever
        self._max_chars = max_chars
        self._today = today
        self._speaks = speaks
        self._rarity: tuple[str, Rarity] | None = None
        self.runnable = self._build()

    def _build(self) -> Runnable[Turn, Turn]:
        stages: list[Stage] = [
            self.greet,
            self.understand,
            self.calculate,
            self.retrieve,
            self.judge,
            self.write,
        ]
        first, *others = [RunnableLambda(partial(_unless_answered, stage), name=stage.__name__) for stage in stages]
        chain: Runnable[Turn, Turn] = first
        for stage in others:
            chain = chain | stage
        return chain

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """Answer `question`, with the earlier questions of the conversation. Raises the errors of the index."""
        start = time.perf_counter()
        turn = self.runnable.invoke(Turn(question.strip(), tuple(history)))
        answer = turn.answer or outside_sources()
        return answer.model_copy(update={"elapsed_ms": round((time.perf_counter() - start) * 1000, 1)})

    def section(self, section_id: str) -> Section | None:
        """Return a section of the index in service, or None."""
        return self._live.reader().section(section_id)

    def source(self, source_id: str) -> SourceInfo | None:
        """Return a source of the index in service, or None."""
        return self._live.reader().source(source_id)

    def greet(self, turn: Turn) -> Turn:
        """End the turn for what is no question of an AESH: nothing, too much, a courtesy, another status."""
        if not turn.question:
            return replace(turn, answer=_said(texts.EMPTY))
        if len(turn.question) > self._max_chars:
            return replace(turn, answer=_said(texts.TOO_LONG))
        if is_improper(turn.question):
            return replace(turn, answer=Answer(status=Status.OUT_OF_SOURCES, text=texts.IMPROPER))
        status = other_status(turn.question)
        if status:
            told = texts.OTHER_STATUS.format(name=status.name, where=status.where)
            return replace(turn, answer=Answer(status=Status.OUT_OF_SOURCES, text=told))
        kind = courtesy(turn.question)
        return replace(turn, answer=_said(_COURTESIES[kind])) if kind else turn

    def understand(self, turn: Turn) -> Turn:
        """Tell which earlier question it leans on, and weigh its words."""
        earlier = leans_on(turn.question, turn.history)
        query = analyse(plain_french(turn.question), earlier, self._live.reader().vocabulary)
        weights = telling(query.weights, self._words())
        return replace(turn, earlier=earlier, typed=query.typed, weights=weights)

    def calculate(self, turn: Turn) -> Turn:
        """Call the calculators that the question calls for."""
        return replace(turn, computed=computed(turn.question, turn.history, self._today()))

    def retrieve(self, turn: Turn) -> Turn:
        """Fetch the passages."""
        found = self._retriever.passages(plain_french(turn.question), history=turn.earlier)
        kept = turn.computed if turn.computed.done else _confirmed(turn.computed, found)
        return replace(turn, passages=tuple(found), computed=kept)

    def judge(self, turn: Turn) -> Turn:
        """End the turn when neither the calculators nor the passages speak of the question."""
        if turn.computed.calculations or self._speaks(signals_of(turn.typed, turn.passages, self._words())):
            return turn
        return replace(turn, answer=outside_sources())

    def write(self, turn: Turn) -> Turn:
        """Draft, number and verify."""
        reader = self._live.reader()
        sheet = self._leader(turn, reader)
        composed = compose(_draft(turn, sheet))
        retrieved = {p.section.section_id for p in (*turn.passages, *(sheet.passages if sheet else ()))}
        answer = verified(composed, reader.section, retrieved, outside_sources())
        return replace(turn, answer=_with_calculations(answer, turn.computed))

    def _leader(self, turn: Turn, reader: IndexReader) -> Sheet | None:
        """Return the fiche to answer from, if any.

        It is the fiche of the calculator that was called; else the one that the passages point to, unless the best
        guide passage says clearly more of the question.
        """
        called = [c.calculator for c in turn.computed.calculations]
        if called:
            linked = _linked(called[0], turn.passages, reader)
            return sheet_of(linked, reader) if linked else None
        best = leading_fiche(turn.passages)
        sheet = sheet_of(best, reader) if best else None
        guide = next((p for p in turn.passages if p.source.nature is not Nature.FICHE), None)
        if sheet is None or guide is None:
            return sheet
        whole = " ".join([sheet.brief.source.title, *(p.section.text for p in sheet.passages)])
        fiche, other = shares_held(turn.typed, [whole, guide.section.text], self._words())
        return sheet if fiche >= other - CLEARLY_MORE else None

    def _words(self) -> Rarity:
        reader = self._live.reader()
        generation = reader.manifest.generation
        if self._rarity is None or self._rarity[0] != generation:
            self._rarity = (generation, Rarity(reader.catalogue.chunks))
        return self._rarity[1]


def _draft(turn: Turn, sheet: Sheet | None) -> Draft:
    if sheet is None:
        return from_guides(turn.question, turn.weights, turn.passages)
    guides = [p for p in turn.passages if p.source.nature is not Nature.FICHE]
    return from_fiche(sheet, turn.question, turn.weights, guides)


def _with_calculations(answer: Answer, told: Computed) -> Answer:
    """Put the results before the passages, or the open question after them."""
    founded = answer.status is Status.FOUNDED
    paragraphs = supported(told.paragraphs, told.calculations)
    rule = [answer.text] if founded else []
    if told.done and paragraphs:
        return answer.model_copy(
            update={
                "status": Status.CALCULATED,
                "text": "\n\n".join([*paragraphs, *rule]),
                "calculations": told.calculations,
                "caveats": [*told.caveats, *answer.caveats],
            }
        )
    if told.questions:
        asked = f"{texts.TO_BE_EXACT} {told.questions[0].question}"
        return answer.model_copy(
            update={
                "status": Status.NEEDS_INFORMATION,
                "text": "\n\n".join([*rule, asked]),
                "calculations": told.calculations,
                "questions": told.questions,
                "caveats": [*told.caveats, *answer.caveats],
            }
        )
    return answer.model_copy(update={"caveats": [*told.caveats, *answer.caveats]}) if founded else answer


def _unless_answered(stage: Stage, turn: Turn) -> Turn:
    return turn if turn.answer else stage(turn)


def _said(text: str) -> Answer:
    """Words that call for the user's next question."""
    return Answer(status=Status.NEEDS_INFORMATION, text=text)


def _linked(calculator: str, passages: Sequence[Passage], reader: IndexReader) -> SourceInfo | None:
    """Return the fiche that leads to `calculator`, the one nearest to the question when there are several."""
    linked = [d.source for d in reader.documents() if calculator in d.source.calculators]
    order = [p.source.source_id for p in passages]
    return min(
        linked,
        key=lambda s: (order.index(s.source_id) if s.source_id in order else len(order), s.source_id),
        default=None,
    )


def _confirmed(told: Computed, passages: Sequence[Passage]) -> Computed:
    """Drop a calculation that lacks its facts when no passage found leads to it: another subject is asked about."""
    led = {calculator for passage in passages for calculator in passage.source.calculators}
    return told if any(c.calculator in led for c in told.calculations) else Computed()
