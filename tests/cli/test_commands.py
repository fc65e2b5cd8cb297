"""The command line from end to end on a small corpus, with the real embedder, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from assistant.settings import PROJECT_ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("cli")]

GUIDE = """# Guide des AESH

## La grève

Une retenue d'un trentième du salaire est faite par jour de grève.

## Le congé parental

La demande de congé parental se fait deux mois avant le début du congé.
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    place = tmp_path_factory.mktemp("poste")
    (place / "guides").mkdir()
    (place / "guides" / "guide.md").write_text(GUIDE, encoding="utf-8")
    (place / "fiches" / "fin-de-contrat").mkdir(parents=True)
    source = PROJECT_ROOT / "corpus" / "fiches" / "fin-de-contrat" / "demission.md"
    target = place / "fiches" / "fin-de-contrat" / "demission.md"
    target.write_text(source.read_text("utf-8"), encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def aesh(place):
    settings = {
        "AESH_INDEX_DIR": str(place / "index"),
        "AESH_GUIDES_DIR": str(place / "guides"),
        "AESH_FICHES_DIR": str(place / "fiches"),
    }
    base = {k: v for k, v in os.environ.items() if not k.startswith("AESH_")}

    def run(*words, **more):
        command = [sys.executable, "-c", "from assistant.cli.main import main; main()", *words]
        return subprocess.run(
            command, capture_output=True, text=True, env=base | settings | more, timeout=100, check=False
        )

    return run


@pytest.fixture(scope="module")
def indexed(aesh):
    result = aesh("index", "--report")
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_nothing_is_answered_before_an_index(aesh, tmp_path):
    result = aesh("ask", "préavis ?", AESH_INDEX_DIR=str(tmp_path / "vide"))
    assert result.returncode == 1
    assert "aesh index" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_report_names_each_file(indexed):
    assert "guide.md | indexé" in indexed
    assert "demission.md | indexé" in indexed
    assert "index reconstruit" in indexed


def test_an_answer_is_cited(aesh, indexed):
    result = aesh("ask", "Quel est le préavis de démission ?", "--json")
    answer = json.loads(result.stdout)
    assert result.returncode == 0
    assert answer["status"] == "founded"
    assert answer["citations"][0]["fiche_id"] == "demission"
    assert "[1]" in answer["text"]


def test_a_batch_answers_each_turn(aesh, indexed, tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [
        {"id": "a", "question": "Quelle retenue pour une journée de grève ?"},
        {"id": "b", "turns": ["Je démissionne, quel préavis ?", "8 mois d'ancienneté"]},
    ]
    source.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    result = aesh("batch", str(source), str(target))
    assert result.returncode == 0, result.stderr
    out = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert [row["id"] for row in out] == ["a", "b"]
    assert [len(row["answers"]) for row in out] == [1, 2]
    assert out[1]["answers"][1]["status"] == "calculated"


def test_a_search_gives_passages_without_fiches(aesh, indexed, tmp_path):
    result = aesh("search", "préavis de démission", "--no-fiches", "--json", "--k", "3")
    rows = json.loads(result.stdout)
    assert {row["source_id"] for row in rows} == {"guide"}
    assert set(rows[0]) == {"text", "source_id", "title", "section", "page", "score"}
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": 1, "question": "jour de grève"}\n', encoding="utf-8")
    assert aesh("search", "--no-fiches", "--batch", str(source), str(target)).returncode == 0
    row = json.loads(target.read_text("utf-8"))
    assert "grève" in row["passages"][0]["text"]


def test_a_bad_line_of_a_batch_is_told_in_its_place(aesh, indexed, tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": 1, "turns": [3]}\nceci n\'est pas du JSON\n{"id": 2, "question": "grève ?"}\n', "utf-8")
    result = aesh("batch", str(source), str(target))
    rows = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert result.returncode == 3
    assert "2 sur 3" in result.stderr
    assert "Traceback" not in result.stderr
    assert "turns" in rows[0]["error"]
    assert "Ligne 2" in rows[1]["error"]
    assert len(rows[2]["answers"]) == 1


def test_a_batch_reads_yaml_and_corrections(aesh, indexed, tmp_path):
    source, target = tmp_path / "in.yaml", tmp_path / "out.jsonl"
    source.write_text(
        "- id: a\n  turns:\n    - Je démissionne avec 8 mois d'ancienneté, quel préavis ?\n"
        "    - question: Je démissionne, quel préavis ?\n      corrections: {anciennete_services: 3 ans}\n",
        "utf-8",
    )
    assert aesh("batch", str(source), str(target)).returncode == 0
    first, second = json.loads(target.read_text("utf-8"))["answers"]
    assert {f["key"]: f["shown"] for f in first["case"]}["anciennete_services"] == "8 mois"
    assert {f["key"]: f["shown"] for f in second["case"]}["anciennete_services"] == "3 ans"
    assert "2 mois" in second["calculations"][0]["summary"]


def test_a_bad_guide_is_named_and_the_exit_says_so(aesh, indexed, place):
    bad = place / "guides" / "abime.pdf"
    bad.write_bytes(b"%PDF-1.4 coupe")
    try:
        result = aesh("index")
        assert result.returncode == 3
        assert "abime.pdf" in result.stderr
        assert aesh("ask", "grève ?").returncode == 0
    finally:
        bad.unlink()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["inconnue"], "inconnu"),
        (["ask"], "Il manque"),
        (["search", "--k", "0", "x"], "--k"),
        (["search", "--zzz"], "Option inconnue"),
        (["batch", "absent.jsonl", "out.jsonl"], "introuvable"),
        (["index", "/dossier/absent"], "introuvable"),
    ],
)
def test_misuse_is_told_in_french(aesh, words, says):
    result = aesh(*words)
    assert result.returncode in {1, 2}
    assert says in result.stderr
    assert "Traceback" not in result.stderr
    assert "Usage" not in result.stderr


def test_a_wrong_setting_is_told(aesh):
    result = aesh("ask", "grève ?", AESH_PORT="huit")
    assert result.returncode == 2
    assert "port" in result.stderr
    assert "Traceback" not in result.stderr
