"""The table of special absences: for each motive, its words, its text, what is sure and what is not."""

from __future__ import annotations

from dataclasses import dataclass

MAINTENU = "maintenu dans la limite de la durée, si l'absence est accordée"
MAINTENU_DROIT = "maintenu"
A_DEMANDER = "à demander au service gestionnaire"
A_VERIFIER = "Cette durée ne repose que sur le guide de l'académie de Nice : faites-la confirmer par votre DSDEN."


@dataclass(frozen=True)
class Motif:
    """One motive. `limite` is said when no parameter `asa.duree.…` gives the length; `forme` says it better."""

    words: str
    source: str
    limite: str = ""
    paie: str = MAINTENU
    imprevisible: bool = False
    sure: bool = True
    note: str = ""
    forme: str = ""


GUIDE = "guide-nice#absences-facultatives"
DROIT = "guide-nice#absences-droit"
CIRCULAIRE = "circulaire-fp-2001"
PARENT = "code-travail#L1225-16"
MOTIFS = {
    "mariage_pacs": Motif("Votre mariage ou votre PACS", "circulaire-men-2002-168"),
    "deces_proche": Motif(
        *("Décès du conjoint, du partenaire de PACS, du père ou de la mère", CIRCULAIRE), imprevisible=True
    ),
    "maladie_grave": Motif(
        *("Maladie très grave du conjoint, du partenaire de PACS, d'un parent ou d'un enfant", CIRCULAIRE),
        imprevisible=True,
        note="Pour un enfant gravement malade longtemps, le congé de présence parentale est un droit.",
    ),
    "concours": Motif(
        "Concours ou examen professionnel", GUIDE, sure=False, forme="{} jours avant la première épreuve"
    ),
    "candidature_nationale": Motif(
        "Candidature aux législatives, sénatoriales, présidentielle ou européennes", GUIDE, sure=False
    ),
    "candidature_locale": Motif("Candidature aux municipales, départementales ou régionales", GUIDE, sure=False),
    "examens_grossesse": Motif(
        *("Examen médical obligatoire de la grossesse", PARENT, "le temps de l'examen"), paie=MAINTENU_DROIT
    ),
    "examens_conjoint": Motif(
        *("Accompagner la mère à un examen de grossesse", PARENT),
        paie=MAINTENU_DROIT,
        forme="{} examens par grossesse",
    ),
    "pma": Motif("Acte médical d'assistance à la procréation", PARENT, "le temps de l'acte", MAINTENU_DROIT),
    "entretiens_adoption": Motif(
        *("Entretien pour l'agrément d'adoption", PARENT),
        paie=MAINTENU_DROIT,
        forme="{} entretiens par demande d'agrément",
    ),
    "grossesse_horaires": Motif(
        *("Réduction d'horaires pendant la grossesse", CIRCULAIRE),
        forme="{} heure par jour, à partir du troisième mois",
        note="Elle demande un avis médical, et que les horaires du service le permettent.",
    ),
    "allaitement": Motif(
        *("Allaitement", CIRCULAIRE),
        forme="{} heure par jour",
        note="Elle demande que le service le permette : voyez avec l'école.",
    ),
    "mandat_electif": Motif(
        "Travaux d'une assemblée élue dont vous êtes membre", DROIT, "le temps des séances", A_DEMANDER
    ),
    "jure": Motif("Juré d'assises", DROIT, "la durée de la session", A_DEMANDER),
    "information_syndicale": Motif(*("Information syndicale", DROIT), paie=MAINTENU_DROIT, forme="{} heure par mois"),
    "congres_syndical": Motif(
        *("Congrès ou instance syndicale, comme représentant", DROIT, "le temps de la réunion", MAINTENU_DROIT),
        note="Le syndicat donne la convocation et connaît la limite annuelle.",
    ),
    "visite_prevention": Motif(
        "Visite médicale de prévention de l'employeur", DROIT, "le temps de la visite", MAINTENU_DROIT
    ),
    "parents_eleves": Motif(
        "Représentant de parents d'élèves, ou membre d'une caisse de sécurité sociale", GUIDE, "le temps des réunions"
    ),
    "fete_religieuse": Motif(
        *("Fête religieuse", GUIDE, "le jour de la fête"),
        sure=False,
        note="Une circulaire donne chaque année le calendrier des fêtes ; l'absence dépend des besoins du service.",
    ),
}
AILLEURS = {
    "deces_enfant": (
        "Décès d'un enfant",
        "Le décès d'un enfant ouvre une absence de droit, plus longue que celle du guide.",
        "Utilisez le calcul « Absence pour le décès d'un enfant ».",
    ),
    "enfant_malade": (
        "Enfant malade",
        "Les jours pour enfant malade dépendent de votre quotité et de l'autre parent.",
        "Utilisez le calcul « Jours d'absence pour un enfant malade ».",
    ),
    "naissance": (
        "Naissance ou adoption",
        "Les jours pour une naissance ou une adoption sont un congé de droit, pas une autorisation d'absence.",
        "Utilisez le calcul « Congé de naissance ».",
    ),
    "autre": (
        "Un autre motif",
        "Ce motif n'est pas dans les textes lus : rien ne permet de donner une durée.",
        "Demandez au service gestionnaire de votre DSDEN ou à un syndicat si une absence est possible.",
    ),
}
