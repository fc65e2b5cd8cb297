"""The addresses that the conversation's buttons call."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import TypeVar

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from assistant.answering.service import Assistant
from assistant.domain.answer import Answer
from assistant.exports.conversation import conversation_document
from assistant.exports.document import Document, file_name
from assistant.exports.docx import as_docx
from assistant.exports.markdown import as_markdown
from assistant.exports.pdf import as_pdf
from assistant.feedback.records import feedback_on
from assistant.feedback.store import FeedbackError, FeedbackStore
from assistant.index.errors import IndexStoreError
from assistant.letters.filling import fill, letter_document
from assistant.letters.registry import letters
from assistant.rules.core.french import FrenchValueError
from assistant.rules.exports.calendar_file import as_calendar
from assistant.settings import Settings
from assistant.web import texts
from assistant.web.actions import conversation_of
from assistant.web.conversation import QuestionRefusedError
from assistant.web.discussion.replay import Sent, SentLetter, SentOpinion, SentTurn, replayed
from assistant.web.layout import fragment
from assistant.web.provider import AssistantProvider, AssistantUnavailableError, explain

PREFIX = "/discussion"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WRITERS: dict[str, tuple[Callable[[Document], bytes], str]] = {
    "pdf": (as_pdf, "application/pdf"),
    "docx": (as_docx, WORD),
    "md": (lambda document: as_markdown(document).encode(), "text/markdown; charset=utf-8"),
}
T = TypeVar("T")
Exchanges = list[tuple[str, Answer]]


def router(settings: Settings, provider: AssistantProvider) -> APIRouter:
    """Return the routes; each answers the conversation anew and keeps nothing but the opinions."""
    routes = APIRouter()
    store = FeedbackStore(settings.feedback_dir, settings.feedback_days)

    def again(sent: Sent) -> Exchanges:
        kept = {"questions": sent.questions, "corrections": sent.corrections}
        return replayed(provider.get(), *conversation_of(kept, settings.max_question_chars))

    @routes.post(PREFIX + "/export/{kind}")
    def export(kind: str, sent: Sent) -> Response:
        if kind not in WRITERS:
            return problem(404, texts.PATH_UNKNOWN)
        write, media = WRITERS[kind]
        return answered(
            lambda: _file(write(conversation_document(again(sent))), media, file_name("conversation", kind))
        )

    @routes.post(PREFIX + "/agenda")
    def agenda(sent: SentTurn) -> Response:
        return answered(lambda: _agenda(again(sent), sent))

    @routes.post(PREFIX + "/courrier")
    def letter(sent: SentLetter) -> Response:
        if sent.letter not in letters():
            return problem(404, texts.PATH_UNKNOWN)
        return answered(lambda: _letter(again(sent), sent))

    @routes.post(PREFIX + "/avis")
    def opinion(sent: SentOpinion) -> Response:
        return answered(lambda: _keep(again(sent), sent, store))

    @routes.post(PREFIX + "/trace")
    def trace(sent: SentTurn) -> Response:
        if not settings.developer:
            return problem(404, texts.PATH_UNKNOWN)
        return answered(lambda: _traced(provider.get(), sent, settings.max_question_chars))

    return routes


def _traced(assistant: Assistant, sent: SentTurn, limit: int) -> Response:
    kept = {"questions": sent.questions, "corrections": sent.corrections}
    questions, corrections = conversation_of(kept, limit)
    _, trace = assistant.trace(_at(questions, sent.turn), questions[: sent.turn], corrections)
    return fragment("discussion/trace.html", {"trace": trace})


def _agenda(exchanges: Exchanges, sent: SentTurn) -> Response:
    calculation = _at(_at(exchanges, sent.turn)[1].calculations, sent.number)
    content = as_calendar(calculation, datetime.datetime.now(datetime.UTC))
    return _file(content, "text/calendar; charset=utf-8", file_name(calculation.calculator, "ics"))


def _letter(exchanges: Exchanges, sent: SentLetter) -> Response:
    document = letter_document(fill(letters()[sent.letter], _at(exchanges, sent.turn)[1]))
    return _file(as_docx(document), WORD, file_name(document.title, "docx"))


def _keep(exchanges: Exchanges, sent: SentOpinion, store: FeedbackStore) -> Response:
    question, answer = _at(exchanges, sent.turn)
    day = datetime.date.today()  # noqa: DTZ011 (the day of the person who writes)
    joined = question if sent.join else ""
    store.add(feedback_on(day, sent.verdict, answer, reason=sent.reason, comment=sent.comment, question=joined))
    return JSONResponse({"message": texts.OPINION_THANKS})


def _at(things: Sequence[T], place: int) -> T:
    if place >= len(things):
        raise QuestionRefusedError(texts.EXPORT_REFUSED)
    return things[place]


def answered(work: Callable[[], Response]) -> Response:
    """Return what `work` gives, or why it cannot, in French."""
    try:
        return work()
    except (QuestionRefusedError, FrenchValueError) as refusal:
        return problem(400, str(refusal))
    except (AssistantUnavailableError, FeedbackError) as error:
        return problem(503, str(error))
    except IndexStoreError as error:
        return problem(503, explain(error))


def problem(status: int, message: str) -> JSONResponse:
    """Return a refusal that a script of ours reads."""
    return JSONResponse({"error": message}, status, {"Cache-Control": "no-store"})


def _file(content: bytes, media: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media, headers=headers)
