"""What the whole suite prints at its end: how many golden cases each calculator passes."""

from __future__ import annotations

import os
import re
from collections import Counter

import pytest
from hypothesis import settings

# A shared machine makes any single example slow now and then: slowness has its own tests.
settings.register_profile("whole", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=25)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "whole"))

GOLDEN = re.compile(r"test_golden\.py::test_case\[(?P<calculator>[^/\]]+)/")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the number of golden cases passed, by calculator."""
    names = (
        match["calculator"]
        for report in terminalreporter.stats.get("passed", ())
        if (match := GOLDEN.search(report.nodeid))
    )
    counts = Counter(names)
    if counts:
        terminalreporter.section(f"cas de calcul réussis, par calculateur : {counts.total()} en tout")
        for name, count in sorted(counts.items()):
            terminalreporter.write_line(f"{count:5d}  {name}")
