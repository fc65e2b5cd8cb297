"""What `aesh eval` does, step by step; the command line only reads the options."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.settings import Settings
from eval import gate
from eval.report_csv import write_csv, write_junit
from eval.report_markdown import compared, markdown
from eval.run import Bar, Run, SystemRun, run_answers, run_the_rest, save
from eval.runner import selected
from eval.sets_reader import answer_cases, retrieval_cases
from eval.setting import REPORTS, SHIPPED, Bench, all_systems, open_bench, product_only
from eval.systems import System

KEPT_REPORTS = 20


class EvalError(ValueError):
    """Options that do not go together; the message is French."""


@dataclass(frozen=True)
class Options:
    """What the command line asks for."""

    only: str = ""
    part: str = "all"
    jobs: int = 2
    gate: bool = False
    accept: bool = False
    quick: bool = False
    against: Path | None = None


def evaluate(settings: Settings, options: Options, bar: Bar) -> tuple[Run, list[str], list[Path]]:
    """Run what `options` ask for; return the run, why the gate refuses it (if asked), and the reports written."""
    cases = selected(answer_cases(), options.only, options.part)
    _check(options, bool(cases))
    bench = open_bench(settings)
    whole = not options.only and options.part == "all"
    light = options.quick or options.gate or options.accept or not whole
    systems: list[System] = list(product_only(bench)) if light else all_systems(bench)
    run = run_answers(bench, systems, cases, options.jobs, bar)
    if whole:
        run = run_the_rest(run, bench, retrieval_cases(), bar, quick=light)
    run = run.model_copy(update={"skipped": [*run.skipped, *_absent(bench)]})
    refused = _refused(run, options) if options.gate else []
    if options.accept:
        accepted = gate.baseline_of(run.product.grades, run.measures, run.made_at[:10])
        gate.write_baseline(run.corpus, accepted, options.against or gate.BASELINE)
    return run, refused, write_reports(run, options)


def _check(options: Options, some: bool) -> None:
    if not some:
        themes = sorted({case.theme for case in answer_cases()})
        raise EvalError(f"Aucune question de ce thème dans cette part. Thèmes : {', '.join(themes)}.")
    if (options.gate or options.accept) and (options.only or options.part != "all"):
        raise EvalError("--gate et --accept portent sur tout : retirez --only et --part.")


def _refused(run: Run, options: Options) -> list[str]:
    accepted = gate.read_baseline(run.corpus, options.against or gate.BASELINE)
    return gate.faults(run.product.grades, run.measures, accepted, gate.read_losses())


def _absent(bench: Bench) -> list[str]:
    told = "les guides de ../shared ne sont pas dans l'index : jeux livrés et guides faits pour la mesure seulement"
    return [told] if bench.corpus == SHIPPED else []


def write_reports(run: Run, options: Options) -> list[Path]:
    """Write the reports (Markdown, CSV, JUnit) and the run itself under `eval/reports/`; the oldest ones leave."""
    try:
        accepted = gate.read_baseline(run.corpus, options.against or gate.BASELINE)
    except FileNotFoundError:
        accepted = None
    stamp = run.made_at[:16].replace(":", "")
    REPORTS.mkdir(parents=True, exist_ok=True)
    path = REPORTS / f"{stamp}.md"
    path.write_text(markdown(run, accepted, options.part == "test"), "utf-8")
    write_csv(run, REPORTS / f"{stamp}.csv")
    write_junit(run, REPORTS / f"{stamp}.xml")
    save(run, REPORTS / f"{stamp}.json")
    prune(REPORTS)
    return [path]


def prune(folder: Path, keep: int = KEPT_REPORTS) -> None:
    """Remove the reports of all runs but the `keep` last ones."""
    stamps = sorted({p.stem for p in folder.glob("*.json")})
    for stamp in stamps[: max(0, len(stamps) - keep)]:
        for suffix in ("md", "csv", "xml", "json", "html"):
            (folder / f"{stamp}.{suffix}").unlink(missing_ok=True)


def compare(one: Path, other: Path) -> str:
    """Return two stored runs side by side, in Markdown. Raises `EvalError` for a file that is no run."""
    try:
        first, second = (Run.model_validate_json(path.read_text("utf-8")) for path in (one, other))
    except (OSError, ValueError) as error:
        raise EvalError(
            f"Passage illisible : {one} ou {other} ; il faut deux fichiers .json de eval/reports."
        ) from error
    return compared(first, second)


def summary(run: Run) -> list[str]:
    """Return the run in a few lines: each system on each part, the other measures, what is left out."""
    lines = [line for system in run.systems for line in _lines(system)]
    return [*lines, *(f"{n} : {v}" for n, v in run.measures.items()), *(f"Sauté : {s}" for s in run.skipped)]


def _lines(system: SystemRun) -> list[str]:
    names = {"test": "test", "tuning": "réglage"}
    return [
        f"{system.name}, {names[part]} : justes avant le pli {s.right} ; sans chiffre faux {s.clean} ; "
        f"calculs exacts {s.exact} ; mots {s.words or 0:.0f} (p90 {s.words_p90 or 0:.0f}, au-delà de 90 : {s.long})"
        for part, s in system.scores.items()
        if s.n
    ]
