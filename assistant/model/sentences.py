"""The text of a model cut into sentences, each with the marks that it rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.domain.text import fold_spaces

_ABBREVIATED = "".join(rf"(?<!\b{word}\.)" for word in ("[A-Z]", "art", "cf", "MM", "Mme", "p", "ex", "env", "tél"))
# Whatever follows a full stop is another sentence, small letters included: each is checked alone.
_END = re.compile(
    rf"{_ABBREVIATED}(?<=[.!?…])((?:\s*\[[^\]\n]{{1,20}}\])*[.!?…]?)\s+(?=[^\s\[])|(?<=\])([.!?…])\s+(?=\S)"
)
_BRACKETS = re.compile(r"\s*\[([^\]\n]{1,20})\]")
_MARK = re.compile(r"C?\d{1,3}")
_DECOR = re.compile(r"^\s*(?:[-*•]|#+|\d+[.)])\s+|\*\*|__|`")
_STOPS = (".", "!", "?", "…", "»", ")")
_LABEL = re.compile(r"^(?:réponse|r[ée]ponse sûre|answer)\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Sentence:
    """`text` without its marks; `marks` as written (« 2 », « C1 »), `odd` what stands in brackets and is no mark.

    `whole` is False for words that neither a full stop nor a mark ends: a title, or a reply cut short.
    """

    text: str
    marks: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()
    whole: bool = True


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of a reply. One without a mark bears those of the next one of its line that has some."""
    found: list[Sentence] = []
    for line in text.splitlines():
        cut = _END.sub(lambda m: f"{m[1] or m[2] or ''}\n", _LABEL.sub("", _DECOR.sub("", line)))
        own = [_read(piece) for piece in cut.split("\n") if fold_spaces(piece)]
        following: tuple[str, ...] = ()
        marked: list[Sentence] = []
        for sentence in reversed(own):
            following = sentence.marks or following
            marked.append(replace(sentence, marks=following))
        found += [s for s in reversed(marked) if s.text]
    return found


def _read(piece: str) -> Sentence:
    inside = [part.strip() for m in _BRACKETS.finditer(piece) for part in re.split(r"[,;]| et ", m[1])]
    marks = tuple(dict.fromkeys(p for p in inside if _MARK.fullmatch(p)))
    odd = tuple(p for p in inside if not _MARK.fullmatch(p))
    text = fold_spaces(_BRACKETS.sub("", piece))
    whole = text.endswith(_STOPS) or piece.rstrip(" .").endswith("]")
    return Sentence(text, marks, odd, whole)
