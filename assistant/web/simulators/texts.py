"""Every sentence of the simulators that is neither a question nor a result, in one place."""

from __future__ import annotations

TITLE = "Simulateurs"
LEAD = (
    "Une date, une durée, un montant : répondez à quelques questions, le calcul s'affiche avec ses étapes et les "
    "textes qui le fondent."
)
PRIVACY = "Vos réponses servent au calcul, puis sont oubliées : rien n'est enregistré."
SEARCH_LABEL = "Chercher un simulateur"
SEARCH_EXAMPLE = "préavis, arrêt maladie, échelon"
SEARCH = "Chercher"
NONE_FOUND = "Aucun simulateur ne correspond à cette recherche. Essayez un seul mot, ou parcourez les thèmes."
ALL = "Tous les simulateurs"
FREQUENT = "Les plus demandés"
ALL_AT_ONCE = "Tout à la fois"
ONE_BY_ONE = "Une question à la fois"
MODES = "Façon de répondre"
OPTIONAL = "Laissez vide ce que vous ne savez pas : le calcul dira ce qui lui manque."
COMPUTE = "Calculer"
CLEAR = "Effacer mes réponses"
SELDOM = "Cas particuliers : ALD, grossesse, deuil, même cause"
ADD = "Ajouter"
REMOVE = "Retirer"
RESULT = "Résultat"
WAITING = "Le résultat s'affiche ici dès que les réponses suffisent."
TO_REVIEW = "Une réponse est à revoir : corrigez-la pour voir le résultat."
KINDS = {
    "result": "Résultat",
    "missing_information": "Il manque une information",
    "not_concerned": "Vous n'êtes pas dans ce cas",
    "out_of_field": "Hors du champ de ce calcul",
}
MISSING = "Répondez à ces questions, la plus décisive d'abord :"
CALENDAR = "Ajouter les dates à mon agenda (.ics)"
SHEET = "Fiche à imprimer"
PRINT = "Imprimer"
COPY_LINK = "Copier le lien de ce calcul"
LINK_HINT = (
    "Ce lien remplit le formulaire chez la personne qui l'ouvre. Vos réponses sont dans le lien lui-même, après le "
    "signe #, que les navigateurs n'envoient à aucun serveur : ne le donnez qu'à qui peut les lire."
)
LINK_COPIED = "Lien copié."
LINK_LABEL = "Lien de ce calcul"
MORE_VALUES = "Le détail du calcul"
STEPS = "Voir les étapes du calcul"
SOURCES = "Textes appliqués, du plus fort au plus local"
CHANGES = "Ce qui change bientôt"
IN_FORCE = "Règles en vigueur depuis le"
NO_DATE = "Ce calcul ne donne aucune date à mettre dans un agenda."
SHEET_TITLE = "Fiche de calcul"
SHEET_INPUTS = "Vos réponses"
SHEET_DONE_ON = "Calcul fait le"
SHEET_NOTE = (
    "Cette fiche informe et n'engage aucune administration. Faites confirmer par écrit par le service qui gère votre "
    "contrat avant une démarche qui compte."
)
BACK_TO_FORM = "Revenir au formulaire"
NEXT = "Continuer"
SKIP = "Je ne sais pas, passer"
SO_FAR = "Vos réponses jusqu'ici"
CHANGE = "Modifier"
START_AGAIN = "Recommencer"
PRECISE = "Préciser d'autres réponses"
QUESTION = "Question"
LEDGER = "Vos arrêts, jour par jour"
LEDGER_TABLE = "Le même calendrier, en toutes lettres"
LEDGER_EUROS = "Mois par mois, en euros"
LEDGER_LEFT_OUT = "mois plus anciens ne sont pas dessinés ; ils sont dans le tableau."
TIMELINE = "Les dates sur une ligne"
CHART = "Le salaire brut à chaque échelon"
CHART_HINT = (
    "Par mois, avec votre quotité, traitement et indemnité différentielle avec le SMIC, au barème en vigueur."
)
CHART_TABLE = "Les mêmes montants, en tableau"
SLIP = "Ligne par ligne"
RELATED = "Sur le même thème"
