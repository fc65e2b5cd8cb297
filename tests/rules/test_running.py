"""Calculators run on what is said: ranges at both ends, usual values, the results beside a question."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.errors import SituationError
from assistant.rules.core.fields import Count, FrBool, Percent
from assistant.rules.core.inputs import AgentSituation, fact, fact_of
from assistant.rules.core.outcome import MissingInformation, NotConcerned, Outcome, Result
from assistant.rules.core.spans import UNKNOWN, Span
from assistant.rules.core.steps import Calcul
from assistant.rules.facts import registry
from assistant.rules.registry import all_calculators, find
from assistant.rules.running import answer, between, fields, run

TODAY = date(2026, 11, 29)
NOTICE = find("preavis_demission")


def ran(calculator: str, **facts: object):
    return run(find(calculator), facts, TODAY)


def test_a_month_on_one_side_of_a_threshold_gives_one_result() -> None:
    found = ran("preavis_demission", date_debut_services="sept 2022", date_reception_lettre=TODAY)
    assert isinstance(found.outcome, Result) and found.outcome["dernier_jour"] == date(2027, 1, 29)
    assert "anciennete" not in found.outcome.values, "what differs between the two ends is not told"
    assert "entre le 1er septembre 2022 et le 30 septembre 2022" in found.outcome.hypotheses[0].replace("\u00a0", " ")
    assert isinstance(found.inputs["date_debut_services"], Span)


def test_a_year_across_a_threshold_gives_two_dated_results_beside_the_question() -> None:
    found = ran("preavis_demission", date_debut_services="2024", date_reception_lettre="1er juillet 2026")
    assert isinstance(found.outcome, MissingInformation) and found.outcome.fields == ("date_debut_services",)
    assert [a.value for a in found.alternatives] == [date(2024, 1, 1), date(2024, 12, 31)]
    assert [a.outcome["preavis"].replace("\u00a0", " ") for a in found.alternatives] == ["2 mois", "1 mois"]
    assert all(a.label.startswith("Début des services : le ") for a in found.alternatives)


@pytest.mark.parametrize(
    ("said", "months"),
    [
        ("8 mois", "1 mois"),
        ("un an", "1 mois"),
        ("deux ans", "2 mois"),
        ("3 ans et demi", "2 mois"),
        ("5 mois", "8 jours"),
    ],
)
def test_a_seniority_in_words_is_enough(said: str, months: str) -> None:
    found = ran("preavis_demission", anciennete_services=said)
    assert isinstance(found.outcome, Result) and str(found.outcome["preavis"]).replace("\u00a0", " ") == months


@given(st.dates(date(2018, 1, 1), TODAY - timedelta(1)))
def test_an_exact_date_gives_what_the_calculator_gives(day: date) -> None:
    facts = {"date_debut_services": day, "date_reception_courrier": TODAY, "periode_essai": False}
    assert run(NOTICE, facts, TODAY).outcome == NOTICE.outcome(facts)
    assert run(NOTICE, {**facts, "date_debut_services": Span(day, day)}, TODAY).outcome == NOTICE.outcome(facts)


@given(st.dates(date(2018, 1, 1), date(2026, 9, 30)), st.integers(0, 60))
def test_one_result_for_a_range_is_the_result_of_each_day_of_it(first: date, length: int) -> None:
    days = [first + timedelta(n) for n in range(length + 1)]
    facts = {"date_reception_courrier": TODAY, "periode_essai": False}
    found = run(NOTICE, {**facts, "date_debut_services": Span(first, days[-1])}, TODAY)
    sentences = {NOTICE.outcome({**facts, "date_debut_services": day}).summary for day in days}
    if isinstance(found.outcome, Result):
        assert sentences == {found.outcome.summary}
    else:
        assert {a.outcome.summary for a in found.alternatives} <= sentences and len(found.alternatives) == 2


def test_usual_values_are_said_and_can_be_changed() -> None:
    found = ran("conge_maternite", date_prevue_accouchement="15 mars 2027", enfants_a_charge="0")
    assert isinstance(found.outcome, Result)
    twins = ran(
        "conge_maternite", date_prevue_accouchement="15 mars 2027", enfants_a_charge="0", enfants_attendus="jumeaux"
    )
    assert twins.outcome.summary != found.outcome.summary
    notice = ran("preavis_demission", date_debut_services="2020-09-01")
    says = [item.says for item in notice.supposed]
    assert says == ["L'employeur reçoit votre lettre le jour de votre question."]
    assert set(says) <= set(notice.outcome.hypotheses)
    assert notice.supposed[0].value == TODAY and notice.supposed[0].fact == "date_reception_lettre"


def test_a_choice_of_two_that_nobody_knows_gives_both() -> None:
    found = ran("rupture_conventionnelle_eligibilite")
    assert [a.label for a in found.alternatives] == ["CDD", "CDI"]
    assert isinstance(found.alternatives[0].outcome, NotConcerned)
    known = ran("rupture_conventionnelle_eligibilite", type_contrat="CDI")
    assert isinstance(known.outcome, Result) and known.outcome.summary == found.alternatives[1].outcome.summary


def test_answers_that_give_the_same_are_told_together() -> None:
    found = ran("enfant_malade", quotite="62 %")
    assert len(found.alternatives) == 2 and found.alternatives[0].label.count(" ; ") == 2


def test_a_table_stands_beside_a_question_with_thresholds() -> None:
    labels = [a.label.replace("\u00a0", " ") for a in ran("preavis_demission").alternatives]
    assert labels == [
        "moins de 6 mois de services",
        "de 6 mois à moins de 2 ans de services",
        "2 ans de services et plus",
    ]
    assert [a.label for a in ran("deces_enfant", date_deces="hier").alternatives] == [
        "moins de 25 ans",
        "25 ans ou plus",
    ]


def test_unknown_is_not_a_value() -> None:
    assert ran("preavis_demission", date_debut_services=UNKNOWN).alternatives == ran("preavis_demission").alternatives


def test_facts_tell_others() -> None:
    essai = ran("periode_essai", date_debut_contrat="la rentrée", duree_cdd="3 ans", type_contrat="cdd")
    assert essai.inputs["dernier_jour_cdd"] == date(2029, 8, 31)
    assert ran("accident_travail", quotite="100 %", anciennete_services="4 ans").inputs["temps_complet"] is True
    assert (
        ran("conge_maternite", rang_enfant="troisième", date_prevue_accouchement="1er mars 2027").inputs[
            "enfants_deja"
        ]
        == 2
    )
    assert "enfants" not in ran("supplement_familial", rang_enfant="troisième", quotite="62").inputs
    year = ran("rupture_conventionnelle_indemnite", salaire_brut="1 200 €", anciennete_services="10 ans")
    assert year.inputs["remuneration_brute_annuelle"] == 14400
    assert "douze fois" in year.supposed[0].says
    born = ran("conge_paternite", date_prevue_accouchement="15 mars 2027")
    assert born.inputs["date_naissance"] == date(2027, 3, 15) and "prévue" in born.supposed[0].says
    assert "date_naissance" not in ran("conge_maternite", date_prevue_accouchement="15 mars 2027").inputs


def test_what_was_said_wins_over_what_it_tells() -> None:
    found = ran("periode_essai", date_debut_contrat="2026-09-01", duree_cdd="3 ans", dernier_jour_cdd="2027-08-31")
    assert found.inputs["dernier_jour_cdd"] == date(2027, 8, 31)


def test_a_fact_of_another_calculation_is_left_aside_and_a_strange_name_refused() -> None:
    assert isinstance(ran("limite_age", date_naissance="14 mars 1962", quotite="62 %").outcome, Result)
    with pytest.raises(SituationError, match="n'est pas un champ connu"):
        ran("limite_age", date_naissance="14 mars 1962", bidule="62 %")


def test_an_unreadable_fact_is_refused_in_french_by_its_name() -> None:
    with pytest.raises(SituationError, match="Ancienneté : « longtemps »"):
        ran("preavis_demission", anciennete_services="longtemps")
    with pytest.raises(SituationError, match="Début des services"):
        ran("preavis_demission", date_debut_services="un jour")


def test_an_end_that_cannot_be_is_left_out() -> None:
    """Services cannot begin after the letter: of « novembre 2026 » only the possible days are kept."""
    found = ran("preavis_demission", date_debut_services="novembre 2026", date_reception_lettre="15 novembre 2026")
    assert isinstance(found.outcome, Result)


def test_the_explained_answer_says_what_was_supposed_and_the_alternatives() -> None:
    said = answer(NOTICE, {}, TODAY)
    assert said.outcome == "missing_information" and said.questions[0].field == "date_debut_services"
    assert [item.field for item in said.supposed] == ["date_reception_courrier"]
    assert said.supposed[0].value == "2026-11-29"
    assert all(item.outcome == "result" and item.summary and item.values for item in said.alternatives)
    assert type(said).model_validate_json(said.model_dump_json()) == said
    month = answer(NOTICE, {"date_debut_services": "sept 2022"}, TODAY)
    assert month.inputs["date_debut_services"] == "sept 2022" and month.outcome == "result"


@pytest.mark.parametrize("calculator", all_calculators(), ids=lambda c: c.id)
def test_nothing_said_never_fails_and_supposes_only_what_it_says(calculator) -> None:
    found = run(calculator, {}, TODAY)
    assert all(item.says.endswith(".") for item in found.supposed)
    if isinstance(found.outcome, Result):
        assert all(item.says in found.outcome.hypotheses for item in found.supposed)
    if isinstance(found.outcome, MissingInformation):
        asked = set(found.outcome.fields)
        assert not asked & {item.field for item in found.supposed}
        assert len({a.label for a in found.alternatives}) == len(found.alternatives)


def test_the_two_ends_are_said_in_french() -> None:
    assert between(Span(1, 2)) == "entre 1 et 2"


def test_a_net_salary_is_never_taken_for_a_gross() -> None:
    said = answer(find("retenue_greve"), {"salaire_net": "985 €", "nombre_jours_greve": "1"}, TODAY)
    assert said.outcome == "missing_information" and "ce calcul part du brut" in said.caveats[0]
    severance = answer(find("indemnite_licenciement"), {"salaire_brut": "1 200 €"}, TODAY)
    assert "ce calcul part du net" in severance.caveats[0]
    both = answer(find("retenue_greve"), {"salaire_net": "985 €", "salaire_brut": "1 200 €"}, TODAY)
    assert not any("ce calcul part du brut" in line for line in both.caveats)


def test_what_was_to_be_done_before_today_is_said_to_be_late() -> None:
    said = answer(find("depart_retraite"), {"date_retraite_souhaitee": "28 février 2027"}, TODAY)
    late = [item.label for item in said.to_do if item.by and item.by < TODAY]
    assert late and all(label.startswith("Trop tard pour le ") and "maintenant" in label for label in late)
    early = answer(find("depart_retraite"), {"date_retraite_souhaitee": "31 août 2028"}, TODAY)
    assert not any("Trop tard" in item.label for item in early.to_do)


def test_facts_that_make_others() -> None:
    assert ran("cumul_activites", heures_accompagnement="24 h").inputs["quotite"] == 62
    assert "quotite" not in ran("indemnite_fonctions", heures_accompagnement="24 h").inputs, "it counts them itself"
    for length, notice in (("3 mois", "court"), ("un an", "moyen"), ("4 ans", "long")):
        assert ran("reclassement_demande", anciennete_services=length).inputs["preavis"] == notice
    pay = ran("salaire_maladie", date_debut_arret="2026-11-02", duree_arret="10 jours", traitement_brut="1 150 €")
    assert pay.inputs["jours_taux_plein"] == 9 and isinstance(pay.outcome, Result)
    born = ran("conge_elever_enfant", age_enfant="3 ans").inputs["date_naissance_enfant"]
    assert (born.first, born.last) == (date(2022, 11, 30), date(2023, 11, 29))
    often = ran("frequence_entretien", type_contrat="cdd", date_debut_services="1er septembre 2024")
    assert often.inputs["date_debut_contrat"] == date(2024, 9, 1)
    assert (
        "date_debut_contrat" not in ran("frequence_entretien", type_contrat="cdi", date_debut_services="2024").inputs
    )


def test_one_range_in_two_fields_moves_together() -> None:
    found = ran("conge_paternite", date_prevue_accouchement="mi-février")
    assert len(found.alternatives) == 2 and isinstance(found.inputs["date_naissance"], Span)
    said = answer(find("conge_paternite"), {"date_prevue_accouchement": "mi-février"}, TODAY)
    assert said.supposed[0].value == "mi-février"


def test_every_echelon_stands_beside_the_question() -> None:
    found = ran("traitement_brut", quotite="62 %")
    assert [a.value for a in found.alternatives] == list(range(1, 12))
    assert found.alternatives[0].label == "1er échelon" and "1159,81" in found.alternatives[2].outcome.summary


SAID = {
    "date": ["sept 2022", "2021", "fin août", "la rentrée", "lundi", "hier", "14 mars", "1er septembre 2023", "2027"],
    "duration": ["3 ans et demi", "8 mois", "un an", "10 jours", "moins d'un an", "2 à 3 ans"],
    "boolean": ["oui", "non"],
    "number": ["1", "2", "3", "10"],
    "amount": ["1 100 balles", "985 €"],
    "hours": ["24h", "24h30"],
    "percentage": ["62 %", "mi-temps", "100"],
}
OFTEN = ["anciennete_services", "duree_cdd", "duree_arret", "age", "rang_enfant", "salaire_net", "quotite"]


def said_of(name: str) -> st.SearchStrategy[object]:
    known = registry()[name]
    return st.sampled_from([*(known.choices or SAID.get(known.type) or [known.example]), UNKNOWN])


@pytest.mark.parametrize("calculator", all_calculators(), ids=lambda c: c.id)
def test_whatever_is_said_gets_an_outcome_or_a_refusal_in_french(calculator) -> None:
    names = sorted({fact_of(info) for info in calculator.situation.model_fields.values()} | set(OFTEN))

    @settings(max_examples=min(25, settings.default.max_examples), deadline=None, derandomize=True)
    @given(st.fixed_dictionaries({}, optional={name: said_of(name) for name in names}))
    def check(facts: dict[str, object]) -> None:
        try:
            said = answer(calculator, facts, TODAY)
        except SituationError as error:
            assert error.problems and str(error).endswith(".")
            return
        assert type(said).model_validate_json(said.model_dump_json()) == said
        assert all(item.outcome != "missing_information" for item in said.alternatives)

    check()


class Classe(AgentSituation):
    """A situation made of facts alone, as a new calculator declares it."""

    quotite: Percent | None = fact("quotite")
    nombre_eleves: Count | None = fact("nombre_eleves")
    essai: FrBool | None = fact("en_periode_essai")


def share(s: Classe, c: Calcul) -> Outcome:
    """Divide the quotité among the pupils."""
    c.need(s.essai, "essai")
    eleves, quotite = c.need(s.nombre_eleves, "nombre_eleves"), c.need(s.quotite, "quotite")
    c.formula("part", "Part", "quotite / eleves", unit="%", publish=True, quotite=(quotite, "%"), eleves=(eleves, ""))
    return c.result("Chacun a {part}.")


def test_a_calculator_added_from_facts_is_asked_read_supposed_and_shown() -> None:
    added = Calculator("Part", "tests", Classe, share, id="part", theme="tests")
    said = answer(added, {"heures_accompagnement": "24 h par semaine", "nombre_eleves": "deux élèves"}, TODAY)
    assert said.outcome == "result" and "31" in said.summary
    assert [item.field for item in said.supposed] == ["quotite"]
    assert any("n'a pas été demandé" in line for line in said.hypotheses), "the trial changes nothing"
    asked = answer(added, {"quotite": "mi-temps"}, TODAY)
    assert [question.question for question in asked.questions] == ["Combien d'élèves accompagnez-vous ?"]
    assert {item.fact for item in fields(added)} == {"statut", "quotite", "nombre_eleves", "en_periode_essai"}


def test_a_refused_text_tells_nothing_of_other_facts() -> None:
    for calculator in all_calculators():
        hostile = dict.fromkeys(calculator.situation.model_fields, "<b>x</b>")
        with pytest.raises(SituationError):
            answer(calculator, hostile, TODAY)
