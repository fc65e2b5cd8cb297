"""The situation a calculator works on: questions in plain French, every fact optional until it is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationInfo, field_validator, model_validator
from pydantic.fields import FieldInfo

from assistant.domain.calculation import MissingFact
from assistant.domain.text import fold
from assistant.rules.core.french import FrenchValueError
from assistant.rules.facts import registry


def question(
    text: str,
    *,
    label: str,
    example: JsonValue = None,
    help: str = "",
    choices: Mapping[str, str] | None = None,
    probes: Sequence[JsonValue] = (),
    default: JsonValue = None,
) -> Any:  # noqa: ANN401 - the type of the field, as with pydantic's own Field
    """Declare a fact: the question, a short label, where to find it, an example, the answers where they are few.

    `choices` maps each accepted value to its words. `probes` are further plausible values with which the engine tests
    whether the answer depends on the fact; like `example`, they are plain JSON. Unknown is None: "not asked yet".
    """
    about: dict[str, Any] = {"question": text, "label": label, "help": help, "choices": dict(choices or {})}
    spoken = f"Exemple : {example}." if isinstance(example, str) else ""
    return Field(
        default=default,
        title=label,
        description=" ".join(filter(None, [text, help, spoken])),
        json_schema_extra={"x-question": {**about, "example": example, "probes": list(probes)}},
    )


_declare = question


def fact(
    name: str,
    *,
    question: str | None = None,
    label: str | None = None,
    help: str | None = None,
    example: JsonValue = None,
    only: Sequence[str] = (),
    when: str = "",
    counts: Literal["", "mois", "ans"] = "",
    probes: Sequence[JsonValue] = (),
) -> Any:  # noqa: ANN401 - the type of the field, as with pydantic's own Field
    """Declare a field that asks the legal fact `name`; the rest is what is special here.

    `only` keeps some of the choices. `when` makes a question of yes or no of it: whether the fact is that choice, or
    that many at least ("2+"). `counts` is the unit of a field that counts a length in whole months or years. Raises
    `KeyError` for an unknown fact. What is usual in one calculation only stands in `usual.toml`.
    """
    known = registry()[name]
    choices = {key: words for key, words in known.choices.items() if (not only or key in only) and not when}
    value, says = known.usual, known.usual_says
    if when and value in known.choices:
        value = "oui" if value == when else "non"
    elif when and value:
        value = "oui" if int(value) >= int(when.removesuffix("+")) else "non"
    field = _declare(
        question or known.question,
        label=label or known.label,
        example=(known.example or None) if example is None and not when else example,
        help=known.help if help is None else help,
        choices=choices,
        probes=probes,
    )
    told = {"fact": name, "usual": value, "usual_says": says, "when": when, "counts": counts}
    field.json_schema_extra["x-question"] |= told
    return field


def fact_of(info: FieldInfo) -> str:
    """Return the name of the legal fact that a field asks, "" for a field that is no declared fact."""
    return str(asked(info).get("fact", ""))


def folded(text: str) -> str:
    """Return the words of an answer, without case, accents or punctuation ("REP+" is "rep plus")."""
    spelled = fold(text).replace("+", " plus ")
    return " ".join("".join(c if c.isalnum() else " " for c in spelled).split())


def asked(info: FieldInfo) -> dict[str, Any]:
    """Return what `question` declared for a field; empty for a field declared otherwise."""
    extra = info.json_schema_extra
    found = extra.get("x-question") if isinstance(extra, dict) else None
    return dict(found) if isinstance(found, dict) else {}


class FieldError(FrenchValueError):
    """A problem between several fields, reported on the one named `field`."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def _without_docstring(schema: dict[str, Any]) -> None:
    """Keep the developers' English out of the schema that faces and language models read."""
    schema.pop("description", None)


class Facts(BaseModel):
    """Base of situations and of what they contain: immutable, unknown keys refused, blanks read as unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra=_without_docstring)

    @field_validator("*", mode="before")
    @classmethod
    def _accept_words(cls, value: object, info: ValidationInfo) -> object:
        """Read a blank as unknown, and the words of a choice as the choice."""
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        choices = asked(cls.model_fields[info.field_name or ""]).get("choices", {})
        wanted = folded(value)
        return next((key for key, words in choices.items() if wanted in (folded(key), folded(words))), value)

    def refuse(self, field: str, message: str) -> None:
        """Refuse the situation because of `field`; for `model_validator(mode="after")`."""
        raise FieldError(field, message)

    def check_order(self, first: str, last: str) -> None:
        """Refuse a date `last` that lies before the date `first` (either may be unknown)."""
        a, b = getattr(self, first), getattr(self, last)
        if a is not None and b is not None and b < a:
            name = label_of(type(self), first)
            self.refuse(last, f"cette date est avant « {name} » ; vérifiez les deux dates")


class Situation(Facts):
    """Base of every situation. `ORDER` names pairs of dates of which the second never lies before the first."""

    ORDER: ClassVar[tuple[tuple[str, str], ...]] = ()

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        for first, last in (pair for kind in type(self).__mro__ for pair in kind.__dict__.get("ORDER", ())):
            self.check_order(first, last)
        return self

    @classmethod
    def missing_fact(cls, field: str) -> MissingFact:
        """Return the question to ask about a field."""
        about = asked(cls.model_fields[field])
        example = about.get("example")
        return MissingFact(
            field=field,
            question=about["question"],
            help=about["help"],
            example=example if isinstance(example, str) else "",
            choices=tuple(about["choices"].items()),
        )


def label_of(model: type[BaseModel], field: str) -> str:
    """Return the short French name of a field."""
    info = model.model_fields.get(field)
    return (info.title if info else None) or field


Statut = Literal["aesh", "fonctionnaire", "aed", "contrat_prive", "territorial"]


class AgentSituation(Situation):
    """A situation that first says whose rules apply; unknown is taken as AESH, and the result says so."""

    statut: Statut | None = fact("statut")


class ContractSituation(AgentSituation):
    """A situation in which the kind of contract matters."""

    contrat: Literal["cdd", "cdi"] | None = fact("type_contrat")
