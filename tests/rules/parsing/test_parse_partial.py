"""Dates and lengths said in part: both ends, nothing guessed inside."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.rules.core.dates import add_months, months_between
from assistant.rules.core.french import MOIS, FrenchValueError, format_date
from assistant.rules.facts import registry
from assistant.rules.parsing import Duration
from assistant.rules.parsing.lengths import counted_back, moved, parse_length
from assistant.rules.parsing.loose import read_choice, read_value
from assistant.rules.parsing.numerals import in_digits
from assistant.rules.parsing.partial import nearest, parse_span

TODAY = date(2026, 11, 29)
SPANS = """
1er septembre 2022 | past | 2022-09-01
depuis le 5 oct | past | 2026-10-05
sept 2022 | past | 2022-09-01 2022-09-30
sept 22 | past | 2022-09-01 2022-09-30
septembre deux mille vingt-deux | past | 2022-09-01 2022-09-30
09/2022 | past | 2022-09-01 2022-09-30
depuis 2021 | past | 2021-01-01 2021-12-31
deux mille vingt-sept | future | 2027-01-01 2027-12-31
fin août 2026 | past | 2026-08-21 2026-08-31
fin août | past | 2026-08-21 2026-08-31
fin aout | future | 2027-08-21 2027-08-31
mi-février 2028 | future | 2028-02-11 2028-02-20
début mars 2025 | past | 2025-03-01 2025-03-10
fin février 2028 | future | 2028-02-21 2028-02-29
début 2024 | past | 2024-01-01 2024-03-31
fin 2024 | past | 2024-10-01 2024-12-31
la rentrée | past | 2026-09-01
la rentrée | future | 2027-09-01
rentrée 2023 | past | 2023-09-01
la rentrée prochaine | past | 2027-09-01
la rentrée dernière | future | 2026-09-01
septembre | past | 2026-09-01 2026-09-30
septembre | future | 2027-09-01 2027-09-30
14 mars | past | 2026-03-14
le 14/03 | future | 2027-03-14
31/12 | future | 2026-12-31
lundi | future | 2026-11-30
lundi | past | 2026-11-23
dimanche | past | 2026-11-29
dimanche | future | 2026-11-29
lundi prochain | past | 2026-11-30
dimanche prochain | any | 2026-12-06
lundi dernier | future | 2026-11-23
vendredi en huit | any | 2026-12-11
hier | past | 2026-11-28
avant-hier | past | 2026-11-27
demain | future | 2026-11-30
aujourd'hui | any | 2026-11-29
il y a 3 semaines | past | 2026-11-08
il y a deux ans | past | 2023-11-30 2024-11-29
dans 15 jours | future | 2026-12-14
dans deux mois | future | 2027-01-29 2027-02-27
lundi 14 décembre | future | 2026-12-14
le mois dernier | past | 2026-10-01 2026-10-31
ce mois-ci | any | 2026-11-01 2026-11-30
la semaine prochaine | future | 2026-11-30 2026-12-06
l'année dernière | past | 2025-01-01 2025-12-31
le 12 | past | 2026-11-12
le douze | future | 2026-12-12
lundi 9 | past | 2026-11-09
premier septembre deux mille vingt-six | past | 2026-09-01
septembre dernier | past | 2026-09-01 2026-09-30
février de l'an passé | past | 2025-02-01 2025-02-28
à l'automne 2025 | past | 2025-09-21 2025-12-20
au printemps | future | 2027-03-21 2027-06-20
la Toussaint | past | 2026-11-01
cette nuit | past | 2026-11-29
demain matin | future | 2026-11-30
lundi à 14h | future | 2026-11-30
ier | past | 2026-11-28
64 | past | 1964-01-01 1964-12-31
2 semaines | past | 2026-11-15
deux mois | past | 2026-08-31 2026-09-29
"""


def rows() -> list[tuple[str, str, date, date]]:
    found = []
    for line in SPANS.strip().splitlines():
        text, tense, days = (part.strip() for part in line.split("|"))
        ends = [date.fromisoformat(day) for day in days.split()]
        found.append((text, tense, ends[0], ends[-1]))
    return found


@pytest.mark.parametrize(("text", "tense", "first", "last"), rows())
def test_dates_as_they_are_said(text: str, tense: str, first: date, last: date) -> None:
    found = parse_span(text, TODAY, tense)
    assert (found.first, found.last) == (first, last)
    assert found.exact == (first == last) and found.said == text


@pytest.mark.parametrize(
    "text",
    [
        "bientôt",
        "un de ces jours",
        "32 mars",
        "31 février",
        "lundi 3 mars 2026",
        "",
        "13/2022",
        "29 février",
        "jeudi 15 décembre",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(FrenchValueError):
        parse_span(text, TODAY)


def test_without_today_only_what_stands_alone_is_read() -> None:
    assert parse_span("sept 2022", None).last == date(2022, 9, 30)
    for text in ("lundi", "14 mars", "la rentrée", "hier"):
        with pytest.raises(FrenchValueError):
            parse_span(text, None)


@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)))
def test_a_month_holds_each_of_its_days(day: date) -> None:
    month = parse_span(f"{MOIS[day.month - 1]} {day.year}", None)
    assert month.first <= day <= month.last and (month.last + timedelta(1)).day == 1 == month.first.day
    thirds = [parse_span(f"{part} {MOIS[day.month - 1]} {day.year}", None) for part in ("début", "mi", "fin")]
    assert sum(third.first <= day <= third.last for third in thirds) == 1
    assert parse_span(format_date(day), None).first == day == parse_span(format_date(day), None).last


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.sampled_from(["past", "future", "any"]))
def test_a_day_without_its_year_lies_on_the_side_of_its_event(today: date, tense: str) -> None:
    found = parse_span("14 mars", today, tense).first
    assert (found.month, found.day) == (3, 14)
    if tense == "past":
        assert timedelta(0) <= today - found < timedelta(366)
    elif tense == "future":
        assert timedelta(0) <= found - today <= timedelta(366)
    else:
        assert abs(found - today) <= timedelta(184)


def test_the_nearest_when_two_are_as_near_is_past() -> None:
    days = [date(2026, 1, 10), date(2026, 1, 12)]
    assert nearest([(d, d) for d in days], date(2026, 1, 11), "any")[0] == days[0]


LENGTHS = {
    "3 ans": (Duration(3), Duration(3, 11, 29)),
    "3ans": (Duration(3), Duration(3, 11, 29)),
    "trois ans": (Duration(3), Duration(3, 11, 29)),
    "un an": (Duration(1), Duration(1, 11, 29)),
    "3 ans et demi": (Duration(3, 6), Duration(3, 6, 29)),
    "deux ans et demi": (Duration(2, 6), Duration(2, 6, 29)),
    "trois ans et deux mois": (Duration(3, 2), Duration(3, 2, 29)),
    "8 mois": (Duration(0, 8), Duration(0, 8, 29)),
    "10 jours": (Duration(days=10), Duration(days=10)),
    "15 j": (Duration(days=15), Duration(days=15)),
    "2 semaines": (Duration(days=14), Duration(days=14)),
    "ça fait 6 piges": (Duration(6), Duration(6, 11, 29)),
    "presque 2 ans": (Duration(1, 6), Duration(1, 11, 29)),
    "presque 6 mois": (Duration(0, 5), Duration(0, 5, 29)),
    "moins d'un an": (Duration(days=1), Duration(0, 11, 29)),
    "plus de 6 mois": (Duration(0, 6), Duration(0, 11, 29)),
    "plus de 3 ans": (Duration(3), Duration(3, 11, 29)),
    "2 à 3 ans": (Duration(2), Duration(3)),
    "deux mois et demi": (Duration(0, 2, 15), Duration(0, 2, 15)),
    "d'un an": (Duration(1), Duration(1, 11, 29)),
    "7 moi": (Duration(0, 7), Duration(0, 7, 29)),
    "un trimestre": (Duration(0, 3), Duration(0, 3, 29)),
    "environ 4 ans": (Duration(4), Duration(4, 11, 29)),
}


@pytest.mark.parametrize(("text", "ends"), LENGTHS.items())
def test_lengths_as_they_are_said(text: str, ends: tuple[Duration, Duration]) -> None:
    found = parse_length(text)
    assert (found.first, found.last) == ends and found.said == text


@pytest.mark.parametrize("text", ["longtemps", "3", "2021", "des années", ""])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(FrenchValueError):
        parse_length(text)


@given(st.dates(date(2010, 1, 1), date(2040, 12, 31)), st.integers(1, 20))
def test_a_length_in_years_is_counted_back_inside_its_years(on: date, years: int) -> None:
    found = counted_back(parse_length(f"{years} ans"), on)
    assert found.first <= found.last
    assert months_between(found.last, on) == 12 * years
    assert months_between(found.first, on) < 12 * (years + 1)


@given(st.dates(date(2010, 1, 1), date(2040, 12, 31)), st.integers(1, 40))
def test_moving_goes_both_ways(origin: date, months: int) -> None:
    assert moved(origin, Duration(0, months), 1) == add_months(origin, months)
    assert moved(origin, Duration(0, months), -1) == add_months(origin, -months)
    assert moved(origin, Duration(days=months), -1) == origin - timedelta(months)


SAID = [
    ("salaire_brut", "1 100 balles", 1100),
    ("salaire_net", "1100e net par mois", 1100),
    ("salaire_brut", "mille cent euros brut", 1100),
    ("prix_abonnement", "60€ par mois", 60),
    ("heures_accompagnement", "24h30", 1470),
    ("heures_accompagnement", "24 h par semaine", 1440),
    ("heures_accompagnement", "24h/semaine", 1440),
    ("heures_accompagnement", "vingt-quatre heures", 1440),
    ("salaire_brut", "salaire de 1 200 € bruts", 1200),
    ("heures_accompagnement", "24 heur", 1440),
    ("temps_trajet", "une demi-heure", 30),
    ("duree_entretien", "un quart d'heure", 15),
    ("heures_en_plus", "35 heures de plus", 2100),
    ("semaines_service", "quarante et une semaines", 41),
    ("quotite", "tan plein", 100),
    ("quotite", "62 pour cen", 62),
    ("quotite", "mi-temps", 50),
    ("quotite", "à mi-temps", 50),
    ("quotite", "temps plein", 100),
    ("quotite", "62 pour cent", 62),
    ("quotite", "soixante-deux pour cent", 62),
    ("quotite", "0,62", 62),
    ("enfants_a_charge", "3 enfants", 3),
    ("enfants_a_charge", "aucun", 0),
    ("enfants_attendus", "des jumeaux", 2),
    ("rang_enfant", "mon deuxième", 2),
    ("jours_trajet", "cent vingt", 120),
    ("jours_deja_pris", "2 jours et demi", 2.5),
    ("echelon", "3e échelon", 3),
    ("type_contrat", "CDI", "cdi"),
    ("type_contrat", "à durée déterminée", None),
    ("statut", "aed", "aed"),
    ("education_prioritaire", "REP+", "rep_renforce"),
    ("education_prioritaire", "REP", "rep_simple"),
    ("en_periode_essai", "ouais", True),
    ("en_periode_essai", "pas encore", False),
    ("en_periode_essai", "peut-être", None),
    ("enfants_a_charge", "2 ou 3", None),
    ("quotite", "beaucoup", None),
]


@pytest.mark.parametrize(("name", "text", "wanted"), SAID)
def test_values_as_they_are_said(name: str, text: str, wanted: object) -> None:
    if wanted is None:
        with pytest.raises(FrenchValueError):
            read_value(registry()[name], text, TODAY)
        return
    assert read_value(registry()[name], text, TODAY) == wanted


def test_a_choice_is_never_taken_among_two() -> None:
    choices = {"a": "Rouge clair", "b": "Rouge foncé"}
    assert read_choice(choices, "foncé") == "b"
    with pytest.raises(FrenchValueError, match="Rouge clair ; Rouge foncé"):
        read_choice(choices, "rouge")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("sept 2022", "septembre 2022"),
        ("trois ans et deux mois", "3 ans et 2 mois"),
        ("en huit", "en huit"),
        ("le premier mars", "le 1er mars"),
        ("quarante et une semaines", "41 semaines"),
        ("un an", "1 an"),
        ("il y a", "il y a"),
    ],
)
def test_numbers_in_words(text: str, wanted: str) -> None:
    assert in_digits(text) == wanted
