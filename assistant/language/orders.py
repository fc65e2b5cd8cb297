"""Orders given to the assistant, in a question or in a document: heard as text, never followed.

What a person asks stays; a sentence that tells the assistant how to behave, what to reveal or what to answer is taken
out before anything reads the question, with the marks that a program would take for something else. A document's line
that speaks to a machine is never quoted.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from assistant.domain.text import fold, fold_spaces

DATA = Path(__file__).with_name("orders.toml")
MANY_HIDDEN = 3

_TAG = re.compile(
    r"<!--.*?(?:-->|$)|<\|[^|>]{0,40}\|>|</?[a-zA-Z!][^>]{0,300}>|\[/?INST\]|\[/?SYS(?:TEM)?\]|<</?SYS>>", re.DOTALL
)
_PROGRAM_MARK = re.compile(r"<!--|<\|[^|>]{0,40}\|>|\[/?INST\]|\[/?SYS(?:TEM)?\]|<</?SYS>>")
_SCRIPT = re.compile(r"<(script|style|iframe|svg)\b.*?(?:</\1>|$)", re.DOTALL | re.IGNORECASE)
_BLOCK = re.compile(
    r"\[SYS(?:TEM)?\].*?\[/SYS(?:TEM)?\]|<<SYS>>.*?<</SYS>>|<(system|instructions?)>.*?</\1>|"
    r"<\|im_start\|>\s*system.*?<\|im_end\|>",
    re.DOTALL | re.IGNORECASE,
)
_LINK = re.compile(r"!?\[([^\]\n]{0,200})\]\([^)\s]{0,500}\)")
_FENCE = re.compile(r"```.*?(?:```|$)|~~~.*?(?:~~~|$)", re.DOTALL)
_ENCODED = re.compile(
    r"(?<![\w/@.-])(?=[A-Za-z0-9+/]*[A-Z])(?=[A-Za-z0-9+/]*[a-z0-9])[A-Za-z0-9+/]{24,}={0,2}(?![\w@])"
)
_MARK = re.compile(r"\[\s*\d{1,3}\s*\]")
_URL = re.compile(r"\b(?:https?|javascript|data|file):\S+", re.IGNORECASE)
_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\U000e0000-\U000e007f]")
_RULE = re.compile(r"^\s*(?:#{1,6}|={3,}|-{3,}|\*{3,}|>{1,3})\s?", re.MULTILINE)
_SENTENCES = re.compile(
    r"(?<=[.!?;])\s+|\n+|(?<=»)\s+(?=[A-ZÀ-Ý])|(?<!\s)\s++(?=(?:Question|QUESTION|Ma question)\s*:)"
)
_LABEL = re.compile(r"^\W*(?:ma |la |vraie )?(?:question|demande|user|utilisateur)\s*:\s*", re.IGNORECASE)


def is_order(text: str) -> bool:
    """Whether a sentence of a person gives the assistant an order on how to behave or what to answer."""
    plain = fold(text)
    return any(pattern.search(plain) for kind in ("person", "foreign") for pattern in _patterns()[kind])


@lru_cache(maxsize=20_000)
def speaks_to_machine(text: str) -> bool:
    """Whether a line of a document speaks to a program that reads it, rather than to its readers."""
    plain = fold(text)
    if _PROGRAM_MARK.search(text) or len(_HIDDEN.findall(text)) > MANY_HIDDEN:
        return True
    return any(pattern.search(plain) for kind in ("machine", "foreign") for pattern in _patterns()[kind])


def without_orders(question: str) -> str:
    """Return `question` without what speaks to the assistant as a program: markup, orders, encoded text.

    A question that holds none of it comes back as it is; one that holds nothing else comes back empty.
    """
    text = _SCRIPT.sub(" ", _BLOCK.sub(" ", _FENCE.sub(" ", _HIDDEN.sub("", question))))
    text = _URL.sub(" ", _LINK.sub(r"\1", _TAG.sub(" ", text)))
    text = _RULE.sub("", _ENCODED.sub(" ", _MARK.sub(" ", text)))
    kept = [_LABEL.sub("", s) for s in _SENTENCES.split(text) if s.strip() and not is_order(_LABEL.sub("", s))]
    whole = fold_spaces(" ".join(kept))
    if fold(whole) == fold(question):
        return question
    return whole if re.search(r"\w{2,}", whole) else ""


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    data = tomllib.loads(DATA.read_text("utf-8"))
    lists = data.pop("lists")

    def filled(pattern: str) -> str:
        return re.sub(r"\{([a-z]+)\}", lambda m: str(lists.get(m[1], m[0])), pattern)

    return {kind: tuple(re.compile(filled(p)) for p in written) for kind, written in data.items()}
