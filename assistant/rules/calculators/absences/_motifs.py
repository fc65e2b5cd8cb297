"""The table of special absences: for each motive, its words, its text, what is sure and what is not."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.rules.core.datafiles import read_table

MAINTENU = "maintenu dans la limite de la durée, si l'absence est accordée"
A_VERIFIER = "Cette durée ne repose que sur le guide de l'académie de Nice : faites-la confirmer par votre DSDEN."


@dataclass(frozen=True)
class Motif:
    """One motive. `limite` is said when no parameter `asa.duree.…` gives the length; `forme` says it better."""

    words: str
    source: str
    limite: str = ""
    paie: str = MAINTENU
    imprevisible: bool = False
    sure: bool = True
    note: str = ""
    forme: str = ""


MOTIFS = {key: Motif(**table) for key, table in read_table("absences_motifs").items()}
# Motives that another calculation settles, or none: (why, whom to ask).
AILLEURS = {key: (t["reason"], t["referral"]) for key, t in read_table("absences_ailleurs").items()}
