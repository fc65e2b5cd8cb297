"""Convocation to the interview: arrêté of 27 June 2014, article 1; circulaire 2019-090, 2.7 for place and time."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.calendar import days_before
from assistant.rules.core.dates import eve, next_day
from assistant.rules.core.fields import FrDate
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul

SOURCE = "arrete-2014-06-27#1"


class ConvocationEntretien(AgentSituation):
    """The day of the interview and the day on which the agent was told of it; either may be unknown."""

    date_entretien: FrDate | None = fact("date_entretien")
    date_convocation: FrDate | None = fact("date_convocation")

    ORDER: ClassVar = (("date_convocation", "date_entretien"),)


def compute(s: ConvocationEntretien, c: Calcul) -> Outcome:
    """Return the latest day to be convened, or the first day of an interview, and whether the delay is kept."""
    received = s.date_convocation
    if s.date_entretien is None and received is not None:
        return _earliest(c, received)
    day = c.need(s.date_entretien, "date_entretien")
    delay = c.parameter("entretien.convocation", on=day)
    c.value("date_entretien", "Date de l'entretien", day)
    c.value("delai", "Délai minimal", delay.integer, delay.unit)
    latest = c.shift(
        *("au_plus_tard", "Dernier jour pour vous informer", day, delay),
        back=True,
        convention="le jour de l'entretien n'étant pas compté, sans report",
        publish=True,
    )
    safe = days_before(day, delay.integer).safe
    c.value("date_prudente", "Date prudente, délai entier entre les deux jours", safe, calendar=False)
    _readings(c, delay, latest, safe)
    _rules(c)
    if received is None:
        return c.result(
            "Pour un entretien le {date_entretien}, vous devez être informé de la date, de l'heure et du lieu au "
            "plus "
            "tard le {au_plus_tard}, soit {delai} avant (le {date_prudente} pour un délai entier entre les deux "
            "jours)."
        )
    return _checked(c, day, received, delay)


def _checked(c: Calcul, day: date, received: date, delay: Used) -> Outcome:
    c.value("date_convocation", "Réception de la convocation", received, calendar=False)
    days = c.apply(
        *("jours_avant", "Jours entre la convocation et l'entretien", _days, received, day),
        expression="du {0} au {1}",
        unit="jours",
        publish=True,
    )
    kept = c.check("conforme", "Délai respecté", (days, "jours"), ">=", delay, publish=True)
    if not kept:
        return _late(c, day, received, delay)
    if days == delay.integer:
        c.say("convocation_entretien.checked")
    return c.result("Convoqué le {date_convocation} pour le {date_entretien}, vous avez eu {jours_avant} : le délai "
                    "minimal de {delai} est respecté.")  # fmt: skip


def _late(c: Calcul, day: date, received: date, delay: Used) -> Outcome:
    c.shift(
        "premiere_date", "Première date d'entretien possible avec cette convocation", received, delay, publish=True
    )
    c.todo(
        "Demandez par écrit le report de l'entretien au {premiere_date} ou plus tard, en citant l'article 1er de "
        "l'arrêté "
        "du 27 juin 2014.",
        by=max(received, eve(day)),
    )
    c.todo("Si l'entretien a lieu quand même, notez le délai trop court dans vos observations sur le compte rendu.")
    return c.result(
        "Non : convoqué le {date_convocation} pour le {date_entretien}, vous n'avez eu que {jours_avant}, et il "
        "faut au moins {delai}. Vous pouvez demander un report au {premiere_date} ou plus tard."
    )


def _earliest(c: Calcul, received: date) -> Outcome:
    delay = c.parameter("entretien.convocation", on=received)
    c.value("date_convocation", "Réception de la convocation", received, calendar=False)
    c.value("delai", "Délai minimal", delay.integer, delay.unit)
    first = c.shift("premiere_date", "Première date d'entretien possible", received, delay, publish=True)
    c.value(
        "premiere_date_prudente", "Première date, délai entier entre les deux jours", next_day(first), calendar=False
    )
    _rules(c)
    return c.result(
        "Convoqué le {date_convocation}, vous ne pouvez pas être reçu avant le {premiere_date} : il faut {delai} "
        "au moins."
    )


def _days(received: date, day: date) -> int:
    return (day - received).days


def _readings(c: Calcul, delay: Used, latest: date, safe: date) -> None:
    why = "L'arrêté dit « au moins » un nombre de jours « avant », sans parler de jours francs."
    c.reading(f"{delay.shown} avant l'entretien", latest, source_id=SOURCE, kept=True, why=why)
    c.reading(
        f"{delay.shown} entiers entre les deux jours",
        safe,
        source_id=SOURCE,
        why="Lecture la plus prudente pour l'employeur ; aucun texte ne l'impose.",
    )


def _rules(c: Calcul) -> None:
    c.cite("circulaire-2019-090#2.7", "cgt-entretien", SOURCE)
    c.value(
        "lieu_et_moment",
        "Lieu et moment",
        "pendant votre temps de service et sur votre lieu d'exercice (circulaire)",
        "texte",
    )
    c.say("convocation_entretien.rules")


CALCULATOR = Calculator(
    "Convocation à l'entretien professionnel",
    "AESH en CDD ou en CDI",
    ConvocationEntretien,
    compute,
    pivot="date_entretien",
)
