"""The table of imports: which package of ours imports which. Arrows run one way; a debt is named and only shrinks."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from assistant.settings import PROJECT_ROOT

ASSISTANT = PROJECT_ROOT / "assistant"

# From the bottom to the top: a package may import those that its line names, and nothing else of ours.
COMMON = {"domain", "lexicon", "settings"}
TABLE: dict[str, set[str]] = {
    "domain": set(),
    "settings": set(),
    "lexicon": {"domain"},
    "privacy": {"domain"},
    "rules": {"domain"},
    "language": {"domain", "rules"},
    "fiches": {*COMMON, "rules", "language"},
    "reader": {*COMMON, "language", "rules"},
    "embedding": {*COMMON, "reader"},
    "index": {*COMMON, "embedding", "language", "reader"},
    "ingestion": {*COMMON, "embedding", "fiches", "index", "language", "reader"},
    "retrieval": {*COMMON, "embedding", "index", "language", "privacy"},
    "dialogue": {*COMMON, "language", "reader", "retrieval", "rules"},
    "answering": {*COMMON, "dialogue", "fiches", "index", "language", "privacy", "reader", "retrieval", "rules"},
    "model": {*COMMON, "answering", "dialogue", "language", "privacy", "rules"},
    "exports": {"domain", "rules"},
    "interview": {"domain", "exports", "rules"},
    "feedback": {"domain", "lexicon", "privacy"},
}
TABLE["assembly"] = set(TABLE)
TABLE["web"] = set(TABLE) - {"model"}
TABLE["cli"] = {*TABLE, "web"} - {"model"}

# Files that break the table today, with what they import.
DEBTS = {
    ("language/acronyms.py", "fiches"),
    ("reader/training/__main__.py", "fiches"),
    ("cli/ask.py", "model"),
    ("web/page.py", "model"),
}

# Imports of what the old chain held and the new one does not.
GONE = {
    ("model/reading.py", "assistant.answering.turn"),
    ("model/stages.py", "assistant.answering.calculate"),
    ("model/stages.py", "assistant.answering.turn"),
}


def modules() -> list[Path]:
    return sorted(ASSISTANT.rglob("*.py"))


def package_of(path: Path) -> str:
    inside = path.relative_to(ASSISTANT)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


@cache
def imported(path: Path) -> frozenset[str]:
    """Every module of ours that a file imports, those imported inside functions or for typing included."""
    return frozenset(name for name in _names(ast.parse(path.read_text("utf-8"))) if name.startswith("assistant."))


def _names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            whole = node.module or ""
            yield from ([f"assistant.{a.name}" for a in node.names] if whole == "assistant" else [whole])


def breaches() -> set[tuple[str, str]]:
    return {
        (str(path.relative_to(ASSISTANT)), other)
        for path in modules()
        if (own := package_of(path)) != "__init__"
        for name in imported(path)
        if (other := name.split(".")[1]) != own and other not in TABLE[own]
    }


def test_every_package_stands_in_the_table():
    assert {package_of(path) for path in modules()} - {"__init__"} == set(TABLE)


def test_imports_follow_the_table():
    assert breaches() - DEBTS == set()


def test_a_debt_that_is_paid_leaves_the_list():
    assert DEBTS - breaches() == set()


def test_the_table_has_no_cycle():
    left = dict(TABLE)
    while left:
        bottom = [name for name, below in left.items() if not below & set(left)]
        assert bottom, f"a cycle among {sorted(left)}"
        for name in bottom:
            del left[name]


def test_what_is_imported_exists():
    missing = {
        (str(path.relative_to(ASSISTANT)), name) for path in modules() for name in imported(path) if not _exists(name)
    }
    assert missing == GONE


def _exists(name: str) -> bool:
    place = PROJECT_ROOT.joinpath(*name.split("."))
    return place.with_suffix(".py").is_file() or place.is_dir()


def test_no_torch_in_the_path_of_a_question():
    """Training may use torch; what answers a question may not."""
    heavy = {
        (str(path.relative_to(ASSISTANT)), name)
        for path in modules()
        if "training" not in path.parts
        for name in _names(ast.parse(path.read_text("utf-8")))
        if name.split(".")[0] == "torch"
    }
    assert heavy == set()
