"""From a fiche to the text that is shown and quoted: references replaced, generated sections added."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence

from assistant.domain.corpus import Nature
from assistant.fiches.registry import Source
from assistant.fiches.schema import REFERENCE, Conflict, Constant, Fiche, FicheSection, Heading
from assistant.rules.core.french import format_date

Resolver = Callable[[str, datetime.date], str | None]

_SEPARATOR_FROM = 10_000
_OBJECT = re.compile(r"(?<=\d{4}) (?:modifié )?(?:relati(?:f|ve) |portant |instituant ).*")


class UnresolvedReferenceError(LookupError):
    """A reference that neither the fiche's constants nor the parameters know on that day."""


def no_parameters(name: str, on: datetime.date) -> str | None:
    """Resolver of a corpus whose figures are all declared constants: it knows no parameter."""
    return None


def render(
    fiche: Fiche, resolve: Resolver, on: datetime.date, registry: Mapping[str, Source] | None = None
) -> tuple[FicheSection, ...]:
    """Return the sections of `fiche` as they are shown on the day `on`, « En bref » first.

    With a `registry`, the last section names the texts and guides that the fiche rests on, the highest norm first.
    A reference without a dot is a constant of the fiche; a dotted one is a parameter asked of `resolve`, which
    returns it as French text with its unit, or None when it has no value on that day.

    Raises `UnresolvedReferenceError` (in French) for a reference without value.
    """

    def filled(text: str) -> str:
        return render_text(fiche, text, resolve, on)

    sections = [FicheSection(heading=Heading.EN_BREF, text=filled(_first_answer(fiche)))]
    sections += [FicheSection(heading=s.heading, text=filled(s.text)) for s in fiche.sections]
    if fiche.conflicts:
        told = [_told(conflict, filled(conflict.law_says)) for conflict in fiche.conflicts]
        sections.append(FicheSection(heading=Heading.GUIDES, text="\n".join(told)))
    if fiche.to_verify:
        points = [f"- {filled(item.point)} À vérifier auprès de : {filled(item.ask)}." for item in fiche.to_verify]
        sections.append(FicheSection(heading=Heading.A_VERIFIER, text="\n".join(points)))
    if registry is not None and (named := bases(fiche, registry, on)):
        sections.append(FicheSection(heading=Heading.TEXTES, text="\n".join(f"- {base}" for base in named)))
    return tuple(sections)


def render_text(fiche: Fiche, text: str, resolve: Resolver, on: datetime.date) -> str:
    """Return `text` of `fiche` with its references replaced by their values on the day `on`.

    Raises `UnresolvedReferenceError` (in French) for a reference without value.
    """
    return REFERENCE.sub(lambda match: _value(fiche, match.group(1), resolve, on), text)


def _first_answer(fiche: Fiche) -> str:
    return fiche.short_answer or fiche.reponses[0].answer


def bases(fiche: Fiche, registry: Mapping[str, Source], on: datetime.date) -> tuple[str, ...]:
    """Return the texts and guides of `fiche`, each in one line, in the order of the hierarchy of norms.

    A text out of force on the day `on` is said to be; a source that `registry` does not hold is left out; the
    articles or parts of one source come together.
    """
    places: dict[str, list[str]] = {}
    for reference in fiche.sources:
        if reference.source in registry:
            places.setdefault(reference.source, []).extend([reference.at] if reference.at else [])
    order = sorted(places, key=lambda source_id: registry[source_id].nature.rank)
    return tuple(_base(registry[source_id], places[source_id], on) for source_id in order)


def _base(source: Source, places: Sequence[str], on: datetime.date) -> str:
    guide = source.nature in {Nature.GUIDE_ACADEMIQUE, Nature.GUIDE_SYNDICAL, Nature.GUIDE_NATIONAL}
    told = [f"partie « {place} »" if guide else place for place in places]
    dated = f" ({source.date})" if isinstance(source.date, str) and guide else ""
    ended = " (n'est plus en vigueur)" if source.in_force_to and source.in_force_to < on else ""
    return f"{', '.join([_OBJECT.sub('', source.title) + dated, *told])} – {source.nature}{ended}"


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
