"""A conversation read again from the texts of its turns: nothing is kept, so a reload changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from assistant.answering.calculate import open_question
from assistant.dialogue.case import Known, edited_facts, said, with_facts
from assistant.dialogue.case_reading import LOOSE, Taken, general_facts, loose_fact, near_case, taken_by
from assistant.dialogue.case_state import Asked, Loose, Part, State, Subject
from assistant.dialogue.courtesy import courtesy
from assistant.dialogue.facts import Said, read_facts
from assistant.dialogue.filling_claims import SERVICES
from assistant.dialogue.followup_subject import calculators_of, subject_of
from assistant.dialogue.questions import Reply, read_reply
from assistant.dialogue.questions_split import split_questions
from assistant.dialogue.roles import assigned
from assistant.dialogue.scope import is_improper, other_status
from assistant.rules.registry import find

CACHED = 2048
MORE_THAN_A_REPLY = 4
Corrections = Mapping[str, str | None]


def understood(turns: Sequence[str], corrections: Corrections, today: date) -> State:
    """Return the conversation `turns` (texts of the user, oldest first) as it stands after the last one.

    `corrections` holds the facts that the user edited (as typed) or erased (None), by the keys of the case.
    """
    edited = tuple(sorted(corrections.items(), key=lambda item: item[0]))
    state = _state((), edited, today)
    for n in range(1, len(turns) + 1):
        state = _state(tuple(turns[:n]), edited, today)
    return state


@lru_cache(maxsize=CACHED)
def _state(turns: tuple[str, ...], corrections: tuple[tuple[str, str | None], ...], today: date) -> State:
    edited = dict(corrections)
    if not turns:
        return State(today, case=edited_facts(edited))
    before = _state(turns[:-1], corrections, today)
    state = replace(before, turn=len(turns) - 1, parts=(), problems=())
    return _after(state, turns[-1], edited)


def _after(state: State, text: str, corrections: Corrections) -> State:
    if not text.strip() or courtesy(text) is not None:
        return state
    if is_improper(text) or other_status(text):
        return replace(state, subject=Subject(), open=None)
    read = _read(text, state.today)
    reply = _reply(state, text, read)
    state = _replied(state, reply, text, read, corrections) if reply else _told(state, text, read, corrections)
    asked = (open_question(part, state) for part in state.parts)
    return replace(state, open=next((a for a in asked if a), None))


@lru_cache(maxsize=CACHED)
def _read(text: str, today: date) -> Said:
    return read_facts(text, today)


def _reply(state: State, text: str, read: Said) -> Reply | None:
    """Return the reply to the open question that the turn is, unless it asks something else."""
    if state.open is None or calculators_of(text):
        return None
    calculator = find(state.open.calculator)
    reply = read_reply(calculator, state.open.field, text, state.turn, state.today)
    if reply and reply.problem and (read.facts or read.dates):
        return None
    if reply and reply.fact and _of_another(state, state.open, reply.fact, read):
        return None
    return replace(reply, fact=_nearest(state, reply.fact, read)) if reply and reply.fact else reply


def _nearest(state: State, fact: Known, read: Said) -> Known:
    """Put a date replied without its year beside the other dates of the case."""
    found = next((d for d in read.dates if d.day == fact.value), None)
    if found is None or state.open is None:
        return fact
    day = near_case(found, find(state.open.calculator), state.case).day
    return fact if day == fact.value else replace(fact, value=day)


def _of_another(state: State, asked: Asked, fact: Known, read: Said) -> bool:
    """Whether the words around a date give it to another field than the one asked, or services that lie ahead."""
    if not isinstance(fact.value, date):
        return False
    told, _ = assigned(read.dates, [find(asked.calculator)])
    names = {event.field(find(asked.calculator)) for event in told} - {"", asked.field}
    ahead = fact.value > state.today
    if ahead or said(state.case, SERVICES) or said(state.case, "anciennete"):
        names -= {SERVICES}
    return bool(names) or (asked.field == SERVICES and ahead)


def _replied(state: State, reply: Reply, text: str, read: Said, corrections: Corrections) -> State:
    unknown = state.unknown | {state.open} if reply.unknown and state.open else state.unknown
    new = [reply.fact] if reply.fact else []
    if len(text.split()) >= MORE_THAN_A_REPLY and not reply.unknown:
        new = [*(k for k in general_facts(read, state.turn) if k.name not in {n.name for n in new}), *new]
    part = Part(state.subject.source, state.subject, follows=True, facts_only=True)
    problems = (reply.problem,) if reply.problem else ()
    return _with(replace(state, unknown=unknown, parts=(part,), problems=problems), new, corrections)


def _told(state: State, text: str, read: Said, corrections: Corrections) -> State:
    state = _with(state, general_facts(read, state.turn), corrections)
    free = [Loose(found, state.turn) for found in read.dates]
    for piece in split_questions(text, calculators_of):
        own = _read(piece, state.today)
        part = subject_of(piece, own, state.subject, state.turn)
        part, taken, carried = _taken(state, part, piece, own, free)
        claimed = {(d.day, d.written) for d in taken.claimed}
        free = [x for x in free if (x.found.day, x.found.written) not in claimed]
        state = _with(
            replace(state, loose=tuple(x for x in state.loose if x not in carried)), taken.facts, corrections
        )
        state = replace(state, subject=part.subject, parts=(*state.parts, part))
    return _with_loose(state, free, corrections)


def _taken(state: State, part: Part, piece: str, own: Said, free: Sequence[Loose]) -> tuple[Part, Taken, list[Loose]]:
    """Let the calculators of `part` take their facts; return it with its loose dates, and those taken from before."""
    subject, before = part.subject, state.subject
    carried = [x for x in state.loose if part.follows and x.turn >= before.since]
    beside = [x.found for x in free if x.found.day not in {d.day for d in own.dates}]
    if before.stated:
        own = replace(own, dates=(*(x.found for x in carried), *own.dates))
    else:
        beside += [x.found for x in carried]
    taken = taken_by(part, piece, own, beside, state)
    elsewhere = any(x not in carried for x in state.loose)
    subject = replace(subject, loose=taken.loose, elsewhere=elsewhere)
    return replace(part, subject=subject), taken, [x for x in carried if x.found in taken.claimed]


def _with(state: State, facts: Iterable[Known], corrections: Corrections) -> State:
    case, problems = with_facts(state.case, facts, corrections)
    return replace(state, case=case, uncorrected=tuple(dict.fromkeys((*state.uncorrected, *problems))))


def _with_loose(state: State, free: Sequence[Loose], corrections: Corrections) -> State:
    """Keep the dates that nothing claims, and show them in the case; an erased one is forgotten."""
    kept = {loose_fact(x).key for x in state.loose}
    case = tuple(k for k in state.case if not k.name.startswith(LOOSE) or k.key in kept)
    state = _with(replace(state, case=case), [loose_fact(x) for x in free], corrections)
    shown = {k.key for k in state.case}
    return replace(state, loose=tuple(x for x in (*state.loose, *free) if loose_fact(x).key in shown))
