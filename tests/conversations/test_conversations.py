"""Whole conversations, told in the files beside: each turn is asked as the page asks it, and judged.

Every turn of every conversation must hold together: quotes verbatim, one question at most, no sentence twice. How
many turns also go as told (calculator, figures, case) is counted over all files, and must not fall.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.answering.chain import AnswerChain
from assistant.answering.verify import is_verbatim
from assistant.assembly import make_reader
from assistant.domain.text import fold
from assistant.embedding.reader import ReaderEmbedder
from assistant.ingestion.chunking import chunking_identity
from assistant.ingestion.pipeline import Ingestion
from assistant.reader.encoder import WEIGHTS, Encoder
from assistant.retrieval.retriever import make_retriever
from assistant.settings import Settings

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("conversations")]

TODAY = date(2026, 11, 22)
FILES = sorted(Path(__file__).parent.glob("*.yaml"))
FLOOR = 0.40


@pytest.fixture(scope="session")
def chain(tmp_path_factory):
    if not (WEIGHTS / "encoder.onnx").is_file():
        pytest.skip("les poids du lecteur sont absents (assistant/reader/weights)")
    place = tmp_path_factory.mktemp("conversations")
    (place / "guides").mkdir()
    settings = Settings(index_dir=place / "index", guides_dir=place / "guides")
    embedder = ReaderEmbedder(Encoder())
    Ingestion(settings, embedder, encoder=embedder.encoder).run(on=TODAY)
    identity = chunking_identity(settings.chunk_tokens, settings.chunk_max_tokens)
    retriever = make_retriever(settings, embedder, identity)
    return AnswerChain(retriever, make_reader(embedder.encoder), 2000, today=lambda: TODAY)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_turn_of_a_conversation_holds_together(chain, path):
    for said, answer in played(chain, path):
        problems = holds_together(chain, answer)
        assert not problems, f"{path.stem}, « {said['say']} »\n" + "\n".join([*problems, answer.text])


@pytest.mark.timeout(300)
def test_most_turns_go_as_told(chain):
    turns = [(path.stem, turn, answer) for path in FILES for turn, answer in played(chain, path)]
    wrong = [f"{name} « {t['say']} » : {', '.join(p)}" for name, t, a in turns if (p := judged(t, a))]
    share = 1 - len(wrong) / len(turns)
    assert share >= FLOOR, f"{share:.2f} de {len(turns)}\n" + "\n".join(wrong)


@pytest.mark.timeout(300)
def test_a_conversation_read_again_gives_the_same_answer(chain):
    turns = [turn["say"] for turn in yaml.safe_load(FILES[0].read_text("utf-8"))["turns"]]
    first, again = (chain.ask(turns[-1], turns[:-1]) for _ in range(2))
    assert first.model_copy(update={"elapsed_ms": 0}) == again.model_copy(update={"elapsed_ms": 0})


@pytest.mark.timeout(300)
def test_the_runnable_is_the_whole_answer(chain):
    question = "Combien de préavis si je démissionne ?"
    asked = [question, {"question": question, "history": ["Bonjour"], "corrections": {}}]
    one, other = chain.runnable.batch(asked)
    assert one.shown == chain.ask(question).shown
    assert other.shown
    assert next(iter(chain.runnable.stream(question))).shown == one.shown


def played(chain, path):
    history: list[str] = []
    corrections: dict[str, str | None] = {}
    for turn in yaml.safe_load(path.read_text("utf-8"))["turns"]:
        corrections |= turn.get("corrections", {})
        yield turn, chain.ask(turn["say"], history, corrections)
        history.append(turn["say"])


def holds_together(chain, answer) -> list[str]:
    """Every number of a sentence has its citation, verbatim; no sentence twice; one question at most is put."""
    cited = {n for block in answer.blocks for sentence in block.sentences for n in sentence.cites}
    shown = [s.text for block in answer.blocks if not block.folded for s in block.sentences]
    return [
        *([f"marques {cited}"] if cited != {c.n for c in answer.citations} else []),
        *(f"citation infidèle : {c.quote}" for c in answer.citations if not is_verbatim(c, chain.section)),
        *([f"phrase dite deux fois : {shown}"] if len(shown) != len(set(shown)) else []),
        *(["plus d'une question posée"] if len(answer.questions) > 1 else []),
    ]


def judged(turn: dict[str, Any], answer) -> list[str]:
    text = fold(answer.text)
    called = {c.calculator: c.outcome for c in answer.calculations}
    case = {f.label: fold(f.shown) for f in answer.case}
    wanted = turn.get("calculator")
    return [
        *(f"attendu : {p}" for p in turn.get("must", []) if not re.search(p, text)),
        *(f"interdit : {p}" for p in turn.get("must_not", []) if re.search(p, text)),
        *([f"calcul non appelé : {called}"] if wanted and wanted not in called else []),
        *([f"calcul inattendu : {called}"] if turn.get("none") and called else []),
        *(f"dossier : {k}" for k, v in turn.get("case", {}).items() if case.get(k) != fold(str(v))),
    ]
