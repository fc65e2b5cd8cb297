"""Writing an answer with a model: what passes the checks goes first, what the sources say stays below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.answer import Answer, Citation
from assistant.domain.model_report import CheckedSentence
from assistant.domain.text import fold, fold_spaces
from assistant.model import texts
from assistant.model.checks import CONTRADICTS, answers_otherwise, attributed, failure, nearest, units_of
from assistant.model.material import Material
from assistant.model.sentences import Sentence, sentences

SILENCE = "sans reponse"
REPEATED = "phrase répétée"
MIN_KEPT = 0.5
MAX_SENTENCES = 8
_MARKS = re.compile(r" ?\[\d+\]")
_BARE = {"oui", "non"}


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
    """Return `answer` with the model's paragraph before the passages: results of calculations stay first.

    What the sources say stays whole, after the fold. Quotes that only the model cites are cut to what it uses.
    """
    paragraphs = answer.text.split("\n\n")
    results = _results(paragraphs)
    citations, numbers = _citations(answer, written, given)
    paragraph = " ".join(_marked(sentence, numbers) for sentence in written.kept)
    if _bare_text(paragraph) in _bare_text(answer.text):
        return answer
    return answer.model_copy(
        update={
            "text": "\n\n".join([*paragraphs[:results], paragraph, *paragraphs[results:]]),
            "citations": citations,
            "shown_paragraphs": results + 1,
            "caveats": [*answer.caveats, texts.WRITTEN_NOTE],
        }
    )


def lead_of(answer: Answer) -> str:
    """Return the short answer composed without the model: the results of calculations, then the first passage."""
    paragraphs = answer.text.split("\n\n")
    results = _results(paragraphs)
    summaries = [c.summary for c in answer.calculations if c.outcome in {"result", "not_concerned"}]
    return "\n".join([*summaries, *paragraphs[results : results + 1]])


def _results(paragraphs: Sequence[str]) -> int:
    """Return how many paragraphs at the head bear no citation: they tell the calculators' results."""
    return next((n for n, p in enumerate(paragraphs) if "[" in p), len(paragraphs))


def _bare_text(text: str) -> str:
    return fold_spaces(_MARKS.sub(" ", text))


def _marked(sentence: Sentence, numbers: dict[str, int]) -> str:
    marks = "".join(f" [{numbers[mark]}]" for mark in sentence.marks if mark in numbers)
    return f"{sentence.text}{marks}"


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
    units = {place: units_of(line) for place, line in enumerate(lines)}
    told = [unit for own in units.values() for unit in own]
    wanted = {nearest(text, told) for text in using}
    places = [place for place, own in units.items() if wanted & set(own)]
    return "\n".join(lines[min(places) : max(places) + 1]).strip() if places else quote
