"""What an answer must hold before it is shown: quotes verbatim, every figure in a quote or a calculation."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from assistant.answering.figures import unsupported
from assistant.domain.answer import Answer, Block, Citation, Sentence, Status
from assistant.domain.calculation import Calculation
from assistant.domain.corpus import Section
from assistant.domain.text import fold_spaces

SectionOf = Callable[[str], Section | None]


def is_verbatim(citation: Citation, section_of: SectionOf) -> bool:
    """Whether the quote stands word for word in its section, white space folded."""
    section = section_of(citation.section_id)
    return section is not None and bool(citation.quote) and fold_spaces(citation.quote) in fold_spaces(section.text)


def verify(answer: Answer, section_of: SectionOf, also: Sequence[Calculation] = ()) -> Answer:
    """Return the answer without what could not be verified, its citations numbered as they are read.

    A sentence that cites stays when its quotes are verbatim and hold its figures; one that cites nothing when its
    figures stand in a calculation, in the case or in `also` (calculations that are not shown).
    """
    kept = {c.n: c for c in answer.citations if is_verbatim(c, section_of)}
    known = evidence([*answer.calculations, *also])
    known += [f"{fact.shown} {fact.written}" for fact in answer.case]
    known += [q.question for q in answer.questions]
    blocks = [b for b in (_verified(block, kept, known) for block in answer.blocks) if b.sentences]
    return _renumber(answer.model_copy(update={"blocks": tuple(blocks)}), kept)


def evidence(calculations: Sequence[Calculation]) -> list[str]:
    """Return what supports a figure of the text: every word of the calculations."""
    return [json.dumps(c.model_dump(mode="json"), ensure_ascii=False) for c in calculations]


def _verified(block: Block, kept: dict[int, Citation], known: list[str]) -> Block:
    return block.model_copy(update={"sentences": tuple(s for s in block.sentences if _holds(s, kept, known))})


def _holds(sentence: Sentence, kept: dict[int, Citation], known: list[str]) -> bool:
    if any(n not in kept for n in sentence.cites):
        return False
    quotes = [f"{c.quote} {c.section} {c.title}" for c in (kept[n] for n in sentence.cites)]
    carried = [text for c in kept.values() for text in (*c.texts, c.section)]
    return not unsupported(sentence.text, quotes or [*known, *carried])


def _renumber(answer: Answer, kept: dict[int, Citation]) -> Answer:
    """Number the citations that are still named, in the order in which they are read."""
    order = dict.fromkeys(n for b in (*_shown(answer), *_behind(answer)) for s in b.sentences for n in s.cites)
    numbers = {n: place for place, n in enumerate(order, 1)}
    blocks = tuple(
        b.model_copy(
            update={
                "sentences": tuple(
                    s.model_copy(update={"cites": tuple(numbers[n] for n in s.cites)}) for s in b.sentences
                )
            }
        )
        for b in answer.blocks
    )
    citations = [kept[n].model_copy(update={"n": numbers[n]}) for n in order]
    status = answer.status
    if status in {Status.FOUNDED} and not citations:
        status = Status.OUT_OF_SOURCES
    return answer.model_copy(update={"blocks": blocks, "citations": citations, "status": status})


def _shown(answer: Answer) -> list[Block]:
    return [b for b in answer.blocks if not b.folded]


def _behind(answer: Answer) -> list[Block]:
    return [b for b in answer.blocks if b.folded]
