"""Every sentence that the calculators say over their golden cases, figures set aside, in one file per calculator.

A jurist reads these files; a test fails when a sentence, a label or a formula changes. After a wanted change,
`make wording` rewrites them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from assistant.domain.calculation import Calculation
from assistant.rules.core.errors import SituationError
from assistant.rules.core.french import MOIS, plain_spaces
from assistant.rules.registry import find, modules

from .golden_cases import golden_cases_of

FOLDER = Path(__file__).parent / "wording"
_MONTHS = re.compile(rf"\b(?:{'|'.join(MOIS)})\b")
_FIGURES = re.compile(r"\d+(?:[.,\s]\d+)*(?:er)?")


def spoken(calculator_id: str) -> list[str]:
    """Return the distinct lines of a calculator, sorted."""
    said: set[str] = set()
    for case in golden_cases_of(calculator_id):
        try:
            answer = find(calculator_id).answer(case["situation"])
        except SituationError as error:
            said.add(f"erreur | {_without_figures(str(error))}")
            continue
        said.update(_without_figures(line) for line in _lines(answer))
    return sorted(said)


def _lines(answer: Calculation) -> Iterator[str]:
    yield f"titre | {answer.title} | {answer.outcome}"
    yield f"résumé | {answer.summary}"
    for value in answer.values:
        yield f"valeur | {value.id} | {value.label} | {value.unit} | {value.in_calendar}"
    for step in answer.steps:
        sources = ", ".join(source.source_id for source in step.sources)
        yield f"étape | {step.id} | {step.label} | {step.expression} | {step.rounding} | {sources}"
        yield f"paramètres | {step.id} | {', '.join(step.parameters)}"
    for kind, texts in (
        ("suppose", answer.hypotheses),
        ("attention", answer.caveats),
        ("raison", answer.reasons),
        ("renvoi", (answer.referral,)),
        ("changement", (answer.next_change,)),
    ):
        yield from (f"{kind} | {text}" for text in texts if text)
    for reading in answer.readings:
        source = reading.source.source_id if reading.source else ""
        yield f"lecture | {reading.label} | {reading.shown} | {source} | {reading.kept} | {reading.why}"
    yield from (f"à faire | {todo.label} | {bool(todo.by)}" for todo in answer.to_do)
    yield from (f"question | {asked.field} | {asked.question} | {asked.help}" for asked in answer.questions)
    yield from (f"source | {source.source_id}" for source in answer.sources)


def _without_figures(text: str) -> str:
    return _FIGURES.sub("#", _MONTHS.sub("mois", plain_spaces(text))).replace("\n", " / ")


def recorded() -> dict[str, list[str]]:
    """Return what the files hold."""
    return {file.stem: file.read_text("utf-8").splitlines() for file in sorted(FOLDER.glob("*.txt"))}


def main() -> None:
    """Rewrite the files."""
    FOLDER.mkdir(exist_ok=True)
    for file in FOLDER.glob("*.txt"):
        file.unlink()
    for calculator_id in modules():
        (FOLDER / f"{calculator_id}.txt").write_text("\n".join(spoken(calculator_id)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
