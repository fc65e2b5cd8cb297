"""Tables of contents: found by their dotted lines ending with a number, kept aside, left out of the text."""

from __future__ import annotations

import re

from assistant.ingestion.readers.pdf.lines import Line

MIN_ENTRIES = 4
_ENTRY = re.compile(r"^(?P<title>.*?\w.*?)\s*(?:\.{3,}|(?:\.\s){3,}|…{1,}|_{4,})\s*(?P<page>\d{1,4})$")


def split_contents(lines: list[Line]) -> tuple[list[Line], list[str]]:
    """Return the lines outside the page's table of contents, and the titles listed in it, in order.

    Everything between the first and the last entry belongs to it: an entry without a number (a broken reference) too.
    """
    found = [(index, match) for index, line in enumerate(lines) if (match := _ENTRY.match(line.text))]
    if len(found) < MIN_ENTRIES:
        return lines, []
    first, last = found[0][0], found[-1][0]
    titles = [match["title"].strip() for _, match in found]
    return lines[:first] + lines[last + 1 :], titles
