"""The catalogue on a made corpus: what is written in a fiche is found at once, without training."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from assistant.reader.calibration import Calibration
from assistant.reader.catalogue import Catalogue
from tests.reader.fakes import FakeEncoder

PHRASINGS = {
    "trottinette/prime": (
        "Ai-je droit à une prime pour ma trottinette ?",
        "prime trottinette combien",
        "on me rembourse la trottinette ?",
    ),
    "trottinette/vol": ("On m'a volé ma trottinette à l'école, que faire ?", "trottinette volée au collège"),
    "cantine/gratuite": ("La cantine est-elle gratuite pour moi ?", "je paie la cantine ?"),
    "preavis/duree": ("Combien de préavis si je démissionne ?", "je pars, préavis de combien"),
}
CLUMSY = [
    "ya til une prime trotinette",
    "PRIME TROTTINETTE ???",
    "bonjour voila je viens en trottinette et une collegue m'a parlé d'une prime",
    "primme pour la trottinete svp",
    "ma trottinette, la prime, comment ça marche",
]


@cache
def fitted() -> Catalogue:
    labels = [label for label, texts in PHRASINGS.items() for _ in texts]
    texts = [text for found in PHRASINGS.values() for text in found]
    return Catalogue.fit(labels, texts, FakeEncoder().vectors(texts, prompt=""))


def best(catalogue: Catalogue, text: str) -> str:
    scores = catalogue.score(text, FakeEncoder().encode(text).vector)
    return catalogue.labels[int(Calibration().probabilities(scores).argmax())]


@pytest.mark.parametrize("typed", CLUMSY)
def test_a_fiche_on_a_made_subject_is_found_in_clumsy_words(typed):
    assert best(fitted(), typed) == "trottinette/prime"


def test_every_phrasing_finds_its_own_reponse():
    catalogue = fitted()
    for label, texts in PHRASINGS.items():
        assert {best(catalogue, text) for text in texts} == {label}


def test_the_nearest_phrasing_scores_one_for_itself():
    catalogue = fitted()
    text = PHRASINGS["cantine/gratuite"][0]
    scores = catalogue.score(text, FakeEncoder().encode(text).vector)
    assert scores.nearest[catalogue.labels.index("cantine/gratuite")] == pytest.approx(1, abs=1e-3)
    assert scores.nearest.max() <= 1 + 1e-3


def test_a_catalogue_read_again_scores_alike(tmp_path):
    before = fitted()
    before.save(tmp_path)
    after = Catalogue.load(tmp_path)
    assert after.labels == before.labels
    vector = FakeEncoder().encode(CLUMSY[0]).vector
    one, other = before.score(CLUMSY[0], vector), after.score(CLUMSY[0], vector)
    for name in ("mean", "nearest", "linear"):
        assert np.allclose(getattr(one, name), getattr(other, name), atol=0.01)


def test_an_absent_catalogue_is_told(tmp_path):
    with pytest.raises(OSError, match="reponses"):
        Catalogue.load(tmp_path)


def test_a_damaged_catalogue_is_told(tmp_path):
    (tmp_path / "reponses.npz").write_bytes(b"rien")
    with pytest.raises((OSError, ValueError)):
        Catalogue.load(tmp_path)
