"""The evaluation shows the product with a model only when one is configured, and the product alone stays the last."""

from __future__ import annotations

from assistant.model.factory import make_stages
from assistant.settings import Settings
from eval.systems import FULL, WITH_MODEL, product_systems
from tests.model.scripted import ScriptedServer
from tests.model.test_stages import _retriever


def test_both_modes_stand_side_by_side(tmp_path):
    server = ScriptedServer()
    server.says("Votre congé parental dure de 2 à 6 mois [1].")
    model = make_stages(Settings(model_base_url=server.url, model_name="petit"))
    retriever = _retriever(tmp_path / "corpus")
    alone = [s.name for s in product_systems(retriever, 2000)]
    both = product_systems(retriever, 2000, model)
    assert [s.name for s in both if s.name not in alone] == [f"{WITH_MODEL} petit"]
    assert both[-1].name == FULL
    outcome = next(s for s in both if s.name.startswith(WITH_MODEL)).answer(
        "c", "Combien dure le congé parental ?", []
    )
    server.stop()
    assert outcome.answer.model is not None
    assert outcome.invalid == ()
