"""What the ledger publishes: rules applied, last stop, days left, euros, and the sentence that sums them up."""

from __future__ import annotations

from decimal import Decimal

from assistant.rules.calculators.sante import _mots
from assistant.rules.calculators.sante._ijss import indemnite, plafond_du
from assistant.rules.calculators.sante._jours import CARENCE, HORS, SANS
from assistant.rules.calculators.sante._mois import de_ce_mois, par_mois
from assistant.rules.calculators.sante._paie import Ligne, Reprise, lignes
from assistant.rules.calculators.sante._registre import Registre, Suite, decompte, segments
from assistant.rules.core.dates import Period, eve
from assistant.rules.core.french import format_euros
from assistant.rules.core.parameters import lookup
from assistant.rules.core.steps import Calcul

TAUX_SUIVIS = ("100", "90", "50")


def regles(c: Calcul, suite: Suite) -> None:
    """Record the law that applies on the last day, and the seniority on the first day of the last leave."""
    dernier, bloc = suite.dernier, suite.blocs[-1]
    minimum = c.parameter("cmo.anciennete_minimale", on=bloc.premier)
    c.value("anciennete_requise", "Services nécessaires pour que le salaire soit maintenu", minimum.integer, "mois")
    mois = c.apply(
        *("anciennete_mois", "Mois complets de services au premier jour de l'arrêt", suite.anciennete, bloc.premier),
        expression="au {0}",
        unit="mois",
        publish=True,
    )
    c.check("services_suffisants", "Le salaire est-il maintenu ?", (mois, "mois"), ">=", minimum)
    for parameter in ("cmo.droits", "cmo.taux_demi"):
        c.parameter(parameter, on=dernier.dernier)
    for parameter in ("cmo.taux_plein", "carence.jours", "ijss.attente", "ijss.subrogation"):
        c.parameter(parameter, on=dernier.etabli_pour)


def dernier_arret(c: Calcul, suite: Suite, registre: Registre) -> None:
    """Publish the last stop day by day, and the whole ledger."""
    rang = len(suite.certificats) - 1
    jours = [jour for jour in registre.jours if jour.certificat == rang]
    compte = decompte(registre.jours, rang)
    c.value("dernier_arret", "Dernier arrêt", Period(suite.dernier.premier, suite.dernier.dernier), calendar=False)
    c.value("jours", "Jours de ce dernier arrêt", len(jours), "jours")
    c.value("decompte", "Ce que paient ces jours", _mots.decompte_en_mots(compte))
    c.value("carence", "Jour de carence sur ce dernier arrêt", bool(compte[CARENCE]))
    c.value("jours_carence", "Jours de carence", compte[CARENCE], "jours")
    for taux in sorted({*TAUX_SUIVIS, *compte} - {CARENCE, SANS, HORS}, key=int, reverse=True):
        c.value(f"jours_{taux}", f"Jours payés à {taux} %", compte[taux], "jours")
    c.value("jours_sans_traitement", "Jours sans salaire de l'employeur", compte[SANS], "jours")
    if compte[HORS]:
        c.value("jours_hors_contrat", "Jours après la fin du contrat", compte[HORS], "jours")
    indemnises = sum(jour.ij for jour in jours)
    c.value("ijss_attente", "Jours d'attente de la sécurité sociale", len(jours) - indemnises, "jours")
    c.value("ijss_jours", "Jours indemnisés par la sécurité sociale", indemnises, "jours")
    _suites(c, suite, registre)


def _suites(c: Calcul, suite: Suite, registre: Registre) -> None:
    rang = len(suite.certificats) - 1
    dernier = segments([jour for jour in registre.jours if jour.certificat == rang])
    tous = segments(registre.jours)
    c.value("segments", "Dernier arrêt, jour par jour", dernier, shown=_mots.segments_en_mots(dernier))
    c.value("registre", "Tous les arrêts, jour par jour", tous, shown=_mots.segments_en_mots(tous))
    c.value("carences", "Jours de carence, arrêt par arrêt", [_carence(suite, registre, i) for i in range(rang + 1)])


def _carence(suite: Suite, registre: Registre, rang: int) -> str:
    premier = suite.certificats[rang].premier
    retenue = bool(decompte(registre.jours, rang)[CARENCE])
    return _mots.carence_en_mots(premier, suite.delais[rang], retenue=retenue, ouverts=suite.ouverte(rang))


