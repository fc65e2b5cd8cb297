"""How often the interview takes place: décret 2014-724, article 9; circulaire, ministry, guide as readings."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import eve, next_day
from assistant.rules.core.fields import FrDate
from assistant.rules.core.inputs import ContractSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul

DECRET, CIRCULAIRE, GUIDE = "decret-2014-724#9", "circulaire-2019-090#2.7", "guide-nice#evaluation"


class FrequenceEntretien(ContractSituation):
    """The contract, its beginning and end, the last interview, and the day on which one asks."""

    date_debut_contrat: FrDate | None = fact(
        "date_debut_contrat",
        help="Pour un CDI, le premier jour du CDI ; pour un CDD, le premier jour de services en CDD.",
    )
    dernier_jour_contrat: FrDate | None = fact("dernier_jour_cdd")
    date_dernier_entretien: FrDate | None = fact("date_dernier_entretien")
    aujourdhui: FrDate | None = fact("date_du_jour")

    ORDER: ClassVar = (
        ("date_debut_contrat", "dernier_jour_contrat"),
        ("date_debut_contrat", "aujourdhui"),
        ("date_dernier_entretien", "aujourdhui"),
    )


def compute(s: FrequenceEntretien, c: Calcul) -> Outcome:
    """Return whether an interview is due, possible or recommended, with the dates of each reading."""
    if c.need(s.contrat, "contrat") == "cdi":
        return _cdi(s, c)
    return _cdd(s, c)


def _cdi(s: FrequenceEntretien, c: Calcul) -> Outcome:
    last = s.date_dernier_entretien
    origin = last or c.need(s.date_debut_contrat, "date_debut_contrat")
    period = c.parameter("entretien.periodicite", on=origin)
    c.value("droit", "Ce que dit le décret", "obligation", "texte")
    c.value("droit_a_entretien", "Droit à un entretien", True)
    c.value("motif", "Motif", "CDI", "texte")
    c.value("periodicite", "Périodicité du décret", period.integer, period.unit)
    due = c.shift("entretien_avant", "Prochain entretien au plus tard", origin, period, convention=DATE, publish=True)
    c.reading(f"CDI : au moins tous les {period.shown}", due, source_id=DECRET, kept=True)
    if last is None:
        c.hypothesis(
            "Sans entretien passé, le délai est compté depuis le début du CDI : le décret ne dit pas d'où il part."
        )
    c.say("frequence_entretien.cdi")
    if s.aujourdhui is None or c.check("a_jour", "Entretien à jour", s.aujourdhui, "<=", due, publish=True):
        return c.result(
            "En CDI, un entretien est obligatoire au moins une fois tous les {periodicite} : le prochain est dû au "
            "plus "
            "tard le "
            "{entretien_avant}."
        )
    c.todo("Demandez par écrit un entretien au chef d'établissement, ou à l'IEN si vous travaillez en école.")
    return c.result(
        "En CDI, un entretien est obligatoire au moins une fois tous les {periodicite} : il était dû au plus tard le "
        "{entretien_avant}. Vous pouvez le demander par écrit."
    )


def _cdd(s: FrequenceEntretien, c: Calcul) -> Outcome:
    start = c.need(s.date_debut_contrat, "date_debut_contrat")
    year = c.parameter("entretien.cdd_services", on=start)
    period = c.parameter("entretien.periodicite", on=start)
    anniversary = c.shift("un_an", "Un an de services", start, year, convention=DATE)
    possible = c.apply(
        *("possible_depuis", "Plus d'un an de services à partir du", next_day, anniversary),
        expression="lendemain du {0}",
        publish=True,
    )
    c.value("periodicite", "Périodicité de la circulaire", period.integer, period.unit)
    c.value("fin_premiere_annee", "Fin de la première année (recommandation)", eve(anniversary))
    third = eve(c.shift("trois_ans", "Trois ans de services", start, period, convention=DATE))
    end = s.dernier_jour_contrat or third
    c.value("avant_fin_troisieme_annee", "Avant la fin de la troisième année (recommandation)", min(end, third))
    _cdd_readings(c, possible, eve(anniversary), min(end, third))
    _cdd_advise(s, c)
    if s.aujourdhui is not None and not c.check(
        "un_an_passe", "Plus d'un an de services", s.aujourdhui, ">=", possible
    ):
        c.value("droit", "Ce que dit le décret", "aucun", "texte")
        c.value("droit_a_entretien", "Droit à un entretien", False)
        c.value("motif", "Motif", "un an de services au plus en CDD", "texte")
        return c.result(
            "En CDD depuis un an au plus, aucun texte ne vous donne droit à un entretien : le décret l'ouvre à "
            "partir du "
            "{possible_depuis}. Le ministère en recommande un vers le {fin_premiere_annee}."
        )
    return _possible(c)


def _possible(c: Calcul) -> Outcome:
    c.value("droit", "Ce que dit le décret", "possibilité", "texte")
    c.value("droit_a_entretien", "Droit à un entretien", False)
    c.value("motif", "Motif", "CDD : le décret dit « peuvent »", "texte")
    return c.result(
        "En CDD, le décret permet un entretien à partir du {possible_depuis}, sans l'imposer. Le ministère en "
        "recommande "
        "un à la fin de la première année, le {fin_premiere_annee}, et un autre avant la fin de la troisième, le "
        "{avant_fin_troisieme_annee} ; la circulaire demande au moins un entretien tous les {periodicite}."
    )


def _cdd_readings(c: Calcul, possible: date, first: date, second: date) -> None:
    c.reading(
        "Décret : possible au-delà d'un an de services, jamais imposé",
        possible,
        source_id=DECRET,
        kept=True,
        why="Seul texte obligatoire : il dit « peuvent ».",
    )
    c.reading(
        "Circulaire : au moins un entretien avant la fin de la période",
        second,
        source_id=CIRCULAIRE,
        why="Consigne aux services, pour les CDD comme pour les CDI.",
    )
    c.reading(
        "Ministère : à la fin de la première année, puis avant le renouvellement",
        [first, second],
        source_id="snalc-entretien",
        why="Recommandation rapportée par le SNALC, pas une obligation.",
    )
    c.reading(
        "Guide de l'académie de Nice : deux entretiens « obligatoires »",
        [first, second],
        source_id=GUIDE,
        why="Pratique de l'académie : le décret ne les impose pas.",
    )


def _cdd_advise(s: FrequenceEntretien, c: Calcul) -> None:
    c.say("frequence_entretien.cdd_advise")
    if s.date_dernier_entretien is not None:
        c.value("date_dernier_entretien", "Dernier entretien", s.date_dernier_entretien, calendar=False)


DATE = "de date à date"

CALCULATOR = Calculator(
    "Fréquence de l'entretien professionnel",
    "AESH en CDD ou en CDI",
    FrequenceEntretien,
    compute,
    pivot="date_debut_contrat",
)
