"""Deadlines of the interview: properties that no list of cases shows."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.rules.calculators.entretien._faits import AFTER, Entretien
from assistant.rules.calculators.entretien.conformite_entretien import POINTS
from assistant.rules.core.calendar import Territory, is_holiday
from assistant.rules.core.outcome import Result
from assistant.rules.core.sources import all_sources
from assistant.rules.registry import find

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
FAST = settings(max_examples=150, deadline=None, derandomize=True)
SATURDAY = 5


def result(calculator: str, **facts: object) -> Result:
    found = find(calculator).outcome(facts)
    assert isinstance(found, Result), found
    return found


def naive_francs(event: date, territory: Territory) -> date:
    """Count day by day: the day of the event and the last one are outside the fifteen."""
    day = event
    for _ in range(16):
        day += timedelta(days=1)
    while day.weekday() >= SATURDAY or is_holiday(day, territory):
        day += timedelta(days=1)
    return day


@FAST
@given(DAYS, st.sampled_from(list(Territory)))
def test_fifteen_jours_francs_end_on_a_working_day(event: date, territory: Territory) -> None:
    asked = result("recours_entretien", date_notification=event, territoire=str(territory))["dernier_jour"]
    assert asked == naive_francs(event, territory)
    answered = result("reponse_recours", date_reception_recours=event, territoire=str(territory))["reponse_avant"]
    assert answered == asked


@FAST
@given(DAYS, st.integers(0, 30))
def test_a_later_notification_never_ends_earlier(event: date, later: int) -> None:
    ends = [
        result("recours_entretien", date_notification=d)["dernier_jour"]
        for d in (event, event + timedelta(days=later))
    ]
    assert ends[0] <= ends[1]


@FAST
@given(DAYS, st.integers(0, 40))
def test_the_convocation_is_late_only_under_eight_days(day: date, gap: int) -> None:
    received = day - timedelta(days=gap)
    found = result("convocation_entretien", date_entretien=day, date_convocation=received)
    assert found["conforme"] is (gap >= 8)
    checked = result("conformite_entretien", date_entretien=day, date_convocation=received)
    assert ("convocation_tardive" in checked.values) is (gap < 8)
    assert checked["conforme"] is (gap >= 8)


@FAST
@given(DAYS)
def test_the_calendar_says_what_each_calculator_says(event: date) -> None:
    found = result("calendrier_entretien", date_notification=event)
    assert found["recours_avant"] == result("recours_entretien", date_notification=event)["dernier_jour"]
    answer = result("reponse_recours", date_reception_recours=found["recours_avant"])["reponse_avant"]
    assert found["reponse_avant"] == answer
    ccp = result("saisine_ccp_entretien", date_notification_reponse=answer)["dernier_jour"]
    assert found["commission_avant"] == ccp
    assert not found.values["commission_avant"].in_calendar, "a date that depends on others is no appointment"


def test_every_point_has_a_field_a_source_and_a_verdict() -> None:
    assert {point.field for point in POINTS} <= set(Entretien.model_fields)
    assert {point.source for point in POINTS} <= set(all_sources())
    assert len({point.id for point in POINTS}) == len(POINTS)
    assert set(AFTER) <= set(Entretien.model_fields)


def test_each_answer_is_judged_by_its_own_point() -> None:
    """Every yes/no answer leads to its point one way, and to none the other way."""
    for point in POINTS:
        if point.field == "convocation":
            continue
        told = [
            point.id in result("conformite_entretien", **{point.field: answer}).values for answer in (True, False)
        ]
        assert sorted(told) == [False, True], point.id
