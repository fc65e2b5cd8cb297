"""Tables of contents: found by their dotted lines ending with a number, kept aside, left out of the text."""

from __future__ import annotations

from assistant.ingestion.readers.pdf.lines import Line

MIN_ENTRIES = 4
_FILLERS = ((".", 3), ("…", 1), ("_", 4))
"""Signs between a title and its page number, and how many there must be."""
_SPACED_DOTS = 3
LONGEST_PAGE_NUMBER = 4


def split_contents(lines: list[Line]) -> tuple[list[Line], list[str]]:
    """Return the lines outside the page's table of contents, and the titles listed in it, in order.

    Everything between the first and the last entry belongs to it: an entry without a number (a broken reference) too.
    """
    found = [(index, title) for index, line in enumerate(lines) if (title := entry_title(line.text))]
    if len(found) < MIN_ENTRIES:
        return lines, []
    first, last = found[0][0], found[-1][0]
    return lines[:first] + lines[last + 1 :], [title for _, title in found]


def entry_title(line: str) -> str:
    """Return the title of « title ....... 12 », empty for another line; in one pass, however long the filler."""
    if "\n" in line:
        return ""
    dotted = line.rstrip("0123456789")
    if not 1 <= len(line) - len(dotted) <= LONGEST_PAGE_NUMBER:
        return ""
    spaced = dotted.rstrip()
    for sign, fewest in _FILLERS:
        title = spaced.rstrip(sign)
        if len(spaced) - len(title) >= fewest:
            return _named(title)
    title = spaced.rstrip(". ")
    return _named(title) if spaced[len(title) :].count(".") >= _SPACED_DOTS else ""


def _named(title: str) -> str:
    return title.strip() if any(c.isalnum() or c == "_" for c in title) else ""
