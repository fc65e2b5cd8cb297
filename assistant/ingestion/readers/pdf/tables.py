"""Tables drawn with rules: a grid is found from the lines, and each run of text falls into a cell."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from assistant.ingestion.readers.pdf.content import Rule, Run
from assistant.ingestion.readers.pdf.lines import join_runs

NEAR = 3.0
MIN_ROWS = 2
MIN_COLUMNS = 2


@dataclass(frozen=True)
class RuledTable:
    """A grid: `xs` the vertical lines from left to right, `ys` the horizontal ones from top to bottom."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def top(self) -> float:
        """Height of the upper edge."""
        return self.ys[0]


def ruled_tables(rules: list[Rule], runs: list[Run]) -> tuple[list[RuledTable], list[Run]]:
    """Return the tables of a page, and the runs that lie in none of them."""
    tables: list[RuledTable] = []
    rest = runs
    for group in _connected(rules):
        xs = _positions([r.x0 for r in group if not r.horizontal])
        ys = _positions([r.y0 for r in group if r.horizontal])[::-1]
        if len(xs) <= MIN_COLUMNS or len(ys) <= MIN_ROWS:
            continue
        inside = [r for r in rest if _within(r, xs, ys)]
        if not inside:
            continue
        rows = _rows(xs, ys, group, inside)
        tables.append(RuledTable(tuple(xs), tuple(ys), rows))
        rest = [r for r in rest if r not in inside]
    return sorted(tables, key=lambda t: -t.top), rest


def _connected(rules: list[Rule]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in rules:
        touching = [g for g in groups if any(_touch(rule, other) for other in g)]
        merged = [rule] + [r for g in touching for r in g]
        groups = [g for g in groups if g not in touching] + [merged]
    return groups


def _touch(a: Rule, b: Rule) -> bool:
    return a.x0 - NEAR <= b.x1 and b.x0 - NEAR <= a.x1 and a.y0 - NEAR <= b.y1 and b.y0 - NEAR <= a.y1


def _positions(values: list[float]) -> list[float]:
    merged: list[float] = []
    for value in sorted(values):
        if not merged or value - merged[-1] > NEAR:
            merged.append(value)
    return merged


def _within(run: Run, xs: list[float], ys: list[float]) -> bool:
    return xs[0] - NEAR <= run.x0 and run.x1 <= xs[-1] + NEAR and ys[-1] - NEAR <= run.y <= ys[0] + NEAR


def _rows(xs: list[float], ys: list[float], rules: list[Rule], runs: list[Run]) -> tuple[tuple[str, ...], ...]:
    rows = []
    for upper, lower in pairwise(ys):
        cells = [_cell((left, right), (upper, lower), rules, runs) for left, right in pairwise(xs)]
        if any(cells):
            rows.append(tuple(cells))
    return tuple(rows)


def _cell(across: tuple[float, float], down: tuple[float, float], rules: list[Rule], runs: list[Run]) -> str:
    """Text of one cell; a cell spanning several rows or columns gives its text to each of them."""
    middle_x, middle_y = sum(across) / 2, sum(down) / 2
    flats = [r.y0 for r in rules if r.horizontal and r.x0 - NEAR <= middle_x <= r.x1 + NEAR]
    uprights = [r.x0 for r in rules if not r.horizontal and r.y0 - NEAR <= middle_y <= r.y1 + NEAR]
    top = min((y for y in flats if y > middle_y), default=down[0])
    bottom = max((y for y in flats if y < middle_y), default=down[1])
    start = max((x for x in uprights if x < middle_x), default=across[0])
    end = min((x for x in uprights if x > middle_x), default=across[1])
    inside = [r for r in runs if bottom <= r.y <= top and start - NEAR <= r.x0 and r.x1 <= end + NEAR]
    return join_runs(inside)
