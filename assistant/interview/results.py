"""The calculators run on a case: every figure and every date of the file comes from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.domain.calculation import Calculation, CalculationValue
from assistant.interview.case import InterviewCase
from assistant.rules.core.calendar import METROPOLE, holiday_name
from assistant.rules.core.errors import SituationError
from assistant.rules.core.french import JOURS, format_date_long
from assistant.rules.registry import find

CALCULATORS = {
    "conformite": "conformite_entretien",
    "convocation": "convocation_entretien",
    "calendrier": "calendrier_entretien",
    "frequence": "frequence_entretien",
    "recours": "recours_entretien",
    "reponse": "reponse_recours",
    "ccp": "saisine_ccp_entretien",
}
STARTS = {
    "convocation": ("date_entretien", "date_convocation"),
    "calendrier": ("date_entretien", "date_notification", "date_reception_recours", "date_notification_reponse"),
    "frequence": ("contrat",),
    "recours": ("date_notification",),
    "reponse": ("date_reception_recours",),
    "ccp": ("date_notification_reponse",),
}
"""A calculator runs once one of these facts is known; conformity always does."""
SUNDAY = "dimanche"


@dataclass(frozen=True)
class Results:
    """What the calculators said, by short name; `deduced` are facts drawn from others, each said in a sentence."""

    by_name: Mapping[str, Calculation]
    deduced: tuple[str, ...] = ()

    def value(self, path: str) -> CalculationValue | None:
        """Return the value « calculator.value » when it was calculated."""
        name, _, key = path.partition(".")
        values = self.by_name[name].values if name in self.by_name else ()
        return next((value for value in values if value.id == key), None)

    def day(self, path: str) -> date | None:
        """Return a value that is a date."""
        found = self.value(path)
        return date.fromisoformat(str(found.value)) if found and found.unit == "date" else None

    def said(self, name: str) -> str:
        """Return what a calculator says in a few sentences, or what it still needs, or why it cannot say."""
        found = self.by_name[name]
        if found.outcome == "result":
            return found.summary
        if found.outcome == "missing_information":
            return " ".join(["Il manque une réponse.", *(fact.question for fact in found.questions)])
        return " ".join(filter(None, [*found.reasons, found.referral]))

    def known(self, name: str) -> bool:
        """Tell whether a calculator ran and reached a result."""
        return name in self.by_name and self.by_name[name].outcome == "result"

    def is_false(self, path: str) -> bool:
        """Tell whether a check was made and failed."""
        found = self.value(path)
        return found is not None and found.value is False


def calculate(case: InterviewCase, today: date) -> Results:
    """Run every calculator that has something to work on. Raises `SituationError` on dates that contradict."""
    known, deduced = deduce(case)
    facts = {**known.model_dump(exclude_none=True), **_implied(known, today)}
    found: dict[str, Calculation] = {}
    problems: list[tuple[str, str]] = []
    for name in CALCULATORS:
        if name in STARTS and not any(key in facts for key in STARTS[name]):
            continue
        try:
            found[name] = _run(name, facts)
        except SituationError as error:
            problems += error.problems
    if problems:
        raise SituationError(tuple(dict.fromkeys(problems)))
    return Results(found, deduced)


def _run(name: str, facts: Mapping[str, Any]) -> Calculation:
    calculator = find(CALCULATORS[name])
    return calculator.answer({key: facts[key] for key in calculator.situation.model_fields if key in facts})


def _implied(case: InterviewCase, today: date) -> dict[str, Any]:
    """Return the facts that calculators know under another name, or that follow from the case."""
    implied: dict[str, Any] = {}
    if case.date_notification_reponse is not None:
        implied["date_reponse"] = case.date_notification_reponse
    if case.date_demande is not None or case.date_reception_recours is not None:
        implied["recours_exerce"] = True
    past = [day for day in (case.date_debut_contrat, case.date_dernier_entretien) if day is not None]
    if all(day <= today for day in past):
        implied["aujourdhui"] = today
    return implied


def deduce(case: InterviewCase) -> tuple[InterviewCase, tuple[str, ...]]:
    """Draw from the day of the interview that it is out of service, when that was not answered."""
    day = case.date_entretien
    if day is None or case.pendant_service is not None:
        return case, ()
    why = day_off(case, day)
    if why is None:
        return case, ()
    said = f"L'entretien du {format_date_long(day)} est compté hors du temps de service : {why}."
    return case.model_copy(update={"pendant_service": False}), (said,)


def day_off(case: InterviewCase, day: date) -> str | None:
    """Return why nobody works on `day` in this case, or None when it may be a day of service."""
    if holiday := holiday_name(day, case.territoire or METROPOLE):
        return f"c'est un jour férié ({holiday})"
    weekday = JOURS[day.weekday()]
    if weekday == SUNDAY:
        return "c'est un dimanche"
    if case.jours_travailles and weekday not in case.jours_travailles:
        return f"vous ne travaillez pas le {weekday}"
    return None


def contradiction(case: InterviewCase) -> str | None:
    """Return a sentence when the case says « during service » of a day on which it says nobody works."""
    if case.date_entretien is None or case.pendant_service is not True:
        return None
    why = day_off(case, case.date_entretien)
    return why and f"Vous indiquez un entretien pendant le service, mais {why} : vérifiez ces réponses."
