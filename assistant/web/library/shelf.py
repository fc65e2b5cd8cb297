"""The documents of the index in service, as the pages show them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.assembly import open_retriever
from assistant.domain.corpus import DocumentRecord, Nature, Passage, SourceInfo
from assistant.fiches.errors import FicheError
from assistant.fiches.loader import load_fiche
from assistant.fiches.schema import Fiche, Theme
from assistant.index.reader import IndexReader
from assistant.retrieval.retriever import AeshRetriever
from assistant.settings import Settings
from assistant.web.provider import AssistantProvider

FOUND = 12
THEMES = {
    Theme.CONTRAT: "Contrat",
    Theme.REMUNERATION: "Salaire et primes",
    Theme.TEMPS_DE_TRAVAIL: "Temps de travail",
    Theme.MISSIONS: "Missions",
    Theme.RELATIONS: "Relations de travail",
    Theme.ENTRETIEN: "Entretien professionnel",
    Theme.FORMATION: "Formation",
    Theme.SANTE: "Santé",
    Theme.FAMILLE: "Famille",
    Theme.ABSENCES: "Absences",
    Theme.CONGES_NON_REMUNERES: "Congés sans salaire",
    Theme.DISCIPLINE: "Discipline",
    Theme.DROITS: "Droits",
    Theme.FIN_DE_CONTRAT: "Fin de contrat",
    Theme.CHOMAGE_RETRAITE: "Chômage et retraite",
    Theme.VIE_PRATIQUE: "Vie pratique",
}
KINDS: dict[str, tuple[str, bool | None]] = {
    "": ("Tous les documents", None),
    "fiches": ("Les fiches", True),
    "guides": ("Les guides et les textes", False),
}


@dataclass(frozen=True)
class Shelf:
    """Gives the index behind the assistant; it raises what the assistant and the index raise when there is none."""

    settings: Settings
    provider: AssistantProvider

    def retriever(self) -> AeshRetriever:
        """Return the search that the answers rest on, or one on the same index when the assistant shows none."""
        shared = getattr(self.provider.get(), "retriever", None)
        return shared if isinstance(shared, AeshRetriever) else _own(self.settings)

    def reader(self) -> IndexReader:
        """Return the index in service, for one request."""
        return self.retriever().index.reader()

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Return every document."""
        return self.reader().documents()

    def document(self, source_id: str) -> DocumentRecord | None:
        """Return one document, or None."""
        return next((d for d in self.documents() if d.source.source_id == source_id), None)

    def search(self, query: str, kind: str) -> list[Passage]:
        """Return the passages nearest to `query`, best first; `kind` is a key of `KINDS`."""
        fiches = KINDS.get(kind, KINDS[""])[1]
        natures = None if fiches is None else [n for n in Nature if (n is Nature.FICHE) == fiches]
        return self.retriever().passages(query, k=FOUND, natures=natures, fiches=fiches is not False)

    def fiche(self, source: SourceInfo) -> Fiche | None:
        """Return the fiche behind a source, for its dates; None when its file is gone or unreadable."""
        path = safe_path(self.settings.fiches_dir, source.origin)
        try:
            return load_fiche(path) if path else None
        except FicheError:
            return None


@lru_cache(maxsize=1)
def _own(settings: Settings) -> AeshRetriever:
    return open_retriever(settings)


def safe_path(folder: Path, origin: str) -> Path | None:
    """Return the file `origin` of `folder`; None when it is absent, or lies elsewhere (`..`, a link that leaves)."""
    if not origin:
        return None
    root = folder.resolve()
    path = (root / origin).resolve()
    return path if path.is_relative_to(root) and path.is_file() else None


def fiches_by_theme(documents: Iterable[DocumentRecord]) -> list[tuple[str, list[SourceInfo]]]:
    """Return the fiches under the names of their themes, in the order of `THEMES`."""
    found: dict[str, list[SourceInfo]] = {}
    for document in documents:
        if document.source.fiche_id:
            found.setdefault(document.source.origin.split("/")[0], []).append(document.source)
    named = [(label, found.pop(theme.value, [])) for theme, label in THEMES.items()]
    rest = [source for sources in found.values() for source in sources]
    shown = [*named, ("Autres", rest)]
    return [(label, sorted(sources, key=lambda s: s.title)) for label, sources in shown if sources]


def guides_of(documents: Iterable[DocumentRecord]) -> list[DocumentRecord]:
    """Return what is not a fiche, from the highest norm down."""
    guides = [document for document in documents if not document.source.fiche_id]
    return sorted(guides, key=lambda d: (d.source.nature.rank, d.source.title))


def is_late(fiche: Fiche | None, on: datetime.date) -> bool:
    """Tell whether the fiche should have been read again before the day `on`."""
    return fiche is not None and fiche.review_by < on
