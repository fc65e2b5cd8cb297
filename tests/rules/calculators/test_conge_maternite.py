"""Maternity leave: its whole explanation, and laws that hold for every date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assistant.rules.core.french import plain_spaces
from assistant.rules.core.outcome import NotConcerned, Result
from assistant.rules.exports.text import as_text
from assistant.rules.registry import find

LEAVE = find("conge_maternite")
EXPLAINED = """\
Dates du congé de maternité

Votre congé de maternité (jumeaux) va du 1er avril 2026 au 26 novembre 2026 inclus, soit 240 jours ; vous reprenez \
à partir du 27 novembre 2026. Le salaire est maintenu en entier, sans ancienneté minimale ni jour de carence. Comme \
vous reprenez le 3 août 2026 pendant l'hospitalisation de l'enfant, il vous reste 116 jours de congé, du 1er \
septembre 2026 au 25 décembre 2026.

Résultat :
- Situation : jumeaux
- Durée du congé : 34 semaines
- Semaines demandées avant la naissance : 9 semaines
- Semaines demandées après : 25 semaines
- Premier jour du congé : 1er avril 2026
- Durée du congé en jours : 240 jours
- Dernier jour du congé : 26 novembre 2026
- Premier jour après le congé : 27 novembre 2026
- Congé pathologique avant la naissance, au plus : 21 jours
- Jours prescrits avant : oui
- Congé pathologique, s'il est pris juste avant le congé : du 25 février 2026 au 17 mars 2026
- Congé pathologique après la naissance, au plus : 28 jours
- Jours prescrits après : oui
- Dernier jour, congé pathologique compris : 24 décembre 2026
- Jours de congé qui restent à la reprise : 116 jours
- Reste du congé, à la sortie de l'hôpital : du 1er septembre 2026 au 25 décembre 2026
- Reprise du travail pendant l'hospitalisation : 3 août 2026

Étapes :
- Semaines à reporter : 3 semaines ≤ 3 semaines ? → oui
- Durée du congé : 12 semaines + 22 semaines → 34 semaines
- Semaines demandées avant la naissance : 12 semaines + 0 semaine − 3 semaines → 9 semaines
- Semaines demandées après : 22 semaines − 0 semaine + 3 semaines → 25 semaines
- Début du congé, sans report ni avance : 10 juin 2026 − 12 semaines → 18 mars 2026
- Début du congé demandé : 10 juin 2026 − 9 semaines → 8 avril 2026
- Jours de retard de la naissance : du 10 juin 2026 à la veille du 12 juin 2026 → 2 jours
- Durée du congé en jours : 34 semaines × 7 + 0 jour + 2 jours → 240 jours
- Dernier jour du congé : 1er avril 2026 + 240 jours, premier jour compris → 26 novembre 2026
- Jours prescrits avant : 21 jours ≤ 21 jours ? → oui
- Jours prescrits après : 28 jours ≤ 28 jours ? → oui
- Dernier jour, congé pathologique compris : 26 novembre 2026 + 28 jours → 24 décembre 2026
- Fin du délai après la naissance : 12 juin 2026 + 6 semaines → 24 juillet 2026
- L'enfant est-il encore hospitalisé ? : 1er septembre 2026 au plus tôt le 24 juillet 2026 ? → oui
- L'arrêt obligatoire après la naissance est-il fini ? : 3 août 2026 au plus tôt le 24 juillet 2026 ? → oui
- Jours de congé qui restent à la reprise : du 3 août 2026 au 26 novembre 2026 inclus → 116 jours

Lectures possibles :
- Report admis : début : 1er avril 2026 (retenue) [Centre de gestion du Gard, report du congé prénatal quel que \
soit le nombre d'enfants attendus]. L'assurance maladie et des centres de gestion l'admettent, quel que soit le \
nombre d'enfants.
- Report réservé à la grossesse d'un enfant : début : 18 mars 2026 [Code du travail, appliqué aux agents publics \
par l'article L. 631-3 du code général de la fonction publique, art. L. 1225-17 à L. 1225-23]. L'article sur le \
report ne parle que de la grossesse d'un seul enfant.

