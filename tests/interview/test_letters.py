"""Drafts filled from the case: what they say, what they leave blank, and no figure from elsewhere."""

import re
from datetime import date

import pytest

from assistant.exports.document import Items
from assistant.exports.docx import as_docx
from assistant.exports.markdown import as_markdown
from assistant.interview.letters import deadline_words, draft, drafts, letter_document
from assistant.interview.words import letters
from tests.exports.reading import docx_text
from tests.interview.cases import AFTER, REGULAR, TODAY, opened

LATE = {
    **REGULAR,
    "date_convocation": "13/01/2027",
    "heure_entretien": "14 h 30",
    "lieu_entretien": "salle des maîtres",
}
NAMED = {"agent": "Camille Exemple", "ecole": "École du Lac", "evaluateur": "l'IEN", "academie": "Nice"}


def written(letter_id, raw, today=TODAY):
    dossier, results = opened(raw, today)
    found = draft(letter_id, dossier, results, today)
    return found, docx_text(as_docx(letter_document(found)))


def test_the_postponement_asks_for_the_first_regular_date():
    found, text = written("report", {**LATE, **NAMED})
    assert found.useful and found.by == date(2027, 1, 17)
    assert "le 18 janvier 2027, à 14 h 30, lieu : salle des maîtres" in text
    assert "informé(e) le 13 janvier 2027, soit 5 jours avant, alors qu'il faut au moins 8 jours" in text
    assert "une nouvelle date, le 21 janvier 2027 ou plus tard" in text
    assert "dimanche 17 janvier 2027" in text
    assert found.blanks == (
        "[à compléter : adresse, téléphone, courriel]",
        "[à compléter : lieu]",
        "[à compléter : date]",
    )


def test_what_the_case_does_not_say_is_a_blank_that_names_it():
    found, text = written("report", {"conduit_par": "enseignant"})
    assert found.useful
    assert "[à compléter : date de l'entretien]" in text and "[à compléter : nom et prénom]" in text
    assert "nouvelle date, le" not in text


@pytest.mark.parametrize(("raw", "useful"), [(REGULAR, False), (LATE, True), ({**AFTER, **LATE}, False), ({}, False)])
def test_the_postponement_is_of_use_only_before_an_irregular_interview(raw, useful):
    assert written("report", raw)[0].useful is useful


def test_the_postponement_is_of_use_until_the_day_itself():
    assert written("report", LATE, date(2027, 1, 18))[0].useful
    assert not written("report", LATE, date(2027, 1, 19))[0].useful


def test_observations_hold_the_points_the_facts_and_the_training():
    notes = {
        "note-oral": "prise de parole en réunion",
        "note-demandees": "autisme, mars 2025",
        "note-contestations": "A",
    }
    found, text = written(
        "observations", {**AFTER, "visa_recteur": "non", "delai_observations_impose": "oui", **notes}
    )
    assert found.useful and found.by is None
    assert "ne porte pas le visa du recteur (arrêté du 27 juin 2014, article 4)" in text
    assert "aucun texte des AESH n'en fixe" in text
    assert "L'expression orale : prise de parole en réunion" in text and "autisme, mars 2025" in text


def test_the_review_gives_its_deadline_and_only_irregular_points():
    raw = {**AFTER, "date_notification": "22/04/2027", "visa_recteur": "non", "convocation": "orale"}
    found, text = written("revision", raw)
    assert (found.useful, found.by, found.late) == (True, date(2027, 5, 10), False)
    assert "dans le délai de 15\u00a0jours francs, qui court jusqu'au 10 mai 2027 inclus" in text.replace(
        "15 j", "15\u00a0j"
    )
    assert "visa du recteur" in text and "de vive voix" not in text
    assert "article 1-4" in text and "article 5" in text


def test_a_review_sent_too_late_no_longer_claims_to_be_in_time():
    _, text = written("revision", {**AFTER, "date_demande": "4/3/2027"})
    assert "présentée dans le délai" not in text
    found, text = written("revision", AFTER, date(2027, 3, 4))
    assert found.late and "présentée dans le délai" not in text and "est passé" in deadline_words(found)
    found, text = written("revision", AFTER, date(2027, 3, 3))
    assert not found.late and "présentée dans le délai" in text and "Envoyez-le au plus tard" in deadline_words(found)


