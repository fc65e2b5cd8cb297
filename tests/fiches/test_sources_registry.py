"""The registry of sources: consistent, complete, without a spare entry."""

import pytest

from assistant.domain.text import fold
from assistant.fiches.errors import FicheError
from assistant.fiches.registry import load_registry

ENTRY = """
[[source]]
id = "loi-x"
title = "Loi d'essai"
named = "La loi d'essai"
nature = "loi"
publisher = "République française"
date = 2024-01-01
last_checked = 2026-11-22
"""


def test_every_source_cited_exists_and_every_source_is_used(fiches, registry):
    cited = {reference.source for fiche in fiches for reference in fiche.sources}
    linked = {source.replaced_by for source in registry.values() if source.replaced_by}
    assert cited - set(registry) == set()
    assert set(registry) - cited - linked == set()


def test_sources_come_in_the_order_of_the_hierarchy(registry):
    ranks = [source.nature.rank for source in registry.values()]
    assert ranks == sorted(ranks)


def test_a_conflict_names_the_guide_it_speaks_of(fiches, registry):
    for fiche in fiches:
        for conflict in fiche.conflicts:
            assert fold(registry[conflict.guide].named) in fold(conflict.guide_says), (fiche.id, conflict.guide_says)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ENTRY + ENTRY, "déclarée plusieurs fois : loi-x"),
        (ENTRY + 'replaced_by = "loi-y"\n', "renvoie à une source absente : loi-x"),
        (ENTRY.replace('nature = "loi"', 'nature = "rumeur"'), "source.0.nature"),
        (ENTRY + 'url = "ftp://x"\n', "source.0.url"),
        (ENTRY + 'auteur = "x"\n', "champ inconnu"),
        ("[[source]\n", "TOML lisible"),
    ],
)
def test_faults_are_told_in_french(tmp_path, text, expected):
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FicheError) as caught:
        load_registry(path)
    assert expected in str(caught.value)
    assert "sources.toml" in str(caught.value)


def test_an_absent_registry_is_named(tmp_path):
    with pytest.raises(FicheError, match="n'existe pas"):
        load_registry(tmp_path / "sources.toml")
