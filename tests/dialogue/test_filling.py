"""Facts go to the right field; what is not said is asked or told as supposed, never slipped in."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.calculate import runs
from assistant.answering.understand import understood

TODAY = date(2026, 11, 22)


def _filled(calculator_id, *turns):
    state = understood(turns, {}, TODAY)
    return next(r.filled for p in state.parts for r in runs(p, state) if r.calculation.calculator == calculator_id)


@pytest.mark.parametrize(
    ("question", "calculator_id", "data"),
    [
        (
            "AESH depuis le 1er septembre 2022, démission reçue le 31 décembre 2026, mon préavis finit quand ?",
            "preavis_demission",
            {"date_debut_services": date(2022, 9, 1), "date_reception_courrier": date(2026, 12, 31)},
        ),
        (
            "je démissionne, 8 mois d'ancienneté, mon préavis c'est quoi ?",
            "preavis_demission",
            {"date_debut_services": date(2026, 3, 22), "date_reception_courrier": TODAY},
        ),
        (
            "entretien pro le 12/02/2027, convocation reçue le 03/02/2027, c'est bon ?",
            "convocation_entretien",
            {"date_entretien": date(2027, 2, 12), "date_convocation": date(2027, 2, 3)},
        ),
        (
            "mon CDD de 3 ans finit le 31 décembre 2026, ils me préviennent quand ?",
            "prevenance_fin_cdd",
            {"contrat": "cdd", "dernier_jour_cdd": date(2026, 12, 31), "date_debut_services": date(2024, 1, 1)},
        ),
        ("combien de traitement brut à l'échelon 5, 24h ?", "traitement_brut", {"echelon": 5, "date_paie": TODAY}),
    ],
)
def test_facts_go_to_their_fields(question, calculator_id, data):
    found = _filled(calculator_id, question).data
    assert {key: found.get(key) for key in data} == data


@pytest.mark.parametrize(
    "question",
    [
        "3 ans d'ancienneté, je démissionne, je pars le 1er mars 2027, mon préavis ?",
        "je démissionne, 8 mois d'ancienneté, dernier jour voulu le 15 janvier 2027, quel préavis ?",
    ],
)
def test_today_is_never_supposed_beside_a_date_that_nothing_claims(question):
    filled = _filled("preavis_demission", question)
    assert "date_reception_courrier" not in filled.data
    assert not any("jour de votre question" in told for told in filled.supposed)


def test_what_is_supposed_is_told():
    filled = _filled("suspension_fonctions", "on m'a suspendu le 5 octobre 2026, jusqu'à quand ?")
    assert filled.data["premier_jour_suspension"] == date(2026, 10, 5)
    assert any("Contrat" in told for told in filled.supposed)
