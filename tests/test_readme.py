"""The README tells the settings as they are, and only targets that the Makefile has."""

from __future__ import annotations

import re

import pytest

from assistant.settings import PREFIX, PROJECT_ROOT, Settings

README = (PROJECT_ROOT / "README.md").read_text("utf-8")
ROWS = [row.split(" | ") for row in README.splitlines() if row.startswith("| `AESH_")]


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_told_with_its_default(name):
    row = next(row for row in ROWS if f"`{PREFIX}{name.upper()}`" in row[0])
    place = row[0].removeprefix("| ").split(", ").index(f"`{PREFIX}{name.upper()}`")
    default = Settings.model_fields[name].default
    if isinstance(default, int):
        assert row[1].split(", ")[place] == str(default)


def test_make_targets_exist():
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT_ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"^make ([a-z-]+)", README, re.MULTILINE)) <= targets
