"""What the corpus is made of, from a file on disk to a passage that was retrieved."""

from __future__ import annotations

import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Nature(StrEnum):
    """Kind of document, from the highest norm to the most local practice."""

    LOI = "loi"
    DECRET = "décret"
    ARRETE = "arrêté"
    CIRCULAIRE = "circulaire"
    GUIDE_NATIONAL = "guide national"
    FICHE = "fiche"
    GUIDE_ACADEMIQUE = "guide académique"
    GUIDE_SYNDICAL = "guide syndical"
    DOCUMENT = "document"

    @property
    def rank(self) -> int:
        """Position in the hierarchy of norms: 0 is the highest."""
        return list(Nature).index(self)


class Frozen(BaseModel):
    """Base of the immutable records of the corpus; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SourceInfo(Frozen):
    """A document of the corpus, as it is shown beside a citation.

    `source_id` is stable across runs (a fiche's id, or a slug of the file name); `origin` is the file's path
    relative to the folder it was found in; `date` is the document's own date as printed (« 2025-2026 »);
    `calculators` are the ids of those that a fiche leads to.
    """

    source_id: str
    title: str
    publisher: str = ""
    nature: Nature = Nature.DOCUMENT
    date: str = ""
    url: str = ""
    origin: str = ""
    fiche_id: str | None = None
    calculators: tuple[str, ...] = ()
    verified_on: datetime.date | None = None


class Section(Frozen):
    """A section of a document: what is shown whole when a citation is opened.

    `path` is the chain of headings from the top (empty for a document without heading). `page` is the 1-based
    physical page where the section starts, `page_label` the printed number; both None where there are no pages.
    `text` has one line per paragraph, list item (« - … ») or table row (cells parted by tabs).
    """

    section_id: str
    source_id: str
    path: tuple[str, ...] = ()
    text: str
    page: int | None = None
    page_label: str | None = None

    @property
    def heading(self) -> str:
        """The heading path in one line, outermost first (« Le contrat > La démission »)."""
        return " > ".join(self.path)


class Chunk(Frozen):
    """A unit of search: a slice of one section, or one of a fiche's own questions.

    `text` is verbatim from the section (what may be quoted); `embedded_text` is what is embedded and indexed by
    words, and starts with title, nature, date and section path. A chunk of kind "question" leads to its section and
    is never quoted. `page` is the physical page on which this slice starts.
    """

    chunk_id: str
    section_id: str
    source_id: str
    text: str
    embedded_text: str
    page: int | None = None
    page_label: str | None = None
    kind: str = Field(default="passage", pattern="^(passage|question)$")


class Passage(Frozen):
    """A section reached by a search, with the slice that matched best.

    `score` is the fused score, higher is better, comparable only within one search; `signals` holds the raw figures
    behind it (`dense`: cosine similarity, `lexical`: BM25 score, `question`: similarity to a question of this fiche,
    `asked`: similarity to the nearest question of any fiche).
    """

    chunk: Chunk
    section: Section
    source: SourceInfo
    score: float
    signals: dict[str, float] = Field(default_factory=dict)


class ReponseRecord(Frozen):
    """A réponse of a fiche as it reads on the day of the index: a question, its answer, how people ask it.

    `reponse_id` is « fiche/réponse »; its section holds the answer, verbatim. `texts` are the texts that carry it, in
    words; `see` are the réponses to ask next; `twin` the réponse that answers the same question elsewhere.
    """

    reponse_id: str
    section_id: str
    question: str
    answer: str
    texts: tuple[str, ...] = ()
    calculator: str = ""
    see: tuple[str, ...] = ()
    twin: str = ""
    voices: tuple[str, ...] = ()


class DocumentRecord(Frozen):
    """One ingested file: what was read from it. `sha256` is the hash of the file's bytes and of its side file."""

    sha256: str
    source: SourceInfo
    sections: tuple[Section, ...]
    chunks: tuple[Chunk, ...]
    reponses: tuple[ReponseRecord, ...] = ()
    pages: int | None = None
    notes: tuple[str, ...] = ()
