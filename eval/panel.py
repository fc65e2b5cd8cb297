"""Panels: fresh questions answered by the product, graded by somebody else on what is shown before the fold.

    questions.jsonl ──answer──► answers.jsonl + feuille.html / feuille.csv ──(a person fills the grades)──► score.json

A question is a line: `id`, `turns` (one message or several), `kind`, `gold` (what a right answer must hold),
`must_not` (what would be wrong), `source`. A grade is a line of the sheet: `juste`, `partiel`, `faux` or `refus`,
with the kind of failure. Once graded, a panel joins the training voices and never measures again.
"""

from __future__ import annotations

import csv
import html
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.answering.service import Assistant
from eval.measures.intervals import Share

T = TypeVar("T", bound="Record")

QUESTIONS, ANSWERS, GRADES, SCORE = "questions.jsonl", "answers.jsonl", "grades.jsonl", "score.json"
SHEET = "feuille.csv"
RIGHT, PARTLY, WRONG, REFUSED = "juste", "partiel", "faux", "refus"
MOST_WORDS = 90


class PanelError(ValueError):
    """A panel that cannot be used; the message, in French, names the file and the line."""


class Record(BaseModel):
    """Base of the lines of a panel."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Question(Record):
    """One question of a panel."""

    id: str
    turns: tuple[str, ...] = Field(min_length=1)
    kind: str = ""
    gold: str = ""
    must_not: str = ""
    source: str = ""


class Answered(Record):
    """What the product shows for the last message of a question."""

    id: str
    status: str
    shown: str
    behind: str = ""
    next_steps: tuple[str, ...] = ()
    words: int = 0
    ms: float = 0.0


class Grade(Record):
    """What a reader says of an answer."""

    id: str
    grade: str = Field(pattern=rf"^({RIGHT}|{PARTLY}|{WRONG}|{REFUSED})$")
    failure: str = ""
    note: str = ""


def read_lines(path: Path, kind: type[T]) -> list[T]:
    """Return the records of a JSONL or CSV file. Raises `PanelError`, naming the line, for one that is not sound."""
    found = []
    try:
        if path.suffix == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                raw = [dict(row) for row in csv.DictReader(file)]
        else:
            raw = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        for row in raw:
            found.append(kind.model_validate(row))
    except (OSError, ValueError, ValidationError) as error:
        where = f", ligne {len(found) + 1}" if not isinstance(error, OSError) else ""
        raise PanelError(f"{path}{where} : illisible ; vérifiez le format ({error.__class__.__name__}).") from error
    return found


def answer_panel(assistant: Assistant, questions: Sequence[Question]) -> list[Answered]:
    """Answer each question as the page would: its earlier messages are the history."""
    found = []
    for question in questions:
        *earlier, last = question.turns
        answer = assistant.ask(last, earlier)
        found.append(
            Answered(
                id=question.id,
                status=answer.status,
                shown=answer.shown,
                behind=answer.behind,
                next_steps=tuple(step.label for step in answer.next_steps),
                words=len(answer.shown.split()),
                ms=answer.elapsed_ms,
            )
        )
    return found


def write_sheets(folder: Path, questions: Sequence[Question], answers: Sequence[Answered]) -> None:
    """Write the answers, and the sheet to be graded as CSV (for a spreadsheet) and as HTML (to read)."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ANSWERS).write_text("".join(a.model_dump_json() + "\n" for a in answers), encoding="utf-8")
    with (folder / SHEET).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "question", "attendu", "interdit", "montre", "grade", "failure", "note"])
        for q, a in zip(questions, answers, strict=True):
            writer.writerow([q.id, "\n> ".join(q.turns), q.gold, q.must_not, _seen(a), "", "", ""])
    (folder / "feuille.html").write_text(_page(questions, answers), encoding="utf-8")


