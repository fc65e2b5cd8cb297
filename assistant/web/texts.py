"""Every sentence of the chat page that is not an answer, in one place."""

from __future__ import annotations

from assistant.domain.answer import Status
from assistant.domain.calculation import OutcomeKind
from assistant.domain.corpus import Nature

PAGE_TITLE = "Assistant AESH"
PAGE_SUMMARY = (
    "Posez une question sur vos droits et vos démarches d'AESH : la réponse s'appuie sur des textes et des guides "
    "cités."
)
NO_SCRIPT = "Cette page a besoin de JavaScript pour vous répondre. Activez-le dans votre navigateur, puis rechargez."
SKIP_LINK = "Aller à la question"

WELCOME_TITLE = "Que voulez-vous savoir ?"
WELCOME_TEXT = (
    "Écrivez comme vous parlez. Chaque réponse montre le passage sur lequel elle repose ; "
    "quand les sources ne disent rien, l'assistant le dit."
)
EXAMPLES_TITLE = "Exemples de questions"
EXAMPLES = (
    "Je démissionne de mon CDD : combien de temps avant dois-je prévenir ?",
    "Combien de jours pour garder mon enfant malade ?",
    "Je suis en arrêt maladie : que devient mon salaire ?",
    "Au bout de combien de temps puis-je avoir un CDI ?",
    "Que doit contenir la convocation à l'entretien professionnel ?",
    "Comment contester le compte rendu de mon entretien ?",
)

QUESTION_LABEL = "Votre question"
QUESTION_PLACEHOLDER = "Ex. : mon préavis ?"
QUESTION_PRIVACY = "N'écrivez ni nom d'élève, ni donnée médicale."
QUESTION_KEYS = "Entrée pour envoyer, Maj + Entrée pour aller à la ligne."
SEND = "Envoyer"
CLEAR = "Effacer la conversation"

CONVERSATION_LABEL = "Conversation"
YOU_ASKED = "Votre question"
PENDING = "Recherche dans les sources…"
CLEARED = "Conversation effacée."

DISCLAIMER_TITLE = "À savoir avant de vous y fier"
DISCLAIMER = (
    "Cette page informe ; elle ne donne pas de conseil juridique et n'engage aucune administration. "
    "Avant une démarche qui compte (démission, refus, recours), faites confirmer la réponse par écrit par le service "
    "qui gère votre contrat (DSDEN, rectorat ou établissement employeur), ou demandez l'avis d'une organisation "
    "syndicale. La conversation n'est pas enregistrée ici : elle disparaît quand vous fermez l'onglet, sauf si vous "
    "demandez à la garder sur votre appareil."
)

STATUS_LABELS = {
    Status.FOUNDED: "Réponse tirée des sources",
    Status.CALCULATED: "Réponse calculée",
    Status.NEEDS_INFORMATION: "À préciser",
    Status.OUT_OF_SOURCES: "Hors de mes sources",
}
LEGEND_TITLE = "Ce que vous verrez en tête de chaque réponse"
STATUS_MEANINGS = {
    Status.FOUNDED: "Le passage cité s'ouvre d'un geste, mot pour mot, dans sa section.",
    Status.CALCULATED: "Une date ou un montant calculé d'après les textes, étapes comprises.",
    Status.NEEDS_INFORMATION: "La réponse change selon votre situation : l'assistant demande au lieu de deviner.",
    Status.OUT_OF_SOURCES: "Rien de sûr dans les documents : l'assistant le dit, et vous indique à qui demander.",
}
NEXT_STEPS_TITLE = "Et ensuite"
NEXT_STEPS = (
    "Reformulez avec vos mots de tous les jours, une seule question à la fois.",
    "Demandez une réponse écrite au service qui gère votre contrat : DSDEN, rectorat ou établissement employeur.",
    "Parlez-en à une organisation syndicale ou à la coordination de votre pôle d'accompagnement.",
)
QUESTIONS_TITLE = "Pour vous répondre, il me faut"
QUESTION_EXAMPLE = "Exemple :"
QUESTION_UNKNOWN = "Je ne sais pas"
LETTER_OPEN = "Lire la lettre : {title}"
LETTER_COPY = "Copier la lettre"
LETTER_WORD = "Ouvrir dans Word"
LETTER_HINT = "Complétez les passages entre crochets, puis datez et signez."
CAVEATS_TITLE = "Points de vigilance"

