"""The facts on which the dates of a maternity leave depend."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from pydantic import model_validator

from assistant.rules.core.fields import Count, FrBool, FrDate
from assistant.rules.core.inputs import AgentSituation, question

PLUS_TARD = timedelta(days=30)
PLUS_TOT = timedelta(weeks=30)


class CongeMaternite(AgentSituation):
    """Due date, rank, number of children expected, and what happened since."""

    date_prevue_accouchement: FrDate | None = question(
        "Quelle est la date prévue de l'accouchement ?",
        label="Date prévue de l'accouchement",
        help="Elle figure sur la déclaration de grossesse ou sur le certificat médical.",
        example="10 juin 2026",
    )
    enfants_attendus: Count | None = question(
        "Combien d'enfants attendez-vous ?", label="Enfants attendus", example=1, probes=[2]
    )
    enfants_deja: Count | None = question(
        "Combien d'enfants avez-vous déjà ?",
        label="Enfants déjà là",
        help="Comptez les enfants à votre charge, ou tous ceux que vous avez mis au monde (nés viables) s'il y en a "
        "davantage.",
        example=0,
        probes=[2],
    )
    report_semaines: Count | None = question(
        "Combien de semaines d'avant la naissance voulez-vous reporter après ?",
        label="Semaines reportées après la naissance",
        help="Le médecin ou la sage-femme doit donner un avis favorable.",
        example="3",
    )
    date_arret_pendant_report: FrDate | None = question(
        "Un arrêt de travail a-t-il commencé pendant les semaines reportées, et à quelle date ?",
        label="Arrêt pendant les semaines reportées",
        example="6 mai 2026",
    )
    allongement_semaines: Count | None = question(
        "Combien de semaines d'après la naissance voulez-vous prendre avant ?",
        label="Semaines avancées avant la naissance",
        help="Possible à partir du troisième enfant ou pour des jumeaux.",
        example=2,
    )
    date_naissance: FrDate | None = question(
        "Si l'enfant est né, à quelle date ?",
        label="Naissance",
        help="Pour des jumeaux, la date de l'accouchement.",
        example="8 juin 2026",
    )
    enfant_hospitalise: FrBool | None = question(
        "L'enfant a-t-il été hospitalisé à la naissance ?", label="Enfant hospitalisé à la naissance"
    )
    date_reprise_pendant_hospitalisation: FrDate | None = question(
        "Si l'enfant reste hospitalisé et que vous reprenez le travail en attendant, à quelle date ?",
        label="Reprise du travail pendant l'hospitalisation",
        example="3 août 2026",
    )
    date_fin_hospitalisation: FrDate | None = question(
        "À quelle date l'enfant sort-il (ou sortira-t-il) de l'hôpital ?",
        label="Fin de l'hospitalisation de l'enfant",
        example="1er septembre 2026",
    )
    jours_pathologiques_avant: Count | None = question(
        "Combien de jours de congé pathologique sont prescrits avant la naissance ?",
        label="Congé pathologique avant la naissance",
        example="14",
    )
    jours_pathologiques_apres: Count | None = question(
        "Combien de jours de congé pathologique sont prescrits après la naissance ?",
        label="Congé pathologique après la naissance",
        example="28",
    )

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.enfants_attendus == 0:
            self.refuse("enfants_attendus", "indiquez au moins un enfant attendu")
        if self.report_semaines and self.allongement_semaines:
            self.refuse("allongement_semaines", "on ne peut pas à la fois avancer et reporter ; gardez l'un des deux")
        self._birth_near()
        self.check_order("date_naissance", "date_reprise_pendant_hospitalisation")
        self.check_order("date_naissance", "date_fin_hospitalisation")
        self.check_order("date_reprise_pendant_hospitalisation", "date_fin_hospitalisation")
        return self

    def _birth_near(self) -> None:
        due, born = self.date_prevue_accouchement, self.date_naissance
        if due and born and not -PLUS_TOT <= born - due <= PLUS_TARD:
            self.refuse("date_naissance", "cette date est trop loin de la date prévue ; vérifiez les deux dates")
