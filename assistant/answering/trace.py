"""The trace of a turn, made from what the turn carries: nothing is computed for it before it is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.answering.calculate import evidence
from assistant.answering.figures import unsupported
from assistant.answering.turn import Turn
from assistant.answering.verify import Removed, is_verbatim
from assistant.dialogue.facts import read_facts
from assistant.dialogue.kind import kind_of
from assistant.domain.answer import Answer
from assistant.domain.calculation import Calculation
from assistant.domain.corpus import Passage, Section
from assistant.domain.trace import Candidate, Check, Intent, PassageSeen, QuestionTrace, Stage, ToolCall, Trace

VERBATIM = "citations mot pour mot"
FIGURES = "chiffres et dates prouvés"
MARKS = "marques et citations appariées"
REMOVED_QUOTE = "citation retirée"
REMOVED_SENTENCE = "phrase retirée"
REMOVED_CAVEAT = "réserve retirée"
MAX_CANDIDATES = 5
_MARK = re.compile(r"\[(\d+)\]")


def traced(turn: Turn, answer: Answer, section_of: Callable[[str], Section | None]) -> Trace:
    """Return the trace of `turn`, which led to `answer`; `section_of` gives the sections that are cited."""
    return Trace(
        question=turn.question,
        status=answer.status.value,
        facts=tuple(answer.case),
        questions=tuple(_question(one) for one in turn.answered),
        checks=tuple(_checks(answer, section_of)),
        stages=_stages(turn),
        elapsed_ms=answer.elapsed_ms,
    )


def _question(turn: Turn) -> QuestionTrace:
    return QuestionTrace(
        asked=turn.question,
        earlier=turn.earlier,
        intent=_intent(turn),
        passages=tuple(_passage(p) for p in turn.passages),
        tools=tuple(_tool(c) for c in turn.computed.calculations),
        checks=tuple(_removed(turn.account.removed)) if turn.account else (),
        stages=_stages(turn),
        model=turn.model,
    )


def _intent(turn: Turn) -> Intent:
    routes = [route.calculator for route in turn.part.subject.routes]
    said = read_facts(turn.question, turn.state.today) if turn.state else None
    return Intent(
        kind=kind_of(turn.question, said, routes).value if said else "",
        subject=turn.account.leader if turn.account else "",
        candidates=tuple(
            Candidate(source_id=s.source.source_id, title=s.source.title, probability=round(s.probability, 4))
            for s in turn.subjects[:MAX_CANDIDATES]
        ),
        calculators=tuple(routes),
    )


def _passage(passage: Passage) -> PassageSeen:
    page = passage.chunk.page_label or passage.chunk.page
    return PassageSeen(
        source_id=passage.source.source_id,
        title=passage.source.title,
        section=passage.section.heading,
        page=str(page or ""),
        score=round(passage.score, 4),
        signals={name: round(value, 4) for name, value in passage.signals.items()},
    )


def _tool(calculation: Calculation) -> ToolCall:
    said = calculation.summary or " ".join([*calculation.reasons, *(q.question for q in calculation.questions[:1])])
    return ToolCall(name=calculation.calculator, inputs=calculation.inputs, outcome=calculation.outcome, said=said)


def _removed(removed: Removed) -> Iterator[Check]:
    for name, texts in (
        (REMOVED_QUOTE, removed.quotes),
        (REMOVED_SENTENCE, removed.sentences),
        (REMOVED_CAVEAT, removed.caveats),
    ):
        yield from (Check(name=name, passed=False, detail=text) for text in texts)


def _checks(answer: Answer, section_of: Callable[[str], Section | None]) -> Iterator[Check]:
    """Check the answer again, as it is shown."""
    wrong = [str(c.n) for c in answer.citations if not is_verbatim(c, section_of)]
    yield Check(name=VERBATIM, passed=not wrong, detail=", ".join(wrong) or f"{len(answer.citations)} citation(s)")
    held = [f"{c.quote} {c.section} {c.title}" for c in answer.citations] + evidence(answer.calculations)
    bare = sorted(unsupported(_without_questions(answer), held))
    yield Check(name=FIGURES, passed=not bare, detail=", ".join(bare))
    marks = {int(n) for n in _MARK.findall("\n".join([answer.text, *answer.caveats]))}
    apart = sorted(marks ^ {c.n for c in answer.citations})
    yield Check(name=MARKS, passed=not apart, detail=", ".join(map(str, apart)))


def _without_questions(answer: Answer) -> str:
    """Return the text without the open questions: their examples claim nothing."""
    text = answer.text
    for question in answer.questions:
        text = text.replace(question.question, " ")
    return text


def _stages(turn: Turn) -> tuple[Stage, ...]:
    return tuple(Stage(name=name, ms=round(ms, 2)) for name, ms in turn.stages)
