"""The addresses that lead from one area to another: a passage in its document, a calculation in its simulator."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from assistant.domain.calculation import Calculation
from assistant.rules.registry import modules
from assistant.web.facts import form_values

PREFIX = "/documents"
PASSAGE = "passage"
LONGEST_QUOTE = 1200


def document_url(source_id: str) -> str:
    """Return the address of a document's page."""
    return f"{PREFIX}/lire/{quote(source_id, safe='')}"


def passage_url(source_id: str, section_id: str, extract: str = "") -> str:
    """Return the address that opens a document at a section, `extract` (verbatim in it) highlighted."""
    asked = {"section": section_id} | ({"extrait": extract[:LONGEST_QUOTE]} if extract.strip() else {})
    return f"{document_url(source_id)}?{urlencode(asked)}#{PASSAGE}"


def file_url(source_id: str, page: int | None = None) -> str:
    """Return the address of the original file, at a page (counted from 1) where there is one."""
    return f"{PREFIX}/fichier/{quote(source_id, safe='')}" + (f"#page={page}" if page else "")


def simulator_url(calculation: Calculation) -> str:
    """Return the address that opens the simulator filled with the facts of `calculation`; empty without simulator.

    The facts stand in the fragment, which browsers send to no server.
    """
    if calculation.calculator not in modules():
        return ""
    facts = urlencode(form_values(calculation.calculator, calculation.inputs))
    return f"/simulateurs/{calculation.calculator}" + (f"#{facts}" if facts else "")
