"""The facts of an interview that the conformity check asks about; every one may stay unknown."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from assistant.rules.core.fields import FrBool, FrDate
from assistant.rules.core.inputs import fact
from assistant.rules.shared.delais import DelaiSituation

Conducteur = Literal[
    "chef_etablissement", "ien", "directeur_ecole", "enseignant", "coordonnateur", "aesh_referent", "pilote", "autre"
]


class Entretien(DelaiSituation):
    """The convocation, who conducted the interview, what was said, and the report."""

    date_entretien: FrDate | None = fact("date_entretien")
    date_convocation: FrDate | None = fact("date_convocation")
    convocation: Literal["ecrite", "orale", "aucune"] | None = fact("forme_convocation")
    date_indiquee: FrBool | None = fact("date_indiquee")
    heure_indiquee: FrBool | None = fact("heure_indiquee")
    lieu_indique: FrBool | None = fact("lieu_indique")
    pendant_service: FrBool | None = fact("pendant_service")
    sur_lieu_exercice: FrBool | None = fact("sur_lieu_exercice")
    affectation: Literal["ecole", "etablissement", "les_deux"] | None = fact("lieu_exercice")
    conduit_par: Conducteur | None = fact("conduit_par")
    perspectives_abordees: FrBool | None = fact("perspectives_abordees")
    criteres_hors_annexe: FrBool | None = fact("criteres_hors_annexe")
    moyens_pris_en_compte: FrBool | None = fact("moyens_pris_en_compte")
    enseignants_consultes: FrBool | None = fact("enseignants_consultes")
    temoignages_seuls: FrBool | None = fact("temoignages_seuls")
    rapport_sur_echanges: FrBool | None = fact("rapport_sur_echanges")
    compte_rendu_ecrit: FrBool | None = fact("compte_rendu_ecrit")
    signe_par_evaluateur: FrBool | None = fact("signe_par_evaluateur")
    appreciation_generale: FrBool | None = fact("appreciation_generale")
    place_observations: FrBool | None = fact("place_observations")
    delai_observations_impose: FrBool | None = fact("delai_observations_impose")
    visa_recteur: FrBool | None = fact("visa_recteur")
    compte_rendu_notifie: FrBool | None = fact("compte_rendu_notifie")
    date_notification: FrDate | None = fact("date_notification_compte_rendu")
    voies_recours_indiquees: FrBool | None = fact("voies_recours_indiquees")
    compte_rendu_tardif: FrBool | None = fact("compte_rendu_tardif")
    accompagnement_refuse: FrBool | None = fact("accompagnement_refuse")
    entretien_court: FrBool | None = fact("entretien_court")
    pas_d_entretien_annuel: FrBool | None = fact("pas_d_entretien_annuel")

    @model_validator(mode="after")
    def _dates_follow(self) -> Entretien:
        self.check_order("date_convocation", "date_entretien")
        self.check_order("date_entretien", "date_notification")
        if self.compte_rendu_notifie is False and self.date_notification is not None:
            self.refuse("compte_rendu_notifie", "vous donnez aussi une date de notification ; gardez l'une des deux")
        return self


AFTER = (
    *("perspectives_abordees", "criteres_hors_annexe", "moyens_pris_en_compte", "temoignages_seuls"),
    *("rapport_sur_echanges", "compte_rendu_ecrit", "signe_par_evaluateur", "appreciation_generale"),
    *("place_observations", "delai_observations_impose", "visa_recteur", "compte_rendu_notifie"),
    *("date_notification", "voies_recours_indiquees", "compte_rendu_tardif", "entretien_court"),
)
"""Facts that are known only once the interview has taken place."""
