"""Understanding measured on the labelled utterances: `python -m eval.understanding` (`--faults` for the tuning part).

An intent is right when the kind is one of those expected and the calculators are those expected (`also` may come on
top). A slot is a fact, a date with its event, or a period: right when key and value are those labelled.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.dialogue.kind import Kind
from assistant.dialogue.reading import Reading, read
from eval.measures.intervals import Share
from eval.understanding_set import DATE, PERIOD, Slot, UnderstandingCase, slot, understanding_cases

INTENT_TARGET = SLOT_TARGET = 0.95
WORST = 12
PARTS = {"tuning": "réglage", "test": "test"}


@dataclass
class Tally:
    """Slots counted: found and right, found and wrong, not found."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> Share:
        """The share of what is read that is right."""
        return Share(good=self.right, n=self.right + self.wrong)

    @property
    def recall(self) -> Share:
        """The share of what is said that is read."""
        return Share(good=self.right, n=self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both, 1 when there is nothing to read."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0


@dataclass
class Scores:
    """The figures of one part of the set; `slots` counts by key."""

    kinds: Share
    calculators: Share
    intents: Share
    slots: dict[str, Tally] = field(default_factory=dict)

    @property
    def overall(self) -> Tally:
        """All the slots together."""
        tallies = self.slots.values()
        return Tally(sum(t.right for t in tallies), sum(t.wrong for t in tallies), sum(t.missed for t in tallies))

    @property
    def reached(self) -> bool:
        """Whether both targets are met."""
        return (self.intents.rate or 0) >= INTENT_TARGET and self.overall.f1 >= SLOT_TARGET


def read_slots(reading: Reading) -> frozenset[Slot]:
    """Return what was read in the form in which the set is labelled."""
    facts = (slot(key, fact.value) for key, fact in reading.said.facts.items() if key != "naissance")
    born = reading.said.facts.get("naissance")
    dates = dict(reading.events) | ({"naissance": born.value} if born else {})
    unclaimed = [(f"{DATE} ?", str(day)) for day in reading.unclaimed]
    periods = ((PERIOD, f"{span.first}/{span.last}") for span in reading.said.periods)
    return frozenset([*facts, *((f"{DATE} {event}", str(day)) for event, day in dates.items()), *periods, *unclaimed])


def right_kind(case: UnderstandingCase, reading: Reading) -> bool:
    """Whether the kind is one of those expected."""
    return reading.kind in case.kinds


def right_calculators(case: UnderstandingCase, reading: Reading) -> bool:
    """Whether the calculators called are those expected."""
    called = set(reading.calculators)
    optional = not case.calculators or (len(case.kinds) > 1 and reading.kind is not Kind.CALCULATION)
    return (optional or case.calculators <= called) and called <= case.calculators | case.also


def scores(cases: Sequence[UnderstandingCase]) -> Scores:
    """Read every utterance and count."""
    readings = [(case, read(case.question, case.today)) for case in cases]
    kinds = [right_kind(case, reading) for case, reading in readings]
    calculators = [right_calculators(case, reading) for case, reading in readings]
    intents = [k and c for k, c in zip(kinds, calculators, strict=True)]
    return Scores(_share(kinds), _share(calculators), _share(intents), _tallies(readings))


def _share(outcomes: Sequence[bool]) -> Share:
    return Share(good=sum(outcomes), n=len(outcomes))


def _tallies(readings: Iterable[tuple[UnderstandingCase, Reading]]) -> dict[str, Tally]:
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for case, reading in readings:
        found = read_slots(reading)
        right.update(key for key, _ in found & case.slots)
        wrong.update(key for key, _ in found - case.slots)
        missed.update(key for key, _ in case.slots - found)
    return {key: Tally(right[key], wrong[key], missed[key]) for key in sorted({*right, *wrong, *missed})}


def report(part: str, measured: Scores) -> str:
    """Return the figures of a part in French, the worst slots last."""
    overall = measured.overall
    lines = [
        f"Partie {PARTS[part]}",
        f"  intention  {measured.intents}",
        f"    sorte    {measured.kinds}",
        f"    calculs  {measured.calculators}",
        f"  faits      F1 {_percent(overall.f1)}, précision {overall.precision}, rappel {overall.recall}",
    ]
    worst = sorted(measured.slots.items(), key=lambda item: (item[1].f1, -item[1].missed))
    for key, tally in [item for item in worst if item[1].f1 < 1][:WORST]:
        lines.append(f"    {key:<24} F1 {_percent(tally.f1)} (précision {tally.precision}, rappel {tally.recall})")
    return "\n".join(lines)


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %".replace(".", ",")


def faults(cases: Iterable[UnderstandingCase]) -> list[str]:
    """Return what is wrong, case by case: for the tuning part only."""
    told = []
    for case in cases:
        reading = read(case.question, case.today)
        found = read_slots(reading)
        if not right_kind(case, reading) or not right_calculators(case, reading):
            expected = f"{'/'.join(case.kinds)} {sorted(case.calculators)}"
            told.append(
                f"INTENTION {case.question!r} : {reading.kind} {list(reading.calculators)}, attendu {expected}"
            )
        if found != case.slots:
            told.append(
                f"FAITS {case.question!r} : de trop {sorted(found - case.slots)}, manque {sorted(case.slots - found)}"
            )
    return told


def main() -> int:
    """Print the figures of both parts; 1 when the test part misses a target."""
    parser = argparse.ArgumentParser(description="Mesure la compréhension des questions.")
    parser.add_argument("--faults", action="store_true", help="liste les erreurs de la partie réglage")
    options = parser.parse_args()
    cases = understanding_cases()
    by_part = {part: [case for case in cases if case.part == part] for part in PARTS}
    measured = {part: scores(chosen) for part, chosen in by_part.items()}
    print("\n".join(report(part, figures) for part, figures in measured.items()))
    if options.faults:
        print("\n".join(faults(by_part["tuning"])))
    return 0 if measured["test"].reached else 1


if __name__ == "__main__":
    raise SystemExit(main())
