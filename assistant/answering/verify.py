"""What an answer must hold before it is shown: quotes verbatim, figures quoted, a status that follows."""

from __future__ import annotations

from collections.abc import Callable, Collection

from assistant.answering.compose import Composed
from assistant.answering.figures import unsupported
from assistant.domain.answer import Answer, Citation, Status
from assistant.domain.corpus import Section
from assistant.domain.text import fold_spaces

SectionOf = Callable[[str], Section | None]


def is_verbatim(citation: Citation, section_of: SectionOf) -> bool:
    """Whether the quote stands word for word in its section, white space folded."""
    section = section_of(citation.section_id)
    return section is not None and bool(citation.quote) and fold_spaces(citation.quote) in fold_spaces(section.text)


def verified(composed: Composed, section_of: SectionOf, retrieved: Collection[str], fallback: Answer) -> Answer:
    """Return the answer with what could not be verified taken out, or `fallback` when nothing is left.

    A citation stays when its section was retrieved and its quote is verbatim; a sentence or caveat stays when its
    citation does and its figures all stand in the quotes.
    """
    kept = [c for c in composed.citations if c.section_id in retrieved and is_verbatim(c, section_of)]
    quotes = {c.n: f"{c.quote} {c.section} {c.title}" for c in kept}
    paragraphs = [[s for s in p if s[1] in quotes and _supported(s[0], quotes[s[1]])] for p in composed.paragraphs]
    caveats = [c for c in composed.caveats if not unsupported(c, list(quotes.values()))]
    text = Composed(paragraphs=paragraphs).text
    used = [c for c in kept if f"[{c.n}]" in text or any(f"[{c.n}]" in caveat for caveat in caveats)]
    if not text or not used:
        return fallback
    return _renumbered(Answer(status=Status.FOUNDED, text=text, citations=used, caveats=caveats))


def _supported(sentence: str, quote: str) -> bool:
    return not unsupported(sentence, [quote])


def _renumbered(answer: Answer) -> Answer:
    """Number the citations left from 1 on, in the text and the caveats alike."""
    numbers = {c.n: place for place, c in enumerate(answer.citations, 1)}

    def told(text: str) -> str:
        for old in numbers:
            text = text.replace(f"[{old}]", f"[#{old}]")
        for old, new in numbers.items():
            text = text.replace(f"[#{old}]", f"[{new}]")
        return text

    citations = [c.model_copy(update={"n": numbers[c.n]}) for c in answer.citations]
    caveats = [told(c) for c in answer.caveats]
    return answer.model_copy(update={"text": told(answer.text), "citations": citations, "caveats": caveats})
