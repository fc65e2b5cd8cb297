"""What holds whatever the dates: notices, severance, access to a CDI, compensation of a rupture."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.rules.calculators.contrat._essai import nth_ouvre
from assistant.rules.calculators.contrat.acces_cdi import first_day_with
from assistant.rules.core.calendar import METROPOLE, is_ouvre
from assistant.rules.core.dates import Period, add_days, total_seniority
from assistant.rules.core.outcome import Result
from assistant.rules.registry import find
from assistant.rules.shared.preavis import derniere_demande, fin_du_preavis

DAYS = st.dates(date(2016, 1, 1), date(2030, 12, 31))
NOTICES = st.sampled_from([(8, "jours"), (1, "mois"), (2, "mois")])
QUICK = settings(max_examples=60, deadline=None)


def result(calculator: str, **facts: Any) -> Result:
    found = find(calculator).outcome(facts)
    assert isinstance(found, Result), found
    return found


@QUICK
@given(DAYS, st.integers(0, 1500), st.integers(0, 400), st.integers(0, 10))
def test_more_services_never_shorten_the_notice(sent: date, served: int, more: int, post: int) -> None:
    presented = add_days(sent, post)
    letter = {"motif": "suppression_emploi", "date_envoi_lettre": sent, "date_presentation_lettre": presented}
    ends = [
        result("preavis_licenciement", **letter, date_debut_services=add_days(sent, -days))["dernier_jour"]
        for days in (served, served + more)
    ]
    assert presented < ends[0] <= ends[1]


@QUICK
@given(DAYS, NOTICES)
def test_the_request_for_a_reclassement_ends_within_the_notice(presented: date, notice: tuple[int, str]) -> None:
    last = derniere_demande(presented, *notice, 2)
    end = fin_du_preavis(presented, *notice)
    assert presented < last < end
    assert (last - presented).days * 2 <= (end - presented).days


@QUICK
@given(st.integers(0, 45), st.decimals(0, 4000, places=2))
def test_severance_grows_with_years_up_to_its_cap(years: int, net: Decimal) -> None:
    facts = {"contrat": "cdi", "remuneration_nette": net, "dernier_jour_emploi": date(2026, 8, 31)}

    def amount(annees: int, motif: str = "suppression_emploi") -> Decimal:
        found: Decimal = result("indemnite_licenciement", **facts, annees_retenues=annees, motif=motif)["montant"]
        return found

    assert amount(years) <= amount(years + 1) <= 12 * net
    assert abs(2 * amount(years, "insuffisance_professionnelle") - amount(years)) <= Decimal("0.02")


@QUICK
@given(st.integers(0, 30), st.decimals(0, 40000, places=2))
def test_the_floor_of_a_rupture_never_passes_its_cap(years: int, gross: Decimal) -> None:
    facts = {"remuneration_brute_annuelle": gross, "dernier_jour_emploi": date(2026, 8, 31)}
    found = result("rupture_conventionnelle_indemnite", **facts, annees_services=years)
    more = result("rupture_conventionnelle_indemnite", **facts, annees_services=years + 1)
    assert found["plancher"] <= found["plafond"]
    assert found["plancher"] <= more["plancher"] and found["plafond"] <= more["plafond"]


@QUICK
@given(DAYS, st.integers(0, 900), st.integers(1, 130), st.integers(0, 900), st.integers(1, 40))
def test_the_day_when_the_years_are_reached_is_the_first(
    start: date, first: int, gap: int, second: int, months: int
) -> None:
    one = Period(start, add_days(start, first))
    two = Period(add_days(one.last, gap + 1), add_days(one.last, gap + 1 + second))
    found = first_day_with((one, two), months)
    going_on = (one, Period(two.first, max(two.last, add_days(two.first, 40 * 31))))
    assert total_seniority(going_on, found).months >= months
    assert total_seniority(going_on, found - timedelta(days=1)).months < months


@QUICK
@given(DAYS, st.integers(1, 200))
def test_the_nth_jour_ouvre_is_the_nth(first: date, n: int) -> None:
    last = nth_ouvre(first, n, METROPOLE)
    days = [add_days(first, i) for i in range((last - first).days + 1)]
    assert sum(map(is_ouvre, days)) == n
    assert is_ouvre(last)
