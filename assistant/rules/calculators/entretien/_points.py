"""What may be wrong with an interview, point by point: the text, its force, and what to do before and after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Force = Literal["règle", "circulaire", "position syndicale", "pratique locale"]
Verdict = Literal["irrégulier", "à discuter", "permis"]
QUI, FORME, COMPTE_RENDU = "arrete-2014-06-27#1", "arrete-2014-06-27#1", "arrete-2014-06-27#4"
CIRCULAIRE, NOTE = "circulaire-2019-090#2.7", "note-encadrants"
AVANT = "demandez par écrit la correction et, à défaut, un report de l'entretien"
APRES = "écrivez-le dans vos observations sur le compte rendu, puis dans la demande de révision au recteur"


@dataclass(frozen=True)
class Point:
    """One point of the check. `wrong(answer)` tells whether the answer given for `field` deserves the verdict."""

    id: str
    field: str
    title: str
    wrong: Callable[[object], bool]
    why: str
    source: str
    force: Force
    verdict: Verdict = "irrégulier"
    before: str = AVANT
    after: str = APRES


def _no(answer: object) -> bool:
    return answer is False


def _yes(answer: object) -> bool:
    return answer is True


def _among(*values: str) -> Callable[[object], bool]:
    return lambda answer: answer in values


ENVOYEZ = "réclamez par écrit le document manquant, en citant l'article 4 de l'arrêté du 27 juin 2014"

CONVOCATION = (
    Point(
        *("convocation_absente", "convocation", "aucune convocation", _among("aucune")),
        why="l'arrêté impose d'informer l'agent à l'avance de la date, de l'heure et du lieu",
        source=FORME,
        force="règle",
    ),
    Point(
        *("convocation_orale", "convocation", "convocation de vive voix", _among("orale")),
        why="l'arrêté n'impose pas d'écrit ; la CGT le demande, et sans écrit la date est difficile à prouver",
        source="cgt-entretien",
        force="position syndicale",
        verdict="à discuter",
        before="demandez une confirmation écrite (un mail suffit) de la date, de l'heure et du lieu",
        after="indiquez dans vos observations le jour où l'on vous a prévenu, et comment",
    ),
    Point(
        *("date_absente", "date_indiquee", "date non indiquée", _no),
        why="l'autorité fixe la date et en informe l'agent",
        source=FORME,
        force="règle",
    ),
    Point(
        *("heure_absente", "heure_indiquee", "heure non indiquée", _no),
        why="l'autorité fixe l'heure et en informe l'agent",
        source=FORME,
        force="règle",
    ),
    Point(
        *("lieu_absent", "lieu_indique", "lieu non indiqué", _no),
        why="l'autorité fixe le lieu et en informe l'agent",
        source=FORME,
        force="règle",
    ),
    Point(
        *("hors_service", "pendant_service", "entretien hors du temps de service", _no),
        why="l'entretien se tient pendant le temps de service",
        source=CIRCULAIRE,
        force="circulaire",
    ),
    Point(
        *("hors_lieu", "sur_lieu_exercice", "entretien hors du lieu d'exercice", _no),
        why="l'entretien se tient sur le lieu d'exercice des fonctions",
        source=CIRCULAIRE,
        force="circulaire",
    ),
)

CONTENU = (
    Point(
        *("perspectives", "perspectives_abordees", "perspectives et besoins de formation non abordés", _no),
        why="l'entretien porte au moins sur la manière de servir et les perspectives, et sur les besoins de "
        "formation",
        source="arrete-2014-06-27#2",
        force="règle",
        before="préparez vos besoins de formation et vos projets, et demandez à en parler",
    ),
    Point(
        *("criteres", "criteres_hors_annexe", "critères étrangers à l'annexe de l'arrêté", _yes),
        why="la valeur professionnelle s'apprécie sur les critères de l'annexe, adaptés à la personne",
        source="arrete-2014-06-27#3",
        force="règle",
        before="demandez la grille utilisée et comparez-la à l'annexe de l'arrêté",
    ),
    Point(
        *("moyens", "moyens_pris_en_compte", "moyens et formation reçus non pris en compte", _no),
        why="l'appréciation tient compte de la nature des fonctions et des moyens mis à disposition",
        source="arrete-2014-06-27#3",
        force="règle",
        before="listez les formations reçues, ou leur absence, et les moyens dont vous disposez",
    ),
    Point(
        *("temoignages", "temoignages_seuls", "évaluation fondée seulement sur des témoignages", _yes),
        why="l'avis des enseignants ne peut pas être la seule base de l'évaluation",
        source=CIRCULAIRE,
        force="circulaire",
    ),
    Point(
        *("rapport", "rapport_sur_echanges", "rapport tiré des échanges avec les enseignants", _yes),
        why="le contenu de ces échanges ne peut pas faire l'objet d'un rapport",
        source=CIRCULAIRE,
        force="circulaire",
    ),
    Point(
        *("enseignants_consultes", "enseignants_consultes", "enseignants consultés sur la manière de servir", _yes),
        why="la circulaire le permet, si ce n'est ni un rapport ni la seule base de l'évaluation",
        source=CIRCULAIRE,
        force="circulaire",
        verdict="permis",
    ),
)

RAPPORT = (
    Point(
        *("compte_rendu", "compte_rendu_ecrit", "pas de compte rendu écrit", _no),
        why="un compte rendu écrit est établi après l'entretien",
        source=COMPTE_RENDU,
        force="règle",
        after=ENVOYEZ,
    ),
    Point(
        *("signature", "signe_par_evaluateur", "compte rendu non signé par la personne compétente", _no),
        why="le chef d'établissement ou l'IEN établit et signe le compte rendu",
        source=COMPTE_RENDU,
        force="règle",
    ),
    Point(
        *("appreciation", "appreciation_generale", "pas d'appréciation générale", _no),
        why="le compte rendu comporte une appréciation générale de la valeur professionnelle",
        source=COMPTE_RENDU,
        force="règle",
    ),
    Point(
        *("observations", "place_observations", "observations de l'agent impossibles", _no),
        why="le compte rendu est communiqué à l'agent, qui le complète de ses observations",
        source=COMPTE_RENDU,
        force="règle",
        after="envoyez vos observations par écrit et demandez qu'elles soient jointes au compte rendu",
    ),
    Point(
        *("visa", "visa_recteur", "pas de visa du recteur", _no),
        why="le compte rendu est visé par le recteur d'académie",
        source=COMPTE_RENDU,
        force="règle",
        after=ENVOYEZ,
    ),
    Point(
        *("notification", "compte_rendu_notifie", "compte rendu non notifié", _no),
        why="le compte rendu est notifié à l'agent, qui le signe : le délai de recours ne part que de là",
        source=COMPTE_RENDU,
        force="règle",
        after=ENVOYEZ,
    ),
    Point(
        *("delai_observations", "delai_observations_impose", "délai imposé pour vos observations", _yes),
        why="les textes des AESH n'en fixent aucun ; celui des notes aux encadrants est une règle locale",
        source=NOTE,
        force="pratique locale",
        verdict="à discuter",
        after="tenez ce délai si vous le pouvez ; sinon, envoyez vos observations en rappelant qu'aucun texte n'en "
        "fixe",
    ),
    Point(
        *("voies_recours", "voies_recours_indiquees", "voies et délais de recours non indiqués", _no),
        why="la note aux encadrants demande cette mention ; son absence peut vous laisser plus de temps, à vérifier",
        source=NOTE,
        force="pratique locale",
        verdict="à discuter",
        after="respectez quand même le délai de recours, et signalez l'absence de mention à un syndicat",
    ),
)

PERMIS = (
    Point(
        *("accompagnement", "accompagnement_refuse", "refus que vous soyez accompagné", _yes),
        why="aucun texte trouvé ne donne ni n'interdit un accompagnement à cet entretien (celui qui précède un "
        "licenciement est différent) ; l'interdiction des notes aux encadrants est une doctrine, pas une règle des "
        "AESH",
        source=NOTE,
        force="pratique locale",
        verdict="permis",
    ),
    Point(
        *("duree", "entretien_court", "entretien court", _yes),
        why="les textes des AESH ne fixent aucune durée ; celle des notes aux encadrants est un conseil",
        source=NOTE,
        force="pratique locale",
        verdict="permis",
    ),
    Point(
        *("annuel", "pas_d_entretien_annuel", "pas d'entretien chaque année", _yes),
        why="le décret des AESH ne prévoit pas d'entretien annuel, ni en CDI ni en CDD",
        source="decret-2014-724#9",
        force="règle",
        verdict="permis",
    ),
    Point(
        *("compte_rendu_tardif", "compte_rendu_tardif", "compte rendu remis longtemps après", _yes),
        why="les textes des AESH ne fixent pas de délai de remise ; celui des notes aux encadrants est local",
        source=NOTE,
        force="pratique locale",
        verdict="permis",
        after="relancez par écrit : le délai de recours ne part que de la notification",
    ),
)
