"""What is said before the answer itself: units of a fiche, quoted with their citation, in front of the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.compose import citation
from assistant.answering.figures import unsupported
from assistant.answering.units import Unit, section_units
from assistant.answering.verify import is_verbatim
from assistant.domain.answer import Answer, Citation, Status
from assistant.domain.corpus import Passage
from assistant.domain.text import fold, fold_spaces
from assistant.index.reader import IndexReader

_MARK = re.compile(r"\[(\d+)\]")
_SMALL = re.compile(
    r"^(?:L[ea]s?|Un[e]?|Aucune?|Si|Il|Elle|Pour|Pendant|Après|Avant|Depuis|Dans|En|Vous|Votre|Tout|Chaque|Seul|Selon|"
    r"Toutes?|Tous|Ce|Cette|Face|Sans|Avec|Quand|Ainsi|Certaines|Écrivez|Refuser|Signer|Passer|Prévenez)\b|^L'(?=\w)|^D'(?=\w)"
)


@dataclass(frozen=True)
class Found:
    """A unit of a fiche, with the passage it is quoted from."""

    unit: Unit
    passage: Passage


def unit_of(reader: IndexReader, fiche: str, says: str) -> Found | None:
    """Return the first unit of the fiche `fiche` whose folded text fits the pattern `says`, None without one."""
    pattern = re.compile(says)
    record = next((d for d in reader.documents() if d.source.fiche_id == fiche), None)
    if record is None:
        return None
    for section in record.sections:
        chunks = reader.chunks_of(section.section_id)
        for unit in section_units(section) if chunks else ():
            if pattern.search(fold(unit.shown)):
                return Found(unit, Passage(chunk=chunks[0], section=section, source=record.source, score=0.0))
    return None


def told(reader: IndexReader, found: Sequence[Found]) -> Answer | None:
    """Return the units one by paragraph with their marks, those verified; None when nothing is left."""
    cited = [(f, citation(n, f.passage, f.unit.quote)) for n, f in enumerate(found, 1)]
    kept = [(f, c) for f, c in cited if is_verbatim(c, reader.section) and not unsupported(f.unit.shown, [c.quote])]
    if not kept:
        return None
    text = "\n\n".join(f"{fold_spaces(f.unit.shown)} [{c.n}]" for f, c in kept)
    return _tidy(Answer(status=Status.FOUNDED, text=text, citations=[c for _, c in kept]))


def led_by(lead: Answer, opening: str, rest: Answer | None) -> Answer:
    """Put `lead` before `rest`, after the words `opening`, which hold no figure.

    The citations of `lead` come first; what `rest` repeats of it is left out. Without `rest`, or when it says that
    the sources do not answer, `lead` is the whole answer.
    """
    text = _opened(opening, lead.text)
    if rest is None or rest.status is Status.OUT_OF_SOURCES:
        return lead.model_copy(update={"text": text, "elapsed_ms": rest.elapsed_ms if rest else 0.0})
    numbers = _numbers(lead.citations, rest.citations)
    kept = _without(rest.text, [_MARK.sub("", p).strip() for p in lead.text.split("\n\n")])
    body = [_renumbered(p, numbers) for p in kept]
    caveats = [_renumbered(c, numbers) for c in rest.caveats]
    shown = set(_MARK.findall(" ".join([text, *body, *caveats])))
    added = [c.model_copy(update={"n": numbers[c.n]}) for c in rest.citations if numbers[c.n] > len(lead.citations)]
    citations = [c for c in [*lead.citations, *added] if str(c.n) in shown]
    before = text.count("\n\n") + 1
    folded = before + max(1, rest.shown_paragraphs) if rest.shown_paragraphs else 0
    return _tidy(
        rest.model_copy(
            update={
                "text": "\n\n".join([text, *body]),
                "caveats": caveats,
                "citations": citations,
                "shown_paragraphs": folded,
            }
        )
    )


def _opened(opening: str, text: str) -> str:
    """« Non : le préavis… » : the first word loses its capital when it is a common one."""
    if not opening.endswith(":"):
        return f"{opening}\n\n{text}" if opening else text
    return f"{opening} {_SMALL.sub(lambda m: m[0][0].lower() + m[0][1:], text)}"


def _numbers(lead: Sequence[Citation], rest: Sequence[Citation]) -> dict[int, int]:
    """Return the new number of each citation of `rest`; one that says no more than a lead's takes its number."""
    numbers: dict[int, int] = {}
    following = len(lead)
    for other in rest:
        same = next((c.n for c in lead if c.section_id == other.section_id and c.quote == other.quote), None)
        if same is None:
            following += 1
        numbers[other.n] = same or following
    return numbers


def _without(text: str, told: Sequence[str]) -> list[str]:
    """Return the paragraphs of `text` without the sentences that stand in `told`."""
    paragraphs = text.split("\n\n")
    for sentence in told:
        paragraphs = [p.replace(sentence, "", 1) if sentence in p else p for p in paragraphs]
    cleaned = ["\n".join(re.sub(r" {2,}", " ", line).strip() for line in p.split("\n")) for p in paragraphs]
    bare = [_MARK.sub("", p).strip(" -.\n") for p in cleaned]
    return [p for p, words in zip(cleaned, bare, strict=True) if words and not words.endswith(":")]


def _renumbered(text: str, numbers: dict[int, int]) -> str:
    return _MARK.sub(lambda m: f"[{numbers.get(int(m[1]), int(m[1]))}]", text)


def _tidy(answer: Answer) -> Answer:
    """Number the citations left from 1 on, without holes."""
    numbers = {c.n: place for place, c in enumerate(answer.citations, 1)}
    return answer.model_copy(
        update={
            "text": _renumbered(answer.text, numbers),
            "caveats": [_renumbered(c, numbers) for c in answer.caveats],
            "citations": [c.model_copy(update={"n": numbers[c.n]}) for c in answer.citations],
        }
    )
