"""The sentences of the chain itself, in one place. They hold no figure: figures come from quotes and calculations."""

from __future__ import annotations

OUT_OF_SOURCES = (
    "Les guides et les textes dont je dispose ne répondent pas à cette question, et je préfère ne rien inventer.\n\n"
    "Vous pouvez la poser au service qui gère votre contrat (la direction des services départementaux de "
    "l'éducation nationale ou le rectorat, son adresse figure sur votre contrat), ou à un syndicat. "
    "Si elle porte sur vos droits d'AESH, reformulez-la avec d'autres mots : le nom du congé, de l'indemnité "
    "ou de la démarche, par exemple."
)
IMPROPER = (
    "Je ne peux pas vous aider pour cela. Si un conflit au travail pèse sur vous, parlez-en à un syndicat, "
    "au médecin de prévention ou à l'assistante sociale des personnels."
)
OTHER_STATUS = (
    "Cette question relève {name}, dont les règles ne sont pas celles des AESH : {differs}. Je ne réponds que sur "
    "les droits des AESH, agents contractuels de l'État : pour celle-ci, adressez-vous à {where}."
)
GREETING = (
    "Bonjour. Posez-moi votre question sur vos droits d'AESH : contrat, paie, temps de travail, congés, absences, "
    "entretien professionnel… Je réponds à partir des guides et des textes, en citant mes sources."
)
THANKS = "Avec plaisir. Si vous avez une autre question sur vos droits d'AESH, posez-la ici."
GOODBYE = "Au revoir, et bon courage."
OUT_OF_SOURCES_SHORT = "Les guides et les textes dont je dispose ne répondent pas à cette question."
WITHOUT = "« {label} » : sans cette information, je m'en tiens à la règle ci-dessus."
PLACES = ("Première", "Deuxième", "Troisième", "Quatrième")
DEPENDS = "Selon la réponse :"
CERTAIN = "Quels que soient les faits qui manquent, et si ce droit vous est ouvert : {values}."
TOO_MANY_QUESTIONS = "Je réponds aux premières questions de votre message : posez les autres dans le message suivant."
TO_BE_EXACT = "Pour vous répondre précisément :"
EMPTY = "Écrivez votre question : par exemple « Combien de temps dure le préavis si je démissionne ? »."
TOO_LONG = "Votre question est trop longue pour être lue en une fois : résumez-la en quelques phrases."
HELP_WITHOUT_FICHE = (
    "Appelez les secours si quelqu'un est en danger maintenant, ou le numéro national de prévention du suicide si "
    "vous y pensez. Un médecin, la médecine de prévention, l'assistante sociale des personnels ou un syndicat "
    "peuvent aussi vous aider."
)
IDENTITY = (
    "Je suis un assistant automatique, pas une personne. Je réponds aux AESH sur leurs droits : contrat, paie, temps "
    "de travail, congés, absences, entretien professionnel. Je cite mes sources. Quelle est votre question ?"
)
CHAT = "Je ne parle que des droits des AESH. Posez ici votre question sur votre contrat, votre paie, vos congés…"
HOSTILE = (
    "Je n'ai pas su vous aider, et je le regrette. Si vous avez une question sur vos droits d'AESH, écrivez-la en "
    "une phrase : je chercherai la réponse dans mes sources."
)
ORDERS = (
    "Je réponds seulement aux questions sur les droits des AESH : je ne change pas de rôle, je n'invente ni chiffre "
    "ni source, et je ne montre pas mon fonctionnement. Quelle est votre question ?"
)