À faire :
- Envoyez avant cette date le certificat médical qui donne le nombre de semaines reportées. (au plus tard le 17 \
mars 2026)
- Déclarez la grossesse à la CPAM et à la CAF avant la fin du troisième mois.
- Envoyez à l'employeur, avant la fin du quatrième mois, un certificat avec la date prévue.

Ce que le calcul suppose :
- L'arrêt tombe dans les semaines reportées : le report s'arrête et le congé commence ce jour-là.
- La date prévue est le premier jour d'après la naissance ; premier et dernier jours sont inclus.

Attention :
- La durée du congé pathologique d'avant la naissance a été allongée en 2026 : pour un contractuel, faites-la \
confirmer, car la CPAM peut traiter la dernière semaine comme une maladie pour ses indemnités.
- Le maximum est passé de 14 jours à 21 jours le 1er mars 2026 : pour des jours pris avant cette date, faites \
confirmer par le service gestionnaire.
- Un arrêt de travail pendant les semaines reportées met fin au report : le congé commence alors au premier jour de \
l'arrêt.
- Le report pour plusieurs enfants est à vérifier auprès de la CPAM avant de fixer vos dates.
- Vous devez vous arrêter au moins 8 semaines, dont 6 semaines après la naissance.
- La CPAM vous verse des indemnités journalières en plus du salaire : l'employeur les reprend sur une paie \
suivante. Gardez-les de côté.
- Si votre CDD se termine pendant le congé, le contrat s'arrête à son terme : demandez vos droits à la CPAM.

