"""How long a warm answer takes, beside the time of one embedding on the same machine: `python -m eval.latency`.

Nothing is asked twice. The conversations are questions of one theme put one after another: each turn is answered with
all those before it.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.answering.chain import AnswerChain
from assistant.assembly import make_assistant
from assistant.embedding.factory import make_embedder
from assistant.settings import load_settings
from eval.sets_reader import answer_cases

BUDGET_MS, LATE_MS = 150, 400
ALONE = 60
SHORT, LONG, OF_EACH = 5, 10, 4

Turn = tuple[str, tuple[str, ...]]


def alone() -> list[Turn]:
    """Return questions without a conversation, in scope and out of it."""
    return [(case.asked, ()) for case in answer_cases()[:ALONE]]


def conversations(length: int, count: int, start: int = 0) -> list[Turn]:
    """Return the turns of `count` conversations of `length` questions, each of one theme, after the first `start`."""
    cases = [c for c in answer_cases() if not c.history]
    themes = [[c.asked for c in found] for _, found in groupby(cases, key=lambda c: c.theme)]
    long_enough = [theme[start : start + length] for theme in themes if len(theme) >= start + length][:count]
    return [(question, tuple(talk[:n])) for talk in long_enough for n, question in enumerate(talk)]


def groups() -> Iterator[tuple[str, list[Turn]]]:
    """Yield the groups measured, each with its name in French."""
    yield "questions seules", alone()
    yield f"conversations de {SHORT} messages", conversations(SHORT, OF_EACH)
    yield f"conversations de {LONG} messages", conversations(LONG, OF_EACH, start=SHORT)


def told(times: Sequence[float]) -> str:
    """Return the median and the 95th percentile of `times`, in milliseconds."""
    ordered = sorted(times)
    late = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return f"n = {len(ordered)}, médiane {statistics.median(ordered):.0f} ms, 95e centile {late:.0f} ms"


def embedding_ms() -> float:
    """Return the mean time of the embedding of a question, by an embedder that remembers none."""
    embedder = make_embedder(load_settings())
    questions = [question for question, _ in alone()]
    embedder.embed_query("bonjour")
    start = time.perf_counter()
    for question in questions:
        embedder.embed_query(question)
    return (time.perf_counter() - start) * 1000 / len(questions)


def warm_up(assistant: AnswerChain) -> float:
    """Make `assistant` ready; return the seconds it took."""
    start = time.perf_counter()
    assistant.warm()
    return time.perf_counter() - start


def main() -> None:
    """Print the times of warm answers, group by group, then of all."""
    assistant = make_assistant(load_settings())
    print(f"Préparation : {warm_up(assistant):.1f} s.")
    every: list[float] = []
    for name, turns in groups():
        times = [assistant.ask(question, history).elapsed_ms for question, history in turns]
        every += times
        print(f"{name} : {told(times)}.")
    print(f"En tout : {told(every)} (budget : {BUDGET_MS} et {LATE_MS} ms).")
    load = os.getloadavg()[0]
    print(f"Un embedding : {embedding_ms():.0f} ms. Charge : {load:.1f} pour {os.cpu_count()} processeurs.")


if __name__ == "__main__":
    main()
