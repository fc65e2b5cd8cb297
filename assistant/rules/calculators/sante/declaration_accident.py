"""Deadlines to declare a work accident or an occupational disease: CSS L. 441-1, R. 441-2 and -3, L. 431-2."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.calendar import Territory, add_jours_ouvrables
from assistant.rules.core.fields import FrBool, FrDate
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul


class DeclarationAccident(AgentSituation):
    """The accident (or the disease), and when the employer heard of it."""

    nature: Literal["accident", "maladie_professionnelle"] | None = fact("nature_accident")
    date_accident: FrDate | None = fact("date_accident")
    date_information_employeur: FrDate | None = fact("date_information_employeur")
    date_certificat: FrDate | None = fact("date_certificat_maladie_pro")
    date_cessation: FrDate | None = fact("date_cessation_travail")
    temps_complet: FrBool | None = fact(
        "temps_de_travail",
        when="complet",
        question="Travaillez-vous à temps complet (100 %) ?",
        label="Temps complet",
        help="La plupart des AESH sont à temps incomplet (par exemple 62 %).",
    )
    territoire: Territory | None = fact("territoire")

    ORDER: ClassVar = (("date_accident", "date_information_employeur"),)


def compute(s: DeclarationAccident, c: Calcul) -> Outcome:
    """Return the deadlines of the victim and of the employer, and that of a direct declaration to the CPAM."""
    if s.nature is None and s.date_certificat:
        return _maladie(s, c)
    if s.nature == "maladie_professionnelle":
        return _maladie(s, c)
    return _accident(s, c)


def _accident(s: DeclarationAccident, c: Calcul) -> Outcome:
    accident = c.need(s.date_accident, "date_accident")
    victime = c.shift(
        *("victime_informe_employeur_au_plus_tard", "Dernier jour pour informer l'employeur", accident),
        c.parameter("accident.declaration_victime", on=accident),
        convention="le jour même, ou dans les 24 heures",
        publish=True,
    )
    _employeur(s, c, accident)
    directe = c.shift(
        *("declaration_directe_cpam_jusqu_au", "Dernier jour pour déclarer vous-même à la CPAM", accident),
        c.parameter("accident.declaration_directe", on=accident),
        convention="de date à date",
        publish=True,
    )
    c.todo("Prévenez l'employeur le jour même, par écrit, et gardez-en la preuve.", by=victime)
    c.todo("Faites constater les lésions par un médecin le jour même : sans ce certificat, rien n'est reconnu.")
    c.todo("Si l'employeur ne déclare pas, déclarez vous-même l'accident à la CPAM.", by=directe)
    _reponse(c, accident)
    _guide(s, c)
    return c.result(
        "Prévenez l'employeur au plus tard le {victime_informe_employeur_au_plus_tard}. Il déclare l'accident à la "
        "CPAM au plus tard le {employeur_declare_cpam_au_plus_tard}."
    )


def _employeur(s: DeclarationAccident, c: Calcul, accident: date) -> None:
    """Publish the employer's deadline: 48 hours, Sundays and public holidays left out."""
    territoire = s.territoire or Territory.METROPOLE
    if s.territoire is None:
        c.hypothesis("Les jours fériés sont ceux de la métropole, hors Alsace et Moselle.")
    connu = s.date_information_employeur or accident
    if s.date_information_employeur is None:
        c.hypothesis("L'employeur a appris l'accident le jour même.")
    delai = c.parameter("accident.declaration_employeur", on=accident)
    c.apply(
        *("employeur_declare_cpam_au_plus_tard", "Dernier jour pour la déclaration de l'employeur"),
        add_jours_ouvrables,
        *(connu, delai, territoire),
        expression="{0} + {1} (dimanches et jours fériés non compris, {2})",
        publish=True,
    )


def _maladie(s: DeclarationAccident, c: Calcul) -> Outcome:
    certificat = c.need(s.date_certificat, "date_certificat")
    limite = c.shift(
        *("declaration_maladie_jusqu_au", "Dernier jour pour déclarer la maladie professionnelle", certificat),
        c.parameter("maladie_pro.prescription", on=certificat),
        convention="de date à date, depuis le certificat qui fait le lien avec le travail",
        publish=True,
    )
    dit = "Déclarez la maladie professionnelle à la CPAM au plus tard le {declaration_maladie_jusqu_au}"
    if s.date_cessation:
        delai = c.parameter("maladie_pro.declaration", on=certificat)
        quinze = c.shift(
            *("declaration_conseillee_jusqu_au", "Délai normal de déclaration", s.date_cessation, delai),
            convention="depuis la cessation du travail",
            publish=True,
        )
        c.todo("Envoyez la déclaration et le certificat médical à la CPAM.", by=quinze)
        dit += ", et de préférence avant le {declaration_conseillee_jusqu_au}"
    c.todo("Passé ce jour, la maladie ne peut plus être reconnue : déclarez avant.", by=limite)
    c.caveat("C'est vous qui déclarez une maladie professionnelle, et non l'employeur.")
    c.caveat("Pour une maladie professionnelle, la CPAM a un délai de réponse plus long que pour un accident.")
    _guide(s, c)
    return c.result(dit + ".")


def _reponse(c: Calcul, jour: date) -> None:
    decision, enquete = c.parameter("accident.decision_cpam", on=jour), c.parameter("accident.enquete_cpam", on=jour)
    c.caveat(f"La CPAM répond en {decision.shown} une fois le dossier complet, en {enquete.shown} si elle enquête.")


def _guide(s: DeclarationAccident, c: Calcul) -> None:
    c.cite("guide-nice#accident")
    if s.temps_complet:
        c.say("declaration_accident.guide")
    elif s.temps_complet is None:
        c.caveat("À temps complet, certaines académies ont leur propre portail et d'autres délais : demandez-les.")
    if s.nature != "maladie_professionnelle" and s.temps_complet is not True:
        c.caveat("Le guide de Nice écrit 48 heures pour l'agent : la loi dit 24 heures ; prévenez le jour même.")


CALCULATOR = Calculator(
    "Délais de déclaration d'un accident du travail",
    "AESH en CDD ou en CDI",
    DeclarationAccident,
    compute,
    pivot="date_accident",
)
