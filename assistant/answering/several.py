"""Several questions in one message: a short answer to each, in order, with one list of citations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answering import texts
from assistant.answering.figures import figures
from assistant.domain.answer import Answer, Citation, Status

MOST_PARTS = 4
MOST_WORDS, FEWEST_WORDS = 200, 50
_MARK = re.compile(r"\[(\d+)\]")


def joined(asked: Sequence[str], answers: Sequence[Answer]) -> Answer:
    """Return one answer to the questions `asked`, in order: of each answer, what comes first.

    The calculations are joined; only the first open question is put, one thing being asked at a time.
    """
    texts_, citations = _joined_texts(asked, answers)
    questions = next((a.questions for a in answers if a.questions), [])
    return Answer(
        status=_status(answers),
        text="\n\n".join(texts_),
        citations=citations,
        calculations=[c for a in answers for c in a.calculations],
        questions=questions,
        caveats=_caveats(answers),
        model=next((a.model for a in answers if a.model), None),
    )


def _joined_texts(asked: Sequence[str], answers: Sequence[Answer]) -> tuple[list[str], list[Citation]]:
    found: list[Citation] = []
    told: list[str] = []
    put = False
    for number, (question, answer) in enumerate(zip(asked, answers, strict=True)):
        text = _short(answer, max(FEWEST_WORDS, MOST_WORDS // len(answers)), asks=not put)
        put = put or bool(answer.questions)
        told.append(f"{_heading(number, question)}\n{_renumbered(text, answer.citations, found)}")
    return told, found


def _heading(place: int, question: str) -> str:
    """Return the place of a question, with the question when it holds no figure: those of a text are all sourced."""
    return f"{texts.PLACES[place]} question" + ("." if figures(question) else f" : « {question} »")


def _short(answer: Answer, most: int, *, asks: bool) -> str:
    """Return the first paragraph, in whole sentences up to `most` words, and the question put, if it is to be."""
    if answer.status is Status.OUT_OF_SOURCES:
        return texts.OUT_OF_SOURCES_SHORT
    first = answer.text.split("\n\n")[0]
    short = _cut(first, most)
    question = answer.questions[0].question if answer.questions and asks else ""
    return short if not question or question in short else f"{short}\n{texts.TO_BE_EXACT} {question}"


def _cut(paragraph: str, most: int) -> str:
    """Return the first sentences of `paragraph`, with the mark that follows them: it stands for all before it."""
    sentences = re.split(r"(?<=[.!?\]])\s+(?=[A-ZÀ-Ý])", paragraph)
    count = 1
    while count < len(sentences) and len(" ".join(sentences[: count + 1]).split()) <= most:
        count += 1
    kept, rest = " ".join(sentences[:count]), " ".join(sentences[count:])
    following = _MARK.search(rest)
    return kept if kept.endswith("]") or not following else f"{kept} {following[0]}"


def _renumbered(text: str, citations: Sequence[Citation], found: list[Citation]) -> str:
    """Number the marks of `text` after the citations `found`, to which those it needs are added."""

    def number(match: re.Match[str]) -> str:
        citation = next((c for c in citations if c.n == int(match[1])), None)
        return f"[{_place(citation, found)}]" if citation else ""

    return _MARK.sub(number, text)


def _place(citation: Citation, found: list[Citation]) -> int:
    for known in found:
        if (known.section_id, known.quote) == (citation.section_id, citation.quote):
            return known.n
    found.append(citation.model_copy(update={"n": len(found) + 1}))
    return len(found)


def _caveats(answers: Iterable[Answer]) -> list[str]:
    """Return the caveats that rest on a calculation: those that quote a passage go with the rest of their answer."""
    return list(dict.fromkeys(c for a in answers for c in a.caveats if not _MARK.search(c)))


def _status(answers: Sequence[Answer]) -> Status:
    order = (Status.CALCULATED, Status.NEEDS_INFORMATION, Status.FOUNDED)
    return next((s for s in order if any(a.status is s for a in answers)), Status.OUT_OF_SOURCES)
