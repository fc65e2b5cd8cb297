"""The case of a conversation: the facts said so far, where they were said, as calculators reuse them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from assistant.domain.answer import CaseFact
from assistant.domain.text import fold
from assistant.rules.core.errors import read_situation
from assistant.rules.core.fields import WorkedMinutes
from assistant.rules.core.french import (
    FrenchValueError,
    format_date,
    format_euros,
    format_hours,
    format_number,
    format_percent,
    join_and,
)
from assistant.rules.core.inputs import asked
from assistant.rules.parsing import (
    Duration,
    parse_amount,
    parse_bool,
    parse_date,
    parse_duration,
    parse_echelon,
    parse_hours,
    parse_int,
    parse_percent,
)
from assistant.rules.registry import find

Corrections = Mapping[str, str | None]
LABELS = {
    "contrat": "Contrat",
    "anciennete": "Ancienneté",
    "duree_cdd": "Durée du CDD",
    "heures": "Heures par semaine",
    "quotite": "Quotité",
    "echelon": "Échelon",
    "enfants": "Enfants",
    "rang": "Rang de l'enfant",
    "age_enfant": "Âge de l'enfant",
    "naissances": "Enfants attendus",
    "naissance": "Date de naissance",
    "montant": "Montant",
    "jours": "Nombre de jours",
    "periode_essai": "Période d'essai",
    "role": "Vous parlez",
    "academie": "Académie",
    "age": "Âge",
    "semaines": "Semaines de service",
    "zone": "Éducation prioritaire",
    "enfants_adoptes": "Enfants adoptés",
}
# A fact said anew puts out the earlier ones that it contradicts.
_PUTS_OUT = {
    "anciennete": {"date_debut_services"},
    "date_debut_services": {"anciennete"},
    "heures": {"quotite"},
    "quotite": {"heures"},
}
_OF_A_CDD = {"fin_cdd", "duree_cdd"}
_WORDS = {"cdd": "CDD", "cdi": "CDI", "representant": "au nom d'un ou d'une collègue"} | {
    "rep_simple": "REP",
    "rep_renforce": "REP+",
}
_CONTRACTS = {"cdd": "cdd", "cdi": "cdi", "duree determinee": "cdd", "duree indeterminee": "cdi"}


@dataclass(frozen=True)
class Known:
    """One fact: `name` and `label` say which, `turn` is where it was said (from 0; -1 when only the user edited it).

    `calculator` and `field` tell whose field it is, both empty for a fact of any question. `value` is typed (minutes
    for hours, percent, euros), `written` as typed.
    """

    name: str
    label: str
    value: Any
    written: str
    turn: int
    calculator: str = ""
    field: str = ""
    edited: bool = False

    @property
    def key(self) -> str:
        """What names it in corrections: a later statement of the same fact bears another key."""
        return f"{self.name}-{self.turn}" if self.turn >= 0 else self.name

    @property
    def shown(self) -> str:
        """The value in French."""
        if isinstance(self.value, tuple) and any(isinstance(item, BaseModel) for item in self.value):
            return self.written
        choices = asked(find(self.calculator).situation.model_fields[self.field]).get("choices") if self.field else {}
        return str((choices or {}).get(self.value) or _shown(self.name, self.value))


Case = tuple[Known, ...]


def general(name: str, value: Any, written: str, turn: int) -> Known:  # noqa: ANN401 (a fact of any type)
    """Return a fact that is no calculator's own."""
    return Known(name, LABELS.get(name, name.replace("_", " ").capitalize()), value, written, turn)


def said(case: Case, name: str, label: str | None = None) -> Known | None:
    """Return the fact of that name (and label, where one is given), or None."""
    return next((k for k in case if k.name == name and label in (None, k.label)), None)


def with_facts(case: Case, new: Iterable[Known], corrections: Corrections) -> tuple[Case, list[str]]:
    """Return the case with `new` facts, as the user corrected them, and French sentences on what is unreadable."""
    problems: list[str] = []
    for known in new:
        kept, problem = corrected(known, corrections)
        problems += [problem] if problem else []
        case = tuple(k for k in case if not _replaced(k, known))
        case = (*case, kept) if kept else case
    return case, problems


