"""The corpus as it stands in the repository, and the guides where they are at hand."""

import tomllib
from pathlib import Path

import pytest

from assistant.fiches import registry as registry_module
from assistant.fiches.coverage import registered_guide
from assistant.fiches.loader import load_fiches
from assistant.ingestion.reading import read_guides
from assistant.settings import load_settings

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
PLAIN_TEXTS = {
    "guide-aesh-nice": "guide-aesh-academie-de-nice.md",
    "guide-cgt-entretiens": "cgt-entretiens-professionnels.txt",
    "guide-preparer-entretien": "preparer-l-entretien-professionnel.md",
    "note-mener-entretiens": "mener-les-entretiens-professionnels.txt",
    "atelier-relations": "atelier-relations-professionnelles-avs-aesh.txt",
}


@pytest.fixture(scope="session")
def fiches():
    return load_fiches(ROOT / "corpus" / "fiches")


@pytest.fixture(scope="session")
def registry():
    return registry_module.load_registry(ROOT / "corpus" / "sources.toml")


@pytest.fixture(scope="session")
def acronyms():
    path = ROOT / "assistant" / "fiches" / "acronyms.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def guides():
    """Plain text of each guide, by its id in the registry."""
    folder = SHARED / "guides-texte"
    if not folder.is_dir():
        pytest.skip("les guides (../shared/guides-texte) ne sont pas sur cette machine")
    return {source: (folder / name).read_text(encoding="utf-8") for source, name in PLAIN_TEXTS.items()}


@pytest.fixture(scope="session")
def ingested_guides(registry):
    """The guides as ingestion reads them (records with sections), by their id in the registry."""
    folder = SHARED / "guides"
    if not folder.is_dir():
        pytest.skip("les guides (../shared/guides) ne sont pas sur cette machine")
    records = read_guides(ROOT / "corpus" / "absent", [folder], load_settings().max_pages)
    return {registered_guide(record.source, registry): record for record in records}


@pytest.fixture(scope="session")
def sample_questions():
    path = SHARED / "questions-sample.yaml"
    if not path.is_file():
        pytest.skip("l'échantillon de questions (../shared/questions-sample.yaml) n'est pas sur cette machine")
    return path.read_text(encoding="utf-8")
