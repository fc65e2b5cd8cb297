"""Which therapeutic part times a contract allows: décret 86-83, article 11-1 (50 to 90 % of a full time)."""

from __future__ import annotations

from datetime import date

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import FrDate, WeekMinutes
from assistant.rules.core.french import format_hours, join_and
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul


class TempsPartielTherapeutique(AgentSituation):
    """The hours of the contract, and those of a full time in the academy."""

    heures_contrat: WeekMinutes | None = fact("heures_accompagnement", probes=["19 h"])
    heures_temps_complet: WeekMinutes | None = fact("heures_temps_complet")
    premier_jour: FrDate | None = fact("date_debut_mi_temps_therapeutique")


def compute(s: TempsPartielTherapeutique, c: Calcul) -> Outcome:
    """Return the hours of each quota, those that lighten this contract, and what the leave asks for."""
    jour = c.need(s.premier_jour, "premier_jour")
    contrat = c.need(s.heures_contrat, "heures_contrat")
    complet = s.heures_temps_complet or c.parameter("tpt.temps_complet", on=jour).integer
    if s.heures_temps_complet is None:
        c.hypothesis(f"Un temps complet fait {format_hours(complet)} par semaine, comme dans le guide de Nice.")
    quotites = c.parameter("tpt.quotites", on=jour)
    heures = {quotite: _heures(c, complet, quotite) for quotite in quotites.value}
    utiles = [quotite for quotite, minutes in heures.items() if minutes < contrat]
    c.value("minimum_minutes", "Service hebdomadaire le plus bas", min(heures.values()), "minutes")
    if not utiles:
        return c.not_concerned(
            "Votre contrat ne dépasse pas {minimum_minutes} par semaine, le plus petit service possible en temps "
            "partiel thérapeutique : aucune quotité ne l'allégerait. Parlez au médecin d'un arrêt ou d'aménagements."
        )
    dites = {str(quotite): minutes for quotite, minutes in heures.items()}
    shown = " ; ".join(f"{quotite} % : {format_hours(minutes)}" for quotite, minutes in heures.items())
    c.value("heures_par_quotite", "Service de chaque quotité", dites, "minutes", shown=shown)
    mots = join_and([f"{quotite} % ({format_hours(heures[quotite])})" for quotite in utiles])
    c.value("quotites_utiles", "Quotités qui allègent votre contrat", utiles, "%", shown=mots)
    _advise(c, jour)
    return c.result("Les quotités qui allègent votre contrat sont : {quotites_utiles} par semaine.")


def _heures(c: Calcul, complet: int, quotite: int) -> int:
    minutes = c.formula(
        *(f"heures_{quotite}", "Service hebdomadaire de la quotité", "complet * quotite / 100"),
        unit="minutes",
        complet=(complet, "minutes"),
        quotite=(quotite, "%"),
    )
    return int(minutes)


def _advise(c: Calcul, jour: date) -> None:
    maximum, duree = c.parameter("tpt.periode_maximale", on=jour), c.parameter("tpt.duree", on=jour)
    fin = c.parameter("tpt.fin_maladie", on=jour)
    c.say("temps_partiel_therapeutique.advise")
    c.caveat(f"La durée totale est de {duree.shown} ; un arrêt de maladie de plus de {fin.shown} y met fin.")
    if maximum.integer >= duree.integer:
        c.say("temps_partiel_therapeutique.advise2")
    c.caveat("Le guide de Nice écrit 19 heures au moins : la moitié de 39 heures fait 19 h 30.")
    c.todo("Demandez au médecin un certificat avec la quotité, la durée et la répartition, puis l'accord de la CPAM.")


CALCULATOR = Calculator(
    "Quotités de temps partiel thérapeutique",
    "AESH en CDD ou en CDI",
    TempsPartielTherapeutique,
    compute,
    pivot="premier_jour",
)
