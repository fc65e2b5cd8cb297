"""Birth leave, and leave for the arrival of an adopted child: CGFP L. 631-6 and L. 631-7."""

from __future__ import annotations

from datetime import date
from typing import Literal

from assistant.rules.calculators.famille._naissance import TRAVAILLE, jours_de_naissance
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import Period, add_days
from assistant.rules.core.fields import FrBool, FrDate
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.delais import DelaiSituation, territory_of


class CongeNaissance(DelaiSituation):
    """The event, its date, and the tie with the mother."""

    date_naissance: FrDate | None = fact("date_naissance_enfant")
    evenement: Literal["naissance", "adoption"] | None = fact("naissance_ou_adoption", only=("naissance", "adoption"))
    second_parent: FrBool | None = fact("second_parent")
    travaille_jour_naissance: FrBool | None = TRAVAILLE


def compute(s: CongeNaissance, c: Calcul) -> Outcome:
    """Return `conge_naissance` (the days), `premier_jour` and `dernier_jour`; for an adoption, `fenetre`."""
    jour = c.need(s.date_naissance, "date_naissance")
    if s.evenement == "adoption":
        return _adoption(c, jour)
    if s.evenement is None:
        c.hypothesis("Il s'agit d'une naissance, pas de l'arrivée d'un enfant adopté.")
    if s.second_parent is False:
        c.cite("cgfp#L631-6")
        return c.not_concerned(
            "Le congé de naissance est pour le père, ou pour la personne mariée, pacsée ou en couple avec la mère. "
            "La mère a le congé de maternité."
        )
    if s.second_parent is None:
        c.hypothesis("Vous êtes le père, ou la personne mariée, pacsée ou en couple avec la mère.")
    days = jours_de_naissance(c, jour, s.travaille_jour_naissance, territory_of(s, c))
    c.value("premier_jour", "Premier jour du congé de naissance", days[0])
    c.value("dernier_jour", "Dernier jour du congé de naissance", days[-1])
    c.say("conge_naissance.of_right")
    c.todo("Envoyez l'acte de naissance au service gestionnaire.")
    c.caveat("Le congé de paternité commence aussitôt après : voyez ses dates et sa demande, à faire bien avant.")
    return c.result(
        "Le congé de naissance va du {premier_jour} au {dernier_jour} : {conge_naissance}. C'est un "
        "droit, payé en entier."
    )


def _adoption(c: Calcul, arrivee: date) -> Outcome:
    days = c.parameter("naissance.jours", arrivee)
    around = c.parameter("naissance.fenetre_adoption", arrivee)
    c.value("duree", "Durée du congé", days.shown)
    half = around.integer // 2
    narrow = Period(add_days(arrivee, -half), add_days(arrivee, half))
    wide = Period(add_days(arrivee, -around.integer), add_days(arrivee, around.integer))
    c.value("fenetre", "Jours pendant lesquels prendre le congé", narrow)
    label = f"{around.shown} en tout, l'arrivée au milieu"
    c.reading(label, narrow, source_id="cgfp#L631-7", kept=True, why="C'est la lecture prudente.")
    label = f"{around.shown} de chaque côté de l'arrivée"
    c.reading(label, wide, source_id="cgfp#L631-7", why="Le texte ne dit pas comment compter : faites confirmer.")
    c.say("conge_naissance.of_right")
    c.todo("Demandez ce congé au service gestionnaire avec le document qui donne la date d'arrivée de l'enfant.")
    return c.result(
        "Pour l'arrivée d'un enfant adopté, vous avez droit à {duree} de congé payé, en une ou plusieurs fois, "
        "{fenetre}."
    )


CALCULATOR = Calculator(
    "Congé de naissance",
    "AESH père ou conjoint de la mère, ou parent adoptif",
    CongeNaissance,
    compute,
    pivot="date_naissance",
)
