"""Service needed for pay to go on during a sick leave: décret 86-83, article 12 (exactly four months is enough)."""

from __future__ import annotations

from datetime import date

from assistant.rules.calculators.sante._anciennete import anciennete_au, couvert, services_au
from assistant.rules.calculators.sante._situations import SituationAvecServices, anciennete, contrats_de
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.contracts import Contrat
from assistant.rules.core.dates import next_day
from assistant.rules.core.fields import FrDate
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.bands import by_services


class AncienneteMaladie(SituationAvecServices):
    """The first day of the leave, and the contracts before it."""

    premier_jour: FrDate | None = fact("date_debut_arret")


def compute(s: AncienneteMaladie, c: Calcul) -> Outcome:
    """Return the service counted on the first day, whether pay is maintained, and when it would be."""
    jour = c.need(s.premier_jour, "premier_jour")
    contrats = contrats_de(c, s)
    if not couvert(contrats, jour):
        c.cite("decret-86-83#12")
        return c.not_concerned("Aucun contrat ne court ce jour-là : un congé de maladie suppose un contrat en cours.")
    c.parameter("cmo.interruption_maximale", on=jour)
    found = anciennete(c, contrats, jour, "Services accomplis au premier jour de l'arrêt")
    if counted := services_au(contrats, jour):
        c.value("services_depuis", "Services comptés depuis le", counted[0].first, calendar=False)
    minimum = c.parameter("cmo.anciennete_minimale", on=jour)
    c.value("anciennete_requise", "Services nécessaires", minimum.integer, "mois")
    remplie = c.check(
        *("condition_remplie", "Le salaire est-il maintenu ?", (found.months, "mois"), ">=", minimum), publish=True
    )
    c.hypothesis("Les services terminés par une démission comptent comme les autres : aucun texte lu ne les écarte.")
    if remplie:
        return c.result(
            "Au premier jour de l'arrêt, vous comptez {anciennete} de services : le salaire est maintenu."
        )
    return _trop_tot(c, contrats, jour, minimum.integer)


def _trop_tot(c: Calcul, contrats: tuple[Contrat, ...], jour: date, mois: int) -> Outcome:
    c.apply(
        *("date_condition", "Ancienneté atteinte le", lambda depuis: _atteinte(contrats, depuis, mois), jour),
        expression="premier jour assez ancien à partir du {0}, si le contrat continue",
        publish=True,
    )
    c.say("anciennete_maladie.trop_tot")
    return c.result(
        "Au premier jour de l'arrêt, vous comptez {anciennete} de services : il en faut {anciennete_requise}, "
        "atteints le {date_condition}. Le congé de maladie est sans salaire."
    )


def _atteinte(contrats: tuple[Contrat, ...], depuis: date, mois: int) -> date:
    """Return the first day from `depuis` with enough service, the contract of that day being taken to go on."""
    ouverts = tuple(
        contrat.model_copy(update={"dernier_jour": None}) if depuis in contrat.period else contrat
        for contrat in contrats
    )
    jour = depuis
    while anciennete_au(ouverts, jour).months < mois:
        jour = next_day(jour)
    return jour


CALCULATOR = Calculator(
    "Ancienneté pour le maintien du salaire en maladie",
    "AESH en CDD ou en CDI",
    AncienneteMaladie,
    compute,
    pivot="premier_jour",
    tables={"date_debut_services": by_services("cmo.droits", on="premier_jour")},
)
