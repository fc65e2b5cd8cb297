"""`aesh corpus` on small folders: what it prints, and its exit codes."""

import pytest
from typer.testing import CliRunner

from assistant.cli.main import app

OLD = (
    "# Guide\n\n## Rémunération du congé de maladie\n\nPlus de 4 mois : 3 mois à {rate} % et 9 mois à ½ traitement.\n"
)


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("AESH_GUIDES_DIR", str(tmp_path / "absent"))

    def runner(*arguments):
        result = CliRunner().invoke(app, ["corpus", *arguments])
        return result.exit_code, result.output.replace("\xa0", " ")

    return runner


@pytest.fixture
def guide(tmp_path):
    def write(rate):
        folder = tmp_path / "guides"
        folder.mkdir(exist_ok=True)
        (folder / "guide.md").write_text(OLD.format(rate=rate), encoding="utf-8")
        return str(folder)

    return write


def test_an_old_figure_of_a_guide_is_told_and_the_exit_code_says_so(run, guide):
    code, output = run("guides", guide(100), "--au", "2026-11-22")
    assert code == 3
    assert "le guide dit 100 % (l'ancienne règle), la règle est 90 % depuis le 1er mars 2025" in output
    assert "1 chiffre(s) à revoir au 22/11/2026." in output


def test_a_right_guide_passes(run, guide):
    code, output = run("guides", guide(90), "--au", "2026-11-22")
    assert code == 0
    assert "1 chiffre(s) comparé(s)" in output
    assert "0 chiffre(s) à revoir" in output


def test_a_guide_without_fiche_leaves_its_parts_bare(run, guide):
    code, output = run("coverage", guide(90))
    assert code == 3
    assert "AUCUNE FICHE" in output


def test_the_corpus_is_fresh_enough_on_the_day_it_was_verified(run):
    code, output = run("check", "--au", "2026-11-22")
    assert code == 0
    assert "fiches" in output


def test_the_corpus_is_refused_long_after_its_review_dates(run):
    assert run("check", "--au", "2028-11-22")[0] == 1


@pytest.mark.parametrize("command", ["check", "guides"])
def test_a_day_badly_written_is_refused(run, command):
    assert run(command, "--au", "22/11/2026")[0] == 2
