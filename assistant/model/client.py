"""The chat model of the settings, behind LangChain's own interface."""

from __future__ import annotations

from langchain_core.language_models import BaseChatModel

from assistant.settings import Settings

NO_KEY = "aucune"


def make_chat_model(settings: Settings) -> BaseChatModel:
    """Return the client of the endpoint of the settings; nothing is sent nor fetched by making it.

    Retries and time limits are the caller's. An empty key becomes a plain word: left out, the library would take the
    key of another service from the environment and send it here. Redirections are not followed: the text goes where
    the settings say.
    """
    import httpx
    from langchain_openai import ChatOpenAI

    limit = httpx.Timeout(settings.model_timeout_s, connect=min(5.0, settings.model_timeout_s))
    chat = ChatOpenAI(
        model=settings.model_name,
        base_url=settings.model_base_url,
        api_key=settings.model_api_key if settings.model_api_key.get_secret_value() else NO_KEY,
        temperature=0,
        seed=0,
        max_retries=0,
        timeout=limit,
        stream_usage=False,
        use_responses_api=False,
        http_client=httpx.Client(timeout=limit, follow_redirects=False),
        # « max_tokens » rather than its newer name: the small servers know only the former.
        extra_body={"max_tokens": settings.model_answer_tokens},
    )
    # Taken from the environment by the library: they belong to another service too.
    chat.root_client.organization = chat.root_client.project = None
    return chat
