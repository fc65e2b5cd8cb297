"""Running headers and footers: lines that come back at the edge of the pages, their digits set aside."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from assistant.domain.text import fold
from assistant.ingestion.readers.pdf.lines import Line

EDGE_LINES = 3
MIN_REPEATS = 3
MIN_SHARE = 0.4
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"^[-–— ]*(?:page\s*)?\d{1,4}(?:\s*(?:/|sur)\s*\d{1,4})?[-–— ]*$", re.IGNORECASE)


def _edge_lines(lines: list[Line]) -> list[Line]:
    """First and last lines of a page by height: running lines come first or last on the paper, not in the text."""
    by_height = sorted(lines, key=lambda line: -line.y)
    return by_height[:EDGE_LINES] + by_height[-EDGE_LINES:]


def _shape(line: Line) -> str:
    return _DIGITS.sub("#", fold(line.text))


def running_shapes(pages: list[list[Line]]) -> set[str]:
    """Return the shapes (text without digits) of the lines that recur at the edges of the pages."""
    seen: Counter[str] = Counter()
    for lines in pages:
        seen.update({_shape(line) for line in _edge_lines(lines)})
    needed = max(MIN_REPEATS, MIN_SHARE * len([p for p in pages if p]))
    return {shape for shape, count in seen.items() if count >= needed}


def split_running(lines: list[Line], shapes: set[str]) -> tuple[list[Line], list[Line]]:
    """Return the lines of the text, and the running lines and bare page numbers at the edges."""
    edge = _edge_lines(lines)
    running = [e for e in edge if _shape(e) in shapes or _PAGE_NUMBER.match(e.text)]
    return [line for line in lines if not any(line is r for r in running)], running


def printed_labels(running: list[list[Line]]) -> list[str | None]:
    """Return the page number printed in the running lines of each page, None where it cannot be told.

    A number is taken for a page number when it grows by one from page to page on most pages.
    """
    numbers = [[int(n) for line in lines for n in _DIGITS.findall(line.text) if len(n) <= 4] for lines in running]
    votes: dict[int, int] = defaultdict(int)
    for index, page in enumerate(numbers):
        for offset in {n - index for n in page}:
            votes[offset] += 1
    if not votes:
        return [None] * len(running)
    offset, count = max(votes.items(), key=lambda item: (item[1], -abs(item[0] - 1)))
    enough = count >= max(2, len(running) / 2)
    return [str(i + offset) if enough and (i + offset) in page else None for i, page in enumerate(numbers)]
