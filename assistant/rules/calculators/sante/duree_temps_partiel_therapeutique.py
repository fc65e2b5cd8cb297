"""How long a therapeutic part time lasts: décret 86-83, article 11-1 (a year in all, then a year of activity)."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import eve, next_day
from assistant.rules.core.fields import Count, FrDate
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul

MOST = 12
CONVENTION = "de date à date depuis le premier jour"


def _list(value: object) -> object:
    if isinstance(value, str):
        return [part for part in re.split(r"[;,+\n]| et ", value) if part.strip()]
    return [value] if isinstance(value, int) and not isinstance(value, bool) else value


Periodes = Annotated[tuple[Count, ...], Field(min_length=1, max_length=MOST), BeforeValidator(_list)]


class DureeTempsPartielTherapeutique(AgentSituation):
    """The first day, and the authorisations one after the other."""

    premier_jour: FrDate | None = fact("date_debut_mi_temps_therapeutique")
    periodes_mois: Periodes | None = fact("durees_mi_temps_therapeutique", probes=["12"])


def compute(s: DureeTempsPartielTherapeutique, c: Calcul) -> Outcome:
    """Return whether the lengths are possible, the last day, the months left and the next right."""
    premier = c.need(s.premier_jour, "premier_jour")
    periodes = c.need(s.periodes_mois, "periodes_mois")
    minimum, maximum = (
        c.parameter("tpt.periode_minimale", on=premier),
        c.parameter("tpt.periode_maximale", on=premier),
    )
    duree = c.parameter("tpt.duree", on=premier)
    total = sum(periodes)
    longues = c.check("longueur", "Durée de la plus longue autorisation", (max(periodes), "mois"), "<=", maximum)
    courtes = c.check("brievete", "Durée de la plus courte autorisation", (min(periodes), "mois"), ">=", minimum)
    ensemble = c.check("ensemble", "Durée totale", (total, "mois"), "<=", duree)
    valide = longues and courtes and ensemble
    c.value("valide", "Durées possibles", valide)
    c.value("mois_demandes", "Mois demandés en tout", total, "mois")
    c.value("mois_restants", "Mois qui restent", max(0, duree.integer - total), "mois")
    _provisoire(c, maximum)
    c.cite("guide-nice#tpt", "service-public-f12391")
    if not valide:
        return _refus(c, minimum, maximum, duree)
    return _calendrier(c, premier, total, duree)


def _calendrier(c: Calcul, premier: date, total: int, duree: Used) -> Outcome:
    fin = eve(c.shift("lendemain", "Lendemain du dernier jour", premier, (total, "mois"), convention=CONVENTION))
    c.value("fin", "Dernier jour du temps partiel thérapeutique", fin)
    c.todo("Pour continuer, renvoyez un certificat médical avant la fin, avec l'accord de la CPAM.", by=fin)
    if total < duree.integer:
        return c.result("Le temps partiel thérapeutique va jusqu'au {fin} ; il vous restera {mois_restants}.")
    c.shift(
        *("nouveau_droit_le", "Nouveau droit à partir du", next_day(fin), c.parameter("tpt.recharge", on=fin)),
        convention="après une année d'activité",
        publish=True,
    )
    c.hypothesis("Vous restez en activité pendant toute l'année qui suit.")
    return c.result(
        "Le temps partiel thérapeutique va jusqu'au {fin} ; un nouveau droit s'ouvre le {nouveau_droit_le}."
    )


def _refus(c: Calcul, minimum: Used, maximum: Used, duree: Used) -> Outcome:
    c.value("periode_minimale", minimum.parameter.label, minimum.integer, "mois")
    c.value("periode_maximale", maximum.parameter.label, maximum.integer, "mois")
    c.value("duree_totale", duree.parameter.label, duree.integer, "mois")
    return c.result(
        "Ces durées ne sont pas possibles : une autorisation dure de {periode_minimale} à {periode_maximale}, et le "
        "tout {duree_totale} au plus."
    )


def _provisoire(c: Calcul, maximum: Used) -> None:
    """Since August 2026 the rule is known from a third-party page and is written for civil servants first."""
    if maximum.integer < MOST:
        return
    seul_tenant, tranches = "Autorisation d'un seul tenant, depuis août 2026", "Périodes de un à trois mois"
    c.reading(seul_tenant, maximum.integer, "mois", source_id="decret-2026-705", kept=True)
    c.reading(tranches, "renouvelées jusqu'à un an", source_id="guide-nice#tpt", why="Guide de Nice.")
    c.say("duree_temps_partiel_therapeutique.provisoire")


CALCULATOR = Calculator(
    "Durée du temps partiel thérapeutique",
    "AESH en CDD ou en CDI",
    DureeTempsPartielTherapeutique,
    compute,
    pivot="premier_jour",
)