SOURCES_TITLE = "Sources"
SOURCES_HINT = "Ouvrez une source pour lire le passage dans sa section."
SOURCE_TEXTS = "Les textes qui portent ce passage"
SOURCE_MARK = "voir la source"
SECTION_LABEL = "Texte de la section"
SECTION_GONE = "La section entière n'est plus dans l'index ; voici le passage cité."
BACK_TO_ANSWER = "Revenir à la réponse"
READ_IN_DOCUMENT = "Lire dans le document"
OPEN_DOCUMENT = "Voir le document d'origine"
NEW_TAB = "(nouvel onglet)"
FACT_NATURE = "Nature"
FACT_PUBLISHER = "Publié par"
FACT_DATE = "Date"
FACT_VERIFIED = "Vérifiée le"
FACT_SECTION = "Section"
FACT_PAGE = "Page"
NATURE_NOTES = {
    Nature.GUIDE_ACADEMIQUE: (
        "Règle locale : ce guide est celui d'une académie. Ailleurs, l'organisation peut être différente ; "
        "vérifiez auprès de la vôtre."
    ),
    Nature.GUIDE_SYNDICAL: (
        "Document d'une organisation syndicale : il explique et conseille, mais ce n'est pas un texte officiel."
    ),
}

CALCULATION_KINDS: dict[OutcomeKind, str] = {
    "result": "Calcul",
    "missing_information": "Calcul à compléter",
    "not_concerned": "Vous n'êtes pas dans ce cas",
    "out_of_field": "Hors du champ de ce calcul",
}
STEPS_TITLE = "Voir les étapes du calcul"
STEP_ROUNDING = "Arrondi :"
TEXTS_TITLE = "Textes appliqués"
READINGS_TITLE = "Plusieurs lectures existent"
READING_KEPT = "retenue ici"
TO_DO_TITLE = "À faire"
TO_DO_BY = "au plus tard le"
HYPOTHESES_TITLE = "Ce que le calcul suppose"
REASONS_TITLE = "Pourquoi"
REFERRAL_TITLE = "Où vous adresser"
IN_FORCE_SINCE = "Règle en vigueur depuis le"
NEXT_CHANGE = "Changement prévu :"

MORE = "Pourquoi, comment, exceptions"
CASE_TITLE = "Je retiens :"
CASE_SUPPOSED = "supposé"
CASE_EDIT = "Corriger"
CASE_ERASE = "Effacer"
CASE_NEW = "Nouvelle valeur"
CASE_SAVE = "Valider"
CASE_CANCEL = "Annuler"
CASE_CORRECTED = "corrigé par vous"
ACTIONS_LABEL = "Que faire de cette réponse"
COPY = "Copier"
COPIED = "Réponse copiée, sources comprises."
NOT_COPIED = "La copie a été refusée par le navigateur : sélectionnez le texte, puis copiez-le."
PRINT = "Imprimer"
RETRY = "Redemander"
TRACE = "Comment cette réponse est venue"
STOP = "Arrêter"
STOPPED_TITLE = "Réponse arrêtée"
STOPPED = "Vous avez arrêté cette réponse. Renvoyez votre question quand vous voulez."
ADD_TO_CALENDAR = "Ajouter à mon agenda (.ics)"
OPEN_SIMULATOR = "Refaire ce calcul dans le simulateur"
EXPORT = "Garder la conversation"
EXPORTS = (("pdf", "PDF"), ("docx", "Word (DOCX)"), ("md", "Texte (Markdown)"))
KEEP_HERE = "Garder cette conversation sur cet appareil"
KEEP_HERE_HINT = "Sans cette case, elle disparaît quand vous fermez l'onglet."
OPINION_TITLE = "Cette réponse vous aide-t-elle ?"
VERDICTS = (
    ("utile", "Oui, elle m'aide"),
    ("inutile", "Non"),
    ("montant_faux", "Le montant ou la date me semble faux"),
)
OPINION_WHY = "Pourquoi ?"
FEEDBACK_REASONS = (
    ("chiffre_ou_date", "Un chiffre ou une date est faux"),
    ("regle_ancienne", "La règle a changé"),
    ("hors_sujet", "Ce n'est pas ma question"),
    ("pas_clair", "Je n'ai pas compris"),
    ("incomplet", "Il manque quelque chose"),
    ("autre", "Autre chose"),
)
OPINION_COMMENT = "Ce que vous voulez ajouter"
OPINION_JOIN = "Joindre ma question et la réponse, sans nom, téléphone, courriel ni numéro"
OPINION_SEND = "Envoyer l'avis"
OPINION_THANKS = "Merci, votre avis est enregistré."
OPINION_FAILED = "Votre avis n'a pas pu être enregistré. Réessayez plus tard."
EXPORT_REFUSED = "Cette conversation n'a pas pu être relue : rechargez la page, puis recommencez."

