"""What unpaid leaves share: request, last day, end of a CDD, renewal or return (décret 86-83, art. 24, 27, 32)."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import model_validator

from assistant.rules.core.dates import add_months, eve, next_day
from assistant.rules.core.fields import FrDate
from assistant.rules.core.inputs import ContractSituation, fact
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul
from assistant.rules.parsing import Duration

RECOMMANDE = "par lettre recommandée avec avis de réception"
ECRIT = "par écrit, de préférence en recommandé"


class CongeSituation(ContractSituation):
    """The first day of the leave, and the end of a CDD."""

    date_debut: FrDate | None = fact("date_debut_conge")
    date_fin_contrat: FrDate | None = fact("dernier_jour_cdd")

    @model_validator(mode="after")
    def _within_contract(self) -> Self:
        if self.contrat == "cdi" and self.date_fin_contrat:
            self.refuse("date_fin_contrat", "un CDI n'a pas de dernier jour ; laissez vide, ou indiquez un CDD")
        self.check_order("date_debut", "date_fin_contrat")
        return self

    def check_duration(self, field: str) -> None:
        """Refuse a duration that is not made of whole months."""
        found: Duration | None = getattr(self, field)
        if found is not None and (found.days or not found.total_months):
            self.refuse(field, "indiquez une durée en années ou en mois entiers (par exemple 1 an ou 6 mois)")


def demande(c: Calcul, debut: date, delai: Used, comment: str) -> date:
    """Publish `demande_au_plus_tard`: the delay counted back from the first day of the leave."""
    by = c.shift(
        *("demande_au_plus_tard", "Dernier jour pour demander le congé", debut, delai),
        back=True,
        convention="ce jour compris",
        publish=True,
    )
    c.todo(f"Demandez le congé {comment}, en gardant une preuve de la date.", by=by)
    return by


def dernier_jour(c: Calcul, name: str, label: str, first: date, months: int) -> date:
    """Record the last day of `months` months from `first`, both ends included."""
    return c.apply(*(name, label, _last, first, (months, "mois")), expression="veille du {0} + {1}", unit="date")


def _last(first: date, months: int) -> date:
    return eve(add_months(first, months))


def borne_par_le_contrat(s: CongeSituation, c: Calcul, fin: date) -> date:
    """Return the last day, brought back to the end of the CDD when that comes first."""
    if s.contrat == "cdi":
        return fin
    c.cite("decret-86-83#27")
    c.caveat("En CDD, un congé ne va pas au-delà du terme du contrat et ne le prolonge pas.")
    if s.date_fin_contrat is None or fin <= s.date_fin_contrat:
        return fin
    c.value("terme", "Dernier jour du CDD", s.date_fin_contrat, calendar=False)
    c.hypothesis("Le congé est arrêté au {terme}, dernier jour du CDD.")
    return s.date_fin_contrat


def publie_fin(s: CongeSituation, c: Calcul, fin: date) -> bool:
    """Publish `fin` and, unless the contract ends that day, `retour`; return whether the contract goes on."""
    c.value("fin", "Dernier jour du congé", fin)
    if fin == s.date_fin_contrat:
        c.caveat("Le contrat finit en même temps que le congé : demandez avant ce jour s'il sera renouvelé.")
        return False
    c.value("retour", "Premier jour après le congé", next_day(fin))
    return True


def avant_la_fin(c: Calcul, name: str, label: str, fin: date, delai: Used) -> date:
    """Publish a day counted back from the first day after the leave."""
    return c.shift(
        *(name, label, next_day(fin), delai),
        back=True,
        convention="depuis le premier jour qui suit le congé",
        publish=True,
    )


def reemploi(c: Calcul, fin: date) -> date:
    """Publish `reemploi_au_plus_tard` and say what silence costs (article 24)."""
    delai, relance = c.parameter("conges.reemploi", fin), c.parameter("conges.relance", fin)
    by = avant_la_fin(
        c, "reemploi_au_plus_tard", "Dernier jour pour demander le réemploi ou le renouvellement", fin, delai
    )
    c.todo(f"Demandez votre réemploi, ou le renouvellement du congé, {RECOMMANDE}.", by=by)
    c.caveat(
        f"Sans demande, l'employeur vous écrit et vous avez {relance.shown} pour répondre ; sans réponse, le contrat "
        f"prend "
        "fin sans indemnité. Envoyez la demande quelques jours plus tôt."
    )
    c.caveat(f"Pour rentrer plus tôt, prévenez {delai.shown} avant, sauf motif grave.")
    c.cite("decret-86-83#32")
    c.caveat("Le réemploi se fait sur le même poste ou un poste semblable dans la mesure permise par le service.")
    return by
