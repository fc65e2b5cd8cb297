"""Answer to the modification of a substantial element of the contract: décret 86-83, articles 45-4 and 45-5."""

from __future__ import annotations

from typing import ClassVar, Literal

from assistant.rules.calculators.contrat._delais import derniere_reponse, reponse_donnee
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import FrBool, FrDate
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.delais import DelaiSituation, territory_of


class ModificationContrat(DelaiSituation):
    """The day on which the proposal came, what it changes and why."""

    date_reception_proposition: FrDate | None = fact("date_reception_proposition")
    element: Literal["quotite", "lieu", "fonctions", "horaires"] | None = fact("element_modifie")
    besoin_transforme: FrBool | None = fact("besoin_transforme")
    date_reponse: FrDate | None = fact("date_reponse_agent")

    ORDER: ClassVar = (("date_reception_proposition", "date_reponse"),)


def compute(s: ModificationContrat, c: Calcul) -> Outcome:
    """Return `derniere_reponse` (inclusive) and `silence`, what no answer amounts to."""
    recue = c.need(s.date_reception_proposition, "date_reception_proposition")
    delai = c.parameter("modification.delai_reponse", on=recue)
    c.value("delai", "Délai de réponse", delai.shown)
    last = derniere_reponse(c, recue, delai, territory_of(s, c))
    silence = c.parameter("modification.effet_du_silence", on=recue)
    c.value("silence", "Si vous ne répondez pas", silence.shown)
    reponse_donnee(c, s.date_reponse, last)
    c.todo("Répondez par écrit, acceptation ou refus motivé, en gardant une preuve de la date.", by=last)
    _warn(s, c)
    return c.result(
        "Vous avez {delai} pour répondre, jusqu'au {derniere_reponse}. Sans réponse à cette date, votre silence vaut "
        "{silence}."
    )


def _warn(s: ModificationContrat, c: Calcul) -> None:
    c.say("modification_contrat.warn")
    if s.besoin_transforme is False:
        c.say("modification_contrat.warn3")
    if s.element == "horaires":
        c.say("modification_contrat.warn4")
    if s.element == "lieu":
        c.caveat("Un changement d'école dans la zone écrite au contrat n'est en général pas une modification.")
    c.say("modification_contrat.warn2")


CALCULATOR = Calculator(
    "Réponse à une modification du contrat",
    "AESH en CDD ou en CDI",
    ModificationContrat,
    compute,
    pivot="date_reception_proposition",
)
