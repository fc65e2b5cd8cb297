"""What a guide is: from its side file when there is one, else from sensible guesses."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.domain.corpus import Nature, SourceInfo
from assistant.domain.text import fold, fold_spaces
from assistant.ingestion.blocks import Block, Heading, ParsedDocument, Table, UnreadableFileError

SIDE_SUFFIX = ".toml"
MOST_SIDE_BYTES = 64 << 10
_UNIONS = {
    "cgt": "CGT",
    "fsu": "FSU",
    "snuipp": "FSU-SNUipp",
    "snes": "SNES-FSU",
    "cfdt": "CFDT",
    "sgen": "Sgen-CFDT",
    "unsa": "UNSA",
    "snalc": "SNALC",
    "sud": "SUD éducation",
    "fo": "FO",
}
_ACADEMY = re.compile(r"\bacademie d(?:e la |e |u |es |')\s?([a-z]+(?:-[a-z]+)*)")
_SCHOOL_YEAR = re.compile(r"\b(20\d\d)\s*[-/–]\s*(20\d\d)\b")
_PUBLISHED = re.compile(
    r"(?:publi|mis à jour|mise à jour|édition|version|rentrée|année)[^.\n]{0,25}?\b(20\d\d)\b", re.IGNORECASE
)
_NATURES = {
    r"^decret\b": Nature.DECRET,
    r"^arrete\b": Nature.ARRETE,
    r"^circulaire\b|^note de service\b": Nature.CIRCULAIRE,
    r"^loi\b|^code\b": Nature.LOI,
}


class SideFile(BaseModel):
    """What a side file may say (`guide.pdf.toml` beside `guide.pdf`): every key is optional."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = ""
    publisher: str = ""
    nature: Nature | None = None
    date: str = ""
    url: str = ""


def side_path(path: Path) -> Path:
    """Return where the side file of `path` stands."""
    return path.with_name(path.name + SIDE_SUFFIX)


def read_side_file(path: Path) -> SideFile:
    """Return what the side file of `path` says, nothing when there is none.

    Raises `UnreadableFileError` naming the key at fault.
    """
    side = side_path(path)
    if not side.is_file():
        return SideFile()
    if side.stat().st_size > MOST_SIDE_BYTES:
        raise UnreadableFileError(f"le fichier d'accompagnement {side.name} est trop gros.")
    try:
        return SideFile.model_validate(tomllib.loads(side.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableFileError(f"le fichier d'accompagnement {side.name} n'est pas du TOML valide.") from error
    except ValidationError as error:
        keys = ", ".join(str(e["loc"][0]) for e in error.errors())
        natures = ", ".join(f"« {n} »" for n in Nature)
        raise UnreadableFileError(
            f"le fichier d'accompagnement {side.name} est incorrect (clé {keys}). Clés possibles : "
            f"{', '.join(SideFile.model_fields)} ; natures possibles : {natures}."
        ) from error


def slug(text: str) -> str:
    """Return `text` in lower case ASCII with hyphens, for ids."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-") or "document"


def describe(path: Path, origin: str, source_id: str, document: ParsedDocument) -> SourceInfo:
    """Return the identity of the guide at `path`: side file first, then guesses from its first lines."""
    side = read_side_file(path)
    opening = _opening(document.blocks)
    about = f"{path.stem.replace('-', ' ').replace('_', ' ')} {document.title} {opening}"
    nature, publisher = _guess_origin(fold(about), fold(document.title or path.stem))
    return SourceInfo(
        source_id=source_id,
        title=side.title or _title(path, document),
        publisher=side.publisher or publisher,
        nature=side.nature or nature,
        date=side.date or _guess_date(f"{path.stem} {opening}"),
        url=side.url,
        origin=origin,
    )


def _opening(blocks: tuple[Block, ...]) -> str:
    texts = [b.text for b in blocks[:12] if not isinstance(b, Table)]
    return fold_spaces(" ".join(texts))[:1200]


def _title(path: Path, document: ParsedDocument) -> str:
    """The document's own title, unless it is one word or a program's leftover; else its file name in words."""
    title = fold_spaces(document.title)
    words = path.stem.replace("-", " ").replace("_", " ")
    if 8 <= len(title) <= 150 and not re.search(r"^microsoft|\.(docx?|pdf|indd)$", title, re.IGNORECASE):
        return title if len(title.split()) > 2 or not _is_section_title(title, document) else _sentence(words)
    return _sentence(words)


def _is_section_title(title: str, document: ParsedDocument) -> bool:
    return any(isinstance(b, Heading) and fold_spaces(b.text) == title for b in document.blocks)


def _sentence(words: str) -> str:
    text = fold_spaces(words)
    return text[:1].upper() + text[1:]


def _guess_origin(about: str, title: str) -> tuple[Nature, str]:
    for pattern, nature in _NATURES.items():
        if re.search(pattern, title):
            return nature, ""
    union = next((name for word, name in _UNIONS.items() if re.search(rf"\b{word}\b", about)), "")
    academy = _ACADEMY.search(about)
    if union:
        return Nature.GUIDE_SYNDICAL, union
    if academy:
        return Nature.GUIDE_ACADEMIQUE, f"académie de {academy[1].title()}"
    return Nature.DOCUMENT, ""


def _guess_date(text: str) -> str:
    year = _SCHOOL_YEAR.search(text)
    if year:
        return f"{year[1]}-{year[2]}"
    published = _PUBLISHED.search(text)
    return published[1] if published else ""
