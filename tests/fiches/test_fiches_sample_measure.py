"""The measure on the sample: what counts as a right fiche, on small cases."""

import datetime

import pytest

from eval.fiches_sample import Judged, answerable, folded_texts, right_fiches

SECTION = "LE CONTRAT > 2 Période d'essai"


def case(section=SECTION, must=(), **more):
    source = {"file": "guide-aesh-academie-de-nice.md", "section": section, "quote": "…"}
    return {"id": "q", "question": "?", "sources": [source], "must": must, **more}


@pytest.fixture(scope="module")
def texts(fiches):
    return folded_texts(fiches, datetime.date(2026, 11, 22))


def test_the_fiche_that_cites_the_part_is_right(fiches, texts):
    assert right_fiches(case(), fiches, texts) == {"periode-essai"}


def test_among_those_that_cite_the_part_only_those_that_hold_the_facts_are(fiches, texts):
    part = "LE CONTRAT > 6 La rupture du contrat de travail > 6.2 Le licenciement"
    every = right_fiches(case(part), fiches, texts)
    assert {"licenciement-preavis", "licenciement-indemnite", "licenciement-procedure"} <= every
    assert right_fiches(case(part, [["1/3"]]), fiches, texts) == {"licenciement-indemnite"}


def test_a_fact_that_no_citing_fiche_holds_leaves_them_all(fiches, texts):
    assert right_fiches(case(must=[["une phrase absente"]]), fiches, texts) == {"periode-essai"}


def test_where_no_fiche_cites_the_part_those_that_hold_the_facts_are_right(fiches, texts):
    assert "numen" in right_fiches(case("Une partie inconnue", [["13 caracteres"]]), fiches, texts)
    assert right_fiches(case("Une partie inconnue", [["une phrase absente"]]), fiches, texts) == set()


def test_a_hit_is_within_the_first_three():
    right = frozenset({"a"})
    assert Judged("q", "?", right, ("b", "c", "a")).hit
    assert not Judged("q", "?", right, ("b", "c", "d", "a")).hit
    assert not Judged("q", "?", frozenset(), ("b",)).hit


def test_only_questions_with_evidence_and_an_answer_are_measured():
    kept = answerable([case(), case(expect_abstain=True), {"id": "x", "question": "?"}])
    assert [c["id"] for c in kept] == ["q"]
