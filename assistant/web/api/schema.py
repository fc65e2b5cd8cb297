"""What other programs send and receive."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from assistant.rules.core.calculator import Calculator

MAX_TURNS = 50
Turn = Annotated[str, Field(max_length=20_000)]


class Asked(BaseModel):
    """Une question, avec les questions déjà posées dans la même conversation (la plus ancienne d'abord).

    `corrections` donne les faits du dossier à corriger (comme on les écrirait) ou à effacer (`null`), par leur `key`.
    """

    model_config = ConfigDict(extra="forbid")

    question: Turn = Field(examples=["Je démissionne après 3 ans en CDI, quel préavis ?"])
    history: list[Turn] = Field(default_factory=list, max_length=MAX_TURNS)
    corrections: dict[str, str | None] = Field(default_factory=dict, max_length=100)


class Facts(BaseModel):
    """Les faits d'un calcul, par champ. Un champ absent veut dire « inconnu » : rien n'est deviné."""

    model_config = ConfigDict(extra="forbid")

    facts: dict[str, JsonValue] = Field(
        max_length=100, examples=[{"date_debut_services": "2023-09-01", "date_reception_courrier": "2026-12-01"}]
    )


class CalculatorCard(BaseModel):
    """Un calculateur de la liste."""

    id: str
    title: str
    theme: str
    public: str


class CalculatorSheet(CalculatorCard):
    """Un calculateur et le schéma JSON de ses faits, avec la question, l'aide et l'exemple de chaque champ."""

    facts: dict[str, JsonValue]


class Problem(BaseModel):
    """Ce qui empêche de répondre, en français, et ce qu'il faut faire ; `fields` dit quels champs corriger."""

    error: str
    fields: dict[str, str] = Field(default_factory=dict)


def card(calculator: Calculator[Any]) -> CalculatorCard:
    """Return the card of a calculator."""
    return CalculatorCard(id=calculator.id, title=calculator.title, theme=calculator.theme, public=calculator.public)
