"""Sending of the sick-leave certificate: 48 hours from the day it is established (service-public, F491)."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import FrBool, FrDate
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul

CONVENTION = "48 heures comptées en jours de calendrier, sans report au lundi"


class EnvoiArret(AgentSituation):
    """The day on which the doctor wrote the certificate."""

    date_etablissement: FrDate | None = fact("date_etablissement_arret")
    premier_jour_absence: FrDate | None = fact("date_debut_arret")
    deja_en_retard: FrBool | None = fact("deja_en_retard")

    @model_validator(mode="after")
    def _absence_near(self) -> Self:
        written, absent = self.date_etablissement, self.premier_jour_absence
        if written and absent and abs((written - absent).days) > 100:
            self.refuse("premier_jour_absence", "cette date est loin de celle de l'arrêt ; vérifiez les deux dates")
        return self


def compute(s: EnvoiArret, c: Calcul) -> Outcome:
    """Return the last day to send the certificate, to the CPAM and to the employer."""
    etabli = c.need(s.date_etablissement, "date_etablissement")
    delai = c.parameter("arret.envoi", on=etabli)
    limite = c.shift(
        "envoi_au_plus_tard", "Dernier jour pour envoyer l'arrêt", etabli, delai, convention=CONVENTION, publish=True
    )
    if s.premier_jour_absence and s.premier_jour_absence != etabli:
        prudent = c.shift("envoi_depuis_absence", "Délai compté depuis l'absence", s.premier_jour_absence, delai)
        c.reading("Depuis l'établissement de l'arrêt", limite, source_id="service-public-f491", kept=True)
        c.reading(
            *("Depuis le premier jour d'absence", prudent),
            source_id="guide-nice#maladie",
            why="Le guide de l'académie de Nice compte ainsi : visez la date la plus proche.",
        )
    c.todo("Envoyez les volets 1 et 2 à la CPAM et le volet 3 à votre gestionnaire (DSDEN).", by=limite)
    c.todo("Prévenez aussi l'école ou l'établissement et votre gestionnaire, le jour même.")
    _retard(s, c)
    return c.result("Envoyez l'arrêt à la CPAM et à l'employeur au plus tard le {envoi_au_plus_tard}.")


def _retard(s: EnvoiArret, c: Calcul) -> None:
    periode = c.parameter("arret.envoi_recidive", on=c.need(s.date_etablissement, "date_etablissement"))
    if s.deja_en_retard:
        c.caveat("Un second envoi tardif fait diviser par deux les indemnités journalières des jours de retard.")
    elif s.deja_en_retard is None:
        c.caveat(
            f"En cas de second envoi tardif en {periode.shown}, la CPAM peut réduire les indemnités journalières."
        )
    c.caveat(
        "L'arrêt se fait sur un formulaire sécurisé ou en ligne ; demandez au gestionnaire s'il exige l'original."
    )


CALCULATOR = Calculator(
    "Envoi de l'arrêt de travail", "AESH en CDD ou en CDI", EnvoiArret, compute, pivot="date_etablissement"
)
