"""Runs: cached by content, errors kept as errors, reports that say what failed and hide what is not for tuning."""

from __future__ import annotations

import pytest
from langchain_core.documents import Document

from assistant.domain.answer import Answer, Block, BlockKind, Citation, Sentence, Status
from assistant.domain.corpus import DocumentRecord, Section, SourceInfo
from eval.cache import AnswerCache, question_key
from eval.gate import baseline_of, gained_and_lost, read_baseline
from eval.measures.intervals import Share
from eval.memory import RememberingEmbedder
from eval.outcome import Outcome
from eval.plain_langchain import PlainChain, best_sentences, chroma_retriever
from eval.report_markdown import compared, markdown
from eval.retrieval import Evidence, Ranked, first_of_each, missed, ranked, ranking_score
from eval.run import Run, SystemRun, save
from eval.runner import ask_all, forget, graded, selected
from eval.schema import AnswerCase, RetrievalCase, part_of
from eval.scores import by, drift, scores, stages
from tests.ingestion.fakes import WordEmbedder


def told(text, *cites):
    return (Block(kind=BlockKind.DIRECT, sentences=(Sentence(text=text, cites=cites),)),)


class Canned:
    """Answers what it was given by question; raises for a question it does not know."""

    name = "fixe"

    def __init__(self, answers):
        self.answers, self.calls = answers, 0

    def answer(self, case_id, question, history):
        self.calls += 1
        text, quote = self.answers[question]
        cited = [Citation(n=1, source_id="f", section_id="s", title="Fiche", quote=quote, fiche_id="f")]
        given = Answer(status=Status.FOUNDED, blocks=told(text, 1), citations=cited, elapsed_ms=5.0)
        return Outcome(case_id=case_id, answer=given, passages=("f > s : texte",), stages={"write": 2.0})


def ids(part, n):
    return [i for i in (f"cas-{k}" for k in range(200)) if part_of(i) == part][:n]


def case(identity, question="Combien ?"):
    return AnswerCase(id=identity, theme="petit", kind="fact", question=question, must=(("{mois:2}",),), source="s")


CASES = [case(ids("test", 2)[0]), case(ids("test", 2)[1], "Quand ?"), case(ids("tuning", 1)[0], "Où ?")]
ANSWERS = {
    "Combien ?": ("Il faut 2 mois.", "2 mois"),
    "Quand ?": ("Sous 8 jours.", "8 jours"),
    "Où ?": ("Ici.", "Ici."),
}


def run_on(system, tmp_path, cases=CASES):
    outcomes = ask_all(system, cases, AnswerCache(tmp_path, "cache"), 2, lambda done, total: None)
    grades = graded(cases, outcomes, set())
    parts = {p: scores([g for g in grades if g.part == p]) for p in ("test", "tuning")}
    return Run(
        made_at="2026-11-22T10:00+00:00",
        index="gen",
        cases=cases,
        systems=[SystemRun(name=system.name, scores=parts, grades=grades, outcomes=outcomes)],
    )


def test_an_answer_is_asked_once_and_again_when_the_question_changes(tmp_path):
    system = Canned(ANSWERS)
    run_on(system, tmp_path)
    run_on(system, tmp_path)
    assert system.calls == len(CASES)
    assert question_key("a", "q", ()) != question_key("a", "q ?", ())


def test_an_error_fails_its_case_and_is_tried_again(tmp_path):
    system = Canned({})
    run = run_on(system, tmp_path)
    assert all("KeyError" in o.error for o in run.product.outcomes)
    assert not any(g.right for g in run.product.grades)
    run_on(system, tmp_path)
    assert system.calls == 2 * len(CASES)


def test_selection_by_theme_and_part():
    assert selected(CASES, "petit", "tuning") == [CASES[2]]
    assert selected(CASES, "autre") == []


def test_scores_count_each_part_apart(tmp_path):
    run = run_on(Canned(ANSWERS), tmp_path)
    assert run.product.scores["test"].right == Share(good=1, n=2)
    assert run.product.scores["tuning"].right == Share(good=0, n=1)
    assert run.product.scores["test"].exact.n == 0
    assert by(run.product.grades, lambda g: g.theme) == {"petit": Share(good=1, n=3)}
    assert stages(run.product.outcomes) == {"write": (2.0, 2.0)}


def test_the_report_names_what_failed_and_hides_the_test_part(tmp_path):
    run = run_on(Canned(ANSWERS), tmp_path)
    text = markdown(run, None, show_test=False)
    assert "### " + CASES[2].id in text
    assert "### " + CASES[1].id not in text
    assert CASES[1].id in text
    assert "`{mois:2}`" in text
    assert "### " + CASES[1].id in markdown(run, None, show_test=True)


def test_the_difference_with_the_accepted_scores(tmp_path):
    accepted = baseline_of(run_on(Canned(ANSWERS), tmp_path / "a").product.grades, {}, "2026-11-01")
    swapped = {**ANSWERS, "Combien ?": ("Ici.", "Ici."), "Quand ?": ("2 mois.", "2 mois")}
    later = run_on(Canned(swapped), tmp_path / "b")
    assert gained_and_lost(later.product.grades, accepted) == ([CASES[1].id], [CASES[0].id])
    assert "1 gagnées, 1 perdues" in markdown(later, accepted, show_test=False)


