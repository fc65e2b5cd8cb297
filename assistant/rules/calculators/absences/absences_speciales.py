"""Special absences, motive by motive: length, of right or not, pay, request (CGFP L. 622-1, circulars, guide)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from assistant.rules.calculators.absences._motifs import A_VERIFIER, AILLEURS, MOTIFS, Motif
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.calendar import jours_ouvrables_from
from assistant.rules.core.fields import FrDate
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.parameters import Used, all_parameters
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.bareme import bareme_au
from assistant.rules.shared.delais import DelaiSituation, territory_of

MotifConnu = Literal[
    "mariage_pacs",
    "deces_proche",
    "maladie_grave",
    "concours",
    "candidature_nationale",
    "candidature_locale",
    "examens_grossesse",
    "examens_conjoint",
    "pma",
    "entretiens_adoption",
    "grossesse_horaires",
    "allaitement",
    "mandat_electif",
    "jure",
    "information_syndicale",
    "congres_syndical",
    "visite_prevention",
    "parents_eleves",
    "fete_religieuse",
    "deces_enfant",
    "enfant_malade",
    "naissance",
    "autre",
]
DE_DROIT = "de droit"
OUVRABLES = "jours ouvrables"


class AbsencesSpeciales(DelaiSituation):
    """The motive, and the first day of absence."""

    motif: MotifConnu | None = fact("motif_absence")
    date_absence: FrDate | None = fact("date_absence")


def compute(s: AbsencesSpeciales, c: Calcul) -> Outcome:
    """Return `duree`, `nature`, `paie`, and from a date `dernier_jour` and `demande_au_plus_tard`."""
    motif = c.need(s.motif, "motif")
    if motif in AILLEURS:
        c.cite("guide-nice#absences")
        reason, referral = AILLEURS[motif]
        return c.out_of_field(reason, referral)
    found = MOTIFS[motif]
    on = bareme_au(s.date_absence, c, "asa.nature", "une autre année")
    c.value("motif", "Motif", found.words)
    _duree(s, c, motif, found, on)
    nature = c.value("nature", "Nature", c.parameter("asa.nature", on).table[motif])
    c.value("paie", "Salaire", found.paie)
    asked = _demande(s, c, found, on)
    _advise(c, found, nature)
    return c.result(
        "{motif} : {duree}. C'est une absence {nature}, salaire {paie}."
        + (
            " D'après le guide de l'académie de Nice, demandez-la au plus tard le {demande_au_plus_tard}."
            if asked
            else ""
        )
    )


def _duree(s: AbsencesSpeciales, c: Calcul, motif: str, found: Motif, on: date) -> None:
    """Publish `duree`, and `dernier_jour` when it is counted in jours ouvrables from a known day."""
    if f"asa.duree.{motif}" not in all_parameters():
        c.value("duree", "Durée", found.limite)
        return
    days = c.parameter(f"asa.duree.{motif}", on)
    c.value("duree", "Durée, au plus", found.forme.format(days.value) or days.shown)
    if days.unit == OUVRABLES and s.date_absence:
        _dernier(s, c, s.date_absence, days)
    if found.imprevisible:
        route = c.parameter("asa.route", on)
        c.value("route", "Délai de route possible en plus", route.shown)


def _dernier(s: AbsencesSpeciales, c: Calcul, first: date, days: Used) -> None:
    all_days = c.apply(
        *("jours_dates", "Jours ouvrables de l'absence", jours_ouvrables_from, first, days, territory_of(s, c)),
        expression="{1} à partir du {0}, dimanches et jours fériés laissés de côté ({2})",
    )
    c.value("dernier_jour", "Dernier jour d'absence, si les jours se suivent", all_days[-1])


def _demande(s: AbsencesSpeciales, c: Calcul, found: Motif, on: date) -> bool:
    """Publish `demande_au_plus_tard` for what can be foreseen; return whether it was."""
    c.cite("guide-nice#absences", found.source)
    if found.imprevisible:
        c.todo("Prévenez l'école et le service gestionnaire dès que vous savez : un tel événement ne se prévoit pas.")
        return False
    delay = c.parameter("asa.demande", on)
    c.caveat(
        f"Le délai de {delay.shown} est une règle de l'académie de Nice : aucun texte national lu ne fixe de délai. "
        "Ailleurs, demandez l'usage de votre DSDEN."
    )
    if s.date_absence is None:
        c.todo(f"Demandez l'absence au moins {delay.shown} avant, avec l'imprimé de l'académie.")
        return False
    label = "Dernier jour pour demander, selon le guide de l'académie de Nice"
    by = c.shift("demande_au_plus_tard", label, s.date_absence, delay, back=True, publish=True)
    c.todo("Envoyez l'imprimé de demande d'autorisation d'absence au service gestionnaire.", by=by)
    return True


def _advise(c: Calcul, found: Motif, nature: str) -> None:
    c.todo("Donnez le justificatif au plus tard à votre retour.")
    if found.note:
        c.caveat(found.note)
    if not found.sure:
        c.caveat(A_VERIFIER)
    if nature == DE_DROIT:
        c.caveat("Absence de droit : elle ne se refuse pas si les conditions sont remplies et justifiées.")
    else:
        c.say("absences_speciales.advise2")
    c.say("absences_speciales.advise")


CALCULATOR = Calculator(
    "Autorisations spéciales d'absence, motif par motif",
    "AESH, en CDD ou en CDI",
    AbsencesSpeciales,
    compute,
    pivot="date_absence",
)
