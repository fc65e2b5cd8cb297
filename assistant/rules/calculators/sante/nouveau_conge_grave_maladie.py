"""A new grave illness leave once the rights are used up: one year of work resumed (décret 86-83, article 13)."""

from __future__ import annotations

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import FrBool, FrDate
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul


class NouveauCongeGraveMaladie(AgentSituation):
    """The day on which work was resumed after the leave."""

    date_reprise: FrDate | None = fact(
        "date_reprise_travail", question="À quelle date avez-vous repris le travail après le congé de grave maladie ?"
    )
    droits_epuises: FrBool | None = fact("droits_epuises")


def compute(s: NouveauCongeGraveMaladie, c: Calcul) -> Outcome:
    """Return the first day on which another leave may begin."""
    reprise = c.need(s.date_reprise, "date_reprise")
    if s.droits_epuises is False:
        c.parameter("cgm.duree", on=reprise)
        return c.not_concerned(
            "Le délai d'un an ne vaut qu'une fois les trois ans épuisés : il vous reste des droits au même congé. "
            "Demandez au gestionnaire de la DSDEN combien de mois il vous reste."
        )
    if s.droits_epuises is None:
        c.hypothesis("Vous avez utilisé les trois ans du congé précédent.")
    c.shift(
        *("nouveau_cgm_possible_le", "Premier jour possible d'un autre congé", reprise),
        c.parameter("cgm.reprise", on=reprise),
        convention="de date à date, travail effectivement repris",
        publish=True,
    )
    c.say("nouveau_conge_grave_maladie.compute")
    return c.result("Un autre congé de grave maladie est possible à partir du {nouveau_cgm_possible_le}.")


CALCULATOR = Calculator(
    "Nouveau congé de grave maladie", "AESH en CDD ou en CDI", NouveauCongeGraveMaladie, compute, pivot="date_reprise"
)
