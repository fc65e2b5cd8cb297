"""REP and REP+ allowances of the AESH: décret 2015-1087 (modified by 2022-1534), arrêté of 08/12/2022."""

from __future__ import annotations

from assistant.rules.calculators.remuneration import _zone
from assistant.rules.calculators.remuneration._faits import SERVICE, QuotiteSituation, mois_de_paie, quotite_connue
from assistant.rules.calculators.remuneration._zone import RENFORCE, Zone
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import Percent
from assistant.rules.core.formula import Rounding
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul


class IndemniteRep(QuotiteSituation):
    """The network, the quotité, the part of the service done there."""

    zone: Zone | None = fact("education_prioritaire")
    part_en_zone: Percent | None = fact("part_education_prioritaire", probes=["50 %"])


def compute(s: IndemniteRep, c: Calcul) -> Outcome:
    """Return `annuelle`, `mensuelle` and, in REP+, `modulable_maximum` (EUR a year, paid in one go)."""
    on = mois_de_paie(s.date_paie, c)
    zone = c.need(s.zone, "zone")
    if zone == "hors_rep":
        return c.not_concerned(
            "L'indemnité va aux AESH qui exercent dans une école ou un établissement REP ou REP+, à la mesure du "
            "temps qu'ils y font. Elle serait due en cas d'affectation, même partielle, dans un tel réseau."
        )
    quotite = quotite_connue(s, c, on)
    part = c.need(s.part_en_zone, "part_en_zone")
    for annuelle in (True, False):
        _zone.indemnite_rep(c, zone, quotite, part, on, annuelle=annuelle)
    c.caveat(f"Le guide de l'académie de Nice n'en parle pas. Si la ligne manque, écrivez au {SERVICE}.")
    c.hypothesis("Mois entier de service effectif ; la part en réseau est celle de votre emploi du temps.")
    if zone != RENFORCE:
        return c.result("L'indemnité REP brute est de {mensuelle}, soit {annuelle} au prorata de votre quotité.")
    c.formula(
        *("modulable_maximum", "Part modulable REP+, au plus", "montant * quotite / 100 * part / 100"),
        unit="EUR/an",
        rounding=Rounding.CENTIME,
        publish=True,
        montant=c.parameter("paie.rep.modulable", on),
        quotite=(quotite, "%"),
        part=(part, "%"),
    )
    c.caveat(
        "La part modulable est versée en une fois, en fin d'année scolaire ; le recteur en fixe le taux par école."
    )
    return c.result(
        "L'indemnité REP+ brute est de {mensuelle}, soit {annuelle} au prorata de votre quotité. S'y ajoute, en fin "
        "d'année scolaire, une part modulable d'au plus {modulable_maximum}."
    )


CALCULATOR = Calculator(
    id="indemnite_rep",
    title="Indemnité REP ou REP plus",
    public="AESH en CDD ou en CDI",
    theme="remuneration",
    situation=IndemniteRep,
    run=compute,
    pivot="date_paie",
)
