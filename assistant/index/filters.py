"""Which chunks a search may return."""

from __future__ import annotations

from assistant.domain.corpus import Chunk, Frozen, Nature, SourceInfo


class Filter(Frozen):
    """Conditions that must all hold; None leaves a condition out, an empty set lets nothing through.

    `kind` is that of the chunks: "passage" (what may be quoted) or "question" (a fiche's own questions).
    """

    natures: frozenset[Nature] | None = None
    source_ids: frozenset[str] | None = None
    fiches: bool = True
    kind: str | None = "passage"

    @property
    def excludes_all(self) -> bool:
        """Say whether a condition leaves no possible value."""
        return self.natures == frozenset() or self.source_ids == frozenset()

    def admits(self, chunk: Chunk, source: SourceInfo) -> bool:
        """Say whether a chunk of `source` passes."""
        return (
            (self.kind is None or chunk.kind == self.kind)
            and (self.fiches or source.nature is not Nature.FICHE)
            and (self.natures is None or source.nature in self.natures)
            and (self.source_ids is None or source.source_id in self.source_ids)
        )
