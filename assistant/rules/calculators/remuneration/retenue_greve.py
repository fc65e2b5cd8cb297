"""What a strike costs: a thirtieth per day, however short (CGFP L.711-2 and L.711-3)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Self

from pydantic import model_validator

from assistant.rules.calculators.remuneration._faits import SERVICE, TraitementSituation, mois_de_paie, quotite_connue
from assistant.rules.calculators.remuneration._greve import WHOLE_MONTH, Jours, jours_comptes, trentiemes
from assistant.rules.calculators.remuneration._traitement import mois_complet
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import Count, Euros, Minutes
from assistant.rules.core.formula import Rounding
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul


class RetenueGreve(TraitementSituation):
    """The days, and the monthly pay typed in or worked out from échelon and quotité."""

    jours_de_greve: Jours | None = fact("jours_de_greve")
    jours_sans_service: Jours | None = fact("jours_sans_service")
    nombre_jours: Count | None = fact("nombre_jours_greve")
    heures_de_greve: Minutes | None = fact("heures_de_greve")
    remuneration_mensuelle: Euros | None = fact(
        "salaire_brut",
        question="Quelle est votre rémunération brute du mois, sans le SFT ni les remboursements de frais ?",
        help="Traitement, indemnité de fonctions, indemnité différentielle, REP ; ou donnez l'échelon et la quotité.",
    )
    autres_indemnites: Euros | None = fact("autres_indemnites")

    @model_validator(mode="after")
    def _days_of_a_month(self) -> Self:
        if self.nombre_jours is not None and not 1 <= self.nombre_jours <= WHOLE_MONTH:
            self.refuse("nombre_jours", "indiquez de 1 à 30 jours, ou les dates si la grève couvre plusieurs mois")
        if self.heures_de_greve == 0:
            self.refuse("heures_de_greve", "indiquez la durée de la grève, ou laissez vide")
        return self


def compute(s: RetenueGreve, c: Calcul) -> Outcome:
    """Return `trentiemes` and `retenue` (EUR, gross), with the reading that leaves out days without service."""
    days = _days(s, c)
    base = _base(s, c)
    retenue = _deduction(c, base, days)
    if s.jours_de_greve and (fewer := trentiemes(s.jours_de_greve)) != days:
        _readings(c, base, retenue, fewer)
    _remarks(s, c)
    return c.result(
        "La retenue brute est de {retenue} : un trentième de {base} pour chaque jour compté ({trentiemes})."
    )


def _days(s: RetenueGreve, c: Calcul) -> int:
    """Publish and return the thirtieths."""
    if not s.jours_de_greve:
        whole = s.nombre_jours if s.heures_de_greve is None else s.nombre_jours or 1
        count = c.need(whole, "nombre_jours")
        c.hypothesis("Ces jours se suivent sans jour férié ni week-end entre eux ; sinon, donnez les dates.")
        return c.value("trentiemes", "Jours comptés, un trentième chacun", count, "jours")
    counted = jours_comptes(s.jours_de_greve, s.jours_sans_service or ())
    c.value("jours_comptes", "Jours dont la paie est retenue", list(counted), calendar=False)
    if len(s.jours_de_greve) > 1:
        c.hypothesis("Vous avez travaillé les autres jours de semaine entre deux grèves ; sinon, indiquez-les.")
    return c.apply(
        *("trentiemes", "Jours comptés, un trentième chacun", trentiemes, list(counted)),
        expression="du premier au dernier jour sans reprise du service : {0}",
        unit="jours",
        sources=["ce-omont", "circulaire-greve-2003"],
        publish=True,
    )


def _base(s: RetenueGreve, c: Calcul) -> Decimal:
    """Publish and return the pay on which the deduction rests."""
    if s.remuneration_mensuelle is not None or (s.echelon is None and s.quotite is None):
        given = c.need(s.remuneration_mensuelle, "remuneration_mensuelle")
        return c.value("base", "Rémunération de base", Rounding.CENTIME.apply(given), "EUR/mois")
    on = _month(s, c)
    paie = mois_complet(c, c.need(s.echelon, "echelon"), quotite_connue(s, c, on), on, publish=False)
    return c.formula(
        *("base", "Rémunération de base", "brut + fonctions + differentielle + autres"),
        unit="EUR/mois",
        publish=True,
        brut=(paie.brut, "EUR/mois"),
        fonctions=(paie.fonctions, "EUR/mois"),
        differentielle=(paie.differentielle, "EUR/mois"),
        autres=(s.autres_indemnites or Decimal(0), "EUR/mois"),
    )


def _month(s: RetenueGreve, c: Calcul) -> date:
    given = s.date_paie or (min(s.jours_de_greve) if s.jours_de_greve else None)
    return mois_de_paie(given, c)


def _deduction(c: Calcul, base: Decimal, days: int) -> Decimal:
    return c.formula(
        *("retenue", "Retenue brute", "base / 30 * trentiemes"),
        unit="EUR",
        rounding=Rounding.CENTIME,
        sources=["cgfp#L711-3", "guide-nice#greve"],
        publish=True,
        base=(base, "EUR/mois"),
        trentiemes=(days, "jours"),
    )


def _readings(c: Calcul, base: Decimal, retenue: Decimal, fewer: int) -> None:
    c.reading(
        "Du premier au dernier jour, jours sans service compris", retenue, "EUR", source_id="ce-omont", kept=True,
        why="Règle des agents de l'État, reprise par la circulaire de 2003 ; pour les AESH, elle reste à vérifier.",
    )  # fmt: skip
    c.reading(
        "Seulement les jours de grève", Rounding.CENTIME.apply(base / WHOLE_MONTH * fewer), "EUR",
        source_id="guide-nice#greve",
        why="Le guide de Nice dit un trentième par jour de grève, sans parler des jours qui les séparent.",
    )  # fmt: skip


def _remarks(s: RetenueGreve, c: Calcul) -> None:
    c.hypothesis("Le SFT et les remboursements de frais ne sont pas dans la base : la loi les laisse intacts.")
    c.caveat("C'est un montant brut : les cotisations baissent aussi, la perte nette est un peu moindre.")
    if s.heures_de_greve is not None:
        c.caveat("Une heure de grève coûte un jour entier : le trentième ne se divise pas pour un agent de l'État.")
    if s.jours_de_greve and len(s.jours_de_greve) > 1:
        c.say("retenue_greve.remarks")
    c.todo(f"Si la retenue de la fiche de paie est plus forte, demandez au {SERVICE} le décompte des jours.")


CALCULATOR = Calculator(
    "Retenue pour fait de grève", "AESH en CDD ou en CDI", RetenueGreve, compute, pivot="date_paie"
)
