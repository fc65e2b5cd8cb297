"""`aesh eval`: options that do not go together are told in French; a refusal has its exit code."""

from __future__ import annotations

import pytest
import typer
from typer.testing import CliRunner

from assistant.cli import eval as face
from assistant.settings import Settings
from eval import command
from eval.gate import Baseline, faults
from eval.measures.intervals import Share
from eval.run import Run

NOTHING = Baseline(right=Share(), cites=Share(), supported=Share(), precision=Share(), recall=Share())


@pytest.fixture
def app():
    application = typer.Typer()
    face.register(application)
    application.command("autre")(lambda: None)
    return application


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--only", "inconnu"], "Thèmes : "),
        (["--gate", "--only", "demission"], "toute la part test"),
        (["--accept", "--part", "tuning"], "toute la part test"),
    ],
)
def test_options_that_do_not_go_together(app, options, message):
    result = CliRunner().invoke(app, ["eval", *options])
    assert result.exit_code == face.BAD_INPUT
    assert message in result.output


@pytest.mark.parametrize(("refused", "code"), [(["chiffre faux"], face.REFUSED), ([], 0)])
def test_the_gate_decides_the_exit_code(app, monkeypatch, refused, code):
    run = Run(made_at="2026-11-22", index="gen", cases=[], systems=[])
    monkeypatch.setattr(command, "evaluate", lambda *_: (run, refused, []))
    result = CliRunner().invoke(app, ["eval", "--gate"])
    assert result.exit_code == code
    assert ("refusée" in result.output) == bool(refused)


def test_what_is_not_there_is_said():
    assert any("modèle" in line for line in command.not_configured())


def test_absent_public_sets_are_skipped_with_a_reason(monkeypatch, tmp_path):
    monkeypatch.setattr(command, "EXTERNAL", tmp_path)
    found, skipped = command.external_runs(None, False, lambda label: lambda done, total: None)
    assert found == []
    assert len(skipped) == len(command.EXTERNAL_SETS)


def test_without_an_index_the_message_says_what_to_run(tmp_path):
    settings = Settings(index_dir=tmp_path)
    with pytest.raises(Exception, match="aesh index"):
        command.evaluate(settings, command.Options(only="psc"), lambda label: lambda done, total: None)


def test_an_empty_baseline_refuses_nothing():
    assert faults([], NOTHING) == []
