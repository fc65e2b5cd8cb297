"""The scripted server and the settings that lead to it."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.settings import Settings
from tests.model.scripted import ScriptedServer


@pytest.fixture
def server():
    scripted = ScriptedServer()
    yield scripted
    scripted.stop()


@pytest.fixture
def settings_of(server):
    """Settings that point to the scripted server; times are short."""

    def make(**more: Any) -> Settings:
        given = {"model_base_url": server.url, "model_name": "scripted", "model_timeout_s": 5, "model_retries": 1}
        return Settings(**{**given, **more})

    return make
