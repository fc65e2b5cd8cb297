import pytest

from assistant.settings import Settings
from eval.cache import answering_settings
from eval.runner import cache_of
from eval.systems import WITH_MODEL


class Named:
    def __init__(self, name):
        self.name = name

    def answer(self, case_id, question, history):
        raise NotImplementedError


@pytest.mark.parametrize(
    "setting", ["model_base_url", "model_context_tokens", "model_answer_tokens", "model_reading", "model_writing"]
)
def test_another_setting_of_the_model_is_asked_again(setting, tmp_path, monkeypatch):
    values = {"model_base_url": "http://127.0.0.1:1", "model_reading": "false", "model_writing": "false"}
    with_model, alone = Named(f"{WITH_MODEL} petit"), Named("produit")
    before = [cache_of(system, "gen-1", tmp_path)._path for system in (with_model, alone)]
    monkeypatch.setenv(f"AESH_{setting.upper()}", values.get(setting, "2222"))
    after = [cache_of(system, "gen-1", tmp_path)._path for system in (with_model, alone)]
    assert before[0] != after[0]
    assert before[1] == after[1]


def test_a_setting_of_the_search_counts_for_every_system(tmp_path, monkeypatch):
    before = cache_of(Named("produit"), "gen-1", tmp_path)._path
    monkeypatch.setenv("AESH_PASSAGES", "9")
    assert cache_of(Named("produit"), "gen-1", tmp_path)._path != before


def test_the_key_of_the_model_is_never_written():
    assert "secret-42" not in answering_settings(Settings(model_api_key="secret-42"), model=True)
