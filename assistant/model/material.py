"""What a model is given to write from: a closed set of numbered quotes and calculations, within its context."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from assistant.domain.answer import Answer, Citation
from assistant.domain.calculation import Calculation
from assistant.domain.corpus import Passage
from assistant.domain.text import fold_spaces
from assistant.model.claims import gives_orders
from assistant.model.prompt_files import as_data, prompt
from assistant.privacy.masking import Masked
from assistant.rules.core.french import format_date

CHARS_PER_TOKEN = 3.0
MARGIN_TOKENS = 80
MAX_EXTRA = 3
MAX_LEAD_CHARS = 900


@dataclass(frozen=True)
class Material:
    """The closed set: `citations` by number, `calculations` in the order of their marks [C1] and on.

    `question` is masked; `lead` is the short answer composed without the model, which nothing may contradict: it is
    not sent, what it rests on is.
    """

    question: str
    lead: str
    citations: dict[int, Citation]
    calculations: tuple[Calculation, ...] = ()
    masked: tuple[str, ...] = field(default=())

    def quoted(self, marks: Sequence[str]) -> list[str]:
        """Return the texts that the marks (« 2 », « C1 ») stand for, with the names of their documents."""
        return [self.evidence[mark] for mark in marks if mark in self.evidence]

    @cached_property
    def evidence(self) -> dict[str, str]:
        """The words that each mark stands for."""
        quotes = {str(n): f"{c.quote}\n{c.section}\n{c.title}" for n, c in self.citations.items()}
        return {**quotes, **{f"C{n}": _explained(c) for n, c in enumerate(self.calculations, 1)}}

    def messages(self) -> list[BaseMessage]:
        """Return the prompt: orders apart, everything else as delimited data."""
        told = prompt("matiere").format(
            question=as_data(self.question),
            passages="\n".join(_passage(n, c) for n, c in self.citations.items()),
            calculations=_calculations(self.calculations),
        )
        return [SystemMessage(prompt("redaction")), HumanMessage(told)]


def material(
    question: Masked, answer: Answer, lead: str, passages: Sequence[Passage], context_tokens: int, answer_tokens: int
) -> Material:
    """Return what fits in the context: the citations of `answer`, then the best other passages.

    The quotes keep the numbers that they bear in `answer`. A quote that does not fit is left out, never cut; one that
    gives orders to an assistant is left out too.
    """
    calculations = tuple(c for c in answer.calculations if c.outcome in {"result", "not_concerned"})
    lead = "\n".join(line for line in lead[:MAX_LEAD_CHARS].split("\n") if not gives_orders(line))
    bare = Material(question.text, lead, {}, calculations)
    room = context_tokens - answer_tokens - MARGIN_TOKENS - sum(tokens(m.text) for m in bare.messages())
    chosen: dict[int, Citation] = {}
    for cited in [*answer.citations, *_others(answer, passages)]:
        cost = tokens(_passage(cited.n, cited))
        if cost <= room and not gives_orders(cited.quote):
            chosen[cited.n] = cited
            room -= cost
    return Material(question.text, lead, chosen, calculations, question.kinds)


def tokens(text: str) -> int:
    """Return an upper estimate of the tokens of a French text: no tokenizer is fetched for it."""
    return math.ceil(len(text) / CHARS_PER_TOKEN)


def _others(answer: Answer, passages: Sequence[Passage]) -> list[Citation]:
    """Number, after the citations of the answer, the best passages of sections that it does not quote."""
    known = {c.section_id for c in answer.citations}
    first = max((c.n for c in answer.citations), default=0) + 1
    fresh = [p for p in passages if p.section.section_id not in known and p.chunk.kind == "passage"]
    found: dict[str, Passage] = {p.section.section_id: p for p in reversed(fresh)}
    best = [p for p in fresh if found.get(p.section.section_id) is p][:MAX_EXTRA]
    return [_cited(first + place, p) for place, p in enumerate(best)]


def _cited(n: int, passage: Passage) -> Citation:
    section, source = passage.section, passage.source
    page = passage.chunk.page_label or passage.chunk.page
    return Citation(
        n=n,
        source_id=source.source_id,
        section_id=section.section_id,
        title=source.title,
        publisher=source.publisher,
        nature=source.nature,
        date=source.date,
        section=section.heading,
        page=str(page) if page else None,
        quote=passage.chunk.text,
        url=source.url,
        fiche_id=source.fiche_id,
    )


def _passage(number: int, cited: Citation) -> str:
    heading = as_data(f"{cited.title}, {cited.section}").replace('"', "'")
    return f'<extrait n="{number}" source="{heading}">\n{as_data(fold_spaces(cited.quote))}\n</extrait>'


def _calculations(calculations: Sequence[Calculation]) -> str:
    told = []
    for number, calculation in enumerate(calculations, 1):
        text = as_data("\n".join(_result(calculation)))
        told.append(f'<calcul n="C{number}" titre="{as_data(calculation.title)}">\n{text}\n</calcul>')
    return "\n" + "\n".join(told) + "\n" if told else ""


def _result(calculation: Calculation) -> list[str]:
    lines = [calculation.summary, *calculation.reasons, *(f"{v.label} : {v.shown}" for v in calculation.values)]
    return [line for line in lines if line]


def _explained(calculation: Calculation) -> str:
    """Return what a sentence may say of a calculation, a line per fact; readings that were not kept are left out."""
    steps = [f"{s.label} : {s.expression} : {s.result}" for s in calculation.steps]
    todo = [f"{t.label} : {format_date(t.by)}" if t.by else t.label for t in calculation.to_do]
    sources = [f"{s.text}, article {s.article}" if s.article else s.text for s in calculation.sources]
    more = [*calculation.hypotheses, *calculation.caveats, calculation.next_change, calculation.referral]
    return "\n".join(line for line in [*_result(calculation), *steps, *todo, *sources, *more] if line)
