"""Who may import whom: the table of the packages, read from the imports themselves."""

import ast
from pathlib import Path

import pytest

import assistant

ROOT = Path(assistant.__file__).parent
GROUND = {"domain", "language", "lexicon", "settings", "privacy"}
MAY = {
    "domain": {"domain"},
    "language": {"domain", "language", "rules", "fiches"},
    "rules": {"domain", "language", "rules", "privacy"},
    "fiches": {*GROUND, "rules", "fiches"},
    "reader": {*GROUND, "rules", "fiches", "reader"},
    "embedding": {*GROUND, "reader", "embedding"},
    "index": {*GROUND, "embedding", "reader", "index"},
    "retrieval": {*GROUND, "embedding", "index", "retrieval"},
    "ingestion": {*GROUND, "embedding", "fiches", "index", "reader", "rules", "ingestion"},
    "dialogue": {*GROUND, "reader", "rules", "dialogue"},
    "answering": {*GROUND, "dialogue", "fiches", "index", "reader", "retrieval", "rules", "answering", "letters"},
    "model": {*GROUND, "answering", "rules", "model"},
}


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("assistant."):
            yield node.module.split(".")[1]


@pytest.mark.parametrize("package", sorted(MAY))
def test_a_package_imports_only_what_stands_below_it(package):
    tools = {ROOT / "reader" / "training"}
    files = [f for f in (ROOT / package).rglob("*.py") if not any(t in f.parents for t in tools)]
    wrong = {(f.name, name) for f in files for name in imports(f) if name not in MAY[package]}
    assert wrong == set()


def test_nothing_of_torch_stands_in_the_path_of_a_question():
    packages = ("language", "reader", "dialogue", "answering", "index", "retrieval")
    files = [f for p in packages for f in (ROOT / p).rglob("*.py") if "training" not in f.parts]
    top = {
        (f.name, name.name.split(".")[0])
        for f in files
        for node in ast.parse(f.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Import)
        for name in node.names
    }
    assert not {name for _, name in top} & {"torch", "transformers", "sentence_transformers", "sklearn"}
