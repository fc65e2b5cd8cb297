"""Dates of the procedure, worked out by hand: jours francs, months, and the next working day."""

from datetime import date

import pytest

from assistant.exports.calendar import as_calendar_file
from assistant.interview.timeline import calendar_events, timeline
from assistant.interview.words import milestones
from tests.exports.reading import calendar_events as read_events
from tests.exports.test_calendar_file import STAMP
from tests.interview.cases import AFTER, REGULAR, TODAY, opened


def dates(raw, today=TODAY):
    dossier, results = opened(raw, today)
    return {item.id: item for item in timeline(dossier, results, today)}


REVIEW = [
    ("plain", "15/02/2027", {}, date(2027, 3, 3)),
    ("a Saturday that is also 8 May", "22/04/2027", {}, date(2027, 5, 10)),
    ("Ascension Thursday", "28/04/2026", {}, date(2026, 5, 15)),
    ("the eve of Ascension stays", "27/04/2026", {}, date(2026, 5, 13)),
    ("Easter Monday", "20/03/2026", {}, date(2026, 4, 7)),
    ("26 December on the mainland", "10/12/2028", {}, date(2028, 12, 26)),
    ("26 December in Moselle", "10/12/2028", {"territoire": "alsace-moselle"}, date(2028, 12, 27)),
]


@pytest.mark.parametrize(("title", "notified", "extra", "last"), REVIEW, ids=[case[0] for case in REVIEW])
def test_last_day_to_ask_for_the_review(title, notified, extra, last):
    item = dates({"date_notification": notified, **extra})["recours_avant"]
    assert (item.day, item.kind) == (last, "echeance")


def test_answer_and_commission_are_firm_only_once_their_event_is_known():
    found = dates({"date_notification": "15/02/2027"})
    assert [found[key].kind for key in ("recours_avant", "reponse_avant", "ccp_avant")] == [
        *("echeance", "au_plus_tard", "au_plus_tard")
    ]
    found = dates({"date_notification": "15/02/2027", "date_reception_recours": "22/02/2027"})
    assert (found["reponse_avant"].day, found["reponse_avant"].kind) == (date(2027, 3, 10), "echeance")
    assert found["ccp_avant"].kind == "au_plus_tard"
    found = dates({"date_notification_reponse": "14/04/2026"})
    assert (found["ccp_avant"].day, found["ccp_avant"].kind) == (date(2026, 5, 15), "echeance")


def test_the_answer_is_due_in_jours_francs_too():
    assert dates({"date_reception_recours": "28/04/2026"})["reponse_avant"].day == date(2026, 5, 15)


def test_dated_milestones_are_in_order_and_the_rest_follows():
    dossier, results = opened({**REGULAR, "date_convocation": "13/01/2027", "date_debut_contrat": "1/9/2022"})
    found = timeline(dossier, results, TODAY)
    days = [item.day for item in found if item.day]
    assert days == sorted(days)
    assert [item.id for item in found if item.day is None] == ["observations", "notification"]
    assert all(item.day is None for item in found[len(days) :])


def test_the_first_date_to_propose_follows_a_late_convocation():
    found = dates({**REGULAR, "date_convocation": "13/01/2027"})
    assert found["premiere_date"].day == date(2027, 1, 21)
    assert found["convocation"].alert and not dates(REGULAR)["convocation"].alert
    assert "premiere_date" not in dates(REGULAR)


def test_late_acts_raise_an_alert():
    late = {"date_notification": "15/02/2027", "date_demande": "4/3/2027", "date_reception_recours": "8/3/2027"}
    found = dates({**late, "date_notification_reponse": "10/03/2027", "date_saisine": "12/04/2027"})
    assert found["demande"].alert and found["reception"].alert
    assert not found["saisine"].alert
    assert dates({**late, "date_notification_reponse": "10/03/2027", "date_saisine": "13/04/2027"})["saisine"].alert


@pytest.mark.parametrize(
    ("today", "state"),
    [(date(2027, 1, 17), "avenir"), (date(2027, 1, 18), "aujourdhui"), (date(2027, 1, 19), "passe")],
)
def test_states_follow_the_day(today, state):
    assert dates(REGULAR, today)["entretien"].state == state


def test_next_interview_of_a_cdi_and_first_of_a_cdd():
    cdi = dates({"contrat": "cdi", "date_dernier_entretien": "12/03/2024"})["prochain"]
    assert (cdi.day, cdi.alert) == (date(2027, 3, 12), "")
    late = dates({"contrat": "cdi", "date_dernier_entretien": "12/03/2023"})["prochain"]
    assert late.day == date(2026, 3, 12) and late.alert
    assert dates({"contrat": "cdd", "date_debut_contrat": "1/9/2025"})["possible"].day == date(2026, 9, 2)


@pytest.mark.parametrize(("start", "told"), [("22/11/2026", True), ("23/11/2026", False), ("1/9/2030", False)])
def test_a_contract_still_to_come_is_not_compared_with_today(start, told):
    _, results = opened({"contrat": "cdi", "date_debut_contrat": start})
    assert (results.value("frequence.a_jour") is not None) is told


def test_every_line_of_the_timeline_can_appear():
    full = {**AFTER, "date_debut_contrat": "1/9/2022", "date_observations": "20/2/2027", "date_demande": "22/2/2027"}
    full |= {
        "date_reception_recours": "24/2/2027",
        "date_notification_reponse": "8/3/2027",
        "date_saisine": "22/3/2027",
    }
    seen = set(dates(full)) | set(dates({**REGULAR, "date_convocation": "13/01/2027"}))
    seen |= set(dates({"contrat": "cdd", "date_debut_contrat": "1/9/2025"}))
    assert seen == {item.id for item in milestones()}


def test_the_calendar_holds_firm_dates_only_and_reads_back():
    dossier, results = opened({**AFTER, "nom": "Dossier de L."})
    events = calendar_events(dossier, results, TODAY)
    written = read_events(as_calendar_file(events, name=dossier.title, owner="cle", stamp=STAMP))
    found = {event["summary"].removesuffix(" – Dossier de L."): event for event in written}
    assert found["Entretien professionnel"]["day"] == date(2027, 1, 18)
    assert found["Veille de l'entretien"]["day"] == date(2027, 1, 17)
    review = found["Dernier jour pour demander la révision au recteur"]
    assert review["day"] == date(2027, 3, 3) and len(review["alarms"]) == 2
    assert not any("réponse du recteur" in name or "CCP" in name for name in found)
