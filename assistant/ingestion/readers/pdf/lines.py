"""From runs of text to lines in reading order: columns first, then lines from top to bottom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

from assistant.ingestion.readers.pdf.content import Run

SAME_LINE = 0.6
SEGMENT_GAP = 1.2
MIN_GUTTER = 9.0
MIN_COLUMN_RUNS = 5
DENSE = 0.5
WIDE = 0.62
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Line:
    """A line of text: `segments` are its parts separated by wide gaps, as (start, end, text)."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    segments: tuple[tuple[float, float, str], ...]


def page_lines(runs: list[Run]) -> list[Line]:
    """Return the lines of a page (or of a part of it) in reading order, columns one after the other."""
    gutter = _gutter(runs)
    if gutter is None:
        return _single_column(runs)
    lines: list[Line] = []
    left: list[Run] = []
    right: list[Run] = []
    for run in sorted(runs, key=lambda r: -r.y):
        if run.x0 < gutter < run.x1:
            lines += page_lines(left) + page_lines(right) + _single_column([run])
            left, right = [], []
        elif run.x1 <= gutter:
            left.append(run)
        else:
            right.append(run)
    return lines + page_lines(left) + page_lines(right)


def _gutter(runs: list[Run]) -> float | None:
    """Middle of the empty band between two columns of running text, or None.

    Cells of a table also leave empty bands; columns of text are told apart by lines that fill their column.
    """
    if len(runs) < 2 * MIN_COLUMN_RUNS:
        return None
    first, last = min(r.x0 for r in runs), max(r.x1 for r in runs)
    rows = _single_column(runs)
    if sum(len(line.segments) > 1 or line.x1 - line.x0 < WIDE * (last - first) for line in rows) < len(rows) / 2:
        return None
    narrow = [r for line in rows for r in _spans(line) if r[1] - r[0] < WIDE * (last - first)]
    for start, end in sorted(_empty_bands(narrow), key=lambda b: b[0] - b[1]):
        middle = (start + end) / 2
        central = first + (last - first) / 4 < middle < last - (last - first) / 4
        if central and end - start >= MIN_GUTTER and _columns_of_text(narrow, middle):
            return middle
    return None


def _spans(line: Line) -> list[tuple[float, float]]:
    return [(start, end) for start, end, _ in line.segments]


def _empty_bands(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    bands: list[tuple[float, float]] = []
    reach: float | None = None
    for start, end in sorted(spans):
        if reach is not None and start > reach:
            bands.append((reach, start))
        reach = end if reach is None else max(reach, end)
    return bands


def _columns_of_text(spans: list[tuple[float, float]], gutter: float) -> bool:
    for side in ([s for s in spans if s[1] <= gutter], [s for s in spans if s[0] >= gutter]):
        if len(side) < MIN_COLUMN_RUNS:
            return False
        width = max(s[1] for s in side) - min(s[0] for s in side)
        if median(s[1] - s[0] for s in side) < DENSE * width:
            return False
    return True


def _single_column(runs: list[Run]) -> list[Line]:
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: (-r.y, r.x0)):
        row = rows[-1] if rows else None
        if row and row[0].y - run.y < SAME_LINE * max(run.size, row[0].size) * 0.8:
            row.append(run)
        else:
            rows.append([run])
    return [_line(sorted(row, key=lambda r: r.x0)) for row in rows]


def _line(runs: list[Run]) -> Line:
    size = max(runs, key=lambda r: len(r.text)).size
    segments: list[tuple[float, float, str]] = []
    for run in runs:
        if segments and run.x0 - segments[-1][1] < SEGMENT_GAP * size:
            start, end, text = segments[-1]
            glue = " " if run.x0 - end > 0.17 * size else ""
            segments[-1] = (start, run.x1, text + glue + run.text)
        else:
            segments.append((run.x0, run.x1, run.text))
    clean = tuple((a, b, _SPACES.sub(" ", t).strip()) for a, b, t in segments)
    text = " ".join(t for _, _, t in clean if t)
    bold = all(r.bold for r in runs if r.text.strip())
    base = max(r.y for r in runs if r.size >= size - 0.5)
    return Line(text, runs[0].x0, max(r.x1 for r in runs), base, size, bold, clean)


def join_runs(runs: list[Run]) -> str:
    """Return the text of `runs` read line by line, on one line."""
    return _SPACES.sub(" ", " ".join(line.text for line in _single_column(runs))).strip()
