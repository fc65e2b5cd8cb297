"""Several answers become one: in order, short, with one list of citations."""

from __future__ import annotations

import re

from assistant.answering.several import joined
from assistant.domain.answer import Answer, Citation, Status
from assistant.domain.calculation import MissingFact


def _citation(n, section="s1", quote="une règle"):
    return Citation(n=n, source_id="f", section_id=section, title="Fiche", quote=quote)


def _answer(text, *citations, status=Status.FOUNDED, questions=()):
    return Answer(status=status, text=text, citations=list(citations), questions=list(questions))


def test_marks_are_numbered_in_one_list():
    first = _answer("Oui. [1] Toujours. [2]", _citation(1), _citation(2, "s2"))
    second = _answer("Non. [1]", _citation(1, "s2"))
    answer = joined(["a ?", "b ?"], [first, second])
    assert re.findall(r"\[\d\]", answer.text) == ["[1]", "[2]", "[2]"]
    assert [c.section_id for c in answer.citations] == ["s1", "s2"]


def test_each_answer_is_cut_to_its_first_sentences_with_their_mark():
    long = " ".join(f"Phrase numéro {'x' * 5} dite ici avec bien des mots pour rien." for _ in range(30)) + " [1]"
    answer = joined(["a ?", "b ?"], [_answer(long, _citation(1)), _answer("Non. [1]", _citation(1, "s2"))])
    assert len(answer.text.split()) < 160
    assert answer.text.count("[1]") == 1
    assert len(answer.citations) == 2


def test_one_question_is_put():
    missing = [MissingFact(field="x", question="Depuis quand ?"), MissingFact(field="y", question="Combien ?")]
    asking = [_answer("La règle.", status=Status.NEEDS_INFORMATION, questions=[m]) for m in missing]
    answer = joined(["a ?", "b ?"], asking)
    assert [q.field for q in answer.questions] == ["x"]
    assert "Combien ?" not in answer.text


def test_the_status_is_the_best_of_them():
    outside = Answer(status=Status.OUT_OF_SOURCES, text="Je ne sais pas.")
    assert joined(["a ?", "b ?"], [outside, _answer("Oui. [1]", _citation(1))]).status is Status.FOUNDED
    assert joined(["a ?", "b ?"], [outside, outside]).status is Status.OUT_OF_SOURCES
    assert joined(["a ?", "b ?"], [outside, outside]).citations == []


def test_a_heading_holds_no_figure():
    answer = joined(
        ["et à 62 % ?", "et le SFT ?"], [_answer("Oui. [1]", _citation(1)), _answer("Non. [1]", _citation(1))]
    )
    assert "62" not in answer.text
    assert "« et le SFT ? »" in answer.text
