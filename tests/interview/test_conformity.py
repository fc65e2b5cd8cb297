"""Regular and irregular interviews: what the check finds, with its text and the reply to make."""

import pytest

from assistant.interview.conformity import EARLY, findings, unknown_points
from assistant.interview.results import contradiction
from assistant.interview.words import replies
from assistant.rules.calculators.entretien._points import CONVOCATION
from assistant.rules.calculators.entretien.conformite_entretien import POINTS
from tests.interview.cases import AFTER, REGULAR, TODAY, kinds, opened

ABSENT = {key: value for key, value in REGULAR.items() if key not in {"date_convocation", "convocation"}}

CASES = [
    ("convocation 12 days before, everything in order", {}, {}),
    ("8 days before, the last regular day", {"date_convocation": "10/01/2027"}, {}),
    ("7 days before", {"date_convocation": "11/01/2027"}, {"convocation_tardive": "irregulier"}),
    ("5 working days before are 7 days", {"date_convocation": "lundi 11 janvier 2027"},
     {"convocation_tardive": "irregulier"}),
    ("the very day", {"date_convocation": "18/01/2027"}, {"convocation_tardive": "irregulier"}),
    ("by word of mouth", {"convocation": "orale"}, {"convocation_orale": "a_discuter"}),
    ("no hour, no place", {"heure_indiquee": "non", "lieu_indique": "non"},
     {"heure_absente": "irregulier", "lieu_absent": "irregulier"}),
    ("head of a school", {"conduit_par": "directeur_ecole"}, {"conduite": "irregulier"}),
    ("a teacher", {"conduit_par": "enseignant"}, {"conduite": "irregulier"}),
    ("a coordinator", {"conduit_par": "coordonnateur"}, {"conduite": "irregulier"}),
    ("another AESH", {"conduit_par": "aesh_referent"}, {"conduite": "irregulier"}),
    ("the pilot of a PIAL", {"conduit_par": "pilote"}, {"conduite": "a_discuter"}),
    ("headmaster in a collège", {"conduit_par": "chef_etablissement", "affectation": "etablissement"}, {}),
    ("IEN in a collège", {"affectation": "etablissement"}, {"conduite": "irregulier"}),
    ("out of service and elsewhere", {"pendant_service": "non", "sur_lieu_exercice": "non"},
     {"hors_service": "irregulier", "hors_lieu": "irregulier"}),
]  # fmt: skip


@pytest.mark.parametrize(("title", "changes", "expected"), CASES, ids=[case[0] for case in CASES])
def test_what_is_found_from_the_convocation(title, changes, expected):
    assert kinds({**REGULAR, **changes}) == expected


LATER = [
    ("in order", {}, {}),
    ("report given late", {"compte_rendu_tardif": "oui"}, {"compte_rendu_tardif": "permis"}),
    ("no visa", {"visa_recteur": "non"}, {"visa": "irregulier"}),
    ("unsigned", {"signe_par_evaluateur": "non"}, {"signature": "irregulier"}),
    ("no room for observations", {"place_observations": "non"}, {"observations": "irregulier"}),
    ("a delay imposed", {"delai_observations_impose": "oui"}, {"delai_observations": "a_discuter"}),
    ("other criteria", {"criteres_hors_annexe": "oui"}, {"criteres": "irregulier"}),
    ("hearsay only", {"temoignages_seuls": "oui"}, {"temoignages": "irregulier"}),
    ("teachers consulted", {"enseignants_consultes": "oui"}, {"enseignants_consultes": "permis"}),
    ("alone and short", {"accompagnement_refuse": "oui", "entretien_court": "oui"},
     {"accompagnement": "permis", "duree": "permis"}),
]  # fmt: skip


@pytest.mark.parametrize(("title", "changes", "expected"), LATER, ids=[case[0] for case in LATER])
def test_what_is_found_after_the_interview(title, changes, expected):
    assert kinds({**AFTER, **changes}) == expected


