"""Absence of right for the death of a child: CGFP L. 622-2 (loi 2023-622)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.calendar import jours_ouvrables_from
from assistant.rules.core.fields import Count, FrBool, FrDate
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.bands import by_threshold
from assistant.rules.shared.bareme import bareme_au
from assistant.rules.shared.delais import DelaiSituation, territory_of

LOI = "cgfp#L622-2"
GUIDE = "guide-nice#absences-facultatives"


class DecesEnfant(DelaiSituation):
    """Who died, at what age, when."""

    lien: Literal["enfant", "personne_a_charge"] | None = fact("lien_defunt", only=("enfant", "personne_a_charge"))
    age: Count | None = fact("age_defunt", probes=["30"])
    enfant_parent: FrBool | None = fact("enfant_parent")
    date_deces: FrDate | None = fact("date_deces")
    premier_jour: FrDate | None = fact("date_absence", question="À partir de quel jour voulez-vous vous absenter ?")


def compute(s: DecesEnfant, c: Calcul) -> Outcome:
    """Return `jours` (ouvrables), `complement`, `de_droit`, and `complement_jusqu_au` when the day is known."""
    on = bareme_au(s.date_deces, c, "deces_enfant.jours", "une autre période")
    if s.lien is None:
        c.hypothesis("La personne décédée est votre enfant.")
    limit = c.parameter("deces_enfant.age", on)
    young = c.check("jeune", "Moins que l'âge limite ?", (c.need(s.age, "age"), "ans"), "<", limit, sources=[LOI])
    if s.lien == "personne_a_charge" and not young:
        return c.not_concerned(
            f"Pour une personne à charge qui n'est pas votre enfant, cette absence vaut avant {limit.shown}. "
            f"Demandez une "
            "autorisation d'absence pour décès d'un proche au service gestionnaire."
        )
    more = young or c.need(s.enfant_parent, "enfant_parent")
    _duree(s, c, on, more=more, young=young)
    c.say("deces_enfant.advise")
    extra = ""
    if more:
        _complement(s, c, on)
        until = " jusqu'au {complement_jusqu_au} inclus" if s.date_deces else " dans le délai prévu"
        extra = " S'y ajoutent {complement} que vous pouvez prendre en plusieurs fois" + until + "."
    return c.result("Vous avez droit à {jours} d'absence, de droit : on ne peut pas vous les refuser." + extra)


def _duree(s: DecesEnfant, c: Calcul, on: date, *, more: bool, young: bool) -> None:
    """Publish the days of right, with the guide's figures beside the law's."""
    days = c.parameter("deces_enfant.jours_majores" if more else "deces_enfant.jours", on)
    c.value("jours", "Absence de droit", days.integer, "jours ouvrables")
    c.value("de_droit", "Elle ne se refuse pas", True)
    if s.premier_jour:
        _dernier(s, c, s.premier_jour, days)
    why = "La loi, plus récente et plus forte, l'emporte."
    c.reading("La loi", days.value, "jours ouvrables", source_id=LOI, kept=True, why=why)
    guide = c.parameter("deces_enfant.guide_nice", on).table["moins_de_25_ans" if young else "plus_de_25_ans"]
    why = "Le guide en fait aussi une absence facultative : il n'est plus à jour."
    c.reading("Le guide de l'académie de Nice", guide, "jours ouvrables", source_id=GUIDE, why=why)
    if not more:
        c.value("complement", "Absence complémentaire", 0, "jours")
        c.caveat("Le guide ajoute des jours complémentaires à tout âge : la loi les réserve aux autres cas.")


def _dernier(s: DecesEnfant, c: Calcul, first: date, days: Used) -> None:
    found = c.apply(
        *("jours_dates", "Jours ouvrables de l'absence", jours_ouvrables_from, first, days, territory_of(s, c)),
        expression="{1} à partir du {0}, dimanches et jours fériés laissés de côté ({2})",
        sources=[LOI],
    )
    c.value("dernier_jour", "Dernier jour d'absence, si les jours se suivent", found[-1])


def _complement(s: DecesEnfant, c: Calcul, on: date) -> None:
    days = c.parameter("deces_enfant.complement", on)
    c.value("complement", "Absence complémentaire", days.integer, "jours")
    c.caveat("La loi ne dit pas si les jours complémentaires sont ouvrables : faites confirmer leur décompte.")
    delay = c.parameter("deces_enfant.delai", on)
    if s.date_deces:
        label = "Dernier jour de l'absence complémentaire"
        by = c.shift("complement_jusqu_au", label, s.date_deces, delay, publish=True)
        c.todo("Prenez les jours complémentaires, en une ou plusieurs fois.", by=by)


CALCULATOR = Calculator(
    "Absence pour le décès d'un enfant",
    "AESH, en CDD ou en CDI",
    DecesEnfant,
    compute,
    pivot="date_deces",
    tables={"age": by_threshold("deces_enfant.age", "moins de {n} ans", "{n} ans ou plus")},
)
