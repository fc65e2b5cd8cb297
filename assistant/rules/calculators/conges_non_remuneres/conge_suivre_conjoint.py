"""Unpaid leave to follow a spouse who must live far away for work: décret 86-83, article 20."""

from __future__ import annotations

from typing import Literal

from assistant.rules.calculators.conges_non_remuneres import _article20 as art20
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul


class CongeSuivreConjoint(art20.Article20):
    """The tie with the person followed."""

    lien: Literal["mariage", "pacs", "concubinage"] | None = fact(
        "situation_couple", only=("mariage", "pacs", "concubinage")
    )


def compute(s: CongeSuivreConjoint, c: Calcul) -> Outcome:
    """Return `fin`, `retour`, `reemploi_au_plus_tard` and `accorde_au_plus_tard`."""
    debut = c.need(s.date_debut, "date_debut")
    reasons = [art20.refus_anciennete(s, c, debut), art20.trop_long(s, c, debut)]
    if s.lien == "concubinage":
        reasons.append(
            "Ce congé est pour suivre un conjoint ou un partenaire de PACS : un mariage ou un PACS l'ouvrirait."
        )
    if any(reasons):
        return c.not_concerned(*filter(None, reasons))
    if s.lien is None:
        c.hypothesis("Vous êtes mariés ou pacsés.")
    goes_on = art20.fin_du_conge(s, c, debut)
    art20.reponse(s, c)
    art20.conseils(c, debut)
    c.caveat(
        "Il faut que son travail oblige votre conjoint à vivre loin de votre lieu de travail : joignez la preuve."
    )
    return c.result(
        "Ce congé, sans salaire et de droit, va jusqu'au {fin} inclus." + (art20.PHRASE_RETOUR if goes_on else "")
    )


CALCULATOR = Calculator(
    "Congé pour suivre un conjoint", "AESH, en CDD ou en CDI", CongeSuivreConjoint, compute, pivot="date_debut"
)