def bilan(c: Calcul, suite: Suite, registre: Registre, *, connu: bool) -> None:
    """Publish what the day asked pays, the days left on its morning, and when pay drops."""
    etat, jour = registre.etat, registre.bilan
    c.value("date_bilan", "Point fait au matin du", jour, calendar=False)
    malade = next((item for item in registre.jours if item.jour == jour), None)
    if connu and malade:
        c.value("paie_du_jour", "Ce que paie ce jour", _mots.paie_du_jour(malade.taux))
        c.value("indemnise_ce_jour", "Indemnité journalière ce jour", malade.ij)
    c.value("periode_reference", "Période de référence", Period(etat.depuis, eve(jour)), calendar=False)
    c.value("pris_plein", "Jours déjà pris au taux plein dans la période", etat.pleins, "jours")
    c.value("pris_payes", "Jours déjà payés dans la période", etat.payes, "jours")
    c.value("reste_plein", "Jours qui restent au taux plein", etat.reste_plein, "jours")
    c.value("reste_demi", "Jours qui restent à demi-traitement", etat.reste_paye - etat.reste_plein, "jours")
    if registre.passages.demi:
        c.value("passage_demi", "Premier jour à demi-traitement si l'arrêt continue", registre.passages.demi)
    c.value("passage_sans", "Premier jour sans salaire si l'arrêt continue", registre.passages.sans)


def euros(c: Calcul, suite: Suite, registre: Registre, brut: Decimal) -> None:
    """Publish the months in euros, and their totals."""
    dus = [jour for jour in registre.jours if jour.taux != HORS]
    mois = lignes(c, par_mois(dus), brut, _reprises(c, suite, brut), suite.terme)
    c.value("mois", "Mois par mois", [item.donnees() for item in mois], shown=" ; ".join(map(_ligne, mois)))
    perdu = sum((item.retenue for item in mois), Decimal(0))
    ij = sum((item.ij for item in mois), Decimal(0))
    precompte = sum((item.precompte for item in mois), Decimal(0))
    c.value("perte_totale", "Salaire brut perdu en tout", perdu, "EUR")
    c.value("ij_total", "Indemnités journalières brutes en tout", ij, "EUR")
    c.value("precompte_total", "Indemnités journalières à rendre en tout", precompte, "EUR")
    c.value("solde", "Ce qui reste perdu en brut, indemnités comprises", perdu - ij + precompte, "EUR")


def _reprises(c: Calcul, suite: Suite, brut: Decimal) -> dict[int, Reprise]:
    """Return the allowance of each certificate: that of the stop which its chain of prolongations began with."""
    trouvees: dict[Decimal, Decimal] = {}
    reprises: dict[int, Reprise] = {}
    for rang in range(len(suite.certificats)):
        premier = suite.certificats[suite.initial(rang)].etabli_pour
        plafond = plafond_du(premier)
        if plafond not in trouvees:
            suffixe = f"_{len(trouvees) + 1}"
            trouvees[plafond] = indemnite(c, (brut, brut, brut), premier, suffixe=suffixe, publish=True).brute
        subrogation = lookup("ijss.subrogation", premier).exists
        reprises[rang] = Reprise(trouvees[plafond], subrogation)
    return reprises


def _ligne(ligne: Ligne) -> str:
    jours = _mots.decompte_en_mots(ligne.mois.jours)
    dit = f"{ligne.mois.nom} : {jours} ; salaire dû {format_euros(ligne.du)}"
    if ligne.ij:
        dit += f" ; indemnités de la sécurité sociale {format_euros(ligne.ij)}"
    if ligne.paie:
        dit += f", dont {format_euros(ligne.precompte)} à rendre au plus tôt sur la paie {de_ce_mois(ligne.paie)}"
    return dit


def phrase(suite: Suite, registre: Registre, *, euros: bool) -> str:
    """Return the sentences that sum the ledger up, figures in braces."""
    dernier, passages = suite.dernier.dernier, registre.passages
    dit = "Vos arrêts vous font perdre {perte_totale} de salaire brut. " if euros else ""
    dit += "Votre dernier arrêt ({dernier_arret}) compte {jours} : {decompte}."
    dit += " La sécurité sociale en indemnise {ijss_jours}."
    if passages.demi and passages.demi > dernier:
        dit += " Si l'arrêt continue, le demi-traitement commence le {passage_demi}."
    elif passages.sans > dernier:
        dit += " Si l'arrêt continue, le salaire s'arrête le {passage_sans}."
    if suite.terme < dernier:
        dit += " Le salaire s'arrête avec le contrat, le {terme}."
    if not suite.ouverte(len(suite.certificats) - 1):
        dit += " L'employeur ne maintient le salaire qu'après {anciennete_requise} de services au début de l'arrêt."
    if euros:
        fin = " jusqu'à la fin du contrat" if suite.terme < dernier else " en tout"
        dit += f" La sécurité sociale vous doit {{ij_total}} brut{fin} (un peu moins sur votre compte)"
        dit += " ; l'employeur en reprendra {precompte_total}."
    return dit
