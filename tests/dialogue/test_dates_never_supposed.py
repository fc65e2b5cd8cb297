"""A date of the conversation that nothing claims is never replaced by the day of the question: the date is asked."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.calculate import runs
from assistant.answering.understand import understood

TODAY = date(2026, 11, 22)
EVENTS = {"date_reception_courrier", "date_envoi_lettre", "date_presentation_lettre", "dernier_jour_emploi"}

# What a message may say of a date without its being the one that the calculation counts from.
BESIDE = (
    "j'ai réunion le {d}",
    "mon fils a sept ans le {d}",
    "les vacances commencent le {d}",
    "mon anniversaire est le {d}",
    "l'inspectrice passe le {d}",
    "c'était le {d}",
    "le {d}",
    "on se voit le {d}",
    "mon mari est muté le {d}",
    "je passe un concours le {d}",
)
DAYS = ("5 janvier 2027", "05/01/2027", "5 janvier", "lundi prochain", "12/12/2026", "dans 15 jours")


def supposed(turns: list[str]) -> set[str]:
    """Return the event dates that the last turn takes at the day of the question."""
    state = understood(turns, {}, TODAY)
    return {
        name
        for part in state.parts
        for run in runs(part, state)
        for name, value in run.filled.data.items()
        if name in EVENTS and value == TODAY
    }


def asked(turns: list[str]) -> str:
    state = understood(turns, {}, TODAY)
    return state.open.field if state.open else ""


def test_today_is_supposed_only_when_no_date_is_said():
    assert supposed(["Je démissionne avec 3 ans d'ancienneté, quel préavis ?"]) == {"date_reception_courrier"}


@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize("day", DAYS)
def test_a_date_in_the_same_message(beside, day):
    told = beside.format(d=day).replace("le dans", "dans").replace("le lundi", "lundi")
    turns = [f"Je démissionne avec 3 ans d'ancienneté, {told}, quel préavis ?"]
    assert supposed(turns) == set()


@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize("follow", ["Je démissionne avec 3 ans d'ancienneté, quel préavis ?", "quel préavis ?"])
def test_a_date_in_an_earlier_message(beside, follow):
    told = beside.format(d="5 janvier 2027")
    turns = [f"Je démissionne, {told}.", "j'ai 3 ans d'ancienneté", follow]
    assert supposed(turns) == set()


@pytest.mark.parametrize("beside", BESIDE)
def test_a_date_said_after_the_question(beside):
    turns = ["Je démissionne avec 3 ans d'ancienneté, quel préavis ?", beside.format(d="5 janvier 2027")]
    state = understood(turns, {}, TODAY)
    told = {k.value for k in state.case if isinstance(k.value, date)}
    assert date(2027, 1, 5) in told
    assert supposed([*turns, "et du coup, quel préavis ?"]) == set()


@pytest.mark.parametrize(
    ("wording", "field"),
    [
        ("ma lettre est arrivée le 5 janvier 2027", "date_reception_courrier"),
        ("lettre remise en main propre le 5 janvier 2027", "date_reception_courrier"),
        ("mon courrier leur a été présenté le 5 janvier 2027", "date_reception_courrier"),
        ("ils ont reçu ma lettre le 05/01/2027", "date_reception_courrier"),
        ("accusé de réception du 5 janvier 2027", "date_reception_courrier"),
    ],
)
def test_a_date_whose_words_tell_its_role_is_taken(wording, field):
    state = understood([f"Je démissionne avec 3 ans d'ancienneté, {wording}, quel préavis ?"], {}, TODAY)
    assert {k.field: k.value for k in state.case}.get(field) == date(2027, 1, 5)


@pytest.mark.parametrize(
    "wording",
    ["lettre postée le 5 janvier 2027", "je l'envoie le 5 janvier 2027", "expédiée en recommandé le 5 janvier 2027"],
)
def test_the_day_of_posting_is_not_the_day_of_reception(wording):
    turns = [f"Je démissionne avec 3 ans d'ancienneté, {wording}, quel préavis ?"]
    state = understood(turns, {}, TODAY)
    assert supposed(turns) == set()
    assert "date_reception_courrier" not in {k.field for k in state.case}
    assert asked(turns) == "date_reception_courrier"


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.sampled_from(BESIDE))
def test_any_day_blocks_the_supposition(day, beside):
    turns = [f"On me licencie, {beside.format(d=day.strftime('%d/%m/%Y'))}, j'ai 4 ans d'ancienneté, quel préavis ?"]
    assert supposed(turns) == set() or day == TODAY
