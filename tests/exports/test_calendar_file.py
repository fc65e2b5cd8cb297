from datetime import UTC, date, datetime, timedelta

import pytest

from assistant.exports.calendar import CalendarEvent, as_calendar_file
from assistant.rules.core.french import FrenchValueError
from tests.exports.reading import calendar_events

STAMP = datetime(2027, 1, 6, 9, 30, tzinfo=UTC)
EVENTS = (
    CalendarEvent("entretien", "Entretien professionnel", date(2027, 1, 18)),
    CalendarEvent(
        "recours", "Dernier jour, à l'heure ; vraiment", date(2027, 2, 28), "ligne 1\n" + "été, " * 60, True
    ),
)


def written(owner="moi", events=EVENTS):
    return calendar_events(as_calendar_file(events, name="Entretien", owner=owner, stamp=STAMP))


def test_events_are_whole_days_with_reminders_for_deadlines_only():
    first, second = written()
    assert (first["day"], first["after"], first["alarms"]) == (date(2027, 1, 18), date(2027, 1, 19), [])
    assert second["after"] - second["day"] == timedelta(days=1)
    assert second["alarms"] == ["-P7D", "-P1D"]
    assert second["summary"] == "Dernier jour, à l'heure ; vraiment"
    assert second["description"] == "ligne 1\n" + "été, " * 60


def test_identifiers_last_when_a_date_moves_and_differ_between_owners():
    moved = (CalendarEvent("entretien", "Entretien reporté", date(2027, 1, 25)),)
    assert written(events=moved)[0]["uid"] == written()[0]["uid"]
    assert {e["uid"] for e in written()}.isdisjoint({e["uid"] for e in written("une autre")})


def test_nothing_to_note_is_said_and_a_stamp_has_its_zone():
    with pytest.raises(FrenchValueError, match="indiquez"):
        as_calendar_file((), name="Vide", owner="moi", stamp=STAMP)
    with pytest.raises(ValueError, match="zone"):
        as_calendar_file(EVENTS, name="X", owner="moi", stamp=datetime(2027, 1, 6))  # noqa: DTZ001
