"""Lines of a pay slip: what is typed, what is expected, and what a gap may come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.rules.core.formula import Rounding
from assistant.rules.core.french import format_euros, format_percent
from assistant.rules.core.parameters import all_parameters
from assistant.rules.core.steps import Calcul

ZERO = Decimal(0)


@dataclass(frozen=True)
class Ligne:
    """One line of the slip, in euros of the month; `regle` says where the expected amount comes from."""

    id: str
    label: str
    regle: str
    saisi: Decimal
    attendu: Decimal

    @property
    def ecart(self) -> Decimal:
        """What the slip pays more (or less, negative) than expected."""
        return self.saisi - self.attendu


def record(c: Calcul, lignes: Sequence[Ligne], on: date) -> tuple[list[Ligne], list[Ligne]]:
    """Publish every typed line with its expected amount and gap; return the wrong lines, then the right ones."""
    tolerance = c.parameter("fiche_paie.tolerance", on)
    wrong: list[Ligne] = []
    right: list[Ligne] = []
    for ligne in lignes:
        gap = _gap(c, ligne)
        same = c.check(
            f"conforme_{ligne.id}",
            f"{ligne.label} : écart dû au seul arrondi ?",
            (abs(gap), "EUR/mois"),
            "<=",
            tolerance,
        )
        (right if same else wrong).append(ligne)
    return wrong, right


def _gap(c: Calcul, ligne: Ligne) -> Decimal:
    c.value(f"attendu_{ligne.id}", f"{ligne.label}, montant attendu", ligne.attendu, "EUR/mois")
    return c.formula(
        *(f"ecart_{ligne.id}", f"{ligne.label}, écart de la fiche", "saisi - attendu"),
        unit="EUR/mois",
        rounding=Rounding.CENTIME,
        publish=True,
        saisi=(ligne.saisi, "EUR/mois"),
        attendu=(ligne.attendu, "EUR/mois"),
    )


def explain(ligne: Ligne) -> str:
    """Return the sentence that names a gap, its rule and the euros at stake."""
    sense = "de moins" if ligne.ecart < 0 else "de plus"
    return (
        f"{ligne.label} : {format_euros(ligne.saisi)} sur la fiche, {format_euros(ligne.attendu)} attendus, soit "
        f"{format_euros(abs(ligne.ecart))} {sense} par mois. Règle : {ligne.regle}."
    )


def likely_causes(brut: Decimal, echelon: int, quotite: Decimal, on: date) -> Iterator[str]:
    """Yield what else the gross typed would be right for: another échelon, another quotité, the former grid.

    A coincidence to check, not a proof: two causes may give the same cents.
    """
    cent = all_parameters()["paie.indice_cent"].at(on).value
    grille = all_parameters()["paie.grille"]
    indices = grille.at(on).value

    def gross(indice: int, share: Decimal | int) -> Decimal:
        return Rounding.CENTIME.apply(cent / 100 * indice / 12 * share / 100)

    for rank, indice in enumerate(indices, start=1):
        if rank != echelon and gross(indice, quotite) == brut:
            yield f"C'est le montant de l'échelon {rank}."
    for share in range(1, 100 + 1):
        if share != quotite and gross(indices[echelon - 1], share) == brut:
            yield f"C'est le montant d'une quotité de {format_percent(share)}."
    for period in grille.period:
        if period.start < grille.at(on).start and gross(period.value[echelon - 1], quotite) == brut:
            yield "C'est le montant de la grille précédente."
