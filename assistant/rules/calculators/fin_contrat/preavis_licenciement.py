"""Notice of dismissal: décret 86-83, article 46 (length, starting point, cases without notice)."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import model_validator

from assistant.rules.calculators.fin_contrat._licenciement import (
    RECLASSEMENT,
    Motif,
    sans_preavis_ni_indemnite,
)
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import Seniority, eve, next_day
from assistant.rules.core.fields import FrBool, FrDate
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.bands import by_services
from assistant.rules.shared.preavis import CONVENTION, derniere_demande, duree_du_preavis
from assistant.rules.shared.services import (
    ServicesAvecConges,
    contrats_connus,
    sans_conges,
    services_accomplis,
)


class PreavisLicenciement(ServicesAvecConges):
    """The ground, the letter (sent, presented) and the services before it."""

    motif: Motif | None = fact("motif_licenciement")
    date_envoi_lettre: FrDate | None = fact("date_envoi_licenciement")
    date_presentation_lettre: FrDate | None = fact("date_presentation_lettre")
    dernier_jour_cdd: FrDate | None = fact("dernier_jour_cdd")
    dernier_jour_annonce: FrDate | None = fact(
        "dernier_jour_emploi",
        question="Quel dernier jour de contrat la lettre fixe-t-elle ?",
        label="Dernier jour annoncé par la lettre",
        help="",
    )
    travailleur_handicape: FrBool | None = fact("travailleur_handicape")

    @model_validator(mode="after")
    def _dates_follow(self) -> Self:
        self.check_begun("date_envoi_lettre")
        self.check_order("date_envoi_lettre", "date_presentation_lettre")
        self.check_order("date_debut_services", "date_presentation_lettre")
        return self


def compute(s: PreavisLicenciement, c: Calcul) -> Outcome:
    """Return the notice: `preavis`, `premier_jour`, `dernier_jour` (inclusive), `jours_manquants` where too short."""
    motif = c.need(s.motif, "motif")
    if sans := sans_preavis_ni_indemnite(c, motif):
        return sans
    envoi = c.need(s.date_envoi_lettre, "date_envoi_lettre")
    presentation = c.need(s.date_presentation_lettre, "date_presentation_lettre")
    preavis = duree_du_preavis(c, _seniority(s, c, envoi), envoi)
    c.value("preavis", "Durée du préavis", preavis.shown)
    c.apply(
        *("premier_jour", "Premier jour du préavis", next_day, presentation),
        expression="lendemain du {0}",
        sources=["decret-86-83#46"],
        publish=True,
    )
    dernier = _last_day(s, c, presentation, preavis)
    _compare(s, c, dernier)
    _advise(c, motif, s, presentation, preavis)
    return c.result(
        "Votre préavis est de {preavis} : il commence le {premier_jour} et votre contrat prend fin le "
        "{dernier_jour} au soir."
    )


def _seniority(s: PreavisLicenciement, c: Calcul, envoi: date) -> Seniority:
    contracts = contrats_connus(s, c)
    most = c.parameter("preavis.interruption_maximale", on=envoi)
    found = services_accomplis(c, contracts, envoi, most, "decret-86-83#46", "à l'envoi de la lettre")
    found = sans_conges(c, found, s.mois_non_comptes, "decret-86-83#46")
    c.value("anciennete_mois", "Mois complets de services", found.months, "mois")
    return found


def _last_day(s: PreavisLicenciement, c: Calcul, presentation: date, preavis: Used) -> date:
    fin = c.shift("fin_preavis", "Dernier jour du préavis", presentation, preavis, convention=CONVENTION)
    c.reading(
        "Le jour de la présentation n'est pas compté",
        fin,
        source_id="decret-86-83#46",
        kept=True,
        why="Un délai fixé à partir d'un acte commence d'ordinaire le lendemain ; le texte ne le dit pas ici.",
    )
    c.reading("Le jour de la présentation est compté", eve(fin), why="L'article fait partir le préavis ce jour-là.")
    if s.dernier_jour_cdd is None:
        return c.value("dernier_jour", "Dernier jour du contrat", fin)
    return c.apply(
        *("dernier_jour", "Dernier jour du contrat", _earlier, fin, s.dernier_jour_cdd),
        expression="{0}, ou le terme du CDD ({1}) s'il vient avant",
        publish=True,
    )


def _compare(s: PreavisLicenciement, c: Calcul, dernier: date) -> None:
    """Say what to do when the letter fixes a day that comes too early."""
    annonce = s.dernier_jour_annonce
    if annonce is None or annonce >= dernier:
        return
    c.apply(
        *("jours_manquants", "Jours de préavis qui manquent", _days, dernier, annonce),
        expression="du {1} au {0}",
        unit="jours",
        sources=["ce-457135"],
        publish=True,
    )
    c.say("preavis_licenciement.compare")


def _earlier(fin: date, terme: date) -> date:
    return min(fin, terme)


def _days(dernier: date, annonce: date) -> int:
    return (dernier - annonce).days


def _advise(c: Calcul, motif: str, s: PreavisLicenciement, presentation: date, preavis: Used) -> None:
    if motif in RECLASSEMENT:
        divisor = c.parameter("reclassement.diviseur_du_preavis", on=presentation)
        by = derniere_demande(presentation, preavis.integer, preavis.unit, divisor.integer)
        c.todo("Demandez par écrit un reclassement : passé ce jour, le licenciement suit son cours.", by=by)
    c.todo("Gardez l'enveloppe et l'avis de passage : leurs dates font la durée et le départ du préavis.")
    c.hypothesis("La période d'essai est terminée, ou le contrat n'en prévoyait pas.")
    if s.travailleur_handicape:
        c.say("preavis_licenciement.advise2")
    if motif == "inaptitude_physique":
        c.say("preavis_licenciement.advise3")
    c.say("preavis_licenciement.advise")


CALCULATOR = Calculator(
    "Préavis de licenciement",
    "AESH en CDD ou en CDI",
    PreavisLicenciement,
    compute,
    pivot="date_envoi_lettre",
    tables={"date_debut_services": by_services("preavis.seuil_moyen", "preavis.seuil_long", on="date_envoi_lettre")},
)
