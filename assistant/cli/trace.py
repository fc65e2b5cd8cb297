"""How an answer came about, printed for a person: intent, facts, passages, tools, checks, times."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from assistant.domain.trace import Check, QuestionTrace, Stage, Trace

NOTHING = "aucun"
WIDE = 60


def print_trace(trace: Trace, console: Console) -> None:
    """Print `trace` on `console`, each part under its title."""
    console.print(_title(f"Trace : {trace.question}"))
    console.print(_pairs([(f.label, f"{f.shown} (« {f.written} »)") for f in trace.facts], "Faits du dossier"))
    for question in trace.questions:
        console.print(_question(question))
    console.print(_checks(trace.checks, "Contrôles de la réponse"))
    console.print(_stages(trace.stages, f"Étapes du tour ({trace.elapsed_ms:.0f} ms)"))


def _question(question: QuestionTrace) -> RenderableType:
    intent = question.intent
    said = [
        ("nature", intent.kind or NOTHING),
        ("sujet retenu", intent.subject or NOTHING),
        ("autres sujets", ", ".join(f"{c.source_id} {c.probability:.2f}" for c in intent.candidates[1:]) or NOTHING),
        ("calculateurs visés", ", ".join(intent.calculators) or NOTHING),
        *([("s'appuie sur", " / ".join(question.earlier))] if question.earlier else []),
    ]
    return Group(
        _title(f"Question : {question.asked}"),
        _pairs(said, "Intention"),
        _passages(question),
        _tools(question),
        *([_checks(question.checks, "Retiré à la vérification")] if question.checks else []),
        _stages(question.stages, "Étapes de la question"),
    )


def _passages(question: QuestionTrace) -> Table:
    table = _table("Passages trouvés", "score", "source", "partie", "signaux")
    for passage in question.passages:
        signals = " ".join(f"{name} {value:g}" for name, value in passage.signals.items())
        where = f"{passage.section} (p. {passage.page})" if passage.page else passage.section
        table.add_row(*_plain(f"{passage.score:.3f}", passage.source_id, where, signals))
    return table


def _tools(question: QuestionTrace) -> Table:
    table = _table("Calculateurs appelés", "outil", "faits donnés", "issue", "résultat")
    for tool in question.tools:
        given = ", ".join(f"{name} = {value}" for name, value in tool.inputs.items())
        table.add_row(*_plain(tool.name, given, tool.outcome, tool.said))
    return table


def _checks(checks: tuple[Check, ...], title: str) -> Table:
    table = _table(title, "contrôle", "tenu", "détail")
    for check in checks:
        table.add_row(*_plain(check.name, "oui" if check.passed else "NON", check.detail))
    return table


def _stages(stages: tuple[Stage, ...], title: str) -> Table:
    return _pairs([(stage.name, f"{stage.ms:.1f} ms") for stage in stages], title)


def _pairs(rows: list[tuple[str, str]], title: str) -> Table:
    table = _table(title, "", "")
    for row in rows or [("", NOTHING)]:
        table.add_row(*_plain(*row))
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(
        title=title, title_justify="left", show_header=any(columns), box=None, pad_edge=False, min_width=WIDE
    )
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _plain(*cells: str) -> list[Text]:
    """Return the cells as they are: a square bracket of a text is no markup."""
    return [Text(cell) for cell in cells]


def _title(words: str) -> Text:
    return Text(f"\n{words}", style="bold")
