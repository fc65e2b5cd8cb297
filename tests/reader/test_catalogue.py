"""The catalogue finds a réponse by its phrasings alone: nothing is trained for a new fiche."""

import numpy as np
import pytest

from assistant.reader.calibration import Calibration
from assistant.reader.catalogue import Catalogue
from assistant.reader.encoder import WEIGHTS, Encoder
from assistant.reader.ngrams import WIDTH, hash_ngrams

HORSES = [
    "Puis-je venir à l'école à cheval ?",
    "le cheval est il autorise dans la cour",
    "ma jument peut dormir au parking de l'école ?",
]
OTHERS = {
    "demission/preavis": ["Combien de préavis si je démissionne ?", "je pars, je préviens quand", "délai démission"],
    "paie/carence": ["Le premier jour d'arrêt est-il payé ?", "jour de carence", "on m'a retiré un jour de maladie"],
}


@pytest.fixture(scope="module")
def encoder():
    if not (WEIGHTS / "encoder.onnx").is_file():
        pytest.skip("les poids du lecteur sont absents (assistant/reader/weights)")
    return Encoder()


def make(encoder):
    pairs = [("monture/a-cheval", t) for t in HORSES] + [(k, t) for k, ts in OTHERS.items() for t in ts]
    labels, texts = zip(*pairs, strict=True)
    return Catalogue.fit(labels, texts, encoder.vectors(texts))


@pytest.mark.parametrize(
    "message",
    [
        "jpeux venir a cheval o boulot",
        "cheval ecole autorisé",
        "Ma collègue arrive sur sa jument, est-ce permis ?",
        "c possible de garer mon cheval a lecole",
        "bonjour alors voilà moi je viens avec mon cheval est-ce que j'ai le droit",
    ],
)
def test_a_new_subject_is_found_without_training(encoder, message):
    catalogue = make(encoder)
    probabilities = Calibration().probabilities(catalogue.score(message, encoder.encode(message).vector))
    assert catalogue.labels[int(probabilities.argmax())] == "monture/a-cheval"


def test_a_catalogue_is_read_back_as_it_was_written(encoder, tmp_path):
    catalogue = make(encoder)
    catalogue.save(tmp_path)
    again = Catalogue.load(tmp_path)
    vector = encoder.encode("je démissionne").vector
    for name in ("mean", "nearest", "linear"):
        before, after = (getattr(c.score("je démissionne", vector), name) for c in (catalogue, again))
        assert np.allclose(before, after, atol=0.02)


def test_ngrams_are_unit_vectors_and_ignore_accents_and_case():
    assert hash_ngrams("Préavis").shape == (WIDTH,)
    assert np.isclose(np.linalg.norm(hash_ngrams("Préavis")), 1.0)
    assert np.allclose(hash_ngrams("PRÉAVIS"), hash_ngrams("preavis"))
    assert not hash_ngrams("").any()


def test_tokens_stand_at_their_places(encoder):
    text = "depuis sept 2022 en cdi"
    encoded = encoder.encode(text)
    words = {text[a:b].strip() for a, b in encoded.places if b > a}
    assert "2022" in " ".join(words)
    assert len(encoded.places) == len(encoded.tokens)
    assert np.isclose(np.linalg.norm(encoded.vector), 1.0, atol=1e-4)
