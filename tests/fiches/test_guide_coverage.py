"""Every section of the five guides that says something is covered by a fiche, and what fiches cite is there."""

import pytest

from assistant.domain.corpus import Section, SourceInfo
from assistant.domain.text import fold
from assistant.fiches.coverage import coverage, exceptions, registered_guide

GUIDES = 5


@pytest.mark.guides
def test_no_section_of_a_guide_is_left_bare(fiches, ingested_guides):
    assert len(ingested_guides) == GUIDES
    bare = [
        (guide, item.section)
        for guide, record in ingested_guides.items()
        for item in coverage(guide, record.sections, fiches)
        if item.bare
    ]
    assert bare == []


@pytest.mark.guides
def test_every_excused_section_exists_and_is_short(ingested_guides):
    for guide, record in ingested_guides.items():
        covered = {item.excused: item for item in coverage(guide, record.sections, []) if item.excused}
        assert set(covered) == set(exceptions(guide).values())


@pytest.mark.guides
def test_every_part_of_a_guide_that_a_fiche_cites_exists(fiches, ingested_guides):
    astray = []
    for guide, record in ingested_guides.items():
        said = fold("\n".join([*(s.heading for s in record.sections), *(s.text for s in record.sections)]))
        cited = {(f.id, r.at) for f in fiches for r in f.sources if r.source == guide}
        astray += [item for item in sorted(cited) if fold(item[1]).rstrip(" :") not in said]
    assert astray == []


def section(*path):
    return Section(section_id="-".join(path), source_id="guide", path=path, text="un texte")


def test_a_part_is_covered_by_its_own_title_or_by_its_chapter_only(fiches):
    cdd = next(f for f in fiches if f.id == "periode-essai")
    essai, autre = coverage("guide-aesh-nice", [section("2 Période d'essai"), section("Essai")], [cdd])
    assert essai.fiches == ("periode-essai",)
    assert autre.bare
    (below,) = coverage("guide-aesh-nice", [section("2 Période d'essai", "Renouvellement")], [cdd])
    assert below.fiches == ("periode-essai",)


def test_a_chapter_is_covered_when_all_its_parts_are(fiches):
    chapter, part = section("LE CONTRAT"), section("LE CONTRAT", "2 Période d'essai")
    assert not coverage("guide-aesh-nice", [chapter, part], fiches)[0].bare
    assert coverage("guide-aesh-nice", [chapter, part, section("LE CONTRAT", "Inconnu")], fiches)[0].bare


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Guide AESH académie de Nice", "guide-aesh-nice"), ("Recettes de cuisine", None)],
)
def test_an_ingested_guide_is_told_by_its_title(registry, title, expected):
    assert registered_guide(SourceInfo(source_id="x", title=title), registry) == expected
