"""What every calculator is: a title, a model of the situation, and a pure function of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Generic, TypeVar

from assistant.domain.calculation import Calculation
from assistant.rules.core.decisive import changes_answer, decisive_fields, explore, plausible
from assistant.rules.core.errors import read_situation
from assistant.rules.core.french import FrenchValueError
from assistant.rules.core.inputs import Situation, asked
from assistant.rules.core.outcome import MissingInformation, Outcome, OutOfField, Result, Stop
from assistant.rules.core.parameters import PeriodNotCoveredError
from assistant.rules.core.projection import project
from assistant.rules.core.status import assumed, elsewhere
from assistant.rules.core.steps import Calcul

# From what is known and today, the ordinary answers to a question: (words in French, value).
Table = Callable[[Mapping[str, Any], date], list[tuple[str, Any]]]
S = TypeVar("S", bound=Situation)
NOT_COVERED = "Vérifiez la date ; pour cette période, interrogez le service qui gère votre contrat."


@dataclass(frozen=True)
class Calculator(Generic[S]):
    """A calculator. `run(situation, calcul)` is pure: no clock, no reading of files, no network.

    `id` and `theme` are the names of its module and folder, which the registry gives it. `pivot` names the date that
    selects the legal values (the tests move it month by month). `public` says for whom the rule is written. `refuses`
    marks a calculator that never computes: it explains why, and to whom the question goes. `tables` gives, for a
    field, the ordinary answers (words, value) that are computed beside its question when it is unknown.
    """

    title: str
    public: str
    situation: type[S]
    run: Callable[[S, Calcul], Outcome]
    pivot: str | None = None
    refuses: bool = False
    tables: Mapping[str, Table] = field(default_factory=dict, compare=False)
    id: str = ""
    theme: str = ""

    def compute(self, situation: S) -> Outcome:
        """Return the outcome. Asks only what can change it; a fact that cannot is filled in, and it is said."""
        current, filled = situation, []
        outcome = self._run(current)
        while isinstance(outcome, MissingInformation):
            tree = explore(self._run_any, current, outcome)
            if changes_answer(tree):
                return MissingInformation(decisive_fields(tree))
            filled.append(tree.field)
            value = plausible(self.situation, tree.field)[0][0]
            current = self.situation.model_validate({**_known(current), tree.field: value})
            outcome = self._run(current)
        return self._with_assumptions(outcome, situation, filled)

    def outcome(self, data: Mapping[str, Any]) -> Outcome:
        """Return the outcome for raw facts. Raises `SituationError`, in French, for unusable facts."""
        return self.compute(read_situation(self.situation, data))

    def answer(self, data: Mapping[str, Any]) -> Calculation:
        """Return the explained result for raw facts. Raises `SituationError`, in French, for unusable facts."""
        situation = read_situation(self.situation, data)
        return project(self.id, self.title, situation, self.compute(situation))

    def _run(self, situation: S) -> Outcome:
        """Run once, up to the first unknown fact."""
        if outside := elsewhere(situation):
            return outside
        try:
            return self.run(situation, Calcul())
        except Stop as stop:
            return stop.outcome
        except PeriodNotCoveredError as error:
            message = str(error.args[0])
            return OutOfField((message[0].upper() + message[1:] + ".",), NOT_COVERED)
        except FrenchValueError as error:
            return OutOfField((str(error),))

    def _run_any(self, situation: Situation) -> Outcome:
        return self._run(situation) if isinstance(situation, self.situation) else MissingInformation(())

    def _with_assumptions(self, outcome: Outcome, situation: S, filled: list[str]) -> Outcome:
        if not isinstance(outcome, Result):
            return outcome
        labels = [asked(self.situation.model_fields[name])["label"] for name in filled]
        useless = tuple(f"« {label} » n'a pas été demandé : la réponse n'en dépend pas ici." for label in labels)
        return replace(outcome, hypotheses=(*assumed(situation), *outcome.hypotheses, *useless))


def _known(situation: Situation) -> dict[str, Any]:
    return {name: value for name, value in situation if value is not None}
