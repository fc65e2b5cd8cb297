"""What may be wrong with an interview, point by point: the text, its force, and what to do before and after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from assistant.rules.core.datafiles import read_table

Force = Literal["règle", "circulaire", "position syndicale", "pratique locale"]
Verdict = Literal["irrégulier", "à discuter", "permis"]
QUI = FORME = "arrete-2014-06-27#1"
AVANT = "demandez par écrit la correction et, à défaut, un report de l'entretien"
APRES = "écrivez-le dans vos observations sur le compte rendu, puis dans la demande de révision au recteur"


@dataclass(frozen=True)
class Point:
    """One point of the check. `wrong(answer)` tells whether the answer given for `field` deserves the verdict."""

    id: str
    field: str
    title: str
    wrong: Callable[[object], bool]
    why: str
    source: str
    force: Force
    verdict: Verdict = "irrégulier"
    before: str = AVANT
    after: str = APRES


def _points(part: str) -> tuple[Point, ...]:
    """Return the points of one part of the check, read from the table."""
    found = ((key, dict(table)) for key, table in read_table("entretien_points").items() if table["part"] == part)
    return tuple(_point(key, table) for key, table in found)


def _point(key: str, table: dict[str, Any]) -> Point:
    wrong, _ = table.pop("wrong"), table.pop("part")
    return Point(id=key, wrong=lambda answer: answer in wrong, **table)


CONVOCATION, CONTENU = _points("convocation"), _points("contenu")
RAPPORT, PERMIS = _points("rapport"), _points("permis")
