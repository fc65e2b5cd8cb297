"""Refund of a public transport or public bicycle subscription: décret 2010-676, modified by 2023-812."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from assistant.rules.calculators.remuneration._faits import SERVICE
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import Euros, FrBool, FrDate, Percent
from assistant.rules.core.formula import Rounding
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.bareme import bareme_au


class RemboursementTransport(AgentSituation):
    """The price of the subscription, the month, and what takes the right away."""

    mois_abonnement: FrDate | None = fact("mois_concerne")
    titre: Literal["abonnement", "velo_public", "tickets"] | None = fact("titre_transport")
    prix_mensuel: Euros | None = fact("prix_abonnement")
    prix_annuel: Euros | None = fact("prix_abonnement_annuel")
    quotite: Percent | None = fact("quotite", help="Elle ne compte qu'en dessous du mi-temps.")
    absent_tout_le_mois: FrBool | None = fact("absent_tout_le_mois")
    trajet_pris_en_charge: FrBool | None = fact("trajet_pris_en_charge")


def compute(s: RemboursementTransport, c: Calcul) -> Outcome:
    """Return `remboursement`, in EUR a month."""
    on = bareme_au(s.mois_abonnement, c, "transport.taux", "un autre mois")
    c.cite("decret-2010-676", "guide-nice#mobilites")
    if reasons := _excluded(s):
        return c.not_concerned(*reasons)
    price = _price(s, c)
    amount = _refund(s, c, price, on)
    _remarks(s, c)
    c.value("remboursement", "Remboursement mensuel", amount, "EUR/mois")
    return c.result(
        "L'abonnement est remboursé à hauteur de {remboursement} ({taux} du prix, dans la limite du plafond)."
    )


def _excluded(s: RemboursementTransport) -> tuple[str, ...]:
    """Return every reason for which nothing is due."""
    reasons = []
    if s.titre == "tickets":
        reasons.append(
            "Seuls les abonnements sont remboursés, pas les titres à l'unité ni la voiture ; pour le covoiturage ou "
            "le vélo, voyez le forfait mobilités durables."
        )
    if s.absent_tout_le_mois:
        reasons.append("Le remboursement est suspendu pendant un congé ; un mois travaillé en partie est remboursé.")
    if s.trajet_pris_en_charge:
        reasons.append("Rien n'est dû quand le trajet est déjà gratuit ou pris en charge autrement.")
    return tuple(reasons)


def _price(s: RemboursementTransport, c: Calcul) -> Decimal:
    if s.prix_mensuel is None and s.prix_annuel is not None:
        return c.formula(
            *("prix", "Prix de l'abonnement ramené au mois", "annuel / 12"),
            unit="EUR/mois",
            annuel=(s.prix_annuel, "EUR/an"),
        )
    return c.need(s.prix_mensuel, "prix_mensuel")


def _refund(s: RemboursementTransport, c: Calcul, price: Decimal, on: date) -> Decimal:
    taux, plafond = c.parameter("transport.taux", on), c.parameter("transport.plafond", on)
    c.value("taux", "Part remboursée", taux.decimal, "%")
    half = c.parameter("transport.mi_temps", on)
    below = s.quotite is not None and c.check(
        "sous_le_mi_temps", "Quotité sous le mi-temps ?", (s.quotite, "%"), "<", half
    )
    amount = c.formula(
        *(
            "montant",
            "Part de l'abonnement, plafonnée",
            "min(plafond, prix * taux / 100)" + (" / 2" if below else ""),
        ),
        unit="EUR/mois",
        rounding=Rounding.CENTIME,
        plafond=plafond,
        prix=(price, "EUR/mois"),
        taux=taux,
    )
    if price * taux.decimal / 100 > plafond.decimal:
        _ceiling(c, price * taux.decimal / 100 / (2 if below else 1), amount)
    if below:
        c.caveat("Sous le mi-temps, le remboursement est réduit de moitié d'après une page syndicale : à vérifier.")
    return amount


def _ceiling(c: Calcul, uncapped: Decimal, amount: Decimal) -> None:
    """Say that the ceiling, which moves each year with the fares of Île-de-France, is not known for certain."""
    c.reading(
        *("Plafond de la dernière page lue", amount, "EUR/mois"),
        source_id="decret-2010-676#3",
        kept=True,
        why="Le plafond suit chaque année le tarif annuel d'Île-de-France ; celui-ci n'a pas été relu pour ce mois.",
    )
    c.reading(
        *("Sans plafond, au plus", Rounding.CENTIME.apply(uncapped), "EUR/mois"),
        why="Limite qu'aucun relèvement du plafond ne peut dépasser.",
    )
    c.caveat(f"Le plafond joue ici : sa valeur du mois est à vérifier auprès du {SERVICE}.")


def _remarks(s: RemboursementTransport, c: Calcul) -> None:
    c.hypothesis(
        "Abonnement à votre nom, pour le trajet entre le domicile et le travail, au tarif le plus économique."
    )
    if s.quotite is None:
        c.hypothesis("Vous travaillez au moins à mi-temps.")
    c.say("remboursement_transport.remarks")


CALCULATOR = Calculator(
    "Remboursement de l'abonnement de transport",
    "AESH en CDD ou en CDI",
    RemboursementTransport,
    compute,
    pivot="mois_abonnement",
)
