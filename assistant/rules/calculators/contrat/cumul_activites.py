"""A second activity: declaration or authorisation. CGFP L. 123-5 to L. 123-7, R. 123-2 to R. 123-10."""

from __future__ import annotations

from datetime import date

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import FrBool, FrDate, Percent
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul


class CumulActivites(AgentSituation):
    """The quotité of the contract, the activity and the request."""

    quotite: Percent | None = fact("quotite", probes=["100 %"])
    premier_jour_activite: FrDate | None = fact("date_debut_autre_activite")
    date_reception_demande: FrDate | None = fact(
        "date_reception_demande",
        question="Si vous avez demandé une autorisation, à quelle date l'administration l'a-t-elle reçue ?",
        label="Réception de la demande d'autorisation",
        help="",
    )
    plusieurs_autorites: FrBool | None = fact("plusieurs_autorites")


def compute(s: CumulActivites, c: Calcul) -> Outcome:
    """Return `regime` (déclaration or autorisation) and `activite_privee`; `reponse_au_plus_tard` of a request."""
    quotite = c.need(s.quotite, "quotite")
    debut = c.need(s.premier_jour_activite, "premier_jour_activite")
    threshold = c.parameter("cumul.quotite_maximale", on=debut)
    label = "Activité privée libre, sur simple déclaration"
    declared = c.check("activite_privee", label, (quotite, "%"), "<=", threshold, publish=True)
    c.say("cumul_activites.common")
    return _declaration(c, debut) if declared else _authorisation(s, c)


def _declaration(c: Calcul, debut: date) -> Outcome:
    c.value("regime", "Régime", "déclaration")
    c.cite("cgfp#L123-5", "cgfp#L123-6", "cgfp#R123-5", "cgfp#R123-6")
    c.todo("Déclarez l'activité par écrit à votre employeur, avant de commencer, et gardez une copie.", by=debut)
    c.caveat("Si vous avez plusieurs employeurs publics, déclarez l'activité à chacun.")
    return c.result(
        "Avec votre quotité, une {regime} écrite suffit pour exercer une activité privée rémunérée : aucune "
        "autorisation n'est à attendre."
    )


def _authorisation(s: CumulActivites, c: Calcul) -> Outcome:
    c.value("regime", "Régime", "autorisation")
    c.say("cumul_activites.authorisation")
    if s.date_reception_demande is None:
        c.todo("Demandez l'autorisation par écrit et attendez la réponse avant de commencer.")
        return c.result(
            "Avec votre quotité, il faut une {regime} écrite avant de commencer, et seulement pour une activité "
            "accessoire de la liste réglementaire."
        )
    return _answer(s, c, s.date_reception_demande)


def _answer(s: CumulActivites, c: Calcul, recue: date) -> Outcome:
    if s.plusieurs_autorites is None:
        c.hypothesis("Une seule autorité se prononce.")
    name = "cumul.delai_reponse_plusieurs" if s.plusieurs_autorites else "cumul.delai_reponse"
    c.shift(
        *("reponse_au_plus_tard", "Réponse de l'administration, au plus tard", recue, c.parameter(name, on=recue)),
        convention="de date à date, le jour de la réception n'étant pas compté",
        publish=True,
    )
    c.value("silence", "Sans réponse à cette date", "refus")
    c.caveat("Une demande incomplète peut retarder le départ du délai.")
    return c.result(
        "Avec votre quotité, il faut une {regime} écrite avant de commencer. L'administration répond au plus tard le "
        "{reponse_au_plus_tard} ; son silence vaut {silence}."
    )


CALCULATOR = Calculator(
    "Cumul d'activités : déclaration ou autorisation",
    "AESH en CDD ou en CDI",
    CumulActivites,
    compute,
    pivot="premier_jour_activite",
)
