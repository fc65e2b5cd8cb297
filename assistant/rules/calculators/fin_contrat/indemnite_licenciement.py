"""Severance of a dismissed agent: décret 86-83, articles 51 to 56."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Self

from pydantic import model_validator

from assistant.rules.calculators.fin_contrat._anciennete_indemnite import (
    annees_comptees,
    limite_du_cdd,
    mois_retenus,
    services_pour_indemnite,
)
from assistant.rules.calculators.fin_contrat._licenciement import (
    Motif,
    sans_preavis_ni_indemnite,
)
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import next_day
from assistant.rules.core.fields import Count, Euros, FrBool, FrDate, Months, Percent
from assistant.rules.core.formula import Rounding
from assistant.rules.core.inputs import ContractSituation, fact
from assistant.rules.core.outcome import NotConcerned, Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.services import ServicesAvecConges, contrats_connus

PREFIX = "indemnite_licenciement."


class IndemniteLicenciement(ServicesAvecConges, ContractSituation):
    """The ground, the pay of the month before, the services, the term of a CDD and the age."""

    motif: Motif | None = fact("motif_licenciement")
    remuneration_nette: Euros | None = fact(
        "salaire_net",
        question="Combien avez-vous perçu, net de sécurité sociale, le mois civil avant le licenciement ?",
        label="Rémunération nette du mois précédent",
        help="Sur le bulletin : le brut moins les cotisations de sécurité sociale et de prévoyance. "
        "Pendant un demi-traitement, prenez le dernier mois à plein traitement ; à temps partiel, le montant à temps "
        "complet.",
    )
    supplement_familial: Euros | None = fact(
        "sft_verse",
        question="Dans cette somme, combien pour le supplément familial (SFT) et les prestations familiales ?",
        label="Supplément et prestations familiales compris",
        help="",
    )
    indemnites_accessoires: Euros | None = fact("indemnites_accessoires")
    dernier_jour_emploi: FrDate | None = fact("dernier_jour_emploi")
    dernier_jour_cdd: FrDate | None = fact("dernier_jour_cdd")
    temps_partiel: FrBool | None = fact(
        "temps_de_travail",
        when="partiel",
        question="Avez-vous travaillé à temps partiel, c'est-à-dire moins que votre contrat, à votre demande ?",
        label="Périodes à temps partiel",
        help="Un contrat à 62 % n'est pas un temps partiel : c'est un temps incomplet ; répondez non.",
    )
    mois_temps_partiel: Months | None = fact("mois_temps_partiel", counts="mois")
    quotite_temps_partiel: Percent | None = fact("quotite_temps_partiel")
    annees_retenues: Count | None = fact("annees_retenues")
    reclassement_obtenu: FrBool | None = fact("reclassement_obtenu")
    age_ouverture_atteint: FrBool | None = fact("age_ouverture_atteint")
    taux_plein: FrBool | None = fact("duree_assurance_taux_plein")
    mois_apres_age: Months | None = fact("mois_apres_age", counts="mois")

    @model_validator(mode="after")
    def _facts_follow(self) -> Self:
        self.check_begun("dernier_jour_emploi")
        if self.remuneration_nette is not None and _excluded(self) > self.remuneration_nette:
            self.refuse("remuneration_nette", "les sommes à retirer dépassent cette rémunération ; vérifiez-les")
        return self


def _excluded(s: IndemniteLicenciement) -> Decimal:
    return (s.supplement_familial or Decimal(0)) + (s.indemnites_accessoires or Decimal(0))


def compute(s: IndemniteLicenciement, c: Calcul) -> Outcome:
    """Return the severance: `base` (EUR), `annees` (whole years that count) and `montant` (EUR, to the cent)."""
    motif = c.need(s.motif, "motif")
    if refused := sans_preavis_ni_indemnite(c, motif) or _full_pension(s, c) or _reclassed(s, c):
        return refused
    contrat = c.need(s.contrat, "contrat")
    dernier = c.need(s.dernier_jour_emploi, "dernier_jour_emploi")
    terme = c.need(s.dernier_jour_cdd, "dernier_jour_cdd") if contrat == "cdd" else None
    if terme is not None and dernier >= terme:
        c.cite("decret-86-83#51")
        return c.not_concerned(
            "Le CDD est allé jusqu'à son terme : ce n'est pas un licenciement et l'indemnité n'est pas due. Elle le "
            "serait si le contrat était rompu avant."
        )
    base = _base(s, c)
    annees = _years(s, c, next_day(dernier), terme)
    _amount(s, c, motif, base, annees, next_day(dernier))
    _advise(s, c)
    return c.result("Votre indemnité de licenciement est de {montant} : {annees} de services sur une base de {base}.")


def _full_pension(s: IndemniteLicenciement, c: Calcul) -> NotConcerned | None:
    """Article 52, 3°: the age alone never takes severance away; age and full-rate duration together do."""
    if not s.age_ouverture_atteint or not c.need(s.taux_plein, "taux_plein"):
        return None
    c.cite("decret-86-83#52")
    return c.not_concerned(
        "L'indemnité n'est pas due quand deux conditions sont réunies : l'âge d'ouverture du droit à la retraite et "
        "la durée d'assurance du taux plein. Avec l'âge seul, elle serait due mais réduite."
    )


def _reclassed(s: IndemniteLicenciement, c: Calcul) -> NotConcerned | None:
    """Article 52, 2°: an agent who finds at once an equivalent post with a public employer has no severance."""
    if not s.reclassement_obtenu:
        return None
    c.cite("decret-86-83#52")
    return c.not_concerned(
        "L'indemnité n'est pas due à l'agent reclassé, ou repris aussitôt dans un emploi public équivalent. Elle le "
        "serait si le reclassement n'aboutissait pas."
    )


def _base(s: IndemniteLicenciement, c: Calcul) -> Decimal:
    return c.formula(
        *("base", "Rémunération de base"),
        "net - famille - accessoires",
        unit="EUR",
        sources=["decret-86-83#53"],
        publish=True,
        net=(c.need(s.remuneration_nette, "remuneration_nette"), "EUR"),
        famille=(s.supplement_familial or Decimal(0), "EUR"),
        accessoires=(s.indemnites_accessoires or Decimal(0), "EUR"),
    )


def _years(s: IndemniteLicenciement, c: Calcul, effet: date, terme: date | None) -> int:
    annees = s.annees_retenues
    if annees is None:
        anciennete = services_pour_indemnite(c, contrats_connus(s, c), effet, s.mois_non_comptes)
        partiel, quotite = 0, Decimal(100)
        if c.need(s.temps_partiel, "temps_partiel"):
            partiel = c.need(s.mois_temps_partiel, "mois_temps_partiel")
            quotite = c.need(s.quotite_temps_partiel, "quotite_temps_partiel")
        annees = annees_comptees(c, mois_retenus(c, anciennete, partiel, quotite), effet)
    if terme is not None:
        annees = limite_du_cdd(c, annees, effet, terme)
    return c.value("annees", "Années retenues", annees, "ans")


def _amount(s: IndemniteLicenciement, c: Calcul, motif: str, base: Decimal, annees: int, on: date) -> None:
    gross = c.formula(
        *("avant_plafond", "Moitiés puis tiers de la base"),
        "base * (min(annees, seuil) / moitie + max(annees - seuil, 0) / tiers)",
        unit="EUR",
        base=(base, "EUR"),
        annees=(annees, "ans"),
        seuil=c.parameter(PREFIX + "premieres_annees", on=on),
        moitie=c.parameter(PREFIX + "diviseur_premieres_annees", on=on),
        tiers=c.parameter(PREFIX + "diviseur_annees_suivantes", on=on),
    )
    cap = c.parameter(PREFIX + "plafond", on=on)
    due = c.formula(
        *("plafonnee", "Indemnité plafonnée", "min(montant, base * plafond)"),
        unit="EUR",
        montant=(gross, "EUR"),
        base=(base, "EUR"),
        plafond=cap,
    )
    due = _halved(c, due, gross, base * cap.integer, on) if motif == "insuffisance_professionnelle" else due
    due = _reduced_by_age(s, c, due, on)
    c.formula(
        *("montant", "Indemnité de licenciement", "montant"),
        unit="EUR",
        rounding=Rounding.CENTIME,
        publish=True,
        montant=(due, "EUR"),
    )


def _halved(c: Calcul, due: Decimal, gross: Decimal, cap: Decimal, on: date) -> Decimal:
    divisor = c.parameter(PREFIX + "diviseur_insuffisance", on=on)
    half = c.formula(
        *("moitie", "Réduction pour insuffisance professionnelle", "montant / diviseur"),
        unit="EUR",
        montant=(due, "EUR"),
        diviseur=divisor,
    )
    if (other := min(gross / divisor.integer, cap)) != half:
        why = "L'article fixe d'abord l'indemnité, plafond compris, puis dit qu'elle est réduite."
        c.reading("Plafond, puis moitié", half, "EUR", source_id="decret-86-83#54", kept=True, why=why)
        c.reading("Moitié, puis plafond", other, "EUR", why="Plus favorable : à demander à l'employeur.")
    return half


def _reduced_by_age(s: IndemniteLicenciement, c: Calcul, due: Decimal, on: date) -> Decimal:
    if not s.age_ouverture_atteint:
        return due
    return c.formula(
        *("reduction_age", "Réduction après l'âge d'ouverture du droit à la retraite"),
        "montant * max(0, 100 - taux * mois) / 100",
        unit="EUR",
        montant=(due, "EUR"),
        taux=c.parameter(PREFIX + "reduction_par_mois", on=on),
        mois=(c.need(s.mois_apres_age, "mois_apres_age"), "mois"),
    )


def _advise(s: IndemniteLicenciement, c: Calcul) -> None:
    if s.age_ouverture_atteint is None:
        c.hypothesis("Vous n'avez pas atteint l'âge d'ouverture du droit à la retraite.")
    c.say("indemnite_licenciement.advise")


CALCULATOR = Calculator(
    "Indemnité de licenciement",
    "AESH en CDI, ou en CDD rompu avant son terme",
    IndemniteLicenciement,
    compute,
    pivot="dernier_jour_emploi",
)
