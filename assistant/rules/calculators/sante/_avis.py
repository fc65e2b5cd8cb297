"""What the ledger adds: the two readings of the window, the doubts, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from assistant.rules.calculators.sante import _mots
from assistant.rules.calculators.sante._exemptions import Motif
from assistant.rules.calculators.sante._fenetre import Fenetre
from assistant.rules.calculators.sante._registre import Registre, Suite, decompte
from assistant.rules.calculators.sante._situations import borner
from assistant.rules.core.dates import add_days, add_months, eve
from assistant.rules.core.formula import Rounding
from assistant.rules.core.french import format_date
from assistant.rules.core.parameters import lookup
from assistant.rules.core.steps import Calcul

QUI = "faites-le confirmer par le gestionnaire de la DSDEN"
FENETRE: Mapping[Fenetre, tuple[str, str, str]] = {
    "12_mois": (
        "Période de référence de douze mois",
        "convention-conge-maladie",
        "Pratique des rectorats, comme pour les fonctionnaires.",
    ),
    "300_jours": (
        "Période de référence de trois cents jours",
        "service-public-f491",
        "Lecture de service-public.gouv.fr, plus proche du texte de l'article 12.",
    ),
}


def lectures(c: Calcul, suite: Suite, toutes: Mapping[Fenetre, Registre], retenue: Registre) -> None:
    """Give both readings of the reference period where they differ, and say so where they agree."""
    dites = {fenetre: _dit(suite, registre) for fenetre, registre in toutes.items()}
    c.cite("convention-conge-maladie")
    if len(set(dites.values())) == 1:
        c.hypothesis("Les deux lectures de la période de référence (douze mois ou trois cents jours) concordent ici.")
        return
    for fenetre, dit in dites.items():
        label, source_id, why = FENETRE[fenetre]
        c.reading(label, dit, source_id=source_id, kept=fenetre == retenue.fenetre, why=why)
    c.caveat(f"Les deux lectures de la période de référence donnent des résultats différents : {QUI}.")


def _dit(suite: Suite, registre: Registre) -> str:
    compte = decompte(registre.jours, len(suite.certificats) - 1)
    dit = f"{_mots.decompte_en_mots(compte)} ; reste {registre.etat.reste_plein} j au taux plein"
    if registre.passages.demi:
        dit += f" ; demi-traitement le {format_date(registre.passages.demi)} si l'arrêt continue"
    return dit


def reserves(c: Calcul, suite: Suite, registre: Registre, quotite: Decimal | None) -> None:
    """State the conventions and the doubts that matter for these stops."""
    c.say("_avis.reserves")
    _anciennete(c, suite)
    _changement_de_regime(c, suite)
    _prescription(c, suite)
    _fin_de_contrat(c, suite)
    _conditions_de_la_cpam(c, suite, registre, quotite)
    _subrogation(c, suite)


def _anciennete(c: Calcul, suite: Suite) -> None:
    """Warn when the seniority is reached during the last leave: nothing settles what follows."""
    bloc = suite.blocs[-1]
    minimum = lookup("cmo.anciennete_minimale", bloc.premier).integer
    if not suite.anciennete(bloc.premier) < minimum <= suite.anciennete(bloc.dernier):
        return
    duree = (bloc.dernier - bloc.premier).days
    atteinte = next(j for i in range(duree + 1) if suite.anciennete(j := add_days(bloc.premier, i)) >= minimum)
    stricte, favorable = "Ancienneté lue au premier jour de l'arrêt continu", "Ancienneté atteinte pendant l'arrêt"
    c.reading(stricte, "pas de salaire maintenu", kept=True, why="Lecture stricte, retenue par prudence.")
    c.reading(favorable, f"salaire maintenu à partir du {format_date(atteinte)}", why="Lecture favorable.")
    c.caveat(
        f"À vérifier : l'ancienneté est atteinte pendant l'arrêt, le {format_date(atteinte)}, et aucun texte trouvé "
        f"ne règle ce cas ; {QUI}."
    )


def _changement_de_regime(c: Calcul, suite: Suite) -> None:
    """Warn about a leave during which the rights changed: each day is classed by the law of that day."""
    for bloc in dict.fromkeys(suite.blocs):
        avant, apres = lookup("cmo.droits", bloc.premier), lookup("cmo.droits", bloc.dernier)
        if avant.period != apres.period:
            c.caveat(
                f"À vérifier : les droits ont changé le {format_date(apres.period.start)}, pendant un arrêt ; "
                f"chaque jour est compté selon la règle de ce jour-là, {QUI}."
            )


def _prescription(c: Calcul, suite: Suite) -> None:
    """Warn about certificates longer than a prescription may be."""
    for certificat, delais in zip(suite.certificats, suite.delais, strict=True):
        suite_d_arret = Motif.PROLONGATION in delais.motifs
        parameter = "arret.prescription_prolongation" if suite_d_arret else "arret.prescription_initiale"
        most = lookup(parameter, certificat.etabli_pour)
        if most.exists and certificat.jours > most.integer:
            c.cite(*most.period.sources)
            c.caveat(
                f"À vérifier auprès de la CPAM et du gestionnaire : l'arrêt du {format_date(certificat.etabli_pour)} "
                f"dépasse {most.shown}, durée maximale annoncée depuis le {format_date(most.period.start)}."
            )


def _fin_de_contrat(c: Calcul, suite: Suite) -> None:
    dit = "le congé de maladie et le salaire s'arrêtent ce jour-là ; seules les indemnités peuvent continuer."
    if borner(c, suite.terme, suite.dernier.dernier, dit) == suite.dernier.dernier:
        c.hypothesis("Le contrat couvre tous les jours d'arrêt : un congé de maladie ne dépasse pas la fin d'un CDD.")


def _conditions_de_la_cpam(c: Calcul, suite: Suite, registre: Registre, quotite: Decimal | None) -> None:
    """Warn where the social security may refuse or stop the allowances, which are counted as open."""
    c.hypothesis("La CPAM ouvre le droit aux indemnités journalières : elle seule en décide.")
    dernier = suite.dernier
    maximum = c.parameter("ijss.maximum", on=dernier.etabli_pour)
    if sum(jour.ij for jour in registre.jours) > maximum.integer:
        c.caveat(f"La sécurité sociale verse {maximum.shown} au plus en trois ans, hors ALD : interrogez la CPAM.")
    long_arret = c.parameter("ijss.long_arret", on=dernier.etabli_pour)
    if dernier.dernier >= add_months(suite.blocs[-1].premier, long_arret.integer):
        c.caveat(f"Au-delà de {long_arret.shown} d'arrêt, la CPAM vérifie de nouveau vos droits : interrogez-la.")
    if quotite:
        _heures(c, dernier.etabli_pour, quotite)


def _heures(c: Calcul, jour: date, quotite: Decimal) -> None:
    """Compare the hours of three months of contract with those that open the allowances."""
    minimum = c.parameter("ijss.heures", on=jour)
    heures = c.formula(
        *("heures_trois_mois", "Heures de contrat sur trois mois", "annee * quotite / 100 / 12 * mois"),
        unit="heures",
        rounding=Rounding.ENTIER_INFERIEUR,
        annee=lookup("quotite.duree_annuelle", jour),
        quotite=(quotite, "%"),
        mois=c.parameter("ijss.mois_de_reference", on=jour),
    )
    if not c.check("heures_suffisantes", "Assez d'heures pour la CPAM ?", (heures, "heures"), ">=", minimum):
        c.caveat(
            f"À vérifier auprès de la CPAM : votre quotité ne donne pas {minimum.shown} en trois mois, et les "
            "indemnités journalières peuvent être refusées ; l'employeur doit alors tout de même le salaire maintenu."
        )


def _subrogation(c: Calcul, suite: Suite) -> None:
    premier = suite.certificats[suite.initial(len(suite.certificats) - 1)].etabli_pour
    if lookup("ijss.subrogation", premier).exists:
        c.say("_avis.subrogation")


def a_faire(c: Calcul, suite: Suite, registre: Registre, *, euros: bool) -> None:
    """Say what to do, with a date where pay is about to drop."""
    demi = registre.passages.demi
    if demi and demi > suite.dernier.dernier:
        c.todo("Si l'arrêt continue, demandez à votre prévoyance ce qu'elle verse à demi-traitement.", by=eve(demi))
    c.todo("Comparez l'arrêté de la DSDEN et le bulletin de paie avec ce registre, chaque mois.")
    if euros:
        c.say("_avis.a_faire")
