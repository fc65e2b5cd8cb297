"""Weeks and dates of a maternity leave: code du travail, articles L. 1225-17 to L. 1225-23."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.rules.calculators.famille._maternite_faits import CongeMaternite
from assistant.rules.core.dates import add_days, next_day
from assistant.rules.core.outcome import Stop
from assistant.rules.core.steps import Calcul

CAS = {
    "un_ou_deux": "premier ou deuxième enfant",
    "trois_ou_plus": "troisième enfant ou plus",
    "jumeaux": "jumeaux",
    "triples": "triplés ou plus",
}
LOI = "code-travail#L1225-17"


@dataclass(frozen=True)
class Semaines:
    """Weeks of the leave: the total, those before the due date by law, and as chosen."""

    total: int
    avant_legal: int
    avant: int


def cas_de(s: CongeMaternite, c: Calcul, prevue: date) -> str:
    """Return the key of the case: rank for one child, number of children beyond."""
    attendus = s.enfants_attendus
    if attendus is None:
        c.hypothesis("Un seul enfant est attendu.")
        attendus = 1
    if attendus > 1:
        cas = "jumeaux" if attendus == 2 else "triples"
    else:
        rang = c.parameter("maternite.rang", prevue)
        deja = (c.need(s.enfants_deja, "enfants_deja"), "enfants")
        plus = c.check("rang", "Rang de l'enfant", deja, ">=", rang)
        cas = "trois_ou_plus" if plus else "un_ou_deux"
    c.value("cas", "Situation", CAS[cas])
    return cas


def semaines_de(s: CongeMaternite, c: Calcul, cas: str, prevue: date) -> Semaines:
    """Publish `semaines`, `semaines_avant`, `semaines_apres`, after what is moved forward or postponed."""
    avant = c.parameter("maternite.avant", prevue).table[cas]
    apres = c.parameter("maternite.apres", prevue).table[cas]
    report, avance = _deplacees(s, c, cas, prevue)
    total = c.formula(
        *("semaines", "Durée du congé", "avant + apres"),
        unit="semaines",
        publish=True,
        avant=(avant, "semaines"),
        apres=(apres, "semaines"),
    )
    chosen = c.formula(
        *("semaines_avant", "Semaines demandées avant la naissance", "avant + avancees - reportees"),
        unit="semaines",
        publish=True,
        avant=(avant, "semaines"),
        avancees=(avance, "semaines"),
        reportees=(report, "semaines"),
    )
    c.formula(
        *("semaines_apres", "Semaines demandées après", "apres - avancees + reportees"),
        unit="semaines",
        publish=True,
        apres=(apres, "semaines"),
        avancees=(avance, "semaines"),
        reportees=(report, "semaines"),
    )
    return Semaines(int(total), avant, int(chosen))


def _deplacees(s: CongeMaternite, c: Calcul, cas: str, prevue: date) -> tuple[int, int]:
    """Return the weeks postponed and the weeks moved forward; ends when there are too many."""
    report, avance = s.report_semaines or 0, s.allongement_semaines or 0
    if report:
        most = c.parameter("maternite.report", prevue)
        if not c.check("report_possible", "Semaines à reporter", (report, "semaines"), "<=", most):
            _too_many(c, f"Le report ne peut pas dépasser {most.shown} : demandez-en {most.shown} au plus.")
    if avance:
        most_forward = c.parameter("maternite.allongement", prevue).table[cas]
        label = "Semaines à avancer"
        if not c.check("avance_possible", label, (avance, "semaines"), "<=", (most_forward, "semaines")):
            _too_many(c, _no_forward(cas, most_forward))
    return report, avance


def _no_forward(cas: str, most: int) -> str:
    if most:
        return f"Vous ne pouvez avancer que {most} semaines avant la naissance : demandez-en {most} au plus."
    return (
        f"Avancer des semaines avant la naissance n'est pas prévu ici ({CAS[cas]}) : demandez le congé sans avance."
    )


def _too_many(c: Calcul, reason: str) -> None:
    raise Stop(c.not_concerned(reason))


def debut_legal(c: Calcul, prevue: date, semaines: Semaines) -> date:
    """Record the first day of the leave by law, nothing postponed nor moved forward."""
    label = "Début du congé, sans report ni avance"
    return c.shift("debut_legal", label, prevue, (semaines.avant_legal, "semaines"), back=True, sources=[LOI])


def debut_reel(s: CongeMaternite, c: Calcul, prevue: date, semaines: Semaines, legal: date) -> date:
    """Publish `debut`: as chosen, unless a stop during the weeks postponed, or the birth, comes first."""
    chosen = c.shift(
        *("debut_demande", "Début du congé demandé", prevue, (semaines.avant, "semaines")), back=True, sources=[LOI]
    )
    debut = chosen
    stop = s.date_arret_pendant_report
    if stop and legal <= stop < chosen:
        debut = stop
        c.hypothesis(
            "L'arrêt tombe dans les semaines reportées : le report s'arrête et le congé commence ce jour-là."
        )
    elif stop:
        c.hypothesis("L'arrêt indiqué n'est pas dans des semaines reportées : il ne change pas les dates du congé.")
    if s.date_naissance and s.date_naissance < debut:
        debut = s.date_naissance
        c.hypothesis("L'enfant est né avant le début du congé : le congé commence le jour de la naissance.")
    return c.value("debut", "Premier jour du congé", debut)


def jours_ajoutes(s: CongeMaternite, c: Calcul, prevue: date, debut_prevu: date) -> tuple[int, int]:
    """Return the days added for a very early birth with hospitalisation, and for a late birth."""
    born = s.date_naissance
    if born is None:
        return 0, 0
    if born > prevue:
        return 0, _days(c, "retard", "Jours de retard de la naissance", prevue, born)
    early = c.parameter("maternite.prematurite", prevue)
    very_early = add_days(prevue, -7 * early.integer)
    if born >= min(debut_prevu, very_early):
        return 0, 0
    if not c.need(s.enfant_hospitalise, "enfant_hospitalise"):
        return 0, 0
    label = "Jours ajoutés : naissance très en avance, enfant hospitalisé"
    return _days(c, "prematurite", label, born, debut_prevu), 0


def _days(c: Calcul, name: str, label: str, first: date, end: date) -> int:
    return c.apply(
        *(name, label, _days_between, first, end), expression="du {0} à la veille du {1}", unit="jours", sources=[LOI]
    )


def _days_between(first: date, end: date) -> int:
    return (end - first).days


def fin_du_conge(c: Calcul, debut: date, semaines: Semaines, avance: int, retard: int) -> date:
    """Publish `jours`, `fin` (inclusive) and `reprise`, and return the last day."""
    jours = c.formula(
        *("jours", "Durée du congé en jours", "semaines * 7 + prematurite + retard"),
        unit="jours",
        publish=True,
        semaines=(semaines.total, "semaines"),
        prematurite=(avance, "jours"),
        retard=(retard, "jours"),
    )
    fin = c.apply(
        *("fin", "Dernier jour du congé", _last_day, debut, (int(jours), "jours")),
        expression="{0} + {1}, premier jour compris",
        sources=["convention-maternite"],
        unit="date",
        publish=True,
    )
    c.value("reprise", "Premier jour après le congé", next_day(fin))
    return fin


def _last_day(first: date, days: int) -> date:
    return add_days(first, days - 1)
