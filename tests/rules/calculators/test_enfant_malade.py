"""Days for a sick child: their whole explanation, and laws that hold for every quotité."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assistant.rules.core.french import plain_spaces
from assistant.rules.core.outcome import NotConcerned, Result
from assistant.rules.exports.text import as_text
from assistant.rules.registry import find

DAYS = find("enfant_malade")
EXPLAINED = """\
Jours d'absence pour un enfant malade

Vous pouvez avoir jusqu'à 3,5 jours d'absence payée par an pour vos enfants malades, tous enfants réunis, si le \
chef de service l'accorde. Il vous en reste 0 jour.

Résultat :
- Nombre de jours doublé : non
- Jours avant arrondi : 3,72 jours
- Jours par an : 3,5 jours
- Jours, arrondis au jour supérieur : 4 jours
- Jours qui restent : 0 jour
- Jours pris en trop : 1 jour

Étapes :
- Jours avant arrondi : (5 jours + 1 jour) × 1 × 62 % ÷ 100 → 3,72 jours
- Jours par an : 3,72 jours → 3,5 jours (arrondi à la demi-unité la plus proche)
- Jours, arrondis au jour supérieur : 3,72 jours → 4 jours (arrondi à l'entier supérieur)
- Jours qui restent : le plus grand de (3,5 jours − 4,5 jours ; 0) → 0 jour
- Jours pris en trop : 4,5 jours − 3,5 jours → 1 jour

Lectures possibles :
- Demi-journée la plus proche : 3,5 jours (retenue) [Experts-univers, tableau des jours pour enfant malade selon la \
quotité]. C'est l'arrondi du tableau de l'éducation nationale.
- Sans arrondi : 3,72 jours [Circulaire du ministère de l'éducation nationale n° 83-164 du 13 avril 1983]. Calcul \
exact de la circulaire, qui ne parle pas d'arrondi.
- Jour supérieur : 4 jours [Circulaire FP n° 1475 du 20 juillet 1982 (absences pour enfant malade)]. Arrondi de \
l'exemple donné par la circulaire de la fonction publique ; demandez-le s'il vous est favorable.
- Demi-journées travaillées et deux de plus : 5 jours [SNALC, absences pour enfant malade (décompte en \
demi-journées travaillées)]. Décompte des enseignants, quelle que soit la quotité : à demander au service \
gestionnaire.
- Jours du couple mis en commun, moins ceux de l'autre parent : 5,44 jours. Deux agents publics se répartissent \
leurs jours comme ils le veulent : demandez-le aux deux employeurs.

À faire :
- Prévenez l'école et le service gestionnaire dès que possible, et donnez le certificat médical au retour.

Attention :
- Si l'autre parent a moins de jours payés que vous, vous pouvez avoir la différence : le double de vos jours, moins \
les siens. Donnez ce nombre pour le calcul.
- Ce qui dépasse (1 jour) peut être retiré du salaire ou rattrapé en heures.
- Cette absence est facultative : le chef de service peut la refuser pour les besoins du service.
- Le décompte suit l'année scolaire pour les agents qui suivent son rythme ; quelques services comptent par année \
civile : demandez l'usage de votre DSDEN.
- Le guide de l'académie de Nice donne le nombre de jours à temps complet, sans formule ni arrondi.
- Un décret en préparation changerait ces jours ; à la dernière vérification il n'était pas publié. Vérifiez à \
partir de janvier 2027 auprès du service gestionnaire.

Textes :
- Circulaire FP n° 1475 du 20 juillet 1982 (absences pour enfant malade)
- Circulaire du ministère de l'éducation nationale n° 83-164 du 13 avril 1983
- Experts-univers, tableau des jours pour enfant malade selon la quotité
- SNALC, absences pour enfant malade (décompte en demi-journées travaillées)
- Guide AESH de l'académie de Nice, art. 2 Autorisations d'absence facultatives
- Circulaire du ministère de l'éducation nationale n° 2002-168 du 2 août 2002 (autorisations d'absence)
- Conseil d'État, 10 décembre 2025, n° 503871 (décret attendu sur les autorisations d'absence)

Règles en vigueur depuis le 13 avril 1983."""
QUOTITE = st.decimals(1, 100, places=2)
DOUBLED = ("seul", "recherche_emploi", "sans_droit")


def days(**facts: Any) -> Result:
    found = DAYS.outcome(facts)
    assert isinstance(found, Result)
    return found


def test_the_whole_explanation() -> None:
    said = DAYS.answer(
        {
            "statut": "aesh",
            "quotite": "62 %",
            "autre_parent": "avec_droit",
            "age_enfant": 7,
            "jours_deja_pris": "4,5",
            "jours_pris_autre_parent": 2,
            "demi_journees_semaine": 8,
            "date_absence": "2026-01-12",
        }
    )
    assert plain_spaces(as_text(said)) == EXPLAINED


def test_a_doubled_right_asks_for_its_proof() -> None:
    alone, shared = days(quotite=62, autre_parent="seul"), days(quotite=62, autre_parent="avec_droit")
    added = {todo.label for todo in alone.to_do} - {todo.label for todo in shared.to_do}
    assert added == {
        "Joignez la preuve du doublement : attestation de l'autre employeur, de France Travail, ou de parent seul."
    }


@given(QUOTITE, st.sampled_from(DOUBLED))
def test_doubled_is_twice_the_exact_days(quotite: Decimal, other: str) -> None:
    once = days(quotite=quotite, autre_parent="avec_droit")
    twice = days(quotite=quotite, autre_parent=other)
    assert twice["jours_bruts"] == 2 * once["jours_bruts"] == 12 * quotite / 100
    assert (once["double"], twice["double"]) == (False, True)


@given(QUOTITE, st.booleans())
def test_the_roundings_stay_near(quotite: Decimal, alone: bool) -> None:
    found = days(quotite=quotite, autre_parent="seul" if alone else "avec_droit")
    exact = found["jours_bruts"]
    assert abs(found["jours"] - exact) <= Decimal("0.25")
    assert found["jours"] * 2 == int(found["jours"] * 2)
    assert 0 <= found["jours_entiers_sup"] - exact < 1
    assert found["jours_entiers_sup"] == int(found["jours_entiers_sup"])


@given(QUOTITE, QUOTITE)
def test_more_work_never_gives_fewer_days(a: Decimal, b: Decimal) -> None:
    low, high = sorted((a, b))
    few, many = days(quotite=low, autre_parent="seul"), days(quotite=high, autre_parent="seul")
    assert few["jours"] <= many["jours"] and few["jours_entiers_sup"] <= many["jours_entiers_sup"]


@given(QUOTITE, st.integers(0, 40))
def test_days_left_and_days_too_many(quotite: Decimal, halves: int) -> None:
    taken = Decimal(halves) / 2
    found = days(quotite=quotite, autre_parent="seul", jours_deja_pris=taken)
    assert found["jours_restants"] == max(found["jours"] - taken, 0)
    assert ("jours_au_dela" in found.values) is (taken > found["jours"])


@given(st.integers(0, 30), st.booleans())
def test_the_age_limit_spares_a_disabled_child(age: int, disabled: bool) -> None:
    found = DAYS.outcome({"quotite": 62, "autre_parent": "seul", "age_enfant": age, "enfant_handicape": disabled})
    assert isinstance(found, NotConcerned) is (age >= 16 and not disabled)


def test_the_other_parent_s_days_do_not_go_below_zero() -> None:
    found = days(quotite=50, autre_parent="avec_droit", jours_pris_autre_parent=7)
    assert [plain_spaces(reading.shown) for reading in found.readings][-1] == "0 jour"
