"""Dates and lengths as people say them, kept as the two ends of what they can mean. Nothing is guessed inside.

« sept 2022 » goes from the 1st to the 30th, « 2021 » from January to December, « fin août » from the 21st, « 3 ans »
from three years to the eve of four. The year of « 14 mars » or the week of « lundi » is the nearest on the side of
today on which the event lies (`tense`): before it ("past"), after it ("future"), or the nearest ("any").
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from assistant.rules.core.dates import add_days, add_months
from assistant.rules.core.french import JOURS, FrenchValueError
from assistant.rules.core.spans import Span
from assistant.rules.parsing.dates import MONTHS, parse_date
from assistant.rules.parsing.lengths import moved, parse_length
from assistant.rules.parsing.numerals import in_digits
from assistant.rules.parsing.reading import readable, refusal

_FORM = "une date (par exemple 1er septembre 2026, septembre 2026, 2026 ou lundi)"
_LEAD = re.compile(
    r"^(?:(?:l'(?=an)|(?:c'est|c'etait|depuis|des|a partir|a compter|au|du|de|le|la|les|en|pour|vers|courant|pendant|"
    r"environ|autour|date)(?= )) ?)+"
)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_PART = r"(?P<part>tout debut|debut|mi|milieu|fin|toute fin)"
_IN_MONTH = re.compile(
    rf"(?:{_PART}[ -]?(?:de |du mois de |d')?)?(?P<month>{_MONTH})\.? ?(?:de )?(?P<year>\d{{4}}|'?\d{{2}})?"
)
_DIGITS_MONTH = re.compile(r"(?P<month>0?[1-9]|1[0-2])[/.-](?P<year>\d{4})")
_IN_YEAR = re.compile(rf"(?:{_PART}[ -]?(?:de |d')?)?(?:l'annee )?(?P<year>(?:19|20)\d{{2}})")
_DAY_MONTH = re.compile(
    rf"(?:(?P<weekday>{'|'.join(JOURS)}) )?(?:le )?(?P<day>1 ?er|premier|\d{{1,2}})"
    rf"(?: ?(?P<name>{_MONTH})\.?|[ /.-](?P<number>\d{{1,2}}))"
)
_RENTREE = re.compile(
    r"(?:la |cette |notre )?rentree(?: scolaire)?(?: de (?:septembre|sept))?"
    r"(?: de| en| du)? ?(?P<which>\d{4}|derniere|passee|prochaine|d'avant|de cette annee)?"
)
_AGO = re.compile(
    r"(?:(?P<ago>il y a|ya|y a|depuis|ca fait)|(?P<ahead>dans|d'ici)) (?:environ |a peu pres )?(?P<length>.+)"
)
_WEEKDAY = re.compile(
    rf"(?P<day>{'|'.join(JOURS)})(?: (?P<which>prochain|dernier|passe|en huit|qui vient|matin|soir))?"
)
_DAY_ALONE = re.compile(rf"(?:(?P<weekday>{'|'.join(JOURS)}) )?(?:le )?(?P<day>\d{{1,2}}|1 ?er)")
_BIRTH_YEAR = re.compile(r"[4-9]\d")
_MONTH_SIDE = re.compile(
    rf"(?P<month>{_MONTH}) (?P<which>dernier|prochain|passe|de l'an(?:nee)? (?:passee?|derniere?|prochaine?))"
)
_SEASON = re.compile(
    r"(?:(?:cet|cette|l'|au|a l'|en|le|ce) ?)*(?P<season>printemps|ete|automne|hiver) ?(?P<year>\d{4})?"
)
_SEASONS = {"printemps": (3, 6), "ete": (6, 9), "automne": (9, 12), "hiver": (12, 3)}
_FEASTS = {"toussaint": (11, 1), "noel": (12, 25), "nouvel an": (1, 1)}
_HOUR_OF_DAY = re.compile(r" (?:matin|soir|midi|apres-midi|apres midi|(?:a )?\d{1,2} ?(?:h|heures?)(?: ?\d\d)?)$")
_MISSPELT = (
    (r"\bmoi\b", "mois"),
    (r"\b(?:ier|yer)\b", "hier"),
    (r"\b(?:2main|2m1|demin)\b", "demain"),
    (r"\brentre\b", "rentree"),
)
_RELATIVE: dict[str, int] = {
    **{
        "aujourd'hui": 0,
        "ce jour": 0,
        "ce matin": 0,
        "maintenant": 0,
        "hier": -1,
        "avant-hier": -2,
        "avant hier": -2,
    },
    **{"demain": 1, "apres-demain": 2, "apres demain": 2, "ce soir": 0, "cette nuit": 0, "cet apres-midi": 0},
}
_NEAR = re.compile(
    r"(?P<what>semaine|mois|annee|an) (?P<which>derniere?|passee?|prochaine?|qui vient|d'avant|d'apres)"
    r"|(?P<now>cette semaine|ce mois(?:[ -]ci)?|cette annee)"
)
_BACKWARD = {"derniere", "dernier", "passe", "passee", "d'avant"}
_EARLY, _LATE = 10, 20


def parse_span(text: str, today: date | None, tense: str = "any") -> Span[date]:
    """Return the first and last day that `text` can mean. Raises `FrenchValueError` where it means none.

    `today` is the day of the question; without it, what depends on it is refused.
    """
    plain = in_digits(readable(text, _FORM)).rstrip(" .,")
    for wrong, right in _MISSPELT:
        plain = re.sub(wrong, right, plain)
    for candidate in dict.fromkeys((plain, _LEAD.sub("", plain), _HOUR_OF_DAY.sub("", _LEAD.sub("", plain)))):
        try:
            day = parse_date(candidate)
        except FrenchValueError:
            found = _partial(candidate, today, tense)
        else:
            found = (day, day)
        if found:
            return Span(*found, said=text.strip())
    raise refusal(text, f"Indiquez {_FORM}.")


def _partial(text: str, today: date | None, tense: str) -> tuple[date, date] | None:
    found = _dated_month(text) or _dated_year(text)
    if found or today is None:
        return found
    readers = (_day_only, _month_side, _rentree, _season, _weekday, _relative, _day_alone, _length_away)
    return next((found for reader in readers if (found := reader(text, today, tense))), None)


def _dated_month(text: str) -> tuple[date, date] | None:
    match = _IN_MONTH.fullmatch(text) or _DIGITS_MONTH.fullmatch(text)
    if match is None or not match["year"]:
        return None
    month = MONTHS.get(match["month"]) or int(match["month"])
    return _month(_year(match["year"]), month, match.groupdict().get("part"))


def _dated_year(text: str) -> tuple[date, date] | None:
    match = _IN_YEAR.fullmatch(text)
    if match is None:
        return None
    year, part = int(match["year"]), (match["part"] or "")[-3:]
    first, last = {"but": (1, 3), "mi": (5, 8), "ieu": (5, 8), "fin": (10, 12)}.get(part, (1, 12))
    return date(year, first, 1), _end(year, last)


def _month(year: int, month: int, part: str | None) -> tuple[date, date]:
    first, last = date(year, month, 1), _end(year, month)
    match (part or "")[-3:]:
        case "but":
            return first, date(year, month, _EARLY)
        case "mi" | "ieu":
            return date(year, month, _EARLY + 1), date(year, month, _LATE)
        case "fin":
            return date(year, month, _LATE + 1), last
    return first, last


def _year(written: str) -> int:
    digits = written.strip("'")
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _day_only(text: str, today: date, tense: str) -> tuple[date, date] | None:
    """« 14 mars », « septembre »: the nearest year on the right side of today."""
    if month := _IN_MONTH.fullmatch(text):
        number, part = MONTHS[month["month"]], month["part"]
        return nearest([_month(today.year + n, number, part) for n in (-1, 0, 1)], today, tense)
    match = _DAY_MONTH.fullmatch(text)
    if match is None:
        return None
    number = MONTHS[match["name"]] if match["name"] else int(match["number"])
    day = int(re.sub(r"premier|1 ?er", "1", match["day"]))
    days = [date(y, number, day) for y in range(today.year - 1, today.year + 2) if _exists(y, number, day)]
    days = [d for d in days if match["weekday"] in (None, JOURS[d.weekday()])]
    return nearest([(d, d) for d in days], today, tense) if days else None


def _month_side(text: str, today: date, tense: str) -> tuple[date, date] | None:
    """« septembre dernier », « février de l'an passé »."""
    match = _MONTH_SIDE.fullmatch(text)
    if match is None:
        return None
    month, which = MONTHS[match["month"]], match["which"]
    ahead = "prochain" in which
    if which.startswith("de l'an"):
        return _month(today.year + (1 if ahead else -1), month, None)
    return nearest([_month(today.year + n, month, None) for n in (-1, 0, 1)], today, "future" if ahead else "past")


