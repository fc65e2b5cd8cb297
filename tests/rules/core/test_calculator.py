"""What the engine does around a calculator: status, questions that matter, periods not covered."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.errors import SituationError
from assistant.rules.core.fields import Count, FrBool, FrDate
from assistant.rules.core.french import FrenchValueError
from assistant.rules.core.inputs import AgentSituation, question
from assistant.rules.core.outcome import MissingInformation, NotConcerned, Outcome, OutOfField, Result
from assistant.rules.core.status import ASSUMED
from assistant.rules.core.steps import Calcul
from assistant.rules.registry import all_calculators, find, modules

RUNS = {"n": 0}


class Toy(AgentSituation):
    motif: Literal["faute", "besoin", "essai"] | None = question(
        "Quel motif ?", label="Motif", choices={"faute": "Faute", "besoin": "Besoin supprimé", "essai": "Essai"}
    )
    date_envoi: FrDate | None = question("Envoyé quand ?", label="Envoi", example="2 mars 2026")
    doublement: FrBool | None = question("Doublement ?", label="Doublement")
    indifferent: FrBool | None = question("Indifférent ?", label="Question indifférente")
    seuil: Count | None = question("Combien ?", label="Combien", example=3, probes=[10])


def toy(s: Toy, c: Calcul) -> Outcome:
    """Ask the date first, although the reason is what may end the matter."""
    RUNS["n"] += 1
    envoi = c.need(s.date_envoi, "date_envoi")
    motif = c.need(s.motif, "motif")
    if motif == "faute":
        return c.not_concerned("Pas de préavis en cas de faute.")
    c.need(s.indifferent, "indifferent")
    if motif == "besoin":
        days = 2 if c.need(s.doublement, "doublement") else 1
        c.value("jours", "Jours", days * c.need(s.seuil, "seuil"), "jours")
    c.value("envoi", "Envoi", envoi)
    return c.result("Envoyé le {envoi}.")


CALCULATOR = Calculator("Jouet", "tests", Toy, toy, "date_envoi", id="toy", theme="tests")


def asked(**facts: object) -> tuple[str, ...]:
    outcome = CALCULATOR.outcome(facts)
    assert isinstance(outcome, MissingInformation)
    return outcome.fields


def test_the_question_that_may_end_the_matter_comes_first() -> None:
    assert asked() == ("motif", "date_envoi", "doublement", "seuil")


def test_only_questions_still_useful_are_asked() -> None:
    assert asked(motif="besoin", date_envoi="2 mars 2026") == ("doublement", "seuil")
    assert asked(motif="besoin", date_envoi="2 mars 2026", doublement="oui") == ("seuil",)
    assert asked(motif="essai") == ("date_envoi",)


def test_a_question_without_effect_is_not_asked_and_it_is_said() -> None:
    outcome = CALCULATOR.outcome({"motif": "essai", "date_envoi": "2 mars 2026"})
    assert isinstance(outcome, Result)
    assert outcome.hypotheses[0] == ASSUMED
    assert outcome.hypotheses[-1] == "« Question indifférente » n'a pas été demandé : la réponse n'en dépend pas ici."


def test_what_is_given_is_not_assumed() -> None:
    outcome = CALCULATOR.outcome(
        {"statut": "aesh", "motif": "essai", "date_envoi": "2026-03-02", "indifferent": "non"}
    )
    assert isinstance(outcome, Result) and outcome.hypotheses == ()


def test_exploring_is_bounded() -> None:
    RUNS["n"] = 0
    asked()
    assert RUNS["n"] <= 66


@pytest.mark.parametrize("statut", ["fonctionnaire", "aed", "contrat_prive", "territorial"])
def test_other_statuses_are_sent_elsewhere_before_any_question(statut: str) -> None:
    outcome = CALCULATOR.outcome({"statut": statut})
    assert isinstance(outcome, OutOfField) and outcome.reasons and outcome.referral


def test_not_concerned_is_said_as_soon_as_known() -> None:
    said = CALCULATOR.answer({"motif": "faute", "date_envoi": "2 mars 2026"})
    assert (said.outcome, said.summary) == ("not_concerned", "Pas de préavis en cas de faute.")
    assert isinstance(CALCULATOR.outcome({"motif": "faute", "date_envoi": "2 mars 2026"}), NotConcerned)


def test_questions_carry_their_words() -> None:
    said = CALCULATOR.answer({})
    first, second, *_ = said.questions
    assert first.choices == (("faute", "Faute"), ("besoin", "Besoin supprimé"), ("essai", "Essai"))
    assert (second.field, second.question, second.example) == ("date_envoi", "Envoyé quand ?", "2 mars 2026")
    assert said.summary and not said.values


def test_given_facts_are_echoed_and_only_those() -> None:
    said = CALCULATOR.answer({"motif": "Essai", "date_envoi": "2 mars 2026", "seuil": None})
    assert said.inputs == {"motif": "essai", "date_envoi": "2026-03-02"}
    assert CALCULATOR.answer(said.inputs) == said


def test_unusable_facts_are_declared_errors() -> None:
    with pytest.raises(SituationError, match="Motif"):
        CALCULATOR.answer({"motif": "rien"})


def test_a_period_not_covered_or_a_date_too_far_is_out_of_field() -> None:
    def covered(s: Toy, c: Calcul) -> Outcome:
        c.parameter("preavis.court", on=date(1999, 1, 1))
        return c.result("Rien.")

    def too_far(s: Toy, c: Calcul) -> Outcome:
        raise FrenchValueError("Cette date sort du calendrier.")

    old = Calculator("Jouet", "tests", Toy, covered, id="toy").outcome({})
    assert isinstance(old, OutOfField)
    assert old.reasons[0].startswith("Période non couverte : « ") and old.reasons[0].endswith(").") and old.referral
    far = Calculator("Jouet", "tests", Toy, too_far, id="toy").outcome({})
    assert far == OutOfField(("Cette date sort du calendrier.",))


def test_the_registry_finds_calculators_by_the_name_of_their_module() -> None:
    assert find("preavis_demission").id == "preavis_demission"
    assert [c.id for c in all_calculators()] == sorted(modules())
    with pytest.raises(KeyError):
        find("inconnu")
