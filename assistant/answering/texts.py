"""The sentences of the answers themselves, in one place. Without figures: these come from quotes and results."""

from __future__ import annotations

from assistant.reader.labels import Act, Distress

COURTESY = {
    Act.GREETING: "Bonjour. Posez votre question sur vos droits d'AESH : contrat, paie, horaires, congés, entretien…",
    Act.THANKS: "Avec plaisir. Si vous avez une autre question sur vos droits d'AESH, posez-la ici.",
    Act.GOODBYE: "Au revoir, et bon courage.",
    Act.IDENTITY: (
        "Je suis un assistant automatique, pas une personne. Je réponds aux AESH sur leurs droits, à partir des "
        "guides et des textes, en citant mes sources."
    ),
    Act.ORDER: (
        "Je suis un assistant automatique, et je réponds seulement aux questions sur les droits des AESH. "
        "Quelle est votre question ?"
    ),
}
STATED = "C'est noté. Quelle est votre question sur vos droits d'AESH ?"
UNDERSTOOD = "Vous demandez : {question}"
UNSURE = (
    "Je ne suis pas sûr d'avoir compris. Votre question est-elle l'une de celles-ci ? Sinon, dites-la en une phrase."
)
OUT_OF_SOURCES = (
    "Mes sources ne répondent pas à cette question, et je préfère ne rien inventer. Demandez au service "
    "qui gère votre contrat (DSDEN ou rectorat), ou à un syndicat."
)
OUT_OF_SCOPE = "Je réponds seulement sur les droits des AESH. {where}"
ELSEWHERE = "Cette question est pour un autre service."
EMPTY = "Écrivez votre question : par exemple « Combien de préavis si je démissionne ? »."
TOO_LONG = "Votre message est trop long pour être lu en une fois : résumez-le en quelques phrases."
AGAIN = "Recalculé avec : {facts}."
NOTED = "C'est noté : {facts}."
MISSING = "Pour votre cas :"
WITHOUT = (
    "Sans cette information, la règle générale ci-dessus s'applique : le service qui gère votre contrat "
    "peut vous la donner."
)
SUPPOSED = "Ce que le calcul suppose"
RULE, STEPS, EXCEPTIONS, CONFLICT, GUIDE, TEXTS = (
    "La règle",
    "Comment faire",
    "Exceptions et pièges",
    "Ce que disent les guides",
    "Dans vos guides",
    "Les textes",
)
SIMULATE = "Refaire le calcul dans le simulateur"
LETTER = "Voici la lettre, à compléter : « {title} »."
TOO_LATE = "date passée : demandez maintenant"
HELP = {
    Distress.SUICIDE: "Ce que vous écrivez est grave, et vous n'êtes pas seule.",
    Distress.DOMESTIC_VIOLENCE: "Vous n'avez pas à vivre cela, et on peut vous aider.",
    Distress.ASSAULT: "Ce que vous avez subi n'est pas normal : mettez-vous à l'abri et faites-vous soigner.",
    Distress.HARASSMENT: "Ce que vous décrivez doit cesser, et vous pouvez être aidée.",
    Distress.EXHAUSTION: "Vous tenez depuis longtemps : ne restez pas seule avec cette fatigue.",
    Distress.HUNGER: "Il existe une aide pour cela, et la demander est un droit.",
    Distress.CHILD_IN_DANGER: "Votre inquiétude pour cet enfant compte : il faut la signaler sans attendre.",
    Distress.BEREAVEMENT: "Je suis désolé de ce deuil.",
}
