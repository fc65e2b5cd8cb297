"""Parental presence leave, for a child gravely ill: CGFP L. 632-1, décret 86-83, article 20 bis."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from assistant.rules.calculators.conges_non_remuneres._commun import (
    ECRIT,
    CongeSituation,
    borne_par_le_contrat,
    demande,
    dernier_jour,
)
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import add_months
from assistant.rules.core.fields import FrBool, FrDate
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.demi_journees import JoursEtDemi


class CongePresenceParentale(CongeSituation):
    """The first day, the days already taken, the emergency."""

    date_premier_conge: FrDate | None = fact("date_premier_conge")
    jours_deja_pris: JoursEtDemi | None = fact("jours_deja_pris")
    urgence: FrBool | None = fact("urgence")

    ORDER: ClassVar = (("date_premier_conge", "date_debut"),)


def compute(s: CongePresenceParentale, c: Calcul) -> Outcome:
    """Return `demande_au_plus_tard`, `jours_restants`, `fin_periode`, and when the situation is looked at again."""
    debut = c.need(s.date_debut, "date_debut")
    origin = s.date_premier_conge or debut
    period = c.parameter("presence.periode", origin)
    fin = dernier_jour(c, "fin_periode_calcul", "Fin de la période", origin, period.integer)
    if debut > fin:
        c.caveat("Une nouvelle période peut s'ouvrir en cas de rechute, ou si l'enfant a toujours besoin de vous.")
        return c.not_concerned(
            f"La période de {period.shown} est finie : demandez l'ouverture d'une nouvelle période avec un "
            f"certificat "
            "médical, et laissez vide la date du premier congé."
        )
    fin = borne_par_le_contrat(s, c, fin)
    c.value("fin_periode", "Dernier jour de la période", fin)
    left = _jours(s, c, origin, debut)
    _demande(s, c, debut)
    _advise(c, debut, fin)
    if not left:
        return c.result(
            "Tous les jours de la période, qui va jusqu'au {fin_periode}, sont pris. Un renouvellement se demande "
            "avec un nouveau certificat médical, au plus tard le {demande_au_plus_tard}."
        )
    return c.result(
        "Ce congé est de droit et sans salaire : il vous reste {jours_restants}, à prendre jusqu'au {fin_periode} "
        "inclus. Demandez-le au plus tard le {demande_au_plus_tard}."
    )


def _jours(s: CongePresenceParentale, c: Calcul, origin: date, debut: date) -> Decimal:
    """Publish and return `jours_restants`, and say how the right is opened again when none is left."""
    if s.jours_deja_pris is None:
        c.hypothesis("Aucun jour de ce congé n'a encore été pris.")
    left = c.formula(
        *("jours_restants", "Jours qui restent", "max(jours - pris, 0)"),
        unit="jours ouvrés",
        publish=True,
        jours=c.parameter("presence.jours", origin),
        pris=(s.jours_deja_pris or 0, "jours ouvrés"),
    )
    again = c.parameter("presence.renouvellement_anticipe", debut)
    if not left and again.exists:
        c.say("conge_presence_parentale.jours")
    return left


def _demande(s: CongePresenceParentale, c: Calcul, debut: date) -> None:
    if not s.urgence:
        demande(c, debut, c.parameter("presence.demande", debut), f"{ECRIT}, avec le certificat médical")
        c.caveat(
            "En cas d'urgence pour la santé de l'enfant, le congé commence sans délai : dites-le pour le calcul."
        )
        return
    c.value("demande_au_plus_tard", "Dernier jour pour demander le congé", debut)
    delay = c.parameter("presence.certificat", debut)
    label = "Dernier jour pour envoyer le certificat médical"
    by = c.shift("certificat_au_plus_tard", label, debut, delay, publish=True)
    c.todo("Demandez le congé le jour même, puis envoyez le certificat médical.", by=by)
    c.caveat("Le délai du certificat en cas d'urgence vient d'une source secondaire : envoyez-le sans attendre.")


def _advise(c: Calcul, debut: date, fin: date) -> None:
    c.cite("guide-nice#presence-parentale")
    soon, late = c.parameter("presence.reexamen", debut).value
    first, last = add_months(debut, soon), min(add_months(debut, late), fin)
    if first <= last:
        c.value("reexamen_des", "Réexamen de la situation, au plus tôt", first, calendar=False)
        c.value("reexamen_au_plus_tard", "Réexamen de la situation, au plus tard", last)
        c.say("conge_presence_parentale.advise2")
    c.say("conge_presence_parentale.advise")


CALCULATOR = Calculator(
    "Congé de présence parentale",
    "AESH parents, en CDD ou en CDI",
    CongePresenceParentale,
    compute,
    pivot="date_debut",
)
