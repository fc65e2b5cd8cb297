"""Review of the report of the interview: arrêté of 27 June 2014, article 5; décret 86-83, article 1-4 III."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import FrBool, FrDate
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.delais import DelaiSituation, francs, francs_readings, territory_of


class RecoursEntretien(DelaiSituation):
    """The notification of the report, and the day on which the request is sent."""

    date_notification: FrDate | None = fact("date_notification_compte_rendu")
    notifie: FrBool | None = fact("compte_rendu_notifie")
    date_demande: FrDate | None = fact("date_envoi_recours")

    ORDER: ClassVar = (("date_notification", "date_demande"),)


def compute(s: RecoursEntretien, c: Calcul) -> Outcome:
    """Return the last day to ask the rector for a review, and whether a given day is in time."""
    if s.notifie is False and s.date_notification is None:
        return _not_notified(c)
    notified = c.need(s.date_notification, "date_notification")
    c.value("date_notification", "Notification du compte rendu", notified, calendar=False)
    delay = c.parameter("entretien.recours", on=notified)
    last = francs(c, "dernier_jour", "Dernier jour pour demander la révision", notified, delay, territory_of(s, c))
    francs_readings(c, notified, delay, last)
    _advise(c, notified, last)
    if s.date_demande is None:
        return c.result(
            "Vous pouvez demander au recteur la révision du compte rendu jusqu'au {dernier_jour} inclus ; par "
            "prudence, faites-le au plus tard le {date_prudente}."
        )
    return _in_time(c, s.date_demande, last)


def _in_time(c: Calcul, sent: date, last: date) -> Outcome:
    c.value("date_demande", "Envoi de la demande", sent, calendar=False)
    if c.check("dans_le_delai", "Demande dans le délai", sent, "<=", last, publish=True):
        return c.result(
            "Une demande envoyée le {date_demande} est dans le délai, qui court jusqu'au {dernier_jour} inclus."
        )
    c.caveat("Une demande tardive peut être rejetée pour ce seul motif : faites-vous conseiller avant d'y renoncer.")
    return c.result(
        "Une demande envoyée le {date_demande} est hors délai : le dernier jour était le {dernier_jour}. Voyez sans "
        "attendre avec un syndicat ce qui reste possible."
    )


def _not_notified(c: Calcul) -> Outcome:
    c.cite("arrete-2014-06-27#4", "decret-86-83#1-4")
    return c.not_concerned(
        "Le délai ne part que de la notification du compte rendu : tant qu'il ne vous est pas notifié, il ne court "
        "pas. "
        "Demandez par écrit le compte rendu visé par le recteur ; le jour où vous le recevez, notez la date."
    )


def _advise(c: Calcul, notified: date, last: date) -> None:
    c.cite("arrete-2014-06-27#4", "arrete-2014-06-27#5")
    court = c.parameter("entretien.contentieux", on=notified)
    c.todo(
        "Écrivez au recteur d'académie, par la voie hiérarchique, une demande de révision du compte rendu : points "
        "contestés, faits, pièces ; gardez la preuve de l'envoi et de la réception.",
        by=last,
    )
    c.say("recours_entretien.advise")
    c.caveat(
        f"Le tribunal administratif a son propre délai ({court.shown} en général, à compter de la notification) : à "
        "vérifier avec un syndicat ou le greffe."
    )
    c.say("recours_entretien.advise2")


CALCULATOR = Calculator(
    "Demande de révision du compte rendu d'entretien",
    "AESH en CDD ou en CDI",
    RecoursEntretien,
    compute,
    pivot="date_notification",
)
