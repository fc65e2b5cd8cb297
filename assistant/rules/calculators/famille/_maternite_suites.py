"""What may be added to a maternity leave: pathological leave, and an end postponed while the child is in hospital."""

from __future__ import annotations

from datetime import date

from assistant.rules.calculators.famille._maternite_faits import CongeMaternite
from assistant.rules.core.dates import Period, add_days, eve
from assistant.rules.core.french import format_date
from assistant.rules.core.parameters import lookup
from assistant.rules.core.steps import Calcul


def pathologique_avant(s: CongeMaternite, c: Calcul, debut: date) -> None:
    """Publish the most days before the birth and, where prescribed, their latest period.

    `debut` is the first day of the leave, weeks postponed left aside: those weeks are leave, not sickness.
    """
    most = c.parameter("maternite.pathologique_avant", eve(debut))
    c.value("pathologique_avant_maximum", "Congé pathologique avant la naissance, au plus", most.integer, "jours")
    if most.period is not most.parameter.period[0]:
        c.say("_maternite_suites.pathologique_avant")
    _change(c, debut, most.integer)
    days = s.jours_pathologiques_avant
    if not days:
        return
    ok = c.check("pathologique_avant", "Jours prescrits avant", (days, "jours"), "<=", most, publish=True)
    if ok:
        latest = Period(add_days(debut, -days), eve(debut))
        c.value("pathologique_avant_periode", "Congé pathologique, s'il est pris juste avant le congé", latest)
    else:
        c.say("_maternite_suites.pathologique_avant2")


def _change(c: Calcul, debut: date, most: int) -> None:
    """Say when the maximum changed inside the days that may come just before the leave."""
    earlier = lookup("maternite.pathologique_avant", add_days(debut, -most))
    now = lookup("maternite.pathologique_avant", eve(debut))
    if earlier.value != now.value:
        c.caveat(
            f"Le maximum est passé de {earlier.shown} à {now.shown} le {format_date(now.period.start)} : pour des "
            f"jours "
            "pris avant cette date, faites confirmer par le service gestionnaire."
        )


def pathologique_apres(s: CongeMaternite, c: Calcul, fin: date) -> None:
    """Publish the most days after the birth, and the last day of the leave with those prescribed."""
    most = c.parameter("maternite.pathologique_apres", fin)
    c.value("pathologique_apres_maximum", "Congé pathologique après la naissance, au plus", most.integer, "jours")
    days = s.jours_pathologiques_apres
    if not days:
        return
    ok = c.check("pathologique_apres", "Jours prescrits après", (days, "jours"), "<=", most, publish=True)
    label = "Dernier jour, congé pathologique compris"
    c.shift("fin_avec_pathologique", label, fin, (min(days, most.integer), "jours"), publish=True)
    if not ok:
        c.say("_maternite_suites.pathologique_apres")


def report_hospitalisation(s: CongeMaternite, c: Calcul, fin: date) -> str:
    """Publish the second part of the leave when the child stays in hospital and the mother resumes work meanwhile.

    Returns the sentence to add to the summary, or nothing.
    """
    born, back, out = s.date_naissance, s.date_reprise_pendant_hospitalisation, s.date_fin_hospitalisation
    if born is None or back is None or out is None:
        if s.enfant_hospitalise:
            _may_postpone(c, born, fin)
        return ""
    weeks = c.parameter("maternite.hospitalisation", born)
    after = c.shift("delai_hospitalisation", "Fin du délai après la naissance", born, weeks)
    stays = c.check("encore_hospitalise", "L'enfant est-il encore hospitalisé ?", out, ">=", after)
    rest = c.check("repos_fini", "L'arrêt obligatoire après la naissance est-il fini ?", back, ">=", after)
    if stays and rest and back <= fin:
        return _second_part(c, back, out, fin)
    c.caveat(
        f"Reprendre puis reporter le reste du congé demande que l'enfant soit encore hospitalisé {weeks.shown} après "
        f"la "
        "naissance, et que vous repreniez après ce délai et avant la fin du congé : ce n'est pas le cas avec ces "
        "dates."
    )
    return ""


def _second_part(c: Calcul, back: date, out: date, fin: date) -> str:
    left = c.apply(
        *("jours_reportes", "Jours de congé qui restent à la reprise", _left, back, fin),
        expression="du {0} au {1} inclus",
        unit="jours",
        publish=True,
    )
    second = Period(out, add_days(out, left - 1))
    c.value("conge_apres_hospitalisation", "Reste du congé, à la sortie de l'hôpital", second)
    c.value("reprise_provisoire", "Reprise du travail pendant l'hospitalisation", back, calendar=False)
    return (
        " Comme vous reprenez le {reprise_provisoire} pendant l'hospitalisation de l'enfant, il vous reste "
        "{jours_reportes} de congé, {conge_apres_hospitalisation}."
    )


def _left(back: date, fin: date) -> int:
    return Period(back, fin).days


def _may_postpone(c: Calcul, born: date | None, fin: date) -> None:
    weeks = c.parameter("maternite.hospitalisation", born or fin)
    c.caveat(
        f"Si l'enfant est encore hospitalisé {weeks.shown} après la naissance, vous pouvez reprendre le travail et "
        f"garder "
        "le reste du congé pour sa sortie : donnez les deux dates pour le calcul."
    )
