"""No bare legal number in a calculator: a figure of the law is a dated parameter."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.rules import calculators, shared

FREE = {0, 1, 2, 7, 12, 30, 100}
FILES = sorted(file for package in (calculators, shared) for file in Path(package.__path__[0]).rglob("*.py"))
FORMULA_ARGUMENT = 2


def numbers(tree: ast.AST) -> Iterator[tuple[int, object]]:
    """Yield (line, number) for every number of the code, those of formulas included; indexes are left out."""
    indexes = {id(n) for s in ast.walk(tree) if isinstance(s, ast.Subscript) for n in ast.walk(s.slice)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and type(node.value) in (int, float) and id(node) not in indexes:
            yield node.lineno, node.value
        if isinstance(node, ast.Call):
            yield from _inside_call(node)


def _inside_call(node: ast.Call) -> Iterator[tuple[int, object]]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    spread = [e for a in node.args for e in (getattr(a.value, "elts", []) if isinstance(a, ast.Starred) else [a])]
    texts = [arg.value for arg in spread if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    if name == "formula":
        named = [k.value.value for k in node.keywords if k.arg == "text" and isinstance(k.value, ast.Constant)]
        for text in texts[FORMULA_ARGUMENT : FORMULA_ARGUMENT + 1] + named:
            yield from ((node.lineno, value) for _, value in numbers(ast.parse(text, mode="eval")))
    if name == "Decimal":
        yield from ((node.lineno, float(text)) for text in texts)


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_no_legal_number(file: Path) -> None:
    found = [(line, value) for line, value in numbers(ast.parse(file.read_text("utf-8"))) if value not in FREE]
    assert not found, f"{file.name}: {found} belong in parameters/*.toml"


def test_the_lint_sees_numbers() -> None:
    code = 'c.formula("a", "A", "x * 1607", x=Decimal("4.92278"))\nif a >= 6: b[3]\n'
    assert {value for _, value in numbers(ast.parse(code))} == {1607, 4.92278, 6}
    assert [value for _, value in numbers(ast.parse('c.formula(*("a", "A", "x * 36"), x=x)'))] == [36]


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_calculators_read_no_clock_and_no_file(file: Path) -> None:
    code = file.read_text("utf-8")
    for forbidden in ("date.today", "datetime.now", "time.time", "open(", "requests", "import os", "pathlib"):
        assert forbidden not in code, f"{file.name} uses {forbidden}"
