"""Certificates put in order, and the continuous blocks they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from assistant.rules.calculators.sante._arrets import Arret, Cause
from assistant.rules.core.dates import add_years, next_day
from assistant.rules.core.french import FrenchValueError, format_date

LONGEST_HISTORY_YEARS = 7


@dataclass(frozen=True)
class Certificat:
    """A certificate whose days are its own: a day covered twice belongs to the earlier one.

    `etabli_pour` is the first day written on it (it selects the rate); `premier` the first day that is its own.
    """

    etabli_pour: date
    premier: date
    dernier: date
    prolongation: bool = False
    meme_cause: bool = False
    cause: Cause = "maladie"
    ald: str = ""
    deces_enfant: date | None = None

    @property
    def jours(self) -> int:
        """Number of calendar days."""
        return (self.dernier - self.premier).days + 1


@dataclass(frozen=True)
class Bloc:
    """Certificates that touch: a continuous leave, from its first to its last day."""

    premier: date
    dernier: date


def ordonner(arrets: Sequence[Arret]) -> tuple[Certificat, ...]:
    """Return the certificates in order. Raises `FrenchValueError` where they cannot follow each other."""
    certificats: list[Certificat] = []
    for arret in sorted(arrets, key=lambda a: (a.period.first, a.period.last)):
        certificat = _certificat(arret)
        certificats.append(_apres(certificats[-1], certificat) if certificats else certificat)
    _verifier(certificats)
    return tuple(certificats)


def _certificat(arret: Arret) -> Certificat:
    days = arret.period
    return Certificat(
        etabli_pour=days.first,
        premier=days.first,
        dernier=days.last,
        prolongation=bool(arret.prolongation),
        meme_cause=bool(arret.meme_cause),
        cause=arret.cause,
        ald=(arret.ald or "").strip().casefold(),
        deces_enfant=arret.deces_enfant,
    )


def _apres(precedent: Certificat, certificat: Certificat) -> Certificat:
    """Leave to the earlier certificate the days that both cover; only a prolongation may overlap."""
    if certificat.premier > precedent.dernier:
        return certificat
    debut = format_date(certificat.etabli_pour)
    if not certificat.prolongation:
        raise FrenchValueError(
            f"l'arrêt du {debut} commence avant la fin du précédent ; vérifiez les dates ou notez une prolongation"
        )
    if certificat.dernier <= precedent.dernier:
        raise FrenchValueError(f"l'arrêt du {debut} est déjà compris dans le précédent ; retirez-le de la liste")
    return replace(certificat, premier=next_day(precedent.dernier))


def _verifier(certificats: Sequence[Certificat]) -> None:
    first, last = certificats[0], certificats[-1]
    if first.prolongation:
        raise FrenchValueError(
            f"l'arrêt du {format_date(first.premier)} est une prolongation ; ajoutez l'arrêt initial à la liste"
        )
    if last.dernier >= add_years(first.premier, LONGEST_HISTORY_YEARS):
        raise FrenchValueError("ces arrêts s'étendent sur plus de sept ans ; gardez ceux des quatre dernières années")


def blocs(certificats: Sequence[Certificat]) -> tuple[Bloc, ...]:
    """Return, for each certificate, the continuous block to which it belongs."""
    debuts = [certificats[0].premier]
    for precedent, certificat in pairwise(certificats):
        touche = certificat.premier == next_day(precedent.dernier)
        debuts.append(debuts[-1] if touche else certificat.premier)
    fins = {debut: certificat.dernier for debut, certificat in zip(debuts, certificats, strict=True)}
    return tuple(Bloc(debut, fins[debut]) for debut in debuts)


def intervalle(precedent: Certificat, certificat: Certificat) -> int:
    """Return the calendar days between two certificates (0 when they touch)."""
    return (certificat.premier - precedent.dernier).days - 1
