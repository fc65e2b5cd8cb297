"""Is a sanction allowed, and must the CCP be heard: décret 86-83, article 43-2; CGFP R. 271-12."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import add_days, add_months
from assistant.rules.core.fields import FrDate, FrDuration
from assistant.rules.core.inputs import ContractSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul
from assistant.rules.parsing import Duration

DAYS_SURELY_IN_A_MONTH = 30
WORDS = {"avertissement": "avertissement", "blame": "blâme", "licenciement": "licenciement disciplinaire"}


class SanctionDisciplinaire(ContractSituation):
    """The sanction announced, its length, and its dates."""

    sanction: Literal["exclusion", "avertissement", "blame", "licenciement"] | None = fact("sanction")
    duree_exclusion: FrDuration | None = fact("duree_exclusion", probes=["2 mois"])
    date_sanction: FrDate | None = fact("date_sanction")
    premier_jour_exclusion: FrDate | None = fact("date_debut_exclusion")

    @model_validator(mode="after")
    def _facts_follow(self) -> Self:
        self.check_order("date_sanction", "premier_jour_exclusion")
        if self.duree_exclusion == Duration():
            self.refuse("duree_exclusion", "une exclusion dure au moins un jour ; indiquez sa durée")
        return self


def compute(s: SanctionDisciplinaire, c: Calcul) -> Outcome:
    """Return `autorisee` and `ccp_requise`; for an exclusion, `duree_maximale` too."""
    sanction = c.need(s.sanction, "sanction")
    return _exclusion(s, c) if sanction == "exclusion" else _other(c, sanction)


def _other(c: Calcul, sanction: str) -> Outcome:
    c.cite("decret-86-83#43-2", "cgfp#R271-12")
    c.value("sanction", "Sanction", WORDS[sanction])
    c.value("autorisee", "Sanction prévue par les textes", True)
    dismissal = sanction == "licenciement"
    c.value("ccp_requise", "Avis de la commission consultative paritaire obligatoire", dismissal)
    if dismissal:
        c.caveat("Le licenciement disciplinaire se fait sans préavis ni indemnité, après un entretien préalable.")
    c.say("sanction_disciplinaire.guarantees")
    return c.result(
        "Sanction prévue par les textes ({sanction}) : {autorisee}. Avis de la commission consultative paritaire, "
        "réunie en conseil de discipline, obligatoire : {ccp_requise}."
    )


def _exclusion(s: SanctionDisciplinaire, c: Calcul) -> Outcome:
    contrat = c.need(s.contrat, "contrat")
    duree = c.need(s.duree_exclusion, "duree_exclusion")
    on = c.need(s.date_sanction, "date_sanction")
    longest = c.parameter(f"sanction.exclusion_maximale_{contrat}", on=on)
    without_ccp = c.parameter("sanction.exclusion_sans_ccp", on=on)
    c.value("duree", "Durée de l'exclusion", str(duree), "texte")
    c.value("duree_maximale", "Exclusion maximale pour ce contrat", longest.shown)
    allowed = _within(s, c, duree, longest)
    c.apply(
        *(
            "ccp_requise",
            "Avis de la commission consultative paritaire obligatoire",
            _longer,
            str(duree),
            without_ccp,
        ),
        *(duree,),
        expression="{0} : plus de {1} ?",
        publish=True,
    )
    if not allowed:
        c.caveat("L'exclusion dépasse le maximum : contestez-la par écrit et faites-vous aider par un syndicat.")
    c.say("sanction_disciplinaire.exclusion")
    c.say("sanction_disciplinaire.guarantees")
    return c.result(
        "Une exclusion de {duree} est permise pour ce contrat : {autorisee} (au plus {duree_maximale}). Avis de la "
        "commission consultative paritaire, réunie en conseil de discipline, obligatoire : {ccp_requise}."
    )


def _longer(_shown: str, most: int, duree: Duration) -> bool:
    return duree.total_months > 0 or duree.days > most


def _within(s: SanctionDisciplinaire, c: Calcul, duree: Duration, longest: Used) -> bool:
    """Compare in months, or in days where that cannot mislead; otherwise from the first day of the exclusion.

    After its whole months, thirty days for each month left are within the maximum, more than thirty-one beyond.
    """
    left = longest.integer - duree.total_months
    label = "Exclusion permise pour ce contrat"
    if not duree.days:
        return c.check("autorisee", label, (duree.total_months, "mois"), "<=", longest, publish=True)
    if duree.days <= DAYS_SURELY_IN_A_MONTH * left or duree.days > (DAYS_SURELY_IN_A_MONTH + 1) * left:
        days = DAYS_SURELY_IN_A_MONTH * duree.total_months + duree.days
        most = DAYS_SURELY_IN_A_MONTH * longest.integer
        return c.check("autorisee", label, (days, "jours"), "<=", (most, "jours"), publish=True)
    first = c.need(s.premier_jour_exclusion, "premier_jour_exclusion")
    end = add_days(add_months(first, duree.total_months), duree.days)
    return c.check("autorisee", label, end, "<=", add_months(first, longest.integer), publish=True)


CALCULATOR = Calculator(
    "Contrôle d'une sanction disciplinaire",
    "AESH en CDD ou en CDI",
    SanctionDisciplinaire,
    compute,
    pivot="date_sanction",
)
