"""From a plan to blocks: what stands before the fold, in at most ninety words.

The order is help when it comes first, what was understood if unsure, the direct answer, the result of the calculator,
the question still open, what to do by when; then what stands behind the fold (`folded`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources

from assistant.answering import texts
from assistant.answering.draft import Draft
from assistant.answering.folded import add_folded
from assistant.answering.guides import find_in_guides
from assistant.dialogue.calculations import Run
from assistant.dialogue.plan import Asked, Certainty, Plan, open_fact
from assistant.domain.answer import Answer, Block, BlockKind, NextStep, Sentence, Status
from assistant.domain.calculation import Calculation, MissingFact
from assistant.domain.corpus import Passage, ReponseRecord
from assistant.letters.registry import find_letter
from assistant.reader.labels import Act, Distress
from assistant.rules.core.french import format_date

MOST_WORDS, SHORT = 90, 60
MOST_TODO = 3
MOST_STEPS = 3
MOST_ALTERNATIVES = 2
_YES_NO = ("oui", "non")


def compose(
    plan: Plan, draft: Draft, reponses: Mapping[str, ReponseRecord], passages: list[list[Passage]], today: date
) -> Answer:
    """Return the answer of `plan`; `passages` are those found in the guides for each of its questions."""
    if plan.help_first:
        _help(plan, draft, reponses)
    status, steps = Status.FOUNDED, list[NextStep]()
    unclear = all(a.certainty is Certainty.UNSURE for a in plan.asked)
    if not (plan.help is not Distress.NONE and unclear):
        made = _answered(plan, draft, reponses, passages, today) if plan.asked else _without_question(plan, draft)
        status, steps = made
    steps = _with_deeds(plan, reponses, steps)
    if plan.letter and steps and steps[0].kind == "letter":
        said = Sentence(text=texts.LETTER.format(title=steps[0].label))
        draft.blocks.insert(0, Block(kind=BlockKind.UNDERSTOOD, sentences=(said,)))
    if plan.help is not Distress.NONE and not plan.help_first:
        _help(plan, draft, reponses)
    runs = [a.run for a in plan.asked if a.run]
    return Answer(
        status=status,
        blocks=tuple(draft.blocks),
        citations=draft.citations,
        calculations=[r.calculation for r in runs if _tells(r)],
        questions=_open_questions(plan)[:1],
        next_steps=tuple(steps[:MOST_STEPS]),
        case=plan.case.shown(),
        reponses=tuple(a.reponse for a in plan.asked if a.certainty is not Certainty.UNSURE),
    )


def _without_question(plan: Plan, draft: Draft) -> tuple[Status, list[NextStep]]:
    """A courtesy, a message for another service, an order, or facts before any question."""
    if plan.act in {Act.OUT_OF_SCOPE, Act.OTHER_STATUS}:
        draft.add(BlockKind.DIRECT, texts.OUT_OF_SCOPE.format(where=_redirects().get(plan.kind, texts.ELSEWHERE)))
        return Status.OUT_OF_SOURCES, []
    if plan.help is Distress.NONE or plan.act is not Act.FACTS:
        draft.add(BlockKind.DIRECT, texts.COURTESY.get(plan.act, texts.STATED))
    return Status.OUT_OF_SOURCES if plan.act is Act.ORDER else Status.NEEDS_INFORMATION, []


def _answered(
    plan: Plan, draft: Draft, reponses: Mapping[str, ReponseRecord], passages: list[list[Passage]], today: date
) -> tuple[Status, list[NextStep]]:
    if plan.again:
        told = ", ".join(f"{f.label.lower()} : {f.shown}" for f in plan.case.shown() if f.key in plan.again)
        if told:
            calculated = any(a.run and a.run.calculation.outcome == "result" for a in plan.asked)
            draft.add(BlockKind.UNDERSTOOD, (texts.AGAIN if calculated else texts.NOTED).format(facts=told))
    draft.add(BlockKind.UNDERSTOOD, *plan.case.problems)
    steps: list[NextStep] = []
    statuses: list[Status] = []
    for asked, found in zip(plan.asked, passages, strict=True):
        if plan.help_first and asked.reponse == _helps().get(plan.help):
            statuses.append(Status.FOUNDED)
            continue
        status, more = _one(asked, draft, reponses, found, today, alone=len(plan.asked) == 1)
        statuses.append(status)
        steps += more
    for asked in plan.asked:
        if asked.certainty is not Certainty.UNSURE and asked.reponse in reponses:
            add_folded(draft, asked, reponses[asked.reponse])
    best = (Status.CALCULATED, Status.FOUNDED, Status.NEEDS_INFORMATION, Status.OUT_OF_SOURCES)
    return next(s for s in best if s in statuses), steps


def _one(
    asked: Asked,
    draft: Draft,
    reponses: Mapping[str, ReponseRecord],
    found: list[Passage],
    today: date,
    *,
    alone: bool,
) -> tuple[Status, list[NextStep]]:
    record = reponses.get(asked.reponse)
    guide = find_in_guides(draft, asked.text, found)
    if record is None or asked.certainty is Certainty.UNSURE:
        if guide:
            draft.add(BlockKind.GUIDE, *guide)
            return Status.FOUNDED, _readings(asked, reponses)
        draft.add(BlockKind.UNDERSTOOD, texts.UNSURE)
        return Status.NEEDS_INFORMATION, _readings(asked, reponses)
    if asked.certainty is Certainty.LEANING or not alone:
        draft.add(BlockKind.UNDERSTOOD, texts.UNDERSTOOD.format(question=record.question))
    status = _direct(asked, record, draft, today)
    if guide:
        draft.add(BlockKind.GUIDE, *guide, title=texts.GUIDE, folded=True)
    others = [_reading(reponses[o.label]) for o in asked.others if o.label in reponses]
    nexts = [
        NextStep(kind="question", label=reponses[s].question, value=reponses[s].question)
        for s in record.see
        if s in reponses
    ]
    return status, [*others[:1], *nexts]


def _direct(asked: Asked, record: ReponseRecord, draft: Draft, today: date) -> Status:
    """The réponse, and the calculator's result before or after it."""
    run, quoted = asked.run, draft.quote(record)
    told = _result(run)
    personal = bool(told and run and run.used)
    words = sum(len(s.text.split()) for s in (*quoted, *told))
    yes_no = record.answer.lower().startswith(_YES_NO)
    if personal and not yes_no:
        draft.add(BlockKind.RESULT, *told)
        fits = draft.words_shown + sum(len(s.text.split()) for s in quoted) <= SHORT
        draft.add(BlockKind.DIRECT, *quoted, title=texts.RULE, folded=not fits)
    else:
        draft.add(BlockKind.DIRECT, *quoted)
        if told and (personal or draft.words_shown + words <= MOST_WORDS):
            draft.add(BlockKind.RESULT, *told)
    if run and run.calculation.outcome == "missing_information":
        draft.add(BlockKind.MISSING, *_missing(asked, run))
    if personal and run:
        draft.add(BlockKind.TODO, *_todo(run.calculation, today))
        lines = dict.fromkeys(run.calculation.hypotheses)
        draft.add(BlockKind.EXPLAIN, *(Sentence(text=t, item=True) for t in lines), title=texts.SUPPOSED, folded=True)
    return Status.CALCULATED if personal else Status.FOUNDED