def _season(text: str, today: date, tense: str) -> tuple[date, date] | None:
    plain = _LEAD.sub("", text)
    if feast := _FEASTS.get(plain):
        return nearest([_one(date(today.year + n, *feast)) for n in (-1, 0, 1)], today, tense)
    match = _SEASON.fullmatch(text)
    if match is None:
        return None
    first, last = _SEASONS[match["season"]]
    years = [int(match["year"])] if match["year"] else [today.year + n for n in (-1, 0, 1)]
    spans = [(date(y, first, 21), date(y + (last < first), last, 20)) for y in years]
    return nearest(spans, today, tense)


def _day_alone(text: str, today: date, tense: str) -> tuple[date, date] | None:
    """« le 12 », « lundi 9 »: that day of the nearest month on the right side; « 64 » is a year of birth."""
    match = _DAY_ALONE.fullmatch(text)
    if match is None:
        return _year_of_birth(text, tense)
    day, first = int(re.sub(r"1 ?er", "1", match["day"])), today.replace(day=1)
    months = [add_months(first, n) for n in range(-2, 4)]
    days = [m.replace(day=day) for m in months if _exists(m.year, m.month, day)]
    days = [d for d in days if match["weekday"] in (None, JOURS[d.weekday()])]
    return nearest([_one(d) for d in days], today, tense) if days else _year_of_birth(text, tense)