def count(questions: Sequence[Question], answers: Sequence[Answered], grades: Sequence[Grade]) -> dict[str, object]:
    """Return the score: shares with their intervals, by kind and by failure, and the words shown.

    Raises `PanelError` when a question has no grade or two.
    """
    given = Counter(g.grade for g in grades)
    doubled = [i for i, n in Counter(g.id for g in grades).items() if n > 1]
    missing = sorted({q.id for q in questions} - {g.id for g in grades})
    if doubled or missing:
        raise PanelError(f"Notes manquantes : {', '.join(missing[:5])} ; en double : {', '.join(doubled[:5])}.")
    kinds = {q.id: q.kind or "sans" for q in questions}
    several = {q.id for q in questions if len(q.turns) > 1}
    total = len(grades)
    words = [a.words for a in answers]
    return {
        "questions": total,
        **{name: _share(given[name], total) for name in (RIGHT, PARTLY, WRONG, REFUSED)},
        "plusieurs_tours": _share(
            sum(g.grade == RIGHT for g in grades if g.id in several), sum(g.id in several for g in grades)
        ),
        "par_sorte": _by(grades, kinds),
        "echecs": dict(Counter(g.failure or "sans" for g in grades if g.grade != RIGHT).most_common()),
        "mots": {
            "mediane": median(words),
            "p90": _quantile(words, 0.9),
            "au_dela_de_90": sum(w > MOST_WORDS for w in words),
        },
    }


def grade_folder(folder: Path, questions: Path, grades: Path) -> str:
    """Check the grades of a panel, write them and `score.json` in its folder, and return the score in words."""
    asked = read_lines(questions, Question)
    answers = read_lines(folder / ANSWERS, Answered)
    given = read_lines(grades, Grade)
    score = count(asked, answers, given)
    (folder / GRADES).write_text("".join(g.model_dump_json() + "\n" for g in given), encoding="utf-8")
    (folder / SCORE).write_text(json.dumps(score, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return json.dumps(score, ensure_ascii=False, indent=1)


def compare(one: Path, other: Path) -> str:
    """Return two scores side by side, in Markdown."""
    scores = [json.loads((folder / SCORE).read_text(encoding="utf-8")) for folder in (one, other)]
    lines = [f"| | {one.name} | {other.name} |", "| --- | --- | --- |"]
    for name in (RIGHT, PARTLY, WRONG, REFUSED, "plusieurs_tours"):
        lines.append(f"| {name} | {scores[0][name]['texte']} | {scores[1][name]['texte']} |")
    lines.append(f"| mots, médiane | {scores[0]['mots']['mediane']} | {scores[1]['mots']['mediane']} |")
    return "\n".join(lines)


def _by(grades: Sequence[Grade], kinds: dict[str, str]) -> dict[str, object]:
    groups: dict[str, list[Grade]] = defaultdict(list)
    for grade in grades:
        groups[kinds[grade.id]].append(grade)
    return {k: _share(sum(g.grade == RIGHT for g in group), len(group)) for k, group in sorted(groups.items())}


def _share(good: int, total: int) -> dict[str, object]:
    share = Share(good=good, n=total)
    return {"n": total, "bons": good, "part": round(share.rate or 0, 4), "texte": str(share)}


def _quantile(values: Iterable[int], share: float) -> int:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0


def _seen(answer: Answered) -> str:
    steps = "".join(f"\n[bouton] {label}" for label in answer.next_steps)
    return f"{answer.shown}{steps}"


def _page(questions: Sequence[Question], answers: Sequence[Answered]) -> str:
    rows = "".join(
        f"<article><h2>{html.escape(q.id)}</h2><p><b>{'<br>'.join(map(html.escape, q.turns))}</b></p>"
        f"<pre>{html.escape(_seen(a))}</pre>"
        f"<details><summary>La suite</summary><pre>{html.escape(a.behind)}</pre></details>"
        f"<p>Attendu : {html.escape(q.gold)}<br>Interdit : {html.escape(q.must_not)}</p></article>"
        for q, a in zip(questions, answers, strict=True)
    )
    style = "body{font:16px sans-serif;max-width:50rem;margin:auto}"
    style += "pre{white-space:pre-wrap;background:#f4f4f4;padding:1em}"
    head = f'<meta charset="utf-8"><title>Feuille de notes</title><style>{style}</style>'
    return f'<!doctype html><html lang="fr">{head}{rows}'
