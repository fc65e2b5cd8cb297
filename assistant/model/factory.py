"""The one place where the model's stage is made from the settings."""

from __future__ import annotations

from assistant.model.breaker import Breaker
from assistant.model.cache import ReplyCache
from assistant.model.calling import Caller
from assistant.model.client import make_chat_model
from assistant.model.options import is_configured
from assistant.model.stages import Limits, ModelWriting
from assistant.settings import Settings


def make_writing(settings: Settings) -> ModelWriting | None:
    """Return the writing stage of the settings, None when no model is configured. Making it sends nothing."""
    if not is_configured(settings):
        return None
    caller = Caller(
        make_chat_model(settings),
        f"{settings.model_base_url} {settings.model_name}",
        Breaker(settings.model_breaker_failures, settings.model_breaker_pause_s),
        ReplyCache(settings.model_cache_entries),
        settings.model_timeout_s,
        settings.model_retries,
    )
    limits = Limits(settings.model_context_tokens, settings.model_answer_tokens)
    return ModelWriting(caller, settings.model_name, limits)
