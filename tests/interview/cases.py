"""Cases written as on the sheet: raw answers in French."""

from datetime import date

from assistant.interview.case import read_dossier
from assistant.interview.conformity import findings
from assistant.interview.results import calculate

TODAY = date(2026, 11, 22)
REGULAR = {
    "contrat": "CDI",
    "affectation": "ecole",
    "jours_travailles": "lundi, mardi, jeudi, vendredi",
    "convocation": "ecrite",
    "date_convocation": "6 janvier 2027",
    "date_entretien": "18 janvier 2027",
    **dict.fromkeys(
        ("date_indiquee", "heure_indiquee", "lieu_indique", "pendant_service", "sur_lieu_exercice"), "oui"
    ),
    "conduit_par": "ien",
}
AFTER = {
    **REGULAR,
    **dict.fromkeys(
        ("perspectives_abordees", "moyens_pris_en_compte", "compte_rendu_ecrit", "place_observations"), "oui"
    ),
    **dict.fromkeys(
        ("signe_par_evaluateur", "appreciation_generale", "visa_recteur", "voies_recours_indiquees"), "oui"
    ),
    **dict.fromkeys(("criteres_hors_annexe", "temoignages_seuls", "rapport_sur_echanges"), "non"),
    "delai_observations_impose": "non",
    "compte_rendu_notifie": "oui",
    "date_notification": "15 février 2027",
}


def opened(raw, today=TODAY):
    """Return the dossier and its results."""
    dossier = read_dossier(raw)
    return dossier, calculate(dossier.case, today)


def kinds(raw, today=TODAY):
    """Return the verdict of each point found, by id."""
    dossier, results = opened(raw, today)
    return {point.id: point.kind for point in findings(dossier, results, today)}
