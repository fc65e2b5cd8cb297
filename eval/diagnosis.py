"""Why an answer is not right: the first stage of the chain that failed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from eval.measures.answers import missing_facts
from eval.outcome import Grade, Outcome
from eval.schema import AnswerCase


class Cause(StrEnum):
    """Where an answer failed, in the order in which the causes are looked for."""

    ERROR = "erreur du système"
    ANSWERED = "répondue alors qu'il fallait s'abstenir"
    DECLINED = "renvoyée à tort"
    WRONG = "chiffre sans preuve ou interdit"
    NOT_CALLED = "calculateur non appelé"
    NOT_FILLED = "faits donnés mais non lus par le calculateur"
    MISCALCULATED = "calcul rendu, valeur attendue absente"
    NOT_TOLD = "passage trouvé, fait non dit"
    NOT_FOUND = "passage non trouvé"


def cause(case: AnswerCase, grade: Grade, outcome: Outcome) -> Cause | None:
    """Return why the answer is not right, or None when it is."""
    if grade.right:
        return None
    if outcome.error:
        return Cause.ERROR
    if grade.should_abstain:
        return Cause.ANSWERED
    if grade.abstained:
        return Cause.DECLINED
    if grade.wrong or outcome.invalid:
        return Cause.WRONG
    return _calculation(case, outcome) or _passages(case, outcome)


def _calculation(case: AnswerCase, outcome: Outcome) -> Cause | None:
    if not case.calculator:
        return None
    called = {c.outcome for c in outcome.answer.calculations if c.calculator == case.calculator}
    if "result" in called:
        return Cause.MISCALCULATED
    return Cause.NOT_FILLED if called else Cause.NOT_CALLED


def _passages(case: AnswerCase, outcome: Outcome) -> Cause:
    """Say whether what is missing stood in the passages that were retrieved."""
    missing = set(missing_facts(case, outcome.answer.text))
    unseen = missing & set(missing_facts(case, "\n".join(outcome.passages)))
    return Cause.NOT_FOUND if unseen else Cause.NOT_TOLD


def causes(rows: Iterable[tuple[AnswerCase, Grade, Outcome]]) -> dict[Cause, int]:
    """Count the causes, most frequent first."""
    return dict(Counter(found for row in rows if (found := cause(*row))).most_common())
