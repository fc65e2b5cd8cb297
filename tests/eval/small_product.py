"""The product on four fiches and hashed words, and a small set on them: what the gate is tried on."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from itertools import count
from pathlib import Path

from assistant.answering.chain import AnswerChain
from assistant.ingestion.chunking import chunking_identity
from assistant.ingestion.pipeline import Ingestion
from assistant.retrieval.retriever import AeshRetriever, make_retriever
from assistant.settings import PROJECT_ROOT, Settings
from eval.outcome import Grade
from eval.runner import graded
from eval.schema import AnswerCase, part_of
from eval.systems import Chain, System
from tests.ingestion.fakes import WordEmbedder

TODAY = date(2026, 11, 22)
FICHES = (
    "fin-de-contrat/demission",
    "remuneration/indemnite-de-fonctions",
    "famille/conge-paternite",
    "sante/jour-de-carence",
)
ASKED = (
    ("Quel est le préavis de démission ?", {"must": [["{jours:8}"], ["{mois:2}"]], "cites": ["demission"]}),
    ("Comment démissionner, par quelle lettre ?", {"must": [["recommande"]], "cites": ["demission"]}),
    ("Quelle est la durée du congé de paternité ?", {"must": [["{jours:25}"]], "cites": ["conge-paternite"]}),
    ("Le congé de paternité pour des jumeaux ?", {"must": [["{jours:32}"]], "cites": ["conge-paternite"]}),
    ("Le premier jour d'arrêt maladie est-il payé ?", {"must": [["carence"]], "cites": ["jour-de-carence"]}),
    ("Quelle est l'indemnité de fonctions ?", {"must": [["{euros:1529}"]], "cites": ["indemnite-de-fonctions"]}),
    (
        "Quelle indemnité de fonctions par mois à 62 % ?",
        {"must": [["{euros:79}"]], "calculator": "indemnite_fonctions", "result": ["79.00"], "kind": "calc"},
    ),
    ("Quelle est la capitale de l'Australie ?", {"abstain": True, "kind": "out-of-scope"}),
    ("Donne-moi une recette de gratin dauphinois.", {"abstain": True, "kind": "out-of-scope"}),
    ("Qui a gagné la coupe du monde de rugby ?", {"abstain": True, "kind": "out-of-scope"}),
    ("Quel temps fera-t-il demain à Lyon ?", {"abstain": True, "kind": "out-of-scope"}),
    ("Traduis « bonjour » en espagnol.", {"abstain": True, "kind": "out-of-scope"}),
)


def small_ids() -> list[str]:
    """Return one id of the test part for each question."""
    names = (f"petit-{n}" for n in count())
    return [name for name, _ in zip((n for n in names if part_of(n) == "test"), ASKED, strict=False)]


def cases() -> list[AnswerCase]:
    return [
        AnswerCase.model_validate(
            {"id": identity, "theme": "petit", "kind": "fact", "question": question, "source": "fiche", **expected}
        )
        for identity, (question, expected) in zip(small_ids(), ASKED, strict=True)
    ]


def retriever(place: Path, fiches: Sequence[str] = FICHES) -> AeshRetriever:
    """Index `fiches` in `place` and return a retriever on them."""
    (place / "guides").mkdir(parents=True)
    for fiche in fiches:
        target = place / "fiches" / f"{fiche}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PROJECT_ROOT / "corpus" / "fiches" / f"{fiche}.md", target)
    settings = Settings(index_dir=place / "index", guides_dir=place / "guides", fiches_dir=place / "fiches")
    embedder = WordEmbedder()
    Ingestion(settings, embedder).run(on=TODAY)
    return make_retriever(settings, embedder, chunking_identity(settings.chunk_tokens, settings.chunk_max_tokens))


def system(found: AeshRetriever, chain: type[AnswerChain] = AnswerChain, abstains: bool = True) -> Chain:
    """Return the product on `found`; `abstains` False answers whatever is asked."""
    return Chain("petit", chain(found, 2000, lambda: TODAY, lambda s: s.held >= 0.5 if abstains else True))


def grades_of(asked: System) -> list[Grade]:
    given = [asked.answer(c.id, c.asked, c.history) for c in cases()]
    return graded(cases(), given, {"indemnite_fonctions"})
