"""Grounds of a dismissal, and those that bring neither notice nor severance: décret 86-83, articles 43-2 to 45-5."""

from __future__ import annotations

from typing import Literal

from assistant.rules.core.outcome import NotConcerned
from assistant.rules.core.steps import Calcul

Motif = Literal[
    "suppression_emploi",
    "transformation_emploi",
    "recrutement_fonctionnaire",
    "refus_modification",
    "reemploi_impossible",
    "insuffisance_professionnelle",
    "inaptitude_physique",
    "faute_disciplinaire",
    "periode_essai",
]
RECLASSEMENT = frozenset(
    {"suppression_emploi", "transformation_emploi", "recrutement_fonctionnaire", "refus_modification"}
)


def sans_preavis_ni_indemnite(c: Calcul, motif: str) -> NotConcerned | None:
    """Return the outcome of a disciplinary dismissal or of one during the trial period, or None."""
    if motif == "faute_disciplinaire":
        c.cite("decret-86-83#43-2", "decret-86-83#46", "decret-86-83#51")
        return c.not_concerned(
            "Le licenciement disciplinaire se fait sans préavis ni indemnité de licenciement. L'entretien préalable, "
            "l'accès au dossier et l'avis de la commission consultative paritaire restent obligatoires ; préavis et "
            "indemnité seraient dus si le motif n'était pas disciplinaire."
        )
    if motif == "periode_essai":
        c.cite("cgfp#R332-25", "decret-86-83#9")
        return c.not_concerned(
            "Le licenciement pendant la période d'essai, ou à son terme, se fait sans préavis ni indemnité de "
            "licenciement. L'entretien préalable reste obligatoire, et la décision prise en cours d'essai doit être "
            "motivée ; préavis et indemnité seraient dus si l'essai était terminé ou n'était pas écrit au contrat."
        )
    return None
