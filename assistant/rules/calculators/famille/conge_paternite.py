"""Paternity leave: birth leave, compulsory days, second period, request: CGFP L. 631-9, décret 2021-871."""

from __future__ import annotations

from datetime import date

from assistant.rules.calculators.famille._naissance import jours_de_naissance
from assistant.rules.calculators.famille._paternite import limite, premiere_periode, seconde_periode
from assistant.rules.calculators.famille._paternite_faits import CongePaternite
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import add_months, next_day
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.bareme import bareme_au
from assistant.rules.shared.delais import territory_of


def compute(s: CongePaternite, c: Calcul) -> Outcome:
    """Return the birth leave, `premiere_debut`, `premiere_fin`, `seconde_jours`, `jours` and the last days to act."""
    if s.second_parent is False:
        c.cite("cgfp#L631-9")
        return c.not_concerned(
            "Le congé de paternité est pour le père, ou pour la personne mariée, pacsée ou en couple avec la mère."
        )
    if s.date_naissance is None and s.naissances_multiples is not None:
        return _sans_date(s, c)
    naissance = c.need(s.date_naissance, "date_naissance")
    days = jours_de_naissance(c, naissance, s.travaille_jour_naissance, territory_of(s, c))
    fin = premiere_periode(s, c, naissance, days[-1])
    reste = _durees(s, c, naissance)
    last = limite(s, c, naissance, reste)
    possible = seconde_periode(s, c, naissance, fin, reste, last)
    _demande(s, c, naissance, next_day(days[-1]))
    _advise(s, c, naissance)
    return c.result(
        "Après le congé de naissance ({conge_naissance}), la période obligatoire du congé de paternité va du "
        "{premiere_debut} au {premiere_fin}. Il reste {seconde_jours}, à prendre jusqu'au {a_prendre_avant_le} inclus"
        + (", en une ou plusieurs fois." if possible else " ; le découpage demandé n'est pas possible.")
    )


def _sans_date(s: CongePaternite, c: Calcul) -> Outcome:
    """Return the lengths alone, for who gives the number of children and no date."""
    on = bareme_au(None, c, "paternite.reste", "connaître les jours")
    c.value("duree_naissance", "Congé de naissance, avant", c.parameter("naissance.jours", on).shown)
    c.value("obligatoire", "Période obligatoire, juste après", c.parameter("paternite.obligatoire", on).shown)
    c.value("delai", "Délai pour prendre le congé", c.parameter("paternite.delai", on).shown)
    _durees(s, c, on)
    return c.result(
        "Après {duree_naissance} de congé de naissance, le congé de paternité dure {jours} : {obligatoire} "
        "obligatoires tout de suite, puis {seconde_jours} à prendre dans les {delai} qui suivent la naissance. "
        "Donnez la date de naissance pour connaître les jours."
    )


def _durees(s: CongePaternite, c: Calcul, naissance: date) -> int:
    """Publish `seconde_jours` and `jours`; return the days of the second period."""
    if s.naissances_multiples is None:
        c.hypothesis("Un seul enfant est né.")
    key = "plusieurs" if s.naissances_multiples else "un_enfant"
    reste: int = c.parameter("paternite.reste", naissance).table[key]
    c.value("seconde_jours", "Seconde période", reste, "jours")
    c.formula(
        *("jours", "Congé de paternité, sans prolongation", "obligatoire + seconde"),
        unit="jours",
        publish=True,
        obligatoire=c.parameter("paternite.obligatoire", naissance),
        seconde=(reste, "jours"),
    )
    return reste


def _demande(s: CongePaternite, c: Calcul, naissance: date, debut: date) -> None:
    """Publish `demande_au_plus_tard`, with the guide's reading."""
    prevue = s.date_prevue_accouchement or naissance
    if s.date_prevue_accouchement is None:
        c.say("conge_paternite.demande")
    delay = c.parameter("paternite.demande", naissance)
    label = "Dernier jour pour demander le congé"
    by = c.shift("demande_au_plus_tard", label, prevue, delay, back=True, publish=True)
    c.todo("Demandez le congé au service gestionnaire, avec le certificat de grossesse et les dates voulues.", by=by)
    guide = c.parameter("paternite.guide_nice", naissance)
    why = "Le décret compte depuis la date prévue de l'accouchement."
    c.reading("Avant la date prévue de l'accouchement", by, source_id="decret-2021-871#13", kept=True, why=why)
    why = "Le guide compte depuis le début du congé ; la date de la loi est plus tôt, et plus sûre."
    start = add_months(debut, -guide.integer)
    c.reading("Avant le début du congé de paternité", start, source_id="guide-nice#paternite", why=why)
    if naissance < prevue:
        c.say("conge_paternite.demande2")


def _advise(s: CongePaternite, c: Calcul, naissance: date) -> None:
    proof = c.parameter("paternite.justificatif", naissance)
    by = c.shift(
        "preuve_au_plus_tard", "Dernier jour pour envoyer l'acte de naissance", naissance, proof, publish=True
    )
    c.todo("Envoyez l'acte de naissance au service gestionnaire.", by=by)
    confirm = c.parameter("paternite.confirmation", naissance)
    if s.date_premiere_partie is None:
        c.todo(f"Confirmez les dates de la seconde période au moins {confirm.shown} avant son début.")
    c.say("conge_paternite.advise")


CALCULATOR = Calculator(
    "Dates du congé de paternité et d'accueil de l'enfant",
    "AESH père ou conjoint de la mère",
    CongePaternite,
    compute,
    pivot="date_naissance",
)
