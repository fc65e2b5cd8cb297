"""The notice of resignation: its whole explanation, and laws that hold for every date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assistant.rules.core.dates import add_months
from assistant.rules.core.french import plain_spaces
from assistant.rules.core.outcome import Result
from assistant.rules.exports.text import as_text
from assistant.rules.registry import find

NOTICE = find("preavis_demission")
EXPLAINED = """\
Préavis de démission

Votre préavis est de 2 mois : il commence le 17 mars 2026 et votre contrat prend fin le 16 mai 2026 au soir.

Résultat :
- Interruption qui ne coupe pas les services : du 1er septembre 2024 au 31 décembre 2024
- Services comptés depuis le : 1er septembre 2023
- Services accomplis à la réception de la lettre : 2 ans, 2 mois et 15 jours
- Mois complets de services : 26 mois
- Durée du préavis : 2 mois
- Premier jour du préavis : 17 mars 2026
- Dernier jour du contrat : 16 mai 2026
- Phrase pour la lettre : Je démissionne de mes fonctions d'AESH. Compte tenu d'un préavis de 2 mois, le dernier \
jour de mon contrat sera le 16 mai 2026.

Étapes :
- L'interruption coupe-t-elle les services ? : du 1er septembre 2024 au 31 décembre 2024 : plus de 4 mois ? → non
- Services accomplis à la réception de la lettre : du 1er septembre 2023 au 31 août 2024 ; du 1er janvier 2025 au \
15 mars 2026, jusqu'à la veille du 16 mars 2026 → 2 ans, 2 mois et 15 jours
- Services à partir desquels le préavis est de deux mois : 2 ans, 2 mois et 15 jours ≥ 24 mois ? → oui
- Premier jour du préavis : lendemain du 16 mars 2026 → 17 mars 2026
- Dernier jour du contrat : 16 mars 2026 + 2 mois (de date à date, le jour de la réception n'étant pas compté ; sans \
report au lundi) → 16 mai 2026

À faire :
- Envoyez la lettre en recommandé avec avis de réception et gardez l'avis : sa date fait partir le préavis.
- Travaillez jusqu'au dernier jour du contrat, ou demandez par écrit une dispense.

Ce que le calcul suppose :
- Vous n'êtes pas en période d'essai.
- Contrats qui se suivent ou se chevauchent réunis, mois comptés de date à date dans chaque bloc, jours restants \
additionnés (30 jours = 1 mois) ; le jour de l'acte n'est pas compté.

Attention :
- Une date plus proche n'est possible qu'avec l'accord écrit de l'administration.
- Si votre CDD se termine avant le 16 mai 2026, le contrat s'arrête à son terme.

Textes :
- Décret n° 86-83 du 17 janvier 1986, art. 46
- Conseil d'État, 12 décembre 2008, n° 296099
- Décret n° 86-83 du 17 janvier 1986, art. 48

Règles en vigueur depuis le 24 novembre 2014."""
DATES = st.dates(date(2015, 1, 1), date(2035, 12, 31))
ORDER = ("8 jours", "1 mois", "2 mois")


def notice(**facts: Any) -> Result:
    found = NOTICE.outcome(facts)
    assert isinstance(found, Result)
    return found


def test_the_whole_explanation() -> None:
    said = NOTICE.answer(
        {
            "statut": "aesh",
            "date_reception_courrier": "16 mars 2026",
            "contrats": "du 1er septembre 2023 au 31 août 2024 ; depuis le 1er janvier 2025",
        }
    )
    assert plain_spaces(as_text(said)) == EXPLAINED
    assert [value.id for value in said.values if value.in_calendar] == ["premier_jour", "dernier_jour"]
    assert [value.unit for value in said.values] == ["période", "date", "", "mois", "", "date", "date", "texte"]


def test_a_trial_period_is_explained() -> None:
    said = NOTICE.answer({"periode_essai": True})
    assert said.summary == (
        "Pendant la période d'essai, aucun texte ne fixe de préavis de démission : le contrat prend fin à la date "
        "que votre lettre indique. Convenez-en avec l'employeur et envoyez votre lettre en recommandé. Le préavis "
        "est dû si l'essai est terminé."
    )


@given(DATES, st.integers(0, 4000), st.integers(0, 400))
def test_more_seniority_never_shortens_the_notice(start: date, served: int, more: int) -> None:
    received = start + timedelta(days=served)
    short = notice(date_debut_services=start, date_reception_courrier=received)
    longer = notice(date_debut_services=start - timedelta(days=min(more, 20)), date_reception_courrier=received)
    assert ORDER.index(longer["preavis"]) >= ORDER.index(short["preavis"])
    assert longer["dernier_jour"] >= short["dernier_jour"]


@given(DATES, st.integers(0, 60))
def test_thresholds_are_dates(start: date, months: int) -> None:
    """An independent reading: the anniversary of the start, clamped to the month's end."""
    received = add_months(start, months)
    expected = "2 mois" if months >= 24 else "1 mois" if months >= 6 else "8 jours"
    assert notice(date_debut_services=start, date_reception_courrier=received)["preavis"] == expected


@given(DATES, st.integers(1, 3000))
def test_one_contract_or_a_start_date_say_the_same(start: date, served: int) -> None:
    received = start + timedelta(days=served)
    by_start = notice(date_debut_services=start, date_reception_courrier=received)
    by_contract = notice(contrats=[{"debut": start, "fin": "en_cours"}], date_reception_courrier=received)
    assert by_start.values == by_contract.values


@given(DATES, st.integers(70, 1500))
def test_backwards_is_the_last_day_whose_notice_ends_in_time(start: date, served: int) -> None:
    """Brute force on the forward calculator: that day is in time, and no later day is."""
    wanted = start + timedelta(days=served)
    found = notice(date_debut_services=start, dernier_jour_voulu=wanted)
    latest = found["reception_au_plus_tard"]
    in_time = [
        day
        for day in (latest + timedelta(days=n) for n in range((wanted - latest).days + 1))
        if notice(date_debut_services=start, date_reception_courrier=day)["dernier_jour"] <= wanted
    ]
    assert in_time == [latest]
    assert found["preavis"] == notice(date_debut_services=start, date_reception_courrier=latest)["preavis"]


@given(DATES, st.integers(70, 1500))
def test_a_departure_is_the_day_after_the_last_day(start: date, served: int) -> None:
    wanted = start + timedelta(days=served)
    by_last = notice(date_debut_services=start, dernier_jour_voulu=wanted)
    by_departure = notice(date_debut_services=start, date_depart=wanted + timedelta(days=1))
    assert by_last["reception_au_plus_tard"] == by_departure["reception_au_plus_tard"]
