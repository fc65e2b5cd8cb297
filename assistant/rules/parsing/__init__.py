"""A strict reader of French dates, durations, amounts, percentages, hours, échelons, numbers and yes or no.

Every function takes what a person typed and returns one value, or raises `FrenchValueError` with a French message
that says what to type. Nothing is guessed: a date without its year, « 0,62 » for a quotité or « 24,30 h » are asked
again. Case, accents, no-break and double spaces, and typographic apostrophes do not matter.
"""

from assistant.rules.core.french import FrenchValueError
from assistant.rules.parsing.amounts import parse_amount, parse_percent
from assistant.rules.parsing.booleans import parse_bool
from assistant.rules.parsing.dates import parse_date
from assistant.rules.parsing.durations import Duration, parse_duration
from assistant.rules.parsing.echelons import parse_echelon
from assistant.rules.parsing.hours import parse_hours
from assistant.rules.parsing.numbers import parse_int

__all__ = [
    "Duration",
    "FrenchValueError",
    "parse_amount",
    "parse_bool",
    "parse_date",
    "parse_duration",
    "parse_echelon",
    "parse_hours",
    "parse_int",
    "parse_percent",
]
