"""Every section of the académie's guide that says something is cited by a fiche."""

import re

import pytest

from assistant.domain.text import fold

GUIDE = "guide-aesh-nice"
NOT_SECTIONS = {"academie de nice", "sommaire"}
ENOUGH_WORDS = 8
pytestmark = pytest.mark.guides


def sections(text):
    """Yield (heading, own text up to the next heading of any rank)."""
    parts = re.split(r"^#{1,6}\s*(.+)$", text, flags=re.MULTILINE)
    for heading, body in zip(parts[1::2], parts[2::2], strict=True):
        yield heading.replace("*", "").strip(), body.replace("[Retour sommaire](#)", "")


def test_no_section_of_the_guide_is_left_bare(fiches, guides):
    cited = {fold(r.at) for f in fiches for r in f.sources if r.source == GUIDE}
    cited |= {fold(c.section) for f in fiches for c in f.conflicts if c.guide == GUIDE}
    telling = [
        heading
        for heading, body in sections(guides[GUIDE])
        if len(body.split()) >= ENOUGH_WORDS and fold(heading) not in NOT_SECTIONS
    ]
    assert len(telling) > 40
    assert [heading for heading in telling if fold(heading) not in cited] == []


def test_every_part_of_the_guide_that_a_fiche_cites_exists(fiches, guides):
    headings = {fold(heading) for heading, _ in sections(guides[GUIDE])}
    cited = {(f.id, r.at) for f in fiches for r in f.sources if r.source == GUIDE}
    assert sorted(item for item in cited if fold(item[1]) not in headings) == []
