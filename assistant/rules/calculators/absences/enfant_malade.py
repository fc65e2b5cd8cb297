"""Days of absence for a sick child: circulaire FP 1475 of 1982, circulaire 83-164 of 1983."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import Count, FrBool, FrDate, Percent
from assistant.rules.core.formula import Rounding
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.bareme import bareme_au
from assistant.rules.shared.demi_journees import JoursEtDemi

AVEC_DROIT = "avec_droit"
TEMPS_COMPLET = 100


class EnfantMalade(AgentSituation):
    """Share of full time, the other parent, the child, days already taken."""

    quotite: Percent | None = fact("quotite")
    autre_parent: Literal["seul", "recherche_emploi", "sans_droit", "avec_droit"] | None = fact("autre_parent")
    age_enfant: Count | None = fact("age_enfant")
    enfant_handicape: FrBool | None = fact("enfant_handicape")
    jours_deja_pris: JoursEtDemi | None = fact(
        "jours_deja_pris",
        question="Combien de jours avez-vous déjà pris cette année pour un enfant malade ?",
        help="Une demi-journée compte 0,5.",
    )
    jours_payes_autre_parent: JoursEtDemi | None = fact("jours_payes_autre_parent")
    jours_pris_autre_parent: JoursEtDemi | None = fact("jours_pris_autre_parent")
    demi_journees_semaine: Count | None = fact("demi_journees_semaine")
    date_absence: FrDate | None = fact("date_absence")


def compute(s: EnfantMalade, c: Calcul) -> Outcome:
    """Return `jours_bruts`, `jours` (nearest half-day), `jours_entiers_sup`, and `jours_restants` where known."""
    on = bareme_au(s.date_absence, c, "enfant_malade.semaine", "une autre année")
    age = c.parameter("enfant_malade.age", on)
    if s.age_enfant is None:
        c.hypothesis(f"L'enfant a moins de {age.shown}, ou il est handicapé.")
    elif s.age_enfant >= age.integer and not c.need(s.enfant_handicape, "enfant_handicape"):
        return c.not_concerned(
            f"Ces absences sont pour un enfant de moins de {age.shown}, sauf s'il est handicapé. Pour un enfant plus "
            "âgé, demandez un congé ou des heures à rattraper."
        )
    brut = _brut(s, c, on)
    jours = _arrondis(c, brut)
    _autres_lectures(s, c, on, brut)
    _restants(s, c, jours)
    _advise(s, c)
    left = " Il vous en reste {jours_restants}." if s.jours_deja_pris is not None else ""
    return c.result(
        "Vous pouvez avoir jusqu'à {jours} d'absence payée par an pour vos enfants malades, tous enfants réunis, si "
        "le "
        "chef de service l'accorde." + left
    )


def _brut(s: EnfantMalade, c: Calcul, on: date) -> Decimal:
    quotite = c.need(s.quotite, "quotite")
    double = c.need(s.autre_parent, "autre_parent") != AVEC_DROIT
    c.value("double", "Nombre de jours doublé", double)
    if not double and s.jours_payes_autre_parent is not None:
        return _difference(s, c, on, quotite, s.jours_payes_autre_parent)
    return c.formula(
        *("jours_bruts", "Jours avant arrondi", "(semaine + supplement) * multiplication * quotite / 100"),
        unit="jours",
        publish=True,
        semaine=_semaine(s, c, on, quotite),
        supplement=c.parameter("enfant_malade.supplement", on),
        multiplication=c.parameter("enfant_malade.doublement", on) if double else (1, "coefficient"),
        quotite=(quotite.normalize(), "%"),
    )


def _semaine(s: EnfantMalade, c: Calcul, on: date, quotite: Decimal) -> Used | tuple[Decimal, str]:
    """Return the days of service of a full-time week: those worked, at full time, where half-days are known."""
    if s.demi_journees_semaine and quotite == TEMPS_COMPLET:
        return Decimal(s.demi_journees_semaine) / 2, "jours"
    return c.parameter("enfant_malade.semaine", on)


def _difference(s: EnfantMalade, c: Calcul, on: date, quotite: Decimal, paid: Decimal) -> Decimal:
    """Return twice the days less those that the other parent is paid, and never fewer than once."""
    return c.formula(
        "jours_bruts",
        "Jours avant arrondi",
        "(semaine + supplement) * quotite / 100 "
        "+ max((semaine + supplement) * (multiplication - 1) * quotite / 100 - payes, 0)",
        unit="jours",
        publish=True,
        semaine=_semaine(s, c, on, quotite),
        supplement=c.parameter("enfant_malade.supplement", on),
        multiplication=c.parameter("enfant_malade.doublement", on),
        quotite=(quotite.normalize(), "%"),
        payes=(paid, "jours"),
    )


def _arrondis(c: Calcul, brut: Decimal) -> Decimal:
    """Publish the roundings, and return the one kept."""
    jours = _arrondi(c, "jours", "Jours par an", brut, Rounding.DEMI)
    sup = _arrondi(c, "jours_entiers_sup", "Jours, arrondis au jour supérieur", brut, Rounding.ENTIER_SUPERIEUR)
    why = "C'est l'arrondi du tableau de l'éducation nationale."
    c.reading("Demi-journée la plus proche", jours, "jours", source_id="tableau-enfant-malade", kept=True, why=why)
    why = "Calcul exact de la circulaire, qui ne parle pas d'arrondi."
    c.reading("Sans arrondi", brut, "jours", source_id="circulaire-men-83-164", why=why)
    why = (
        "Arrondi de l'exemple donné par la circulaire de la fonction publique ; demandez-le s'il vous est favorable."
    )
    c.reading("Jour supérieur", sup, "jours", source_id="circulaire-fp-1475", why=why)
    return jours


def _arrondi(c: Calcul, name: str, label: str, brut: Decimal, rounding: Rounding) -> Decimal:
    return c.formula(name, label, "brut", unit="jours", rounding=rounding, publish=True, brut=(brut, "jours"))


def _autres_lectures(s: EnfantMalade, c: Calcul, on: date, brut: Decimal) -> None:
    """Show the count in half-days worked, and the days of a couple put together."""
    if s.autre_parent == AVEC_DROIT and s.jours_payes_autre_parent is None:
        c.say("enfant_malade.autres_lectures")
    if s.demi_journees_semaine:
        added = c.parameter("enfant_malade.demi_journees", on)
        times = 1 if s.autre_parent == AVEC_DROIT else c.parameter("enfant_malade.doublement", on).integer
        days = Decimal((s.demi_journees_semaine + added.integer) * times) / 2
        why = "Décompte des enseignants, quelle que soit la quotité : à demander au service gestionnaire."
        c.reading(
            "Demi-journées travaillées et deux de plus", days, "jours", source_id="snalc-enfant-malade", why=why
        )
    if s.autre_parent == AVEC_DROIT and s.jours_pris_autre_parent is not None:
        pooled = max(brut * 2 - s.jours_pris_autre_parent, Decimal(0))
        why = (
            "Deux agents publics se répartissent leurs jours comme ils le veulent : demandez-le aux deux employeurs."
        )
        c.reading("Jours du couple mis en commun, moins ceux de l'autre parent", pooled, "jours", why=why)


def _restants(s: EnfantMalade, c: Calcul, jours: Decimal) -> None:
    taken = s.jours_deja_pris
    if taken is None:
        return
    _compte(c, "jours_restants", "Jours qui restent", "max(jours - pris, 0)", jours, taken)
    if taken > jours:
        _compte(c, "jours_au_dela", "Jours pris en trop", "pris - jours", jours, taken)
        c.caveat("Ce qui dépasse ({jours_au_dela}) peut être retiré du salaire ou rattrapé en heures.")


def _compte(c: Calcul, name: str, label: str, text: str, jours: Decimal, pris: Decimal) -> None:
    c.formula(name, label, text, unit="jours", publish=True, jours=(jours, "jours"), pris=(pris, "jours"))


def _advise(s: EnfantMalade, c: Calcul) -> None:
    c.say("enfant_malade.advise")
    if s.autre_parent != AVEC_DROIT:
        c.say("enfant_malade.advise2")


CALCULATOR = Calculator(
    "Jours d'absence pour un enfant malade",
    "AESH parents, en CDD ou en CDI",
    EnfantMalade,
    compute,
    pivot="date_absence",
)
