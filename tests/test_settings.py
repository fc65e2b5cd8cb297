"""Settings: unknown keys refused, numbers bounded, file and environment read in order."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from assistant.settings import PROJECT_ROOT, UnknownSettingError, load_settings


@pytest.fixture(autouse=True)
def _clean(monkeypatch):
    import os

    for name in [k for k in os.environ if k.startswith("AESH_")]:
        monkeypatch.delenv(name)


def test_defaults_lie_in_the_project():
    settings = load_settings()
    assert settings.index_dir == PROJECT_ROOT / "indexes"
    assert settings.guides_dir == PROJECT_ROOT / "corpus" / "guides"
    assert settings.host == "127.0.0.1"


def test_the_environment_wins_over_the_file(monkeypatch, tmp_path):
    file = tmp_path / "aesh.toml"
    file.write_text('port = 8000\nembedder_model = "dossier"\n', encoding="utf-8")
    monkeypatch.setenv("AESH_CONFIG", str(file))
    monkeypatch.setenv("AESH_PORT", "9000")
    settings = load_settings()
    assert (settings.port, settings.embedder_model) == (9000, "dossier")


def test_an_unknown_variable_is_named(monkeypatch):
    monkeypatch.setenv("AESH_POTR", "9000")
    with pytest.raises(UnknownSettingError, match="AESH_POTR"):
        load_settings()


def test_an_unknown_key_of_the_file_is_refused(monkeypatch, tmp_path):
    file = tmp_path / "aesh.toml"
    file.write_text("potr = 8000\n", encoding="utf-8")
    monkeypatch.setenv("AESH_CONFIG", str(file))
    with pytest.raises(ValidationError, match="potr"):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value"), [("AESH_PORT", "0"), ("AESH_CHUNK_TOKENS", "10000"), ("AESH_PORT", "huit")]
)
def test_numbers_are_bounded(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError):
        load_settings()


def test_an_absent_file_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("AESH_CONFIG", str(tmp_path / "absent.toml"))
    with pytest.raises(FileNotFoundError, match="absent"):
        load_settings()
