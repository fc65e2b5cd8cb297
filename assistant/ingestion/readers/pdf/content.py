"""Positions on a page: runs of text and ruling lines, in points, origin at the bottom left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject
from pypdf._text_extraction._layout_mode._fixed_width_page import recurse_to_target_op
from pypdf._text_extraction._layout_mode._text_state_manager import TextStateManager
from pypdf._text_extraction._layout_mode._text_state_params import TextStateParams
from pypdf.errors import PyPdfError
from pypdf.generic import ContentStream

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
WORD_GAP = 0.17
RUN_GAP = 0.9
SAME_BASELINE = 0.15
MISSING_TEXT_RATIO = 0.7


@dataclass(frozen=True)
class Run:
    """Text on one baseline without a wide gap: `x0`, `x1` its ends, `y` its baseline, `size` the font's height."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool


@dataclass(frozen=True)
class Rule:
    """A drawn line, horizontal when `y0 == y1`, vertical when `x0 == x1`; `x0 <= x1` and `y0 <= y1`."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def horizontal(self) -> bool:
        """Whether the rule lies flat."""
        return self.x1 - self.x0 > self.y1 - self.y0


def page_runs(page: PageObject) -> list[Run]:
    """Return the runs of text of `page`, in drawing order; rotated text is left out.

    The positions come from pypdf's own layout engine. Where it sees much less text than plain extraction does (text
    in nested forms), the plain lines are returned at positions made up in reading order.
    """
    plain = page.extract_text() or ""
    runs = list(_merge(_glyphs(page)))
    seen = sum(len(r.text.replace(" ", "")) for r in runs)
    if seen >= MISSING_TEXT_RATIO * len("".join(plain.split())):
        return runs
    lines = [line for line in plain.splitlines() if line.strip()]
    return [Run(line.strip(), 0.0, 5.0 * len(line), 800.0 - 12.0 * i, 10.0, False) for i, line in enumerate(lines)]


def _glyphs(page: PageObject) -> list[TextStateParams]:
    try:
        return _show_operations(page)
    except (PyPdfError, KeyError, ValueError, TypeError, AttributeError, IndexError):
        return []


def _show_operations(page: PageObject) -> list[TextStateParams]:
    fonts = page._layout_mode_fonts()
    state = TextStateManager()
    operations = iter(_operations(page))
    shown: list[TextStateParams] = []
    for operands, operator in operations:
        if operator in (b"BT", b"q"):
            target: Any = b"ET" if operator == b"BT" else b"Q"
            shown += recurse_to_target_op(operations, state, target, fonts, True)[1]
        elif operator == b"cm":
            state.add_cm(*operands)
    return [g for g in shown if g.text and not g.rotated and g.font.interpretable]


def _operations(page: PageObject) -> list[tuple[list[Any], bytes]]:
    contents = page.get("/Contents")
    if contents is None:
        return []
    return ContentStream(contents.get_object(), page.pdf, "bytes").operations


def _merge(glyphs: Iterable[TextStateParams]) -> Iterator[Run]:
    text, x0, x1, last = "", 0.0, 0.0, None
    for glyph in glyphs:
        size = max(glyph.font_height, 1.0)
        if last is not None:
            gap = glyph.tx - x1
            same = abs(glyph.ty - last.ty) < SAME_BASELINE * size and abs(glyph.font_height - last.font_height) < 1.0
            if same and -0.5 * size < gap < RUN_GAP * size and _bold(glyph) == _bold(last):
                text += (" " if gap > WORD_GAP * size else "") + glyph.text
                x1 = glyph.displaced_tx
                continue
            yield from _run(text, x0, x1, last)
        text, x0, x1, last = glyph.text, glyph.tx, glyph.displaced_tx, glyph
    if last is not None:
        yield from _run(text, x0, x1, last)


def _run(text: str, x0: float, x1: float, glyph: TextStateParams) -> Iterator[Run]:
    if text.strip():
        yield Run(text, x0, x1, glyph.ty, max(glyph.font_height, 1.0), _bold(glyph))


def _bold(glyph: TextStateParams) -> bool:
    name = str(glyph.font.name).casefold()
    return any(word in name for word in ("bold", "black", "heavy", "semibold"))


def page_rules(page: PageObject) -> list[Rule]:
    """Return the straight lines and thin rectangles drawn on `page`, as horizontal or vertical rules."""
    try:
        operations = _operations(page)
    except (PyPdfError, KeyError, ValueError, TypeError):
        return []
    rules: list[Rule] = []
    matrix, stack, start = IDENTITY, [], (0.0, 0.0)
    for operands, operator in operations:
        if operator == b"q":
            stack.append(matrix)
        elif operator == b"Q":
            matrix = stack.pop() if stack else IDENTITY
        elif operator == b"cm" and len(operands) == len(IDENTITY):
            matrix = _times(_floats(operands), matrix)
        elif operator == b"m":
            start = _point(operands, matrix)
        elif operator == b"l":
            end = _point(operands, matrix)
            rules += _straight(start, end)
            start = end
        elif operator == b"re":
            rules += _rectangle(operands, matrix)
    return rules


def _floats(operands: list[Any]) -> Matrix:
    a, b, c, d, e, f = (float(v) for v in operands)
    return (a, b, c, d, e, f)


def _times(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _point(operands: list[Any], m: Matrix) -> tuple[float, float]:
    x, y = float(operands[0]), float(operands[1])
    return (x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5])


def _straight(a: tuple[float, float], b: tuple[float, float]) -> list[Rule]:
    x0, x1 = sorted((a[0], b[0]))
    y0, y1 = sorted((a[1], b[1]))
    thin = min(x1 - x0, y1 - y0) < 1.0 and max(x1 - x0, y1 - y0) > 3.0
    return [Rule(x0, y0, x1, y1)] if thin else []


def _rectangle(operands: list[Any], matrix: Matrix) -> list[Rule]:
    x, y, w, h = (float(v) for v in operands[:4])
    a, b = _point([x, y], matrix), _point([x + w, y + h], matrix)
    if min(abs(a[0] - b[0]), abs(a[1] - b[1])) < 2.0:
        middle_x, middle_y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
        flat = abs(a[0] - b[0]) > abs(a[1] - b[1])
        return (
            _straight((a[0], middle_y), (b[0], middle_y)) if flat else _straight((middle_x, a[1]), (middle_x, b[1]))
        )
    corners = [a, (b[0], a[1]), b, (a[0], b[1])]
    return [r for i in range(4) for r in _straight(corners[i], corners[(i + 1) % 4])]
