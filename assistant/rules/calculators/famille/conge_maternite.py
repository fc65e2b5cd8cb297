"""Dates of a maternity leave: CGFP L. 631-3, code du travail L. 1225-17 to L. 1225-23."""

from __future__ import annotations

from datetime import date

from assistant.rules.calculators.famille import _maternite as dates
from assistant.rules.calculators.famille import _maternite_suites as suites
from assistant.rules.calculators.famille._maternite_faits import CongeMaternite
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import add_days, eve
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.bands import by_threshold
from assistant.rules.shared.bareme import bareme_au


def compute(s: CongeMaternite, c: Calcul) -> Outcome:
    """Return `semaines`, `debut`, `fin` (inclusive), `jours`, `reprise`, and the pathological leave around them."""
    if s.date_prevue_accouchement is None and (s.enfants_attendus or s.enfants_deja is not None):
        return _sans_date(s, c)
    prevue = c.need(s.date_prevue_accouchement, "date_prevue_accouchement")
    cas = dates.cas_de(s, c, prevue)
    semaines = dates.semaines_de(s, c, cas, prevue)
    legal = dates.debut_legal(c, prevue, semaines)
    debut = dates.debut_reel(s, c, prevue, semaines, legal)
    # Weeks moved forward are part of the leave that a very early birth gives back.
    earliest = min(legal, add_days(prevue, -7 * semaines.avant))
    avance, retard = dates.jours_ajoutes(s, c, prevue, earliest)
    fin = dates.fin_du_conge(c, debut, semaines, avance, retard)
    suites.pathologique_avant(s, c, min(earliest, debut))
    suites.pathologique_apres(s, c, fin)
    second_part = suites.report_hospitalisation(s, c, fin)
    _report(s, c, cas, legal, debut)
    _advise(s, c, prevue)
    return c.result(
        "Votre congé de maternité ({cas}) va du {debut} au {fin} inclus, soit {jours} ; vous reprenez à partir du "
        "{reprise}. Le salaire est maintenu en entier, sans ancienneté minimale ni jour de carence." + second_part
    )


def _sans_date(s: CongeMaternite, c: Calcul) -> Outcome:
    """Return the weeks alone, for who gives the children and no date."""
    on = bareme_au(None, c, "maternite.avant", "connaître les jours")
    dates.semaines_de(s, c, dates.cas_de(s, c, on), on)
    c.cite("decret-2021-871#16", "guide-nice#maternite")
    return c.result(
        "Le congé de maternité ({cas}) dure {semaines} : {semaines_avant} avant la date prévue de l'accouchement et "
        "{semaines_apres} après, à plein salaire. Donnez cette date pour connaître les jours."
    )


def _report(s: CongeMaternite, c: Calcul, cas: str, legal: date, debut: date) -> None:
    """Say how to postpone; for several children, both readings."""
    if not s.report_semaines:
        return
    c.todo("Envoyez avant cette date le certificat médical qui donne le nombre de semaines reportées.", by=eve(legal))
    c.say("conge_maternite.report")
    if cas not in ("jumeaux", "triples"):
        return
    why = "L'assurance maladie et des centres de gestion l'admettent, quel que soit le nombre d'enfants."
    c.reading("Report admis : début", debut, source_id="cdg30-report-multiples", kept=True, why=why)
    why = "L'article sur le report ne parle que de la grossesse d'un seul enfant."
    c.reading("Report réservé à la grossesse d'un enfant : début", legal, source_id=dates.LOI, why=why)
    c.caveat("Le report pour plusieurs enfants est à vérifier auprès de la CPAM avant de fixer vos dates.")


def _advise(s: CongeMaternite, c: Calcul, prevue: date) -> None:
    c.cite("decret-2021-871#16", "guide-nice#maternite")
    repos, apres = c.parameter("maternite.repos", prevue), c.parameter("maternite.repos_apres", prevue)
    c.hypothesis("La date prévue est le premier jour d'après la naissance ; premier et dernier jours sont inclus.")
    c.caveat(f"Vous devez vous arrêter au moins {repos.shown}, dont {apres.shown} après la naissance.")
    c.say("conge_maternite.advise")
    if s.date_naissance is None:
        c.todo("Après la naissance, envoyez l'acte de naissance et refaites le calcul avec la date réelle.")


CALCULATOR = Calculator(
    "Dates du congé de maternité",
    "AESH enceintes, en CDD ou en CDI",
    CongeMaternite,
    compute,
    pivot="date_prevue_accouchement",
    tables={"enfants_deja": by_threshold("maternite.rang", "moins de {n} enfants déjà", "{n} enfants déjà, ou plus")},
)
