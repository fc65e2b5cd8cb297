"""The same report in one HTML file, with bars: nothing is fetched from anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt

from eval.gate import Baseline
from eval.measures.intervals import Share
from eval.report_markdown import PART_NAMES, markdown
from eval.run import PARTS, Run

WIDTH = 420
Bar = dict[str, str | float]


def html(run: Run, accepted: Baseline | None, show_test: bool) -> str:
    """Return the report as a page: the bars of each system and part, then what the Markdown report says."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown(run, accepted, show_test))
    return environment.get_template("report.html.j2").render(
        body=body, figures=[*_answers(run), *_retrieval(run)], width=WIDTH, made_at=run.made_at
    )


def _answers(run: Run) -> Iterator[tuple[str, list[Bar]]]:
    for part in PARTS:
        yield (
            f"Réponses justes, part {PART_NAMES[part]} (trait : intervalle de Wilson à 95 %)",
            [bar(s.name, s.scores[part].right) for s in run.systems],
        )


def _retrieval(run: Run) -> Iterator[tuple[str, list[Bar]]]:
    for part, found in run.retrieval.items():
        named = f"part {PART_NAMES[part]}"
        yield f"Recherche : rappel dans les cinq premiers, {named}", [bar(s.name, s.recall[5]) for s in found]
        yield f"Recherche : MRR@10, {named}", [figure(s.name, s.mrr) for s in found]
        yield f"Recherche : nDCG@10, {named}", [figure(s.name, s.ndcg) for s in found]


def figure(name: str, value: float | None) -> Bar:
    """Return a bar for a mean between 0 and 1, which has no interval."""
    length = round((value or 0.0) * WIDTH, 1)
    return {"name": name, "length": length, "low": length, "high": length, "label": f"{value or 0:.3f}"}


def bar(name: str, value: Share) -> Bar:
    """Return a bar: its length and the ends of its interval, in pixels."""
    return {
        "name": name,
        "length": round((value.rate or 0.0) * WIDTH, 1),
        "low": round(value.low * WIDTH, 1),
        "high": round(value.high * WIDTH, 1),
        "label": str(value),
    }
