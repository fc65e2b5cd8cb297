"""An embedder without a model and small records, for the tests of the index and of the search."""

from __future__ import annotations

import hashlib
import math

from assistant.domain.corpus import Chunk, DocumentRecord, Nature, Section, SourceInfo
from assistant.embedding.base import Embedder
from assistant.index.store import IndexStore
from assistant.lexicon.tokens import stems

DIMENSION = 96


class HashingEmbedder(Embedder):
    """Hashes stems into dimensions: texts that share words are near. Remembers the texts it embedded."""

    dimension = DIMENSION
    max_tokens = 10_000

    def __init__(self, identity: str = "hachage 1") -> None:
        self._identity = identity
        self.embedded: list[str] = []

    @property
    def identity(self) -> str:
        return self._identity

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.embedded += texts
        return [unit_vector(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return unit_vector(text)


def unit_vector(text: str) -> list[float]:
    vector = [0.001] * DIMENSION
    for stem in stems(text):
        vector[int.from_bytes(hashlib.sha256(stem.encode()).digest()[:4], "big") % DIMENSION] += 1.0
    norm = math.sqrt(sum(value * value for value in vector))
    return [value / norm for value in vector]


def record(name: str, sections: dict[str, list[str]], nature: Nature = Nature.GUIDE_ACADEMIQUE, questions=()):
    """A document whose sections (heading: texts of its chunks) are numbered; questions lead to the first one."""
    source = SourceInfo(source_id=name, title=name.capitalize(), nature=nature)
    made, chunks = [], []
    for number, (heading, texts) in enumerate(sections.items()):
        section_id = f"{name}#{number}"
        made.append(Section(section_id=section_id, source_id=name, path=(heading,), text="\n".join(texts)))
        chunks += [
            Chunk(
                chunk_id=f"{section_id}.{n}",
                section_id=section_id,
                source_id=name,
                text=text,
                embedded_text=f"{source.title} · {nature}\n{heading}\n{text}",
            )
            for n, text in enumerate(texts)
        ]
    chunks += [
        Chunk(
            chunk_id=f"{name}#0.q{n}",
            section_id=f"{name}#0",
            source_id=name,
            text=text,
            embedded_text=text,
            kind="question",
        )
        for n, text in enumerate(questions)
    ]
    digest = hashlib.sha256(repr(sections).encode()).hexdigest()
    return DocumentRecord(sha256=digest, source=source, sections=tuple(made), chunks=tuple(chunks))


def guide(extra: str = "") -> DocumentRecord:
    return record(
        "guide",
        {
            "La démission": ["La démission se fait par lettre recommandée, avec un préavis." + extra],
            "La grève": ["Une retenue d'un trentième est faite par jour de grève."],
            "Les congés": ["Le congé de maternité dure seize semaines.", "Le congé parental va jusqu'à trois ans."],
        },
    )


def fiche() -> DocumentRecord:
    return record(
        "fiche-demission",
        {
            "En bref": ["Vous quittez votre poste par courrier, après un délai selon vos services."],
            "À savoir": ["Le délai part du lendemain de la réception."],
        },
        Nature.FICHE,
        ["Comment je démissionne ?", "je kit mon taf comment"],
    )


CHUNKING = "v1"
STRIKE = "Guide · guide académique La grève retenue trentième jour"


def generations(store: IndexStore) -> list[str]:
    return sorted(path.name for path in store.folder.glob("gen-*"))


def answers(store: IndexStore, embedder: Embedder) -> str:
    """Say what the index in service answers first about strikes."""
    reader = store.open(embedder, CHUNKING)
    try:
        return reader.dense(unit_vector("jour de grève"), 1)[0][0]
    finally:
        reader.close()
