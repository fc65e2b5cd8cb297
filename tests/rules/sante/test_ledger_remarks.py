"""What the ledger warns about, and what it keeps quiet about: each doubt on its day, and not on the eve."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.rules.core.outcome import Result
from assistant.rules.registry import find


def told(arrets: str, start: str = "2020-09-01", **more: Any) -> Result:
    services = {} if "contrats" in more else {"date_debut_services": start}
    found = find("registre_maladie").outcome({"arrets": arrets, **services, **more})
    assert isinstance(found, Result)
    return found


def warns(found: Result, part: str) -> bool:
    return any(part in caveat for caveat in found.caveats)


@pytest.mark.parametrize(
    ("part", "eve", "day"),
    [
        (
            "en trois ans, hors ALD",
            "du 6 janvier 2025 au 3 janvier 2026",
            "du 6 janvier 2025 au 4 janvier 2026",
        ),
        ("la CPAM vérifie de nouveau", "du 5 janvier 2026 au 4 juillet 2026", "du 5 janvier 2026 au 5 juillet 2026"),
        (
            "durée maximale annoncée",
            "du 1er septembre 2026 au 1er octobre 2026",
            "du 1er septembre 2026 au 2 octobre 2026",
        ),
        ("durée maximale annoncée", "du 31 août 2026 au 31 octobre 2026", "du 1er septembre 2026 au 31 octobre 2026"),
        ("les droits ont changé", "du 5 août 2024 au 31 août 2024", "du 5 août 2024 au 1er septembre 2024"),
        ("les droits ont changé", "du 1er septembre 2024 au 5 septembre 2024", "du 31 août 2024 au 5 septembre 2024"),
        ("la subrogation", "du 31 décembre 2026 au 8 janvier 2027", "du 1er janvier 2027 au 8 janvier 2027"),
    ],
)
def test_a_doubt_comes_on_its_day(part: str, eve: str, day: str) -> None:
    assert not warns(told(eve), part)
    assert warns(told(day), part)


def test_a_prolongation_is_subrogated_like_the_stop_that_it_goes_on_from() -> None:
    stops = "du 28 décembre 2026 au 31 décembre 2026 ; du 1er janvier 2027 au 8 janvier 2027 (prolongation)"
    assert not warns(told(stops), "la subrogation")


def test_seniority_reached_on_the_last_day_of_the_leave_is_a_doubt() -> None:
    part = "l'ancienneté est atteinte pendant l'arrêt, le 1er janvier 2026"
    assert warns(told("du 22 décembre 2025 au 1er janvier 2026", "2025-09-01"), part)
    assert not told("du 22 décembre 2025 au 31 décembre 2025", "2025-09-01").readings
    assert not told("du 1er janvier 2026 au 9 janvier 2026", "2025-09-01").readings


def test_the_end_of_the_last_contract_is_the_one_that_counts() -> None:
    contracts = "du 1er septembre 2024 au 31 août 2025 ; du 1er septembre 2025 au 31 août 2026"
    assert not warns(told("du 24 août 2026 au 31 août 2026", contrats=contracts), "Votre contrat se termine")
    assert warns(told("du 24 août 2026 au 1er septembre 2026", contrats=contracts), "se termine le 31 août 2026")


def test_the_drop_to_half_pay_is_announced_while_it_is_to_come() -> None:
    def warned(found: Result) -> bool:
        return any("prévoyance" in todo.label for todo in found.to_do)

    assert warned(told("du 2 mars 2026 au 30 mai 2026"))
    assert not warned(told("du 2 mars 2026 au 31 mai 2026"))
    assert "le demi-traitement commence le 31 mai 2026" in told("du 2 mars 2026 au 30 mai 2026").summary
    assert "le salaire s'arrête le 2 mars 2027" in told("du 2 mars 2026 au 31 mai 2026").summary
    assert "s'arrête" not in told("du 2 mars 2026 au 2 mars 2027").summary


def test_only_the_days_to_come_go_to_the_calendar() -> None:
    found = told("du 2 mars 2026 au 13 mars 2026", date_bilan="2026-03-20")
    assert {key for key, value in found.values.items() if value.in_calendar} == {"passage_demi", "passage_sans"}


def test_what_the_day_pays_is_said_only_when_the_day_is_asked_and_sick() -> None:
    stops = "du 2 mars 2026 au 13 mars 2026"
    assert "paie_du_jour" not in told(stops).values
    assert "paie_du_jour" not in told(stops, date_bilan="2026-03-14").values
    assert told(stops, date_bilan="2026-03-13")["paie_du_jour"] == "90 % du salaire"


def test_readings_agree_in_one_line_or_are_both_given() -> None:
    agree = told("du 2 mars 2026 au 13 mars 2026")
    assert not agree.readings
    assert any("concordent ici" in hypothesis for hypothesis in agree.hypotheses)
    differ = told("du 3 mars 2025 au 31 mai 2025 ; du 12 janvier 2026 au 21 janvier 2026")
    assert [reading.kept for reading in differ.readings] == [True, False]
    assert not any("concordent ici" in hypothesis for hypothesis in differ.hypotheses)
