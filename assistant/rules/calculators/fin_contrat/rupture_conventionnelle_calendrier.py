"""Calendar of a rupture conventionnelle: décret 86-83, article 49-3; décret 2019-1593, articles 5 and 6."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.calendar import Territory, jours_francs_deadline
from assistant.rules.core.dates import add_days, next_day
from assistant.rules.core.fields import FrDate
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.delais import DelaiSituation, territory_of

PREFIX = "rupture_conventionnelle."
FRANCS = "ni le jour de départ ni le dernier jour du délai ne comptant"


class RuptureConventionnelleCalendrier(DelaiSituation):
    """The days already known: request, last interview, signature, copy signed by both."""

    date_reception_demande: FrDate | None = fact("date_reception_demande")
    date_dernier_entretien: FrDate | None = fact(
        "date_entretien",
        question="À quelle date s'est tenu, ou se tiendra, le dernier entretien ?",
        label="Dernier entretien",
        help="",
    )
    date_signature: FrDate | None = fact("date_signature_convention")
    date_exemplaire_signe: FrDate | None = fact("date_exemplaire_signe")

    ORDER: ClassVar = (
        ("date_reception_demande", "date_dernier_entretien"),
        ("date_dernier_entretien", "date_signature"),
        ("date_signature", "date_exemplaire_signe"),
    )


def compute(s: RuptureConventionnelleCalendrier, c: Calcul) -> Outcome:
    """Return the window of the interview, then the days of the signature, the retraction and the effect."""
    recue = c.need(s.date_reception_demande, "date_reception_demande")
    territory = territory_of(s, c)
    earliest, latest = _window(c, recue)
    entretien = s.date_dernier_entretien or earliest
    _check_interview(s, c, earliest, latest)
    signable = _francs(
        *(c, "signature_au_plus_tot", "Signature, au plus tôt", entretien),
        c.parameter(PREFIX + "delai_signature", on=recue),
    )
    if s.date_signature is not None and s.date_signature < signable:
        c.caveat(
            "La convention a été signée trop tôt après l'entretien : faites vérifier sa validité avant le départ."
        )
    known = s.date_exemplaire_signe or s.date_signature
    _retraction(c, known or signable, recue, territory)
    _advise(s, c)
    return c.result(
        "L'entretien doit se tenir entre le {entretien_au_plus_tot} et le {entretien_au_plus_tard}. La convention se "
        "signe au plus tôt le {signature_au_plus_tot} ; vous pouvez vous rétracter sans risque jusqu'au "
        "{retractation_prudente}, et le contrat ne peut pas finir avant le {effet_au_plus_tot}."
    )


def _francs(c: Calcul, name: str, label: str, event: date, delay: Used) -> date:
    return c.apply(
        *(name, label, _plain_francs, event, delay),
        expression="{0} + {1}, " + FRANCS,
        unit="date",
        publish=True,
    )


def _plain_francs(event: date, days: int) -> date:
    return jours_francs_deadline(event, days, extend=False)


def _window(c: Calcul, recue: date) -> tuple[date, date]:
    minimum = c.parameter(PREFIX + "delai_entretien", on=recue)
    earliest = _francs(c, "entretien_au_plus_tot", "Entretien, au plus tôt", recue, minimum)
    latest = c.shift(
        *("entretien_au_plus_tard", "Entretien, au plus tard", recue),
        c.parameter(PREFIX + "delai_maximal_entretien", on=recue),
        convention="de date à date ; sans report",
        publish=True,
    )
    return earliest, latest


def _check_interview(s: RuptureConventionnelleCalendrier, c: Calcul, earliest: date, latest: date) -> None:
    if s.date_dernier_entretien is None:
        c.hypothesis("Un seul entretien, le premier jour possible : donnez sa date pour un calendrier exact.")
    elif s.date_dernier_entretien < earliest:
        c.caveat("L'entretien est fixé trop tôt après la demande : signalez-le par écrit.")
    elif s.date_dernier_entretien > latest:
        c.caveat("Cet entretien vient après le délai d'un mois : un premier entretien devait se tenir avant.")


def _retraction(c: Calcul, signature: date, recue: date, territory: Territory) -> None:
    wait = c.parameter(PREFIX + "attente_retractation", on=recue)
    delay = c.parameter(PREFIX + "delai_retractation", on=recue)
    _francs(c, "retractation_prudente", "Dernier jour sûr pour se rétracter", signature, delay)
    end = c.apply(
        *("retractation_fin", "Fin du délai de rétractation", _end, signature, wait, delay, territory),
        expression="{0} + {1} d'attente, puis {2}, " + FRANCS + " ; reportée au premier jour ouvré",
        unit="date",
    )
    c.apply(
        *("effet_au_plus_tot", "Fin du contrat, au plus tôt", next_day, end),
        expression="lendemain du {0}",
        unit="date",
        publish=True,
    )
    safe = _plain_francs(signature, delay.integer)
    why = "Postez la rétractation à cette date : elle est dans le délai de toutes les façons de compter."
    c.reading("Quinze jours francs comptés depuis la signature", safe, source_id="decret-2019-1593#6", why=why)
    why = "Le délai part un jour franc après la signature ; le contrat ne peut finir qu'ensuite."
    c.reading("Jour franc d'attente ajouté, puis report", end, source_id="decret-2019-1593#6", kept=True, why=why)


def _end(signature: date, wait: int, delay: int, territory: Territory) -> date:
    return jours_francs_deadline(add_days(signature, wait), delay, territory)


def _advise(s: RuptureConventionnelleCalendrier, c: Calcul) -> None:
    if s.date_signature is None:
        c.hypothesis(
            "La convention est signée le premier jour possible, et vous recevez aussitôt l'exemplaire signé."
        )
    c.say("rupture_conventionnelle_calendrier.advise")


CALCULATOR = Calculator(
    "Rupture conventionnelle : calendrier de la procédure",
    "AESH en CDI",
    RuptureConventionnelleCalendrier,
    compute,
    pivot="date_reception_demande",
)