def test_a_missing_baseline_says_what_to_run(tmp_path):
    with pytest.raises(FileNotFoundError, match="--accept"):
        read_baseline("livre", tmp_path / "rien.json")


def test_drift_is_told_only_beyond_chance():
    grades = graded(
        CASES, [Outcome(case_id=c.id, answer=Answer(status=Status.FOUNDED, blocks=())) for c in CASES], set()
    )
    assert drift(grades) == ""
    test = [grades[0].model_copy(update={"right": True})] * 50
    tuning = [grades[2].model_copy(update={"right": False})] * 50
    assert "réglage" in drift([*test, *tuning])


def document(text, source_id="guide"):
    source = SourceInfo(source_id=source_id, title="Guide")
    return DocumentRecord(
        sha256="0",
        source=source,
        sections=(Section(section_id=f"{source_id}-1", source_id=source_id, text=text),),
        chunks=(),
    )


def test_evidence_is_found_however_the_text_is_broken():
    evidence = Evidence([document("La deman-\nde se fait deux\u00a0mois avant.")])
    asked = RetrievalCase(id="r", theme="t", question="Quand ?", quote=("se fait deux mois",))
    assert evidence.units(asked, fiches=False) == {"guide-1": "guide-1"}


def test_a_question_without_evidence_in_the_index_has_no_score():
    asked = RetrievalCase(id="r", theme="t", question="Quand ?", quote=("absent partout",))
    rows = ranked([asked], lambda q: [], Evidence([document("autre")]), fiches=False)
    score = ranking_score("x", rows)
    assert (score.ineligible, score.recall[5].n, score.mrr) == (1, 0, None)


def test_a_fiche_found_twice_counts_once():
    assert first_of_each(["a", "b", "c"], {"a": "f", "b": "f", "c": "c"}) == (True, False, True)


def test_missed_cases_are_those_without_a_relevant_result_in_time():
    rows = [Ranked(case_id="a", relevant=(False, True), total=1), Ranked(case_id="b", relevant=(), total=1)]
    assert missed(rows, 1) == ["a", "b"]
    assert missed(rows) == ["b"]


def test_the_plain_chain_answers_with_its_passages(tmp_path):
    documents = [document("La grève coûte un trentième par jour.", "a"), document("Le congé dure deux mois.", "b")]
    embedder = WordEmbedder()
    found = chroma_retriever(documents, embedder, tmp_path / "plain")
    given = PlainChain("simple", found, brief=False).answer("c", "congé dure", ()).answer
    assert "Le congé dure deux mois." in given.shown
    assert given.status is Status.FOUNDED
    before = embedder.calls
    chroma_retriever(documents, embedder, tmp_path / "plain")
    assert embedder.calls == before


def test_the_brief_form_takes_the_sentences_that_share_words():
    page = Document(page_content="Le congé dure deux mois. La grève coûte. Autre chose. Encore. Rien. Vide.")
    assert best_sentences("durée du congé", [page])[0][1] == "Le congé dure deux mois."


def test_questions_are_embedded_once_and_kept(tmp_path):
    counted = []

    class Counting(WordEmbedder):
        def embed_query(self, text):
            counted.append(text)
            return super().embed_query(text)

    first = RememberingEmbedder(Counting(), tmp_path / "q.npz")
    first.embed_query("une question")
    first.embed_query("une question")
    first.save()
    second = RememberingEmbedder(Counting(), tmp_path / "q.npz")
    assert len(second.embed_query("une question")) == first.dimension
    assert counted == ["une question"]


def test_answers_of_old_states_are_forgotten(tmp_path):
    for n in range(6):
        (tmp_path / f"produit-{n:016x}.jsonl").write_text("", "utf-8")
    (tmp_path / "produit-autre-0000000000000000.jsonl").write_text("", "utf-8")
    forget(tmp_path, "produit", f"produit-{5:016x}", keep=2)
    left = {path.name for path in tmp_path.iterdir()}
    assert len(left) == 4
    assert f"produit-{5:016x}.jsonl" in left
    assert "produit-autre-0000000000000000.jsonl" in left


def test_two_runs_side_by_side_name_what_was_gained_and_lost(tmp_path):
    first = run_on(Canned(ANSWERS), tmp_path / "a")
    swapped = {**ANSWERS, "Combien ?": ("Ici.", "Ici."), "Quand ?": ("2 mois.", "2 mois")}
    text = compared(first, run_on(Canned(swapped), tmp_path / "b"))
    assert f"Gagnées : {CASES[1].id}." in text
    assert f"Perdues : {CASES[0].id}." in text


def test_a_stored_run_is_read_again(tmp_path):
    run = run_on(Canned(ANSWERS), tmp_path)
    save(run, tmp_path / "passage.json")
    assert Run.model_validate_json((tmp_path / "passage.json").read_text("utf-8")) == run
