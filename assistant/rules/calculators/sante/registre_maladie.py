"""Ledger of sick leave: décret 86-83, art. 12; loi 2017-1837, art. 115; code de la sécurité sociale, R. 323-1."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import model_validator

from assistant.rules.calculators.sante import _avis, _sorties
from assistant.rules.calculators.sante._anciennete import couvert, mois_de_services
from assistant.rules.calculators.sante._arrets import Arrets
from assistant.rules.calculators.sante._certificats import blocs, ordonner
from assistant.rules.calculators.sante._fenetre import FENETRES, Fenetre
from assistant.rules.calculators.sante._registre import registre, suite
from assistant.rules.calculators.sante._situations import HORS_CONTRAT, terme_du_contrat
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.contracts import Contrats
from assistant.rules.core.fields import Euros, FrDate, Percent
from assistant.rules.core.french import FrenchValueError, format_date
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.bands import by_services


class RegistreMaladie(AgentSituation):
    """The stops, typed once, and what their pay depends on."""

    arrets: Arrets | None = fact("arrets")
    date_debut_services: FrDate | None = fact(
        "date_debut_services",
        question="Depuis quelle date êtes-vous agent public sans interruption de plus de quatre mois ?",
        help="Premier jour du premier contrat, dans n'importe quelle administration ; sinon, listez vos contrats.",
        probes=["1er février 2026"],
    )
    contrats: Contrats | None = fact("contrats")
    brut_mensuel: Euros | None = fact("salaire_brut")
    quotite: Percent | None = fact("quotite")
    dernier_jour_cdd: FrDate | None = fact("dernier_jour_cdd")
    fenetre: Fenetre | None = fact("periode_reference")
    date_bilan: FrDate | None = fact("date_bilan")

    @model_validator(mode="after")
    def _stops_follow(self) -> Self:
        try:
            certificats = ordonner(self.arrets or ()) if self.arrets else ()
        except FrenchValueError as error:
            self.refuse("arrets", str(error))
        if not certificats:
            return self
        if self.date_debut_services and certificats[0].premier < self.date_debut_services:
            self.refuse("date_debut_services", "un arrêt commence avant cette date ; vérifiez les dates")
        if self.dernier_jour_cdd and any(bloc.premier > self.dernier_jour_cdd for bloc in blocs(certificats)):
            self.refuse("dernier_jour_cdd", HORS_CONTRAT)
        for bloc in blocs(certificats) if self.contrats else ():
            if not couvert(self.contrats or (), bloc.premier):
                self.refuse("contrats", f"aucun contrat ne couvre l'arrêt du {format_date(bloc.premier)} ; vérifiez")
        return self


def compute(s: RegistreMaladie, c: Calcul) -> Outcome:
    """Class every day, and return the last stop, the days left, the drops in pay and the months in euros."""
    arrets = c.need(s.arrets, "arrets")
    contrats = s.contrats or ()
    debut: date | None = None if contrats else c.need(s.date_debut_services, "date_debut_services")
    terme = terme_du_contrat(contrats, s.dernier_jour_cdd)
    dossier = suite(ordonner(arrets), mois_de_services(debut, contrats), terme)
    lectures = {fenetre: registre(dossier, fenetre, s.date_bilan) for fenetre in FENETRES}
    retenue = lectures[s.fenetre or FENETRES[0]]
    _sorties.regles(c, dossier)
    _sorties.dernier_arret(c, dossier, retenue)
    _sorties.bilan(c, dossier, retenue, connu=s.date_bilan is not None)
    if s.brut_mensuel:
        _sorties.euros(c, dossier, retenue, s.brut_mensuel)
    _avis.lectures(c, dossier, lectures, retenue)
    _avis.reserves(c, dossier, retenue, s.quotite)
    _avis.a_faire(c, dossier, retenue, euros=bool(s.brut_mensuel))
    return c.result(_sorties.phrase(dossier, retenue, euros=bool(s.brut_mensuel)))


CALCULATOR = Calculator(
    "Registre des arrêts de maladie",
    "AESH en CDD ou en CDI",
    RegistreMaladie,
    compute,
    pivot="date_bilan",
    tables={"date_debut_services": by_services("cmo.droits", on="premier_jour")},
)
