"""The files that the sheet gives: the dossier in three formats, its dates, its letters, its answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from assistant.exports.calendar import as_calendar_file
from assistant.exports.document import Document, file_name
from assistant.exports.docx import as_docx
from assistant.exports.markdown import as_markdown
from assistant.exports.pdf import as_pdf
from assistant.interview.case import Dossier
from assistant.interview.handover import handover
from assistant.interview.letters import draft, letter_document
from assistant.interview.results import Results
from assistant.interview.storage import pack
from assistant.interview.timeline import calendar_events
from assistant.interview.words import letters

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "md": "text/markdown; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "json": "application/json",
}
WRITERS: Mapping[str, Callable[[Document], bytes]] = {
    "docx": as_docx,
    "pdf": as_pdf,
    "md": lambda document: as_markdown(document).encode(),
}
LETTER = "courrier-"


@dataclass(frozen=True)
class File:
    """A file to download: its name in ASCII, its media type, its bytes."""

    name: str
    media_type: str
    content: bytes


def make_file(name: str, raw: Mapping[str, str], dossier: Dossier, results: Results, today: date) -> File:
    """Return the file asked for: dossier.{docx,pdf,md,json}, agenda.ics, courrier-<id>.docx.

    Raises `KeyError` for any other name, `FrenchValueError` when there is nothing to put in it.
    """
    stem, _, extension = name.partition(".")
    if name == "dossier.json":
        return _file(f"fiche {dossier.title}", extension, pack(raw).encode())
    if name == "agenda.ics":
        return _file(f"dates {dossier.title}", extension, _calendar(dossier, results, today))
    if stem == "dossier":
        document = handover(dossier, results, today)
        return _file(f"entretien {dossier.title}", extension, WRITERS[extension](document))
    letter_id = stem.removeprefix(LETTER)
    if not stem.startswith(LETTER) or extension != "docx" or letter_id not in letters():
        raise KeyError(name)
    written = letter_document(draft(letter_id, dossier, results, today))
    return _file(f"{letter_id} {dossier.title}", extension, as_docx(written))


def _calendar(dossier: Dossier, results: Results, today: date) -> bytes:
    owner = dossier.key or dossier.title
    events = calendar_events(dossier, results, today)
    return as_calendar_file(events, name=f"Entretien – {dossier.title}", owner=owner, stamp=datetime.now(UTC))


def _file(title: str, extension: str, content: bytes) -> File:
    return File(file_name(title, extension), TYPES[extension], content)
