"""What the check says of a case, point by point, each with its text and the reply to make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.domain.calculation import Calculation, ToDo
from assistant.interview.case import Dossier, InterviewCase
from assistant.interview.filling import Filler
from assistant.interview.results import Results
from assistant.interview.words import reply_to
from assistant.rules.calculators.entretien._faits import AFTER
from assistant.rules.calculators.entretien._points import CONVOCATION

EARLY = frozenset({"convocation_tardive", "conduite", *(point.id for point in CONVOCATION)})
"""The points that can be seen from the convocation on."""
_LABEL = re.compile(r"(Irrégulier|À discuter|Pas irrégulier) \(([^)]+)\) : (.+)", re.DOTALL)
KINDS = {"Irrégulier": "irregulier", "À discuter": "a_discuter", "Pas irrégulier": "permis"}


@dataclass(frozen=True)
class Finding:
    """A point of the check. `kind` is irregulier, a_discuter or permis; `force` says how binding its text is.

    `why` is the reason, `source` the text and article, `say` the reply to make aloud, `write` the sentence for a
    letter at this stage (empty where none is due), `to_do` the step to take, by its last day.
    """

    id: str
    kind: str
    verdict: str
    force: str
    title: str
    why: str
    source: str
    say: str
    write: str
    to_do: ToDo | None = None

    @property
    def by(self) -> date | None:
        """Return the last day of the step to take."""
        return self.to_do.by if self.to_do else None


def is_over(case: InterviewCase) -> bool:
    """Tell whether the case knows something of what follows the interview."""
    return any(getattr(case, name) is not None for name in AFTER)


def findings(dossier: Dossier, results: Results, today: date) -> tuple[Finding, ...]:
    """Return the points found, in the order of the check: nothing when there was nothing to check."""
    checked = results.by_name.get("conformite")
    return tuple(_found(dossier, checked, Filler(dossier, results, today))) if checked else ()


def _found(dossier: Dossier, checked: Calculation, fill: Filler) -> Iterator[Finding]:
    for value in checked.values:
        label = _LABEL.fullmatch(value.label)
        if label is None:
            continue
        verdict, force, title = label.groups()
        why, _, source = value.shown.removesuffix(")").rpartition(" (")
        reply = reply_to(value.id, KINDS[verdict])
        written = reply.apres if is_over(dossier.case) else reply.avant
        yield Finding(
            value.id, KINDS[verdict], verdict, force, title, why, source,
            say=fill(reply.dire), write=fill(written), to_do=_to_do(checked, title),
        )  # fmt: skip


def _to_do(checked: Calculation, title: str) -> ToDo | None:
    head = f"{title.capitalize()} : "
    for todo in checked.to_do:
        if todo.label.startswith(head):
            said = todo.label.removeprefix(head)
            return ToDo(label=said[0].upper() + said[1:], by=todo.by)
    return None


def unknown_points(results: Results) -> tuple[str, ...]:
    """Return the names of the points that could not be checked for want of an answer."""
    found = results.value("conformite.a_renseigner")
    return tuple(str(found.value).split(" ; ")) if found else ()
