"""The schema of a fiche: its YAML front matter and its closed list of headings.

A fiche is one Markdown file, `corpus/fiches/<theme>/<id>.md`. Dates are calendar dates, both ends inclusive.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

ID_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
REPONSE_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?$"
REFERENCE = re.compile(r"\{\{\s*([a-z0-9_.]+)\s*\}\}")
BRACES = re.compile(r"\{\{[^}]*\}\}|\{\{|\}\}")

Slug = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2)]


class Theme(StrEnum):
    """What a fiche is about; also the name of its folder."""

    CONTRAT = "contrat"
    FIN_DE_CONTRAT = "fin-de-contrat"
    REMUNERATION = "remuneration"
    TEMPS_DE_TRAVAIL = "temps-de-travail"
    MISSIONS = "missions"
    RELATIONS = "relations"
    ENTRETIEN = "entretien"
    FORMATION = "formation"
    SANTE = "sante"
    FAMILLE = "famille"
    ABSENCES = "absences"
    CONGES_NON_REMUNERES = "conges-non-remuneres"
    DISCIPLINE = "discipline"
    DROITS = "droits"
    CHOMAGE_RETRAITE = "chomage-retraite"
    VIE_PRATIQUE = "vie-pratique"


class Heading(StrEnum):
    """The level-2 headings of a fiche, in order; the first and the last three are made from the front matter."""

    EN_BREF = "En bref"
    SAVOIR = "Ce qu'il faut savoir"
    DEMARCHE = "Démarche"
    PIECES = "Pièces à joindre"
    A_QUI_ECRIRE = "À qui écrire"
    EXCEPTIONS = "Exceptions et pièges"
    GUIDES = "Ce que disent les guides"
    A_VERIFIER = "À vérifier"
    TEXTES = "Textes et guides"


WRITTEN_HEADINGS = (
    Heading.SAVOIR,
    Heading.DEMARCHE,
    Heading.PIECES,
    Heading.A_QUI_ECRIRE,
    Heading.EXCEPTIONS,
)


class Record(BaseModel):
    """Base of the records below: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _no_float(value: object) -> object:
    if isinstance(value, float | bool):
        raise ValueError('un nombre à virgule s\'écrit entre guillemets, avec un point : « "37.70" »')
    return value


class Constant(Record):
    """A figure or a date stated by the fiche: `value` with its `unit`, and the source that states it.

    `value` is a whole number, a date, or a text holding a digit (« "37.70" », « 1/30 », « 28e »). `formula` says how
    a derived figure comes from the other constants (« indemnite / 12 »). `parameter` names the dated parameter that
    holds the same figure (« cmo.taux_plein », « fmd.montants#0 », « adoption.partage#un » for an item): the tests
    compare them.
    """

    value: Annotated[int | datetime.date | str, BeforeValidator(_no_float)]
    unit: str = ""
    source: Slug
    formula: str = ""
    parameter: str = Field(default="", pattern=r"^([a-z0-9_.]+(#[a-z0-9_]+)?)?$")

    @model_validator(mode="after")
    def _holds_a_number(self) -> Constant:
        if isinstance(self.value, str) and not re.search(r"\d", self.value):
            raise ValueError("une constante contient au moins un chiffre")
        return self

    def number(self) -> Decimal | None:
        """Return the value as a number, or None for a date, a fraction or an ordinal."""
        if isinstance(self.value, datetime.date):
            return None
        try:
            return Decimal(str(self.value))
        except InvalidOperation:
            return None


class SourceReference(Record):
    """A source of the registry, and the article or section of it that the fiche rests on."""

    source: Slug
    at: str = ""


class Conflict(Record):
    """A point on which a guide and the law differ. `guide_says` and `law_says` are whole sentences of our own.

    `since` is the day from which the guide's statement is out of date, None when it was never the rule.
    """

    guide: Slug
    section: str
    guide_says: Sentence
    law_says: Sentence
    since: datetime.date | None = None


class ToVerify(Record):
    """A point that the sources do not settle, and the service to ask."""

    point: Sentence
    ask: Sentence


class Reponse(Record):
    """One question that people ask and the short answer written for it, references not yet rendered.

    `sources` carry this very answer; `calculator` makes it personal; `see` names the réponses to ask next (« id » of
    the same fiche, or « fiche/id »); `twin` names the réponse of another fiche that answers the same question.
    """

    id: Slug
    question: Sentence
    answer: Sentence
    sources: tuple[SourceReference, ...] = Field(min_length=1)
    calculator: str = Field(default="", pattern=r"^([a-z][a-z0-9_]*)?$")
    see: tuple[Annotated[str, StringConstraints(pattern=REPONSE_PATTERN)], ...] = Field(default=(), max_length=3)
    twin: str = Field(default="", pattern=rf"^({REPONSE_PATTERN[1:-1]})?$")


