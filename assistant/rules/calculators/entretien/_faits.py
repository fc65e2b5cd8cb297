"""The facts of an interview that the conformity check asks about; every one may stay unknown."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from assistant.rules.calculators.entretien._delais import DelaiSituation
from assistant.rules.core.fields import FrBool, FrDate
from assistant.rules.core.inputs import question

Conducteur = Literal[
    "chef_etablissement", "ien", "directeur_ecole", "enseignant", "coordonnateur", "aesh_referent", "pilote", "autre"
]


class Entretien(DelaiSituation):
    """The convocation, who conducted the interview, what was said, and the report."""

    date_entretien: FrDate | None = question(
        "À quelle date l'entretien est-il prévu, ou a-t-il eu lieu ?",
        label="Date de l'entretien",
        example="18 janvier 2027",
    )
    date_convocation: FrDate | None = question(
        "À quelle date avez-vous été informé de l'entretien ?",
        label="Réception de la convocation",
        help="C'est le jour où vous avez connu la date, l'heure et le lieu.",
        example="6 janvier 2027",
    )
    convocation: Literal["ecrite", "orale", "aucune"] | None = question(
        "Comment avez-vous été convoqué ?",
        label="Forme de la convocation",
        choices={"ecrite": "Par écrit (mail ou courrier)", "orale": "De vive voix", "aucune": "Pas de convocation"},
    )
    date_indiquee: FrBool | None = question("La convocation donne-t-elle la date ?", label="Date indiquée")
    heure_indiquee: FrBool | None = question("La convocation donne-t-elle l'heure ?", label="Heure indiquée")
    lieu_indique: FrBool | None = question("La convocation donne-t-elle le lieu ?", label="Lieu indiqué")
    pendant_service: FrBool | None = question(
        "L'entretien est-il pendant votre temps de service ?", label="Pendant le temps de service"
    )
    sur_lieu_exercice: FrBool | None = question(
        "L'entretien est-il sur votre lieu d'exercice ?", label="Sur le lieu d'exercice"
    )
    affectation: Literal["ecole", "etablissement", "les_deux"] | None = question(
        "Où exercez-vous ?",
        label="Lieu d'exercice",
        choices={
            "ecole": "Dans une ou des écoles",
            "etablissement": "Dans un collège ou un lycée",
            "les_deux": "Dans une école et dans un collège ou un lycée",
        },
    )
    conduit_par: Conducteur | None = question(
        "Qui conduit l'entretien ?",
        label="Personne qui conduit l'entretien",
        choices={
            "chef_etablissement": "Chef d'établissement (principal, proviseur)",
            "ien": "Inspecteur de l'éducation nationale (IEN)",
            "directeur_ecole": "Directeur ou directrice d'école",
            "enseignant": "Enseignant",
            "coordonnateur": "Coordonnateur de PIAL ou de PAS",
            "aesh_referent": "AESH référent",
            "pilote": "Pilote de PIAL",
            "autre": "Autre personne",
        },
    )
    perspectives_abordees: FrBool | None = question(
        "A-t-on parlé de vos perspectives et de vos besoins de formation ?",
        label="Perspectives et formation abordées",
    )
    criteres_hors_annexe: FrBool | None = question(
        "Vous a-t-on évalué sur des critères qui ne sont pas dans l'annexe de l'arrêté ?",
        label="Critères hors annexe",
    )
    moyens_pris_en_compte: FrBool | None = question(
        "A-t-on tenu compte de vos moyens et des formations reçues ?", label="Moyens pris en compte"
    )
    enseignants_consultes: FrBool | None = question(
        "Des enseignants ont-ils été consultés sur votre travail ?", label="Enseignants consultés"
    )
    temoignages_seuls: FrBool | None = question(
        "L'évaluation repose-t-elle seulement sur des témoignages ?", label="Témoignages seuls"
    )
    rapport_sur_echanges: FrBool | None = question(
        "Un rapport a-t-il été fait des échanges avec les enseignants ?", label="Rapport sur les échanges"
    )
    compte_rendu_ecrit: FrBool | None = question("Y a-t-il un compte rendu écrit ?", label="Compte rendu écrit")
    signe_par_evaluateur: FrBool | None = question(
        "Le chef d'établissement ou l'IEN a-t-il signé le compte rendu ?", label="Signature de l'évaluateur"
    )
    appreciation_generale: FrBool | None = question(
        "Le compte rendu comporte-t-il une appréciation générale ?", label="Appréciation générale"
    )
    place_observations: FrBool | None = question(
        "Avez-vous pu ajouter vos observations ?", label="Observations possibles"
    )
    delai_observations_impose: FrBool | None = question(
        "Vous a-t-on imposé un délai pour vos observations ?", label="Délai imposé pour les observations"
    )
    visa_recteur: FrBool | None = question("Le compte rendu est-il visé par le recteur ?", label="Visa du recteur")
    compte_rendu_notifie: FrBool | None = question(
        "Le compte rendu visé vous a-t-il été notifié ?", label="Compte rendu notifié"
    )
    date_notification: FrDate | None = question(
        "À quelle date le compte rendu vous a-t-il été notifié ?",
        label="Notification du compte rendu",
        example="15 février 2027",
    )
    voies_recours_indiquees: FrBool | None = question(
        "Le compte rendu indique-t-il les voies et délais de recours ?", label="Voies de recours indiquées"
    )
    compte_rendu_tardif: FrBool | None = question(
        "Le compte rendu a-t-il tardé à venir ?", label="Compte rendu tardif"
    )
    accompagnement_refuse: FrBool | None = question(
        "Vous a-t-on refusé d'être accompagné ?", label="Accompagnement refusé"
    )
    entretien_court: FrBool | None = question("L'entretien a-t-il été très court ?", label="Entretien court")
    pas_d_entretien_annuel: FrBool | None = question(
        "Votre reproche est-il de ne pas avoir d'entretien chaque année ?", label="Pas d'entretien chaque année"
    )

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
