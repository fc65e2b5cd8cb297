"""From a draft to text with numbered marks, and the citations the marks stand for."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.answering.figures import figures
from assistant.answering.paragraphs import Draft, Paragraph, Quoted, is_local
from assistant.domain.answer import Citation
from assistant.domain.corpus import Passage
from assistant.domain.text import fold_spaces

LOCAL = "Le {title} décrit la pratique de son académie ({publisher}) : elle peut différer dans la vôtre."
MAX_SPAN_GAP = 1


@dataclass
class Composed:
    """Text ready to be verified: paragraphs of sentences, each with the numbers of its citations.

    `before` is how many paragraphs stand before the fold.
    """

    paragraphs: list[list[tuple[str, int]]] = field(default_factory=list)
    before: int = 0
    caveats: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text with its marks."""
        return "\n\n".join(_paragraph(p) for p in self.paragraphs if p)


def compose(draft: Draft) -> Composed:
    """Number the citations in the order in which they are met and write the paragraphs."""
    numbers = _Numbers()
    composed = Composed(before=len(draft.before))
    for paragraph in draft.paragraphs():
        composed.paragraphs.append(_sentences(paragraph, numbers))
    composed.caveats = [f"{q.unit.shown} [{numbers.of(q)}]" for q in draft.caveats]
    composed.citations = numbers.citations()
    quoted = [q for p in draft.paragraphs() for q in p.units]
    local = {q.passage.source.source_id: q.passage.source for q in quoted if is_local(q.passage)}
    composed.caveats += [LOCAL.format(title=s.title, publisher=s.publisher) for s in local.values() if s.publisher]
    return composed


class _Numbers:
    """One number per stretch of a section: neighbouring units share a citation whose quote spans them."""

    def __init__(self) -> None:
        self._stretches: list[list[Quoted]] = []

    def of(self, quoted: Quoted) -> int:
        for number, stretch in enumerate(self._stretches, 1):
            if self._belongs(quoted, stretch):
                stretch.append(quoted)
                return number
        self._stretches.append([quoted])
        return len(self._stretches)

    def _belongs(self, quoted: Quoted, stretch: list[Quoted]) -> bool:
        same = stretch[0].passage.section.section_id == quoted.passage.section.section_id
        near = any(abs(q.unit.position - quoted.unit.position) <= MAX_SPAN_GAP for q in stretch)
        return same and near

    def citations(self) -> list[Citation]:
        return [citation(n, s[0].passage, _span(s)) for n, s in enumerate(self._stretches, 1)]


def _span(stretch: list[Quoted]) -> str:
    """Return the words of the section from the first quoted unit to the last, verbatim."""
    text = stretch[0].passage.section.text
    parts = [quote for q in stretch for quote in _quotes(q)]
    starts = [(text.find(part), len(part)) for part in parts]
    found = [(start, start + length) for start, length in starts if start >= 0]
    if not found:
        return parts[0]
    return text[min(start for start, _ in found) : max(end for _, end in found)]


def _quotes(quoted: Quoted) -> list[str]:
    """What must stand in the quote: the unit, and its lead when figures of the lead are shown."""
    unit = quoted.unit
    return [unit.quote, unit.lead] if unit.lead and not unit.row and figures(unit.lead) else [unit.quote]


def citation(number: int, passage: Passage, quote: str) -> Citation:
    """Return the citation of `quote` in `passage`."""
    source, section = passage.source, passage.section
    page = passage.chunk.page_label if quote in passage.chunk.text else section.page_label
    fallback = passage.chunk.page if quote in passage.chunk.text else section.page
    return Citation(
        n=number,
        source_id=source.source_id,
        section_id=section.section_id,
        title=source.title,
        publisher=source.publisher,
        nature=source.nature,
        date=source.date,
        section=section.heading,
        page=page or (str(fallback) if fallback else None),
        quote=quote,
        url=source.url,
        fiche_id=source.fiche_id,
    )


def _sentences(paragraph: Paragraph, numbers: _Numbers) -> list[tuple[str, int]]:
    """Write units one after the other; items of one list are introduced once by their lead."""
    sentences: list[tuple[str, int]] = []
    lead = ""
    for quoted in paragraph.units:
        unit, number = quoted.unit, numbers.of(quoted)
        if paragraph.intro and not sentences:
            sentences.append((f"{paragraph.intro}\n", number))
        if unit.lead and not unit.row and unit.lead != lead:
            sentences.append((f"{fold_spaces(unit.lead)}\n", number))
        listed = unit.row or bool(unit.lead) or (unit.item and bool(paragraph.intro))
        sentences.append((f"{'- ' if listed else ''}{fold_spaces(unit.shown)}", number))
        lead = "" if unit.row else unit.lead
    return sentences


def _paragraph(sentences: list[tuple[str, int]]) -> str:
    """Join sentences; the mark comes once after the last of those that share it, lists keep their lines."""
    text = ""
    for index, (sentence, number) in enumerate(sentences):
        following = sentences[index + 1] if index + 1 < len(sentences) else None
        item = sentence.startswith("- ")
        announces = sentence.endswith("\n")
        body = sentence.rstrip("\n")
        mark = "" if announces or (following and following[1] == number) else f" [{number}]"
        glue = "" if not text else "\n" if item or announces or text.rsplit("\n", 1)[-1].startswith("- ") else " "
        text += f"{glue}{body}{mark}"
    return text
