"""Whole conversations, told in the files beside: each turn is asked as the page asks it, and judged.

They run on every fiche of the repository, indexed with hashed words: what is judged is the conversation (subject,
case, calculator, question put), never the order of the passages.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from assistant.answering.calculate import evidence

from assistant.answering.chain import AnswerChain
from assistant.answering.figures import unsupported
from assistant.domain.text import fold
from assistant.ingestion.chunking import chunking_identity
from assistant.ingestion.pipeline import Ingestion
from assistant.retrieval.retriever import make_retriever
from assistant.settings import Settings
from tests.ingestion.fakes import WordEmbedder

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("conversations")]

TODAY = date(2026, 11, 22)
FILES = sorted(Path(__file__).parent.glob("*.yaml"))
KEYS = {
    "say",
    "status",
    "calculator",
    "outcome",
    "none",
    "must",
    "must_not",
    "asks",
    "case",
    "not_case",
    "corrections",
}


@pytest.fixture(scope="session")
def chain(tmp_path_factory):
    place = tmp_path_factory.mktemp("conversations")
    (place / "guides").mkdir()
    settings = Settings(index_dir=place / "index", guides_dir=place / "guides")
    embedder = WordEmbedder()
    Ingestion(settings, embedder).run(on=TODAY)
    identity = chunking_identity(settings.chunk_tokens, settings.chunk_max_tokens)
    return AnswerChain(
        make_retriever(settings, embedder, identity), 2000, today=lambda: TODAY, speaks=lambda s: s.held >= 0.5
    )


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_conversation_goes_as_told(chain, path):
    told = yaml.safe_load(path.read_text("utf-8"))
    history: list[str] = []
    corrections: dict[str, str | None] = {}
    for place, turn in enumerate(told["turns"], 1):
        assert set(turn) <= KEYS, f"clés inconnues : {set(turn) - KEYS}"
        corrections |= turn.get("corrections", {})
        answer = chain.ask(turn["say"], history, corrections)
        problems = [*_holds_together(answer), *_judged(turn, answer)]
        assert not problems, f"{path.stem}, message {place} « {turn['say']} »\n" + "\n".join([*problems, answer.text])
        history.append(turn["say"])


def test_a_conversation_read_again_gives_the_same_case(chain):
    turns = [turn["say"] for turn in yaml.safe_load(FILES[0].read_text("utf-8"))["turns"]]
    assert chain.ask(turns[-1], turns[:-1]).case == chain.ask(turns[-1], tuple(turns[:-1])).case


def _holds_together(answer) -> list[str]:
    """Every mark has its citation, every figure its support, one question at most is put."""
    told = answer.text + " ".join(answer.caveats)
    marks = {int(n) for n in re.findall(r"\[(\d+)\]", told)}
    held = [f"{c.quote} {c.section} {c.title}" for c in answer.citations] + evidence(answer.calculations)
    loose = unsupported(answer.text, held)
    return [
        *([f"marques {marks} et citations {[c.n for c in answer.citations]}"] if marks != _numbers(answer) else []),
        *([f"chiffres sans appui : {loose}"] if loose and len(answer.calculations) + len(answer.citations) else []),
        *(["plus d'une question posée"] if len(answer.questions) > 1 else []),
    ]


def _numbers(answer) -> set[int]:
    return {c.n for c in answer.citations}


def _judged(turn: dict[str, Any], answer) -> list[str]:
    text, case = fold(answer.text + " " + " ".join(answer.caveats)), {f.label: f.shown for f in answer.case}
    called = {c.calculator: c.outcome for c in answer.calculations}
    asks = [q.field for q in answer.questions]
    expected = {label: _plain(shown) for label, shown in turn.get("case", {}).items()}
    return [
        *(f"attendu : {p}" for p in turn.get("must", []) if not re.search(p, text)),
        *(f"interdit : {p}" for p in turn.get("must_not", []) if re.search(p, text)),
        *_differs("statut", turn.get("status"), answer.status.value),
        *_differs("calcul", turn.get("outcome"), called.get(turn.get("calculator", ""))),
        *(
            [f"calcul non appelé : {called}"]
            if turn.get("calculator", next(iter(called), "")) not in {*called, ""}
            else []
        ),
        *([f"calcul inattendu : {called}"] if turn.get("none") and called else []),
        *(_differs("question", turn["asks"], asks[0] if asks else "") if "asks" in turn else []),
        *(f"dossier : {k} = {case.get(k)}" for k, v in expected.items() if _plain(case.get(k, "")) != v),
        *(f"dossier : {k} de trop" for k in turn.get("not_case", []) if k in case),
    ]


def _plain(shown: str) -> str:
    return fold(str(shown))


def _differs(what: str, wanted: str | None, found: object) -> list[str]:
    return [f"{what} : {found}, attendu {wanted}"] if wanted is not None and found != wanted else []
