"""Worked cases of the timetable: each is typed as a week in which only the rule of the case is at stake."""

from __future__ import annotations

from typing import Any

from assistant.rules.core.french import format_hours
from assistant.rules.core.outcome import Result
from assistant.rules.registry import find

LABELS = ("schedule_check",)
MORNING, HALF, HOUR, DAY = 8 * 60, 4 * 60, 60, 24 * 60
WORKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi")


def slot(day: str, start: int, length: int) -> str:
    return f"{day} : {format_hours(start)} - {format_hours(start + length)}"


def week(figure: str, length: int, pause: int) -> list[str]:
    """Type a week that has this figure, in minutes."""
    if figure == "weekly_hours":
        morning = [slot(day, MORNING, HALF) for day in WORKDAYS]
        return morning + [slot(day, MORNING + 5 * HOUR, length // 5 - HALF) for day in WORKDAYS]
    if figure == "daily_hours":
        return [slot("lundi", MORNING, length // 2), slot("lundi", 14 * HOUR, length - length // 2)]
    if figure == "amplitude":
        return [slot("lundi", MORNING, HALF), slot("lundi", MORNING + length - HALF, HALF)]
    if figure == "daily_rest":
        return [slot("lundi", MORNING + DAY - length - HALF, HALF), slot("mardi", MORNING, HALF)]
    if figure == "weekly_rest":
        return ["lundi au vendredi : 8h-12h", slot("samedi", MORNING + 2 * DAY - length - HOUR, HOUR)]
    before = length // 2
    return [slot("lundi", MORNING, before), slot("lundi", MORNING + before + pause, length - before)]


def facts(inputs: dict[str, Any]) -> dict[str, Any]:
    if "avg_12_weeks" in inputs:
        return {"heures_par_semaine": [inputs["avg_12_weeks"]] * 12}
    figure, value = next(iter(inputs.items()))
    return {"semaine": week(figure, round(value * HOUR), inputs.get("break_minutes", 0))}


def observe(label: str, inputs: dict[str, Any]) -> dict[str, Any]:
    found = find("emploi_du_temps").outcome(facts(inputs))
    assert isinstance(found, Result), found
    return {"ok": found["conforme"]}
