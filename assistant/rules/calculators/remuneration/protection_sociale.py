"""Employer's share of the health insurance: décret 2021-1164, then the collective contract of 1 May 2026."""

from __future__ import annotations

from datetime import date
from typing import Literal

from assistant.rules.calculators.remuneration._faits import SERVICE
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import eve
from assistant.rules.core.fields import Euros, FrBool, FrDate
from assistant.rules.core.formula import Rounding
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.bareme import bareme_au

INDIVIDUEL = "contrat_individuel"


class ProtectionSociale(AgentSituation):
    """The month, one's own insurance before the collective contract, one's case since."""

    mois_cotisation: FrDate | None = fact("mois_concerne")
    mutuelle_personnelle: FrBool | None = fact("mutuelle_personnelle")
    cotisation: Euros | None = fact("cotisation_mutuelle")
    cas: Literal["affilie", "cdd", "conjoint", "c2s", "contrat_individuel"] | None = fact("couverture_sante")
    echeance_contrat: FrDate | None = fact("echeance_mutuelle")


def compute(s: ProtectionSociale, c: Calcul) -> Outcome:
    """Return `participation`, in EUR a month, under the rule of that month."""
    on = bareme_au(s.mois_cotisation, c, "psc.part_employeur", "un autre mois")
    c.say("protection_sociale.compute")
    forfait = c.parameter("psc.forfait", on)
    if forfait.exists:
        return _before(s, c, forfait)
    return _since(s, c, on)


def _before(s: ProtectionSociale, c: Calcul, forfait: Used) -> Outcome:
    if s.mutuelle_personnelle is False:
        return c.not_concerned(
            "Avant le contrat collectif, l'employeur remboursait une part d'une mutuelle personnelle : sans elle, "
            "rien n'était dû. Il l'aurait été avec un contrat responsable et solidaire."
        )
    if s.mutuelle_personnelle is None:
        c.hypothesis("Vous aviez une complémentaire santé responsable et solidaire, comme titulaire ou ayant droit.")
    if s.cotisation is None:
        c.hypothesis("Votre cotisation atteint au moins {0}.".replace("{0}", forfait.shown))
        c.value("participation", "Remboursement de la mutuelle", forfait.decimal, forfait.unit)
    else:
        c.formula(
            *("participation", "Remboursement de la mutuelle", "min(forfait, cotisation)"),
            unit="EUR/mois",
            rounding=Rounding.CENTIME,
            publish=True,
            forfait=forfait,
            cotisation=(s.cotisation, "EUR/mois"),
        )
    c.todo(f"La demande se fait avec l'attestation de la mutuelle, auprès du {SERVICE}.")
    return c.result("L'employeur rembourse {participation} de votre mutuelle.")


def _since(s: ProtectionSociale, c: Calcul, on: date) -> Outcome:
    share = c.parameter("psc.part_employeur", on)
    c.caveat(
        "Ces règles viennent de pages syndicales ; le montant a été donné pour 2026 et peut changer chaque année."
    )
    if s.cas in (None, "affilie"):
        return _affiliated(s, c, share, on)
    if s.cas == INDIVIDUEL:
        return _individual(s, c, share, on)
    c.todo("Gardez la preuve de votre cas et redemandez la dispense quand il change ou quand on vous la demande.")
    return _exempt(c)


def _affiliated(s: ProtectionSociale, c: Calcul, share: Used, on: date) -> Outcome:
    if s.cas is None:
        c.hypothesis("Vous êtes affilié au contrat collectif : c'est la règle, sauf dispense demandée.")
    c.value("participation", "Part de l'employeur", share.decimal, share.unit)
    whole = c.parameter("psc.cotisation_equilibre", on)
    c.value("cotisation_equilibre", whole.parameter.label, whole.decimal, whole.unit)
    c.caveat("Votre propre part dépend de votre salaire et de vos options : elle est sur la fiche de paie, pas ici.")
    return c.result(
        "L'employeur verse {participation} pour le contrat collectif de santé, moitié de la cotisation d'équilibre "
        "({cotisation_equilibre}). L'ancien remboursement de mutuelle n'existe plus."
    )


def _individual(s: ProtectionSociale, c: Calcul, share: Used, on: date) -> Outcome:
    """A contract of one's own exempts until its term, for a limited time after the entry into force."""
    limit = c.parameter("psc.dispense_contrat_individuel", on)
    first = c.shift(
        *("fin_de_dispense", "Premier jour sans dispense, au plus tard", share.period.start, limit),
        convention="depuis l'entrée en vigueur du contrat collectif",
    )
    term = c.need(s.echeance_contrat, "echeance_contrat")
    last = c.value("dernier_jour_dispense", "Dernier jour de la dispense", min(term, eve(first)))
    if on > last:
        c.caveat("La dispense a pris fin le {dernier_jour_dispense} : vous devez être affilié.")
        return _affiliated(s, c, share, on)
    c.todo("Affiliez-vous avant la fin de la dispense, et résiliez votre contrat à la même date.", by=last)
    return _exempt(c)


def _exempt(c: Calcul) -> Outcome:
    c.cite("sud-75-psc")
    c.value("participation", "Part de l'employeur", 0, "EUR/mois")
    return c.result(
        "Vous pouvez être dispensé du contrat collectif, sur demande : l'employeur verse alors {participation}, car "
        "l'ancien remboursement de mutuelle n'existe plus."
    )


CALCULATOR = Calculator(
    "Part de l'employeur dans la complémentaire santé (PSC)",
    "AESH en CDD ou en CDI",
    ProtectionSociale,
    compute,
    pivot="mois_cotisation",
)
