"""The texts and guides a fiche rests on: told in the order of the hierarchy of norms, never searched."""

import datetime

import pytest

from assistant.fiches.render import bases, no_parameters, render
from assistant.fiches.schema import Heading
from assistant.ingestion.chunking import Chunker
from assistant.ingestion.records import fiche_record

DAY = datetime.date(2026, 11, 22)


@pytest.fixture
def demission(fiches):
    return next(fiche for fiche in fiches if fiche.id == "demission")


def test_the_law_comes_before_the_guide(demission, registry):
    lines = bases(demission, registry, DAY)
    law = "Décret n° 86-83 du 17 janvier 1986, articles 46 et 48"
    guide = "Guide AESH de l'académie de Nice (2025-2026), partie « 6.1 La démission » – guide académique"
    assert guide in lines
    assert next(rank for rank, line in enumerate(lines) if line.startswith(law)) < lines.index(guide)


def test_every_fiche_names_its_texts_by_rank(fiches, registry):
    natures = [str(source.nature) for source in registry.values()]
    for fiche in fiches:
        lines = bases(fiche, registry, DAY)
        told = [line.rsplit(" – ", 1)[1].removesuffix(" (n'est plus en vigueur)") for line in lines]
        ranks = [natures.index(nature) for nature in told]
        assert lines and ranks == sorted(ranks), fiche.id


def test_a_text_out_of_force_is_said_to_be(fiches, registry):
    cumul = next(fiche for fiche in fiches if fiche.id == "cumul-activites")
    ended = [line for line in bases(cumul, registry, DAY) if "n'est plus en vigueur" in line]
    assert len(ended) == 1
    assert "2017-105" in ended[0]


def test_without_registry_no_text_is_named(demission):
    assert render(demission, no_parameters, DAY)[-1].heading is not Heading.TEXTES


def test_the_texts_are_quoted_but_never_searched(demission, registry):
    chunker = Chunker(lambda text: len(text.split()), 320, 390)
    record = fiche_record(demission, "demission.md", chunker, no_parameters, DAY, registry)
    last = next(section for section in record.sections if section.heading == Heading.TEXTES)
    assert "articles 46 et 48" in last.text
    assert all(chunk.section_id != last.section_id for chunk in record.chunks)
