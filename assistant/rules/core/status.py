"""Whose rules apply: everybody who is not a State contract AESH is told where to go."""

from __future__ import annotations

from assistant.rules.core.inputs import AgentSituation, Situation
from assistant.rules.core.outcome import OutOfField

ASSUMED = "Vous êtes AESH, agent contractuel de l'État (CDD ou CDI) : ce calcul ne vaut que pour ce statut."
ELSEWHERE: dict[str, tuple[str, str]] = {
    "fonctionnaire": (
        "Ce calcul ne vaut pas pour un fonctionnaire : son statut suit d'autres règles.",
        "Adressez-vous au service de gestion de votre corps (rectorat ou DSDEN).",
    ),
    "aed": (
        "Ce calcul ne vaut pas pour un assistant d'éducation (AED) : son contrat suit un décret qui lui est propre.",
        "Adressez-vous au secrétariat de l'établissement qui vous emploie ou au service des AED du rectorat.",
    ),
    "contrat_prive": (
        "Ce calcul ne vaut pas pour un contrat de droit privé (PEC, CUI, association) : c'est le code du travail.",
        "Utilisez le Code du travail numérique (code.travail.gouv.fr) ou interrogez votre employeur.",
    ),
    "territorial": (
        "Ce calcul ne vaut pas pour un agent d'une collectivité : la fonction publique territoriale a ses règles.",
        "Adressez-vous aux ressources humaines de votre collectivité ou au centre de gestion du département.",
    ),
}


def elsewhere(situation: Situation) -> OutOfField | None:
    """Return the outcome for a status that these rules do not cover, or None."""
    statut = situation.statut if isinstance(situation, AgentSituation) else None
    if statut is None or statut not in ELSEWHERE:
        return None
    reason, referral = ELSEWHERE[statut]
    return OutOfField((reason,), referral)


def assumed(situation: Situation) -> tuple[str, ...]:
    """Return the assumption to state when the status is unknown."""
    return (ASSUMED,) if isinstance(situation, AgentSituation) and situation.statut is None else ()