def test_no_convocation_at_all():
    assert kinds({**ABSENT, "convocation": "aucune"}) == {"convocation_absente": "irregulier"}


def test_every_point_of_the_calculator_has_a_reply_and_a_letter_sentence_where_it_needs_one():
    known = {point.id: point for point in POINTS}
    assert set(replies()) == {*known, "convocation_tardive", "conduite", "conduite_a_discuter"}
    early = {*(point.id for point in CONVOCATION), "convocation_tardive", "conduite", "conduite_a_discuter"}
    for key, reply in replies().items():
        assert bool(reply.avant) == (key in early), key
        assert bool(reply.apres) == (key not in known or known[key].verdict != "permis"), key
    assert set(early) - {"conduite_a_discuter"} == EARLY


def test_each_finding_says_why_its_text_the_reply_and_the_last_day():
    dossier, results = opened({**REGULAR, "date_convocation": "11/01/2027"})
    (late,) = findings(dossier, results, TODAY)
    assert late.why == "7 jours avant l'entretien, alors que l'arrêté en demande 8 au moins"
    assert (late.source, late.force) == ("Arrêté du 27 juin 2014, art. 1", "règle")
    assert "soit 7 jours avant" in late.write and "au moins 8 jours" in late.write
    assert late.to_do.label.startswith("Demandez par écrit le report")
    assert late.by.isoformat() == "2027-01-17"


def test_after_the_interview_the_same_point_goes_to_the_observations():
    dossier, results = opened({**AFTER, "date_convocation": "11/01/2027"})
    (late,) = findings(dossier, results, TODAY)
    assert late.write.startswith("J'ai été informé(e) de l'entretien le 11 janvier 2027")
    assert late.by.isoformat() == "2027-03-03"


@pytest.mark.parametrize(
    ("day", "extra", "why"),
    [
        ("20/01/2027", {}, "vous ne travaillez pas le mercredi"),
        ("24/01/2027", {"jours_travailles": ""}, "c'est un dimanche"),
        ("1/5/2027", {"jours_travailles": ""}, "c'est un jour férié (Fête du Travail)"),
        ("26/12/2028", {"jours_travailles": "", "territoire": "alsace-moselle"}, "c'est un jour férié"),
    ],
)
def test_a_day_off_is_deduced_and_said(day, extra, why):
    raw = {**REGULAR, "pendant_service": "", "date_entretien": day, **extra}
    _, results = opened(raw)
    assert why in results.deduced[0]
    assert kinds(raw) == {"hors_service": "irregulier"}


@pytest.mark.parametrize("day", ["18/01/2027", "19/01/2027"])
def test_a_day_of_work_deduces_nothing(day):
    raw = {**REGULAR, "pendant_service": "", "date_entretien": day}
    assert opened(raw)[1].deduced == ()
    assert kinds(raw) == {}


def test_an_answer_given_is_never_replaced_and_a_contradiction_is_said():
    raw = {**REGULAR, "date_entretien": "20/01/2027"}
    dossier, results = opened(raw)
    assert results.deduced == () and kinds(raw) == {}
    assert "mercredi" in contradiction(dossier.case)
    assert contradiction(opened(REGULAR)[0].case) is None


def test_an_empty_case_finds_nothing_and_says_what_it_needs():
    dossier, results = opened({})
    assert findings(dossier, results, TODAY) == ()
    assert "À quelle date l'entretien" in results.said("conformite")


def test_what_is_left_to_check_is_named():
    _, results = opened({"date_entretien": "18/01/2027", "conduit_par": "ien", "date_convocation": "6/1/2027"})
    assert "heure indiquée" in unknown_points(results)


def test_before_the_first_period_the_check_declines():
    dossier, results = opened({"date_entretien": "18/01/2012", "date_convocation": "6/1/2012"})
    assert findings(dossier, results, TODAY) == ()
    assert results.by_name["conformite"].outcome == "out_of_field" and results.said("conformite")
