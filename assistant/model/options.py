"""Whether the settings ask for a language model."""

from __future__ import annotations

from assistant.settings import Settings


def is_configured(settings: Settings) -> bool:
    """Whether a language model is to be asked at all: an address, a name, and writing not switched off."""
    return bool(settings.model_base_url and settings.model_name and settings.model_writing)