def _replaced(old: Known, new: Known) -> bool:
    if (old.name, old.label) == (new.name, new.label):
        return True
    ends_cdd = new.name == "contrat" and new.value == "cdi" and old.name in _OF_A_CDD
    return old.turn != new.turn and (ends_cdd or old.name in _PUTS_OUT.get(new.name, ()))


def corrected(known: Known, corrections: Corrections) -> tuple[Known | None, str]:
    """Return `known` as the user corrected it (None when erased), and a French sentence when that cannot be read."""
    key = known.key if known.key in corrections else known.name
    if key not in corrections:
        return known, ""
    text = corrections[key]
    if text is None:
        return None, ""
    try:
        return replace(known, value=_parsed(known, text), written=text, edited=True), ""
    except FrenchValueError as error:
        return known, f"{_named(known.label, str(error))} La valeur d'avant est gardée : {known.shown}."


def _named(label: str, problem: str) -> str:
    return problem if problem.startswith(f"{label} : ") else f"{label} : {problem}"


def edited_facts(corrections: Corrections) -> Case:
    """Return the facts of any question that the user gave by their bare name, before any turn."""
    found = []
    for name, text in corrections.items():
        if name in _PARSERS and text is not None:
            try:
                found.append(replace(general(name, _PARSERS[name](text), text, -1), edited=True))
            except FrenchValueError:
                continue
    return tuple(found)


def case_facts(case: Case) -> list[CaseFact]:
    """Return the case as an answer carries it, in the order in which things were said."""
    return [
        CaseFact(
            key=k.key,
            label=k.label,
            shown=k.shown,
            written=k.written,
            turn=None if k.edited or k.turn < 0 else k.turn,
        )
        for k in sorted(case, key=lambda k: k.turn)
    ]


def _parsed(known: Known, text: str) -> Any:  # noqa: ANN401 (a fact of any type)
    if known.field:
        situation = read_situation(find(known.calculator).situation, {known.field: text})
        return getattr(situation, known.field)
    parse = _PARSERS.get(known.name) or _parser_of(known.value)
    return parse(text)


def _contract(text: str) -> str:
    plain = fold(text)
    found = next((value for words, value in _CONTRACTS.items() if words in plain), None)
    if found is None:
        raise FrenchValueError(f"« {text} » ne convient pas. Indiquez CDD ou CDI.")
    return found


_PARSERS: dict[str, Callable[[str], Any]] = {
    "contrat": _contract,
    "anciennete": parse_duration,
    "duree_cdd": parse_duration,
    "heures": parse_hours,
    "quotite": parse_percent,
    "echelon": parse_echelon,
    "enfants": parse_int,
    "rang": parse_int,
    "age_enfant": parse_int,
    "naissances": parse_int,
    "naissance": parse_date,
    "montant": parse_amount,
    "jours": parse_int,
    "periode_essai": parse_bool,
}
_BY_TYPE: tuple[tuple[type, Callable[[str], Any]], ...] = (
    (bool, parse_bool),
    (Duration, parse_duration),
    (date, parse_date),
    (int, parse_int),
    (Decimal, parse_amount),
)


def _parser_of(value: object) -> Callable[[str], Any]:
    return next((parse for kind, parse in _BY_TYPE if isinstance(value, kind)), fold)


def _shown(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, WorkedMinutes) or name == "heures":
        return format_hours(int(str(value))) if name == "heures" else str(value)
    if isinstance(value, Decimal):
        return _decimal(name, value)
    if isinstance(value, tuple):
        return join_and([_shown(name, item) for item in value])
    return _WORDS.get(str(value), str(value))


def _decimal(name: str, value: Decimal) -> str:
    if name.startswith(("quotite", "part_")):
        return format_percent(value)
    return format_number(value) if "jours" in name else format_euros(value)
