"""Measures: what they find, what they let through, and the cases they do not score."""

from __future__ import annotations

import re

import pytest

from assistant.domain.answer import Answer, Block, BlockKind, Citation, Sentence, Status
from assistant.domain.calculation import Calculation, CalculationValue
from eval.measures import answers as measure
from eval.measures.figures import figures, sentences, unsupported
from eval.measures.intervals import Share, mean, percentile, share, wilson
from eval.measures.ranking import hit_at, ndcg, reciprocal_rank
from eval.measures.readability import readability
from eval.schema import AnswerCase

CASE = AnswerCase(
    id="essai",
    theme="essai",
    kind="fact",
    question="Quel préavis ?",
    must=(("{mois:2}", "{jours:60}"), ("recommande",)),
    must_not=("3 mois",),
    cites=("demission",),
    calculator="preavis_demission",
    result=("2027-02-10",),
    source="décret",
)


def citation(quote, n=1, fiche_id="demission"):
    return Citation(n=n, source_id="demission", section_id="s", title="Démission", quote=quote, fiche_id=fiche_id)


def calculation(value="2027-02-10", outcome="result"):
    values = (CalculationValue(id="fin", label="Fin", value=value, shown="10 février 2027", unit="date"),)
    return Calculation(calculator="preavis_demission", title="Préavis", outcome=outcome, values=values)


def answer(text, *citations, calculations=(), status=Status.FOUNDED):
    """An answer of one block: a sentence for each one of `text`, with the marks that follow it."""
    told = [
        Sentence(text=re.sub(r" ?\[\d+\]", "", s), cites=tuple(int(n) for n in re.findall(r"\[(\d+)\]", s)))
        for s in sentences(text)
    ]
    block = Block(kind=BlockKind.DIRECT, sentences=tuple(told))
    return Answer(status=status, blocks=(block,), citations=list(citations), calculations=list(calculations))


def test_a_right_answer_is_right():
    given = answer("Deux mois, en recommandé. [1]", citation("2 mois en recommandé"))
    assert measure.right(CASE, given)
    assert measure.completeness(CASE, given.text) == 1.0


def test_a_missing_fact_is_named_and_counted():
    given = answer("Deux mois. [1]", citation("2 mois"))
    assert measure.missing_facts(CASE, given.text) == [1]
    assert measure.completeness(CASE, given.text) == 0.5
    assert not measure.right(CASE, given)


def test_a_figure_from_nowhere_makes_the_answer_wrong():
    given = answer("Deux mois, en recommandé, sous 48 heures. [1]", citation("2 mois en recommandé"))
    assert measure.unsupported_figures(given) == {"48"}
    assert not measure.right(CASE, given)


def test_a_calculation_is_evidence():
    given = answer("Le 10 février 2027.", calculations=[calculation()], status=Status.CALCULATED)
    assert measure.unsupported_figures(given) == set()


def test_a_forbidden_statement_is_wrong_even_when_quoted():
    given = answer("Deux mois et non 3 mois, en recommandé. [1]", citation("2 mois, 3 mois, recommandé"))
    assert measure.wrong_figures(CASE, given) == ["3 mois"]


def test_quotes_are_verbatim_but_for_white_space():
    given = answer("x [1] [2]", citation("deux\u00a0mois  pleins"), citation("deux mois vides", n=2))
    assert measure.invalid_citations(given, lambda _: "Il faut deux mois pleins.") == [2]
    assert measure.invalid_citations(given, lambda _: None) == [1, 2]


def test_a_mark_without_citation_is_seen():
    assert measure.dangling_marks(answer("Oui. [1] Non. [3]", citation("Oui."))) == {3}


def test_each_sentence_with_a_figure_is_judged_on_its_own_citations():
    given = answer(
        "Il faut 2 mois. [1] C'est la règle. [1]\nIl reste 8 jours. [2]",
        citation("2 mois"),
        citation("rien", n=2),
    )
    assert measure.sentence_support(given) == [True, False]


def test_expected_sources_are_fiches_or_words_of_a_heading():
    given = answer("x [1]", citation("x"))
    assert measure.cites_expected(CASE, given) is True
    assert measure.cites_expected(CASE, answer("x")) is False
    assert measure.cites_expected(CASE.model_copy(update={"cites": ()}), given) is None


