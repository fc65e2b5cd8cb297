"""What one fact tells of another, written once: a seniority dates the services, a length gives the last day.

A fact that was said always wins. A rule that is a hypothesis has a sentence that says it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.rules.core.dates import MONTHS_IN_YEAR, add_years, eve, months_between, next_day
from assistant.rules.core.fields import WorkedMinutes
from assistant.rules.core.outcome import Result
from assistant.rules.core.parameters import lookup
from assistant.rules.core.spans import Span, Unknown, narrowed
from assistant.rules.parsing import Duration
from assistant.rules.parsing.lengths import counted_back, moved
from assistant.rules.registry import find


@dataclass(frozen=True)
class Known:
    """The facts known, and what they are counted to: the date that the calculator looks at, or today."""

    facts: Mapping[str, Any]
    on: date
    today: date

    def first(self, name: str) -> Any:  # noqa: ANN401
        """Return a fact that is known exactly, or None."""
        value = self.facts.get(name)
        return value if value is not None and not isinstance(value, Span | Unknown) else None


def _services(k: Known) -> Any:  # noqa: ANN401
    length = k.facts.get("anciennete_services")
    if isinstance(length, Duration):
        length = Span(length, length)
    return narrowed(counted_back(length, k.on)) if isinstance(length, Span) else None


def _last_day(start: str, length: str) -> Callable[[Known], Any]:
    def tell(k: Known) -> Any:  # noqa: ANN401
        first, said = k.first(start), k.facts.get(length)
        said = said.first if isinstance(said, Span) else said
        return eve(moved(first, said, 1)) if isinstance(first, date) and isinstance(said, Duration) else None

    return tell


def _length_of_cdd(k: Known) -> Any:  # noqa: ANN401
    first, last = k.first("date_debut_contrat"), k.first("dernier_jour_cdd")
    if not (isinstance(first, date) and isinstance(last, date) and first <= last):
        return None
    return Duration(0, months_between(first, next_day(last)))


def _of_time(k: Known) -> Any:  # noqa: ANN401
    share = k.first("quotite")
    if not isinstance(share, int | Decimal):
        return None
    return "complet" if Decimal(share) == 100 else "incomplet"


def _is_cdd(k: Known) -> Any:  # noqa: ANN401
    return "cdd" if k.facts.get("dernier_jour_cdd") or k.facts.get("duree_cdd") else None


def _same(name: str) -> Callable[[Known], Any]:
    return lambda k: k.facts.get(name)


def _born(k: Known) -> Any:  # noqa: ANN401
    age = k.first("age")
    return Span(next_day(add_years(k.on, -age - 1)), add_years(k.on, -age)) if isinstance(age, int) else None


def _child_born(k: Known) -> Any:  # noqa: ANN401
    age = k.first("age_enfant")
    return Span(next_day(add_years(k.today, -age - 1)), add_years(k.today, -age)) if isinstance(age, int) else None


def _share(k: Known) -> Any:  # noqa: ANN401
    """Return the quotité that weekly hours make, as `quotite_depuis_heures` counts it."""
    hours = k.first("heures_accompagnement")
    if not isinstance(hours, int):
        return None
    outcome = find("quotite_depuis_heures").outcome({"heures_accompagnement": WorkedMinutes(hours)})
    return Decimal(outcome["quotite"]) if isinstance(outcome, Result) else None


def _notice(k: Known) -> Any:  # noqa: ANN401
    start, on = k.first("date_debut_services"), k.first("date_presentation_lettre") or k.today
    ends = k.facts.get("date_debut_services")
    starts = {ends.first, ends.last} if isinstance(ends, Span) else {start}
    if not all(isinstance(day, date) and day <= on for day in starts):
        return None
    found = {
        ("long" if months >= lookup("preavis.seuil_long", on).integer else "moyen")
        if (months := months_between(day, on)) >= lookup("preavis.seuil_moyen", on).integer
        else "court"
        for day in starts
    }
    return found.pop() if len(found) == 1 else None


def _full_rate_days(k: Known) -> Any:  # noqa: ANN401
    """Return the days of the stop less the one of carence."""
    first, last = k.first("date_debut_arret"), k.first("dernier_jour_arret")
    return (last - first).days if first and last and first <= last else None


def _of_a_cdd(k: Known) -> Any:  # noqa: ANN401
    return k.facts.get("date_debut_services") if k.facts.get("type_contrat") == "cdd" else None


def _already(k: Known) -> Any:  # noqa: ANN401
    rank = k.first("rang_enfant")
    return rank - 1 if isinstance(rank, int) and rank > 0 else None


def _one_leave(k: Known) -> Any:  # noqa: ANN401
    first, last = k.first("date_debut_arret"), k.first("dernier_jour_arret")
    return [{"premier_jour": first, "dernier_jour": last}] if first and last else None


def _year_of_pay(k: Known) -> Any:  # noqa: ANN401
    gross = k.first("salaire_brut")
    return gross * MONTHS_IN_YEAR if isinstance(gross, int | Decimal) else None


@dataclass(frozen=True)
class Rule:
    """What a fact takes from others that were said.

    `says` is the sentence to say where it is a hypothesis; `only` the calculators for which it holds, all when empty;
    `unless_asked` a fact that those which ask it make use of by themselves.
    """

    fact: str
    tell: Callable[[Known], Any]
    says: str = ""
    only: tuple[str, ...] = ()
    unless_asked: str = ""


HOURS = "heures_accompagnement"
FROM_BIRTH = ("conge_paternite", "conge_naissance", "conge_parental", "conge_supplementaire_naissance")
RULES = (
    Rule("dernier_jour_cdd", _last_day("date_debut_contrat", "duree_cdd")),
    Rule("duree_cdd", _length_of_cdd),
    Rule("type_contrat", _is_cdd),
    Rule("date_debut_services", _services),
    Rule(
        "quotite",
        _share,
        "La quotité est celle que font vos heures, arrondie à l'entier.",
        (),
        HOURS,
    ),
    Rule("temps_de_travail", _of_time),
    Rule("duree_preavis", _notice),
    Rule("date_debut_contrat", _of_a_cdd, only=("frequence_entretien",)),
    Rule("dernier_jour_arret", _last_day("date_debut_arret", "duree_arret")),
    Rule("arrets", _one_leave),
    Rule("jours_taux_plein", _full_rate_days, "Tous les jours de l'arrêt sont au taux plein, sauf celui de carence."),
    Rule("date_naissance_enfant", _child_born, only=("conge_elever_enfant",)),
    Rule("enfants_a_charge", _already, only=("conge_maternite", "conge_adoption")),
    Rule("date_naissance", _born),
    Rule("date_naissance_enfant", _same("date_prevue_accouchement"), "L'enfant naît à la date prévue.", FROM_BIRTH),
    Rule("traitement_brut", _same("salaire_brut"), "Le salaire brut que vous donnez est pris pour le traitement."),
    Rule("salaire_brut", _same("traitement_brut"), "Le traitement que vous donnez est pris pour le salaire brut."),
    Rule("salaires_bruts", lambda k: [gross] if (gross := k.first("salaire_brut")) else None),
    Rule(
        "salaire_brut_annuel", _year_of_pay, "La rémunération de l'année est prise à douze fois le salaire du mois."
    ),
    Rule("autre_parent", lambda k: "seul" if k.facts.get("situation_couple") == "seul" else None),
)
