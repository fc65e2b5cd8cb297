"""The gate refuses a product broken on purpose: a fiche dropped, a rate changed, no citation, no abstention."""

from __future__ import annotations

import re

import pytest

from assistant.answering.chain import AnswerChain
from assistant.rules.core import parameters
from eval.gate import baseline_of, faults
from tests.eval.small_product import FICHES, grades_of, retriever, system


class WithoutCitations(AnswerChain):
    """A product that stops citing."""

    def ask(self, question, history=(), corrections=None):
        answer = super().ask(question, history)
        return answer.model_copy(
            update={"citations": [], "text": re.sub(r" ?\[\d+\]", "", answer.text), "caveats": []}
        )


class Misquoting(AnswerChain):
    """A product that changes the words it quotes."""

    def ask(self, question, history=(), corrections=None):
        answer = super().ask(question, history)
        changed = [c.model_copy(update={"quote": c.quote + " environ"}) for c in answer.citations]
        return answer.model_copy(update={"citations": changed})


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return retriever(tmp_path_factory.mktemp("entier"))


@pytest.fixture(scope="module")
def accepted(whole):
    return baseline_of(grades_of(system(whole)))


def test_the_small_product_is_good_enough_for_the_test_to_mean_something(accepted):
    assert accepted.right.good >= accepted.right.n - 2
    assert accepted.exact_cases
    assert accepted.recall.good >= accepted.recall.n - 1


def test_an_unchanged_product_passes(whole, accepted):
    assert faults(grades_of(system(whole)), accepted) == []


def test_a_dropped_fiche_is_refused(tmp_path, accepted):
    fewer = retriever(tmp_path, [f for f in FICHES if not f.endswith("conge-paternite")])
    found = faults(grades_of(system(fewer)), accepted)
    assert "fiche qui n'est plus citée : conge-paternite" in found


def test_a_changed_rate_is_refused(whole, accepted, monkeypatch):
    changed = dict(parameters.all_parameters())
    rate = changed["paie.indemnite_fonctions"]
    periods = tuple(p.model_copy(update={"value": p.value + 60}) if p.value else p for p in rate.period)
    changed[rate.id] = rate.model_copy(update={"period": periods})
    monkeypatch.setattr(parameters, "all_parameters", lambda: changed)
    found = faults(grades_of(system(whole)), accepted)
    assert any(fault.startswith("calcul devenu faux") for fault in found)


def test_answers_without_citations_are_refused(whole, accepted):
    found = faults(grades_of(system(whole, WithoutCitations)), accepted)
    assert any(fault.startswith("source attendue citée") for fault in found)
    assert any(fault.startswith("chiffre sans preuve") for fault in found)


def test_quotes_that_are_not_verbatim_are_refused(whole, accepted):
    found = faults(grades_of(system(whole, Misquoting)), accepted)
    assert any(fault.startswith("citation introuvable") for fault in found)


def test_a_product_that_never_abstains_is_refused(whole, accepted):
    found = faults(grades_of(system(whole, abstains=False)), accepted)
    assert any(fault.startswith("rappel de l'abstention") for fault in found)
