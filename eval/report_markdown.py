"""The report in Markdown: tables first, failures after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eval.gate import Baseline, gained_and_lost
from eval.outcome import Grade, Outcome
from eval.retrieval import CUTS, RankingScore
from eval.run import PARTS, Run, SystemRun
from eval.schema import AnswerCase, Part
from eval.scores import Scores, by, drift, stages

SHOWN = 300
PART_NAMES: dict[Part, str] = {"test": "test", "tuning": "réglage"}
COLUMNS = (
    "système",
    "justes",
    "faits trouvés",
    "sans chiffre faux",
    "citations exactes",
    "phrases chiffrées appuyées",
    "source attendue",
    "calculs exacts",
    "abstention : précision",
    "abstention : rappel",
    "mots montrés (médiane)",
    "p90",
    "au-delà de 90",
    "facilité",
    "médiane ms",
)


def markdown(run: Run, accepted: Baseline | None, show_test: bool) -> str:
    """Return the report. Failures of the test part are named only, unless `show_test`: they are not for tuning."""
    blocks = [
        "# Évaluation de l'assistant AESH",
        f"Faite le {run.made_at} sur l'index {run.index} (corpus « {run.corpus} ») : {len(run.cases)} questions, "
        f"{len(run.systems)} systèmes, {run.seconds} s, {run.memory_mb} Mo de mémoire au plus. « Juste » se lit sur "
        "ce qui est montré avant le pli. Chaque part porte son nombre de cas et son intervalle de Wilson à 95 % ; "
        "un cas qui n'est pas concerné n'a pas de note.",
        *(f"> {line}" for line in [drift(run.product.grades)] if line),
        *(block for part in PARTS for block in _side_by_side(run, part)),
        *_groups(run.product),
        *_times(run.product),
        *_retrieval(run),
        *_measures(run),
        *_difference(run.product.grades, accepted),
        *_failures(run, show_test),
    ]
    return "\n\n".join(blocks) + "\n"


def compared(first: Run, second: Run) -> str:
    """Return two runs side by side: scores of the product, measures, cases gained and lost."""
    rows = [
        [f"justes, part {PART_NAMES[p]}", str(first.product.scores[p].right), str(second.product.scores[p].right)]
        for p in PARTS
    ]
    names = dict.fromkeys([*first.measures, *second.measures])
    rows += [[n, str(first.measures.get(n, "—")), str(second.measures.get(n, "—"))] for n in names]
    before, now = ({g.case_id for g in run.product.grades if g.right} for run in (first, second))
    lines = [f"Gagnées : {', '.join(sorted(now - before)) or 'aucune'}."]
    lines.append(f"Perdues : {', '.join(sorted(before - now)) or 'aucune'}.")
    return "\n\n".join([table(["mesure", first.made_at, second.made_at], rows), *lines]) + "\n"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [f"| {' | '.join(header)} |", f"| {' | '.join('---' for _ in header)} |"]
    return "\n".join([*lines, *(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows)])


def row_of(name: str, s: Scores) -> list[str]:
    """Return a system's row of the side-by-side table."""
    shares = [s.clean, s.valid, s.supported, s.cites, s.exact, s.precision, s.recall]
    return [
        name,
        str(s.right),
        _percent(s.complete),
        *map(str, shares),
        _plain(s.words),
        _plain(s.words_p90),
        str(s.long),
        _plain(s.ease),
        _plain(s.median_ms),
    ]


def _side_by_side(run: Run, part: Part) -> list[str]:
    rows = [row_of(system.name, system.scores[part]) for system in run.systems]
    note = "« Source attendue » compte les fiches : un système qui n'a que les guides ne peut pas l'avoir."
    return [f"## Réponses, part {PART_NAMES[part]}", table(COLUMNS, rows), note]


def _groups(product: SystemRun) -> list[str]:
    blocks = ["## Le produit par thème et par sorte de question"]
    for title, key in (("thème", lambda g: g.theme), ("sorte", lambda g: g.kind), ("écriture", _writing)):
        parts = {p: by((g for g in product.grades if g.part == p), key) for p in PARTS}
        names = sorted({n for groups in parts.values() for n in groups})
        rows = [[n, *(str(parts[p].get(n, "—")) for p in PARTS)] for n in names]
        blocks.append(table([title, *(PART_NAMES[p] for p in PARTS)], rows))
    return blocks


