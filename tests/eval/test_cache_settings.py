import pytest

from assistant.settings import Settings
from eval import cache
from eval.runner import cache_of


class Named:
    def __init__(self, name):
        self.name = name

    def answer(self, case_id, question, history):
        raise NotImplementedError


@pytest.mark.parametrize(
    "setting", ["model_base_url", "model_context_tokens", "model_answer_tokens", "model_writing", "passages"]
)
def test_another_setting_is_asked_again(setting, tmp_path, monkeypatch):
    values = {"model_base_url": "http://127.0.0.1:1", "model_writing": "false", "passages": "9"}
    before = cache_of(Named("produit"), "gen-1", tmp_path)._path
    monkeypatch.setenv(f"AESH_{setting.upper()}", values.get(setting, "2222"))
    assert cache_of(Named("produit"), "gen-1", tmp_path)._path != before


def test_another_version_of_a_library_is_asked_again(monkeypatch):
    before = cache.fingerprint("produit")
    monkeypatch.setattr(cache, "version", lambda name: "0.0.1")
    assert cache.fingerprint("produit") != before


def test_the_key_of_the_model_is_never_written():
    assert "secret-42" not in cache.answering_settings(Settings(model_api_key="secret-42"), model=True)
