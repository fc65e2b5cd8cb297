"""Several questions are told apart; one question with its facts is never cut."""

from __future__ import annotations

import pytest

from assistant.dialogue.followup_subject import calculators_of
from assistant.dialogue.questions_split import split_questions


@pytest.mark.parametrize(
    "text",
    [
        "je bosse 24h depuis 3 ans et demi, si je pars le 1er mars je dois prevenir quand ??",
        "Bonjour, AESH en CDD depuis 2 ans, mon contrat finit le 31 août. Doivent-ils me prévenir ? Et quand ?",
        "Combien de jours enfant malade ? C'est payé ?",
        "Mon salaire a baissé, pourquoi ? C'est normal ??",
        "On me propose un avenant. J'ai combien de temps pour répondre ? Merci d'avance.",
        "Je suis à l'échelon 3. À 62 %. Combien je touche ?",
    ],
)
def test_one_question_is_left_whole(text):
    assert split_questions(text, calculators_of) == (text,)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "1) combien dure le congé paternité ? 2) suis-je payée en grève ? 3) la prime REP c'est combien ?",
            (
                "combien dure le congé paternité ?",
                "suis-je payée en grève ?",
                "la prime REP c'est combien ?",
            ),
        ),
        (
            "J'ai droit à la prime REP ? et au SFT avec 2 enfants ?",
            ("J'ai droit à la prime REP ?", "et au SFT avec 2 enfants ?"),
        ),
        (
            "quel est le préavis de démission et sinon comment marche le chômage",
            ("quel est le préavis de démission", "comment marche le chômage"),
        ),
        (
            "Je démissionne. Quel préavis ? Et mes congés non pris sont-ils payés ?",
            ("Je démissionne. Quel préavis ?", "Et mes congés non pris sont-ils payés ?"),
        ),
    ],
)
def test_several_questions_are_told_apart(text, parts):
    assert split_questions(text, calculators_of) == parts


def test_nothing_said_is_lost():
    text = "J'ai 2 ans d'ancienneté. Quel préavis si je démissionne ? 2) la prime REP c'est combien ? Je suis à 62 %."
    assert " ".join(split_questions(text, calculators_of)) == text.replace("2) ", "")
