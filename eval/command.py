"""What `aesh eval` does, step by step; the command line only reads the options."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.model.options import is_configured
from assistant.settings import Settings, load_settings
from eval import external, gate
from eval.judge_report import JudgeRun
from eval.report_html import html
from eval.report_markdown import markdown
from eval.retrieval import RankingScore
from eval.run import (
    Bar,
    Run,
    SystemRun,
    abstention_scores,
    run_abstention,
    run_answers,
    run_retrieval,
    run_understanding,
    save,
)
from eval.runner import selected
from eval.sets_reader import abstention_cases, answer_cases, retrieval_cases
from eval.setting import EXTERNAL, REPORTS, Bench, all_systems, open_bench, product_only
from eval.systems import System

EXTERNAL_SETS = (
    ("cnil_faq", "paraphrase", False, True),
    ("code_travail_syntec", "code", True, False),
    ("code_travail_syntec", "syntec", True, False),
)


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
    full: bool = False
    against: Path | None = None


def evaluate(settings: Settings, options: Options, bar: Bar) -> tuple[Run, list[str], list[Path]]:
    """Run what `options` ask for; return the run, why the gate refuses it (if asked), and the reports written."""
    cases = selected(answer_cases(), options.only, options.part)
    _check(options, bool(cases))
    bench = open_bench(settings)
    light = options.quick or options.gate or options.accept
    systems: list[System] = list(product_only(bench)) if light else all_systems(bench)
    run = run_answers(bench, systems, cases, options.jobs, bar)
    if not light and not options.only:
        run = _with_the_rest(run, bench, systems[-1], options, bar)
    bench.embedder.save()
    refused = gate.faults(run.product.grades, _accepted(options)) if options.gate else []
    if options.accept:
        made_on = run.made_at[:10]
        gate.BASELINE.write_text(
            gate.baseline_of(run.product.grades, made_on).model_dump_json(indent=1) + "\n", "utf-8"
        )
    return run, refused, write_reports(run, options)


def _check(options: Options, some: bool) -> None:
    if not some:
        themes = sorted({case.theme for case in answer_cases()})
        raise EvalError(f"Aucune question de ce thème dans cette part. Thèmes : {', '.join(themes)}.")
    if (options.gate or options.accept) and (options.only or options.part == "tuning"):
        raise EvalError("--gate et --accept portent sur toute la part test : retirez --only et « --part tuning ».")


def _accepted(options: Options) -> gate.Baseline:
    return gate.read_baseline(options.against or gate.BASELINE)


def _with_the_rest(run: Run, bench: Bench, product: System, options: Options, bar: Bar) -> Run:
    """Add the retrieval, the abstention set and the public sets."""
    questions = abstention_cases()
    abstention = run_abstention(bench, product, questions, options.jobs, bar)
    scores, skipped = external_runs(bench, options.full, bar)
    return run.model_copy(
        update={
            "retrieval": run_retrieval(bench, retrieval_cases(), bar),
            "abstention": abstention_scores(questions, abstention.product.grades) if abstention else [],
            "understanding": run_understanding(),
            "external": scores,
            "judge": judged(run, bench, options, bar),
            "reference": _reference(bench) if options.full else {},
            "skipped": [*skipped, *not_configured()],
        }
    )


def judged(run: Run, bench: Bench, options: Options, bar: Bar) -> JudgeRun | None:
    """Put the product's answers to the judge; None where no model is configured. No score nor gate reads it."""
    if bench.judge is None:
        return None
    rows = list(zip(run.cases, run.product.grades, run.product.outcomes, strict=True))
    return bench.judge.run(rows, options.full, options.jobs, bar("juge"))


def _reference(bench: Bench) -> dict[str, float]:
    from eval.dense_reference import reference_scores

    return reference_scores(bench.retriever.index.reader(), bench.embedder, retrieval_cases())


def external_runs(bench: Bench, full: bool, bar: Bar) -> tuple[list[RankingScore], list[str]]:
    """Search the public sets; return their scores, and why some are left out.

    The vectors of the large set take a quarter of an hour: they are made only in a `full` run.
    """
    found: list[RankingScore] = []
    skipped: list[str] = []
    for folder, kind, themes, small in EXTERNAL_SETS:
        try:
            data = external.load(EXTERNAL / folder, kind, themes)
        except external.ExternalError as error:
            skipped.append(str(error))
            continue
        embedder = bench.embedder if small or full else None
        if embedder is None:
            skipped.append(
                f"{data.name} : vecteurs, {len(data.passages)} passages à calculer (« --full » les calcule)"
            )
        found += external.external_scores(data, embedder, bench.cache, bar(data.name))
    return found, skipped


def not_configured() -> list[str]:
    """Say which systems of the comparison do not exist here, and why."""
    settings = load_settings()
    missing = {
        "reclassement par un modèle : AESH_RERANKER_MODEL n'est pas réglé": not settings.reranker_model,
        "modèle de langue et juge : aucun modèle n'est configuré": not is_configured(settings),
    }
    return [reason for reason, absent in missing.items() if absent]


def write_reports(run: Run, options: Options) -> list[Path]:
    """Write the Markdown and HTML reports and the run itself under `eval/reports/`."""
    accepted = _accepted(options) if (options.against or gate.BASELINE).is_file() else None
    show_test = options.part == "test"
    stamp = run.made_at[:16].replace(":", "")
    REPORTS.mkdir(parents=True, exist_ok=True)
    paths = [REPORTS / f"{stamp}.md", REPORTS / f"{stamp}.html"]
    paths[0].write_text(markdown(run, accepted, show_test), "utf-8")
    paths[1].write_text(html(run, accepted, show_test), "utf-8")
    save(run, REPORTS / f"{stamp}.json")
    return paths


def summary(run: Run) -> list[str]:
    """Return the run in a few lines: each system on each part."""
    return [line for system in run.systems for line in _lines(system)]


def _lines(system: SystemRun) -> list[str]:
    names = {"test": "test", "tuning": "réglage"}
    return [
        f"{system.name}, {names[part]} : justes {s.right} ; sans chiffre faux {s.clean} ; calculs exacts {s.exact}"
        for part, s in system.scores.items()
        if s.n
    ]
