"""Every golden case, exactly."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from assistant.rules.registry import modules

sys.path.insert(0, str(Path(__file__).parent))
from golden_cases import check, golden_cases, golden_files

CASES = list(golden_cases())


@pytest.mark.parametrize(
    ("calculator_id", "case"), CASES, ids=[f"{calculator}/{case['id']}" for calculator, case in CASES]
)
def test_case(calculator_id: str, case: dict[str, Any]) -> None:
    check(calculator_id, case)


def test_ids_are_unique() -> None:
    assert [key for key, n in Counter((c, case["id"]) for c, case in CASES).items() if n > 1] == []


def test_every_file_belongs_to_a_calculator_and_back() -> None:
    assert {file.stem for file in golden_files()} == set(modules())
