"""The timetable against a slow twin that walks the week quarter by quarter, and its text read back."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.rules.calculators.temps_travail._horaires import parse_day
from assistant.rules.core.errors import SituationError
from assistant.rules.core.french import JOURS, FrenchValueError, format_hours
from assistant.rules.core.outcome import Result
from assistant.rules.registry import find

QUARTER, QUARTERS_IN_DAY = 15, 96
Week = list[bool]


@st.composite
def weeks(draw: st.DrawFn) -> Week:
    """A week as quarters of an hour worked or not: day work only, at least one quarter."""
    quarters = [False] * (7 * QUARTERS_IN_DAY)
    for _ in range(draw(st.integers(1, 14))):
        day, start = draw(st.integers(0, 6)), draw(st.integers(20, 90))
        length = draw(st.integers(1, min(36, QUARTERS_IN_DAY - 1 - start)))
        for quarter in range(start, start + length):
            quarters[day * QUARTERS_IN_DAY + quarter] = True
    return quarters


def typed(week: Week) -> list[str]:
    """Write the week as an agent would, one line by slot."""
    lines, position = [], 0
    for worked, run in groupby(week):
        length = len(list(run))
        if worked:
            day, start = divmod(position, QUARTERS_IN_DAY)
            hours = [format_hours(q * QUARTER) for q in (start, start + length)]
            lines.append(f"{JOURS[day]} : {hours[0]} - {hours[1]}")
        position += length
    return lines


def twin(week: Week) -> dict[str, int]:
    """Compute the same figures by walking the week."""
    days = [week[d * QUARTERS_IN_DAY : (d + 1) * QUARTERS_IN_DAY] for d in range(7)]
    spans = [[q for q, worked in enumerate(day) if worked] for day in days]
    twice = week + week
    rests = [len(list(run)) for worked, run in groupby(twice) if not worked]
    return {
        "semaine": sum(week) * QUARTER,
        "jour": max(sum(day) for day in days) * QUARTER,
        "amplitude": max(span[-1] - span[0] + 1 for span in spans if span) * QUARTER,
        "repos_hebdomadaire": max(rests) * QUARTER,
        "sans_pause": max(longest_row(day) for day in days) * QUARTER,
        "moyenne_cumul": 12 * sum(week) * QUARTER,
    }


def longest_row(day: list[bool]) -> int:
    """Most quarters worked in a row, where only two quarters off in a row (thirty minutes) break it."""
    best = row = off = 0
    for worked in day:
        off = 0 if worked else off + 1
        row = 0 if off > 1 else row + worked
        best = max(best, row)
    return best


@settings(max_examples=150, deadline=None, derandomize=True)
@given(weeks())
def test_the_twin_agrees(week: Week) -> None:
    found = find("emploi_du_temps").outcome({"semaine": typed(week)})
    assert isinstance(found, Result)
    wanted = twin(week)
    assert {key: found[key] for key in wanted} == wanted
    fits = wanted["semaine"] <= 2880 and wanted["jour"] <= 600 and wanted["amplitude"] <= 720
    fits = fits and wanted["repos_hebdomadaire"] >= 2100 and wanted["moyenne_cumul"] <= 31680
    if not fits:
        assert found["conforme"] is False
    if fits and wanted["sans_pause"] < 360 and found["repos_quotidien"] >= 660:
        assert found["conforme"] is True


@settings(max_examples=100, deadline=None, derandomize=True)
@given(weeks(), st.integers(0, 4))
def test_more_work_never_repairs_a_week(week: Week, day: int) -> None:
    """An hour more in the evening never lowers the week, the day or the length of the day."""
    more = list(week)
    for quarter in range(91, 95):
        more[day * QUARTERS_IN_DAY + quarter] = True
    before, after = (run(typed(w)) for w in (week, more))
    assert all(after[key] >= before[key] for key in ("semaine", "jour", "amplitude", "moyenne_cumul"))
    assert after["repos_hebdomadaire"] <= before["repos_hebdomadaire"]


def run(week: list[str]) -> dict[str, Any]:
    found = find("emploi_du_temps").outcome({"semaine": week})
    assert isinstance(found, Result)
    return {key: value.raw for key, value in found.values.items()}


@pytest.mark.parametrize(
    ("text", "days", "first"),
    [
        ("lundi 8h-12h", 1, (480, 720)),
        ("lundi et mardi : 8h30-11h30", 2, (510, 690)),
        ("du lundi au vendredi : 8h30 à 11h30", 5, (510, 690)),
        ("lundi au jeudi 8:30 - 11:30", 4, (510, 690)),
        ("lun. mar jeudi : de 8 h à 12 h", 3, (480, 720)),
        ("les lundis et le jeudi : 8h-12h", 2, (480, 720)),
        ("mercredi : 22h-24h", 1, (1320, 1440)),
    ],
)
def test_days_as_they_are_typed(text: str, days: int, first: tuple[int, int]) -> None:
    found = parse_day(text)
    assert len({slot["jour"] for slot in found}) == days
    assert (found[0]["debut"], found[0]["fin"]) == first


@pytest.mark.parametrize(
    "text",
    [
        "",
        "lundi",
        "8h-12h",
        "lundi 8h",
        "ma 8h-12h",
        "vendredi au lundi : 8h-12h",
        "lundi 8h-12h30m",
        "les 8h-12h",
    ],
)
def test_what_is_not_clear_is_refused(text: str) -> None:
    with pytest.raises(FrenchValueError):
        parse_day(text)


def test_there_is_no_hour_after_midnight() -> None:
    with pytest.raises(SituationError, match="une heure de la journée"):
        find("emploi_du_temps").outcome({"semaine": "lundi 25h-26h"})


def test_facts_written_to_json_read_back() -> None:
    calculator = find("emploi_du_temps")
    first = calculator.answer({"semaine": "lundi : 8h05-12h ; mardi : 13h-15h", "heures_par_semaine": "12 x 24 h"})
    assert calculator.answer(first.inputs) == first
