"""Whatever is typed, and whatever is edited, the conversation is read: no message makes it fail."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering.calculate import computed
from assistant.answering.understand import understood
from assistant.dialogue.case import case_facts

TODAY = date(2026, 11, 22)
PIECES = tuple(
    """je démissionne|quel préavis ?|3 ans d'ancienneté|le 31 février|lundi prochain|CDI|CDD de 3 ans
    et si on me vire ?|non, 20 h|pardon|jsp|oui|62 %|échelon 3|combien je touche ?|2 enfants|SFT ?
    arrêt du 3 au 20 mars|grève
    deux|99|0|-1|depuis le 1er septembre 2022|1)|2) la prime REP ?|et sinon|le 29/02/2027|€€€
    congé parental de 6 mois|1 200 € net
    accouchement prévu le 5 mai""".replace("\n", "|").split("|")
)
MESSAGE = st.one_of(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map(" ".join), st.text(max_size=60))
KEYS = st.sampled_from(["anciennete-0", "contrat", "x"])


@settings(deadline=None, max_examples=150)
@given(st.lists(MESSAGE, max_size=5), st.dictionaries(KEYS, st.text(max_size=9)))
def test_any_conversation_is_read(turns, corrections):
    state = understood(turns, corrections, TODAY)
    for part in state.parts:
        computed(part, state)
    assert all(fact.label and fact.shown for fact in case_facts(state.case))
    assert understood(turns, corrections, TODAY) == state
