"""Amount of unemployment benefit (ARE): never computed here; what opens it, and whom to ask."""

from __future__ import annotations

from typing import Literal

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul

MOTIFS = {
    "fin_cdd": "La fin d'un CDD que l'employeur ne renouvelle pas est une perte involontaire d'emploi.",
    "refus": "Un renouvellement refusé pour un motif légitime est une perte involontaire ; ce motif est apprécié "
    "au cas "
    "par cas, et le guide de Nice et les textes ne désignent pas la même autorité : faites-le préciser par écrit.",
    "demission": "Une démission n'ouvre en principe pas de droit, sauf motif légitime, à faire vérifier avant de "
    "partir ; après quatre mois de recherche, France Travail peut réexaminer votre dossier.",
    "licenciement": "Un licenciement, quel que soit son motif, est une perte involontaire d'emploi ; le guide de "
    "Nice excepte la faute grave, ce que le décret ne fait pas : faites-vous confirmer le droit par écrit.",
    "rupture_conventionnelle": "Une rupture conventionnelle ouvre le droit selon le guide de Nice : à faire "
    "confirmer.",
}


class MontantChomage(AgentSituation):
    """How the contract ends: it changes the explanation, never the refusal to compute."""

    motif: Literal["fin_cdd", "refus", "demission", "licenciement", "rupture_conventionnelle"] | None = fact(
        "motif_fin_contrat"
    )


def compute(s: MontantChomage, c: Calcul) -> Outcome:
    """Refuse, say what the end of the contract opens, and refer to France Travail and the employer."""
    c.cite("decret-2020-741#2", "guide-nice#chomage")
    said = [
        "Le montant de l'allocation chômage (ARE) n'est pas calculé ici : il dépend des salaires, des jours "
        "travaillés et "
        "de règles d'assurance chômage qui changent souvent."
    ]
    if s.motif is not None:
        said.append(MOTIFS[s.motif])
    return c.out_of_field(
        " ".join(said),
        "Inscrivez-vous à France Travail dès la fin du contrat et demandez à votre employeur (DSDEN, rectorat ou "
        "établissement) l'attestation destinée à France Travail ; faites-vous dire par écrit qui instruit et qui "
        "paie.",
    )


CALCULATOR = Calculator(
    "Montant du chômage : à qui demander", "AESH en CDD ou en CDI", MontantChomage, compute, refuses=True
)
