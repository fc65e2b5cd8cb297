"""The sets: enough, in every voice, each with its source, parts fixed by the ids, nothing copied."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from assistant.domain.text import fold
from assistant.rules.registry import modules
from assistant.settings import PROJECT_ROOT
from eval.measures.answers import missing_facts
from eval.retrieval import squashed
from eval.schema import AnswerCase, Kind, part_of
from eval.sets_reader import SETS, SetError, answer_cases, retrieval_cases

SHARED = PROJECT_ROOT.parent / "shared"


def test_there_are_enough_questions_of_every_kind():
    cases = answer_cases()
    assert len(cases) >= 350
    assert {c.kind for c in cases} == set(Kind)
    assert sum("followup" in c.style for c in cases) >= 10
    assert len(retrieval_cases()) >= 250
    assert len({c.theme for c in cases}) >= 40


def test_a_third_is_clumsy():
    cases = answer_cases()
    assert sum(c.clumsy for c in cases) >= len(cases) / 3


def test_the_parts_are_halves_fixed_by_the_ids():
    parts = Counter(c.part for c in answer_cases())
    assert abs(parts["test"] - parts["tuning"]) < 0.15 * parts.total()
    assert part_of("dem-4-mois") == part_of("dem-4-mois")
    assert all(c.part == part_of(c.id) for c in answer_cases())


def test_calculators_and_fiches_named_exist():
    fiches = {path.stem for path in (PROJECT_ROOT / "corpus" / "fiches").rglob("*.md")}
    named = {cite for case in answer_cases() for cite in case.cites if " " not in cite}
    assert named <= fiches
    assert {f for case in retrieval_cases() for f in case.fiches} <= fiches
    assert {case.calculator for case in answer_cases() if case.calculator} <= modules().keys()


def test_no_fact_is_found_in_an_empty_or_unrelated_answer():
    nothing = "Les sources ne disent rien de cela."
    easy = [c.id for c in answer_cases() if c.must and not missing_facts(c, nothing)]
    assert easy == []


def test_evidence_is_short():
    assert max(len(q.split()) for c in retrieval_cases() for q in c.quote) < 12


@pytest.mark.guides
def test_nothing_is_copied_from_the_sample():
    sample = SHARED / "questions-sample.yaml"
    if not sample.is_file():
        pytest.skip("questions d'exemple absentes de ../shared")
    rows = yaml.safe_load(sample.read_text("utf-8"))
    copied = {fold(q) for row in rows for q in [row.get("question"), *row.get("turns", [])] if q}
    ours = {fold(q) for c in answer_cases() for q in [c.asked, *c.history]} | {
        fold(c.question) for c in retrieval_cases()
    }
    assert not copied & ours


@pytest.mark.guides
def test_every_piece_of_evidence_stands_in_a_guide():
    texts = [squashed(p.read_text("utf-8")) for p in sorted((SHARED / "guides-texte").glob("*"))]
    if not texts:
        pytest.skip("textes des guides absents de ../shared")
    absent = {q for c in retrieval_cases() for q in c.quote if not any(squashed(q) in t for t in texts)}
    assert absent == set()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{id: a, kind: fact, question: q, must: [['{mois:x}']], source: s}", "valeur illisible"),
        ("{id: a, kind: fact, question: q, source: s}", "must"),
        ("{id: a, kind: fact, question: q, must: [[x]]}", "source"),
        ("{id: a, kind: poème, question: q, must: [[x]], source: s}", "kind"),
        ("{id: a, kind: fact, question: q, must: [[x]], source: s, part: test}", "part"),
        ("{id: a, kind: fact, question: q, turns: [t, u], must: [[x]], source: s}", "turns"),
        ("{id: a, kind: fact, question: q, must: [['(']], source: s}", "motif illisible"),
    ],
)
def test_a_faulty_case_is_refused_with_its_name(tmp_path: Path, row, message):
    (tmp_path / "jeu.yaml").write_text(f"theme:\n- {row}\n", "utf-8")
    with pytest.raises(SetError, match=r"jeu\.yaml, a") as error:
        answer_cases(tmp_path)
    assert message in str(error.value)


def test_an_id_used_twice_is_refused(tmp_path: Path):
    row = "- {id: a, kind: fact, question: q, must: [[x]], source: s}\n"
    (tmp_path / "jeu.yaml").write_text(f"theme:\n{row}{row}", "utf-8")
    with pytest.raises(SetError, match="deux fois"):
        answer_cases(tmp_path)


def test_turns_are_a_question_with_its_history():
    case = next(c for c in answer_cases() if c.turns)
    assert isinstance(case, AnswerCase)
    assert [*case.history, case.asked] == list(case.turns)
    assert SETS.is_dir()
