"""The chat page as Gradio blocks: components and events only; what they show is made elsewhere.

Importing this module loads Gradio (seconds): `make_server` does it, nothing else should.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Literal, NamedTuple, TypedDict

import gradio as gr

from assistant.model.texts import notice_of
from assistant.settings import Settings
from assistant.web import texts
from assistant.web.actions import acted
from assistant.web.conversation import QuestionRefusedError, Talk, shown, stopped
from assistant.web.layout import frame
from assistant.web.line import LineFullError
from assistant.web.page_queue import PageQueue
from assistant.web.provider import AssistantProvider, AssistantUnavailableError
from assistant.web.render import render, render_notice

QUIET_GRADIO = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_RUN_HISTORY": "False",
    "GRADIO_MCP_SERVER": "False",
    "GRADIO_SHARE": "False",
}
SYSTEM_FONTS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "sans-serif"]
FIXED_FONTS = ["ui-monospace", "Cascadia Mono", "Liberation Mono", "monospace"]

Updates = tuple[object, ...]


class Parts(NamedTuple):
    """The components that events read or write."""

    box: gr.Textbox
    send: gr.Button
    clear: gr.Button
    notice: gr.HTML
    thread: gr.HTML
    talk: gr.State

    def outputs(self) -> list[gr.blocks.Block]:
        """Return what an event writes, in the order of every `Updates` below."""
        return [self.box, self.thread, self.notice, self.talk, self.clear]


class EventOptions(TypedDict):
    """Options of every event: no progress in Gradio's words, no public endpoint."""

    show_progress: Literal["hidden"]
    api_visibility: Literal["private"]


QUIET_EVENT: EventOptions = {"show_progress": "hidden", "api_visibility": "private"}


def theme() -> gr.themes.Base:
    """Return a theme that names system fonts only: nothing is fetched."""
    return gr.themes.Base(font=SYSTEM_FONTS, font_mono=FIXED_FONTS)


def build_page(settings: Settings, provider: AssistantProvider, queue: PageQueue) -> gr.Blocks:
    """Return the chat page. Gradio's queue lets all that may wait in; `queue` serves `settings.concurrency` at once.

    Everything by which Gradio calls out or records is switched off, in the environment as well.
    """
    os.environ.update(QUIET_GRADIO)
    blocks = gr.Blocks(title=texts.PAGE_TITLE, analytics_enabled=False, fill_width=True)
    with blocks:
        _fixed("header.html", "header")
        banner = _notice("banner")
        thread = _thread(settings.developer)
        parts = _composer(thread, gr.State(Talk()))
        _fixed("footer.html", "footer", model_notice=notice_of(settings))
        _wire(settings, provider, parts, queue)
        blocks.load(_readiness(provider), None, [banner], **QUIET_EVENT)
    most = settings.concurrency + settings.waiting
    blocks.queue(default_concurrency_limit=most, max_size=most, api_open=False)
    return blocks


def _fixed(template: str, name: str, **values: str) -> gr.HTML:
    return gr.HTML(render(template, {**frame("/"), **values}), js_on_load=None, apply_default_css=False, elem_id=name)


def _notice(name: str) -> gr.HTML:
    return gr.HTML("", elem_id=name, apply_default_css=False, js_on_load="aesh.notice(element, watch)")


def _thread(developer: bool) -> gr.HTML:
    """The conversation: its template is constant, its value (the exchanges) is drawn by `conversation.js`."""
    return gr.HTML(
        [],
        html_template=render("conversation.html", {"developer": developer}),
        js_on_load="aesh.conversation(element, trigger, props, watch, 'submit', 'stop')",
        apply_default_css=False,
        elem_id="conversation",
    )


