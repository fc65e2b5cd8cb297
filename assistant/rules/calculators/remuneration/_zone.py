"""Priority education: which network, and what the allowance comes to. Décret 2015-1087, arrêté of 08/12/2022."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator

from assistant.rules.core.formula import Rounding
from assistant.rules.core.steps import Calcul

RENFORCE = "rep_renforce"
# The keys hold no bare "rep": words are compared without their signs, and "REP+" must never be read as "REP".
ZONES = {
    "rep_simple": "REP simple, sans le plus",
    RENFORCE: "REP renforcé, avec le plus",
    "hors_rep": "Hors éducation prioritaire",
}
WORDS = {"rep": "rep_simple", "rep+": RENFORCE, "rep +": RENFORCE, "rep plus": RENFORCE, "non": "hors_rep"}


def _zone(value: object) -> object:
    return WORDS.get(value.strip().lower(), value) if isinstance(value, str) else value


Zone = Annotated[Literal["rep_simple", "rep_renforce", "hors_rep"], BeforeValidator(_zone)]


def indemnite_rep(
    c: Calcul, zone: str, quotite: Decimal, part: Decimal, on: date, *, annuelle: bool = True, publish: bool = True
) -> Decimal:
    """Return the REP or REP+ fixed allowance at a quotité, for a part of the service in the zone (both in points).

    Per year, or per month; rounded to the cent. `zone` is one of `ZONES` other than "hors_rep".
    """
    name = "paie.rep.rep_plus" if zone == RENFORCE else "paie.rep.rep"
    return c.formula(
        "annuelle" if annuelle else "mensuelle",
        "Indemnité d'éducation prioritaire " + ("sur l'année" if annuelle else "par mois"),
        "montant * quotite / 100 * part / 100" + ("" if annuelle else " / 12"),
        unit="EUR/an" if annuelle else "EUR/mois",
        rounding=Rounding.CENTIME,
        publish=publish,
        montant=c.parameter(name, on),
        quotite=(quotite, "%"),
        part=(part, "%"),
    )
