"""The plan of a turn, as data: what is answered, by which réponse and calculator, with what help, or why not.

A conversation is read again from its first message at each turn (the readings are remembered), so that the same
messages and corrections always give the same plan.

    message ─► values + reading ─► facts into the case
                    │
                    ├─ facts, reply or correction: the standing question is answered again
                    ├─ question(s): each its réponse, its runner-up, its calculator on the case
                    └─ courtesy, out of scope, other status, order: said in one sentence
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from assistant.dialogue.calculations import Run, facts_of, is_calculator, run
from assistant.dialogue.case import Case, Told
from assistant.dialogue.courtesy import courtesy_of
from assistant.dialogue.gather import gather_facts
from assistant.dialogue.replies import is_unknown, read_reply
from assistant.domain.corpus import ReponseRecord
from assistant.domain.text import fold
from assistant.language.orders import without_orders
from assistant.language.text import asks, clean, split_sentences
from assistant.language.values import Value, find_values
from assistant.reader.catalogue import Catalogue
from assistant.reader.labels import Act, Distress
from assistant.reader.reader import Reader, Reading, Scored
from assistant.rules.facts import registry
from assistant.rules.registry import find
from assistant.rules.running import fields as fields_of

MOST_QUESTIONS = 3
_KEEPS_SUBJECT = frozenset({Act.FACTS, Act.REPLY, Act.CORRECTION})
_COURTEOUS = frozenset({Act.GREETING, Act.THANKS, Act.GOODBYE, Act.IDENTITY})
_LETTER = re.compile(
    r"\b(?:ecris|ecrivez|redige[rz]?|prepare[rz]?|fai(?:s|tes))[ -](?:moi )?(?:une? |la |le |ma |mon )?"
    r"(?:lettre|courrier|brouillon|demande ecrite)\b|\bmodeles? (?:de |d['’])(?:lettre|courrier)"
)
# Blows and harassment are mostly told in a question that a réponse answers: help stands there only when it is sure.
_ANSWERED_ANYWAY = frozenset({Distress.ASSAULT, Distress.HARASSMENT})
_OUTSIDE = frozenset({Act.OUT_OF_SCOPE, Act.OTHER_STATUS})


class Certainty(StrEnum):
    """How surely a question was understood."""

    SURE = "sure"
    LEANING = "leaning"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Asked:
    """One question of the turn: the réponse that answers it, others that might, and the calculator run on the case.

    `text` is the question as typed; `missing` is the field that the calculator still asks for, `unknown` says that
    the user cannot give it.
    """

    text: str
    reponse: str
    certainty: Certainty
    others: tuple[Scored, ...] = ()
    run: Run | None = None
    unknown: bool = False


@dataclass(frozen=True)
class Plan:
    """What the answer of a turn is made of.

    `act` is what the message does; `asked` the questions answered; `again` the facts that were just given or
    corrected for a question already asked; `help` the help offered, and whether it comes first; `kind` what an
    out-of-scope message is about.
    """

    act: Act
    case: Case
    asked: tuple[Asked, ...] = ()
    again: tuple[str, ...] = ()
    corrected: bool = False
    help: Distress = Distress.NONE
    help_first: bool = False
    kind: str = ""
    letter: bool = False


@dataclass(frozen=True)
class _Thread:
    """What stands between two turns: the case, the questions in answer, the fact asked, those nobody can give."""

    case: Case = field(default_factory=Case)
    standing: tuple[Asked, ...] = ()
    open_fact: str = ""
    unknown: frozenset[str] = frozenset()
    context: str = ""


@dataclass(frozen=True)
class _Scene:
    """What every turn of one planning shares: the réponses, the day, the facts that the user edited."""

    catalogue: Catalogue
    reponses: Mapping[str, ReponseRecord]
    today: date
    corrections: Mapping[str, str | None]

    def calculator_of(self, reponse: str) -> str:
        """The calculator that makes a réponse personal, "" when it has none."""
        record = self.reponses.get(reponse)
        return record.calculator if record and is_calculator(record.calculator) else ""


class Planner:
    """Plans turns with one reader; holds nothing of a conversation."""

    def __init__(self, reader: Reader, today: Callable[[], date] = date.today) -> None:
        self._reader = reader
        self._today = today

    def plan(
        self,
        question: str,
        history: Sequence[str],
        corrections: Mapping[str, str | None],
        catalogue: Catalogue,
        reponses: Mapping[str, ReponseRecord],
    ) -> Plan:
        """Return the plan of `question`, asked after `history` (oldest first), with the facts edited since."""
        before = _Scene(catalogue, reponses, self._today(), {})
        thread = _Thread()
        for turn, message in enumerate(history):
            thread, _ = self._turn(message, turn, thread, before)
        return self._turn(question, len(history), thread, replace(before, corrections=corrections))[1]

    def _turn(self, message: str, turn: int, thread: _Thread, scene: _Scene) -> tuple[_Thread, Plan]:
        text = clean(without_orders(message))
        if not text:
            return thread, Plan(Act.ORDER, thread.case.correct(scene.corrections))
        values = find_values(text, scene.today)
        reading = self._reader.read(text, scene.catalogue, thread.context, [(v.start, v.end) for v in values])
        replied = read_reply(registry()[thread.open_fact], text, turn, scene.today) if thread.open_fact else None
        act = self._act(text, reading, thread, replied)
        told = [replied] if replied else self._facts(text, values, reading, act, turn, thread, scene)
        if thread.open_fact and is_unknown(text):
            thread = replace(thread, unknown=thread.unknown | {thread.open_fact})
            act, told = Act.REPLY, []
        if act in _KEEPS_SUBJECT and thread.standing:
            return _again(act, thread, told, scene)
        help_kind, help_first = self._help(reading)
        if act in _COURTEOUS or act in _KEEPS_SUBJECT or act in {Act.ORDER, *_OUTSIDE}:
            kept = thread.case.tell(told)
            plan = Plan(act, kept.correct(scene.corrections), kind=reading.kind.label)
            if act in _COURTEOUS and not help_first:
                help_kind = Distress.NONE
            return replace(thread, case=kept), replace(plan, help=help_kind, help_first=help_first)
        after, plan = self._ask(text, reading, thread, told, scene)
        return after, replace(
            plan, help=help_kind, help_first=help_first, letter=act is Act.LETTER or _asks_letter(text)
        )

    def _act(self, text: str, reading: Reading, thread: _Thread, replied: Told | None) -> Act:
        """The act, unless it is not sure enough to keep a question from its answer."""
        if replied:
            return Act.REPLY
        if courtesy := courtesy_of(text):
            return courtesy
        if reading.act in _KEEPS_SUBJECT and not thread.standing:
            return Act.QUESTION if reading.reponses[0].probability >= self._reader.calibration.lean else reading.act
        # A message that some réponse surely answers is declined only when it is surely outside.
        sure = reading.reponses[0].probability >= self._reader.calibration.lean
        outside = sum(reading.acts[act] for act in _OUTSIDE)
        if reading.act in _OUTSIDE and sure and outside < self._reader.calibration.outside:
            return Act.QUESTION
        return reading.act

    def _facts(
        self,
        text: str,
        values: Sequence[Value],
        reading: Reading,
        act: Act,
        turn: int,
        thread: _Thread,
        scene: _Scene,
    ) -> list[Told]:
        """The facts of a message; a value that corrects or replies is first one of those told before."""
        names = [a.reponse for a in thread.standing] or [r.label for r in reading.reponses[:1]]
        calculators = [c for name in names if (c := scene.calculator_of(name))]
        wanted = {fact for c in calculators for fact in facts_of(c)}
        before = list(thread.case.facts) if act in {Act.CORRECTION, Act.REPLY} else []
        return gather_facts(text, values, reading, turn, self._reader.calibration.role, wanted, before)

    def _ask(
        self, text: str, reading: Reading, thread: _Thread, told: Sequence[Told], scene: _Scene
    ) -> tuple[_Thread, Plan]:
        """Answer the questions of the message; another subject leaves the case its lasting facts only."""
        questions = self._questions(text, reading, thread, scene)
        same = bool(thread.standing) and _fiche(questions[0].reponse) == _fiche(thread.standing[0].reponse)
        case = (thread.case if same else thread.case.keep_lasting()).tell(told)
        edited = case.correct(scene.corrections)
        asked = tuple(_run(q, edited, frozenset(), scene) for q in questions)
        return _Thread(case, asked, _open(asked), frozenset(), text), Plan(Act.QUESTION, edited, asked)

    def _questions(self, text: str, reading: Reading, thread: _Thread, scene: _Scene) -> list[Asked]:
        """The questions of a message: one, unless several of its sentences surely ask for different réponses."""
        sentences = [s for s in split_sentences(text) if asks(s)]
        found: dict[str, Asked] = {}
        if len(sentences) > 1:
            for sentence in sentences[:MOST_QUESTIONS]:
                one = self._one(sentence, self._reader.read(sentence, scene.catalogue, thread.context or text))
                if one.certainty is Certainty.SURE:
                    found.setdefault(one.reponse, one)
        if len(found) > 1:
            return list(found.values())
        whole = self._one(text, reading)
        if whole.certainty is not Certainty.UNSURE or not thread.standing:
            return [whole]
        # Too short alone, a follow-up may be plain beside the question that it follows.
        joined = self._one(text, self._reader.read(f"{thread.context} {text}", scene.catalogue))
        return [whole if joined.certainty is Certainty.UNSURE else replace(joined, certainty=Certainty.LEANING)]

    def _one(self, text: str, reading: Reading) -> Asked:
        limits = self._reader.calibration
        best, *others = reading.reponses
        subject = sum(r.probability for r in reading.reponses if _fiche(r.label) == _fiche(best.label))
        if best.probability < limits.lean and subject < limits.subject:
            return Asked(text, best.label, Certainty.UNSURE, tuple(others[:2]))
        certainty = Certainty.SURE if best.probability >= limits.answer else Certainty.LEANING
        close = [o for o in others if o.probability >= limits.close * best.probability]
        return Asked(text, best.label, certainty, tuple(close[:2]))

    def _help(self, reading: Reading) -> tuple[Distress, bool]:
        limits = self._reader.calibration
        in_need = 1 - reading.distress[Distress.NONE]
        if in_need < limits.help_below:
            return Distress.NONE, False
        kind = max((k for k in reading.distress if k is not Distress.NONE), key=lambda k: reading.distress[k])
        if in_need < limits.help_first and kind in _ANSWERED_ANYWAY:
            return Distress.NONE, False
        return kind, in_need >= limits.help_first


def _again(act: Act, thread: _Thread, told: Sequence[Told], scene: _Scene) -> tuple[_Thread, Plan]:
    """Answer the standing questions again, with the facts just given."""
    case = thread.case.tell(told)
    edited = case.correct(scene.corrections)
    asked = tuple(_run(a, edited, thread.unknown, scene) for a in thread.standing)
    after = replace(thread, case=case, standing=asked, open_fact=_open(asked))
    return after, Plan(act, edited, asked, tuple(t.fact for t in told), corrected=act is Act.CORRECTION)


def _run(asked: Asked, case: Case, unknown: frozenset[str], scene: _Scene) -> Asked:
    """Run the calculator of a question that is understood."""
    calculator = scene.calculator_of(asked.reponse)
    if not calculator or asked.certainty is Certainty.UNSURE:
        return asked
    found = run(calculator, case, scene.today, unknown)
    return replace(asked, run=found, unknown=open_fact(found) in unknown)


def _open(asked: Sequence[Asked]) -> str:
    return next((m for a in asked if not a.unknown and (m := open_fact(a.run))), "")


def open_fact(found: Run | None) -> str:
    """The fact that a calculator still asks for, "" when it asks for none."""
    if found is None or found.calculation.outcome != "missing_information" or not found.calculation.questions:
        return ""
    fields = {f.name: f.fact for f in fields_of(find(found.calculation.calculator))}
    name = fields.get(found.calculation.questions[0].field, "")
    return name if name in registry() else ""


def _asks_letter(text: str) -> bool:
    """Whether a letter is asked for, in so many words."""
    return bool(_LETTER.search(fold(text)))


def _fiche(reponse: str) -> str:
    return reponse.partition("/")[0]
