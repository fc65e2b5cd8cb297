"""Family solidarity leave, at the end of life: CGFP L. 633-1 to L. 633-4, décret 86-83, article 19 ter."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from assistant.rules.calculators.conges_non_remuneres._commun import (
    CongeSituation,
    borne_par_le_contrat,
    dernier_jour,
    publie_fin,
)
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import FrDate
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul

LOI = "cgfp#L633-1"


class CongeSolidariteFamiliale(CongeSituation):
    """Who is ill, when the leave begins, and the death where it has come."""

    lien: Literal["ascendant", "descendant", "frere_soeur", "meme_domicile", "confiance", "autre"] | None = fact(
        "lien_personne_aidee"
    )
    date_deces: FrDate | None = fact("date_deces", question="Si la personne est décédée, à quelle date ?")

    ORDER: ClassVar = (("date_debut", "date_deces"),)


def compute(s: CongeSolidariteFamiliale, c: Calcul) -> Outcome:
    """Return `fin`, `fin_si_renouvele` and `retour`; after a death, the day on which the leave ends."""
    debut = c.need(s.date_debut, "date_debut")
    if s.lien == "autre":
        c.cite(LOI)
        return c.not_concerned(
            "Ce congé est pour un ascendant, un descendant, un frère ou une sœur, une personne qui vit sous votre "
            "toit ou qui vous a désigné comme personne de confiance : une telle désignation, écrite, y donnerait "
            "droit."
        )
    if s.lien is None:
        c.hypothesis("La personne est un proche que la loi nomme : famille, même toit, ou personne de confiance.")
    _advise(c, debut)
    months = c.parameter("solidarite.periode", debut).integer
    times = c.parameter("solidarite.renouvellements", debut).integer
    last = months * (1 + times)
    renewed = dernier_jour(c, "fin_renouvelee", "Fin, si elle est renouvelée", debut, last)
    renewed = borne_par_le_contrat(s, c, renewed)
    first = min(dernier_jour(c, "fin_premiere", "Fin de la première période", debut, months), renewed)
    if s.date_deces:
        publie_fin(s, c, _deces(c, s.date_deces, renewed))
        return c.result("Après le décès, ce congé finit au plus tard le {fin} inclus.")
    publie_fin(s, c, first)
    c.value("fin_si_renouvele", "Dernier jour si le congé est renouvelé", renewed)
    return c.result(
        "Ce congé, sans salaire et de droit, va jusqu'au {fin} au plus tard, ou jusqu'au {fin_si_renouvele} s'il est "
        "renouvelé."
    )


def _deces(c: Calcul, deces: date, latest: date) -> date:
    """Return the last day of the leave after the death, never later than without it."""
    delay = c.parameter("solidarite.apres_deces", deces)
    after = c.shift("fin_apres_deces", "Fin du congé après le décès", deces, delay, convention="ce jour compris")
    by = min(after, latest)
    c.todo("Prévenez le service gestionnaire du décès et de votre retour.", by=by)
    return by


def _advise(c: Calcul, debut: date) -> None:
    c.cite("guide-nice#solidarite-familiale")
    shortest = c.parameter("solidarite.fraction", debut)
    c.todo("Demandez le congé par écrit avec un certificat médical ; les textes lus ne fixent pas de délai.")
    c.todo("Demandez à la CPAM l'allocation journalière d'accompagnement : son montant et ses jours sont limités.")
    c.caveat(
        f"Il peut être pris en plusieurs fois (au moins {shortest.shown} chaque fois) ou à temps partiel : le guide "
        f"de "
        "l'académie de Nice ne le dit pas."
    )
    c.caveat("Il compte comme du service effectif et ne réduit pas les congés annuels.")


CALCULATOR = Calculator(
    "Congé de solidarité familiale", "AESH, en CDD ou en CDI", CongeSolidariteFamiliale, compute, pivot="date_debut"
)
