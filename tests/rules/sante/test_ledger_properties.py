"""What holds for every ledger, whatever the history."""

from __future__ import annotations

import sys
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.rules.core.dates import add_months
from assistant.rules.core.errors import read_situation
from assistant.rules.core.outcome import Result
from assistant.rules.registry import find

sys.path.insert(0, str(Path(__file__).parent))
from leave_histories import history
from test_ledger_twin import days_of, facts

LEDGER = find("registre_maladie")
SEEDS = range(10_000, 10_060)
SLOWEST_MS = 50.0
EARNS = {"sans": 0, "carence": 0, "50": 50, "90": 90, "100": 100}


def ledger(stops: list[dict[str, Any]], start: date, window: str = "12_mois", **more: Any) -> Result:
    asked = facts(stops, start, stops[-1]["last"] + timedelta(days=1), window, 1500)  # type: ignore[arg-type]
    found = LEDGER.outcome({**asked, **more})
    assert isinstance(found, Result), found
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_every_day_is_classed_once(seed: int) -> None:
    stops, start, _ = history(seed)
    found = ledger(stops, start)
    days = {s["first"] + timedelta(days=i) for s in stops for i in range((s["last"] - s["first"]).days + 1)}
    assert set(days_of(found)) == days
    assert sum(found["registre"][i]["jours"] for i in range(len(found["registre"]))) == len(days)
    counted = sum(found[key] for key in found.values if key.startswith("jours_"))
    assert counted == found["jours"] == found["ijss_attente"] + found["ijss_jours"]


@pytest.mark.parametrize("seed", SEEDS)
def test_days_left_and_days_taken_are_never_more_than_the_rights(seed: int) -> None:
    stops, start, _ = history(seed)
    found = ledger(stops, start)
    assert 0 <= found["reste_plein"] <= 90
    assert found["pris_plein"] <= found["pris_payes"] <= 366
    assert found["reste_demi"] >= 0


@pytest.mark.parametrize("seed", SEEDS)
def test_more_service_never_pays_less_on_the_whole(seed: int) -> None:
    """A lone stop: with more service, no day of it pays less (carence apart, which needs a pay to be withheld).

    A leave that straddles the reform is left out: the rights it opens again are those that shorter service had lost.
    """
    stops, start, _ = history(seed)
    if stops[0]["first"] < date(2024, 9, 1) <= stops[0]["last"]:
        return
    alone = [{"first": stops[0]["first"], "last": stops[0]["last"]}]
    less = days_of(ledger(alone, start))
    more = days_of(ledger(alone, add_months(start, -24)))
    assert all(EARNS[more[day]] >= EARNS[less[day]] for day in less if more[day] != "carence")


@pytest.mark.parametrize("window", ["12_mois", "300_jours"])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_stop_older_than_the_window_changes_nothing(seed: int, window: str) -> None:
    stops, start, _ = history(seed)
    later = [{"first": s["first"], "last": s["last"]} for s in stops if s["first"] >= date(2025, 3, 1)][:1]
    if not later:
        return
    old = {"first": date(2023, 6, 5), "last": date(2023, 8, 4)}
    start = min(start, date(2019, 9, 2))
    assert days_of(ledger(later, start, window)).items() <= days_of(ledger([old, *later], start, window)).items()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_certificate_cut_in_two_by_a_prolongation_pays_the_same(seed: int) -> None:
    stops, start, _ = history(seed)
    first, last = stops[0]["first"], stops[0]["last"]
    if (last - first).days < 4 or first < date(2025, 3, 1):
        return
    middle = first + timedelta(days=(last - first).days // 2)
    whole = [{"first": first, "last": last}]
    halves = [
        {"first": first, "last": middle},
        {"first": middle + timedelta(days=1), "last": last, "prolonged": True},
    ]
    one, two = ledger(whole, start), ledger(halves, start)
    assert days_of(one) == days_of(two)
    for key in ("perte_totale", "ij_total", "precompte_total", "passage_sans"):
        assert one[key] == two[key]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_months_add_up(seed: int) -> None:
    stops, start, _ = history(seed)
    found = ledger(stops, start)
    months = found["mois"]
    assert Counter(days_of(found).values()) == sum((Counter(m["jours"]) for m in months), Counter())
    assert found["perte_totale"] == sum(m["retenue"] for m in months)
    for month in months:
        assert 0 <= month["du_employeur"] <= 1500
        assert 0 <= month["precompte"] <= month["ij_brutes"]
    assert found["solde"] == found["perte_totale"] - found["ij_total"] + found["precompte_total"]


def test_a_twenty_stop_history_is_fast() -> None:
    stops = [
        {"first": date(2024, 1, 8) + timedelta(days=45 * i), "last": date(2024, 1, 8) + timedelta(days=45 * i + 29)}
        for i in range(20)
    ]
    asked = facts(stops, date(2020, 9, 1), date(2026, 9, 1), "12_mois", 1500)  # type: ignore[arg-type]
    situation = read_situation(LEDGER.situation, asked)
    LEDGER.compute(situation)
    best = min(elapsed_ms(situation) for _ in range(20))
    assert best < SLOWEST_MS, f"{best:.1f} ms"


def elapsed_ms(situation: Any) -> float:
    start = time.process_time()
    LEDGER.compute(situation)
    return (time.process_time() - start) * 1000