def _result(run: Run | None) -> tuple[Sentence, ...]:
    """What the calculator says, in its own sentence; the other end of a period when it differs."""
    if run is None:
        return ()
    calculation = run.calculation
    if calculation.outcome == "result":
        return (Sentence(text=calculation.summary),)
    if calculation.outcome == "missing_information" and run.used and calculation.alternatives:
        shown = calculation.alternatives[:MOST_ALTERNATIVES]
        return tuple(Sentence(text=f"{a.label} : {a.summary or ' '.join(a.reasons)}", item=True) for a in shown)
    if calculation.outcome == "not_concerned" and run.used:
        return tuple(Sentence(text=reason) for reason in calculation.reasons[:2])
    return ()


def _missing(asked: Asked, run: Run) -> tuple[str, ...]:
    if asked.unknown:
        return (texts.WITHOUT,)
    return (f"{texts.MISSING} {run.calculation.questions[0].question}",)


def _todo(calculation: Calculation, today: date) -> list[Sentence]:
    """What to do by when, the dated things first, told late when their day is past."""
    dated = sorted((t for t in calculation.to_do if t.by), key=lambda t: t.by or today)[:MOST_TODO]
    lines = []
    for todo in dated:
        when = format_date(todo.by) if todo.by else ""
        late = todo.by is not None and todo.by < today
        lines.append(f"{todo.label} ({texts.TOO_LATE})" if late else f"{todo.label} (au plus tard le {when})")
    return [Sentence(text=line, item=True) for line in lines]


def _tells(run: Run) -> bool:
    """Whether something of the calculation is said: its result, its reasons, or the results beside its question."""
    calculation = run.calculation
    return calculation.outcome in {"result", "not_concerned"} or bool(run.used and calculation.alternatives)


def _open_questions(plan: Plan) -> list[MissingFact]:
    """The questions put to the user, under the name of the legal fact."""
    found = []
    for asked in plan.asked:
        run = asked.run
        if run is None or asked.unknown or run.calculation.outcome != "missing_information":
            continue
        for question in run.calculation.questions[:1]:
            found.append(question.model_copy(update={"field": open_fact(run) or question.field}))
    return found


def _with_deeds(plan: Plan, reponses: Mapping[str, ReponseRecord], steps: list[NextStep]) -> list[NextStep]:
    """Return the steps with the letter and the simulator of the question; the letter leads when it was asked for."""
    asked = next((a for a in plan.asked if a.certainty is not Certainty.UNSURE and a.reponse in reponses), None)
    if asked is None:
        return steps
    record = reponses[asked.reponse]
    found = find_letter(asked.reponse.partition("/")[0], asked.text, record.question)
    letter = [NextStep(kind="letter", label=found.title, value=found.id)] if found else []
    tool = [NextStep(kind="simulator", label=texts.SIMULATE, value=record.calculator)] if asked.run else []
    if plan.letter:
        return [*letter, *tool, *steps]
    room = MOST_STEPS - len(letter) - len(tool)
    return [*steps[:room], *tool, *letter]


def _readings(asked: Asked, reponses: Mapping[str, ReponseRecord]) -> list[NextStep]:
    names = [asked.reponse, *(o.label for o in asked.others)]
    return [_reading(reponses[name]) for name in names if name in reponses]


def _reading(record: ReponseRecord) -> NextStep:
    return NextStep(kind="reading", label=record.question, value=record.question)


def _help(plan: Plan, draft: Draft, reponses: Mapping[str, ReponseRecord]) -> None:
    """A calm line and the réponse that carries the right number."""
    record = reponses.get(_helps().get(plan.help, ""))
    quoted = draft.quote(record) if record else ()
    said = {s.text for b in draft.blocks for s in b.sentences}
    if record and not any(s.text in said for s in quoted):
        draft.add(BlockKind.HELP, texts.HELP[plan.help], *quoted)


@cache
def _helps() -> dict[str, str]:
    return tomllib.loads(resources.files(__package__).joinpath("help.toml").read_text("utf-8"))


@cache
def _redirects() -> dict[str, str]:
    return tomllib.loads(resources.files(__package__).joinpath("redirect.toml").read_text("utf-8"))
