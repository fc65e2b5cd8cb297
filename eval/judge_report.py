"""What a model judged of the answers, and how far it agrees with the deterministic grade. Never part of a score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from eval.measures.intervals import Share
from eval.schema import Part

TITLE = "## Juge (modèle)"
NOTE = (
    "Le juge lit la question, les faits attendus en mots et la réponse du produit. Il ne compte ni dans les notes ni "
    "dans la barrière. La note juge aussi les chiffres sans preuve et les citations introuvables, qu'il ne voit pas."
)
HEADER = (
    "part",
    "jugées justes",
    "accord avec la note",
    "kappa de Cohen",
    "justes pour les deux",
    "pour le juge seul",
    "pour la note seule",
    "pour aucun",
)
ROWS: tuple[tuple[str, tuple[Part, ...]], ...] = (
    ("test", ("test",)),
    ("réglage", ("tuning",)),
    ("les deux", ("test", "tuning")),
)


class Reading(StrEnum):
    """What became of a question put to the judge."""

    READ = "lue"
    UNREADABLE = "illisible"
    SILENT = "sans réponse"


class Verdict(BaseModel):
    """One answer before the judge. `graded` is the deterministic grade, `judged` the judge's, None unless read.

    `reason` says in French why the judge was silent.
    """

    model_config = ConfigDict(frozen=True)

    case_id: str
    part: Part
    graded: bool
    reading: Reading
    judged: bool | None = None
    reason: str = ""


class JudgeRun(BaseModel):
    """The verdicts of one judge: `model` is its name, `prompt` the hash of its prompt, `cases` how many were run."""

    model: str
    prompt: str
    cases: int
    verdicts: list[Verdict]


class Agreement(BaseModel):
    """How judge and grade cross on the answers that were read: counts of (judge, grade)."""

    model_config = ConfigDict(frozen=True)

    both: int = 0
    judge_only: int = 0
    grade_only: int = 0
    neither: int = 0

    @property
    def n(self) -> int:
        """Return the number of answers read."""
        return self.both + self.judge_only + self.grade_only + self.neither

    @property
    def right(self) -> Share:
        """Return the share judged right."""
        return Share(good=self.both + self.judge_only, n=self.n)

    @property
    def agreed(self) -> Share:
        """Return the share on which judge and grade say the same."""
        return Share(good=self.both + self.neither, n=self.n)

    @property
    def kappa(self) -> float | None:
        """Return Cohen's kappa, -1 to 1; None without a case, or when chance alone explains a full agreement."""
        judge, grade = self.both + self.judge_only, self.both + self.grade_only
        by_chance = judge * grade + (self.n - judge) * (self.n - grade)
        room = self.n**2 - by_chance
        return (self.n * (self.both + self.neither) - by_chance) / room if room else None


def agreement(verdicts: Iterable[Verdict]) -> Agreement:
    """Cross the verdicts that were read; the others have no score."""
    names = {(True, True): "both", (True, False): "judge_only", (False, True): "grade_only"}
    pairs = Counter(names.get((v.judged, v.graded), "neither") for v in verdicts if v.judged is not None)
    return Agreement(**pairs)


def section(run: JudgeRun | None, show_test: bool) -> list[str]:
    """Return the blocks of the report; disagreements of the test part by their ids alone, unless `show_test`."""
    if run is None:
        return []
    return [TITLE, _pinned(run), _table(run.verdicts), *_unread(run.verdicts), *_apart(run.verdicts, show_test), NOTE]


def _pinned(run: JudgeRun) -> str:
    return (
        f"Modèle « {run.model} », consigne {run.prompt}, température 0 : {len(run.verdicts)} réponses tirées par le "
        f"hachage de leur identifiant, sur {run.cases}."
    )


def _table(verdicts: Sequence[Verdict]) -> str:
    rows = [_row(name, agreement(v for v in verdicts if v.part in parts)) for name, parts in ROWS]
    lines = [HEADER, ["---"] * len(HEADER), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _row(name: str, found: Agreement) -> list[str]:
    kappa = "—" if found.kappa is None else f"{found.kappa:.2f}".replace(".", ",")
    counts = (found.both, found.judge_only, found.grade_only, found.neither)
    return [name, str(found.right), str(found.agreed), f"{kappa} n={found.n}", *map(str, counts)]


def _unread(verdicts: Sequence[Verdict]) -> list[str]:
    count = Counter(v.reading for v in verdicts)
    why = Counter(v.reason for v in verdicts if v.reading is Reading.SILENT)
    told = " ; ".join(f"{reason} : {n}" for reason, n in why.most_common())
    silent = f"{count[Reading.SILENT]} ({told})" if told else "0"
    return [f"Hors du compte : réponses illisibles du juge, {count[Reading.UNREADABLE]} ; sans réponse, {silent}."]


def _apart(verdicts: Sequence[Verdict], show_test: bool) -> list[str]:
    apart = [v for v in verdicts if v.judged is not None and v.judged != v.graded]
    told = [_told(v, show_test or v.part == "tuning") for v in apart]
    named = {part: [t for t, v in zip(told, apart, strict=True) if v.part == part] for _, (part, *_) in ROWS[:2]}
    return [
        f"Désaccords, part {name} : {', '.join(sorted(named[parts[0]]))}."
        for name, parts in ROWS[:2]
        if named[parts[0]]
    ]


def _told(verdict: Verdict, detailed: bool) -> str:
    side = "le juge seul" if verdict.judged else "la note seule"
    return f"{verdict.case_id} (juste pour {side})" if detailed else verdict.case_id
