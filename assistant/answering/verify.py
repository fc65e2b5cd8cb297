"""What an answer must hold before it is shown: quotes verbatim, figures quoted, a status that follows."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from assistant.answering.compose import Composed
from assistant.answering.figures import unsupported
from assistant.domain.answer import Answer, Citation, Status
from assistant.domain.corpus import Section
from assistant.domain.text import fold_spaces

SectionOf = Callable[[str], Section | None]
_MARK = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True)
class Removed:
    """What verification took out: quotes that are not verbatim or not retrieved, sentences and caveats unproven."""

    quotes: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()


def is_verbatim(citation: Citation, section_of: SectionOf) -> bool:
    """Whether the quote stands word for word in its section, white space folded."""
    section = section_of(citation.section_id)
    return section is not None and bool(citation.quote) and fold_spaces(citation.quote) in fold_spaces(section.text)


def verified(composed: Composed, section_of: SectionOf, retrieved: Collection[str], fallback: Answer) -> Answer:
    """Return the answer with what could not be verified taken out, or `fallback` when nothing is left."""
    return checked(composed, section_of, retrieved, fallback)[0]


def checked(
    composed: Composed, section_of: SectionOf, retrieved: Collection[str], fallback: Answer
) -> tuple[Answer, Removed]:
    """Return the verified answer, or `fallback` when nothing is left, and what was taken out.

    A citation stays when its section was retrieved and its quote is verbatim; a sentence or caveat stays when its
    citation does and its figures all stand in the quotes.
    """
    kept = [c for c in composed.citations if c.section_id in retrieved and is_verbatim(c, section_of)]
    quotes = {c.n: f"{c.quote} {c.section} {c.title}" for c in kept}
    told = [_alone([s for s in p if _holds(s, quotes)]) for p in composed.paragraphs]
    caveats = [c for c in composed.caveats if not unsupported(c, list(quotes.values()))]
    removed = Removed(
        quotes=tuple(c.quote for c in composed.citations if c not in kept),
        sentences=tuple(s for p in composed.paragraphs for s, n in p if not _holds((s, n), quotes)),
        caveats=tuple(c for c in composed.caveats if c not in caveats),
    )
    text = Composed(paragraphs=told).text
    used = [c for c in kept if f"[{c.n}]" in text or any(f"[{c.n}]" in caveat for caveat in caveats)]
    if not text or not used:
        return fallback, removed
    shown = sum(bool(p) for p in told[: composed.before])
    answer = Answer(
        status=Status.FOUNDED,
        text=text,
        citations=used,
        caveats=caveats,
        shown_paragraphs=shown if shown < sum(map(bool, told)) else 0,
    )
    return _renumbered(answer), removed


def _holds(sentence: tuple[str, int], quotes: dict[int, str]) -> bool:
    return sentence[1] in quotes and not unsupported(sentence[0], [quotes[sentence[1]]])


def _alone(sentences: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Drop the lines at the end that announce what is not there any more."""
    kept: list[tuple[str, int]] = []
    for sentence in reversed(sentences):
        if kept or not sentence[0].endswith("\n"):
            kept.append(sentence)
    return kept[::-1]


def _renumbered(answer: Answer) -> Answer:
    """Number the citations from 1 on, in the text and the caveats alike.

    Those met before the fold are numbered as they are read; the others in the order of the hierarchy of norms.
    """
    marks = [int(n) for n in _MARK.findall("\n".join([answer.text, *answer.caveats]))]
    before = {int(n) for n in _MARK.findall("\n\n".join(answer.text.split("\n\n")[: answer.shown_paragraphs]))}
    order = sorted(
        answer.citations,
        key=lambda c: (c.n not in before, 0 if c.n in before else c.nature.rank, marks.index(c.n)),
    )
    numbers = {c.n: place for place, c in enumerate(order, 1)}

    def told(text: str) -> str:
        return _MARK.sub(lambda m: f"[{numbers[int(m[1])]}]" if int(m[1]) in numbers else m[0], text)

    citations = [c.model_copy(update={"n": numbers[c.n]}) for c in order]
    caveats = [told(c) for c in answer.caveats]
    return answer.model_copy(update={"text": told(answer.text), "citations": citations, "caveats": caveats})
