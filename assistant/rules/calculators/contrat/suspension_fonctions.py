"""Limit of a suspension for a serious fault: décret 86-83, article 43."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import add_months, eve, next_day
from assistant.rules.core.fields import FrBool, FrDate
from assistant.rules.core.inputs import ContractSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul


class SuspensionFonctions(ContractSituation):
    """The first day of the suspension, the term of a CDD, and prosecutions."""

    premier_jour_suspension: FrDate | None = fact("date_debut_suspension")
    dernier_jour_cdd: FrDate | None = fact("dernier_jour_cdd")
    poursuites_penales: FrBool | None = fact("poursuites_penales")

    ORDER: ClassVar = (("premier_jour_suspension", "dernier_jour_cdd"),)


def compute(s: SuspensionFonctions, c: Calcul) -> Outcome:
    """Return `dernier_jour` of the suspension (inclusive) and `retour`; with prosecutions it may go on."""
    first = c.need(s.premier_jour_suspension, "premier_jour_suspension")
    terme = c.need(s.dernier_jour_cdd, "dernier_jour_cdd") if c.need(s.contrat, "contrat") == "cdd" else None
    last = _last_day(c, first, terme)
    if terme != last:
        c.apply(*("retour", "Retour au travail", next_day, last), expression="lendemain du {0}", publish=True)
    if c.need(s.poursuites_penales, "poursuites_penales"):
        return _prosecuted(c, first)
    c.todo("Si rien n'a été décidé, présentez-vous au travail le lendemain et écrivez-le à l'employeur.", by=last)
    _advise(c)
    return c.result(
        "La suspension prend fin au plus tard le {dernier_jour} au soir. Votre rémunération et les prestations "
        "familiales sont maintenues."
    )


def _last_day(c: Calcul, first: date, terme: date | None) -> date:
    limit = c.parameter("suspension.duree_maximale", on=first)
    end = c.apply(
        *("quatre_mois", "Dernier jour selon la durée maximale", _before_same_day, first, limit),
        expression="{0} + {1}, le premier jour étant compté",
        unit="date",
    )
    why = "Le premier jour de la suspension est déjà un jour de suspension."
    c.reading("Le premier jour compte", end, source_id="decret-86-83#43", kept=True, why=why)
    c.reading("De date à date", next_day(end), why="Certains services comptent à partir du lendemain.")
    if terme is None or terme >= end:
        return c.value("dernier_jour", "Dernier jour de la suspension, au plus tard", end)
    c.hypothesis("La suspension ne peut pas durer plus que le contrat.")
    return c.value("dernier_jour", "Dernier jour de la suspension, au plus tard", terme)


def _before_same_day(first: date, months: int) -> date:
    return eve(add_months(first, months))


def _prosecuted(c: Calcul, first: date) -> Outcome:
    kept_back = c.parameter("suspension.retenue_maximale", on=first)
    c.value("retenue_maximale", "Retenue maximale ensuite", kept_back.integer, "%")
    _advise(c)
    return c.result(
        "Jusqu'au {dernier_jour}, votre rémunération est maintenue. Ensuite, à cause des poursuites pénales, "
        "l'employeur peut ne pas vous reprendre et retenir au plus {retenue_maximale} de la rémunération."
    )


def _advise(c: Calcul) -> None:
    c.caveat("La suspension n'est pas une sanction : elle suppose une faute grave et attend une décision.")
    c.caveat("Le supplément familial reste versé en entier, même avec une retenue.")


CALCULATOR = Calculator(
    "Durée maximale d'une suspension",
    "AESH en CDD ou en CDI",
    SuspensionFonctions,
    compute,
    pivot="premier_jour_suspension",
)
