"""The legal values and their sources: complete, dated, cited."""

from __future__ import annotations

import ast
import re
import warnings
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant import rules
from assistant.rules.core.advice import all_advice
from assistant.rules.core.datafiles import read_table
from assistant.rules.core.parameters import Parameter, PeriodNotCoveredError, all_parameters, lookup
from assistant.rules.core.sources import all_sources, source
from assistant.rules.core.units import UNITS

ROOT = Path(rules.__path__[0])
FIRST_MONTH = date(2024, 1, 1)
STALE = timedelta(days=400)
AGING = timedelta(days=180)
PARAMETER = {
    "id": "essai.valeur",
    "label": "Valeur d'essai",
    "unit": "mois",
    "public": "tests",
    "fait_generateur": "date d'essai",
    "verified_on": date(2026, 11, 22),
}


def strings_of_the_rules() -> set[str]:
    """Every text constant of the rules' code, and the sources of their advice: where these are named."""
    found = {source_id for advice in all_advice().values() for source_id in advice.cite}
    for name in ("absences_motifs", "entretien_points"):
        found |= {str(table["source"]) for table in read_table(name).values()}
    for file in ROOT.rglob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        found |= {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return found


def test_every_source_of_a_parameter_exists() -> None:
    cited = {s for p in all_parameters().values() for period in p.period for s in period.sources}
    assert cited <= set(all_sources())


def test_every_advice_is_said_and_its_sources_exist() -> None:
    assert set(all_advice()) <= strings_of_the_rules()
    assert {source_id for advice in all_advice().values() for source_id in advice.cite} <= set(all_sources())
    texts = [t for a in all_advice().values() for t in (*a.hypotheses, *a.caveats, *a.todo)]
    assert all(text.endswith((".", "!", "?")) for text in texts)


def test_every_source_is_used() -> None:
    cited = {s for p in all_parameters().values() for period in p.period for s in period.sources}
    assert set(all_sources()) - cited - strings_of_the_rules() == set()


def test_every_parameter_is_used() -> None:
    texts = strings_of_the_rules()
    prefixes = {text for text in texts if text.endswith((".", "_"))}
    unused = {p for p in all_parameters() if p not in texts and not any(p.startswith(prefix) for prefix in prefixes)}
    assert unused == set()


@pytest.mark.parametrize("parameter_id", sorted(all_parameters()))
def test_a_parameter_covers_2024_and_is_labelled(parameter_id: str) -> None:
    parameter = all_parameters()[parameter_id]
    assert parameter.period[0].start <= FIRST_MONTH, "add a first period with exists = false"
    assert parameter.unit in UNITS
    assert parameter.label and parameter.public and parameter.fait_generateur
    assert re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)+", parameter_id)


def test_no_legal_value_is_stale() -> None:
    """Warn when a value has not been read again for 180 days, fail after 400."""
    today = datetime.now(UTC).date()
    ages = {p.id: today - p.verified_on for p in all_parameters().values()}
    aging = sorted(parameter_id for parameter_id, age in ages.items() if age > AGING)
    if aging:
        warnings.warn(f"à relire dans les textes : {', '.join(aging)}", stacklevel=1)
    assert not [parameter_id for parameter_id, age in ages.items() if age > STALE]


def test_values_are_exact() -> None:
    def floats(value: object) -> bool:
        if isinstance(value, tuple):
            return any(floats(item) for item in value)
        return any(floats(item) for item in value.values()) if hasattr(value, "values") else isinstance(value, float)

    assert not [p.id for p in all_parameters().values() if any(floats(x.value) for x in p.period)]


def test_two_periods_may_not_begin_the_same_day() -> None:
    twice = [{"from": FIRST_MONTH, "value": 1, "sources": ["a"]}, {"from": FIRST_MONTH, "value": 2, "sources": ["a"]}]
    with pytest.raises(ValidationError, match="doubled"):
        Parameter.model_validate({**PARAMETER, "period": twice})


def test_a_period_without_source_is_refused() -> None:
    with pytest.raises(ValidationError):
        Parameter.model_validate({**PARAMETER, "period": [{"from": FIRST_MONTH, "value": 1, "sources": []}]})


def test_the_first_day_of_a_period_is_in_it_and_the_eve_is_not() -> None:
    periods = [
        {"from": FIRST_MONTH, "value": 1, "sources": ["a"]},
        {"from": date(2025, 3, 1), "value": 2, "sources": ["a"]},
    ]
    parameter = Parameter.model_validate({**PARAMETER, "period": periods})
    assert parameter.at(date(2025, 2, 28)).value == 1
    assert parameter.at(date(2025, 3, 1)).value == 2
    assert parameter.after(date(2025, 2, 28)) == parameter.period[1]
    assert parameter.after(date(2025, 3, 1)) is None


def test_a_rule_that_moves_to_another_article_does_not_change() -> None:
    starts = [date(2024, 1, 1), date(2025, 10, 1), date(2026, 7, 1)]
    periods = [{"from": d, "value": v, "sources": [s]} for d, v, s in zip(starts, (1, 1, 2), "abc", strict=True)]
    parameter = Parameter.model_validate({**PARAMETER, "period": periods})
    assert parameter.at(date(2025, 10, 1)).sources == ("b",)
    assert parameter.after(date(2025, 9, 30)) == parameter.period[2]
    assert parameter.after(date(2026, 7, 1)) is None


def test_nothing_is_extrapolated_before_the_first_period() -> None:
    parameter = Parameter.model_validate(
        {**PARAMETER, "period": [{"from": FIRST_MONTH, "value": 1, "sources": ["a"]}]}
    )
    with pytest.raises(PeriodNotCoveredError, match="31 décembre 2023"):
        parameter.at(date(2023, 12, 31))


def test_a_rule_that_does_not_exist_yet_has_no_value() -> None:
    periods = [
        {"from": FIRST_MONTH, "exists": False, "sources": ["a"]},
        {"from": date(2026, 7, 1), "value": 2, "sources": ["a"]},
    ]
    parameter = Parameter.model_validate({**PARAMETER, "period": periods})
    assert not parameter.at(date(2026, 6, 30)).exists
    assert parameter.at(date(2026, 7, 1)).value == 2


def test_unknown_ids_are_programming_errors() -> None:
    with pytest.raises(KeyError):
        lookup("inconnu.parametre", FIRST_MONTH)
    with pytest.raises(KeyError):
        source("inconnue")
