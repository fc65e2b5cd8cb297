"""Amount of a pension: never computed here; why, and whom to ask."""

from __future__ import annotations

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.inputs import AgentSituation
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul


class MontantRetraite(AgentSituation):
    """Nothing is asked: no fact would be enough."""


def compute(s: MontantRetraite, c: Calcul) -> Outcome:
    """Refuse, and refer to the bodies that hold the whole career."""
    c.cite("guide-nice#retraite")
    return c.out_of_field(
        "Le montant d'une retraite n'est pas calculé ici : il dépend de toute la carrière, dans tous les régimes, "
        "et de "
        "règles qui ont changé récemment. Un AESH relève du régime général (Assurance retraite) et, en complément, "
        "de "
        "l'Ircantec ; ce n'est pas la retraite des fonctionnaires.",
        "Demandez une estimation sur info-retraite.fr (tous régimes), puis à l'Assurance retraite et à l'Ircantec "
        "; les "
        "contacts du ministère sont sur education.gouv.fr/retraite. Vérifiez d'abord votre relevé de carrière.",
    )


CALCULATOR = Calculator(
    "Montant de la retraite : à qui demander", "AESH en CDD ou en CDI", MontantRetraite, compute, refuses=True
)
