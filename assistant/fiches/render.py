"""From a fiche to the text that is shown and quoted: references replaced, generated sections added."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from assistant.fiches.schema import REFERENCE, Conflict, Constant, Fiche, FicheSection, Heading
from assistant.rules.core.french import format_date

Resolver = Callable[[str, datetime.date], str | None]

_SEPARATOR_FROM = 10_000


class UnresolvedReferenceError(LookupError):
    """A reference that neither the fiche's constants nor the parameters know on that day."""


def no_parameters(name: str, on: datetime.date) -> str | None:
    """Resolver of a corpus whose figures are all declared constants: it knows no parameter."""
    return None


def render(fiche: Fiche, resolve: Resolver, on: datetime.date) -> tuple[FicheSection, ...]:
    """Return the sections of `fiche` as they are shown on the day `on`, « En bref » first.

    A reference without a dot is a constant of the fiche; a dotted one is a parameter asked of `resolve`, which
    returns it as French text with its unit, or None when it has no value on that day.

    Raises `UnresolvedReferenceError` (in French) for a reference without value.
    """

    def filled(text: str) -> str:
        return REFERENCE.sub(lambda match: _value(fiche, match.group(1), resolve, on), text)

    sections = [FicheSection(heading=Heading.EN_BREF, text=filled(fiche.short_answer))]
    sections += [FicheSection(heading=s.heading, text=filled(s.text)) for s in fiche.sections]
    if fiche.conflicts:
        told = [_told(conflict, filled(conflict.law_says)) for conflict in fiche.conflicts]
        sections.append(FicheSection(heading=Heading.GUIDES, text="\n".join(told)))
    if fiche.to_verify:
        points = [f"- {filled(item.point)} À vérifier auprès de : {filled(item.ask)}." for item in fiche.to_verify]
        sections.append(FicheSection(heading=Heading.A_VERIFIER, text="\n".join(points)))
    return tuple(sections)


def _value(fiche: Fiche, name: str, resolve: Resolver, on: datetime.date) -> str:
    if constant := fiche.constants.get(name):
        return shown(constant)
    value = resolve(name, on)
    if value is None:
        raise UnresolvedReferenceError(f"fiche « {fiche.id} » : la référence « {name} » n'a pas de valeur au {on}.")
    return value


def shown(constant: Constant) -> str:
    """Return a constant in French: « 8 jours », « 1867,02 € », « 1er mars 2025 »."""
    if isinstance(constant.value, datetime.date):
        return format_date(constant.value)
    number = constant.number()
    text = str(constant.value)
    if number is not None:
        whole, _, decimals = text.partition(".")
        grouped = f"{int(whole):,}".replace(",", " ") if abs(number) >= _SEPARATOR_FROM else whole
        text = f"{grouped},{decimals}" if decimals else grouped
    return f"{text} {constant.unit}".strip()


def _told(conflict: Conflict, law: str) -> str:
    guide = f"{conflict.guide_says.removesuffix('.')} (partie « {conflict.section} »)."
    since = f" La règle actuelle vaut depuis le {format_date(conflict.since)}." if conflict.since else ""
    return f"- {law} {guide}{since}"
