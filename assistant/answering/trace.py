"""How an answer came about, for the developer's panel and `aesh ask --trace`."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.verify import is_verbatim
from assistant.dialogue.plan import Asked, Plan
from assistant.domain.answer import Answer
from assistant.domain.corpus import Passage
from assistant.domain.trace import Candidate, Check, Intent, PassageSeen, QuestionTrace, Stage, ToolCall, Trace
from assistant.index.reader import IndexReader


def make_trace(
    question: str,
    answer: Answer,
    plan: Plan | None,
    passages: Sequence[Sequence[Passage]],
    stages: Sequence[tuple[str, float]],
    index: IndexReader,
) -> Trace:
    """Return the trace of `answer`: what was understood, found, called and checked, and the time of each stage."""
    asked = [_question(a, p, plan, index) for a, p in zip(plan.asked, passages, strict=True)] if plan else []
    verbatim = all(is_verbatim(c, index.section) for c in answer.citations)
    return Trace(
        question=question,
        status=answer.status,
        facts=tuple(answer.case),
        questions=tuple(asked),
        checks=(Check(name="citations verbatim", passed=verbatim),),
        stages=tuple(Stage(name=name, ms=ms) for name, ms in stages),
        elapsed_ms=answer.elapsed_ms,
    )


def _question(asked: Asked, passages: Sequence[Passage], plan: Plan, index: IndexReader) -> QuestionTrace:
    likely = [Candidate(source_id=asked.reponse, title=_title(asked.reponse, index), probability=0.0)]
    likely += [
        Candidate(source_id=o.label, title=_title(o.label, index), probability=o.probability) for o in asked.others
    ]
    calls = (asked.run.calculation,) if asked.run else ()
    return QuestionTrace(
        asked=asked.text,
        intent=Intent(
            kind=plan.act,
            subject=asked.reponse,
            candidates=tuple(likely),
            calculators=tuple(c.calculator for c in calls),
        ),
        passages=tuple(map(_seen, passages)),
        tools=tuple(ToolCall(name=c.calculator, inputs=c.inputs, outcome=c.outcome, said=c.summary) for c in calls),
    )


def _title(reponse: str, index: IndexReader) -> str:
    record = index.catalogue.reponses.get(reponse)
    return record.question if record else reponse


def _seen(passage: Passage) -> PassageSeen:
    return PassageSeen(
        source_id=passage.source.source_id,
        title=passage.source.title,
        section=passage.section.heading,
        page=str(passage.chunk.page_label or passage.chunk.page or ""),
        score=passage.score,
        signals=passage.signals,
    )
