"""The ledger agrees with its slow twin on generated histories, day by day and month by month, both readings."""

from __future__ import annotations

import os
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant.rules.core.outcome import Result
from assistant.rules.registry import find

sys.path.insert(0, str(Path(__file__).parent))
from leave_histories import history
from sick_leave_twin import Twin, quotas

WINDOWS = ("12_mois", "300_jours")
ORDINARY, CHUNK = 200, 200
CHUNKS = 25 if os.environ.get("EVERY_CASE") else 5
KEYS = {"prolonged": "prolongation", "same": "meme_cause", "cause": "cause", "ald": "ald", "death": "deces_enfant"}


def facts(stops: list[dict[str, Any]], start: date, on: date, window: str, gross: Decimal) -> dict[str, Any]:
    arrets = [
        {"premier_jour": stop["first"], "dernier_jour": stop["last"]}
        | {ours: stop[theirs] for theirs, ours in KEYS.items() if theirs in stop}
        for stop in stops
    ]
    asked = {"arrets": arrets, "date_debut_services": start, "date_bilan": on, "fenetre": window}
    return {**asked, "brut_mensuel": gross, "statut": "aesh"}


def days_of(result: Result) -> dict[date, str]:
    return {
        segment["du"] + timedelta(days=i): segment["taux"]
        for segment in result["registre"]
        for i in range(segment["jours"])
    }


def compare(seed: int, window: str) -> None:
    stops, start, on = history(seed)
    gross = Decimal(700 + seed * 37 % 2800)
    twin = Twin(stops, start, window)
    result = find("registre_maladie").outcome(facts(stops, start, on, window, gross))
    assert isinstance(result, Result), (seed, result)
    assert days_of(result) == twin.pay
    last = [day for day, rank in twin.owner.items() if rank == len(stops) - 1]
    assert result["ijss_jours"] == sum(twin.cpam[day] for day in last)
    assert (result["pris_plein"], result["pris_payes"]) == twin.morning(on)
    half = result["passage_demi"] if "passage_demi" in result.values else None
    assert (half, result["passage_sans"]) == twin.drops(on)
    assert result["mois"] == twin.months(gross)


@pytest.mark.parametrize("first", range(0, ORDINARY, 20))
def test_the_ledger_agrees_with_its_twin(first: int) -> None:
    for seed in range(first, first + 20):
        compare(seed, WINDOWS[seed % 2])


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_ledger_agrees_with_its_twin_on_a_thousand_histories(chunk: int, window: str) -> None:
    for seed in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        compare(seed, window)


def test_the_twin_knows_the_law() -> None:
    """Anchor the twin itself, so that both cannot drift together."""
    assert quotas(3, date(2026, 1, 1)) == (0, 0)
    assert quotas(4, date(2024, 8, 31)) == (30, 30)
    assert quotas(24, date(2024, 8, 31)) == (60, 60)
    assert quotas(36, date(2024, 8, 31)) == (90, 90)
    assert quotas(4, date(2024, 9, 1)) == (90, 270)
    twin = Twin([{"first": date(2025, 9, 1), "last": date(2026, 9, 30)}], date(2020, 9, 1), "12_mois")
    counted = [list(twin.pay.values()).count(rate) for rate in ("carence", "90", "50", "sans")]
    assert counted == [1, 89, 275, 30]
