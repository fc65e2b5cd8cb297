"""The chain: LangChain runnables from a question to a verified answer, without a model."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial, reduce

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answering import texts
from assistant.answering.calculate import Computed, computed
from assistant.answering.closing import closed, while_missing
from assistant.answering.fold import in_plain_words
from assistant.answering.precede import comforted, corrected, states_something
from assistant.answering.receive import received
from assistant.answering.relevance import Signals, signals_of, speaks_of
from assistant.answering.selection import Rarity, telling
from assistant.answering.several import MOST_PARTS, joined
from assistant.answering.subject import Ranker
from assistant.answering.trace import traced
from assistant.answering.turn import Turn
from assistant.answering.understand import understood
from assistant.answering.write import outside_sources, written
from assistant.dialogue.case_state import State
from assistant.dialogue.distress_probe import Hearing
from assistant.dialogue.sms import plain_french
from assistant.domain.answer import Answer
from assistant.domain.corpus import Passage, Section, SourceInfo
from assistant.domain.trace import Trace
from assistant.model.stages import ModelStages
from assistant.privacy.tracing import switch_off_tracing
from assistant.retrieval.query import analyse
from assistant.retrieval.retriever import AeshRetriever

Stage = Callable[[Turn], Turn]
SPECIMEN = "Combien de jours de congé pour garder mon enfant malade ?"


class AnswerChain:
    """Answers from the index in service. Safe in several threads: a turn goes from stage to stage, never kept."""

    def __init__(
        self,
        retriever: AeshRetriever,
        max_chars: int,
        today: Callable[[], date] = date.today,
        speaks: Callable[[Signals], bool] = speaks_of,
        model: ModelStages | None = None,
    ) -> None:
        switch_off_tracing()
        self._live = retriever.index
        self._retriever = retriever
        self._max_chars = max_chars
        self._today = today
        self._speaks = speaks
        self._model = model
        self._rarity: tuple[str, Rarity] | None = None
        self._warmed = ""
        self._ranker = Ranker(retriever.embedder)
        self._hears = Hearing(retriever.embedder)
        self._one = self._question_chain()
        self.runnable = _chained([self.receive, self.understand, self.answer])

    def warm(self) -> None:
        """Make ready what the first answer from the index in service would wait for; nothing when it is ready.

        No model is asked. Raises the errors of the index.
        """
        generation = self._live.reader().manifest.generation
        if generation == self._warmed:
            return
        stages = (self.weigh, self.calculate, self.retrieve, self.judge, self.write)
        for specimen in _parted(self.understand(self.receive(Turn(SPECIMEN)))):
            reduce(lambda turn, stage: _unless_answered(stage, turn), stages, specimen)
        self._warmed = generation

    def _question_chain(self) -> Runnable[Turn, Turn]:
        stages: list[Stage] = [
            self.weigh,
            self.calculate,
            self.retrieve,
            *([self.read_again] if self._model else []),
            self.judge,
            self.write,
        ]
        chain = _chained(stages)
        return chain | RunnableLambda(self._model.write, name="model_write") if self._model else chain

    def ask(
        self, question: str, history: Sequence[str] = (), corrections: Mapping[str, str | None] | None = None
    ) -> Answer:
        """Answer `question`, with the earlier questions of the conversation. Raises the errors of the index."""
        return self._asked(question, history, corrections)[0]

    def trace(
        self, question: str, history: Sequence[str] = (), corrections: Mapping[str, str | None] | None = None
    ) -> tuple[Answer, Trace]:
        """Answer as `ask` does, and tell how the answer came about."""
        answer, turn = self._asked(question, history, corrections)
        return answer, traced(turn, answer, self._live.reader().section)

    def _asked(
        self, question: str, history: Sequence[str], corrections: Mapping[str, str | None] | None
    ) -> tuple[Answer, Turn]:
        start = time.perf_counter()
        turn = self.runnable.invoke(Turn(question.strip(), tuple(history), corrections=dict(corrections or {})))
        heard = comforted(
            turn.question, self._hears(turn.question), turn.answer or outside_sources(), self._live.reader()
        )
        answer = closed(in_plain_words(heard), turn.state or self._state(turn))
        return answer.model_copy(update={"elapsed_ms": round((time.perf_counter() - start) * 1000, 1)}), turn

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

    def receive(self, turn: Turn) -> Turn:
        """End the turn for what is no question of an AESH."""
        return received(turn, self._max_chars, self._hears)

    def understand(self, turn: Turn) -> Turn:
        """Read the conversation again: the case, and the questions of this turn with the subject of each."""
        return replace(turn, state=self._state(turn))

    def _state(self, turn: Turn) -> State:
        said = [q for q in (*turn.history, turn.question) if len(q) <= self._max_chars]
        return understood(said, turn.corrections, self._today())

    def answer(self, turn: Turn) -> Turn:
        """Answer each question of the turn, and join the answers."""
        parts = turn.state.parts if turn.state else ()
        done = [self._one.invoke(one) for one in _parted(turn)]
        answers = [while_missing(one.answer or outside_sources(), one.computed) for one in done]
        turn = replace(turn, answered=tuple(done))
        if len(answers) < 2:
            return replace(turn, answer=answers[0] if answers else None)
        answer = joined([p.asked for p in parts[:MOST_PARTS]], answers)
        more = [texts.TOO_MANY_QUESTIONS] if len(parts) > MOST_PARTS else []
        return replace(turn, answer=answer.model_copy(update={"caveats": [*more, *answer.caveats]}))

    def weigh(self, turn: Turn) -> Turn:
        """Weigh the words of one question."""
        query = analyse(plain_french(turn.question), turn.earlier, self._live.reader().vocabulary)
        weights = telling(query.weights, self._words())
        return replace(turn, typed=query.typed, weights=weights)

    def calculate(self, turn: Turn) -> Turn:
        """Call the calculators that the question calls for."""
        return replace(turn, computed=computed(turn.part, turn.state)) if turn.state else turn

    def retrieve(self, turn: Turn) -> Turn:
        """Fetch the passages."""
        # A follow-up (« et si c'est eux ? ») or a case told at length does not name the right it asks about.
        named = tuple(c.title for c in turn.computed.calculations[:1])
        found = self._retriever.passages(plain_french(turn.question), history=(*turn.earlier, *named))
        sure = turn.computed.done or turn.computed.told or turn.part.facts_only
        kept = turn.computed if sure else _confirmed(turn.computed, found)
        subjects = self._ranker.subjects(self._live.reader(), turn.question, turn.earlier)
        return replace(turn, passages=tuple(found), computed=kept, subjects=tuple(subjects))

    def read_again(self, turn: Turn) -> Turn:
        """Let the model read facts that led to no result."""
        return self._model.read(turn, self._today()) if self._model else turn

    def judge(self, turn: Turn) -> Turn:
        """End the turn when neither the calculators nor the passages speak of the question."""
        if turn.computed.calculations or states_something(turn.question):
            return turn
        if self._speaks(signals_of(turn.question, turn.typed, turn.passages, self._words())):
            return turn
        return replace(turn, answer=outside_sources())

    def write(self, turn: Turn) -> Turn:
        """Draft, number and verify."""
        reader = self._live.reader()
        answer, account = written(turn, reader, self._words())
        return replace(turn, answer=corrected(turn.question, answer, reader), account=account)

    def _words(self) -> Rarity:
        reader = self._live.reader()
        generation = reader.manifest.generation
        if self._rarity is None or self._rarity[0] != generation:
            self._rarity = (generation, Rarity(reader.catalogue.chunks))
        return self._rarity[1]


def _parted(turn: Turn) -> list[Turn]:
    """Return one turn for each question of `turn` that is answered."""
    parts = turn.state.parts if turn.state else ()
    return [replace(turn, question=p.asked, earlier=p.earlier, part=p, stages=()) for p in parts[:MOST_PARTS]]


def _chained(stages: Sequence[Stage]) -> Runnable[Turn, Turn]:
    first, *others = [RunnableLambda(partial(_unless_answered, stage), name=stage.__name__) for stage in stages]
    chain: Runnable[Turn, Turn] = first
    for stage in others:
        chain = chain | stage
    return chain


def _unless_answered(stage: Stage, turn: Turn) -> Turn:
    if turn.answer:
        return turn
    start = time.perf_counter()
    done = stage(turn)
    return replace(done, stages=(*done.stages, (stage.__name__, (time.perf_counter() - start) * 1000)))


def _confirmed(told: Computed, passages: Sequence[Passage]) -> Computed:
    """Drop a calculation that lacks its facts when no passage found leads to it: another subject is asked about."""
    led = {calculator for passage in passages for calculator in passage.source.calculators}
    return told if any(c.calculator in led for c in told.calculations) else Computed()
