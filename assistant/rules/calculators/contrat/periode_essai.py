"""Trial period of a contract: CGFP R. 332-20 to R. 332-25, before them décret 86-83, article 9."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from assistant.rules.calculators.contrat._essai import Essai, essai_maximal
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import Period
from assistant.rules.core.fields import FrBool, FrDate
from assistant.rules.core.inputs import ContractSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.delais import DelaiSituation, territory_of


class PeriodeEssai(DelaiSituation, ContractSituation):
    """The contract: its days, what it says of a trial, and whether it follows another one for the same work."""

    premier_contrat: FrBool | None = fact("premier_contrat")
    essai_ecrit: FrBool | None = fact("essai_ecrit")
    premier_jour_contrat: FrDate | None = fact("date_debut_contrat")
    dernier_jour_cdd: FrDate | None = fact("dernier_jour_cdd")
    dernier_jour_ecrit: FrDate | None = fact("dernier_jour_essai")

    ORDER: ClassVar = (("premier_jour_contrat", "dernier_jour_cdd"), ("premier_jour_contrat", "dernier_jour_ecrit"))


def compute(s: PeriodeEssai, c: Calcul) -> Outcome:
    """Return the longest trial: `duree_maximale`, `dernier_jour_essai`, `dernier_jour_renouvele` (inclusive)."""
    if not c.need(s.premier_contrat, "premier_contrat"):
        c.cite("cgfp#R332-21", "decret-86-83#9")
        return c.not_concerned(
            "Aucune période d'essai ne peut être prévue quand le nouveau contrat porte sur les mêmes fonctions, avec "
            "la même autorité : ni à un renouvellement, ni au passage en CDI. Il en faudrait d'autres fonctions."
        )
    if not c.need(s.essai_ecrit, "essai_ecrit"):
        c.cite("cgfp#R332-20", "decret-86-83#9")
        return c.not_concerned(
            "Une période d'essai n'existe que si le contrat l'écrit : sans clause, il n'y en a pas. Relisez aussi "
            "les avenants."
        )
    debut = c.need(s.premier_jour_contrat, "premier_jour_contrat")
    cdd = c.need(s.contrat, "contrat") == "cdd"
    contrat = Period(debut, c.need(s.dernier_jour_cdd, "dernier_jour_cdd")) if cdd else None
    essai = essai_maximal(c, debut, contrat, territory_of(s, c))
    if essai is None:
        c.cite("cgfp#R332-22")
        return c.not_concerned(
            "Un contrat de moins d'une semaine ne permet aucun jour d'essai. Un plus long en permet."
        )
    _publish(c, essai, debut)
    _compare(s, c, essai.fin)
    c.say("periode_essai.advise")
    return c.result(
        "La période d'essai dure au plus {duree_maximale} : jusqu'au {dernier_jour_essai}. Si le contrat le prévoit, "
        "elle est renouvelable une fois, au plus tard jusqu'au {dernier_jour_renouvele}."
    )


def _publish(c: Calcul, essai: Essai, debut: date) -> None:
    c.value("duree_maximale", "Durée maximale de l'essai", essai.duree)
    c.value("dernier_jour_essai", "Dernier jour de l'essai, au plus tard", essai.fin)
    c.value("dernier_jour_renouvele", "Dernier jour de l'essai renouvelé, au plus tard", essai.fin_renouvele)
    why = "Le premier jour du contrat est déjà un jour d'essai : la date la plus proche protège le mieux."
    source = "cgfp#R332-22" if "cgfp#R332-22" in essai.sources else "decret-86-83#9"
    c.reading("Le premier jour du contrat compte", essai.fin, source_id=source, kept=True, why=why)
    c.reading("Le premier jour du contrat ne compte pas", essai.fin_sans_premier_jour, why="De date à date.")


def _compare(s: PeriodeEssai, c: Calcul, fin: date) -> None:
    if s.dernier_jour_ecrit is None:
        return
    label = "Essai écrit dans la limite"
    if not c.check("essai_conforme", label, s.dernier_jour_ecrit, "<=", fin, publish=True):
        c.caveat("Le contrat prévoit un essai plus long que le maximum : demandez par écrit sa correction.")
        return
    c.caveat("Le contrat prévoit un essai qui tient dans le maximum : c'est la durée du contrat qui compte.")


CALCULATOR = Calculator(
    "Période d'essai", "AESH en CDD ou en CDI", PeriodeEssai, compute, pivot="premier_jour_contrat"
)
