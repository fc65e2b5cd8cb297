"""The day whose legal values apply when no date is given."""

from __future__ import annotations

from datetime import date

from assistant.rules.core.parameters import all_parameters
from assistant.rules.core.steps import Calcul


def bareme_au(given: date | None, c: Calcul, parameter_id: str, other: str) -> date:
    """Return the date given, or the day on which a parameter was last verified: said, shown, never guessed further.

    `other` ends the sentence "indiquez la date pour …".
    """
    if given is not None:
        return given
    verified = all_parameters()[parameter_id].verified_on
    c.value("bareme_au", "Règles et barèmes en vigueur au", verified, calendar=False)
    c.hypothesis(
        "Règles et barèmes en vigueur au {bareme_au}, jour de leur dernière vérification ; indiquez la date pour "
        + other
        + "."
    )
    return verified
