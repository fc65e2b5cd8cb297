"""A leave taken in several parts: lengths as people say them, and the rules on their number and size."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field

from assistant.rules.core.fields import Count
from assistant.rules.core.parameters import Used
from assistant.rules.core.steps import Calcul

BETWEEN = re.compile(r"[;,\n+]|\bet\b|\bpuis\b")
DAYS = re.compile(r"\s*(?:jours?|j)\s*$", re.I)


def _split(value: object) -> object:
    """Read "10 jours et 11 jours" as two lengths in days."""
    if not isinstance(value, str):
        return value
    return [DAYS.sub("", part).strip() for part in BETWEEN.split(value) if part.strip()]


Parties = Annotated[tuple[Count, ...], Field(min_length=1, max_length=12), BeforeValidator(_split)]


def parties_valides(c: Calcul, parties: Sequence[int], reste: int, most: Used, shortest: Used) -> bool:
    """Publish `periodes_valides`: few enough parts, none too short, no more days than are left."""
    few = c.check("nombre_de_periodes", "Nombre de parties", (len(parties), "fois"), "<=", most)
    long_enough = True
    if len(parties) > 1:
        low = (min(parties), "jours")
        long_enough = c.check("periode_la_plus_courte", "Partie la plus courte", low, ">=", shortest)
    fits = c.check("total_des_periodes", "Jours pris en tout", (sum(parties), "jours"), "<=", (reste, "jours"))
    return c.value("periodes_valides", "Découpage possible", few and long_enough and fits)