class FicheSection(Record):
    """One level-2 section: its heading and its Markdown text, references not yet rendered (or rendered)."""

    heading: Heading
    text: Sentence


class Fiche(Record):
    """One right or one procedure, complete enough to answer alone."""

    id: Slug
    title: Sentence
    theme: Theme
    public: tuple[Literal["tous", "CDD", "CDI", "AESH référent"], ...] = Field(min_length=1)
    scope: str = Field(default="national", pattern=r"^(national|académie (de |d').+)$")
    questions: tuple[Sentence, ...] = Field(default=(), max_length=15)
    short_answer: str = ""
    calculators: tuple[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")], ...] = ()
    sources: tuple[SourceReference, ...] = Field(min_length=1)
    constants: dict[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")], Constant] = Field(
        default_factory=dict
    )
    formulas: tuple[Sentence, ...] = ()
    in_force_from: datetime.date
    in_force_to: datetime.date | None = None
    verified_on: datetime.date
    review_by: datetime.date
    conflicts: tuple[Conflict, ...] = ()
    to_verify: tuple[ToVerify, ...] = ()
    reponses: tuple[Reponse, ...] = ()
    sections: tuple[FicheSection, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _says_something_first(self) -> Fiche:
        if not (self.reponses or self.short_answer):
            raise ValueError("la fiche n'a pas de réponse : écrivez la partie « ## Réponses »")
        ids = [reponse.id for reponse in self.reponses]
        if doubles := sorted({i for i in ids if ids.count(i) > 1}):
            raise ValueError(f"réponse écrite plusieurs fois : {', '.join(doubles)}")
        return self

    @model_validator(mode="after")
    def _dates_in_order(self) -> Fiche:
        if self.review_by <= self.verified_on:
            raise ValueError("« review_by » doit venir après « verified_on »")
        if self.in_force_to and self.in_force_to < self.in_force_from:
            raise ValueError("« in_force_to » ne peut pas précéder « in_force_from »")
        return self

    @model_validator(mode="after")
    def _sources_are_declared(self) -> Fiche:
        declared = {reference.source for reference in self.sources}
        used = {c.source for c in self.constants.values()} | {c.guide for c in self.conflicts}
        used |= {reference.source for reponse in self.reponses for reference in reponse.sources}
        if missing := sorted(used - declared):
            raise ValueError(f"source utilisée mais absente de « sources » : {', '.join(missing)}")
        return self

    @model_validator(mode="after")
    def _references_match_constants(self) -> Fiche:
        text = "\n".join(self.written_texts())
        names = set(REFERENCE.findall(text))
        if malformed := sorted(b for b in BRACES.findall(text) if not REFERENCE.fullmatch(b)):
            raise ValueError(f"référence mal écrite : {', '.join(malformed)} (attendu : « {{{{nom}}}} »)")
        if unknown := sorted(n for n in names if "." not in n and n not in self.constants):
            raise ValueError(f"constante non déclarée : {', '.join(unknown)}")
        in_formulas = " ".join(c.formula for c in self.constants.values())
        spare = sorted(n for n in self.constants if n not in names and not re.search(rf"\b{n}\b", in_formulas))
        if spare:
            raise ValueError(f"constante déclarée mais jamais utilisée : {', '.join(spare)}")
        return self

    @model_validator(mode="after")
    def _headings_once_in_order(self) -> Fiche:
        ranks = [list(Heading).index(section.heading) for section in self.sections]
        if ranks != sorted(set(ranks)):
            raise ValueError("chaque titre de niveau 2 paraît une seule fois, dans l'ordre du modèle")
        return self

    def written_texts(self) -> tuple[str, ...]:
        """Return every text in which a figure must be a reference: all but what a guide says and the questions."""
        own = [self.title, self.short_answer, *(section.text for section in self.sections)]
        own += [text for reponse in self.reponses for text in (reponse.question, reponse.answer)]
        own += [conflict.law_says for conflict in self.conflicts]
        return (*own, *(item.point for item in self.to_verify), *(item.ask for item in self.to_verify))

    def applies_on(self, day: datetime.date) -> bool:
        """Tell whether the rule stated is in force on `day`."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)
