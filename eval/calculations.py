"""Situations told in words that a calculator answers: was it called, did it come to a result, was it exact.

`eval/sets/calculs.yaml`: a list of `id`, `words` (or `turns`), `calculator`, `result` (values as in the answer sets).
"""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.answering.service import Assistant
from eval.measures.answers import gives
from eval.measures.intervals import Share, share
from eval.sets_reader import SETS

FILE = SETS / "calculs.yaml"


class Situation(BaseModel):
    """What somebody says and what the calculator should give; other keys are notes."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    id: str
    words: str
    calculator: str
    result: tuple[str, ...] | str = ()


def measure_calculations(assistant: Assistant, path: Path = FILE) -> dict[str, Share]:
    """Return the shares by French name; none when the set is absent."""
    if not path.is_file():
        return {}
    called: list[bool] = []
    results: list[bool] = []
    exact: list[bool] = []
    for situation in map(Situation.model_validate, yaml.safe_load(path.read_text("utf-8"))):
        _, trace = assistant.trace(situation.words)
        called.append(any(situation.calculator in q.intent.calculators for q in trace.questions))
        answer = assistant.ask(situation.words)
        found = [c for c in answer.calculations if c.calculator == situation.calculator and c.outcome == "result"]
        results.append(bool(found))
        wanted = (situation.result,) if isinstance(situation.result, str) else situation.result
        if found and wanted:
            exact.append(any(all(gives(c, w) for w in wanted) for c in found))
    return {
        "calculs : appelés": share(called),
        "calculs : un résultat": share(results),
        "calculs : exacts": share(exact),
    }
