"""Monthly gross of an AESH: grid, point, quotité, indemnité de fonctions, top-up to the minimum wage.

Arrêté of 23/08/2021 (grid), décret 85-1148 article 3 (point), décret 2023-598, décret 91-769.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.rules.calculators.remuneration import _sft, _zone
from assistant.rules.calculators.remuneration._faits import (
    SERVICE,
    TraitementSituation,
    mois_de_paie,
    quotite_connue,
)
from assistant.rules.calculators.remuneration._lectures import quotites_voisines
from assistant.rules.calculators.remuneration._traitement import Traitement, mois_complet
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import Count, Percent
from assistant.rules.core.french import join_and
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.bands import by_echelon


class TraitementBrut(TraitementSituation):
    """Échelon, quotité (or weekly hours) and month; the network and the children where the total must hold them."""

    zone: _zone.Zone | None = fact("education_prioritaire")
    part_en_zone: Percent | None = fact("part_education_prioritaire", probes=["50 %"])
    enfants: Count | None = fact("enfants_a_charge")
    enfants_en_alternance: Count | None = fact("enfants_en_alternance")


def compute(s: TraitementBrut, c: Calcul) -> Outcome:
    """Return `traitement_brut`, `indemnite_fonctions`, `indemnite_differentielle` and `total`, in EUR a month."""
    on = mois_de_paie(s.date_paie, c)
    echelon = c.need(s.echelon, "echelon")
    quotite = quotite_connue(s, c, on)
    paie = mois_complet(c, echelon, quotite, on)
    rep, sft = _rep(s, c, quotite, on), _supplement(s, c, paie.indice, quotite, on)
    lines = ["brut", "fonctions", "differentielle", *["rep"] * bool(rep), *["sft"] * bool(sft)]
    c.formula(
        *("total", "Total brut du mois", " + ".join(lines)),
        unit="EUR/mois",
        publish=True,
        brut=(paie.brut, "EUR/mois"),
        fonctions=(paie.fonctions, "EUR/mois"),
        differentielle=(paie.differentielle, "EUR/mois"),
        rep=(rep, "EUR/mois"),
        sft=(sft, "EUR/mois"),
    )
    if s.quotite is None and s.heures_accompagnement is not None:
        quotites_voisines(c, s.heures_accompagnement, paie.indice, on)
    _remarks(c, echelon, quotite, paie, on)
    _left_out(s, c)
    return c.result(_sentence(paie, rep, sft))


def _rep(s: TraitementBrut, c: Calcul, quotite: Decimal, on: date) -> Decimal:
    if s.zone is None or s.zone == "hors_rep":
        return Decimal(0)
    part = s.part_en_zone or _sft.FULL
    return _zone.indemnite_rep(c, s.zone, quotite, part, on, annuelle=False)


def _supplement(s: TraitementBrut, c: Calcul, indice: int, quotite: Decimal, on: date) -> Decimal:
    return _sft.sft_du(c, s.enfants or 0, s.enfants_en_alternance or 0, indice, quotite, on)


def _left_out(s: TraitementBrut, c: Calcul) -> None:
    """Say what the total leaves out, so that nobody takes it for the whole."""
    rep = "l'indemnité REP" if s.zone is None else ""
    sft = "le supplément familial (SFT)" if s.enfants is None else ""
    left = join_and([words for words in (rep, sft, "l'indemnité de résidence") if words])
    c.hypothesis(f"Mois entier de service fait, sans arrêt ni grève. Le total ne compte pas {left}.")
    c.caveat("Le net n'est pas calculé : il dépend des cotisations et de votre taux d'impôt.")


def _sentence(paie: Traitement, rep: Decimal, sft: Decimal) -> str:
    parts = ["l'indemnité de fonctions ({indemnite_fonctions})"]
    for due, words in (
        (paie.differentielle, "l'indemnité différentielle qui vous amène au SMIC ({indemnite_differentielle})"),
        (rep, "l'indemnité d'éducation prioritaire ({mensuelle})"),
        (sft, "le supplément familial ({sft})"),
    ):
        parts += [words] if due else []
    return (
        f"Votre traitement brut est de {{traitement_brut}}. Avec {join_and(parts)}, le total brut est de {{total}}, "
        "avant cotisations."
    )


def _remarks(c: Calcul, echelon: int, quotite: Decimal, paie: Traitement, on: date) -> None:
    c.caveat("Aucune grille plus récente que celle-ci n'a été trouvée ; à vérifier auprès du " + SERVICE + ".")
    c.say("traitement_brut.remarks")
    if paie.differentielle:
        c.caveat("À Mayotte, le SMIC est différent. Un centime d'écart peut venir de l'ordre des arrondis.")
        c.todo(
            "Cherchez la ligne « indemnité différentielle » sur la fiche de paie ; si elle manque, écrivez au "
            + SERVICE
            + "."
        )


CALCULATOR = Calculator(
    "Traitement brut mensuel",
    "AESH en CDD ou en CDI",
    TraitementBrut,
    compute,
    pivot="date_paie",
    tables={"echelon": by_echelon},
)
