"""The evaluation shows the product with a model only when one is configured, and the product alone stays the last."""

from __future__ import annotations

from assistant.model.factory import make_stages
from assistant.settings import Settings
from eval.systems import FULL, WITH_MODEL, product_systems
from tests.model.test_stages import _retriever


def test_both_modes_stand_side_by_side(tmp_path):
    model = make_stages(Settings(model_base_url="http://127.0.0.1:9/v1", model_name="petit"))
    retriever = _retriever(tmp_path / "corpus")
    alone = [s.name for s in product_systems(retriever, 2000)]
    both = [s.name for s in product_systems(retriever, 2000, model)]
    assert [name for name in both if name not in alone] == [f"{WITH_MODEL} petit"]
    assert [name for name in both if name in alone] == alone
    assert both[-1] == FULL
