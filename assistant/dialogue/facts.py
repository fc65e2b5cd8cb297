"""What a message says of the case: contract, seniority, hours, échelon, children, amounts, who speaks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.dialogue.fact import Fact, FactValue
from assistant.dialogue.facts_contract import contract_facts
from assistant.dialogue.facts_family import family_facts
from assistant.dialogue.facts_pay import pay_facts
from assistant.dialogue.facts_people import birth, people_facts
from assistant.dialogue.facts_work import work_facts
from assistant.dialogue.sms import plain_french
from assistant.language.dates import FoundDate, find_dates, find_periods
from assistant.language.dates_periods import Span
from assistant.domain.text import fold

__all__ = ["Fact", "FactValue", "Said", "read_facts"]
_READERS = (contract_facts, work_facts, pay_facts, family_facts, people_facts)


@dataclass(frozen=True)
class Said:
    """All that one turn says of the case: facts by key, dates with their surroundings, periods without a day."""

    facts: dict[str, Fact]
    dates: tuple[FoundDate, ...]
    periods: tuple[Span, ...] = ()


def read_facts(text: str, today: date) -> Said:
    """Return the facts and dates of `text`. What cannot be read strictly is left out."""
    french = plain_french(text)
    dates = find_dates(french, today)
    periods = find_periods(french, today, dates)
    plain = _without(fold(french), dates, periods)
    facts = {fact.key: fact for reader in _READERS for fact in reader(plain)}
    if born := birth(dates):
        facts[born.key] = born
        dates = [d for d in dates if d.written not in born.written]
    return Said(facts, tuple(dates), tuple(periods))


def _without(plain: str, dates: list[FoundDate], periods: list[Span]) -> str:
    """Blank out what is a date, so that « dans 15 jours » or « 2 mars » is read once."""
    spans = [(d.start, d.start + len(d.written)) for d in dates] + [(p.start, p.end) for p in periods]
    for start, end in spans:
        plain = plain[:start] + "_" * (end - start) + plain[end:]
    return plain