def test_the_commission_comes_after_the_answer():
    assert not written("ccp", AFTER)[0].useful
    answered = {**AFTER, "date_demande": "22/2/2027", "date_notification_reponse": "8/3/2027"}
    found, text = written("ccp", answered)
    assert found.useful and found.by == date(2027, 4, 8)
    assert "la révision le 22 février 2027" in text and "jusqu'au 8 avril 2027" in text
    assert "R. 271-13" in text


@pytest.mark.parametrize(
    ("asked", "today", "said"),
    [
        ("", date(2027, 4, 8), True),
        ("", date(2027, 4, 9), False),
        ("8/4/2027", date(2027, 6, 1), True),
        ("9/4/2027", date(2027, 6, 1), False),
    ],
)
def test_a_referral_says_that_it_is_in_time_only_when_it_is(asked, today, said):
    raw = {**AFTER, "date_demande": "22/2/2027", "date_notification_reponse": "8/3/2027", "date_saisine": asked}
    assert ("La saisine est ouverte" in written("ccp", raw, today)[1]) is said


def test_what_is_allowed_leaves_no_line_in_a_letter():
    found, _ = written("observations", {**AFTER, "accompagnement_refuse": "oui", "visa_recteur": "non"})
    lines = [line for block in found.blocks if isinstance(block, Items) for line in block.lines]
    assert len(lines) == 3 and all(lines)


def test_a_pilot_is_asked_his_title_and_not_said_to_be_the_wrong_person():
    _, text = written("report", {**LATE, "conduit_par": "pilote"})
    assert "préciser à quel titre" in text and "n'est pas celle" not in text


@pytest.mark.parametrize("raw", [{}, LATE, AFTER, {**AFTER, "nom": "X", "note-moyens": "trois écoles"}])
def test_no_place_is_left_unfilled(raw):
    dossier, results = opened(raw)
    for found in drafts(dossier, results, TODAY):
        text = as_markdown(letter_document(found))
        assert not re.search(r"[{}]", text), found.letter.id


def test_the_four_letters_are_there():
    assert list(letters()) == ["report", "observations", "revision", "ccp"]


DIGITS = re.compile(r"\d+")


@pytest.mark.parametrize(
    "raw", [LATE, {**AFTER, "date_notification": "22/04/2027", "date_reception_recours": "26/4/2027"}]
)
def test_every_figure_comes_from_the_case_a_calculator_or_the_name_of_a_text(raw):
    dossier, results = opened(raw)
    known = " ".join(str(value) for value in dossier.case.model_dump(exclude_none=True, mode="json").values())
    for calculation in results.by_name.values():
        known += " ".join([*(f"{v.value} {v.shown}" for v in calculation.values), calculation.summary])
        known += " ".join(f"{s.text} {s.article}" for s in calculation.sources)
        known += " ".join(f"{todo.by}" for todo in calculation.to_do)
        known += " ".join(step.expression for step in calculation.steps)
    allowed = {number.lstrip("0") for number in DIGITS.findall(known)}
    for found in drafts(dossier, results, TODAY):
        if found.useful:
            said = {n.lstrip("0") for n in DIGITS.findall(as_markdown(letter_document(found)))}
            assert said <= allowed, (found.letter.id, said - allowed)


@pytest.mark.parametrize("typed", ["leïla Benali", "Leïla Benali", "LEÏLA BENALI", "À mme Martin"])
def test_what_was_typed_is_kept_letter_for_letter(typed):
    _, text = written("report", {**LATE, **NAMED, "agent": typed, "evaluateur": typed, "ecole": typed})
    assert text.count(typed) >= 3


def test_the_letters_speak_in_the_first_person():
    for letter_id in letters():
        _, text = written(letter_id, {**LATE, **NAMED})
        assert "votre contrat" not in text
