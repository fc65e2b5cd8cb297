"""Who is speaking: a question about another status or from another person is told apart before any figure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.dialogue.sms import plain_french
from assistant.domain.text import fold

_AESH = re.compile(r"\b(?:aesh|avs|accompagnante?s?)\b")


@dataclass(frozen=True)
class OtherStatus:
    """A status whose rules are not those of the AESH: how it is named in French, and where to look."""

    name: str
    where: str


_HR = "le service des ressources humaines de l'employeur concerné ou un syndicat de cette profession"
_STATUSES: tuple[tuple[str, OtherStatus], ...] = (
    (
        r"\bje suis (?:une? )?(?:prof(?:esseure?s?)?|enseignante?|instit\w*|maitresse|titulaire|stagiaire|cpe)\b|"
        r"\b(?:prof(?:esseure?)?s?|enseignante?s?) (?:des ecoles|certifie\w*|agrege\w*|titulaires?|contractuel\w*)\b",
        OtherStatus("des enseignants", "le site du ministère, le rectorat ou un syndicat d'enseignants"),
    ),
    (
        r"\bje suis (?:une? )?(?:aed|assistante? d'education|surveillante?|pion\w*)\b|\bpour (?:un|les) aed\b",
        OtherStatus("des assistants d'éducation (AED)", "le chef d'établissement employeur ou un syndicat"),
    ),
    (
        r"\b(?:je suis|pour) (?:une? |les )?(?:atsem|agents? (?:territoria\w+|municipa\w+|communa\w+))\b",
        OtherStatus("des agents territoriaux", "la mairie ou le centre de gestion"),
    ),
    (
        r"\bje suis (?:une? )?(?:assistante? maternelle|nounou|fonctionnaire|infirmier\w*|aide[- ]soignante?|"
        r"policier\w*|militaire)\b",
        OtherStatus("d'un autre métier ou d'un autre statut", _HR),
    ),
    (
        r"\bje suis (?:en |un )?(?:contrat (?:pec|aide|prive)|salariee? du prive|pec)\b|"
        r"\bcontrat (?:pec|parcours emploi)",
        OtherStatus("du contrat de droit privé", "l'employeur, l'inspection du travail ou un syndicat"),
    ),
)
_PRIVATE = re.compile(
    r"\b(?:adresse|numero|telephone|tel|portable|mail|domicile)\b.{0,20}\b(?:perso\w*|prive\w*|domicile|maison)\b|"
    r"\bou (?:habite|vit|loge)\b"
)
_HOSTILE = re.compile(
    r"\b(?:insult\w*|injuri\w*|menac(?:er|ante?)|se venger|me venger|pirater|faux (?:certificat|arret|document))\b"
)
_SUFFERS = re.compile(r"\b(?:m'|me |nous |on m'|suis |ai ete |etre )(?:a |ont |fait |est )?(?:insult|injuri|menac)")
_PARENT = re.compile(
    r"\bje suis (?:un |une |le |la )?(?:parent|pere|mere|maman|papa)\b|"
    r"\b(?:mon fils|ma fille|mon enfant)\b.{0,60}"
    r"\b(?:mdph|notification|orientation|redoubl\w*|bac|college|inscri\w*)\b|"
    r"\b(?:mon fils|ma fille|mon enfant)\b.{0,80}\b(?:obtenir|avoir|demander) une? (?:aesh|avs)\b|"
    r"\b(?:obtenir|avoir|demander) une? (?:aesh|avs) pour (?:mon|ma)\b"
)
PARENT = OtherStatus(
    "des familles", "la maison départementale des personnes handicapées (MDPH) et l'enseignant référent de l'école"
)


def is_improper(question: str) -> bool:
    """Whether `question` asks for a private person's data, or for help to harm; not when its author suffers it."""
    plain = fold(plain_french(question))
    return bool(_PRIVATE.search(plain)) or bool(_HOSTILE.search(plain) and not _SUFFERS.search(plain))


def other_status(question: str) -> OtherStatus | None:
    """Return the other status that `question` is about, None when it may be an AESH's."""
    plain = fold(plain_french(question))
    if _PARENT.search(plain):
        return PARENT
    if _AESH.search(plain) and not plain.startswith("je suis"):
        return None
    return next((status for pattern, status in _STATUSES if re.search(pattern, plain)), None)
