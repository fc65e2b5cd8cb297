"""Every French text of the interview pages that is not in the data of `assistant.interview`."""

TITLE = "Préparer un entretien professionnel"
LEAD = (
    "Remplissez ce que vous savez : la fiche contrôle la convocation et le compte rendu, calcule les dates, garde "
    "vos faits et prépare vos courriers."
)
PRIVACY = (
    "Rien n'est gardé sur le serveur. Vos réponses restent dans cette page, et sur cet appareil seulement si vous le "
    "demandez. N'écrivez ni nom d'élève ni information de santé."
)
REPRESENTATIVE = "Vous accompagnez quelqu'un : « vous » désigne cette personne, et les courriers partent en son nom."

CRITERIA_STEP = ("criteres", "Les critères, avec vos faits", "Critères")
CRITERIA_INTRO = (
    "Les critères de l'annexe de l'arrêté, dits simplement. Notez pour chacun un fait, une date, un résultat ; "
    "laissez vide ce qui ne concerne pas votre poste : les critères s'adaptent à vos fonctions et à vos moyens."
)
NOTES_STEP = ("formation", "Formation, objectifs, questions", "Formation")
NOTES_INTRO = "Ce que vous avez demandé et obtenu, ce que vous proposez, ce que vous contestez."
LISTS_STEP = ("avant-apres", "La veille, le jour, le lendemain", "Jour J")
RESULT_STEP = ("bilan", "Bilan, courriers et fichiers", "Bilan et courriers")

STEPS_LABEL = "Étapes de la fiche"
PREVIOUS = "Étape précédente"
NEXT = "Étape suivante"
CHECK = "Contrôler le dossier"
DONT_KNOW = "Je ne sais pas"
YES, NO = "Oui", "Non"

TO_REVIEW = "Une réponse est à revoir : corrigez-la pour voir le contrôle, les dates et les courriers."
CHECK_TITLE = "Contrôle de conformité"
NOTHING_YET = (
    "Rien à contrôler pour l'instant : indiquez les dates de la convocation et de l'entretien, ou qui le conduit."
)
DATES_TITLE = "Les dates"
DATES_EMPTY = "Indiquez la date de l'entretien : les dates de la procédure s'affichent ici."
DATES_NOTE = "Une date « au plus tard possible » dépend d'un acte à venir : elle avance s'il vient plus tôt."
STATES = {"passe": "passé", "aujourdhui": "aujourd'hui", "avenir": "à venir", "": "à dater"}
KINDS = {
    "acte": "Événement",
    "echeance": "Échéance",
    "au_plus_tard": "Au plus tard possible",
    "repere": "Repère",
    "attente": "À dater",
}
WHY, TEXT, SAY, WRITE, TO_DO = "Pourquoi", "Texte", "À répondre", "À écrire", "À faire"
BY = "Au plus tard le"
UNKNOWN_TITLE = "Points encore à vérifier"
DETAILS_TITLE = "Ce que ces calculs supposent"
LETTERS_TITLE = "Courriers à adapter"
LETTERS_NOTE = (
    "Des brouillons remplis avec vos réponses. Ce qui manque est entre crochets. Relisez-les avec un syndicat avant "
    "de les envoyer."
)
LETTER_USEFUL, LETTER_UNNEEDED = "Utile maintenant", "Pas utile pour l'instant"
FILES_TITLE = "Fichiers à emporter"
FILES_NOTE = "Le dossier complet à remettre ou à imprimer, et les dates pour un agenda."
FILES = (
    ("dossier.docx", "Dossier (Word, .docx)"),
    ("dossier.pdf", "Dossier (PDF)"),
    ("dossier.md", "Dossier (texte, .md)"),
    ("agenda.ics", "Dates (agenda, .ics)"),
    ("dossier.json", "Enregistrer la fiche (.json)"),
)
DOWNLOAD_LETTER = "Télécharger (Word)"

IMPORT_TITLE = "Reprendre une fiche enregistrée"
IMPORT_NOTE = "Une fiche enregistrée depuis cette page s'ouvre ici ; plusieurs fiches sont gardées sur cet appareil."
IMPORT_CHOOSE = "Choisir un fichier .json"
IMPORT_BUTTON = "Ouvrir ce fichier"
IMPORT_EMPTY = "Choisissez d'abord un fichier .json enregistré depuis cette page."
IMPORT_SEVERAL = "Ce fichier contient plusieurs fiches : la première est ouverte."

DEVICE_TITLE = "Fiches gardées sur cet appareil"
DEVICE_NOTE = (
    "Sur un ordinateur partagé, ne gardez rien : enregistrez plutôt un fichier. Effacer ici efface de l'appareil."
)
DEVICE_KEEP = "Garder cette fiche sur cet appareil"
DEVICE_NEW = "Nouvelle fiche"
DEVICE_EXPORT = "Tout enregistrer dans un fichier"
DEVICE_ERASE = "Tout effacer de cet appareil"

FILE_UNKNOWN = "Ce fichier n'existe pas."
