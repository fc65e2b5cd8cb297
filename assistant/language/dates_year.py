"""The year of a date written without it: the one to come, or the last one when the words before tell of the past."""

from __future__ import annotations

import re
from datetime import date

_DONE = (
    r"recu\w*|eu(?:e|es|s)?|notifie\w*|ne(?:e|es|s)?|suspendu\w*|signe\w*|presente\w*|remis\w*|envoye\w*|poste\w*|"
    r"tombe\w*|blesse\w*|repris\w*|passe(?:e|es)?|pris(?:e|es)?|decede\w*|morte?s?|embauche\w*|recrute\w*|"
    r"licencie\w*|"
    r"rejete\w*|etabli\w*|arrivee?s?|exclu\w*|mordu\w*|obtenu\w*|depose\w*|appris\w*|convoque\w*|prevenue?s?|"
    r"averti\w*|"
    r"termine\w*|propose\w*|demande\w*|refuse\w*|debute\w*|demarre\w*|accouche\w*|commenc\w*|fini\w*|pose\w*|fait\w*|"
    r"date\w*|cesse\w*|renouvele\w*|change\w*|ouvert\w*|reconduit\w*|mis\w*|perdu\w*"
)
_PAST = re.compile(
    rf"\bdepuis\b|\bdernier\b|\bdernierement\b|\bdatee?s?\b|\bete\b|\bm'(?:a|ont)\b|\bma (?:{_DONE}|dit|donne\w*|"
    rf"fait)\b|\b(?:ai|as|ont|avons|avez|est|suis|sont|a|l'a)"
    rf"(?: \w+)? (?:{_DONE})\b|\b(?:recue?s?|notifiee?s?|suspendue?s?|nee?s?|presentee|remise|envoyee|datee|"
    rf"arrivee|signee|"
    r"licenciee?|embauchee?|decedee?|passee|convoquee?|etabli|repris|eu|date du|convocation (?:orale|ecrite|"
    r"verbale|arrivee)|"
    r"(?:convoc\w*|lettre|courrier|mail|"
    r"recommande)(?: \w+)? du|(?<!je )(?<!j')(?<!on )signee?s?|accident|chute|commence[re])\b"
)
_AHEAD = re.compile(
    r"\b(?:pars|partir|part|prevue?s?|terme|finit|fini|finira|termine|termin\w+ra|commence|debute|sera|serait|"
    r"aura|vais|"
    r"va|veux|veut|voudrais|souhaite|a partir|jusqu|avant le|pour (?:le|un|une|mon|la|entretien|l'entretien)|"
    r"quitte|arrete|demissionne|attends|attend|"
    r"me marie|expire|s'arrete|depart|reprends|dois)\b"
)
_TOWARDS = re.compile(
    r"(?:\bau|\bpour|\bpour le|\bdes|\bdes le|\ba partir|\ba compter|\bd'ici|\bavant|\bvers) ?(?:du|le|au)? ?$"
)
# « licenciée au 31 mars » : ce qui est décidé prend effet avant ou après, la date la plus proche est la bonne.
_TAKES_EFFECT = re.compile(r"(?<!du \d )(?<!du \d\d )\b(?:au|a compter du|a effet du|a partir du|pour le) $")
_JUST_GONE, _LEAP = 45, 3
_CLAUSE = re.compile(r"[;?!:]|\.(?=\s)")


def tells_past(before: str) -> bool:
    """Whether the folded words before a date speak of something done: the nearest cue wins."""
    clause = _CLAUSE.split(before)[-1]
    past = max((match.end() for match in _PAST.finditer(clause)), default=-1)
    ahead = max((match.end() for match in _AHEAD.finditer(clause)), default=-1)
    comma = clause.rfind(",")
    if max(past, ahead) <= comma:
        return False
    return past >= 0 and past >= ahead


def nearest_year(before: str, said: str, month: int, number: int, today: date) -> date | None:
    """Return the next such day; the last one after a past verb, or when it is just gone and nothing looks ahead.

    `said` is « prochain » or « dernier » after the date.
    """
    past = said == "dernier" or (said != "prochain" and tells_past(before))
    earlier, later = _last(month, number, today), _next(month, number, today)
    if past and not said and earlier and later and _TAKES_EFFECT.search(before):
        return min(earlier, later, key=lambda day: abs((day - today).days))
    if not past and not said and earlier and (today - earlier).days <= _JUST_GONE and not _looks_ahead(before):
        return earlier
    return earlier if past else later


def _looks_ahead(before: str) -> bool:
    clause = _CLAUSE.split(before)[-1]
    return bool(_AHEAD.search(clause) or _TOWARDS.search(clause))


def _last(month: int, number: int, today: date) -> date | None:
    days = (_day(today.year - n, month, number) for n in range(_LEAP + 1))
    return next((day for day in days if day and day <= today), None)


def _next(month: int, number: int, today: date) -> date | None:
    days = (_day(today.year + n, month, number) for n in range(_LEAP + 1))
    return next((day for day in days if day and day >= today), None)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