def _writing(grade: Grade) -> str:
    return "maladroite" if grade.clumsy else "soignée"


def _times(product: SystemRun) -> list[str]:
    timed = stages(product.outcomes)
    rows = [[name, f"{median:.1f}", f"{late:.1f}"] for name, (median, late) in timed.items()]
    return ["## Temps par étape (ms)", table(["étape", "médiane", "95e centile"], rows)] if rows else []


def ranking_row(score: RankingScore) -> list[str]:
    """Return a way of searching as a row."""
    return [
        score.name,
        *(str(score.recall[k]) for k in CUTS),
        f"{score.mrr or 0:.3f}",
        f"{score.ndcg or 0:.3f}",
        str(score.ineligible),
    ]


RANKING = ("recherche", *(f"rappel@{k}" for k in CUTS), "MRR@10", "nDCG@10", "sans preuve dans l'index")


def _retrieval(run: Run) -> list[str]:
    rows = [ranking_row(score) for score in run.retrieval]
    return ["## Recherche", table(RANKING, rows)] if rows else []


def _measures(run: Run) -> list[str]:
    rows = [[name, str(value)] for name, value in run.measures.items()]
    blocks = ["## Guides, compréhension, calculs", table(["mesure", "part"], rows)] if rows else []
    return [*blocks, *(f"Sauté : {reason}" for reason in run.skipped)]


def _difference(grades: Sequence[Grade], accepted: Baseline | None) -> list[str]:
    if accepted is None:
        return []
    gained, lost = gained_and_lost(grades, accepted)
    lines = [f"{len(gained)} gagnées, {len(lost)} perdues, depuis {accepted.made_on or 'la référence'}."]
    lines += [f"Perdues : {', '.join(lost)}."] if lost else []
    return ["## Écart avec les scores acceptés", *lines]


def _failures(run: Run, show_test: bool) -> list[str]:
    rows = list(zip(run.cases, run.product.grades, run.product.outcomes, strict=True))
    wrong = [row for row in rows if not row[1].right]
    shown = [row for row in wrong if show_test or row[0].part == "tuning"]
    hidden = sorted(c.id for c, _, _ in wrong) if not show_test else []
    hidden = [i for i in hidden if i not in {c.id for c, _, _ in shown}]
    blocks = [f"## Échecs du produit ({len(wrong)})", *(failure(*row) for row in shown)]
    return (
        [*blocks, f"Part test, sans le détail (« --part test » le montre) : {', '.join(hidden)}."]
        if hidden
        else blocks
    )


def failure(case: AnswerCase, grade: Grade, outcome: Outcome) -> str:
    """Return one failure: question, what is missing or wrong, answer, passages, trace."""
    missing = [" / ".join(case.must[n]) for n in grade.missing]
    calculators = [f"{c.calculator} ({c.outcome})" for c in outcome.answer.calculations]
    lines = [
        f"### {case.id} — {case.theme}, {case.kind.value}",
        f"**Question** : {' → '.join([*case.history, case.asked])}",
        *(f"**Fait manquant** : `{m}`" for m in missing),
        *(f"**Chiffre sans preuve ou interdit** : `{w}`" for w in grade.wrong),
        f"**Statut** : {outcome.answer.status.value} ; calculs : {', '.join(calculators) or 'aucun'} ; "
        f"temps : {', '.join(f'{k} {v:.0f} ms' for k, v in outcome.stages.items())}",
        f"**Réponse** : {' '.join(outcome.answer.shown.split()) or outcome.error}",
        *(f"- {passage[:SHOWN]}" for passage in outcome.passages[:4]),
    ]
    return "\n\n".join(lines)


def _percent(value: float | None) -> str:
    return "—" if value is None else f"{100 * value:.1f} %".replace(".", ",")


def _plain(value: float | None) -> str:
    return "—" if value is None else f"{value:.0f}"
