"""Which certificates bear the carence of the employer and the wait of the social security, and why not.

Loi 2017-1837, article 115 (carence); code de la sécurité sociale, R. 323-1 (wait). The two do not exempt the same
stops: pregnancy and devotion lift only the carence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from assistant.rules.calculators.sante._certificats import Certificat, intervalle
from assistant.rules.core.dates import add_days, add_years
from assistant.rules.core.parameters import lookup


class Motif(StrEnum):
    """Why a certificate is exempt from the carence, from the wait, or from both."""

    PROLONGATION = "prolongation de l'arrêt précédent, sans interruption"
    REPRISE = "reprise de 48 heures au plus, même cause"
    ALD = "même ALD, dans les trois ans du premier arrêt"
    GROSSESSE = "grossesse déclarée, avant le congé de maternité"
    INTERRUPTION = "interruption de grossesse"
    DEUIL = "premier arrêt dans les treize semaines du décès d'un enfant"
    DEVOUEMENT = "acte de dévouement"


LEVENT_L_ATTENTE = {Motif.REPRISE, Motif.ALD, Motif.INTERRUPTION, Motif.DEUIL}


@dataclass(frozen=True)
class Delais:
    """For one certificate: the reasons that exempt it, and the days of wait it still bears."""

    motifs: tuple[Motif, ...]
    attente: int

    @property
    def exempte_de_carence(self) -> bool:
        """Whether any reason exempts it from the employer's carence."""
        return bool(self.motifs)


@dataclass
class _Histoire:
    """What earlier certificates have used: the wait left to a prolongation, and the periods of each ALD."""

    certificats: Sequence[Certificat]
    attente_restante: int = 0
    premiers_ald: dict[str, date] = field(default_factory=dict)


def delais(certificats: Sequence[Certificat]) -> tuple[Delais, ...]:
    """Return the exemptions and the wait of each certificate, in order."""
    histoire = _Histoire(certificats)
    return tuple(_delais(histoire, rang) for rang in range(len(certificats)))


def _delais(histoire: _Histoire, rang: int) -> Delais:
    motifs = tuple(motif for motif, vaut in REGLES if vaut(histoire, rang))
    certificat = histoire.certificats[rang]
    attente = lookup("ijss.attente", certificat.etabli_pour).integer
    if Motif.PROLONGATION in motifs:
        attente = histoire.attente_restante
    if LEVENT_L_ATTENTE & set(motifs):
        attente = 0
    histoire.attente_restante = max(0, attente - certificat.jours)
    return Delais(motifs, attente)


def fin_de_la_periode_ald(premier_arret: date, arret: date) -> date:
    """Return the first day after the years in which an ALD bears one carence only, counted date to date.

    The length is that of the law on `arret`, the first day of the stop in question.
    """
    return add_years(premier_arret, lookup("carence.ald", arret).integer)


def fin_de_la_periode_de_deuil(deces: date, arret: date) -> date:
    """Return the first day after the weeks that follow a child's death, the day of the death being the first.

    The length is that of the law on `arret`, the first day of the stop in question.
    """
    return add_days(deces, 7 * lookup("carence.deuil", arret).integer)


def _reprise_maximale(jour: date) -> int:
    return lookup("carence.reprise", jour).integer


def _suit(histoire: _Histoire, rang: int) -> int | None:
    """Return the days since the previous certificate when both have the same cause, else None."""
    certificat = histoire.certificats[rang]
    if rang == 0 or not (certificat.prolongation or certificat.meme_cause):
        return None
    return intervalle(histoire.certificats[rang - 1], certificat)


def _prolongation(histoire: _Histoire, rang: int) -> bool:
    return _suit(histoire, rang) == 0


def _reprise(histoire: _Histoire, rang: int) -> bool:
    jours = _suit(histoire, rang)
    return jours is not None and 0 < jours <= _reprise_maximale(histoire.certificats[rang].etabli_pour)


def _ald(histoire: _Histoire, rang: int) -> bool:
    """Tell a later stop of the same ALD; the three years run from the first one, date to date.

    Once they are over, the next stop opens a new period; one that only continues a stop does not.
    """
    certificat = histoire.certificats[rang]
    if certificat.cause != "ald":
        return False
    first = histoire.premiers_ald.setdefault(certificat.ald, certificat.premier)
    end = fin_de_la_periode_ald(first, certificat.premier)
    if certificat.premier >= end and not (_prolongation(histoire, rang) or _reprise(histoire, rang)):
        histoire.premiers_ald[certificat.ald] = certificat.premier
    return first < certificat.premier < end


def _interruption(histoire: _Histoire, rang: int) -> bool:
    certificat = histoire.certificats[rang]
    loi = lookup("carence.interruption_grossesse", certificat.etabli_pour)
    return certificat.cause == "interruption_grossesse" and loi.exists


def _deuil(histoire: _Histoire, rang: int) -> bool:
    """Tell the first stop begun within the weeks after the death, the day of the death being the first."""
    certificat = histoire.certificats[rang]
    deces = certificat.deces_enfant
    if certificat.cause != "deuil_enfant" or deces is None:
        return False
    deja = any(autre.premier >= deces for autre in histoire.certificats[:rang])
    return certificat.premier < fin_de_la_periode_de_deuil(deces, certificat.premier) and not deja


REGLES: tuple[tuple[Motif, Callable[[_Histoire, int], bool]], ...] = (
    (Motif.PROLONGATION, _prolongation),
    (Motif.REPRISE, _reprise),
    (Motif.ALD, _ald),
    (Motif.GROSSESSE, lambda h, rang: h.certificats[rang].cause == "grossesse"),
    (Motif.INTERRUPTION, _interruption),
    (Motif.DEUIL, _deuil),
    (Motif.DEVOUEMENT, lambda h, rang: h.certificats[rang].cause == "devouement"),
)
