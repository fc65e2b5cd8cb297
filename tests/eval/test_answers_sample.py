"""The judgement of the sample's questions: key facts in any wording, forbidden facts, abstention."""

import pytest

from assistant.domain.answer import Answer, Status
from eval.answers_sample import judge, report

CASE = {"id": "h1", "kind": "fact", "must": [["deux mois", "2 mois"], ["recommande"]], "must_not": ["3 mois"]}


def said(text, status=Status.FOUNDED):
    return Answer(status=status, text=text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Préavis de 2 mois, par lettre recommandée.", True),
        ("Préavis de deux\nmois, par lettre RECOMMANDÉE.", True),
        ("Préavis de 2 mois.", False),
        ("Préavis de 2 mois, par lettre recommandée, et non 3 mois.", False),
    ],
)
def test_key_facts_and_forbidden_facts_are_judged_in_folded_text(text, right):
    assert judge(CASE, said(text)).right is right


def test_an_abstention_is_judged_by_the_status_alone():
    case = {"id": "h2", "kind": "out-of-scope", "expect_abstain": True}
    assert judge(case, said("non", Status.OUT_OF_SOURCES)).right
    assert not judge(case, said("oui")).right


def test_the_report_names_what_is_lacking():
    told = report([judge(CASE, said("Préavis de 2 mois."))])
    assert "h1 : manque recommande" in told
    assert "0,0 %" in told
