"""Small answers for the tests of what receives them."""

from __future__ import annotations

from typing import Any

from assistant.domain.answer import Answer, Block, BlockKind, Sentence, Status


def make_answer(text: str, status: Status = Status.FOUNDED, cites: tuple[int, ...] = (), **more: Any) -> Answer:
    """Return an answer that says `text` before the fold, citing the numbers `cites`."""
    blocks = (Block(kind=BlockKind.DIRECT, sentences=(Sentence(text=text, cites=cites),)),) if text else ()
    return Answer(status=status, blocks=blocks, **more)
