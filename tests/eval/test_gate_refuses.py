"""The gate refuses a run worse than the accepted one: a test for each reason."""

from __future__ import annotations

import pytest

from eval.gate import baseline_of, faults, read_baseline, read_losses, write_baseline
from eval.measures.intervals import Share
from eval.outcome import Grade

MEASURES = {"recherche, rappel@5": Share(good=90, n=100), "réponse en tête": Share(good=180, n=200)}


def _grade(identity, **more):
    given = {"theme": "t", "kind": "fact", "part": "test", "clumsy": False, "should_abstain": False, "words": 50}
    return Grade(case_id=identity, abstained=False, **{**given, "right": True, **more})


GRADES = [_grade("a", exact=True), *(_grade(f"b{n}") for n in range(9))]
ACCEPTED = baseline_of(GRADES, MEASURES, "2026-11-29")


def test_an_unchanged_run_passes():
    assert faults(GRADES, MEASURES, ACCEPTED) == []


def test_a_right_case_lost_is_refused_unless_it_is_accepted():
    lost = [_grade("a", right=False, exact=True), *GRADES[1:]]
    assert faults(lost, MEASURES, ACCEPTED) == ["réponse juste perdue, a"]
    assert faults(lost, MEASURES, ACCEPTED, ["a"]) == []


def test_a_calculation_no_longer_exact_is_refused():
    assert faults([_grade("a", exact=False), *GRADES[1:]], MEASURES, ACCEPTED) == ["calcul devenu faux, a"]


def test_a_wrong_figure_is_refused_even_when_it_is_new():
    found = faults([*GRADES, _grade("nouveau", right=False, wrong=("90",))], MEASURES, ACCEPTED)
    assert found == ["chiffre sans preuve ou interdit, nouveau : 90"]


def test_a_citation_that_is_not_verbatim_is_refused():
    found = faults([_grade("a", exact=True, invalid=1), *GRADES[1:]], MEASURES, ACCEPTED)
    assert found == ["citation introuvable dans sa source, a"]


@pytest.mark.parametrize("name", list(MEASURES))
def test_a_drop_in_retrieval_or_understanding_is_refused(name):
    old = MEASURES[name]
    fallen = {**MEASURES, name: Share(good=old.good - 2, n=old.n)}
    assert faults(GRADES, fallen, ACCEPTED) == [f"{name} : {fallen[name]} au lieu de {old}"]


def test_a_measure_that_is_gone_is_refused():
    gone = {"recherche, rappel@5": MEASURES["recherche, rappel@5"]}
    assert [f.partition(" :")[0] for f in faults(GRADES, gone, ACCEPTED)] == ["réponse en tête"]


@pytest.mark.parametrize(("changed", "words", "name"), [(10, 60, "médiane"), (2, 89, "p90"), (1, 120, "part")])
def test_more_words_shown_are_refused(changed, words, name):
    longer = [g.model_copy(update={"words": words}) for g in GRADES[:changed]] + GRADES[changed:]
    found = faults(longer, MEASURES, ACCEPTED)
    assert any(f.startswith(f"mots montrés, {name}") for f in found)
    assert all(f.startswith("mots montrés") for f in found)


def test_each_corpus_has_its_accepted_scores(tmp_path):
    path = tmp_path / "baseline.json"
    with pytest.raises(FileNotFoundError, match="--accept"):
        read_baseline("livre", path)
    write_baseline("livre", ACCEPTED, path)
    write_baseline("partage", baseline_of([], {}), path)
    assert read_baseline("livre", path) == ACCEPTED
    assert read_baseline("partage", path).right_cases == ()


def test_the_accepted_losses_are_a_list_with_reasons(tmp_path):
    path = tmp_path / "pertes.yaml"
    assert read_losses(path) == []
    path.write_text("a: la loi a changé\n", "utf-8")
    assert read_losses(path) == ["a"]
