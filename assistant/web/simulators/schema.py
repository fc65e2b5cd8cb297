"""A calculator's form, made from the schema of its situation: questions, choices, rows of a list, groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.errors import nested_model
from assistant.rules.core.inputs import asked
from assistant.web.facts import boolean_fields, list_fields
from assistant.web.forms import FieldView, Kind
from assistant.web.simulators.groups import groups_of

UNKNOWN = ("", "Je ne sais pas")
YES_NO = (("oui", "Oui"), ("non", "Non"))
MOST_RADIOS = 6
MOST_ROWS = 60
PREFIX = "champ-"
TYPED_IN_ONE = {"Creneau"}
PATTERN_OF_ROWS = "__n__"
ITEMS = {"Contrat": "Contrat", "Arret": "Arrêt"}
SELDOM_IN_ROW = {"Arret": frozenset({"meme_cause", "cause", "ald", "deces_enfant"})}

Values = Mapping[str, str]


@dataclass(frozen=True)
class RowsView:
    """A list asked row by row. `pattern` is an empty row whose number is `PATTERN_OF_ROWS`, for scripts.

    `seldom` names the fields of a row that few people need: they are folded.
    """

    name: str
    label: str
    hint: str
    item: str
    seldom: frozenset[str]
    rows: tuple[tuple[FieldView, ...], ...]
    pattern: tuple[FieldView, ...]
    heading: str
    error: str = ""

    @property
    def target(self) -> str:
        """Return the id to which an error on the whole list leads."""
        return PREFIX + self.name

    def is_seldom(self, view: FieldView) -> bool:
        """Tell whether a field of a row is one that few people need."""
        return view.name.rpartition("-")[2] in self.seldom

    def unfolded(self, views: Sequence[FieldView]) -> bool:
        """Tell whether the folded fields of a row must show: one is answered or refused."""
        empty = {view.name.rpartition("-")[2]: view.value for view in self.pattern}
        return any(self.is_seldom(v) and (v.error or v.value != empty[v.name.rpartition("-")[2]]) for v in views)


@dataclass(frozen=True)
class GroupView:
    """Questions under one legend; `folded` for those that few people need."""

    legend: str
    parts: tuple[FieldView | RowsView, ...]
    folded: bool = False

    def wrong(self) -> list[FieldView | RowsView]:
        """Return the questions with an error, rows gone through."""
        fields = [f for part in self.parts for f in (_flat(part))]
        return [f for f in fields if f.error]


def _flat(part: FieldView | RowsView) -> list[FieldView | RowsView]:
    return [part, *(f for row in part.rows for f in row)] if isinstance(part, RowsView) else [part]


def row_model(model: type[BaseModel], name: str) -> type[BaseModel] | None:
    """Return what a row of the field holds, or None when the field is typed in one."""
    nested = nested_model(model, name)
    return None if nested is None or nested.__name__ in TYPED_IN_ONE else nested


def form_of(
    calculator: Calculator[Any], values: Values, rows: Mapping[str, int], errors: Mapping[str, str]
) -> tuple[GroupView, ...]:
    """Return the groups of questions, filled with `values` and `errors` (by form name) and `rows` of each list."""
    model = calculator.situation

    def part(name: str) -> FieldView | RowsView:
        nested = row_model(model, name)
        if nested is not None:
            return _rows(model, nested, name, values, max(1, rows.get(name, 1)), errors)
        return _filled(field_of(model, name), values, errors)

    return tuple(
        GroupView(group.legend, tuple(map(part, group.fields)), folded=group.folded)
        for group in groups_of(calculator)
    )


def _filled(view: FieldView, values: Values, errors: Mapping[str, str]) -> FieldView:
    return replace(view, value=values.get(view.name, view.value), error=errors.get(view.name, ""))


def field_of(model: type[BaseModel], name: str, prefix: str = "") -> FieldView:
    """Return the empty question of a field; `prefix` is that of its row ("contrats-0-")."""
    info = model.model_fields[name]
    about = asked(info)
    choices = _choices(model, name, about)
    default = info.default if isinstance(info.default, str) else ""
    example = about["example"]
    return FieldView(
        id=PREFIX + prefix + name,
        name=prefix + name,
        label=about["question"],
        kind=_kind(model, name, choices),
        hint=about["help"],
        example=example if isinstance(example, str) and not choices else "",
        choices=choices,
        value=default,
        heading=about["label"],
    )


def _choices(model: type[BaseModel], name: str, about: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    if about["choices"]:
        known = tuple(about["choices"].items())
    elif name in boolean_fields(model):
        known = YES_NO
    else:
        return ()
    return known if model.model_fields[name].default else (*known, UNKNOWN)


def _kind(model: type[BaseModel], name: str, choices: Sequence[tuple[str, str]]) -> Kind:
    if choices:
        return "choices" if len(choices) <= MOST_RADIOS else "select"
    return "area" if name in list_fields(model) else "text"


def _rows(
    model: type[BaseModel], nested: type[BaseModel], name: str, values: Values, count: int, errors: Mapping[str, str]
) -> RowsView:
    about = asked(model.model_fields[name])

    item = ITEMS.get(nested.__name__, about["label"])

    def row(number: str) -> tuple[FieldView, ...]:
        views = (field_of(nested, inner, f"{name}-{number}-") for inner in nested.model_fields)
        place = f"{item} {int(number) + 1}, " if number.isdigit() else ""
        compact = (replace(v, kind="select") if len(v.choices) > len(YES_NO) + 1 else v for v in views)
        named = (replace(view, heading=place + view.heading[:1].lower() + view.heading[1:]) for view in compact)
        return tuple(_filled(view, values, errors) for view in named)

    return RowsView(
        name=name,
        label=about["question"],
        hint=about["help"],
        item=item,
        seldom=SELDOM_IN_ROW.get(nested.__name__, frozenset()),
        rows=tuple(row(str(n)) for n in range(min(count, MOST_ROWS))),
        pattern=row(PATTERN_OF_ROWS),
        heading=about["label"],
        error=errors.get(name, ""),
    )