EMPTY_QUESTION = "Écrivez votre question, puis envoyez-la."
UNREADABLE_QUESTION = "Cette question n'a pas pu être lue : écrivez-la en toutes lettres dans le champ."
QUESTION_TOO_LONG = (
    "Votre question compte {length} caractères, la limite est de {limit}. Gardez l'essentiel, une question à la fois."
)
FAILURE_TITLE = "La réponse n'a pas pu être préparée"
UNEXPECTED_FAILURE = (
    "Une erreur inattendue est survenue. Renvoyez votre question ; si cela se répète, prévenez la personne qui "
    "administre cette page."
)
NOT_READY = (
    "L'assistant n'a pas pu démarrer. La personne qui administre cette page trouvera la cause dans son journal."
)
BUILD_INDEX = "Pour refaire l'index : lancez « make index », puis rechargez cette page."
CONNECTION_LOST = "La connexion avec l'assistant est interrompue. Vérifiez qu'il tourne, puis rechargez la page."

SKIP_TO_CONTENT = "Aller au contenu"
NAVIGATION_LABEL = "Rubriques"
SITE_NOTE = "Ce site informe sur les droits des AESH. Ce n'est pas un site de l'administration."
ERRORS = {
    401: ("Un mot de passe est demandé", "Donnez le mot de passe de l'administration, puis rechargez la page."),
    400: ("Cette demande n'est pas lisible", "Revenez à la page précédente et renvoyez le formulaire."),
    403: ("Cette page n'est pas ouverte", "La personne qui administre l'assistant ne l'a pas autorisée."),
    404: (
        "Cette page n'existe pas",
        "L'adresse est peut-être incomplète. Les rubriques en haut de la page mènent à tout le contenu.",
    ),
    408: ("Cette demande arrive trop lentement", "Vérifiez votre connexion, puis recommencez."),
    413: ("Cette demande est trop volumineuse", "Revenez à la page précédente et envoyez moins de choses à la fois."),
    429: ("Trop de demandes en peu de temps", "Attendez un peu, puis recommencez."),
    503: ("L'assistant n'est pas disponible en ce moment", "Réessayez dans quelques secondes."),
    405: ("Cette demande n'est pas possible ici", "Revenez à la page précédente et utilisez ses boutons."),
    500: (
        "Une erreur inattendue est survenue",
        "Réessayez. Si cela se répète, prévenez la personne qui administre cette page.",
    ),
}
FOREIGN_REQUEST = "Cette demande ne vient pas de l'assistant : ouvrez sa page et recommencez."
FILE_REFUSED = "Ce fichier n'est pas servi par l'assistant."
QUEUE_FULL = "Beaucoup de monde en ce moment : réessayez dans une dizaine de secondes."
QUEUE_RANK = "Beaucoup de monde en ce moment : vous êtes {rank}. Votre réponse vient."
TOO_MANY_REQUESTS = "Trop de demandes en peu de temps depuis cette adresse : réessayez dans un moment."
ONE_EXPORT = "Un document est déjà en préparation pour vous : attendez qu'il arrive."
EXPORT_LATE = (
    "Cette conversation est trop longue pour être mise dans un document d'un coup : effacez-en une partie, ou "
    "recommencez quand il y a moins de monde."
)
RESTORE_LATE = "Cette conversation est trop longue pour être rouverte d'un coup : posez votre question à nouveau."
DRAINING = "L'assistant redémarre : réessayez dans quelques secondes."
TOO_SLOW = "Cette demande arrive trop lentement : vérifiez votre connexion et recommencez."
HOST_REFUSED = (
    "Ce nom de site n'est pas servi ici. La personne qui administre l'assistant peut l'ajouter au réglage "
    "AESH_PUBLIC_HOSTS."
)
SESSION_UNKNOWN = "Cette conversation n'est plus ouverte : rechargez la page."
EVENT_UNREADABLE = "Cette demande n'est pas lisible : rechargez la page."
PATH_UNKNOWN = "Cette adresse n'existe pas. La page de l'assistant est à la racine du site."
BODY_TOO_LARGE = "Cette demande est trop volumineuse."
SERVER_OPEN = "L'assistant est ouvert sur {address} (Ctrl+C pour l'arrêter)."
SERVER_FAILED = "Le serveur de la page s'est arrêté au démarrage : la cause est dans son journal."
SERVER_STARTING = "Préparation de la page…"
SERVER_ON_NETWORK = "Attention : l'adresse {host} rend la page accessible à d'autres machines, sans mot de passe."
PORT_BUSY = (
    "Le port {port} est déjà utilisé sur {host} : un autre assistant tourne peut-être. "
    "Arrêtez-le, ou choisissez un autre port, par exemple AESH_PORT={other}."
)
PORT_DENIED = "Le port {port} est réservé : choisissez-en un au-dessus de 1023, par exemple AESH_PORT=7860."
HOST_UNKNOWN = "L'adresse « {host} » n'est pas une adresse de cette machine. Laissez AESH_HOST=127.0.0.1."

HEALTH_READY = "prêt"
HEALTH_STARTING = "en préparation"
HEALTH_FAILED = "indisponible"
HEALTH_DAMAGED = "index abîmé"
HEALTH_STOPPING = "arrêt en cours"
HEALTH_ALIVE = "vivant"
