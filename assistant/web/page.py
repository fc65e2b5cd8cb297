"""The chat page as Gradio blocks: components and events only; what they show is made elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from assistant.settings import Settings
from assistant.web import texts
from assistant.web.conversation import Exchange, QuestionRefusedError, check_question, converse, shown
from assistant.web.provider import AssistantProvider, AssistantUnavailableError
from assistant.web.render import render

QUIET_GRADIO = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_RUN_HISTORY": "False",
    "GRADIO_MCP_SERVER": "False",
    "GRADIO_SHARE": "False",
}
SYSTEM_FONTS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "sans-serif"]
FIXED_FONTS = ["ui-monospace", "Cascadia Mono", "Liberation Mono", "monospace"]


def gradio() -> Any:
    """Import Gradio (several seconds) with everything that calls out or records switched off."""
    os.environ.update(QUIET_GRADIO)
    import gradio as gr

    return gr


def theme() -> Any:
    """Return a theme that names system fonts only: nothing is fetched."""
    return gradio().themes.Base(font=SYSTEM_FONTS, font_mono=FIXED_FONTS)


def build_page(settings: Settings, provider: AssistantProvider) -> Any:
    """Return the `gradio.Blocks` of the chat page, with its queue open to `settings.concurrency` answers at once."""
    gr = gradio()
    with gr.Blocks(title=texts.PAGE_TITLE, analytics_enabled=False, fill_width=True) as blocks:
        exchanges = gr.State([])
        gr.HTML(render("header.html"), js_on_load=None, apply_default_css=False, elem_id="header")
        banner = _notice(gr, "banner")
        thread = _thread(gr)
        box, notice, send, clear = _composer(gr)
        gr.HTML(render("footer.html"), js_on_load=None, apply_default_css=False, elem_id="footer")
        outputs = [box, thread, notice, exchanges, clear]
        _wire(gr, settings, provider, (box, thread, send, clear, exchanges), outputs)
        blocks.load(_readiness(provider), None, [banner], **_quiet())
    return blocks.queue(default_concurrency_limit=settings.concurrency, api_open=False)


def _quiet() -> dict[str, Any]:
    return {"show_progress": "hidden", "api_visibility": "private"}


def _notice(gr: Any, name: str) -> Any:
    return gr.HTML("", elem_id=name, apply_default_css=False, js_on_load=f"aesh.notice(element, watch, '{name}')")


def _thread(gr: Any) -> Any:
    """The conversation: its template is constant, its value (the exchanges) is drawn by `conversation.js`."""
    return gr.HTML(
        [],
        html_template=render("conversation.html"),
        js_on_load="aesh.conversation(element, trigger, props, watch, 'submit')",
        apply_default_css=False,
        elem_id="conversation",
    )


def _composer(gr: Any) -> tuple[Any, Any, Any, Any]:
    with gr.Group(elem_id="composer"):
        notice = _notice(gr, "notice")
        box = gr.Textbox(
            label=texts.QUESTION_LABEL,
            placeholder=texts.QUESTION_PLACEHOLDER,
            lines=1,
            max_lines=6,
            elem_id="question",
            html_attributes=gr.InputHTMLAttributes(lang="fr", autocomplete="off", enterkeyhint="send"),
        )
        with gr.Row(elem_id="actions"):
            clear = gr.Button(texts.CLEAR, variant="secondary", elem_id="clear", visible=False)
            send = gr.Button(texts.SEND, variant="primary", elem_id="send")
        gr.HTML(
            render("help.html"),
            js_on_load=None,
            apply_default_css=False,
            elem_id="help",
        )
    return box, notice, send, clear


def _wire(gr: Any, settings: Settings, provider: AssistantProvider, parts: tuple[Any, ...], outputs: list[Any]) -> None:
    box, thread, send, clear, exchanges = parts

    def on_ask(typed: object, earlier: list[Exchange], event: Any) -> Iterator[tuple[Any, ...]]:
        yield from _ask(gr, settings, provider, _asked(event, typed), earlier)

    # Gradio passes the event to the parameter annotated so, and cannot resolve a name imported inside a function.
    on_ask.__annotations__["event"] = gr.EventData

    def on_clear() -> tuple[Any, ...]:
        return "", [], "", [], gr.update(visible=False)

    gr.on([box.submit, send.click, thread.submit], on_ask, [box, exchanges], outputs, **_quiet())
    clear.click(on_clear, None, outputs, **_quiet())


def _asked(event: Any, typed: object) -> object:
    """A button of the conversation carries its own question; otherwise it is what was typed."""
    data = event._data
    return data["question"] if isinstance(data, dict) and "question" in data else typed


def _ask(
    gr: Any, settings: Settings, provider: AssistantProvider, text: object, earlier: list[Exchange]
) -> Iterator[tuple[Any, ...]]:
    try:
        question = check_question(text, settings.max_question_chars)
    except QuestionRefusedError as refusal:
        yield gr.skip(), gr.skip(), render("notice.html", {"message": str(refusal)}), gr.skip(), gr.skip()
        return
    for exchanges in converse(provider, question, earlier):
        yield "", shown(exchanges), "", list(exchanges), gr.update(visible=True)


def _readiness(provider: AssistantProvider) -> Any:
    def readiness() -> str:
        try:
            provider.get()
        except AssistantUnavailableError as error:
            return render("notice.html", {"message": str(error)})
        return ""

    return readiness
