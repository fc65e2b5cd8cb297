"""A small library for the tests: two guides and one fiche, indexed without a model."""

from __future__ import annotations

import shutil
from pathlib import Path

from assistant.answering.chain import AnswerChain
from assistant.assembly import make_reader
from assistant.ingestion.chunking import chunking_identity
from assistant.ingestion.pipeline import Ingestion
from assistant.retrieval.retriever import make_retriever
from assistant.settings import PROJECT_ROOT, Settings
from tests.index.doubles import HashingEmbedder
from tests.ingestion import pdfs

FICHE = "fin-de-contrat/demission.md"
GUIDE = """# Les congés

Le congé de présence parentale se demande quinze jours avant son début.

## Les pièces

- Un certificat médical.
- Une &lt;script&gt;alert(1)&lt;/script&gt; lettre & une copie.

| Durée | Délai |
| --- | --- |
| un mois | huit jours |
"""


def small_library(folder: Path, **changes: object) -> tuple[Settings, AnswerChain]:
    """Index the guides and the fiche in `folder`; return the settings and the chain on that index."""
    guides = folder / "guides"
    guides.mkdir(parents=True)
    (guides / "conges.md").write_text(GUIDE, encoding="utf-8")
    pdfs.numbered_report(guides / "rapport.pdf")
    fiche = folder / "fiches" / FICHE
    fiche.parent.mkdir(parents=True)
    shutil.copy(PROJECT_ROOT / "corpus" / "fiches" / FICHE, fiche)
    settings = Settings(
        index_dir=folder / "indexes", guides_dir=guides, fiches_dir=folder / "fiches", host="127.0.0.1", **changes
    )
    embedder = HashingEmbedder()
    Ingestion(settings, embedder).run()
    chunking = chunking_identity(settings.chunk_tokens, settings.chunk_max_tokens)
    return settings, AnswerChain(
        make_retriever(settings, embedder, chunking), make_reader(), settings.max_question_chars
    )
