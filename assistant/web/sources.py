"""What is shown of a citation: where it comes from, and the quoted passage inside its whole section."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from assistant.domain.answer import Citation
from assistant.domain.corpus import Section, SourceInfo
from assistant.web import texts
from assistant.web.french import long_date
from assistant.web.links import passage_url
from assistant.web.prose import source_anchor

FIRST_WORDS = 12
FindSection = Callable[[str], Section | None]
FindSource = Callable[[str], SourceInfo | None]


@dataclass(frozen=True)
class Excerpt:
    """A section's text around the quote; `whole` is false when only the quote is known. Plain text, not escaped."""

    before: str
    quote: str
    after: str
    whole: bool


@dataclass(frozen=True)
class SourceView:
    """A numbered source, ready for the template. Plain text, not escaped; `url` is http(s) or empty.

    `reader_url` opens the passage in our own reader.
    """

    n: int
    anchor: str
    title: str
    summary: str
    facts: tuple[tuple[str, str], ...]
    note: str
    excerpt: Excerpt
    url: str
    reader_url: str = ""
    section: str = ""
    first_words: str = ""
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class SourceGroup:
    """The sources of one document, under its title, in the order of their numbers."""

    title: str
    about: str
    sources: tuple[SourceView, ...]


def group_sources(sources: Sequence[SourceView]) -> list[SourceGroup]:
    """Return the sources by document, a document standing where it is first cited."""
    found: dict[str, list[SourceView]] = {}
    for source in sources:
        found.setdefault(source.title, []).append(source)
    return [SourceGroup(title, own[0].summary, tuple(own)) for title, own in found.items()]


def first_words(quote: str) -> str:
    """Return the first words of a passage, cut between two words."""
    words = [w for w in quote.replace("**", "").replace("#", "").split() if w != "-"]
    return " ".join(words[:FIRST_WORDS]) + (" …" if len(words) > FIRST_WORDS else "")


def locate(quote: str, text: str) -> tuple[int, int] | None:
    """Return where `quote` stands in `text` (start, end), any run of white space being equal; None when absent."""
    words = quote.split()
    if not words:
        return None
    found = re.search(r"\s+".join(map(re.escape, words)), text)
    return found.span() if found else None


def excerpt(quote: str, section: Section | None) -> Excerpt:
    """Cut the section's text around the quote, or return the quote alone when it cannot be placed."""
    span = locate(quote, section.text) if section else None
    if section is None or span is None:
        return Excerpt("", quote.strip(), "", whole=False)
    start, end = span
    return Excerpt(section.text[:start], section.text[start:end], section.text[end:], whole=True)


def safe_url(url: str) -> str:
    """Return `url` when it is an http(s) address with a host, else an empty string."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in {"http", "https"} and parts.hostname else ""


def source_view(citation: Citation, section: Section | None, source: SourceInfo | None, key: str) -> SourceView:
    """Describe `citation`, cited in the exchange `key`; `section` and `source` are None when the index lost them."""
    page = f"p. {citation.page}" if citation.page else ""
    return SourceView(
        n=citation.n,
        anchor=source_anchor(key, citation.n),
        title=citation.title,
        summary=" · ".join(filter(None, (citation.nature.value.capitalize(), citation.date, page))),
        facts=_facts(citation, source),
        note=texts.NATURE_NOTES.get(citation.nature, ""),
        excerpt=excerpt(citation.quote, section),
        url=safe_url(citation.url),
        reader_url=passage_url(citation.source_id, citation.section_id, citation.quote) if section else "",
        section=citation.section,
        first_words=first_words(citation.quote),
        texts=citation.texts,
    )


def _facts(citation: Citation, source: SourceInfo | None) -> tuple[tuple[str, str], ...]:
    verified = source.verified_on if source else None
    facts = (
        (texts.FACT_NATURE, citation.nature.value.capitalize()),
        (texts.FACT_PUBLISHER, citation.publisher),
        (texts.FACT_DATE, "" if verified else citation.date),
        (texts.FACT_VERIFIED, long_date(verified) if verified else ""),
        (texts.FACT_SECTION, citation.section),
        (texts.FACT_PAGE, citation.page or ""),
    )
    return tuple((label, value) for label, value in facts if value)
