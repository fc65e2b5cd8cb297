"""How the ledger is told in French."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from assistant.rules.calculators.sante._exemptions import Delais
from assistant.rules.calculators.sante._jours import CARENCE, HORS, SANS
from assistant.rules.core.french import count, format_date, join_and

PAIE: dict[str, str] = {
    CARENCE: "jour de carence, non payé",
    SANS: "sans salaire de l'employeur",
    HORS: "après la fin du contrat, sans salaire",
}


def taux_en_mots(taux: str) -> str:
    """Return what a day pays: « à 90 % », « sans salaire », « de carence »."""
    return {CARENCE: "de carence", SANS: "sans salaire", HORS: "après la fin du contrat"}.get(taux, f"à {taux} %")


def paie_du_jour(taux: str) -> str:
    """Return what one day pays, as a sentence would say it."""
    return PAIE.get(taux, f"{taux} % du salaire")


def decompte_en_mots(jours: Mapping[str, int]) -> str:
    """Return « 1 jour de carence et 4 jours à 90 % »."""
    return join_and([f"{count(n, 'jour')} {taux_en_mots(taux)}" for taux, n in jours.items() if n])


def du_au(premier: date, dernier: date) -> str:
    """Return « du 2 mars 2026 au 6 mars 2026 », or « le 2 mars 2026 »."""
    if premier == dernier:
        return f"le {format_date(premier)}"
    return f"du {format_date(premier)} au {format_date(dernier)}"


def segments_en_mots(segments: Sequence[Mapping[str, object]]) -> str:
    """Return the runs of days, one after the other."""
    return " ; ".join(_segment(**segment) for segment in segments)  # type: ignore[arg-type]


def _segment(du: date, au: date, taux: str, jours: int) -> str:
    return f"{du_au(du, au)} : {count(jours, 'jour')} {taux_en_mots(taux)}"


def carence_en_mots(premier: date, delais: Delais, *, retenue: bool, ouverts: bool) -> str:
    """Return whether a stop bears the carence, and why."""
    debut = f"arrêt du {format_date(premier)}"
    if retenue:
        return f"{debut} : un jour de carence"
    if delais.motifs:
        return f"{debut} : pas de carence ({', '.join(motif.value for motif in delais.motifs)})"
    return f"{debut} : pas de carence ({'droits à salaire épuisés' if ouverts else 'pas encore de salaire maintenu'})"
