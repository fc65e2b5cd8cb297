"""Pay of a sick leave from counts of days: décret 86-83, article 12; the allowances are taken back afterwards."""

from __future__ import annotations

from decimal import Decimal

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import Count, Euros, FrDate
from assistant.rules.core.formula import Rounding
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul, Term

COMPTES = ("jours_carence", "jours_taux_plein", "jours_demi", "jours_sans_salaire")
PERTE = "brut / 30 * (carence + sans + pleins * (100 - taux) / 100 + demis * (100 - moitie) / 100)"
MAINTIEN = "brut / 30 * (pleins * taux / 100 + demis * moitie / 100)"


class SalaireMaladie(AgentSituation):
    """The usual pay, and the days of each kind (the ledger counts them)."""

    premier_jour: FrDate | None = fact(
        "date_debut_arret",
        question="Quel est le premier jour du certificat d'arrêt ?",
        label="Premier jour du certificat",
        help="Il décide du taux : 100 % ou 90 %.",
    )
    traitement_mensuel: Euros | None = fact("traitement_brut")
    primes_mensuelles: Euros | None = fact("primes_mensuelles")
    jours_carence: Count | None = fact("jours_carence")
    jours_taux_plein: Count | None = fact("jours_taux_plein")
    jours_demi: Count | None = fact("jours_demi_traitement")
    jours_sans_salaire: Count | None = fact("jours_sans_salaire")
    ij_brute: Euros | None = fact("ij_brute")
    jours_indemnises: Count | None = fact("jours_indemnises")


def compute(s: SalaireMaladie, c: Calcul) -> Outcome:
    """Return what is lost, what the employer maintains, and what it takes back of the allowances."""
    premier = c.need(s.premier_jour, "premier_jour")
    traitement = c.need(s.traitement_mensuel, "traitement_mensuel")
    if all(getattr(s, nom) is None for nom in COMPTES):
        c.need(s.jours_taux_plein, "jours_taux_plein")
    if s.primes_mensuelles is None:
        c.hypothesis("Vous n'avez pas de prime mensuelle.")
    brut = traitement + (s.primes_mensuelles or 0)
    c.value("brut_mensuel", "Traitement et primes d'un mois ordinaire", brut, "EUR/mois")
    termes: dict[str, Term] = {
        "brut": (brut, "EUR"),
        "pleins": (s.jours_taux_plein or 0, "jours"),
        "demis": (s.jours_demi or 0, "jours"),
        "taux": c.parameter("cmo.taux_plein", on=premier),
        "moitie": c.parameter("cmo.taux_demi", on=premier),
    }
    perdus: dict[str, Term] = {
        "carence": (s.jours_carence or 0, "jours"),
        "sans": (s.jours_sans_salaire or 0, "jours"),
    }
    _montant(c, "retenue_carence", "Retenue des jours de carence", "brut / 30 * carence", **_de(termes, perdus))
    _montant(c, "perte_hors_ij", "Salaire brut perdu", PERTE, **termes, **perdus)
    maintien = _montant(c, "maintien_brut", "Salaire maintenu pour les jours d'arrêt", MAINTIEN, **termes)
    c.say("salaire_maladie.advise")
    if not s.ij_brute or s.jours_indemnises is None:
        c.hypothesis("Les indemnités de la sécurité sociale ne sont pas comptées : leur montant n'est pas donné.")
        return c.result("Vous perdez {perte_hors_ij} brut ; l'employeur maintient {maintien_brut} pour ces jours.")
    subroge = c.parameter("ijss.subrogation", on=premier).exists
    return _reprise(c, (s.ij_brute, s.jours_indemnises), maintien, subroge=subroge)


def _de(termes: dict[str, Term], perdus: dict[str, Term]) -> dict[str, Term]:
    return {"brut": termes["brut"], "carence": perdus["carence"]}


def _montant(c: Calcul, cle: str, label: str, texte: str, **termes: Term) -> Decimal:
    return c.formula(cle, label, texte, unit="EUR", rounding=Rounding.CENTIME, publish=True, **termes)  # type: ignore[arg-type]


def _reprise(c: Calcul, recues: tuple[Decimal, int], maintien: Decimal, *, subroge: bool) -> Outcome:
    ij: dict[str, Term] = {"ij": (recues[0], "EUR"), "jours": (recues[1], "jours")}
    total = _montant(c, "ij_brutes_total", "Indemnités journalières brutes", "ij * jours", **ij)
    termes: dict[str, Term] = {"total": (total, "EUR"), "maintien": (maintien, "EUR")}
    _montant(c, "ij_a_deduire", "Indemnités que l'employeur reprend", "min(total, maintien)", **termes)
    _montant(
        c, "employeur_net_ij", "Ce que paie l'employeur, indemnités déduites", "max(maintien - total, 0)", **termes
    )
    _montant(c, "excedent_ij", "Indemnités qui vous restent", "max(total - maintien, 0)", **termes)
    if subroge:
        c.caveat("À vérifier : en 2027, l'employeur recevrait ces indemnités à votre place (subrogation).")
    c.todo("Gardez de côté {ij_a_deduire} : l'employeur les reprend (ligne « précompte IJSS »).")
    c.todo("Si la reprise est trop lourde, demandez au gestionnaire un titre de perception (TAV) et un délai.")
    return c.result(
        "L'employeur maintient {maintien_brut} pour ces jours et vous perdez {perte_hors_ij} brut. La sécurité "
        "sociale vous verse {ij_brutes_total}, dont l'employeur reprendra {ij_a_deduire}."
    )


CALCULATOR = Calculator(
    "Salaire et reprise des indemnités pendant un arrêt",
    "AESH en CDD ou en CDI",
    SalaireMaladie,
    compute,
    pivot="premier_jour",
)
