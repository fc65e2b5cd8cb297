"""Writing an answer with a model: what passes the checks goes first, what the sources say stays below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.compose import MOST_WORDS
from assistant.answering.figures import unsupported
from assistant.domain.answer import Answer, Block, BlockKind, Citation
from assistant.domain.answer import Sentence as AnswerSentence
from assistant.domain.model_report import CheckedSentence
from assistant.domain.text import fold, fold_spaces
from assistant.model import texts
from assistant.model.checks import CONTRADICTS, answers_otherwise, attributed, failure, nearest, pieces
from assistant.model.material import Material
from assistant.model.sentences import Sentence, sentences

SILENCE = "sans reponse"
REPEATED = "phrase répétée"
MIN_KEPT = 0.5
MAX_SENTENCES = 8
_BARE = {"oui", "non"}
_SOURCES = frozenset({BlockKind.DIRECT, BlockKind.GUIDE})
_LEADING = frozenset({*_SOURCES, BlockKind.RESULT})


@dataclass(frozen=True)
class Written:
    """The sentences of a reply after the checks; `reason` is empty when those kept make an answer."""

    checked: tuple[CheckedSentence, ...]
    kept: tuple[Sentence, ...] = ()
    reason: str = ""


def checked(text: str, given: Material) -> Written:
    """Return what stands of a reply. The first sentence is the answer: nothing stands when it does not."""
    if SILENCE in fold(text):
        return Written((), reason=texts.NO_ANSWER)
    found = [attributed(sentence, given) for sentence in sentences(text)[:MAX_SENTENCES]]
    said = [fold(s.text) for s in found]
    reasons = [
        failure(sentence, given) or (REPEATED if fold(sentence.text) in said[:place] else "")
        for place, sentence in enumerate(found)
    ]
    if found and not reasons[0] and answers_otherwise(found[0].text, given.lead):
        reasons[0] = CONTRADICTS
    record = tuple(CheckedSentence(text=s.text, kept=not r, reason=r) for s, r in zip(found, reasons, strict=True))
    kept = tuple(s for s, r in zip(found, reasons, strict=True) if not r)
    return Written(record, kept, _unusable(found, kept))


def _unusable(found: Sequence[Sentence], kept: Sequence[Sentence]) -> str:
    opening = [s for s in found if not _is_bare(s)][:1]
    if not kept or not opening or opening[0] not in kept or found[0] not in kept:
        return texts.FAILED_CHECKS
    return texts.LITTLE_LEFT if len(kept) < MIN_KEPT * len(found) else ""


def _is_bare(sentence: Sentence) -> bool:
    return fold(sentence.text).strip(" .,!") in _BARE


def hopeless(given: Material, text: str) -> bool:
    """Whether a reply that is still coming can be stopped: the sentence that answers has already failed."""
    whole = sentences(text)[:-1]
    opening = next((s for s in whole if s.marks and not _is_bare(s)), None)
    return opening is not None and bool(failure(opening, given))


def joined(answer: Answer, written: Written, given: Material) -> Answer:
    """Return `answer` with the model's sentences where the direct answer stood; what they replace is folded.

    The calculator's own sentence stays unless one of the model's quotes it. Quotes that only the model cites are cut
    to what it uses.
    """
    calculated = any(mark.startswith("C") for s in written.kept for mark in s.marks)
    replaced = {*_SOURCES, BlockKind.RESULT} if calculated else _SOURCES
    before = [b for b in answer.blocks if not b.folded and b.kind in replaced]
    if not before:
        return answer
    citations, numbers = _citations(answer, written, given)
    room = MOST_WORDS - sum(_words(b) for b in answer.blocks if not b.folded and b not in before)
    sentences = _fitting([_sentence(s, numbers, citations) for s in written.kept], room)
    if not sentences or _bare_text(sentences) in _bare_text([s for b in before for s in b.sentences]):
        return answer
    block = Block(kind=BlockKind.DIRECT, sentences=tuple(sentences))
    behind = [_behind(b) for b in before if b.kind is not BlockKind.RESULT]
    place = answer.blocks.index(before[0])
    rest = [b for b in answer.blocks[place:] if b not in before]
    blocks = (*answer.blocks[:place], block, *rest, *behind)
    return answer.model_copy(update={"blocks": blocks, "citations": citations})


def lead_of(answer: Answer) -> str:
    """Return the short answer composed without the model: what stands before the fold, and the results."""
    summaries = [c.summary for c in answer.calculations if c.outcome in {"result", "not_concerned"}]
    shown = [s.text for b in answer.blocks if not b.folded and b.kind in _LEADING for s in b.sentences]
    return "\n".join(dict.fromkeys([*summaries, *shown]))


def _behind(block: Block) -> Block:
    return block.model_copy(update={"folded": True, "title": block.title or texts.SOURCE_TITLE})


def _fitting(sentences: list[AnswerSentence], room: int) -> list[AnswerSentence]:
    """The first sentences that hold in `room` words; the first one always."""
    kept: list[AnswerSentence] = []
    for sentence in sentences:
        room -= len(sentence.text.split())
        if kept and room < 0:
            break
        kept.append(sentence)
    return kept


def _sentence(sentence: Sentence, numbers: dict[str, int], citations: Sequence[Citation]) -> AnswerSentence:
    """A sentence with the citations it rests on; none when its figures are those of a calculation."""
    cites = tuple(numbers[mark] for mark in sentence.marks if mark in numbers)
    quotes = [f"{c.quote} {c.section} {c.title}" for c in citations if c.n in cites]
    held = not cites or not unsupported(sentence.text, quotes)
    return AnswerSentence(text=sentence.text, cites=cites if held else ())


def _words(block: Block) -> int:
    return sum(len(s.text.split()) for s in block.sentences)


def _bare_text(sentences: Sequence[AnswerSentence]) -> str:
    return fold_spaces(" ".join(s.text for s in sentences))


def _citations(answer: Answer, written: Written, given: Material) -> tuple[list[Citation], dict[str, int]]:
    """Return the citations of the answer, then those that the model added, with the number of each mark."""
    kept = list(answer.citations)
    numbers = {str(c.n): c.n for c in kept}
    for mark in dict.fromkeys(mark for s in written.kept for mark in s.marks):
        if mark not in numbers and mark.isdigit():
            using = [s.text for s in written.kept if mark in s.marks]
            added = given.citations[int(mark)].model_copy(update={"n": len(kept) + 1})
            kept.append(added.model_copy(update={"quote": _narrowed(added.quote, using)}))
            numbers[mark] = added.n
    return kept, numbers


def _narrowed(quote: str, using: Sequence[str]) -> str:
    """Return the part of a quote, still verbatim, from the first line to the last that the sentences rest on."""
    lines = quote.split("\n")
    units = {place: pieces(line) for place, line in enumerate(lines)}
    told = [unit for own in units.values() for unit in own]
    wanted = {nearest(text, told) for text in using}
    places = [place for place, own in units.items() if wanted & set(own)]
    return "\n".join(lines[min(places) : max(places) + 1]).strip() if places else quote
