"""A calculation written as text and as a calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from assistant.domain.calculation import (
    Calculation,
    CalculationStep,
    CalculationValue,
    LegalSource,
    MissingFact,
    Reading,
    ToDo,
)
from assistant.rules.core.french import FrenchValueError
from assistant.rules.exports.calendar_file import as_calendar
from assistant.rules.exports.text import as_text
from assistant.rules.registry import find

STAMP = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TEXT = LegalSource(source_id="a", text="Décret d'essai", article="3")
FULL = Calculation(
    calculator="essai",
    title="Essai",
    outcome="result",
    inputs={"jour": "2026-03-02"},
    summary="Le délai court jusqu'au 17 juin 2026.",
    values=(
        CalculationValue(
            id="fin", label="Fin", value="2026-06-17", unit="date", shown="17 juin 2026", in_calendar=True
        ),
        CalculationValue(
            id="conge", label="Congé", value="2026-03-02/2026-03-06", unit="période", shown="…", in_calendar=True
        ),
        CalculationValue(id="debut", label="Début", value="2026-03-02", unit="date", shown="2 mars 2026"),
    ),
    steps=(CalculationStep(id="fin", label="Fin", expression="2 + 15", result="17", rounding="arrondi à l'unité"),),
    sources=(TEXT,),
    in_force_since=date(2014, 11, 24),
    next_change="Change le 1er janvier 2027 : Taux.",
    hypotheses=("On suppose.",),
    caveats=("On doute.",),
    readings=(Reading(label="Autre", shown="16", source=TEXT, kept=True, why="plus sûr"),),
    to_do=(ToDo(label="Écrire", by=date(2026, 6, 17)), ToDo(label="Garder une copie")),
)


def events(calculation: Calculation) -> list[Calendar]:
    return list(Calendar.from_ical(as_calendar(calculation, STAMP)).walk("VEVENT"))


def test_the_text_says_everything() -> None:
    assert as_text(FULL).split("\n\n") == [
        "Essai",
        "Le délai court jusqu'au 17 juin 2026.",
        "Résultat :\n- Fin : 17 juin 2026\n- Congé : …\n- Début : 2 mars 2026",
        "Étapes :\n- Fin : 2 + 15 → 17 (arrondi à l'unité)",
        "Lectures possibles :\n- Autre : 16 (retenue) [Décret d'essai, art. 3]. plus sûr",
        "À faire :\n- Écrire (au plus tard le 17 juin 2026)\n- Garder une copie",
        "Ce que le calcul suppose :\n- On suppose.",
        "Attention :\n- On doute.",
        "Textes :\n- Décret d'essai, art. 3",
        "Règles en vigueur depuis le 24 novembre 2014. Change le 1er janvier 2027 : Taux.",
    ]


def test_the_text_of_questions() -> None:
    fact = MissingFact(field="c", question="CDD ?", help="Voir le contrat.", example="oui", choices=(("o", "oui"),))
    asked = Calculation(calculator="essai", title="Essai", outcome="missing_information", questions=(fact,))
    assert as_text(asked) == "Essai\n\nQuestions :\n- CDD ? oui Voir le contrat. Exemple : oui."


def test_events_are_whole_days_with_an_exclusive_end() -> None:
    found = {str(event["summary"]): event for event in events(FULL)}
    assert set(found) == {"Fin", "Congé", "Écrire"}
    assert (found["Fin"].decoded("dtstart"), found["Fin"].decoded("dtend")) == (date(2026, 6, 17), date(2026, 6, 18))
    assert (found["Congé"].decoded("dtstart"), found["Congé"].decoded("dtend")) == (
        date(2026, 3, 2),
        date(2026, 3, 7),
    )
    assert found["Fin"]["dtstart"].params["VALUE"] == "DATE"
    assert found["Fin"].decoded("dtstamp") == STAMP
    assert "Décret d'essai, art. 3" in found["Fin"]["description"]


def test_deadlines_alone_ring_a_week_and_a_day_before() -> None:
    found = {str(event["summary"]): event for event in events(FULL)}
    alarms = found["Écrire"].walk("VALARM")
    assert [alarm.decoded("trigger") for alarm in alarms] == [timedelta(days=-7), timedelta(days=-1)]
    assert all(alarm["action"] == "DISPLAY" and alarm["description"] == "Écrire" for alarm in alarms)
    assert not found["Fin"].walk("VALARM")


def test_uids_are_stable_and_distinct() -> None:
    first = [str(event["uid"]) for event in events(FULL)]
    assert first == [str(event["uid"]) for event in events(FULL)]
    other = FULL.model_copy(update={"inputs": {"jour": "2026-03-03"}})
    assert len({*first, *(str(event["uid"]) for event in events(other))}) == 2 * len(first)


def test_a_result_without_date_makes_no_calendar() -> None:
    with pytest.raises(FrenchValueError, match="aucune date"):
        as_calendar(FULL.model_copy(update={"values": (), "to_do": ()}), STAMP)


def test_the_notice_of_resignation_as_a_calendar() -> None:
    said = find("preavis_demission").answer(
        {"date_reception_courrier": "2 mars 2026", "date_debut_services": "1er septembre 2025"}
    )
    days = [event.decoded("dtstart") for event in events(said)]
    assert days == [date(2026, 3, 3), date(2026, 4, 2)]
