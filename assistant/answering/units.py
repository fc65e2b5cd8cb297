"""What can be quoted of a section: sentences, list items with what announces them, table rows with their header."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.domain.corpus import Section
from assistant.domain.text import BULLET, fold
from assistant.language.orders import speaks_to_machine

_ABBREVIATIONS = ("art", "arts", "al", "n°", "no", "nos", "cf", "p", "pp", "ex", "tél", "env")
_NOT_AFTER = "".join(rf"(?<!\b(?i:{re.escape(short)})\.)" for short in _ABBREVIATIONS)
# A capital alone before its dot is the letter of an article (« L. 332-22 », « R. *5 ») or an initial.
_SENTENCE = re.compile(rf"{_NOT_AFTER}(?<!\b[A-Z]\.)(?<=[.!?…])\s+(?=[A-ZÀÂÉÈÊÎÔÛÇŒ«\"'(0-9])")
_FIGURE = re.compile(r"\d")
# Column names that say nothing, accents set aside: what stands under them reads alone.
_GENERIC = frozenset(
    {
        "question",
        "regle",
        "reponse",
        "exemple",
        "precision",
        "remarque",
        "situation",
        "votre situation",
        "cas",
        "sujet",
    }
    | {"point a verifier", "commentaire", "consigne", "detail", "information", "contenu", "element", "a savoir"}
    | {"ce qui se passe", "exemple de reponse a preparer", "ce que dit le texte"}
)


@dataclass(frozen=True)
class Unit:
    """A piece of a section that makes sense alone.

    `shown` is how it reads in an answer, `quote` what is verbatim in the section, `lead` the line that announces a
    list item or the header of a table ("" elsewhere); `position` orders the units of a section; `row` and `item` tell
    a row of a table and an item of a list.
    """

    shown: str
    quote: str
    position: int
    lead: str = ""
    row: bool = False
    item: bool = False


def split_sentences(text: str) -> list[str]:
    """Return the sentences of one paragraph; the dot of an abbreviation or of an article ends none."""
    return [part for part in _SENTENCE.split(text) if part.strip()]


def section_units(section: Section) -> list[Unit]:
    """Return the units of `section` in reading order."""
    return units_of(section.text)


def units_of(text: str) -> list[Unit]:
    """Return the units of a section's text in reading order, without what speaks to a program that reads it."""
    units: list[Unit] = []
    lead, header = "", ""
    lines = [line for line in text.split("\n") if line.strip()]
    for index, line in enumerate(lines):
        if "\t" in line:
            if index == 0 or "\t" not in lines[index - 1]:
                header = line if _is_header(line, lines[index + 1 : index + 2]) else ""
                if header:
                    continue
            units.append(_row(line, header, lines, index, len(units)))
        elif line.startswith(BULLET):
            units.append(Unit(line.removeprefix(BULLET), line.removeprefix(BULLET), len(units), lead, item=True))
        else:
            sentences = _SENTENCE.split(line)
            units += [Unit(s, s, len(units) + n) for n, s in enumerate(sentences)]
            lead = sentences[-1] if sentences[-1].rstrip().endswith(":") else ""
    return [u for u in units if not (speaks_to_machine(u.quote) or speaks_to_machine(u.lead))]


def _is_header(line: str, following: list[str]) -> bool:
    """Whether the first row of a table names its columns: none of its cells is a bare figure."""
    bare = any(re.fullmatch(r"[\d\s.,%€]+", cell.strip()) for cell in line.split("\t"))
    return bool(following) and "\t" in following[0] and not bare


def _row(line: str, header: str, lines: list[str], index: int, position: int) -> Unit:
    """A row reads in words; when the header bears figures, the quote goes from the header to the row."""
    cells = [cell.strip() for cell in line.split("\t")]
    names = [name.strip() for name in header.split("\t")] if header else []
    names += [""] * (len(cells) - len(names))
    quote = line
    if _FIGURE.search(header):
        quote = "\n".join(lines[lines.index(header) : index + 1])
    return Unit(_told(cells, names), quote, position, header, row=True)


def _told(cells: list[str], names: list[str]) -> str:
    """« Moins de 6 mois : 8 jours », « Échelon 5 – Indice : 395 ; Brut 100 % : 1943 € »; bare without a header."""
    first = f"{names[0]} {cells[0]}" if re.fullmatch(r"[\d\s.,]+", cells[0]) and names[0] else cells[0]
    rest = [
        ("" if fold(name) in _GENERIC else name, cell)
        for name, cell in zip(names[1:], cells[1:], strict=False)
        if cell
    ]
    if len(rest) == 1 and not _FIGURE.search(rest[0][0]):
        return f"{first} : {rest[0][1]}" if first else rest[0][1]
    told = " ; ".join(f"{name} : {cell}" if name else cell for name, cell in rest)
    glue = " –" if any(name for name, _ in rest) else " :"
    return f"{first}{glue} {told}" if first and told else first or told
