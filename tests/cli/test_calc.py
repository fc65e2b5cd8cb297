"""`aesh calc`: listing, options made from the schema, exit codes."""

from __future__ import annotations

import io
import json

import pytest
import typer
from icalendar import Calendar
from typer.testing import CliRunner

from assistant.cli import calc
from assistant.rules.registry import modules

DATES = ["--date-reception-courrier", "2 mars 2026", "--date_debut_services=1er sept. 2025"]


@pytest.fixture(scope="module")
def app() -> typer.Typer:
    made = typer.Typer(add_completion=False)
    made.command("other")(lambda: None)
    calc.register(made)
    return made


def run(app: typer.Typer, *words: str, code: int = 0, stdin: str | None = None) -> tuple[str, str]:
    result = CliRunner().invoke(app, ["calc", *words], input=stdin)
    assert result.exit_code == code, (result.stdout, result.stderr, result.exception)
    assert "Traceback" not in result.output
    return result.stdout, result.stderr


def test_list(app: typer.Typer) -> None:
    out, _ = run(app, "--list")
    assert [line.split()[0] for line in out.splitlines()] == sorted(modules())


@pytest.mark.parametrize("words", [["--list", "--json"], ["--json", "--list"]])
def test_list_as_json_gives_the_schemas(app: typer.Typer, words: list[str]) -> None:
    entries = json.loads(run(app, *words)[0])
    assert {entry["id"] for entry in entries} == set(modules())
    assert all({"id", "title", "public", "theme", "schema"} == set(entry) for entry in entries)
    assert all(entry["schema"]["type"] == "object" and entry["schema"]["properties"] for entry in entries)


def test_options_are_the_fields(app: typer.Typer) -> None:
    assert "2 avril 2026" in run(app, "preavis_demission", *DATES)[0]
    assert "2 avril 2026" in run(app, *DATES, "preavis-demission")[0]


def test_facts_as_json(app: typer.Typer) -> None:
    facts = json.dumps({"date_reception_courrier": "2026-03-02", "date_debut_services": "2025-09-01"})
    said = json.loads(run(app, "preavis_demission", "--json", facts, "--format", "json")[0])
    assert said["outcome"] == "result"
    assert {v["id"]: v["value"] for v in said["values"]}["dernier_jour"] == "2026-04-02"
    assert "2 avril 2026" in run(app, "preavis_demission", "--json", "-", stdin=facts)[0]


def test_lists_as_json_text_or_repeated_options(app: typer.Typer) -> None:
    received = ["--date_reception_courrier", "2026-03-16", "--format=json"]
    first, second = "du 1er septembre 2023 au 31 août 2024", "depuis le 1er janvier 2025"
    as_json = '[{"debut": "2023-09-01", "dernier_jour": "2024-08-31"}, {"debut": "2025-01-01", "fin": "en_cours"}]'
    said = [
        json.loads(run(app, "preavis_demission", *received, *options)[0])["values"]
        for options in (
            ["--contrats", f"{first} ; {second}"],
            ["--contrats", first, "--contrats", second],
            ["--contrats", as_json],
        )
    ]
    assert said[0] == said[1] == said[2]


def test_calendar(app: typer.Typer) -> None:
    out, _ = run(app, "preavis_demission", *DATES, "--format", "ics")
    assert len(Calendar.from_ical(out).walk("VEVENT")) == 2


def test_a_question_is_no_result(app: typer.Typer) -> None:
    out, err = run(app, "preavis_demission", code=3)
    assert "Depuis quelle date" in out and "moins de 6 mois de services" in out and not err


def test_another_law_is_no_result(app: typer.Typer) -> None:
    assert "fonctionnaire" in run(app, "preavis_demission", "--statut", "fonctionnaire", code=3)[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["preavis_demision"], "Vouliez-vous dire : preavis_demission"),
        (["zzzz"], "aesh calc --list"),
        (["preavis_demission", "--foo", "1"], "« foo » n'est pas un champ connu"),
        (["preavis_demission", "--statut"], "L'option --statut demande une valeur"),
        (["preavis_demission", "--statut", "--foo"], "L'option --statut demande une valeur"),
        (["preavis_demission", "trop"], "Mot en trop : « trop »"),
        (["preavis_demission", "--json", "{"], "n'est pas un objet JSON"),
        (["preavis_demission", "--json", "[1]"], "n'est pas un objet JSON"),
        (["preavis_demission", "--format", "pdf"], "Format « pdf » inconnu ; choisissez text, json, ics"),
        (["preavis_demission", "--date_reception_courrier", "31/02/2026"], "« 31/02/2026 » ne convient pas"),
        (["preavis_demission", "--contrats", "[oups"], "Contrats successifs"),
        (["preavis_demission", "--format", "ics"], "aucune date"),
    ],
)
def test_bad_input_is_told_in_french_on_the_error_stream(app: typer.Typer, words: list[str], said: str) -> None:
    out, err = run(app, *words, code=2)
    assert said in err and not out


def test_help(app: typer.Typer) -> None:
    assert "Codes de sortie" in run(app, "--help")[0] == run(app)[0]
    out, _ = run(app, "preavis_demission", "--help")
    assert "--date_reception_courrier" in out and "aesh / fonctionnaire" in out and "Exemple : 2 mars 2026" in out


def test_deep_json_is_refused(app: typer.Typer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    run(app, "preavis_demission", "--json", "[" * 100_000, code=2)
