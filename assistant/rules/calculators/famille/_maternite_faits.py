"""The facts on which the dates of a maternity leave depend."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from pydantic import model_validator

from assistant.rules.core.fields import Count, FrBool, FrDate
from assistant.rules.core.inputs import AgentSituation, fact

PLUS_TARD = timedelta(days=30)
PLUS_TOT = timedelta(weeks=30)


class CongeMaternite(AgentSituation):
    """Due date, rank, number of children expected, and what happened since."""

    date_prevue_accouchement: FrDate | None = fact("date_prevue_accouchement")
    enfants_attendus: Count | None = fact("enfants_attendus", probes=[2])
    enfants_deja: Count | None = fact(
        "enfants_a_charge",
        question="Combien d'enfants avez-vous déjà ?",
        label="Enfants déjà là",
        help="Comptez les enfants à votre charge, ou tous ceux que vous avez mis au monde (nés viables) s'il y en a "
        "davantage.",
        probes=[2],
    )
    report_semaines: Count | None = fact("semaines_reportees")
    date_arret_pendant_report: FrDate | None = fact("date_arret_pendant_report")
    allongement_semaines: Count | None = fact("semaines_avancees")
    date_naissance: FrDate | None = fact("date_naissance_enfant", question="Si l'enfant est né, à quelle date ?")
    enfant_hospitalise: FrBool | None = fact("enfant_hospitalise")
    date_reprise_pendant_hospitalisation: FrDate | None = fact(
        "date_reprise_travail",
        question="Si l'enfant reste hospitalisé et que vous reprenez le travail en attendant, à quelle date ?",
        label="Reprise du travail pendant l'hospitalisation",
    )
    date_fin_hospitalisation: FrDate | None = fact("date_fin_hospitalisation")
    jours_pathologiques_avant: Count | None = fact("jours_pathologiques_avant")
    jours_pathologiques_apres: Count | None = fact("jours_pathologiques_apres")

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