def test_calculators_are_judged_on_values_and_only_where_they_exist():
    exact = answer("", calculations=[calculation()])
    assert measure.calculator_exact(CASE, exact, {"preavis_demission"}) is True
    assert (
        measure.calculator_exact(CASE, answer("", calculations=[calculation("2027-02-11")]), ["preavis_demission"])
        is False
    )
    assert measure.calculator_exact(CASE, exact, set()) is None


def test_abstention_is_right_only_without_citation():
    case = AnswerCase(id="hors", theme="hors-sujet", kind="out-of-scope", question="La météo ?", abstain=True)
    assert measure.right(case, answer("Je ne sais pas.", status=Status.OUT_OF_SOURCES))
    assert not measure.right(case, answer("Beau. [1]", citation("Beau"), status=Status.OUT_OF_SOURCES))
    assert not measure.right(case, answer("Beau.", status=Status.FOUNDED))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 867,02 € au 1er juin 2026", {"1867.02", "2026-06-01"}),
        ("le 30/11/2026 [3]", {"2026-11-30"}),
        ("deux mois et vingt-cinq jours", {"2", "25"}),
        ("un mois", set()),
        ("le 1er échelon", {"1"}),
        ("90,0 %", {"90"}),
    ],
)
def test_figures_are_read_in_every_writing(text, expected):
    assert figures(text) == expected


def test_a_date_without_year_is_supported_by_the_same_day():
    assert unsupported("le 3 mai", ["le 3 mai 2026"]) == set()
    assert unsupported("le 3 mai 2027", ["le 3 mai 2026"]) == {"2027-05-03"}


def test_sentences_keep_their_marks_and_abbreviations():
    assert sentences("Oui, art. 46. [1] Non.\n- liste") == ["Oui, art. 46. [1]", "Non.", "- liste"]


def test_wilson_bounds():
    assert wilson(0, 0) == (0.0, 1.0)
    low, high = wilson(95, 100)
    assert (round(low, 3), round(high, 3)) == (0.888, 0.978)
    assert wilson(10, 10)[1] == pytest.approx(1.0)


def test_what_has_no_score_is_not_counted():
    assert share([True, None, False]) == Share(good=1, n=2)
    assert mean([1.0, None]) == (1.0, 1)
    assert mean([None]) == (None, 0)
    assert str(Share()) == "— n=0"


def test_percentile_by_nearest_rank():
    assert percentile([5, 1, 3], 0.5) == 3
    assert percentile([], 0.5) is None


def test_rankings():
    second = [False, True, False]
    assert hit_at(second, 2)
    assert not hit_at(second, 1)
    assert reciprocal_rank(second) == 0.5
    assert round(ndcg(second, 1), 3) == 0.631
    assert ndcg([True, True], 2) == 1.0
    assert ndcg([], 1) == 0.0


def test_short_words_and_sentences_read_more_easily():
    easy = readability("Le chat dort. Il fait beau.")
    hard = readability(
        "L'administration rectorale subordonne l'octroi de l'indemnité à l'accomplissement effectif du service."
    )
    assert easy.ease > hard.ease
    assert readability("123 !") is None


def test_where_both_go_an_abstention_and_an_answer_are_right():
    both = CASE.model_copy(update={"abstain": True})
    assert measure.right(both, answer("Je ne sais pas.", status=Status.OUT_OF_SOURCES))
    assert measure.right(both, answer("Deux mois, en recommandé. [1]", citation("2 mois en recommandé")))
    assert not measure.right(both, answer("Autre chose. [1]", citation("Autre chose.")))


def test_a_result_other_than_expected_is_a_wrong_figure():
    given = answer(
        "Deux mois, en recommandé. [1]", citation("2 mois en recommandé"), calculations=[calculation("2027-01-22")]
    )
    assert measure.wrong_figures(CASE, given) == ["calcul : 2027-02-10"]
    assert not measure.right(CASE, given)


def test_a_number_is_read_as_it_is_shown():
    minutes = CalculationValue(id="annee", label="Année", value="68880", shown="1 148 heures", unit="min")
    result = calculation().model_copy(update={"values": (minutes,)})
    case = CASE.model_copy(update={"result": ("1148",)})
    assert measure.calculator_exact(case, answer("", calculations=[result]), ["preavis_demission"]) is True
