"""Every day of every stop, classed: carence, full rate, half rate or unpaid; waited or paid by the social security.

Day by day, a sick day looks back on its reference period (`_fenetre`), to which the days of its own continuous leave
always belong. It is unpaid when the leave has reached its term: by the calendar when nothing else was paid in the
period, else by the number of paid days. It is at full rate while the days at full rate are not used up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from assistant.rules.calculators.sante._certificats import Bloc, Certificat
from assistant.rules.calculators.sante._droits import Anciennete, Droits, droits
from assistant.rules.calculators.sante._exemptions import Delais
from assistant.rules.calculators.sante._fenetre import Compte, Fenetre, debut
from assistant.rules.core.dates import add_days
from assistant.rules.core.fields import LATEST
from assistant.rules.core.parameters import lookup

Palier = Literal["plein", "demi", "sans"]
SANS = "sans"
CARENCE = "carence"
# After the end of the contract: no leave, no pay (article 27); only the CPAM may go on.
HORS = "hors_contrat"


class Jour(NamedTuple):
    """A day of sickness.

    `taux` is "carence", "sans", "hors_contrat" or the percentage paid; `ij` whether the CPAM pays that day.
    """

    jour: date
    certificat: int
    palier: Palier
    taux: str
    ij: bool


class Etat(NamedTuple):
    """How things stand on the morning of a day: days used in the reference period, and what the day would be."""

    depuis: date
    pleins: int
    payes: int
    reste_plein: int
    reste_paye: int
    palier: Palier


@dataclass
class Classeur:
    """Classes days in order of date, remembering those already classed."""

    fenetre: Fenetre
    anciennete: Anciennete
    compte: Compte
    terme: date = LATEST

    def __post_init__(self) -> None:
        self._bloc: Bloc | None = None
        self._mois = 0
        self._droits: Droits | None = None

    def etat(self, jour: date, bloc: Bloc) -> Etat:
        """Return how things stand on `jour`, a day of `bloc` (or its first day after the last one classed)."""
        ouverts = self._droits_du(jour, bloc)
        depuis = min(debut(self.fenetre, jour), bloc.premier)
        pleins, payes = self.compte.entre(depuis, jour)
        ailleurs = payes - self.compte.entre(bloc.premier, jour)[1]
        reste = ouverts.total - payes
        if ouverts.terme_continu and not ailleurs:
            reste = (ouverts.terme_continu - jour).days
        reste = min(reste, (self.terme - jour).days + 1)
        reste_plein = max(0, min(ouverts.plein - pleins, reste))
        palier: Palier = "sans" if reste <= 0 else "plein" if reste_plein else "demi"
        return Etat(depuis, pleins, payes, reste_plein, max(0, reste), palier)

    def classer(self, jour: date, bloc: Bloc) -> Palier:
        """Return the tier of a day, and count it for the following ones."""
        palier = self.etat(jour, bloc).palier
        if palier != "sans":
            self.compte.ajouter(jour, plein=palier == "plein")
        return palier

    def avancer(self, jour: date, bloc: Bloc) -> tuple[Palier, int]:
        """Return the tier of `jour` and how many days, from it, are certain to be paid; count those days.

        Days that leave the period can only add to what is left, so what is left on `jour` is certain. After the days
        at full rate, all are counted at half rate: enough to find the first day without pay, and nothing else.
        """
        etat = self.etat(jour, bloc)
        limite = (self._droits_du(jour, bloc).jusqu_a - jour).days
        nombre = min(etat.reste_plein if etat.palier == "plein" else etat.reste_paye, limite)
        for i in range(nombre):
            self.compte.ajouter(add_days(jour, i), plein=etat.palier == "plein")
        return etat.palier, nombre

    def _droits_du(self, jour: date, bloc: Bloc) -> Droits:
        """Return the rights of the day, looked up again only when the block or the law changes."""
        if bloc != self._bloc:
            self._bloc, self._mois, self._droits = bloc, self.anciennete(bloc.premier), None
        if self._droits is None or jour >= self._droits.jusqu_a:
            self._droits = droits(bloc, self._mois, jour)
        return self._droits


def jours_du_certificat(
    classeur: Classeur, rang: int, certificat: Certificat, bloc: Bloc, delais: Delais
) -> Iterator[Jour]:
    """Yield the days of one certificate, classed."""
    plein = str(lookup("cmo.taux_plein", certificat.etabli_pour).integer)
    demi = str(lookup("cmo.taux_demi", certificat.etabli_pour).integer)
    taux_de: dict[Palier, str] = {"plein": plein, "demi": demi, "sans": SANS}
    for i in range(certificat.jours):
        jour = certificat.premier + timedelta(days=i)
        palier = classeur.classer(jour, bloc)
        retenu = i == 0 and palier != "sans" and not delais.exempte_de_carence
        taux = HORS if jour > classeur.terme else CARENCE if retenu else taux_de[palier]
        yield Jour(jour, rang, palier, taux, i >= delais.attente)


def classer(
    certificats: Sequence[Certificat], blocs: Sequence[Bloc], delais: Sequence[Delais], classeur: Classeur
) -> list[Jour]:
    """Return every day of every certificate, in order, classed by `classeur`."""
    suite = zip(certificats, blocs, delais, strict=True)
    return [
        jour
        for rang, (certificat, bloc, delai) in enumerate(suite)
        for jour in jours_du_certificat(classeur, rang, certificat, bloc, delai)
    ]
