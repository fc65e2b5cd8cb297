"""`python -m assistant.reader.training.vectors`: the vectors of the shipped corpus, written beside the weights.

What stands there is not computed again by the first index: a fiche whose text has changed since is.
"""

from __future__ import annotations

import datetime

from assistant.embedding.reader import ReaderEmbedder
from assistant.fiches.loader import load_fiches
from assistant.fiches.parameters import parameter_text
from assistant.fiches.registry import REGISTRY, load_registry
from assistant.ingestion.chunking import Chunker
from assistant.ingestion.records import fiche_record
from assistant.reader.encoder import Encoder
from assistant.reader.shipped import phrasings, ship
from assistant.reader.voices import read_fiche_voices
from assistant.settings import load_settings


def main() -> None:
    """Encode every passage, canonical question and voice of the corpus, and write their vectors."""
    settings, encoder = load_settings(), Encoder(threads=2)
    embedder = ReaderEmbedder(encoder)
    chunker = Chunker(embedder.count_tokens, settings.chunk_tokens, settings.chunk_max_tokens)
    voices: dict[str, list[str]] = {}
    for phrasing in read_fiche_voices(settings.voices_dir):
        voices.setdefault(phrasing.label, []).append(phrasing.text)
    today = datetime.date.today()  # noqa: DTZ011 (a legal day is the user's own)
    registry = load_registry(REGISTRY)
    records = [
        fiche_record(fiche, f"{fiche.theme}/{fiche.id}.md", chunker, parameter_text, today, registry, voices)
        for fiche in load_fiches(settings.fiches_dir)
    ]
    passages = [chunk.embedded_text for record in records for chunk in record.chunks]
    ship(phrasings(records)[1], passages, encoder)
    print(f"{len(passages)} passages et {len(phrasings(records)[1])} questions")


if __name__ == "__main__":
    main()
