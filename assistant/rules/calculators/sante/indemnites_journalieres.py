"""Daily allowances of the social security for a sick stop: code de la sécurité sociale, R. 323-1 and R. 323-4."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from assistant.rules.calculators.sante._ijss import BASE, Indemnite, indemnite, plafond_du
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import Euros, FrBool, FrDate
from assistant.rules.core.formula import Rounding, evaluate
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.money import CENT, cents
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.parameters import lookup
from assistant.rules.core.steps import Calcul

MOIS = ("premier", "deuxieme", "troisieme")


def _list(value: object) -> object:
    if isinstance(value, str):
        return [part for part in re.split(r"[;\n]", value) if part.strip()]
    return [value] if isinstance(value, int | float | Decimal) else value


Bruts = Annotated[tuple[Euros, ...], Field(min_length=1, max_length=len(MOIS)), BeforeValidator(_list)]


class IndemnitesJournalieres(AgentSituation):
    """The stop, and the three monthly pays before it."""

    premier_jour: FrDate | None = fact("date_debut_arret")
    dernier_jour: FrDate | None = fact("dernier_jour_arret")
    bruts: Bruts | None = fact("salaires_bruts")
    attente_levee: FrBool | None = fact("attente_levee")

    @model_validator(mode="after")
    def _facts_agree(self) -> Self:
        self.check_order("premier_jour", "dernier_jour")
        if self.bruts and len(self.bruts) not in (1, len(MOIS)):
            self.refuse("bruts", "indiquez les trois salaires, ou un seul s'ils sont égaux")
        return self


def compute(s: IndemnitesJournalieres, c: Calcul) -> Outcome:
    """Return the ceiling, the base, the gross and net allowance, and the days paid where the last day is known."""
    premier = c.need(s.premier_jour, "premier_jour")
    bruts = c.need(s.bruts, "bruts")
    if len(bruts) == 1:
        bruts = bruts * len(MOIS)
        c.hypothesis("Les trois derniers salaires bruts sont égaux.")
    found = indemnite(c, bruts, premier, publish=True)
    nette = c.formula(
        *("ij_nette", "Indemnité journalière nette de CSG et de CRDS", "brute * (100 - prelevements) / 100"),
        unit="EUR/jour",
        rounding=Rounding.CENTIME,
        publish=True,
        brute=(found.brute, "EUR/jour"),
        prelevements=c.parameter("ijss.prelevements", on=premier),
    )
    _troncature(c, bruts, premier, found)
    jours = _jours(s, c, premier)
    if jours is not None:
        _total(c, jours, found.brute, nette)
    _reserves(c, premier)
    ajout = " Pour cet arrêt, elle en verse {jours_indemnises} : {total_brut} brut." if jours is not None else ""
    return c.result(
        "La sécurité sociale verse {ij_brute} brut ({ij_nette} net avant impôt) à partir du {premier_jour_indemnise}."
        + ajout
    )


def _troncature(c: Calcul, bruts: tuple[Decimal, ...], premier: date, found: Indemnite) -> None:
    """Give the amount cut to the cent where it differs: official pages cut, ameli rounds."""
    termes = dict(zip(MOIS, bruts, strict=True))
    termes |= {"plafond": cents(plafond_du(premier)), "diviseur": lookup("ijss.diviseur", premier).decimal}
    exacte = evaluate(f"({BASE}) * taux / 100", {**termes, "taux": lookup("ijss.taux", premier).decimal})
    tronquee = exacte.quantize(CENT, rounding=ROUND_DOWN)
    if tronquee != found.brute:
        c.reading("Montant arrondi au centime", found.brute, "EUR/jour", source_id="ameli-ij", kept=True)
        c.reading("Montant coupé au centime", tronquee, "EUR/jour", why="Certaines pages officielles coupent.")


def _jours(s: IndemnitesJournalieres, c: Calcul, premier: date) -> int | None:
    attente = c.parameter("ijss.attente", on=premier)
    if s.attente_levee is None:
        c.hypothesis("C'est un nouvel arrêt, sans dispense : les jours d'attente s'appliquent.")
    retenus = 0 if s.attente_levee else attente.integer
    c.value("jours_attente", "Jours d'attente sans indemnité", retenus, "jours")
    debut = c.shift("premier_jour_indemnise", "Premier jour indemnisé", premier, (retenus, "jours"), publish=True)
    if s.dernier_jour is None:
        return None
    return c.apply(
        *("jours_indemnises", "Jours indemnisés", _compris, debut, s.dernier_jour),
        expression="du {0} au {1}",
        unit="jours",
        publish=True,
    )


def _compris(premier: date, dernier: date) -> int:
    """Count the days from one to the other, both included; none when the last comes first."""
    return max(0, (dernier - premier).days + 1)


def _total(c: Calcul, jours: int, brute: Decimal, nette: Decimal) -> None:
    for cle, label, ij in (
        ("total_brut", "Indemnités brutes de l'arrêt", brute),
        ("total_net", "Indemnités nettes de CSG et de CRDS de l'arrêt", nette),
    ):
        c.formula(
            *(cle, label, "jours * montant"),
            unit="EUR",
            publish=True,
            jours=(jours, "jours"),
            montant=(ij, "EUR/jour"),
        )


def _reserves(c: Calcul, premier: date) -> None:
    heures, mois = c.parameter("ijss.heures", on=premier), c.parameter("ijss.mois_de_reference", on=premier)
    maximum = c.parameter("ijss.maximum", on=premier)
    c.parameter("ijss.subrogation", on=premier)
    c.caveat(
        f"La CPAM décide : il faut en principe {heures.shown} de travail en {mois.shown}, et elle verse "
        f"{maximum.shown} au plus en trois ans hors ALD. Petite quotité, moins de trois mois de paie : interrogez-la."
    )
    c.caveat("Si l'employeur maintient votre salaire, il reprend ensuite ces indemnités (ligne « précompte IJSS »).")
    c.todo("Gardez les relevés de la CPAM : ces indemnités sont imposables, sauf en cas d'ALD.")


CALCULATOR = Calculator(
    "Indemnités journalières de la sécurité sociale",
    "AESH en CDD ou en CDI",
    IndemnitesJournalieres,
    compute,
    pivot="premier_jour",
)
