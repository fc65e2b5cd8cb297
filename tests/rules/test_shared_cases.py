"""The worked cases of ../shared/cases, all reproduced exactly through one mapping module per family.

A mapping module `shared_cases/<name>.py` holds LABELS (the labels of the worked cases it answers for) and
`observe(label, inputs)`, which returns our figures under the keys of the case. Labels without a module yet are listed
in `shared_cases/PENDING.txt`, which must end empty.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
CASES_DIR = HERE.parents[2] / "shared" / "cases"
MAPPINGS = HERE / "shared_cases"
Observe = Callable[[str, dict[str, Any]], dict[str, Any]]


def _read_cases() -> list[dict[str, Any]]:
    if not CASES_DIR.is_dir():
        return []
    return [case for file in sorted(CASES_DIR.glob("*.yaml")) for case in yaml.safe_load(file.read_text("utf-8"))]


def _observers() -> dict[str, Observe]:
    found: dict[str, Observe] = {}
    for file in sorted(MAPPINGS.glob("*.py")):
        spec = importlib.util.spec_from_file_location(f"shared_cases_{file.stem}", file)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for label in module.LABELS:
            assert label not in found, f"{label} is mapped twice"
            found[label] = module.observe
    return found


CASES = _read_cases()
OBSERVERS = _observers()
PENDING = set((MAPPINGS / "PENDING.txt").read_text("utf-8").split())
needs_cases = pytest.mark.skipif(not CASES, reason="les cas de ../shared/cases sont absents")


def plain(value: Any) -> Any:
    """Bring a figure to one form: ISO dates, exact decimals (a float of the file stands for its shortest text)."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float | Decimal):
        return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list | tuple) else value


@needs_cases
@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_worked_case(case: dict[str, Any]) -> None:
    label = case["calculator"]
    if label not in OBSERVERS and label in PENDING:
        pytest.xfail(f"{label} is not mapped yet")
    observed = OBSERVERS[label](label, case["inputs"])
    expected = case["expected"]
    assert {key: plain(observed.get(key)) for key in expected} == {key: plain(item) for key, item in expected.items()}


@needs_cases
def test_no_label_is_forgotten() -> None:
    labels = {case["calculator"] for case in CASES}
    assert labels == set(OBSERVERS) | PENDING
    assert not PENDING & set(OBSERVERS), "remove what is mapped from PENDING.txt"
