"""Reading of the golden cases and comparison with what a calculator says."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant.domain.calculation import Calculation
from assistant.rules.core.errors import SituationError, read_situation
from assistant.rules.core.french import plain_spaces
from assistant.rules.core.outcome import Result
from assistant.rules.core.projection import project
from assistant.rules.registry import find

FOLDER = Path(__file__).parent / "golden"
KEYS = {"id", "title", "source", "reviewed_by", "situation", "expected"}
LISTS = {"hypotheses", "caveats", "reasons"}


def golden_files() -> list[Path]:
    return sorted(FOLDER.glob("*.toml"))


def golden_cases() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (calculator id, case) for every case of every file."""
    for file in golden_files():
        for case in golden_cases_of(file.stem):
            yield file.stem, case


def golden_cases_of(calculator_id: str) -> list[dict[str, Any]]:
    """Return the cases of one calculator."""
    text = (FOLDER / f"{calculator_id}.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(text, parse_float=Decimal)["case"])


def check(calculator_id: str, case: dict[str, Any]) -> None:
    """Assert that the calculator says exactly what the case expects, on every key that it names."""
    assert set(case) <= KEYS, f"unknown keys {set(case) - KEYS}"
    assert case["title"] and case["source"] and case["expected"], "title, source and expected are needed"
    expected = dict(case["expected"])
    calculator = find(calculator_id)
    if "error" in expected:
        _check_error(calculator.situation, case["situation"], expected)
        return
    situation = read_situation(calculator.situation, case["situation"])
    outcome = calculator.compute(situation)
    said = project(calculator.id, calculator.title, situation, outcome)
    assert said.outcome == expected.pop("outcome", "result"), said.summary
    raw = {key: value.raw for key, value in outcome.values.items()} if isinstance(outcome, Result) else {}
    for key, wanted in expected.items():
        _check_key(key, wanted, said, raw)


def _check_error(model: Any, situation: dict[str, Any], expected: dict[str, Any]) -> None:
    assert set(expected) <= {"error", "field"}
    try:
        read_situation(model, situation)
    except SituationError as error:
        assert expected["error"] in plain_spaces(str(error))
        assert expected.get("field") in (None, *(field for field, _ in error.problems))
        return
    raise AssertionError("these facts should have been refused")


def _check_key(key: str, wanted: Any, said: Calculation, raw: dict[str, Any]) -> None:
    if key == "values":
        found = {value.id: value for value in said.values}
        for name, value in wanted.items():
            _same(raw[name], found[name].value, value, name)
    elif key == "shown":
        found = {value.id: plain_spaces(value.shown) for value in said.values}
        assert {name: found.get(name) for name in wanted} == wanted
    elif key == "steps":
        results = {step.id: plain_spaces(step.result) for step in said.steps}
        assert {name: results.get(name) for name in wanted} == wanted
    elif key in LISTS:
        texts = [plain_spaces(text) for text in getattr(said, key)]
        assert all(any(part in text for text in texts) for part in wanted), (wanted, texts)
    elif key == "sources":
        assert set(wanted) <= {source.source_id for source in said.sources}
    elif key == "questions":
        assert [question.field for question in said.questions] == wanted
    elif key == "readings":
        assert [{"shown": plain_spaces(r.shown), "kept": r.kept} for r in said.readings] == wanted
    elif key == "to_do":
        assert set(wanted) <= {todo.by for todo in said.to_do}
    elif key in {"summary", "referral", "next_change"}:
        assert wanted in plain_spaces(getattr(said, key)) if wanted else not getattr(said, key)
    elif key == "in_force_since":
        assert said.in_force_since == wanted
    else:
        raise AssertionError(f"a case cannot expect {key!r}")


def _same(raw: Any, machine: Any, wanted: Any, name: str) -> None:
    """Compare exactly: dates and numbers natively, everything else in its form for machines."""
    if isinstance(wanted, date | bool | str) or not isinstance(wanted, int | Decimal):
        given = raw if isinstance(wanted, date | bool) else machine
        assert given == wanted, f"{name}: {given!r} instead of {wanted!r}"
        return
    assert not isinstance(raw, bool | float), f"{name} is not a number"
    assert raw == wanted, f"{name}: {raw!r} instead of {wanted!r}"
