"""Answer to the request for a review: décret 86-83, article 1-4 III; silence: general rule of the CRPA."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import FrDate
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.delais import DelaiSituation, francs, territory_of


class ReponseRecours(DelaiSituation):
    """The reception of the request by the rector, and the answer when there is one."""

    date_reception_recours: FrDate | None = fact("date_reception_recours")
    date_reponse: FrDate | None = fact("date_notification_reponse")

    ORDER: ClassVar = (("date_reception_recours", "date_reponse"),)


def compute(s: ReponseRecours, c: Calcul) -> Outcome:
    """Return the day by which the rector must answer, and what silence means."""
    received = c.need(s.date_reception_recours, "date_reception_recours")
    c.value("date_reception_recours", "Réception de la demande", received, calendar=False)
    delay = c.parameter("entretien.reponse", on=received)
    last = francs(c, "reponse_avant", "Dernier jour pour vous répondre", received, delay, territory_of(s, c))
    if s.date_reponse is not None:
        return _answered(c, s.date_reponse, last)
    _silence(c, received, last)
    return c.result(
        "Le recteur doit vous notifier sa réponse au plus tard le {reponse_avant}. Sans réponse ce jour-là, "
        "relancez-le "
        "par écrit : le décret ne dit pas ce que vaut son silence."
    )


def _answered(c: Calcul, answered: date, last: date) -> Outcome:
    c.value("date_reponse", "Notification de la réponse", answered, calendar=False)
    ccp = c.parameter("entretien.ccp", on=answered)
    in_time = c.check("reponse_dans_le_delai", "Réponse dans le délai", answered, "<=", last, publish=True)
    c.todo(f"Si la réponse ne vous convient pas, saisissez la commission paritaire : vous avez {ccp.shown}.")
    words = "dans le délai, qui courait jusqu'au" if in_time else "tardive : elle était due au plus tard le"
    c.caveat("Une réponse tardive reste une réponse : le délai de la commission part de sa notification.")
    return c.result(f"La réponse notifiée le {{date_reponse}} est {words} {{reponse_avant}}.")


def _silence(c: Calcul, received: date, last: date) -> None:
    general = c.parameter("entretien.silence", on=received)
    rejected = c.shift(
        *("rejet_implicite", "Rejet implicite selon la règle générale (à vérifier)", received, general),
        convention="de date à date",
    )
    c.reading(
        f"Silence de {general.shown} : rejet (règle générale)",
        rejected,
        source_id="crpa#L231-4",
        kept=True,
        why="Règle générale pour les agents ; son application à ce recours est à vérifier.",
    )
    c.reading(
        "Silence à la fin du délai de réponse : traité comme un refus",
        last,
        source_id="decret-86-83#1-4",
        why="Le décret fixe le délai de réponse sans dire ce que vaut le silence : lecture prudente, pour agir tôt.",
    )
    c.say("reponse_recours.silence")


CALCULATOR = Calculator(
    "Réponse à la demande de révision",
    "AESH en CDD ou en CDI",
    ReponseRecours,
    compute,
    pivot="date_reception_recours",
)