def _composer(thread: gr.HTML, talk: gr.State) -> Parts:
    with gr.Column(elem_id="composer"):
        notice = _notice("notice")
        with gr.Row(elem_id="ask"):
            box = _question_box()
            send = gr.Button(texts.SEND, variant="primary", elem_id="send")
        with gr.Row(elem_id="after"):
            _fixed("help.html", "help")
            clear = gr.Button(texts.CLEAR, variant="secondary", size="sm", elem_id="clear", visible=False)
    return Parts(box, send, clear, notice, thread, talk)


def _question_box() -> gr.Textbox:
    return gr.Textbox(
        label=texts.QUESTION_LABEL,
        placeholder=texts.QUESTION_PLACEHOLDER,
        lines=1,
        max_lines=6,
        elem_id="question",
        html_attributes=gr.InputHTMLAttributes(lang="fr", autocomplete="off", enterkeyhint="send"),
    )


def _wire(settings: Settings, provider: AssistantProvider, parts: Parts, queue: PageQueue) -> None:
    async def on_ask(typed: object, talk: Talk, event: gr.EventData, request: gr.Request) -> AsyncIterator[Updates]:
        def made() -> Iterator[Updates]:
            return act(settings, provider, event._data, typed, talk)

        async for updates in in_turn(queue, str(request.session_hash), made, settings.wait_seconds):
            yield updates

    triggers = [parts.box.submit, parts.send.click, parts.thread.submit]
    asking = gr.on(triggers, on_ask, [parts.box, parts.talk], parts.outputs(), **QUIET_EVENT)
    parts.clear.click(cleared, None, parts.outputs(), **QUIET_EVENT)
    parts.thread.stop(given_up, [parts.talk], parts.outputs(), cancels=[asking], **QUIET_EVENT)


async def in_turn(
    queue: PageQueue, session: str, make: Callable[[], Iterator[Updates]], patience: float
) -> AsyncIterator[Updates]:
    """Yield what `make` yields once it is one's turn, and the rank in the line before; nothing when nobody reads.

    `patience` is the greatest wait, in seconds.
    """
    if not await queue.is_awaited(session):
        return
    try:
        place = queue.line.take()
    except LineFullError:
        yield _notified(texts.QUEUE_FULL)
        return
    try:
        async for rank in queue.line.ranks(place, lambda: queue.is_read(session), patience):
            yield _notified(texts.QUEUE_RANK.format(rank=ordinal(rank)))
        if place.served:
            async for updates in queue.stepped(make):
                yield updates
        else:
            yield _notified(texts.QUEUE_FULL)
    finally:
        queue.line.leave(place)


def ordinal(rank: int) -> str:
    """Return « 1er », « 3e »."""
    return "1er" if rank == 1 else f"{rank}e"


def _notified(sentence: str) -> Updates:
    return gr.skip(), gr.skip(), render_notice(sentence), gr.skip(), gr.skip()


def cleared() -> Updates:
    """Return the updates that begin a new conversation."""
    return "", [], "", Talk(), gr.update(visible=False)


def given_up(talk: Talk) -> Updates:
    """Return the updates that follow « Arrêter »."""
    return gr.skip(), shown(stopped(talk)), "", stopped(talk), gr.skip()


def act(
    settings: Settings, provider: AssistantProvider, data: object, typed: object, talk: Talk
) -> Iterator[Updates]:
    """Yield the page's updates: a notice when what is asked is refused, else the conversation as it changes."""
    wanted = data if isinstance(data, dict) else {}
    emptied = gr.skip() if wanted else ""
    try:
        for current in acted(provider, wanted, typed, talk, settings.max_question_chars):
            yield emptied, shown(current), "", current, gr.update(visible=bool(current.exchanges))
    except QuestionRefusedError as refusal:
        yield gr.skip(), gr.skip(), render_notice(str(refusal)), gr.skip(), gr.skip()


def _readiness(provider: AssistantProvider) -> Callable[[], str]:
    def readiness() -> str:
        try:
            provider.get()
        except AssistantUnavailableError as error:
            return render_notice(str(error))
        return ""

    return readiness
