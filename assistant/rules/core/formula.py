"""Arithmetic written once: the same text is evaluated and shown."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import Enum
from functools import lru_cache

from assistant.rules.core.french import format_number

Number = Decimal | int
OPERATORS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
FUNCTIONS: dict[str, tuple[Callable[..., Decimal], str]] = {
    "min": (min, "le plus petit de "),
    "max": (max, "le plus grand de "),
}
GLYPHS = {"*": " × ", "/": " ÷ ", "+": " + ", "-": " − ", ",": " ; ", "(": "(", ")": ")"}
TOKEN = re.compile(r"\s*([A-Za-z_]\w*|\d+(?:\.\d+)?|[-+*/(),])")


class Rounding(Enum):
    """A named rounding: the quantum, the direction, and the words shown beside the step."""

    CENTIME = ("0.01", ROUND_HALF_UP, "arrondi au centime le plus proche (le demi-centime monte)")
    CENTIEME = ("0.01", ROUND_HALF_UP, "arrondi au centième le plus proche")
    ENTIER = ("1", ROUND_HALF_UP, "arrondi à l'entier le plus proche (le demi monte)")
    ENTIER_SUPERIEUR = ("1", ROUND_CEILING, "arrondi à l'entier supérieur")
    ENTIER_INFERIEUR = ("1", ROUND_FLOOR, "arrondi à l'entier inférieur")
    DEMI = ("0.5", ROUND_HALF_UP, "arrondi à la demi-unité la plus proche")
    DEMI_SUPERIEUR = ("0.5", ROUND_CEILING, "arrondi à la demi-unité supérieure")

    @property
    def words(self) -> str:
        """The rounding in French."""
        return self.value[2]

    def apply(self, value: Decimal) -> Decimal:
        """Round `value` to a multiple of the quantum."""
        quantum, direction, _ = self.value
        count = (value / Decimal(quantum)).quantize(Decimal(1), rounding=direction)
        return count * Decimal(quantum)


@lru_cache(maxsize=512)
def _parse(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def evaluate(text: str, terms: Mapping[str, Number]) -> Decimal:
    """Evaluate `+ - * / ( ) min max` over the named terms, in exact decimal arithmetic.

    Raises `ValueError` for anything else and `KeyError` for a term that is not given.
    """
    return _evaluate(_parse(text), terms)


def _evaluate(node: ast.expr, terms: Mapping[str, Number]) -> Decimal:
    match node:
        case ast.Constant(value=int() | float()):
            return Decimal(str(node.value))
        case ast.Name(id=name):
            return Decimal(terms[name])
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_evaluate(inner, terms)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            return OPERATORS[type(op)](_evaluate(left, terms), _evaluate(right, terms))
        case ast.Call(func=ast.Name(id=name), args=args) if name in FUNCTIONS:
            return FUNCTIONS[name][0](*(_evaluate(arg, terms) for arg in args))
    raise ValueError(f"unsupported formula: {ast.dump(node)}")


def render(text: str, shown: Mapping[str, str]) -> str:
    """Write the formula with the value of each term in place of its name: "4,92278 € × 371"."""
    parts: list[str] = []
    for match in TOKEN.finditer(text):
        token = match.group(1)
        if token in FUNCTIONS:
            parts.append(FUNCTIONS[token][1])
        elif token in GLYPHS:
            parts.append(GLYPHS[token])
        else:
            parts.append(shown[token] if token in shown else format_number(Decimal(token)))
    return "".join(parts).strip()
