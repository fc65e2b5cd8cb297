"""Retrieval measured alone: at which rank does the passage that answers come, for each way of searching."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from assistant.domain.corpus import DocumentRecord, Nature, Section, SourceInfo
from assistant.domain.text import fold
from assistant.retrieval.retriever import AeshRetriever
from eval.measures.intervals import Share, mean, share
from eval.measures.ranking import first_rank, hit_at, ndcg, reciprocal_rank
from eval.schema import RetrievalCase
from eval.systems import BOTH, VECTORS, WORDS, rerankers

DEPTH = 10
CUTS = (1, 3, 5, 10)
_OTHER = re.compile(r"[^a-z0-9]+")
Ranker = Callable[[str], Sequence[tuple[Section, SourceInfo]]]


class Ranked(BaseModel):
    """Which of the results of a case are relevant, best first; `total` relevant sections exist, 0: no score."""

    model_config = ConfigDict(frozen=True)

    case_id: str
    relevant: tuple[bool, ...]
    total: int


class RankingScore(BaseModel):
    """A way of searching over the eligible cases: recall at each cut with its interval, MRR and nDCG at 10."""

    model_config = ConfigDict(frozen=True)

    name: str
    recall: dict[int, Share]
    mrr: float | None
    ndcg: float | None
    ineligible: int = 0


def squashed(text: str) -> str:
    """Return the letters and digits of a text, so that a quote is found however the file was read."""
    return _OTHER.sub("", fold(text))


class Evidence:
    """Finds which sections of an index answer a case."""

    def __init__(self, documents: Iterable[DocumentRecord]) -> None:
        self._rows = [(d.source, s, squashed(s.text)) for d in documents for s in d.sections]

    def units(self, case: RetrievalCase, fiches: bool) -> dict[str, str]:
        """Return what answers, section id to unit: a guide section that holds a quote is one, a whole fiche is one.

        Fiches answer only when they are searched.
        """
        quotes = [squashed(q) for q in case.quote]
        found: dict[str, str] = {}
        for source, section, text in self._rows:
            if source.nature is not Nature.FICHE and any(q in text for q in quotes):
                found[section.section_id] = section.section_id
            elif fiches and source.fiche_id in case.fiches:
                found[section.section_id] = str(source.fiche_id)
        return found


def rankers(retriever: AeshRetriever) -> list[tuple[str, Ranker, bool]]:
    """Return the ways of searching compared: name, function, and whether fiches count among the results."""

    def ranker(base: AeshRetriever, fiches: bool) -> Ranker:
        def search(question: str) -> list[tuple[Section, SourceInfo]]:
            found = base.passages(question, k=DEPTH, fiches=fiches)
            return [(p.section, p.source) for p in found if p.score > 0]

        return search

    def tuned(**update: object) -> AeshRetriever:
        return retriever.model_copy(update=update)

    return [
        ("mots, guides seuls", ranker(tuned(tuning=WORDS), False), False),
        ("vecteurs, guides seuls", ranker(tuned(tuning=VECTORS), False), False),
        ("hybride, guides seuls", ranker(tuned(tuning=BOTH), False), False),
        ("hybride guidé par les fiches, guides seuls", ranker(retriever, False), False),
        ("produit : guides et fiches", ranker(retriever, True), True),
        *(
            (f"produit et reclassement ({name})", ranker(tuned(reranker=reranker), True), True)
            for name, reranker in rerankers(retriever)
        ),
    ]


def ranked(cases: Sequence[RetrievalCase], search: Ranker, evidence: Evidence, fiches: bool) -> list[Ranked]:
    """Search every case. A case whose evidence is in no section is kept with `total` 0."""
    rows = []
    for case in cases:
        units = evidence.units(case, fiches)
        found = [section.section_id for section, _ in search(case.question)] if units else []
        rows.append(Ranked(case_id=case.id, relevant=first_of_each(found, units), total=len(set(units.values()))))
    return rows


def first_of_each(found: Sequence[str], units: Mapping[str, str]) -> tuple[bool, ...]:
    """Say of each result whether it is the first of a unit that answers: a fiche found twice counts once."""
    seen: set[str] = set()
    relevant = []
    for section_id in found:
        unit = units.get(section_id)
        relevant.append(unit is not None and unit not in seen)
        seen.add(unit or "")
    return tuple(relevant)


def ranking_score(name: str, rows: Sequence[Ranked]) -> RankingScore:
    """Return the score of a way of searching; cases without evidence in the index are left out and counted."""
    scored = [row for row in rows if row.total]
    return RankingScore(
        name=name,
        recall={k: share(hit_at(row.relevant, k) for row in scored) for k in CUTS},
        mrr=mean(reciprocal_rank(row.relevant) for row in scored)[0],
        ndcg=mean(ndcg(row.relevant, row.total) for row in scored)[0],
        ineligible=len(rows) - len(scored),
    )


def missed(rows: Sequence[Ranked], k: int = 5) -> list[str]:
    """Return the ids of the cases without a relevant result among the `k` first."""
    return [row.case_id for row in rows if row.total and (first_rank(row.relevant) or k + 1) > k]
