"""The same report in one HTML file, with bars: nothing is fetched from anywhere."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt

from eval.gate import Baseline
from eval.measures.intervals import Share
from eval.report_markdown import markdown
from eval.run import PARTS, Run

WIDTH = 420


def html(run: Run, accepted: Baseline | None, show_test: bool) -> str:
    """Return the report as a page: the bars of each system and part, then what the Markdown report says."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown(run, accepted, show_test))
    bars = [(part, [bar(s.name, s.scores[part].right) for s in run.systems]) for part in PARTS]
    return environment.get_template("report.html.j2").render(body=body, bars=bars, width=WIDTH, made_at=run.made_at)


def bar(name: str, value: Share) -> dict[str, str | float]:
    """Return a bar: its length and the ends of its interval, in pixels."""
    return {
        "name": name,
        "length": round((value.rate or 0.0) * WIDTH, 1),
        "low": round(value.low * WIDTH, 1),
        "high": round(value.high * WIDTH, 1),
        "label": str(value),
    }
