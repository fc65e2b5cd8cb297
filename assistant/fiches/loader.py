"""Reading fiches from disk, with errors in French that name the file and the field."""

from __future__ import annotations

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from assistant.fiches.errors import FicheError, in_french
from assistant.fiches.reponses import HEADING, ReponseSyntaxError, parse_reponses
from assistant.fiches.schema import WRITTEN_HEADINGS, Fiche

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*$", re.MULTILINE)
_REPONSES = re.compile(rf"\A\s*## {HEADING} *\n(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)
_LEVEL = 2


class _StrictLoader(yaml.SafeLoader):
    """YAML without duplicate keys: PyYAML keeps the last one in silence."""


def _mapping(loader: _StrictLoader, node: yaml.MappingNode) -> dict[Hashable, Any]:
    keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
    if doubles := sorted({str(key) for key in keys if keys.count(key) > 1}):
        raise yaml.YAMLError(f"clé écrite plusieurs fois : {', '.join(doubles)}")
    return loader.construct_mapping(node, deep=True)


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def load_fiche(path: Path) -> Fiche:
    """Return the fiche written in `path`, references unrendered.

    Raises `FicheError` (in French, naming the file and the field) when the file cannot be read, when its front
    matter or headings do not follow the schema, or when its name or folder differs from its id or theme.
    """
    front, body = _split(path, _read(path))
    reponses, body = _reponses(path, body)
    data = {**_front_matter(path, front), "reponses": reponses, "sections": _sections(path, body)}
    try:
        fiche = Fiche.model_validate(data)
    except ValidationError as error:
        raise FicheError(path, in_french(error)) from error
    return _at_its_place(path, fiche)


def load_fiches(folder: Path) -> tuple[Fiche, ...]:
    """Return every fiche under `folder`, sorted by id; an empty folder gives an empty tuple.

    Raises `FicheError` for the first unreadable fiche, for two fiches of one id, and when `folder` is absent.
    """
    if not folder.is_dir():
        raise FicheError(folder, "ce dossier de fiches n'existe pas.")
    paths: dict[str, Path] = {}
    fiches = []
    for path in sorted(folder.rglob("*.md")):
        fiche = load_fiche(path)
        if fiche.id in paths:
            raise FicheError(path, f"l'identifiant « {fiche.id} » est déjà celui de {paths[fiche.id].name}.")
        paths[fiche.id] = path
        fiches.append(fiche)
    return tuple(sorted(fiches, key=lambda fiche: fiche.id))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise FicheError(path, "ce fichier n'existe pas.") from error
    except UnicodeDecodeError as error:
        raise FicheError(path, "ce fichier n'est pas en UTF-8 ; enregistrez-le dans cet encodage.") from error


def _split(path: Path, text: str) -> tuple[str, str]:
    match = _FRONT_MATTER.match(text.replace("\r\n", "\n"))
    if match is None:
        raise FicheError(path, "l'en-tête manque : la fiche commence par « --- », l'en-tête YAML, puis « --- ».")
    return match.group(1), match.group(2)


def _front_matter(path: Path, front: str) -> dict[str, Any]:
    try:
        data = yaml.load(front, Loader=_StrictLoader)  # noqa: S506 (a SafeLoader with one check more)
    except yaml.YAMLError as error:
        raise FicheError(path, f"l'en-tête n'est pas du YAML lisible : {error}") from error
    if not isinstance(data, dict):
        raise FicheError(path, "l'en-tête doit être une suite de lignes « champ: valeur ».")
    if "sections" in data:
        raise FicheError(path, "champ « sections » : les sections s'écrivent dans le texte, sous des titres « ## ».")
    return data


def _reponses(path: Path, body: str) -> tuple[list[dict[str, Any]], str]:
    """The réponses, which come first when there are any, and the rest of the text."""
    match = _REPONSES.match(body)
    if match is None:
        return [], body
    try:
        return parse_reponses(match.group(1)), body[match.end() :]
    except ReponseSyntaxError as error:
        raise FicheError(path, f"{error}.") from error


def _sections(path: Path, body: str) -> list[dict[str, str]]:
    marks = list(_HEADING.finditer(body))
    allowed = [heading.value for heading in WRITTEN_HEADINGS]
    for mark in marks:
        if len(mark.group(1)) != _LEVEL or mark.group(2) not in allowed:
            raise FicheError(
                path, f"titre « {mark.group(0).strip()} » non admis ; titres possibles (##) : {' ; '.join(allowed)}."
            )
    if not marks or body[: marks[0].start()].strip():
        raise FicheError(path, "le texte commence par un titre de niveau 2 (« ## Ce qu'il faut savoir »).")
    ends = [mark.start() for mark in marks[1:]] + [len(body)]
    return [
        {"heading": mark.group(2), "text": body[mark.end() : end].strip()}
        for mark, end in zip(marks, ends, strict=True)
    ]


def _at_its_place(path: Path, fiche: Fiche) -> Fiche:
    if path.stem != fiche.id:
        raise FicheError(path, f"champ « id » : « {fiche.id} » diffère du nom du fichier « {path.stem} ».")
    if path.parent.name != fiche.theme:
        raise FicheError(path, f"champ « theme » : « {fiche.theme} » diffère du dossier « {path.parent.name} ».")
    return fiche
