"""From an `Answer` to HTML. Every value passes through Jinja's autoescape: no string of ours is marked safe."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from assistant.domain.answer import Answer, Block, BlockKind
from assistant.domain.calculation import MissingFact
from assistant.exports.conversation import conversation_document
from assistant.exports.markdown import as_markdown
from assistant.web import texts
from assistant.web.case import facts_shown
from assistant.web.french import long_date, typeset
from assistant.web.links import simulator_url
from assistant.web.next_steps import show_steps
from assistant.web.prose import show_blocks
from assistant.web.sources import SourceView, group_sources, safe_url

FEEDBACK = {"verdicts": texts.VERDICTS, "reasons": texts.FEEDBACK_REASONS}
TEMPLATES = Path(__file__).parent / "templates"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the template environment: escaping on for every template, an unknown name is an error."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_typeset_plain,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals["t"] = texts
    found.filters["long_date"] = long_date
    found.filters["safe_url"] = safe_url
    found.filters["as_typed"] = escape
    found.filters["simulator_url"] = simulator_url
    return found


def _typeset_plain(value: object) -> object:
    """Set the spaces of plain strings; what is already HTML (links, and what `as_typed` protects) is left alone."""
    return typeset(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def render(template: str, values: Mapping[str, object] | None = None) -> str:
    """Fill the template of that file name with `values`."""
    return environment().get_template(template).render(values or {})


def render_question(key: str, question: str) -> str:
    """Return the bubble of what the person asked."""
    return render("question.html", {"key": key, "question": question})


def render_notice(message: str) -> str:
    """Return a message set apart from the conversation."""
    return render("notice.html", {"message": message})


def render_pending(key: str, question: str) -> str:
    """Return an exchange whose answer is being prepared."""
    return render("pending.html", {"key": key, "question": question})


def render_failure(key: str, question: str, message: str, title: str = texts.FAILURE_TITLE) -> str:
    """Return an exchange that ended without an answer, said in plain French."""
    return render("failure.html", {"key": key, "question": question, "message": message, "title": title})


def render_answer(key: str, question: str, answer: Answer, sources: list[SourceView]) -> str:
    """Return an exchange with its answer card and its numbered sources."""
    titles = {source.n: source.title for source in sources}
    return render(
        "answer.html",
        {
            "key": key,
            "question": question,
            "answer": answer,
            "blocks": show_blocks(_before_fold(answer), titles, key),
            "more": show_blocks([b for b in answer.blocks if b.folded], titles, key),
            "plain": plain_text(question, answer),
            "feedback": FEEDBACK,
            "sources": sources,
            "groups": group_sources(sources),
            "case": facts_shown(answer),
            "steps": show_steps(answer),
            "replies": replies(answer.questions),
        },
    )


def _before_fold(answer: Answer) -> list[Block]:
    """What stands before the fold, less the question put with its own buttons."""
    put = bool(answer.questions)
    return [b for b in answer.blocks if not b.folded and not (put and b.kind is BlockKind.MISSING)]


def plain_text(question: str, answer: Answer) -> str:
    """Return the exchange as Markdown, with its marks and its sources: what the button « Copier » copies."""
    return as_markdown(conversation_document([(question, answer)], texts.PAGE_TITLE))


def replies(questions: list[MissingFact]) -> dict[tuple[str, str], str]:
    """Return what each choice sends, by (field, value): its label, with the question when several are open."""
    alone = len(questions) == 1
    return {
        (fact.field, value): label if alone else f"{fact.question} {label}"
        for fact in questions
        for value, label in fact.choices
    }


def announcement(answer: Answer) -> str:
    """Return what a screen reader says when the answer comes: its status and its first block."""
    first = " ".join(s.text for s in answer.blocks[0].sentences) if answer.blocks else ""
    return f"{texts.STATUS_LABELS[answer.status]}. {first}"
