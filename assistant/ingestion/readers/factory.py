"""Which reader for which file: told by the extension, checked against what the file really holds."""

from __future__ import annotations

import zipfile
from pathlib import Path

from charset_normalizer import from_bytes

from assistant.ingestion.blocks import ParsedDocument, UnreadableFileError
from assistant.ingestion.readers.html import read_html, read_markdown
from assistant.ingestion.readers.pdf.reader import read_pdf
from assistant.ingestion.readers.plain import read_text
from assistant.ingestion.readers.word import DAMAGED, read_docx

FORMATS = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
}
READABLE = "PDF, DOCX, HTML, Markdown ou texte"
_NAMES = {"pdf": "PDF", "docx": "Word (.docx)", "html": "HTML", "markdown": "Markdown", "text": "texte"}
_EXTENSIONS = {"pdf": ".pdf", "docx": ".docx", "html": ".html", "text": ".txt"}
NOT_UTF8 = "le texte n'est pas en UTF-8, il a été lu comme {} : vérifiez les accents, ou réenregistrez-le en UTF-8."


def read_document(path: Path, max_pages: int) -> ParsedDocument:
    """Read the file at `path` with the reader of its format.

    Raises `UnreadableFileError` (French, says what to do) for a format that is not read, an extension that does not
    match the content, or a file that its reader refuses.
    """
    declared = FORMATS.get(path.suffix.casefold())
    if declared is None:
        raise UnreadableFileError(
            f"format « {path.suffix or 'sans extension'} » non lu : convertissez-le en {READABLE}."
        )
    _check_content(path, declared)
    if declared == "pdf":
        return read_pdf(path, max_pages)
    if declared == "docx":
        return read_docx(path)
    text, warnings = decode(path.read_bytes())
    reader = {"html": read_html, "markdown": read_markdown, "text": read_text}[declared]
    document = reader(text)
    if not any(document.blocks):
        raise UnreadableFileError("aucun texte trouvé : vérifiez que le document n'est pas vide.")
    return ParsedDocument(
        blocks=document.blocks, title=document.title, toc=document.toc, warnings=(*document.warnings, *warnings)
    )


def _check_content(path: Path, declared: str) -> None:
    with path.open("rb") as file:
        head = file.read(2048)
    if not head.strip():
        raise UnreadableFileError("fichier vide : remplacez-le par le document complet.")
    actual = _sniff(path, head)
    if declared in {"html", "markdown", "text"} and actual is None and b"\x00" in head and not _utf16(head):
        raise UnreadableFileError(f"ce n'est pas du texte : convertissez le document en {READABLE}.")
    if actual == "zip":
        raise UnreadableFileError(
            DAMAGED if declared == "docx" else f"archive compressée : convertissez-la en {READABLE}."
        )
    if actual == "old-word":
        raise UnreadableFileError("ancien format Word (.doc) : réenregistrez le document en .docx.")
    if actual and actual != declared and not (actual == "html" and declared in {"markdown", "text"}):
        raise UnreadableFileError(
            f"l'extension {path.suffix} ne correspond pas au contenu ({_NAMES[actual]}) : "
            f"renommez le fichier avec l'extension {_EXTENSIONS[actual]}."
        )
    if declared in {"pdf", "docx"} and actual is None:
        raise UnreadableFileError(
            f"ce n'est pas un document {_NAMES[declared]}, ou il est abîmé : téléchargez-le à nouveau, "
            "ou donnez-lui l'extension de son vrai format."
        )


def _sniff(path: Path, head: bytes) -> str | None:
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "docx" if _is_docx(path) else "zip"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "old-word"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if start.startswith((b"<!doctype html", b"<html")) else None


def _is_docx(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def _utf16(head: bytes) -> bool:
    return head.startswith((b"\xff\xfe", b"\xfe\xff"))


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of `data` and the warnings to give; UTF-8 first, else what the bytes look like.

    Raises `UnreadableFileError` when no encoding fits.
    """
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
        if any(c in text for c in "éèàùçêîôÉÀ’"):
            return text, (NOT_UTF8.format("Windows-1252"),)
    except UnicodeDecodeError:
        pass
    best = from_bytes(data).best()
    if best is None:
        raise UnreadableFileError("encodage inconnu : réenregistrez le document en texte UTF-8.")
    return str(best), (NOT_UTF8.format(best.encoding),)
