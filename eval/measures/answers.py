"""What an answer is worth against its case: facts, figures, citations, calculation, abstention."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation

from assistant.domain.answer import Answer, Status
from assistant.domain.calculation import Calculation
from assistant.domain.text import fold, fold_spaces
from eval.macros import compiled
from eval.measures.figures import figures, unsupported
from eval.schema import AnswerCase

SectionText = Callable[[str], str | None]
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MARKS = re.compile(r"\[(\d+)\]")


def readable(text: str) -> str:
    """Return a text as the patterns expect it: folded, without citation marks."""
    return fold(_MARKS.sub(" ", text))


def missing_facts(case: AnswerCase, text: str) -> list[int]:
    """Return the positions of the key facts of which no variant is found in `text`."""
    plain = readable(text)
    return [n for n, fact in enumerate(case.must) if not any(compiled(p).search(plain) for p in fact)]


def forbidden(case: AnswerCase, text: str) -> list[str]:
    """Return the patterns of `must_not` that are found in `text`."""
    plain = readable(text)
    return [p for p in case.must_not if compiled(p).search(plain)]


def evidence(answer: Answer) -> list[str]:
    """Return every text that may carry a figure of the answer: quotes with where they stand, and calculations."""
    quoted = [f"{c.quote} {c.title} {c.section} {c.date} {' '.join(c.texts)}" for c in answer.citations]
    return [*quoted, *_without_citation(answer)]


def _calculated(calculation: Calculation) -> str:
    return json.dumps(calculation.model_dump(mode="json"), ensure_ascii=False)


def _without_citation(answer: Answer) -> list[str]:
    """What may carry a figure of a sentence that cites nothing: calculations, the case, the open questions."""
    case = [f"{fact.shown} {fact.written}" for fact in answer.case]
    return [*map(_calculated, answer.calculations), *case, *(q.question for q in answer.questions)]


def unsupported_figures(answer: Answer, also: Iterable[str] = ()) -> set[str]:
    """Return the figures of the answer, folded parts included, that stand in nothing it rests on.

    `also` are texts of calculations that were run and are not shown.
    """
    held = [*evidence(answer), *also]
    return {f for b in answer.blocks for s in b.sentences for f in unsupported(s.text, held)}


def wrong_figures(case: AnswerCase, answer: Answer, also: Iterable[str] = ()) -> list[str]:
    """Return what is wrong or unproven: figures from nowhere, forbidden statements, a result other than expected."""
    return [*sorted(unsupported_figures(answer, also)), *forbidden(case, answer.shown), *miscalculated(case, answer)]


def miscalculated(case: AnswerCase, answer: Answer) -> list[str]:
    """Return the expected values that the expected calculator, called to a result, does not give."""
    called = [c for c in answer.calculations if c.calculator == case.calculator and c.outcome == "result"]
    return [f"calcul : {wanted}" for wanted in case.result if called and not any(gives(c, wanted) for c in called)]


def invalid_citations(answer: Answer, section_text: SectionText) -> list[int]:
    """Return the numbers of the citations whose quote is not verbatim in their section."""
    return [c.n for c in answer.citations if not _verbatim(c.quote, section_text(c.section_id))]


def _verbatim(quote: str, section: str | None) -> bool:
    return bool(quote.strip()) and section is not None and fold_spaces(quote) in fold_spaces(section)


def dangling_marks(answer: Answer) -> set[int]:
    """Return the numbers that sentences name and no citation bears."""
    return {n for b in answer.blocks for s in b.sentences for n in s.cites} - {c.n for c in answer.citations}


def sentence_support(answer: Answer, also: Iterable[str] = ()) -> list[bool]:
    """Say of each sentence with a figure whether its own citations, or a calculation, carry it."""
    quotes = {c.n: f"{c.quote} {c.title} {c.section} {c.date}" for c in answer.citations}
    carried = [*_without_citation(answer), *also]
    told = [s for b in answer.blocks for s in b.sentences if figures(s.text)]
    texts = [" ".join([*c.texts, c.section]) for c in answer.citations]
    return [
        not unsupported(s.text, [quotes[n] for n in s.cites if n in quotes] if s.cites else [*carried, *texts])
        for s in told
    ]


def cites_expected(case: AnswerCase, answer: Answer) -> bool | None:
    """Say whether a citation is one of those expected; None where none is, or where nothing is cited to judge."""
    if not case.cites:
        return None
    wanted = [fold(w) for w in case.cites]
    return any(_is(w, c.fiche_id or "", f"{c.title} {c.section}") for c in answer.citations for w in wanted)


def _is(wanted: str, fiche_id: str, where: str) -> bool:
    return wanted == fiche_id or (" " in wanted and wanted in fold(where)) or wanted in fold(where).split(" > ")


def calculator_exact(case: AnswerCase, answer: Answer, known: Iterable[str]) -> bool | None:
    """Say whether the expected calculator gave the expected values; None where no result is expected.

    A calculator that does not exist (`known` lists those that do) makes the case ineligible: None.
    """
    if not case.result or case.calculator not in set(known):
        return None
    called = [c for c in answer.calculations if c.calculator == case.calculator and c.outcome == "result"]
    return any(all(gives(c, wanted) for wanted in case.result) for c in called)


def gives(calculation: Calculation, wanted: str) -> bool:
    """Say whether a calculation gives a value, as a date, a number or the words it shows."""
    return any(_same(wanted, str(v.value)) or _shows(wanted, v.shown) for v in calculation.values)


def _same(wanted: str, value: str) -> bool:
    try:
        return Decimal(wanted) == Decimal(value)
    except InvalidOperation:
        return fold(wanted) == fold(value) or wanted in value.split("/")


def _shows(wanted: str, shown: str) -> bool:
    """Say whether a value is shown as `wanted`: the same words, or a plain number alone with its unit."""
    return fold(wanted) == fold(shown) or (bool(_NUMBER.fullmatch(wanted)) and figures(shown) == figures(wanted))


def abstained(answer: Answer) -> bool:
    """Say whether the assistant declined to answer, or only offered other questions."""
    return answer.status in {Status.OUT_OF_SOURCES, Status.NEEDS_INFORMATION}


def right(case: AnswerCase, answer: Answer, also: Iterable[str] = ()) -> bool:
    """Say whether what is shown is right: every key fact, nothing wrong or unproven; or an abstention that is due."""
    if case.only_abstention or (case.abstain and abstained(answer)):
        return declined(case, answer)
    return not missing_facts(case, answer.shown) and not wrong_figures(case, answer, also)


def declined(case: AnswerCase, answer: Answer) -> bool:
    """Say whether a question that must not be answered was not: abstention, no citation, nothing forbidden."""
    return abstained(answer) and not answer.citations and not forbidden(case, answer.shown)


def completeness(case: AnswerCase, text: str) -> float | None:
    """Return the share of key facts found in `text`; None where there are none."""
    return 1 - len(missing_facts(case, text)) / len(case.must) if case.must else None
