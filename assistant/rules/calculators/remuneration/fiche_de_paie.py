"""Check of a pay slip: each line typed in against the amount that the rules give; nothing is said of the others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Self

from pydantic import model_validator

from assistant.rules.calculators.remuneration import _sft, _zone
from assistant.rules.calculators.remuneration._entetes import wrong_index, wrong_quotite
from assistant.rules.calculators.remuneration._faits import SERVICE, TraitementSituation, mois_de_paie, quotite_connue
from assistant.rules.calculators.remuneration._fiche import ZERO, Ligne, explain, likely_causes, record
from assistant.rules.calculators.remuneration._traitement import Traitement, mois_complet
from assistant.rules.calculators.remuneration._zone import Zone
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import Count, Euros, Percent
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul

FULL = Decimal(100)
LINES = {
    "indice": "indice majoré",
    "quotite": "quotité",
    "brut": "traitement brut",
    "fonctions": "indemnité de fonctions",
    "differentielle": "indemnité différentielle",
    "rep": "indemnité REP",
    "sft": "supplément familial",
}


class FicheDePaie(TraitementSituation):
    """What the contract says, then the lines of the slip (`…_fiche`), then what some lines depend on."""

    indice_fiche: Count | None = fact("indice_majore", question="Quel indice majoré figure sur la fiche de paie ?")
    quotite_fiche: Percent | None = fact("quotite_fiche")
    brut_fiche: Euros | None = fact(
        "traitement_brut",
        question="Quel traitement brut figure sur la fiche de paie ?",
        help="Tapez 0 si la ligne manque ; laissez vide pour ne pas la vérifier.",
    )
    fonctions_fiche: Euros | None = fact("indemnite_fonctions_versee")
    differentielle_fiche: Euros | None = fact("indemnite_differentielle_versee")
    rep_fiche: Euros | None = fact("indemnite_rep_versee")
    sft_fiche: Euros | None = fact("sft_verse")
    zone: Zone | None = fact("education_prioritaire")
    part_en_zone: Percent | None = fact("part_education_prioritaire")
    enfants: Count | None = fact("enfants_a_charge")
    enfants_en_alternance: Count | None = fact("enfants_en_alternance")

    @model_validator(mode="after")
    def _alternate_among_children(self) -> Self:
        if self.enfants is not None and (self.enfants_en_alternance or 0) > self.enfants:
            self.refuse("enfants_en_alternance", "il y en a plus que d'enfants à charge ; vérifiez les deux nombres")
        return self


def compute(s: FicheDePaie, c: Calcul) -> Outcome:
    """Return, for each line typed, `attendu_…` and `ecart_…`, then `manque` and `trop` (EUR a month)."""
    on = mois_de_paie(s.date_paie, c)
    if all(getattr(s, f"{name}_fiche") is None for name in LINES):
        c.need(s.brut_fiche, "brut_fiche")
    echelon = c.need(s.echelon, "echelon")
    quotite = quotite_connue(s, c, on)
    paie = mois_complet(c, echelon, quotite, on, publish=False)
    lignes = [*_pay_lines(s, paie), *_rep_line(s, c, quotite, on), *_sft_line(s, c, paie.indice, quotite, on)]
    wrong, right = record(c, lignes, on)
    facts = [LINES["indice"]] if wrong_index(c, s.indice_fiche, paie, quotite, on) else []
    facts += [LINES["quotite"]] if wrong_quotite(c, s.quotite_fiche, paie, quotite, on) else []
    for ligne in wrong:
        c.caveat(explain(ligne))
    if s.brut_fiche is not None and any(ligne.id == "brut" for ligne in wrong):
        for cause in likely_causes(s.brut_fiche, echelon, quotite, on):
            c.caveat(f"Piste à vérifier pour le traitement brut. {cause}")
    _untyped(s, c)
    _remarks(c, bool(wrong or facts))
    return c.result(_sentence(c, wrong, right, facts))


def _pay_lines(s: FicheDePaie, paie: Traitement) -> Iterator[Ligne]:
    for name, label, rule, typed, due in (
        (
            *("brut", "Traitement brut", "indice de l'échelon × valeur du point × quotité (décret 85-1148, art. 3)"),
            *(s.brut_fiche, paie.brut),
        ),
        (
            *("fonctions", "Indemnité de fonctions", "montant annuel ÷ 12 × quotité (décret 2023-598)"),
            *(s.fonctions_fiche, paie.fonctions),
        ),
        (
            *("differentielle", "Indemnité différentielle", "SMIC moins traitement, × quotité (décret 91-769)"),
            *(s.differentielle_fiche, paie.differentielle),
        ),
    ):
        if typed is not None:
            yield Ligne(name, label, rule, typed, due)


def _rep_line(s: FicheDePaie, c: Calcul, quotite: Decimal, on: date) -> Iterator[Ligne]:
    if s.rep_fiche is None:
        return
    due = ZERO
    if (zone := c.need(s.zone, "zone")) != "hors_rep":
        part = c.need(s.part_en_zone, "part_en_zone")
        due = _zone.indemnite_rep(c, zone, quotite, part, on, annuelle=False, publish=False)
    yield Ligne(
        "rep", "Indemnité REP", "taux annuel ÷ 12 × quotité × part en réseau (décret 2015-1087)", s.rep_fiche, due
    )


def _sft_line(s: FicheDePaie, c: Calcul, indice: int, quotite: Decimal, on: date) -> Iterator[Ligne]:
    if s.sft_fiche is None:
        return
    enfants, alternes = c.need(s.enfants, "enfants"), s.enfants_en_alternance or 0
    due = _sft.sft_du(c, enfants, alternes, indice, quotite, on, publish=False)
    yield Ligne(
        "sft", "Supplément familial", "barème à l'indice plancher, × quotité (décret 85-1148)", s.sft_fiche, due
    )


def _untyped(s: FicheDePaie, c: Calcul) -> None:
    left = [words for name, words in LINES.items() if getattr(s, f"{name}_fiche") is None]
    if left:
        c.hypothesis("Lignes non saisies, donc non vérifiées : " + ", ".join(left) + ".")


def _sentence(c: Calcul, wrong: list[Ligne], right: list[Ligne], facts: list[str]) -> str:
    c.value("manque", "Ce qui manque chaque mois", sum((-x.ecart for x in wrong if x.ecart < 0), ZERO), "EUR/mois")
    c.value(
        "trop", "Ce qui est payé en trop chaque mois", sum((x.ecart for x in wrong if x.ecart > 0), ZERO), "EUR/mois"
    )
    names = [*facts, *(LINES[ligne.id] for ligne in wrong)]
    if right:
        c.value("lignes_conformes", "Lignes conformes", [LINES[ligne.id] for ligne in right])
    if names:
        c.value("lignes_en_ecart", "Lignes en écart", names)
    else:
        return "Les lignes saisies sont conformes aux règles, au centime d'arrondi près."
    return "Écart sur : {lignes_en_ecart}. Par rapport aux règles, il manque {manque} et il y a {trop} en trop."


def _remarks(c: Calcul, wrong: bool) -> None:
    c.say("fiche_de_paie.remarks")
    if wrong:
        c.todo(f"Écrivez au {SERVICE}, avec la fiche et ce calcul, et demandez la rectification et les rappels.")
        c.todo("Gardez toutes vos fiches : elles sont sur ensap.gouv.fr.")


CALCULATOR = Calculator(
    "Vérifier une fiche de paie", "AESH en CDD ou en CDI", FicheDePaie, compute, pivot="date_paie"
)
