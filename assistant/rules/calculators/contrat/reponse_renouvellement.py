"""Answer to a proposal of renewal: CGFP R. 332-31, before it décret 86-83, article 45."""

from __future__ import annotations

from typing import ClassVar

from assistant.rules.calculators.contrat._delais import derniere_reponse, reponse_donnee
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import FrBool, FrDate
from assistant.rules.core.inputs import ContractSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.delais import DelaiSituation, territory_of


class ReponseRenouvellement(DelaiSituation, ContractSituation):
    """The day on which the proposal came, and what it said."""

    date_reception_proposition: FrDate | None = fact("date_reception_proposition")
    date_reponse: FrDate | None = fact("date_reponse_agent")
    silence_explique: FrBool | None = fact("silence_explique")

    ORDER: ClassVar = (("date_reception_proposition", "date_reponse"),)


def compute(s: ReponseRenouvellement, c: Calcul) -> Outcome:
    """Return `derniere_reponse` (inclusive) and `silence`, what no answer amounts to."""
    if s.contrat == "cdi":
        c.cite("cgfp#R332-31")
        return c.not_concerned("Un CDI ne se renouvelle pas : ce délai vaut pour la fin d'un CDD.")
    recue = c.need(s.date_reception_proposition, "date_reception_proposition")
    delai = c.parameter("renouvellement.delai_reponse", on=recue)
    c.value("delai", "Délai de réponse", delai.shown)
    last = derniere_reponse(c, recue, delai, territory_of(s, c))
    silence = c.parameter("renouvellement.effet_du_silence", on=recue)
    c.value("silence", "Si vous ne répondez pas", silence.shown)
    reponse_donnee(c, s.date_reponse, last)
    if s.silence_explique is False:
        c.say("reponse_renouvellement.compute2")
    c.todo("Répondez par écrit, en gardant une preuve de l'envoi et de la date.", by=last)
    c.say("reponse_renouvellement.compute")
    return c.result(
        "Vous avez {delai} pour répondre, jusqu'au {derniere_reponse}. Sans réponse à cette date, votre silence vaut "
        "{silence}."
    )


CALCULATOR = Calculator(
    "Réponse à une proposition de renouvellement du CDD",
    "AESH en CDD",
    ReponseRenouvellement,
    compute,
    pivot="date_reception_proposition",
)
