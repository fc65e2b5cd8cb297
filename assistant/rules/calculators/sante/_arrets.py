"""Sick-leave certificates as an agent lists them: both days included, one entry per certificate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from assistant.rules import parsing
from assistant.rules.core.dates import Period, add_years
from assistant.rules.core.fields import FrBool, FrDate
from assistant.rules.core.french import FrenchValueError
from assistant.rules.core.inputs import Facts, folded, question

Cause = Literal["maladie", "ald", "grossesse", "interruption_grossesse", "deuil_enfant", "devouement"]
LONGEST_YEARS = 2
MOST = 100
NOTES = r"\s*(?:\((?P<notes>[^)]*)\))?\s*$"
SPAN = re.compile(r"^\s*(?:du\s+)?(?P<first>[^(]+?)\s+(?:au|jusqu'au)\s+(?P<last>[^(]+?)" + NOTES, re.I)
DAY = re.compile(r"^\s*(?:le\s+)?(?P<first>[^(]+?)" + NOTES, re.I)
NAMED = re.compile(r"^ald\s+(?P<name>.+)$")
DEATH = re.compile(r"^\s*(?:décès|deces|deuil)\s+(?:du|le)\s+(?P<day>.+?)\s*$", re.I)
WORDS: dict[str, dict[str, Any]] = {
    "prolongation": {"prolongation": True},
    "meme cause": {"meme_cause": True},
    "ald": {"cause": "ald"},
    "grossesse": {"cause": "grossesse"},
    "interruption de grossesse": {"cause": "interruption_grossesse"},
    "devouement": {"cause": "devouement"},
}


class Arret(Facts):
    """One certificate: its first and last days, and what decides the carence and the social security's wait."""

    premier_jour: FrDate | None = question(
        "Quel est le premier jour de l'arrêt ?",
        label="Premier jour de l'arrêt",
        help="Il est écrit sur l'avis d'arrêt. Si vous avez travaillé ce jour-là, indiquez le lendemain.",
        example="2 mars 2026",
    )
    dernier_jour: FrDate | None = question(
        "Quel est le dernier jour de l'arrêt (inclus) ?", label="Dernier jour de l'arrêt", example="13 mars 2026"
    )
    prolongation: FrBool | None = question(
        "Le médecin a-t-il coché « prolongation » ?", label="Prolongation de l'arrêt précédent"
    )
    meme_cause: FrBool | None = question(
        "Cet arrêt a-t-il la même cause que le précédent ?",
        label="Même cause que l'arrêt précédent",
        help="Utile seulement si le travail a repris quelques heures ou deux jours au plus entre les deux.",
    )
    cause: Cause = question(
        "Quelle est la situation à l'origine de l'arrêt ?",
        label="Cause de l'arrêt",
        help="Un accident du travail, un congé de grave maladie ou de maternité ne se notent pas dans ce registre.",
        choices={
            "maladie": "Maladie",
            "ald": "Affection de longue durée (ALD)",
            "grossesse": "Maladie après la déclaration de grossesse, avant le congé de maternité",
            "interruption_grossesse": "Interruption de grossesse (spontanée avant 22 semaines, ou médicale)",
            "deuil_enfant": "Premier arrêt après le décès d'un enfant",
            "devouement": "Acte de dévouement dans l'intérêt public",
        },
        default="maladie",
    )
    ald: str | None = question(
        "De quelle ALD s'agit-il, si vous en avez plusieurs ?",
        label="Repère de l'ALD",
        help="Un numéro ou une lettre suffit : ne nommez pas la maladie.",
        example="1",
    )
    deces_enfant: FrDate | None = question(
        "À quelle date l'enfant est-il décédé ?", label="Décès de l'enfant", example="10 janvier 2026"
    )

    @model_validator(mode="after")
    def _days_follow(self) -> Arret:
        for field in ("premier_jour", "dernier_jour"):
            if getattr(self, field) is None:
                self.refuse(field, "indiquez le premier et le dernier jour de chaque arrêt")
        self.check_order("premier_jour", "dernier_jour")
        if self.period.last >= add_years(self.period.first, LONGEST_YEARS):
            self.refuse(
                "dernier_jour", "un arrêt de plus de deux ans n'est pas possible ; notez un arrêt par certificat"
            )
        return self

    @model_validator(mode="after")
    def _death_is_known(self) -> Arret:
        if self.cause == "deuil_enfant" and self.deces_enfant is None:
            self.refuse("deces_enfant", "indiquez la date du décès : le délai de treize semaines part de ce jour")
        if self.deces_enfant and self.deces_enfant > self.period.first:
            self.refuse("deces_enfant", "le décès est après le premier jour de l'arrêt ; vérifiez les deux dates")
        return self

    @property
    def period(self) -> Period:
        """The days of the certificate."""
        if self.premier_jour is None or self.dernier_jour is None:
            raise FrenchValueError("indiquez le premier et le dernier jour de chaque arrêt")
        return Period(self.premier_jour, self.dernier_jour)


def parse_arret(text: str) -> dict[str, Any]:
    """Read "du 2 mars 2026 au 6 mars 2026 (prolongation)" or "le 9 mars 2026 (ALD 1)"."""
    span = SPAN.match(text) or DAY.match(text)
    if span is None:
        raise FrenchValueError(
            f"« {text.strip()} » n'est pas compris ; écrivez « du 2 mars 2026 au 6 mars 2026 (prolongation) »"
        )
    days = span.groupdict()
    first = parsing.parse_date(days["first"])
    last = parsing.parse_date(days["last"]) if days.get("last") else first
    return {"premier_jour": first, "dernier_jour": last, **dict(_notes(days["notes"] or ""))}


def _notes(text: str) -> Iterator[tuple[str, Any]]:
    for note in filter(str.strip, text.split(",")):
        words = folded(note)
        if words in WORDS:
            yield from WORDS[words].items()
        elif named := NAMED.match(words):
            yield from (("cause", "ald"), ("ald", named["name"]))
        elif death := DEATH.match(note):
            yield from (("cause", "deuil_enfant"), ("deces_enfant", parsing.parse_date(death["day"])))
        else:
            raise FrenchValueError(
                f"« {note.strip()} » n'est pas compris ; écrivez {', '.join(WORDS)} ou « décès du … »"
            )


def _parse_list(value: object) -> object:
    if isinstance(value, str):
        value = [part for part in re.split(r"[;\n]", value) if part.strip()]
    if isinstance(value, list | tuple):
        return [parse_arret(item) if isinstance(item, str) else item for item in value]
    return value


Arrets = Annotated[tuple[Arret, ...], Field(min_length=1, max_length=MOST), BeforeValidator(_parse_list)]
