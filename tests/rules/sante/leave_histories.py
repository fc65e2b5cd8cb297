"""Random histories of sick leave, thick with the edges of the law: gaps, thresholds, dates of reform."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from sick_leave_twin import shift

EDGES = (date(2024, 9, 1), date(2025, 3, 1), date(2025, 4, 1), date(2024, 2, 29), date(2026, 2, 1), date(2027, 1, 1))
SHORT, MEDIUM, LONG = range(1, 16), range(25, 130), range(200, 400)
GAPS = (0, 0, 0, 1, 2, 3, 5, 9, 20, 45, 90, 150, 300)
CAUSES = ("maladie", "maladie", "maladie", "ald", "grossesse", "interruption_grossesse", "deuil_enfant", "devouement")
EARLIEST = date(2023, 6, 1)
LONGEST = 6 * 365


def history(seed: int) -> tuple[list[dict[str, Any]], date, date]:
    """Return stops, the first day of service, and a day on which to look at the ledger."""
    dice = random.Random(seed)  # noqa: S311 - reproducible histories
    stops: list[dict[str, Any]] = []
    day = first_day(dice)
    for _ in range(dice.choice((1, 2, 3, 5, 8, 20))):
        stops.append(stop(dice, stops, day))
        day = stops[-1]["last"] + timedelta(days=1 + dice.choice(GAPS))
        if (day - stops[0]["first"]).days > LONGEST:
            break
    stops = [made for made in stops if (made["last"] - stops[0]["first"]).days <= LONGEST]
    return stops, start_of_service(dice, stops), day + timedelta(days=dice.randint(-40, 400))


def first_day(dice: random.Random) -> date:
    if dice.random() < 0.5:
        return max(EARLIEST, dice.choice(EDGES) - timedelta(days=dice.randint(-2, 120)))
    return EARLIEST + timedelta(days=dice.randint(0, 1700))


def stop(dice: random.Random, before: list[dict[str, Any]], day: date) -> dict[str, Any]:
    length = dice.choice(dice.choices((SHORT, MEDIUM, LONG), (6, 3, 1))[0])
    made: dict[str, Any] = {"first": day, "last": day + timedelta(days=length - 1), "cause": dice.choice(CAUSES)}
    touches = before and day == before[-1]["last"] + timedelta(days=1)
    if before and dice.random() < (0.7 if touches else 0.2):
        made["prolonged"] = True
        if touches and dice.random() < 0.2 and (before[-1]["last"] - before[-1]["first"]).days > 2 and length > 3:
            made["first"] = day - timedelta(days=dice.randint(1, 2))
    elif before and dice.random() < 0.4:
        made["same"] = True
    if made["cause"] == "ald":
        made["ald"] = dice.choice("ab")
    if made["cause"] == "deuil_enfant":
        made["death"] = made["first"] - timedelta(days=dice.choice((0, 30, 89, 90, 91, 200)))
    return made


def start_of_service(dice: random.Random, stops: list[dict[str, Any]]) -> date:
    """Return a start that makes a stop begin on, before or after a threshold of seniority."""
    months = dice.choice((4, 24, 36, 60, 60))
    start = shift(dice.choice(stops)["first"], -months) + timedelta(days=dice.randint(-2, 2))
    return min(start, stops[0]["first"])