Textes :
- Code du travail, appliqué aux agents publics par l'article L. 631-3 du code général de la fonction publique, art. \
L. 1225-17 à L. 1225-23
- Code général de la fonction publique, art. L. 631-3
- Décret n° 2021-871 du 30 juin 2021 (congés liés aux charges parentales, fonction publique de l'État), art. 16 \
(agents contractuels)
- Convention de calcul : la date prévue est le premier jour d'après la naissance, une semaine compte sept jours
- Loi n° 2026-103 du 19 février 2026 de finances pour 2026 (congé pathologique des agents publics), art. 174
- Portail de la fonction publique, congé pathologique porté à trois semaines (20 février 2026)
- Code général de la fonction publique, art. L. 631-5
- Centre de gestion du Gard, report du congé prénatal quel que soit le nombre d'enfants attendus
- Guide AESH de l'académie de Nice, art. 1 Congé maternité
- Code du travail, art. L. 1225-29

Règles en vigueur depuis le 1er mars 2026."""
DUE = st.dates(date(2024, 1, 1), date(2030, 12, 31))
WEEKS = {(1, 0): (6, 10), (1, 1): (6, 10), (1, 2): (8, 18), (1, 4): (8, 18), (2, 0): (12, 22), (3, 0): (24, 22)}
CHILDREN = st.sampled_from(sorted(WEEKS))


def leave(due: date, children: tuple[int, int] = (1, 0), **facts: Any) -> Result:
    expected, there = children
    base = {"date_prevue_accouchement": due, "enfants_attendus": expected, "enfants_deja": there}
    found = LEAVE.outcome({**base, **facts})
    assert isinstance(found, Result)
    return found


def test_the_whole_explanation() -> None:
    said = LEAVE.answer(
        {
            "statut": "aesh",
            "date_prevue_accouchement": "2026-06-10",
            "enfants_attendus": 2,
            "report_semaines": 3,
            "date_arret_pendant_report": "2026-04-01",
            "date_naissance": "2026-06-12",
            "enfant_hospitalise": True,
            "date_reprise_pendant_hospitalisation": "2026-08-03",
            "date_fin_hospitalisation": "2026-09-01",
            "jours_pathologiques_avant": 21,
            "jours_pathologiques_apres": 28,
        }
    )
    assert plain_spaces(as_text(said)) == EXPLAINED
    assert [value.id for value in said.values if value.in_calendar] == [
        *("debut", "fin", "reprise", "pathologique_avant_periode", "fin_avec_pathologique"),
        "conge_apres_hospitalisation",
    ]


@given(DUE, CHILDREN)
def test_the_weeks_are_those_of_the_table(due: date, children: tuple[int, int]) -> None:
    before, after = WEEKS[children]
    found = leave(due, children)
    assert found["debut"] == due - timedelta(weeks=before)
    assert found["fin"] == due + timedelta(weeks=after, days=-1)
    assert found["semaines"] == before + after


@given(DUE, CHILDREN, st.integers(-160, 30), st.booleans())
def test_the_days_add_up_whatever_the_birth(due: date, children: tuple[int, int], late: int, hospital: bool) -> None:
    found = leave(due, children, date_naissance=due + timedelta(days=late), enfant_hospitalise=hospital)
    assert (found["fin"] - found["debut"]).days + 1 == found["jours"]
    assert found["reprise"] == found["fin"] + timedelta(days=1)
    planned = leave(due, children)
    # An early birth never costs a day; a late one adds its own days, and nothing else does without a hospital.
    assert found["jours"] >= planned["jours"] + max(late, 0)
    if not hospital:
        assert found["jours"] == planned["jours"] + max(late, 0)


@given(DUE, CHILDREN, st.integers(1, 160))
def test_a_very_early_birth_with_hospital_ends_as_planned(due: date, children: tuple[int, int], early: int) -> None:
    born = due - timedelta(days=early)
    found = leave(due, children, date_naissance=born, enfant_hospitalise=True)
    planned = leave(due, children)
    before = WEEKS[children][0] * 7
    given_back = early > max(before, 42)
    assert (found["fin"] == planned["fin"]) == (given_back or early <= before)
    assert found["debut"] == min(born, planned["debut"])


@given(DUE, CHILDREN, st.integers(1, 3), st.integers(-40, 40))
def test_a_stop_gives_back_only_the_weeks_still_to_come(
    due: date, children: tuple[int, int], weeks: int, day: int
) -> None:
    planned, postponed = leave(due, children), leave(due, children, report_semaines=weeks)
    assert postponed["debut"] - planned["debut"] == timedelta(weeks=weeks) == postponed["fin"] - planned["fin"]
    stop = planned["debut"] + timedelta(days=day)
    stopped = leave(due, children, report_semaines=weeks, date_arret_pendant_report=stop)
    inside = planned["debut"] <= stop < postponed["debut"]
    assert stopped["debut"] == (stop if inside else postponed["debut"])
    assert stopped["jours"] == planned["jours"]


@given(DUE, st.integers(0, 40), st.integers(0, 40))
def test_pathological_leave_touches_the_leave(due: date, before: int, after: int) -> None:
    found = leave(due, jours_pathologiques_avant=before, jours_pathologiques_apres=after)
    most = 21 if found["debut"] > date(2026, 3, 1) else 14
    assert found["pathologique_avant_maximum"] == most
    if before:
        assert found["pathologique_avant"] is (before <= most)
        assert ("pathologique_avant_periode" in found.values) is (before <= most)
    if 0 < before <= most:
        assert found["pathologique_avant_periode"].end == found["debut"]
        assert found["pathologique_avant_periode"].days == before
    if after:
        assert found["fin_avec_pathologique"] == found["fin"] + timedelta(days=min(after, 28))
        assert found["pathologique_apres"] is (after <= 28)


@given(DUE, st.integers(4, 20))
def test_too_many_weeks_are_refused_with_the_maximum(due: date, weeks: int) -> None:
    found = LEAVE.outcome({"date_prevue_accouchement": due, "enfants_deja": 0, "report_semaines": weeks})
    assert isinstance(found, NotConcerned)
    assert "3 semaines" in plain_spaces(found.reasons[0])


@given(DUE, st.integers(0, 60), st.integers(0, 80))
def test_the_rest_of_the_leave_waits_for_the_child(due: date, back_after: int, out_after: int) -> None:
    """The rest is kept only after six weeks, and no day is lost nor won."""
    back, out = due + timedelta(days=back_after), due + timedelta(days=back_after + out_after)
    found = leave(
        *(due, (1, 0)),
        date_naissance=due,
        enfant_hospitalise=True,
        date_reprise_pendant_hospitalisation=back,
        date_fin_hospitalisation=out,
    )
    kept = back_after >= 42
    assert ("conge_apres_hospitalisation" in found.values) is kept
    if kept:
        rest = found["conge_apres_hospitalisation"]
        assert rest.first == out
        assert rest.days == (found["fin"] - back).days + 1 == found["jours_reportes"]
