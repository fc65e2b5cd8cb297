"""Validation errors as plain French sentences that name the field and say what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from assistant.rules.core.french import FrenchValueError, format_number
from assistant.rules.core.inputs import FieldError, Situation, asked, label_of

S = TypeVar("S", bound=Situation)
TOO_SHORT = "too_short"
LISTS = {
    TOO_SHORT: "la liste est vide ; indiquez au moins un élément, ou laissez le champ vide",
    "too_long": "la liste est trop longue ; gardez les éléments les plus récents",
}
NOT_WHOLE = {"int_parsing", "int_type", "int_from_float", "int_parsing_size"}
NOT_NUMBER = {"decimal_parsing", "decimal_type", "finite_number", "float_parsing", "float_type"}
BOUNDS = {
    "greater_than_equal": ("ge", "au moins"),
    "greater_than": ("gt", "plus de"),
    "less_than_equal": ("le", "au plus"),
    "less_than": ("lt", "moins de"),
}


class SituationError(FrenchValueError):
    """Facts that cannot be used. `problems` holds (field, sentence) pairs; the message joins the sentences.

    `places` says, for each problem, where it lies: ("contrats", "0", "debut") is a field of the first contract.
    """

    def __init__(self, problems: tuple[tuple[str, str], ...], places: tuple[tuple[str, ...], ...] = ()) -> None:
        super().__init__(" ".join(sentence for _, sentence in problems))
        self.problems = problems
        self.places = places or tuple((field,) for field, _ in problems)


def read_situation(model: type[S], data: Mapping[str, Any]) -> S:
    """Build a situation from raw facts. Raises `SituationError`, in French, for anything unusable."""
    try:
        return model.model_validate(dict(data))
    except ValidationError as error:
        problems = {_problem(model, item): _place(item) for item in _deepest(error.errors(include_url=False))}
        raise SituationError(tuple(problems), tuple(problems.values())) from None


def _place(error: ErrorDetails) -> tuple[str, ...]:
    cause = error.get("ctx", {}).get("error")
    path = [str(part) for part in error["loc"]]
    return (*path, cause.field) if isinstance(cause, FieldError) else tuple(path)


def _deepest(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out "the list is too short" where its elements have been refused already."""
    inside = {error["loc"][0] for error in errors if len(error["loc"]) > 1}
    return [e for e in errors if not (e["type"] == TOO_SHORT and e["loc"][0] in inside)]


def _problem(model: type[BaseModel], error: ErrorDetails) -> tuple[str, str]:
    path = list(_place(error))
    cause = error.get("ctx", {}).get("error")
    field = path[0] if path else ""
    owner, name, place = _locate(model, path)
    if error["type"] == "extra_forbidden":
        known = ", ".join(sorted(owner.model_fields))
        return field, f"« {name} » n'est pas un champ connu ; champs possibles : {known}."
    said = _advice(owner, name, error, cause)
    label = f"{label_of(owner, name)}{place} : " if name else ""
    return field, (label + said).rstrip(".") + "."


def _locate(model: type[BaseModel], path: list[str]) -> tuple[type[BaseModel], str, str]:
    """Follow a path into nested facts: the model that owns the last field, its name, and " (n° 2)" in a list."""
    owner, name, place = model, "", ""
    for part in path:
        if part.isdigit():
            place = f" (n° {int(part) + 1})"
            owner = nested_model(owner, name) or owner
        elif part in owner.model_fields or not name:
            name = part
        elif (inner := nested_model(owner, name)) and (part in inner.model_fields):
            owner, name = inner, part
    return owner, name, place


def nested_model(owner: type[BaseModel], field: str) -> type[BaseModel] | None:
    """Return the model found inside the annotation of a field (list of contracts), or None."""
    info = owner.model_fields.get(field)
    queue = [info.annotation] if info else []
    while queue:
        kind = queue.pop()
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
        queue.extend(getattr(kind, "__args__", ()))
    return None


def _advice(owner: type[BaseModel], field: str, error: ErrorDetails, cause: object) -> str:
    if isinstance(cause, FrenchValueError):
        return str(cause)
    about = asked(owner.model_fields[field]) if field in owner.model_fields else {}
    kind, given = error["type"], _given(error["input"])
    if kind == "literal_error" and about.get("choices"):
        return f"{given} n'est pas une réponse possible ; indiquez {_or(list(about['choices']))}"
    if kind in BOUNDS:
        key, words = BOUNDS[kind]
        return f"{given} n'est pas possible ; indiquez {words} {_number(error.get('ctx', {}).get(key, ''))}"
    return LISTS.get(kind) or f"{given} {_complaint(kind)}{_example(about)}"


def _complaint(kind: str) -> str:
    if kind in NOT_WHOLE:
        return "n'est pas un nombre entier ; indiquez un nombre entier"
    if kind in NOT_NUMBER:
        return "n'est pas un nombre ; indiquez un nombre"
    if kind.startswith("date"):
        return "ne convient pas ; indiquez une date avec le jour, le mois et l'année"
    if kind.startswith("bool"):
        return "ne convient pas ; répondez par oui ou par non"
    return "ne convient pas ; vérifiez cette réponse"


def _given(value: object) -> str:
    text = str(value)
    return "cette réponse" if isinstance(value, dict | list) or len(text) > 60 else f"« {text} »"


def _number(value: object) -> str:
    return format_number(value) if isinstance(value, int) else str(value)


def _example(about: Mapping[str, Any]) -> str:
    example = about.get("example")
    return f" (exemple : {example})" if isinstance(example, str | int) else ""


def _or(words: list[str]) -> str:
    quoted = [f"« {word} »" for word in words]
    return " ou ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1]]))
