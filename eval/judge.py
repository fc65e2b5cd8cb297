"""A language model as a second judge of the answers, only where one is configured; see `judge_report` for its worth.

What is sent stays the same for the same case and answer: prompt, model and temperature are pinned, and every reply is
kept under the content of what was asked. Nothing here raises for what the model does: down, slow or absurd, it is
counted.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from assistant.model import texts
from assistant.model.breaker import Breaker
from assistant.model.cache import ReplyCache
from assistant.model.calling import Caller, ModelSilentError
from assistant.model.client import make_chat_model
from assistant.model.options import is_configured
from assistant.model.prompt_files import as_data
from assistant.settings import Settings
from eval.judge_report import JudgeRun, Reading, Verdict
from eval.judge_words import expected
from eval.outcome import Grade, Outcome
from eval.runner import Progress, content_hash, forget
from eval.schema import AnswerCase

logger = logging.getLogger(__name__)
PROMPT = Path(__file__).with_name("judge_prompt.txt")
PARTED = "\n=====\n"
SAMPLE = 60
BUDGET_S = 120.0
MOST_KEPT = 100_000
OUT_OF_TIME = "temps du juge écoulé"
_OBJECT = re.compile(r"\{[^{}]*\}")
_SAID = {"oui": True, "non": False, True: True, False: False}
Row = tuple[AnswerCase, Grade, Outcome]


class StoredReplies(ReplyCache):
    """Replies kept in a file, one a line, from one run to the next. Safe in several threads."""

    def __init__(self, path: Path) -> None:
        super().__init__(MOST_KEPT)
        self._path = path
        self._writing = threading.Lock()
        for key, text in _rows(path):
            super().put(key, AIMessage(text))

    def put(self, key: str, reply: AIMessage) -> None:
        """Keep a reply, here and in the file."""
        super().put(key, reply)
        with self._writing:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"key": key, "reply": reply.text}, ensure_ascii=False) + "\n")


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text("utf-8").splitlines() if path.is_file() else ():
        try:
            row = json.loads(line)
            yield str(row["key"]), str(row["reply"])
        except (ValueError, KeyError, TypeError):
            continue


class Judge:
    """One model with one prompt. `budget_s` bounds the time after which no new question is put to it, in seconds."""

    def __init__(self, caller: Caller, model: str, prompt: str, budget_s: float) -> None:
        self._caller = caller
        self._model = model
        self._prompt = prompt
        self._budget = budget_s

    def run(self, rows: Sequence[Row], full: bool, jobs: int, progress: Progress) -> JudgeRun:
        """Judge a sample of `rows`, all of them and without a time limit when `full`. Never raises for the model."""
        answered = [row for row in rows if not row[2].error]
        chosen = answered if full else sample(answered)
        until = None if full else time.monotonic() + self._budget
        verdicts = []
        with ThreadPoolExecutor(max_workers=jobs) as pool:
            for verdict in pool.map(lambda row: self._verdict(row, until), chosen):
                verdicts.append(verdict)
                progress(len(verdicts), len(chosen))
        return JudgeRun(model=self._model, prompt=content_hash([self._prompt]), cases=len(rows), verdicts=verdicts)

    def _verdict(self, row: Row, until: float | None) -> Verdict:
        case, grade, outcome = row
        silent = Verdict(case_id=case.id, part=case.part, graded=grade.right, reading=Reading.SILENT)
        if until is not None and time.monotonic() > until:
            return silent.model_copy(update={"reason": OUT_OF_TIME})
        try:
            judged = read(self._caller.ask(messages(self._prompt, case, outcome.answer.text)).message.text)
        except ModelSilentError as error:
            return silent.model_copy(update={"reason": error.reason})
        except Exception:  # a judge that breaks says nothing; the run goes on
            logger.exception("the judge failed")
            return silent.model_copy(update={"reason": texts.NONSENSE})
        reading = Reading.UNREADABLE if judged is None else Reading.READ
        return silent.model_copy(update={"reading": reading, "judged": judged})


def sample(rows: Sequence[Row], size: int = SAMPLE) -> list[Row]:
    """Return at most `size` rows, always the same for the same ids, by a hash that the parts do not use."""
    return sorted(rows, key=lambda row: hashlib.sha256(f"juge {row[0].id}".encode()).digest())[:size]


def messages(prompt: str, case: AnswerCase, answer: str) -> list[BaseMessage]:
    """Return what is sent: the orders, then question, expected facts and answer, unable to close their delimiters."""
    orders, _, material = prompt.partition(PARTED)
    question = " → ".join([*case.history, case.asked])
    told = {"question": as_data(question), "expected": as_data(expected(case)), "answer": as_data(answer)}
    return [SystemMessage(orders.strip()), HumanMessage(material.strip().format(**told))]


def read(reply: str) -> bool | None:
    """Return whether a reply judges the answer right, None when it does not hold one JSON object with both words."""
    found = _OBJECT.findall(reply)
    try:
        told = json.loads(found[0]) if len(found) == 1 else {}
    except json.JSONDecodeError:
        return None
    facts, contrary = (_said(told.get(name)) for name in ("faits", "contraire"))
    return None if facts is None or contrary is None else facts and not contrary


def _said(value: object) -> bool | None:
    word = value.strip().lower() if isinstance(value, str) else value
    return _SAID.get(word) if isinstance(word, str | bool) else None


def make_judge(settings: Settings, folder: Path) -> Judge | None:
    """Return the judge of the settings, its replies kept in `folder`; None where no model is configured."""
    return judge_with(make_chat_model(settings), settings, folder) if is_configured(settings) else None


def judge_with(
    chat: BaseChatModel, settings: Settings, folder: Path, prompt: str = "", budget_s: float = BUDGET_S
) -> Judge:
    """Return a judge that asks `chat` with the limits of `settings`. Making it sends nothing."""
    prompt = prompt or PROMPT.read_text("utf-8")
    pinned = f"{settings.model_base_url} {settings.model_name}"
    name = f"juge-{hashlib.sha256(f'{pinned} {prompt}'.encode()).hexdigest()[:16]}"
    forget(folder, "juge", name)
    caller = Caller(
        chat,
        pinned,
        Breaker(settings.model_breaker_failures, settings.model_breaker_pause_s),
        StoredReplies(folder / f"{name}.jsonl"),
        settings.model_timeout_s,
        settings.model_retries,
    )
    return Judge(caller, settings.model_name, prompt, budget_s)