def _year_of_birth(text: str, tense: str) -> tuple[date, date] | None:
    if tense != "past" or not _BIRTH_YEAR.fullmatch(text):
        return None
    return date(1900 + int(text), 1, 1), date(1900 + int(text), 12, 31)


def _length_away(text: str, today: date, tense: str) -> tuple[date, date] | None:
    """« 2 semaines » for an event that is past: two weeks ago."""
    if tense not in ("past", "future") or text == "1 jour":
        return None
    return _relative(("il y a " if tense == "past" else "dans ") + text, today, tense)


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def nearest(spans: list[tuple[date, date]], today: date, tense: str) -> tuple[date, date]:
    """Return the one of `spans` that lies nearest to today on the side that `tense` says ."""
    past = [span for span in spans if span[0] <= today]
    future = [span for span in spans if span[1] >= today]
    if tense == "future" and future:
        return future[0]
    if tense == "past" and past:
        return past[-1]
    return min(spans, key=lambda span: (abs((span[0] - today).days), span[0] > today))


def _rentree(text: str, today: date, tense: str) -> tuple[date, date] | None:
    match = _RENTREE.fullmatch(text)
    if match is None:
        return None
    which = match["which"] or ""
    if which.isdigit():
        return _one(date(int(which), 9, 1))
    side = "past" if which in _BACKWARD else "future" if which.startswith("prochain") else tense
    return nearest([_one(date(today.year + n, 9, 1)) for n in (-1, 0, 1)], today, side)


def _one(day: date) -> tuple[date, date]:
    return day, day


def _weekday(text: str, today: date, tense: str) -> tuple[date, date] | None:
    match = _WEEKDAY.fullmatch(text)
    if match is None:
        return None
    gap, which = (JOURS.index(match["day"]) - today.weekday()) % 7, match["which"] or ""
    if which == "en huit":
        return _one(add_days(today, gap + 7))
    back = which in _BACKWARD or (tense == "past" and which not in ("prochain", "qui vient"))
    return _one(add_days(today, gap - 7 if back and gap else gap or (7 if which == "prochain" else 0)))


def _relative(text: str, today: date, tense: str) -> tuple[date, date] | None:
    if text in _RELATIVE:
        return _one(add_days(today, _RELATIVE[text]))
    if near := _NEAR.fullmatch(text):
        return _near(near, today)
    match = _AGO.fullmatch(text)
    if match is None:
        return None
    try:
        length = parse_length(match["length"])
    except FrenchValueError:
        return None
    sign = -1 if match["ago"] else 1
    if length.exact or length.first.days:
        return _one(moved(today, length.first, sign))
    ends = sorted((moved(today, length.first, sign), moved(today, length.last, sign)))
    return ends[0], ends[1]


def _near(match: re.Match[str], today: date) -> tuple[date, date]:
    what = match["what"] or match["now"].split()[1][:7]
    step = 0 if match["now"] else -1 if match["which"] in _BACKWARD else 1
    if what.startswith("semaine"):
        monday = add_days(today, 7 * step - today.weekday())
        return monday, add_days(monday, 6)
    if what.startswith("mois"):
        first = add_months(today.replace(day=1), step)
        return first, _end(first.year, first.month)
    year = today.year + step
    return date(year, 1, 1), date(year, 12, 31)
