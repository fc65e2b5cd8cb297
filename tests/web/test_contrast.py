"""The colours of `tokens.css`, light and dark, against the contrast that a tired reader needs (WCAG AA)."""

import re

import pytest

from assistant.web.application import STATIC

TEXT = 4.5
SHAPE = 3.0
PAIRS = [
    ("ink", "page", TEXT),
    ("ink", "surface", TEXT),
    ("ink", "sunken", TEXT),
    ("ink", "out-tint", TEXT),
    ("ink-soft", "page", TEXT),
    ("ink-soft", "surface", TEXT),
    ("ink-soft", "sunken", TEXT),
    ("ink-soft", "calculated-tint", TEXT),
    ("primary", "surface", TEXT),
    ("primary", "page", TEXT),
    ("primary-strong", "primary-tint", TEXT),
    ("on-primary", "primary", TEXT),
    ("on-primary", "primary-strong", TEXT),
    ("on-highlight", "highlight", TEXT),
    ("founded", "founded-tint", TEXT),
    ("calculated", "calculated-tint", TEXT),
    ("calculated", "surface", TEXT),
    ("needs", "needs-tint", TEXT),
    ("out", "out-tint", TEXT),
    ("failure", "failure-tint", TEXT),
    ("failure", "surface", TEXT),
    ("failure", "sunken", TEXT),
    ("needs", "surface", TEXT),
    ("out", "surface", TEXT),
    ("founded", "surface", TEXT),
    ("primary", "sunken", TEXT),
    ("primary-strong", "sunken", TEXT),
    ("ink", "needs-tint", TEXT),
    ("ink-soft", "needs-tint", TEXT),
    ("line-strong", "page", SHAPE),
    ("line-strong", "surface", SHAPE),
    ("focus", "page", SHAPE),
    ("focus", "surface", SHAPE),
]


def tokens(dark):
    css = (STATIC / "tokens.css").read_text(encoding="utf-8")
    light, night = css.split("@media (prefers-color-scheme: dark)", 1)
    read = lambda part: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part))  # noqa: E731
    return read(light) | (read(night) if dark else {})


def luminance(colour):
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_is_right_on_known_colours():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("dark", [False, True], ids=["clair", "sombre"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_colours_are_told_apart(front, back, least, dark):
    found = tokens(dark)
    assert contrast(found[front], found[back]) >= least
