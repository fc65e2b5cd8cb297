"""Who may ask for a rupture conventionnelle: CGFP L. 552-5 (L. 552-1 before), décret 86-83, article 49-2."""

from __future__ import annotations

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import FrBool, FrDate
from assistant.rules.core.inputs import ContractSituation, fact
from assistant.rules.core.outcome import NotConcerned, Outcome
from assistant.rules.core.steps import Calcul


class RuptureConventionnelleEligibilite(ContractSituation):
    """The contract, the day of the request and what would exclude it."""

    date_demande: FrDate | None = fact("date_reception_demande")
    periode_essai: FrBool | None = fact("en_periode_essai")
    depart_engage: FrBool | None = fact("depart_engage")
    retraite_taux_plein: FrBool | None = fact("retraite_taux_plein")


def compute(s: RuptureConventionnelleEligibilite, c: Calcul) -> Outcome:
    """Return `eligible`; otherwise every reason that excludes."""
    contrat = c.need(s.contrat, "contrat")
    if excluded := _excluded(s, c, contrat):
        return excluded
    required = c.parameter("rupture_conventionnelle.contrat", on=c.need(s.date_demande, "date_demande"))
    c.apply(
        *("eligible", "Demande possible", _same, contrat.upper(), required),
        expression="{0}, contrat exigé : {1}",
        publish=True,
    )
    _advise(s, c)
    return c.result(
        "Demande possible : {eligible}. En CDI, vous pouvez demander une rupture conventionnelle ; l'employeur peut "
        "la refuser, et ni vous ni lui ne pouvez l'imposer."
    )


def _same(contrat: str, required: str) -> bool:
    return contrat == required


def _excluded(s: RuptureConventionnelleEligibilite, c: Calcul, contrat: str) -> NotConcerned | None:
    reasons = []
    if contrat == "cdd":
        reasons.append(
            "La rupture conventionnelle n'existe que pour un CDI : en CDD, elle deviendrait possible après un "
            "passage en CDI."
        )
    if s.periode_essai:
        reasons.append("Elle n'est pas possible pendant la période d'essai ; elle le sera ensuite.")
    if s.depart_engage:
        reasons.append("Elle n'est pas possible quand une démission ou un licenciement est déjà engagé.")
    if s.retraite_taux_plein:
        reasons.append(
            "Elle n'est pas possible quand l'âge de la retraite et la durée du taux plein sont tous deux atteints ; "
            "l'âge seul ne l'empêche pas."
        )
    if not reasons:
        return None
    c.cite("cgfp#L552-5", "decret-86-83#49-2")
    return c.not_concerned(*reasons)


def _advise(s: RuptureConventionnelleEligibilite, c: Calcul) -> None:
    c.cite("decret-86-83#49-2", "decret-86-83#49-3")
    if s.periode_essai is None:
        c.hypothesis("La période d'essai est terminée.")
    if s.depart_engage is None:
        c.hypothesis("Aucune démission ni aucun licenciement n'est en cours.")
    if s.retraite_taux_plein is None:
        c.hypothesis("Vous n'avez pas à la fois l'âge de la retraite et la durée du taux plein.")
    c.say("rupture_conventionnelle_eligibilite.advise")


CALCULATOR = Calculator(
    "Rupture conventionnelle : puis-je la demander",
    "AESH en CDI",
    RuptureConventionnelleEligibilite,
    compute,
    pivot="date_demande",
)
