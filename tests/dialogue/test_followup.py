"""A follow-up takes what it leans on from the turns before; a whole question takes nothing."""

from __future__ import annotations

import pytest

from assistant.dialogue.followup import leans_on

HISTORY = ["On me licencie, j'ai trois ans d'ancienneté, quel préavis ?"]


@pytest.mark.parametrize(
    "question",
    ["Je peux demander à le raccourcir ?", "et si je démissionne ?", "Et pour une collègue en CDD ?", "c'est payé ?"],
)
def test_a_follow_up_is_joined_to_its_question(question):
    assert leans_on(question, HISTORY) == (HISTORY[0],)


def test_a_whole_question_stands_alone():
    question = "Combien de jours d'absence pour garder mon enfant malade à temps incomplet ?"
    assert leans_on(question, HISTORY) == ()


def test_the_anchor_is_the_last_question_that_stands_alone():
    history = [*HISTORY, "et si je démissionne ?", "merci"]
    assert leans_on("et en CDI ?", history) == (HISTORY[0],)


def test_without_history_nothing_is_added():
    assert leans_on("et si je pars ?", []) == ()
