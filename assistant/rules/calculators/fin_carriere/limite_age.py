"""Age limit of contract agents: CGFP, article L. 556-11."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import FrDate
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.bareme import bareme_au


class LimiteAge(AgentSituation):
    """The birth date; the day of the question selects the rule in force."""

    date_naissance: FrDate | None = fact("date_naissance")
    aujourdhui: FrDate | None = fact("date_du_jour")

    ORDER: ClassVar = (("date_naissance", "aujourdhui"),)


def compute(s: LimiteAge, c: Calcul) -> Outcome:
    """Return the day of the age limit, that of the highest age with an authorisation, and when to ask for it."""
    born = c.need(s.date_naissance, "date_naissance")
    on = bareme_au(s.aujourdhui, c, "limite_age.age", "une autre époque")
    first = c.parameter("limite_age.premiere_generation", on=on)
    if not c.check("generation", "Génération à laquelle s'applique la limite pleine", born, ">=", first):
        return c.out_of_field(
            f"Pour une naissance avant le {first.shown}, la limite d'âge était plus basse et elle est passée.",
            "Demandez votre situation au service qui gère votre contrat (DSDEN ou rectorat).",
        )
    age = c.parameter("limite_age.age", on=on)
    most = c.parameter("limite_age.maximum", on=on)
    c.value("age", "Limite d'âge", age.integer, age.unit)
    c.value("age_maximal", "Âge maximal avec une autorisation", most.integer, most.unit)
    limit = c.shift("limite", "Limite d'âge atteinte le", born, age, convention=ANNIVERSAIRE, publish=True)
    c.shift("limite_maximale", "Âge maximal atteint le", born, most, convention=ANNIVERSAIRE, publish=True)
    c.say("limite_age.advise")
    if s.aujourdhui is not None and c.check(
        "depassee", "Limite d'âge dépassée", s.aujourdhui, ">", limit, publish=True
    ):
        return c.result(
            "La limite d'âge de {age} est passée depuis le {limite} : vous ne pouvez continuer qu'avec une "
            "autorisation, "
            "jusqu'au {limite_maximale} au plus tard ({age_maximal})."
        )
    asked_by = _ask(c, limit)
    if s.aujourdhui is not None and asked_by < s.aujourdhui:
        return c.result(
            "La limite d'âge est de {age} : vous l'atteignez le {limite}. Pour continuer jusqu'au {limite_maximale} "
            "au plus tard ({age_maximal}), l'autorisation était à demander avant le {demande_avant} : cette date est "
            "passée, demandez-la maintenant."
        )
    return c.result(
        "La limite d'âge est de {age} : vous l'atteignez le {limite}. Avec une autorisation, vous pouvez continuer "
        "jusqu'au {limite_maximale} au plus tard ({age_maximal}) ; demandez-la avant le {demande_avant}."
    )


def _ask(c: Calcul, limit: date) -> date:
    delay = c.parameter("limite_age.demande", on=limit)
    by = c.shift("demande_avant", "Demande d'autorisation conseillée avant le", limit, delay, back=True, publish=True)
    c.todo("Pour continuer au-delà, écrivez à l'employeur et joignez un certificat médical d'aptitude.", by=by)
    return by


ANNIVERSAIRE = "jour anniversaire"

CALCULATOR = Calculator("Limite d'âge", "AESH en CDD ou en CDI", LimiteAge, compute)
