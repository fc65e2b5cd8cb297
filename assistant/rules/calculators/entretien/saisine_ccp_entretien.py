"""Referral of the report to the CCP: décret 86-83, article 1-4 III; CGFP, R. 271-13."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import FrBool, FrDate
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.delais import DelaiSituation, months, territory_of


class SaisineCcpEntretien(DelaiSituation):
    """The notification of the rector's answer, and whether the review was asked first."""

    recours_exerce: FrBool | None = fact("recours_exerce")
    reponse_recue: FrBool | None = fact("reponse_recue")
    date_notification_reponse: FrDate | None = fact("date_notification_reponse")
    date_saisine: FrDate | None = fact("date_saisine_ccp")

    ORDER: ClassVar = (("date_notification_reponse", "date_saisine"),)


def compute(s: SaisineCcpEntretien, c: Calcul) -> Outcome:
    """Return the last day to refer the matter to the commission, and whether a given day is in time."""
    if stopped := _too_early(s, c):
        return stopped
    answered = c.need(s.date_notification_reponse, "date_notification_reponse")
    c.value("date_notification_reponse", "Notification de la réponse", answered, calendar=False)
    delay = c.parameter("entretien.ccp", on=answered)
    raw, last = months(
        c, "dernier_jour", "Dernier jour pour saisir la commission", answered, delay, territory_of(s, c)
    )
    _advise(c, raw, last)
    if s.recours_exerce is None:
        c.hypothesis("Vous avez d'abord demandé la révision au recteur : sans cela, la saisine n'est pas possible.")
    if s.date_saisine is not None:
        return _in_time(c, s.date_saisine, last)
    prudent = "" if raw == last else " Par prudence, faites-le au plus tard le {dernier_jour_brut}."
    return c.result(
        "Vous pouvez saisir la commission consultative paritaire jusqu'au {dernier_jour} inclus." + prudent
    )


def _too_early(s: SaisineCcpEntretien, c: Calcul) -> Outcome | None:
    c.cite("decret-86-83#1-4", "cgfp#R271-13")
    reasons = []
    if s.recours_exerce is False:
        reasons.append(
            "La commission ne peut être saisie qu'après un recours au recteur : demandez-lui d'abord la révision, "
            "si le "
            "délai court encore."
        )
    if s.reponse_recue is False and s.date_notification_reponse is None:
        reasons.append(
            "Le délai de la commission part de la notification de la réponse du recteur : sans réponse, il ne court "
            "pas encore. Relancez par écrit et demandez à un élu de la commission si elle peut être saisie du "
            "silence."
        )
    return c.not_concerned(*reasons) if reasons else None


def _in_time(c: Calcul, asked: date, last: date) -> Outcome:
    c.value("date_saisine", "Saisine de la commission", asked, calendar=False)
    if c.check("dans_le_delai", "Saisine dans le délai", asked, "<=", last, publish=True):
        return c.result("Une saisine du {date_saisine} est dans le délai, qui court jusqu'au {dernier_jour} inclus.")
    return c.result("Une saisine du {date_saisine} est hors délai : le dernier jour était le {dernier_jour}.")


def _advise(c: Calcul, raw: date, last: date) -> None:
    c.reading("De date à date, puis report au premier jour ouvré", last, source_id="decret-86-83#1-4", kept=True)
    if raw != last:
        c.reading("De date à date, sans report", raw, source_id="decret-86-83#1-4", why="Lecture la plus prudente.")
    c.todo(
        "Écrivez au rectorat pour demander la saisine de la commission consultative paritaire ; joignez le compte "
        "rendu, votre demande de révision et la réponse, et prévenez un élu de la commission.",
        by=last,
    )
    c.say("saisine_ccp_entretien.advise")


CALCULATOR = Calculator(
    "Saisine de la commission paritaire sur un compte rendu d'entretien",
    "AESH en CDD ou en CDI",
    SaisineCcpEntretien,
    compute,
    pivot="date_notification_reponse",
)
