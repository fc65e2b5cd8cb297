"""What a case expects, in words: a judge reads French, not patterns."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from assistant.rules.core.french import format_date
from eval.schema import AnswerCase

GAP = " … "
OR, AND = " ou ", " et "
DECLINES = "La réponse dit que les sources ne répondent pas ou que ce n'est pas son sujet, et ne répond pas au fond."
EITHER = "Convient aussi : la réponse dit que les sources ne répondent pas."
_MACRO = re.compile(r"\{([a-z]+)(?::([^{}]*))?\}")
_CLASSES = {".,": ",", " -": " "}
_QUANTIFIED = r"(?:\{[\d,]+\}|[*+?])?\??"
_CLASS = re.compile(r"\[([^\]^]+)\]")
_STEPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\\b"), ""),
    (re.compile(rf"\[\^[^\]]*\]{_QUANTIFIED}"), GAP),
    (re.compile(rf"\\[wdS]{_QUANTIFIED}"), GAP.rstrip()),
    (re.compile(r"\(\?<?![^()]*\)"), ""),
    (re.compile(r"([a-z])\?"), r"\1"),
    (re.compile(r"(?:\\.|\[[^\]]*\]|[^\\()\[\]])\?"), ""),
)
_OPTIONAL = re.compile(r"\(\?:[^()]*\)(?:\?|\*)")
_GROUP = re.compile(r"\(\?:([^()]*)\)")
_AHEAD = re.compile(r"\(\?=(?:\.\*)?([^()]*)\)")


def expected(case: AnswerCase) -> str:
    """Return what a right answer to `case` holds and must not say, one line each, in words."""
    facts = [] if case.only_abstention else [f"- {OR.join(map(in_words, fact))}" for fact in case.must]
    lines = [DECLINES] if case.only_abstention else ["Faits attendus :", *facts]
    lines += [EITHER] if case.abstain and case.must else []
    wrong = [f"- {in_words(pattern)}" for pattern in case.must_not]
    return "\n".join([*lines, *(["Ne doit pas être dit :", *wrong] if wrong else [])])


def in_words(pattern: str) -> str:
    """Return a pattern of the sets in words: macros as French, alternatives with « ou », gaps as « … »."""
    text = _MACRO.sub(_told, pattern)
    for form, words in _STEPS:
        text = form.sub(words, text)
    text = _CLASS.sub(_one_of, text)
    before = ""
    while text != before:
        before, text = text, _ungrouped(text)
    text = re.sub(r"\\(.)", r"\1", text).replace("|", OR).removesuffix(AND)
    return " ".join(text.replace("‹", "(").replace("›", ")").split())


def _ungrouped(text: str) -> str:
    """Take off the innermost groups: optional ones go, alternatives stay."""
    text = _OPTIONAL.sub("", text)
    text = _GROUP.sub(lambda m: f"‹{m[1].replace('|', OR)}›", text)
    return _AHEAD.sub(lambda m: f"{m[1].replace('|', OR)}{AND}", text)


def _one_of(found: re.Match[str]) -> str:
    inside = found[1]
    return _CLASSES.get(inside) or f"‹{OR.join(inside)}›"


def _told(found: re.Match[str]) -> str:
    name, value = found[1], found[2] or ""
    return MACROS[name](value) if name in MACROS else f"{value.replace('.', ',')} {name}"


def _euros(value: str) -> str:
    amount, _, around = value.partition("~")
    return f"{amount.replace('.', ',')} €" + (f", à {around} € près" if around else "")


MACROS: dict[str, Callable[[str], str]] = {
    "date": lambda value: format_date(date.fromisoformat(value)),
    "euros": _euros,
    "pct": lambda value: f"{value.replace('.', ',')} %",
    "nombre": lambda value: value.replace(".", ","),
    "demande": lambda value: f"la réponse demande : {value}",
    "oui": lambda _: "oui",
    "non": lambda _: "non",
}
