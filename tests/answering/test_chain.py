"""The whole chain on a small corpus: cited, calculated, honest about what the sources do not say."""

from __future__ import annotations

import re

import pytest

from assistant.answering.calculate import evidence
from assistant.answering.figures import unsupported
from assistant.answering.fold import parts, words
from assistant.answering.results import STEPS
from assistant.domain.answer import Status
from assistant.domain.text import fold_spaces


def _holds_together(answer, chain):
    """Every mark has its citation, every quote is verbatim, every figure is quoted or calculated."""
    marks = {int(n) for n in re.findall(r"\[(\d+)\]", answer.text + " ".join(answer.caveats))}
    assert marks == {c.n for c in answer.citations}
    for citation in answer.citations:
        assert fold_spaces(citation.quote) in fold_spaces(chain.section(citation.section_id).text)
    held = [f"{c.quote} {c.section} {c.title}" for c in answer.citations] + evidence(answer.calculations)
    assert unsupported(answer.text, held) == set()


def test_a_fiche_answers_with_its_short_answer_first(chain):
    answer = chain.ask("Quel est le préavis de démission ?")
    assert answer.status is Status.FOUNDED
    assert answer.text.startswith("Votre préavis de démission est de 8 jours")
    assert answer.citations[0].fiche_id == "demission"
    _holds_together(answer, chain)


def test_where_a_guide_and_the_law_differ_the_text_says_both_the_law_first(chain):
    text = chain.ask("Quel est le préavis de démission ?").text
    law = text.index("(décret n° 86-83, articles 46 et 48)")
    guide = text.index("Le guide de l'académie de Nice écrit")
    assert text.index("La règle et le guide ne disent pas la même chose") < law < guide


def test_the_fold_comes_after_whole_paragraphs_and_few_words(chain):
    answer = chain.ask("Quel est le préavis de démission ?")
    before, after = parts(answer)
    assert 0 < answer.shown_paragraphs == len(before)
    assert after
    assert words(before) <= 150
    assert before[0].startswith("Votre préavis de démission")


def test_the_steps_of_a_calculation_come_after_the_fold(chain):
    answer = chain.ask("slt jdemissionne, 8 mois danciennete, c koi mon preavis")
    before, after = parts(answer)
    assert any(p.startswith(STEPS) for p in after)
    assert not any(p.startswith(STEPS) for p in before)


def test_a_guide_answers_with_its_own_words(chain):
    answer = chain.ask("Quelle retenue par jour de grève ?")
    assert answer.status is Status.FOUNDED
    assert "Une retenue d'un trentième est faite par jour de grève." in answer.text
    assert answer.citations[0].section == "Guide des AESH > La grève"
    _holds_together(answer, chain)


def test_a_table_row_reads_with_its_header(chain):
    answer = chain.ask("Combien de temps peut-on emprunter une tablette ?")
    assert "tablette : 34 semaines" in answer.text
    _holds_together(answer, chain)


def test_facts_are_calculated_and_the_rule_cited(chain):
    answer = chain.ask("slt jdemissionne, 8 mois danciennete, c koi mon preavis")
    assert answer.status is Status.CALCULATED
    assert "1 mois" in answer.text.split("\n\n")[0]
    assert answer.calculations[0].calculator == "preavis_demission"
    _holds_together(answer, chain)


def test_a_missing_fact_is_asked_for_with_what_is_certain(chain):
    answer = chain.ask("Je démissionne, mon préavis dure combien de temps ?")
    assert answer.status is Status.NEEDS_INFORMATION
    assert len(answer.questions) == 1
    assert "8 jours" in answer.text
    assert answer.questions[0].question in answer.text
    _holds_together(answer, chain)


def test_a_reply_goes_on_with_the_calculation(chain):
    answer = chain.ask("2 ans d'ancienneté", ["Je démissionne, mon préavis dure combien de temps ?"])
    assert answer.status is Status.CALCULATED
    assert "2 mois" in answer.text
    _holds_together(answer, chain)


def test_what_the_sources_do_not_say_is_said(chain):
    answer = chain.ask("Quelle est la capitale de l'Australie ?")
    assert answer.status is Status.OUT_OF_SOURCES
    assert answer.citations == []
    assert "syndicat" in answer.text


@pytest.mark.parametrize("question", ["", "   ", "Bonjour", "merci beaucoup", "x" * 3000])
def test_what_is_no_question_gets_a_word(chain, question):
    answer = chain.ask(question)
    assert answer.status is Status.NEEDS_INFORMATION
    assert answer.citations == []
    assert answer.text


def test_the_same_question_gives_the_same_answer(chain):
    first, second = (chain.ask("Quel est le préavis de démission ?") for _ in range(2))
    assert first.model_copy(update={"elapsed_ms": 0}) == second.model_copy(update={"elapsed_ms": 0})
