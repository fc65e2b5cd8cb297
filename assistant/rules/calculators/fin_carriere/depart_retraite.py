"""Notice of retirement: rule of a guide, next to the notice of resignation of décret 86-83, article 46."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.calendar import months_before
from assistant.rules.core.fields import FrDate
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul

GUIDE = "guide-nice#retraite"


class DepartRetraite(AgentSituation):
    """The last day of work that is wished, and the day on which the letter is received."""

    date_fin_activite: FrDate | None = fact("date_retraite_souhaitee")
    date_reception_lettre: FrDate | None = fact("date_reception_lettre")

    ORDER: ClassVar = (("date_reception_lettre", "date_fin_activite"),)


def compute(s: DepartRetraite, c: Calcul) -> Outcome:
    """Return the last day to tell the employer, and the window for the request of the pension."""
    end = c.need(s.date_fin_activite, "date_fin_activite")
    delay = c.parameter("retraite.prevenir", on=end)
    c.value("date_fin_activite", "Fin d'activité souhaitée", end)
    c.value("delai", "Délai pour prévenir", delay.integer, delay.unit)
    latest = c.shift(
        *("prevenir_avant", "Dernier jour pour prévenir l'employeur", end, delay),
        back=True,
        convention="de date à date, dernier jour du mois si ce jour n'existe pas",
        publish=True,
    )
    safe = months_before(end, delay.integer).safe
    c.value("date_prudente", "Date prudente, délai entier", safe, calendar=False)
    _readings(c, end, latest, safe)
    _pension(c, end)
    _advise(c, safe)
    if s.date_reception_lettre is None:
        return c.result(
            "Pour cesser le {date_fin_activite}, prévenez l'employeur par écrit au plus tard le {prevenir_avant}, "
            "soit "
            "{delai} avant ; par prudence, dès le {date_prudente}. Demandez votre pension entre le {demande_des} "
            "et le "
            "{demande_avant}."
        )
    return _checked(c, s.date_reception_lettre, latest)


def _checked(c: Calcul, received: date, latest: date) -> Outcome:
    c.value("date_reception_lettre", "Réception de la lettre", received, calendar=False)
    if c.check("a_temps", "Lettre reçue à temps", received, "<=", latest, publish=True):
        return c.result("Une lettre reçue le {date_reception_lettre} respecte le délai de {delai} avant le "
                        "{date_fin_activite}.")  # fmt: skip
    c.todo("Convenez par écrit d'une date avec l'employeur : il peut accepter un délai plus court.")
    return c.result(
        "Une lettre reçue le {date_reception_lettre} est trop tardive pour le {date_fin_activite} : elle était "
        "attendue "
        "au plus tard le {prevenir_avant}."
    )


def _readings(c: Calcul, end: date, latest: date, safe: date) -> None:
    longest = c.parameter("preavis.long", on=end)
    c.reading("Guide de l'académie de Nice", latest, source_id=GUIDE, kept=True,
              why="Seule règle écrite trouvée pour le départ à la retraite d'un AESH.")  # fmt: skip
    c.reading(
        f"Préavis de démission le plus long ({longest.shown})",
        months_before(end, longest.integer).plain,
        source_id="decret-86-83#46",
        why="Des employeurs appliquent le préavis de démission, selon l'ancienneté : il n'est jamais plus long.",
    )
    c.reading("Délai entier entre les deux jours", safe, source_id=GUIDE, why="Lecture la plus prudente.")


def _pension(c: Calcul, end: date) -> None:
    first = c.parameter("retraite.demande_au_plus_tot", on=end)
    last = c.parameter("retraite.demande_au_plus_tard", on=end)
    c.shift("demande_des", "Demande de pension, dès le", end, first, back=True, publish=True)
    by = c.shift("demande_avant", "Demande de pension, au plus tard le", end, last, back=True, publish=True)
    c.todo("Faites la demande de retraite sur info-retraite.fr, pour tous vos régimes.", by=by)


def _advise(c: Calcul, safe: date) -> None:
    c.todo("Écrivez à l'employeur (recommandé ou remise contre reçu) la date de fin d'activité demandée.", by=safe)
    c.say("depart_retraite.advise")


CALCULATOR = Calculator(
    "Prévenir l'employeur d'un départ à la retraite",
    "AESH en CDD ou en CDI",
    DepartRetraite,
    compute,
    pivot="date_fin_activite",
)
