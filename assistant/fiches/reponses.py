"""The réponses of a fiche: one question that people ask, and the short answer written for it.

In the fiche's Markdown, under « ## Réponses », one « ### » per réponse:

    ### Combien de préavis si je démissionne ? {id: combien-de-preavis, calcul: preavis_demission}
    {{court}} avant {{seuil_court}} de services, {{moyen}} ensuite.
    → textes : decret-86-83 (articles 46 et 48)
    → voir : partir-avant-la-fin, chomage/chomage-apres-demission
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

HEADING = "Réponses"

_TITLE = re.compile(r"^### +(?P<question>.+?) *\{(?P<attributes>[^{}]*)\} *$", re.MULTILINE)
_ANY_TITLE = re.compile(r"^### .*$", re.MULTILINE)
_FIELDS = {"id": "id", "calcul": "calculator", "jumelle": "twin"}
_LINES = {"textes": "sources", "voir": "see"}
_ARROW = re.compile(r"^→\s*(\w+)\s*:\s*(.+)$")
_SOURCE = re.compile(r"^(?P<source>[a-z0-9-]+)(?: \((?P<at>.+)\))?$", re.DOTALL)


class ReponseSyntaxError(ValueError):
    """A réponse that is not written as expected; the message, in French, says which and what to write."""


def parse_reponses(text: str) -> list[dict[str, Any]]:
    """Return the réponses written in `text` (the Markdown under « ## Réponses »), as data for the schema.

    Raises `ReponseSyntaxError` for a title without attributes, an unknown attribute or a line that is not understood.
    """
    titles = list(_ANY_TITLE.finditer(text))
    if not titles or text[: titles[0].start()].strip():
        raise ReponseSyntaxError("« ## Réponses » commence par une question (« ### Question ? {id: nom} »)")
    ends = [title.start() for title in titles[1:]] + [len(text)]
    return [_reponse(t.group(0), text[t.end() : end]) for t, end in zip(titles, ends, strict=True)]


def _reponse(title: str, body: str) -> dict[str, Any]:
    match = _TITLE.match(title)
    if match is None:
        raise ReponseSyntaxError(f"« {title} » : il manque l'identifiant (« ### Question ? {{id: nom}} »)")
    answer, lines = _parted(title, body)
    data: dict[str, Any] = {
        "question": match["question"],
        "answer": answer,
        **dict(_attributes(title, match["attributes"])),
    }
    for name, value in lines:
        data[_LINES[name]] = _sources(title, value) if name == "textes" else _ids(value)
    return data


def _attributes(title: str, text: str) -> Iterator[tuple[str, str]]:
    for part in text.split(","):
        name, _, value = part.partition(":")
        if name.strip() not in _FIELDS or not value.strip():
            raise ReponseSyntaxError(f"« {title} » : « {part.strip()} » non admis (attendu : {', '.join(_FIELDS)})")
        yield _FIELDS[name.strip()], value.strip()


def _parted(title: str, body: str) -> tuple[str, list[tuple[str, str]]]:
    """The answer's own words, then its « → nom : valeur » lines; a line may go on below, indented."""
    answer: list[str] = []
    lines: list[tuple[str, str]] = []
    for line in body.strip().splitlines():
        if arrow := _ARROW.match(line.strip()):
            if arrow[1] not in _LINES:
                raise ReponseSyntaxError(f"« {title} » : « → {arrow[1]} » non admis (attendu : {', '.join(_LINES)})")
            lines.append((arrow[1], arrow[2].strip()))
        elif lines and line.strip():
            name, value = lines.pop()
            lines.append((name, f"{value} {line.strip()}"))
        else:
            answer.append(line.strip())
    return " ".join(part for part in answer if part), lines


def _sources(title: str, text: str) -> list[dict[str, str]]:
    found = []
    for part in re.split(r"\s*;\s*", text.strip().rstrip(";")):
        match = _SOURCE.match(part.strip())
        if match is None:
            raise ReponseSyntaxError(f"« {title} » : « → textes : {part} » (attendu : source-du-registre (article))")
        found.append({"source": match["source"], "at": match["at"] or ""})
    return found


def _ids(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
