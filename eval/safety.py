"""Scores of what comes before the answer: beliefs put right, distress heard, other statuses, courtesies.

`python -m eval.safety` prints the scores of both parts; what fails is listed for the tuning part alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml

from assistant.dialogue.courtesy import courtesy
from assistant.dialogue.distress import distress
from assistant.dialogue.premises import Verdict, premises_of
from assistant.dialogue.scope import other_status
from eval.measures.intervals import wilson
from eval.schema import Part, part_of

SETS = Path(__file__).parent / "sets"
Judged = tuple[str, bool, str]


def part(text: str) -> Part:
    """Return the part of a labelled text, by the hash of its id as in the other sets."""
    return part_of(f"say-{hashlib.sha256(text.encode()).hexdigest()[:10]}")


def premises(folder: Path = SETS) -> dict[str, list[Judged]]:
    """Return, by measure, each text of the set of premises, whether it is held and what was found."""
    data = _read(folder / "premises.yaml")
    wrong = [(p["wrong"], p["premise"], premises_of(p["wrong"])) for p in data["pairs"]]
    right = [(p["right"], premises_of(p["right"])) for p in data["pairs"]]
    return {
        "croyance fausse : « Non »": [(q, _first(f) == Verdict.WRONG, f"{i} {_told(f)}") for q, i, f in wrong],
        "  … par la bonne règle": [(q, bool(f) and f[0].id == i, f"{i} {_told(f)}") for q, i, f in wrong],
        "jumelle vraie : jamais « Non »": [(q, _first(f) != Verdict.WRONG, _told(f)) for q, f in right],
        "  … et « Oui »": [(q, _first(f) == Verdict.RIGHT, _told(f)) for q, f in right],
        "question ouverte : ni l'un ni l'autre": [
            (q, not premises_of(q), _told(premises_of(q))) for q in data["open"]
        ],
    }


def labelled(name: str, key: str, found: Callable[[str], str], folder: Path = SETS) -> dict[str, list[Judged]]:
    """Return, by kind, each text of a set of one label, whether the label found is right, and the label found."""
    rows: dict[str, list[Judged]] = {}
    for row in _read(folder / f"{name}.yaml"):
        told = found(row["q"])
        rows.setdefault(row[key], []).append((row["q"], told == row[key], f"attendu {row[key]}, trouvé {told}"))
    return rows


def show(title: str, measures: dict[str, list[Judged]]) -> None:
    """Print each measure with its interval, tuning and test apart, and what fails in the tuning part."""
    print(f"\n{title}")
    for name, rows in measures.items():
        scores = [f"{label} {_score(r for r in rows if part(r[0]) == p)}" for p, label in PARTS]
        print(f"  {name:42s} {'   '.join(scores)}")
        for text, held, told in rows:
            if not held and part(text) == "tuning":
                print(f"      {text}  [{told}]")
    every = [row for rows in measures.values() for row in rows]
    print("  " + "   ".join(f"{label} {_score(r for r in every if part(r[0]) == p)}" for p, label in PARTS))


PARTS: tuple[tuple[Part, str], ...] = (("tuning", "réglage"), ("test", "test"))


def _score(rows: Iterable[Judged]) -> str:
    kept = [held for _, held, _ in rows]
    if not kept:
        return "—"
    low, high = wilson(sum(kept), len(kept))
    return f"{sum(kept)}/{len(kept)} ({low:.0%}–{high:.0%})"


def _first(found: list[Any]) -> Verdict | None:
    return found[0].verdict if found else None


def _told(found: list[Any]) -> str:
    return ", ".join(f"{p.verdict} {p.id}" for p in found) or "rien"


def _read(path: Path) -> Any:  # noqa: ANN401 — each set has its own shape
    return yaml.safe_load(path.read_text("utf-8"))


def main() -> None:
    """Print every score."""
    show("Croyances", premises())
    show("Détresse", labelled("distress", "kind", lambda text: heard.id if (heard := distress(text)) else "none"))
    show("Autres statuts", labelled("statuses", "status", lambda text: s.id if (s := other_status(text)) else "none"))
    show("Politesses", labelled("courtesies", "kind", lambda text: courtesy(text) or "question"))


if __name__ == "__main__":
    main()
