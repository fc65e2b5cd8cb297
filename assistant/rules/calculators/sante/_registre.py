"""The ledger before it is told: certificates, blocks, exemptions and days classed under one reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from assistant.rules.calculators.sante._certificats import Bloc, Certificat, blocs
from assistant.rules.calculators.sante._droits import Anciennete
from assistant.rules.calculators.sante._exemptions import Delais, Motif, delais
from assistant.rules.calculators.sante._fenetre import Compte, Fenetre
from assistant.rules.calculators.sante._jours import Classeur, Etat, Jour, classer
from assistant.rules.calculators.sante._projection import Passages, bloc_au, passages
from assistant.rules.core.dates import next_day
from assistant.rules.core.fields import LATEST
from assistant.rules.core.parameters import lookup


@dataclass(frozen=True)
class Suite:
    """What does not depend on the reading of the window. Certificates, blocks and exemptions go by rank."""

    certificats: tuple[Certificat, ...]
    blocs: tuple[Bloc, ...]
    delais: tuple[Delais, ...]
    anciennete: Anciennete
    terme: date = LATEST

    @property
    def dernier(self) -> Certificat:
        """The last certificate."""
        return self.certificats[-1]

    def ouverte(self, rang: int) -> bool:
        """Return whether the leave of a certificate began with enough service for pay to be maintained."""
        premier = self.blocs[rang].premier
        return self.anciennete(premier) >= lookup("cmo.anciennete_minimale", premier).integer

    def initial(self, rang: int) -> int:
        """Return the rank of the certificate that a chain of prolongations began with."""
        while Motif.PROLONGATION in self.delais[rang].motifs:
            rang -= 1
        return rang


@dataclass(frozen=True)
class Registre:
    """The classed days, how things stand on the day asked, and when pay drops if the leave goes on."""

    fenetre: Fenetre
    jours: tuple[Jour, ...]
    bilan: date
    etat: Etat
    passages: Passages


def suite(certificats: tuple[Certificat, ...], anciennete: Anciennete, terme: date = LATEST) -> Suite:
    """Return the certificates with what their order alone decides; `terme` is the last day of the contract."""
    return Suite(certificats, blocs(certificats), delais(certificats), anciennete, terme)


def registre(suite: Suite, fenetre: Fenetre, bilan: date | None) -> Registre:
    """Class every day under one reading, and look at `bilan` (by default the day after the last stop).

    The drops in pay are those of the last leave, taken to go on; of a new leave begun on `bilan` when that day comes
    later than the day after the last stop.
    """
    classeur = Classeur(fenetre, suite.anciennete, Compte(), suite.terme)
    jours = tuple(classer(suite.certificats, suite.blocs, suite.delais, classeur))
    jour = bilan or next_day(suite.dernier.dernier)
    bloc = bloc_au(jour, suite.blocs)
    etat = classeur.etat(jour, bloc)
    courant = bloc if jour > suite.dernier.dernier else suite.blocs[-1]
    return Registre(fenetre, jours, jour, etat, passages(classeur, jours, courant))


def decompte(jours: Sequence[Jour], rang: int) -> Counter[str]:
    """Return the days of one certificate by rate."""
    return Counter(jour.taux for jour in jours if jour.certificat == rang)


def segments(jours: Sequence[Jour]) -> list[dict[str, object]]:
    """Return runs of days with the same certificate and rate: first and last day, rate, number of days."""
    found: list[dict[str, object]] = []
    for (_, taux), items in groupby(jours, key=lambda jour: (jour.certificat, jour.taux)):
        run = list(items)
        found.append({"du": run[0].jour, "au": run[-1].jour, "taux": taux, "jours": len(run)})
    return found
