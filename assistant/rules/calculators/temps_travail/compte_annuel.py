"""Count of the year: hours done and planned against those of the contract, circulaire 2019-090, § 3.4."""

from __future__ import annotations

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.fields import Count, FrDate, Minutes, WeekMinutes
from assistant.rules.core.inputs import AgentSituation, fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.bareme import bareme_au

CIRCULAIRE = "circulaire-2019-090#3.4"


class CompteAnnuel(AgentSituation):
    """The contract's hours, what has been done since September, and what is planned until the summer."""

    date_contrat: FrDate | None = fact("date_effet_contrat")
    heures_semaine: WeekMinutes | None = fact("heures_accompagnement")
    heures_annuelles: Minutes | None = fact("heures_annuelles")
    semaines: Count | None = fact("semaines_service")
    semaines_classe_faites: Count | None = fact("semaines_classe_faites")
    heures_en_plus: Minutes | None = fact("heures_en_plus")
    heures_connexes_faites: Minutes | None = fact("heures_connexes_faites")
    heures_connexes_prevues: Minutes | None = fact("heures_connexes_prevues")


def compute(s: CompteAnnuel, c: Calcul) -> Outcome:
    """Return the hours done, those still due, and what the year would come to with what is planned (minutes)."""
    on = bareme_au(s.date_contrat, c, "quotite.semaines_eleves", "un autre contrat")
    classe = c.parameter("quotite.semaines_eleves", on)
    semaine = c.need(s.heures_semaine, "heures_semaine")
    faites = c.need(s.semaines_classe_faites, "semaines_classe_faites")
    if faites > classe.integer:
        return c.out_of_field(
            f"L'année scolaire compte {classe.shown} de classe : vous en indiquez davantage.",
            "Ne comptez que les semaines de classe ; les autres heures vont dans les heures en plus ou connexes.",
        )
    annuel = _contract(s, c, semaine, c.parameter("quotite.semaines_minimum", on))
    connexes = c.need(s.heures_connexes_faites, "heures_connexes_faites")
    fait = _done(s, c, semaine, faites, connexes, annuel)
    c.formula(
        *("connexes_restantes", "Heures connexes restantes", "max(0, dues - faites)"),
        unit="minutes",
        publish=True,
        dues=(_connexes_due(c, semaine, classe, annuel), "minutes"),
        faites=(connexes, "minutes"),
    )
    over = _year(s, c, fait, semaine, classe.integer - faites, annuel)
    _advise(c, over=over)
    return c.result(_summary(s, over=over))


def _contract(s: CompteAnnuel, c: Calcul, semaine: int, usual: Used) -> int:
    """Return the hours of the contract in minutes, and record the other way of counting the hours without pupils."""
    semaines = s.semaines or usual.integer
    counted = int(
        c.formula(
            *("compte_semaines", "Heures par semaine sur les semaines de service", "semaine * semaines"),
            unit="minutes",
            sources=[CIRCULAIRE],
            semaine=(semaine, "minutes"),
            semaines=(semaines, "semaines"),
        )
    )
    if s.heures_annuelles is None:
        c.hypothesis("Heures du contrat non données : heures par semaine multipliées par les semaines de service.")
    annuel = counted if s.heures_annuelles is None else s.heures_annuelles
    c.value("annuel", "Heures annuelles du contrat", annuel, "minutes")
    c.reading(
        "Total écrit au contrat", annuel, "minutes", source_id=CIRCULAIRE, kept=True, why="C'est lui qui engage."
    )
    if annuel != counted:
        c.reading(
            "Heures par semaine sur les semaines de service",
            counted,
            "minutes",
            source_id="guide-nice#temps-de-travail",
            why="Le contrat suit un autre compte (souvent la quotité arrondie) : demandez le détail du calcul.",
        )
    return annuel


def _done(s: CompteAnnuel, c: Calcul, semaine: int, faites: int, connexes: int, annuel: int) -> int:
    if s.heures_en_plus is None:
        c.hypothesis("Aucune heure faite en plus de l'emploi du temps.")
    fait = c.formula(
        *("fait", "Heures faites", "semaine * faites + plus + connexes"),
        unit="minutes",
        publish=True,
        semaine=(semaine, "minutes"),
        faites=(faites, "semaines"),
        plus=(s.heures_en_plus or 0, "minutes"),
        connexes=(connexes, "minutes"),
    )
    c.formula(
        *("reste", "Heures restant dues", "max(0, annuel - fait)"),
        unit="minutes",
        publish=True,
        annuel=(annuel, "minutes"),
        fait=(fait, "minutes"),
    )
    return int(fait)


def _connexes_due(c: Calcul, semaine: int, classe: Used, annuel: int) -> int:
    return int(
        c.formula(
            *("connexes", "Heures connexes du contrat", "max(0, annuel - semaine * classe)"),
            unit="minutes",
            sources=[CIRCULAIRE],
            publish=True,
            annuel=(annuel, "minutes"),
            semaine=(semaine, "minutes"),
            classe=classe,
        )
    )


def _year(s: CompteAnnuel, c: Calcul, fait: int, semaine: int, left: int, annuel: int) -> bool:
    """Add what is planned until the summer; return whether the year goes beyond the contract."""
    if s.heures_connexes_prevues is None:
        c.hypothesis("Aucune autre heure connexe prévue : ajoutez-les pour savoir si l'année dépasse le contrat.")
    total = c.formula(
        *("total_prevu", "Heures de l'année, avec ce qui est prévu", "fait + semaine * restantes + prevues"),
        unit="minutes",
        publish=True,
        fait=(fait, "minutes"),
        semaine=(semaine, "minutes"),
        restantes=(left, "semaines"),
        prevues=(s.heures_connexes_prevues or 0, "minutes"),
    )
    for name, label, text in (
        ("depassement", "Heures au-delà du contrat", "max(0, total - annuel)"),
        ("marge", "Heures en deçà du contrat", "max(0, annuel - total)"),
    ):
        c.formula(
            *(name, label, text), unit="minutes", publish=True, total=(total, "minutes"), annuel=(annuel, "minutes")
        )
    return not c.check(
        "dans_le_contrat",
        "Année dans les heures du contrat",
        (total, "minutes"),
        "<=",
        (annuel, "minutes"),
        publish=True,
    )


def _advise(c: Calcul, *, over: bool) -> None:
    c.say("compte_annuel.advise")
    if over:
        c.say("compte_annuel.advise2")


def _summary(s: CompteAnnuel, *, over: bool) -> str:
    said = (
        "Vous avez fait {fait} sur {annuel} : il reste {reste} au contrat. "
        "Heures connexes restantes : {connexes_restantes}."
    )
    if over:
        return said + " Avec ce qui est prévu, l'année ferait {total_prevu}, soit {depassement} de trop."
    if s.heures_connexes_prevues is None:
        return said
    return said + " Avec ce qui est prévu, l'année ferait {total_prevu} : le contrat n'est pas dépassé."


CALCULATOR = Calculator("Compte des heures de l'année", "AESH en CDD ou en CDI", CompteAnnuel, compute)
