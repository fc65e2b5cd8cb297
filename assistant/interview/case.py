"""The case of one member: the facts that the calculators take, what letters need, and free notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, model_validator

from assistant.domain.text import fold
from assistant.interview.words import note_keys
from assistant.rules.calculators.entretien._faits import Entretien
from assistant.rules.core.errors import SituationError, read_situation
from assistant.rules.core.fields import FrDate
from assistant.rules.core.french import JOURS, FrenchValueError
from assistant.rules.core.inputs import question

LONGEST_LINE = 200
LONGEST_NOTE = 4000
LONGEST_KEY = 64
NOTE = "note-"
KEY = "cle"


def _line(text: str) -> str:
    if len(text) > LONGEST_LINE:
        raise FrenchValueError(f"ce texte est trop long ; gardez {LONGEST_LINE} caractères au plus")
    return " ".join(text.split())


def _days(value: object) -> object:
    """Read « lundi, mardi » as days, in the order of the week."""
    if not isinstance(value, str):
        return value
    told = {word for word in fold(value).replace(",", " ").replace(" et ", " ").split() if word}
    if unknown := told - set(JOURS):
        raise FrenchValueError(f"« {sorted(unknown)[0]} » n'est pas un jour ; indiquez par exemple « lundi, mardi »")
    return tuple(day for day in JOURS if day in told)


Line = Annotated[str, AfterValidator(_line)]
Days = Annotated[tuple[str, ...], BeforeValidator(_days)]


class InterviewCase(Entretien):
    """Every fact of a case; all may stay unknown. The first and the last day of a contract are included."""

    point_de_vue: Literal["membre", "representant"] | None = question(
        "Pour qui préparez-vous cet entretien ?",
        label="Point de vue",
        choices={"membre": "Pour moi", "representant": "Pour une personne que j'accompagne"},
    )
    nom: Line | None = question(
        "Sous quel nom garder ce dossier ?",
        label="Nom du dossier",
        help="Un prénom ou des initiales suffisent : ce nom sert de titre aux fichiers.",
        example="Dossier de L.",
    )
    agent: Line | None = question(
        "Quels nom et prénom mettre en tête des courriers ?", label="Nom et prénom", help="Pour les courriers."
    )
    contrat: Literal["cdd", "cdi"] | None = question(
        "Le contrat est-il un CDD ou un CDI ?", label="Contrat", choices={"cdd": "CDD", "cdi": "CDI"}
    )
    date_debut_contrat: FrDate | None = question(
        "Quel est le premier jour du contrat ?",
        label="Premier jour du contrat",
        help="En CDI, le premier jour du CDI ; en CDD, le premier jour de services en CDD.",
        example="1er septembre 2025",
    )
    dernier_jour_contrat: FrDate | None = question(
        "Quel est le dernier jour du CDD (inclus) ?",
        label="Dernier jour du CDD",
        help="Laissez vide pour un CDI.",
        example="31 août 2028",
    )
    date_dernier_entretien: FrDate | None = question(
        "À quelle date a eu lieu l'entretien précédent ?", label="Entretien précédent", example="12 mars 2024"
    )
    ecole: Line | None = question("Dans quelle école ou quel établissement ?", label="École ou établissement")
    academie: Line | None = question("Dans quelle académie ?", label="Académie", example="Nice")
    jours_travailles: Days | None = question(
        "Quels jours travaillez-vous ?",
        label="Jours travaillés",
        help="Ils disent si l'entretien tombe pendant le service.",
    )
    evaluateur: Line | None = question(
        "Qui convoque ? Nom et fonction", label="Personne qui convoque", help="Pour les courriers."
    )
    heure_entretien: Line | None = question("À quelle heure ?", label="Heure de l'entretien", example="14 h 30")
    lieu_entretien: Line | None = question("Dans quel lieu ?", label="Lieu de l'entretien")
    date_observations: FrDate | None = question(
        "Quel jour avez-vous envoyé vos observations ?", label="Envoi des observations", example="20 février 2027"
    )
    date_demande: FrDate | None = question(
        "Quel jour avez-vous envoyé la demande de révision au recteur ?",
        label="Envoi de la demande de révision",
        example="22 février 2027",
    )
    date_reception_recours: FrDate | None = question(
        "Quel jour le rectorat l'a-t-il reçue ?",
        label="Réception de la demande de révision",
        help="Elle figure sur l'avis de réception, ou sur l'accusé de réception du message.",
        example="24 février 2027",
    )
    date_notification_reponse: FrDate | None = question(
        "Quel jour la réponse du recteur vous a-t-elle été notifiée ?",
        label="Notification de la réponse",
        example="8 mars 2027",
    )
    date_saisine: FrDate | None = question(
        "Quel jour avez-vous saisi la commission consultative paritaire ?",
        label="Saisine de la commission",
        example="22 mars 2027",
    )

    @model_validator(mode="after")
    def _acts_follow(self) -> InterviewCase:
        for chain in CHAINS:
            for first, last in pairwise(name for name in chain if getattr(self, name) is not None):
                self.check_order(first, last)
        return self


CHAINS = (
    ("date_debut_contrat", "dernier_jour_contrat"),
    ("date_dernier_entretien", "date_entretien"),
    ("date_entretien", "date_observations"),
    *(
        ("date_entretien", "date_notification", "date_demande", "date_reception_recours"),
        ("date_reception_recours", "date_notification_reponse", "date_saisine"),
        ("date_notification", "date_notification_reponse"),
        ("date_demande", "date_notification_reponse"),
    ),
)


@dataclass(frozen=True)
class Dossier:
    """A case with its notes (`notes`: id of a criterion or of a heading, to text) and the key of its calendar."""

    case: InterviewCase
    notes: Mapping[str, str] = field(default_factory=dict)
    key: str = ""

    @property
    def title(self) -> str:
        """Return the name under which the case is kept."""
        return self.case.nom or "Dossier sans nom"

    def lines(self, note: str) -> tuple[str, ...]:
        """Return the lines of a note, without blanks or bullets."""
        lines = (line.strip().lstrip("-–•* ").strip() for line in self.notes.get(note, "").splitlines())
        return tuple(line for line in lines if line)


def read_dossier(raw: Mapping[str, str]) -> Dossier:
    """Return the dossier of the raw answers (field or « note-… » to text); other keys are left aside.

    Raises `SituationError`, whose problems name the fields, when an answer cannot be used.
    """
    facts = {name: raw[name] for name in InterviewCase.model_fields if raw.get(name, "").strip()}
    notes = {key: raw[NOTE + key].strip() for key in note_keys() if raw.get(NOTE + key, "").strip()}
    problems = list(_too_long(notes))
    try:
        case = read_situation(InterviewCase, facts)
    except SituationError as error:
        raise SituationError((*error.problems, *problems)) from None
    if problems:
        raise SituationError(tuple(problems))
    return Dossier(case, notes, raw.get(KEY, "")[:LONGEST_KEY])


def _too_long(notes: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for key, text in notes.items():
        if len(text) > LONGEST_NOTE:
            yield NOTE + key, f"Une note est trop longue : gardez {LONGEST_NOTE} caractères au plus."
