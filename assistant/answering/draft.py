"""An answer being made: its citations are numbered as they are first named, each section quoted once."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.answering.units import split_sentences
from assistant.domain.answer import Block, BlockKind, Citation, Sentence
from assistant.domain.corpus import ReponseRecord, Section, SourceInfo
from assistant.index.reader import IndexReader


@dataclass
class Draft:
    """Blocks and citations so far, over one index."""

    index: IndexReader
    blocks: list[Block] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    def cite(self, section_id: str, quote: str, page: str | None = None, texts: tuple[str, ...] = ()) -> int | None:
        """Return the number of the citation of `quote` in a section; None when the index does not hold it."""
        section = self.index.section(section_id)
        source = self.index.source(section.source_id) if section else None
        if section is None or source is None:
            return None
        for known in self.citations:
            if known.section_id == section_id and known.quote == quote:
                return known.n
        made = _citation(len(self.citations) + 1, section, source, quote, page, texts)
        self.citations.append(made)
        return made.n

    def quote(self, reponse: ReponseRecord) -> tuple[Sentence, ...]:
        """Return the sentences of a réponse, each citing it as it stands."""
        n = self.cite(reponse.section_id, reponse.answer, texts=reponse.texts)
        cites = (n,) if n else ()
        return tuple(Sentence(text=text, cites=cites) for text in split_sentences(reponse.answer))

    def add(self, kind: BlockKind, *sentences: Sentence | str, title: str = "", folded: bool = False) -> None:
        """Add a block without the sentences said already; nothing when none is left."""
        said = {s.text for b in self.blocks for s in b.sentences}
        made = tuple(Sentence(text=s) if isinstance(s, str) else s for s in sentences)
        made = tuple(s for s in made if s.text not in said)
        if made:
            self.blocks.append(Block(kind=kind, sentences=made, title=title, folded=folded))

    @property
    def words_shown(self) -> int:
        """Number of words before the fold so far."""
        return sum(len(s.text.split()) for b in self.blocks if not b.folded for s in b.sentences)


def _citation(
    n: int, section: Section, source: SourceInfo, quote: str, page: str | None, texts: tuple[str, ...]
) -> Citation:
    return Citation(
        n=n,
        source_id=source.source_id,
        section_id=section.section_id,
        title=source.title,
        publisher=source.publisher,
        nature=source.nature,
        date=source.date,
        section=section.heading,
        page=page or section.page_label or (str(section.page) if section.page else None),
        quote=quote,
        url=source.url,
        fiche_id=source.fiche_id,
        texts=texts,
    )
