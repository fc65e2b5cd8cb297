"""REP and REP+ allowances of the AESH: décret 2015-1087 (modified by 2022-1534), arrêté of 08/12/2022."""

from __future__ import annotations

from datetime import date

from assistant.rules.calculators.remuneration import _zone
from assistant.rules.calculators.remuneration._faits import SERVICE, QuotiteSituation, mois_de_paie, quotite_connue
from assistant.rules.calculators.remuneration._zone import RENFORCE, Zone
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import eve
from assistant.rules.core.fields import Percent
from assistant.rules.core.formula import Rounding
from assistant.rules.core.french import format_date
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome, OutOfField
from assistant.rules.core.parameters import all_parameters
from assistant.rules.core.steps import Calcul


class IndemniteRep(QuotiteSituation):
    """The network, the quotité, the part of the service done there."""

    zone: Zone | None = fact("education_prioritaire")
    part_en_zone: Percent | None = fact("part_education_prioritaire", probes=["50 %"])


def compute(s: IndemniteRep, c: Calcul) -> Outcome:
    """Return `annuelle`, `mensuelle` and, in REP+, `modulable_maximum` (EUR a year, paid in one go)."""
    if s.date_paie and (claim := _rappel(c, s.date_paie)):
        return claim
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


def _rappel(c: Calcul, on: date) -> OutOfField | None:
    """Before the allowance of the AESH: the services since 2015 are due too, within the time limit of claims."""
    opened = all_parameters()["paie.rep.rep"].period[0].start
    since = all_parameters()["paie.rep.rappel_depuis"].period[0].start
    if not since <= on < opened:
        return None
    years = c.parameter("paie.rep.prescription", on).integer
    last = eve(date(on.year + years + 1, 1, 1))
    c.cite("ce-500427", "loi-68-1250#1")
    return c.out_of_field(
        f"Avant le {format_date(opened)}, l'indemnité n'est pas calculée ici, mais elle est due : le Conseil d'État "
        f"l'a jugé pour les services en REP et REP+ depuis le {format_date(since)}. Elle n'est pas versée sans "
        f"demande : pour l'année {on.year}, la demande écrite doit arriver au plus tard le {format_date(last)}.",
        f"Écrivez au rectorat de votre dernière affectation, en recommandé, avec vos contrats et la preuve des "
        f"écoles ; demandez aussi les intérêts. Sans réponse : {SERVICE}, votre syndicat, puis le tribunal.",
    )


CALCULATOR = Calculator(
    "Indemnité REP ou REP plus", "AESH en CDD ou en CDI", IndemniteRep, compute, pivot="date_paie"
)
