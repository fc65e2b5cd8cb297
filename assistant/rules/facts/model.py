"""What a fact is: a name, a type, how it is asked, what it dates, how long it holds, and its usual value."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

Type = Literal["date", "duration", "number", "amount", "hours", "percentage", "boolean", "choice", "list", "text"]
Tense = Literal["past", "future", "any", "today"]
Item = Literal["date", "montant", "heures", "jours", "mois", "contrat", "arret", "horaire"]
YES_NO = ("oui", "non")
TODAY = "aujourd'hui"
NAME = r"[a-z][a-z0-9_]*"


class Fact(BaseModel):
    """One legal fact.

    `unit` completes a number, `spoken` are the other forms in which people say it. `event` names in French what a
    date dates, `tense` on which side of today it falls when its year or week is not said. `lasting`: still true once
    the subject changes. `usual` is the ordinary value as one would write it, `usual_says` the sentence that says it.
    `was` are the former names of its fields: `champ` of any calculator, or `calculateur.champ` of one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: str = Field(pattern=rf"^{NAME}$")
    theme: str
    type: Type
    label: str = Field(min_length=2, max_length=60)
    question: str = Field(min_length=8)
    help: str = ""
    example: str = ""
    unit: str = ""
    item: Item | None = None
    choices: dict[str, str] = {}
    event: str = ""
    tense: Tense | None = None
    lasting: bool = False
    usual: str = ""
    usual_says: str = ""
    spoken: list[str] = []
    was: list[str] = []

    @field_validator("question")
    @classmethod
    def _asks(cls, text: str) -> str:
        if not text.endswith("?"):
            raise ValueError("une question finit par un point d'interrogation")
        return text

    @field_validator("help", "usual_says")
    @classmethod
    def _says(cls, text: str) -> str:
        if text and not text.endswith((".", "!")):
            raise ValueError("une phrase finit par un point")
        return text

    @model_validator(mode="after")
    def _whole(self) -> Fact:
        dated = self.type == "date" or self.item == "date"
        asks_example = self.type not in ("boolean", "choice")
        checks = (
            (bool(self.choices) == (self.type == "choice"), "les choix vont avec le type « choice », et lui seul"),
            (bool(self.event) == dated, "une date, et elle seule, dit l'événement qu'elle date (event)"),
            ((self.tense is not None) == dated, f"une date dit son temps (tense) : {', '.join(get_args(Tense))}"),
            ((self.item is not None) == (self.type == "list"), "une liste, et elle seule, dit son contenu (item)"),
            (bool(self.usual) == bool(self.usual_says), "la valeur ordinaire (usual) va avec sa phrase (usual_says)"),
            (self.usual in ("", *self.choices) or not self.choices, "la valeur ordinaire est un des choix"),
            (self.type != "boolean" or self.usual in ("", *YES_NO), "la valeur ordinaire est oui ou non"),
            (bool(self.example) == asks_example, "un exemple, sauf pour oui/non et un choix"),
        )
        for holds, message in checks:
            if not holds:
                raise ValueError(message)
        return self

    @property
    def today(self) -> bool:
        """Whether the usual value is the day of the question."""
        return self.usual == TODAY
