"""Opinions as a CSV file that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from assistant.feedback.records import Feedback

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(records: Sequence[Feedback]) -> bytes:
    """Return `records` as CSV (UTF-8 with its mark, semicolons: what French spreadsheets read)."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(Feedback.model_fields), delimiter=";")
    writer.writeheader()
    writer.writerows({name: _inert(value) for name, value in r.model_dump(mode="json").items()} for r in records)
    return text.getvalue().encode("utf-8-sig")


def _inert(value: object) -> str:
    """Return a cell that is never read as a formula: what a stranger wrote opens in the administrator's program."""
    written = "" if value is None else str(value)
    return f"'{written}" if written.startswith(_FORMULA) else written
