"""What the reader tells of a message besides the réponse: the kind of act, and the kind of distress.

The words are those of `corpus/voix`: a file per act, a key per kind. Their order is that of the rows of the heads.
"""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """What the writer does with the message."""

    QUESTION = "question"
    FACTS = "faits"
    REPLY = "replique"
    CORRECTION = "correction"
    GREETING = "salut"
    THANKS = "merci"
    GOODBYE = "au-revoir"
    IDENTITY = "identite"
    LETTER = "lettre"
    OUT_OF_SCOPE = "hors-champ"
    OTHER_STATUS = "autre-statut"
    ORDER = "ordre"


class Distress(StrEnum):
    """The help that a message calls for, `NONE` for an ordinary one."""

    NONE = "ordinaire"
    SUICIDE = "suicide"
    DOMESTIC_VIOLENCE = "violence-conjugale"
    ASSAULT = "coups"
    HARASSMENT = "harcelement"
    EXHAUSTION = "epuisement"
    HUNGER = "faim-dettes"
    CHILD_IN_DANGER = "enfant-en-danger"
    BEREAVEMENT = "deuil"


ACTS = tuple(Act)
DISTRESSES = tuple(Distress)
