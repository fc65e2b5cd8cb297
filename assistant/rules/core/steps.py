"""The recorder on which a calculation runs: what is shown is what was computed."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from assistant.domain.calculation import CalculationStep, Reading, ToDo
from assistant.rules.core.advice import all_advice
from assistant.rules.core.dates import Period, add_months, add_years
from assistant.rules.core.formula import Number, Rounding, evaluate, render
from assistant.rules.core.outcome import MissingInformation, Native, NotConcerned, OutOfField, Result, Stop, Value
from assistant.rules.core.parameters import Used, lookup
from assistant.rules.core.sources import source
from assistant.rules.core.trace import Trace
from assistant.rules.core.units import UNITS, show

T = TypeVar("T")
Term = Number | Used | tuple[Number, str]
COMPARISONS: dict[str, tuple[Callable[[Any, Any], bool], str]] = {
    "<": (operator.lt, "avant le"),
    "<=": (operator.le, "au plus tard le"),
    ">": (operator.gt, "après le"),
    ">=": (operator.ge, "au plus tôt le"),
    "==": (operator.eq, "est le"),
}
SIGNS = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "==": "="}
TEMPORAL: dict[type[object], str] = {date: "date", Period: "période"}
SHIFTS: dict[str, Callable[[date, int], date]] = {
    "jours": lambda origin, n: origin + timedelta(days=n),
    "semaines": lambda origin, n: origin + timedelta(weeks=n),
    "mois": add_months,
    "ans": add_years,
}


def _is_quantity(term: object) -> bool:
    """Tell (number, unit) from a plain tuple of values."""
    return isinstance(term, tuple) and len(term) == 2 and isinstance(term[1], str) and term[1] in UNITS


def _raw(term: Native) -> Native:
    if isinstance(term, Used):
        return term.value
    return term[0] if _is_quantity(term) else term


def _shown(term: Native) -> str:
    if isinstance(term, Used):
        return term.shown
    return show(*term) if _is_quantity(term) else show(term)


class Calcul:
    """Records steps, values and remarks while a calculator runs, and makes the outcome at the end.

    Text given to `result`, `todo`, `caveat`, `hypothesis` and `text` may name recorded values in braces:
    "jusqu'au {dernier_jour}" is filled with the value as shown.
    """

    def __init__(self) -> None:
        self._trace = Trace()

    # --- facts and parameters -------------------------------------------------------------------------------------

    def need(self, value: T | None, field: str) -> T:
        """Return `value`, or end with a question about `field` of the situation when it is unknown (None)."""
        if value is None:
            raise Stop(MissingInformation((field,)))
        return value

    def parameter(self, parameter_id: str, on: date) -> Used:
        """Return a legal value as it stands on `on`, and record its use and its sources."""
        used = lookup(parameter_id, on)
        self._trace.use(used)
        return used

    # --- steps ----------------------------------------------------------------------------------------------------

    def formula(
        self,
        step_id: str,
        label: str,
        text: str,
        *,
        unit: str = "",
        rounding: Rounding | None = None,
        sources: Sequence[str] = (),
        publish: bool = False,
        **terms: Term,
    ) -> Decimal:
        """Evaluate an arithmetic text over named terms, and record it with their values.

        A term is a number, a parameter, or (number, unit). `publish` makes the result a value of the outcome.
        """
        result = evaluate(text, {name: _raw(term) for name, term in terms.items()})
        result = rounding.apply(result) if rounding else result
        expression = render(text, {name: _shown(term) for name, term in terms.items()})
        self._record(step_id, label, expression, result, unit, rounding, list(terms.values()), sources, publish)
        return result

    def apply(
        self,
        step_id: str,
        label: str,
        function: Callable[..., T],
        *args: Native,
        expression: str,
        unit: str = "",
        sources: Sequence[str] = (),
        publish: bool = False,
    ) -> T:
        """Call `function(*args)` and record it; `expression` shows the same arguments: "{0} + {1}"."""
        result = function(*(_raw(arg) for arg in args))
        shown = expression.format(*(_shown(arg) for arg in args))
        self._record(step_id, label, shown, result, unit, None, list(args), sources, publish)
        return result

    def shift(
        self,
        step_id: str,
        label: str,
        origin: date,
        duration: Used | tuple[int, str],
        *,
        back: bool = False,
        convention: str = "",
        sources: Sequence[str] = (),
        publish: bool = False,
    ) -> date:
        """Move `origin` by a duration in days, weeks, months or years, once, clamped to the month's end."""
        count, unit = (duration.integer, duration.unit) if isinstance(duration, Used) else duration
        result = SHIFTS[unit](origin, -count if back else count)
        expression = f"{show(origin)} {'−' if back else '+'} {show(count, unit)}"
        expression += f" ({convention})" if convention else ""
        self._record(step_id, label, expression, result, "date", None, [duration], sources, publish)
        return result

    def check(
        self,
        step_id: str,
        label: str,
        left: Native,
        comparison: str,
        right: Native,
        *,
        sources: Sequence[str] = (),
        publish: bool = False,
    ) -> bool:
        """Compare two dates or numbers with `< <= > >= ==`, and record the comparison with its answer."""
        test, words = COMPARISONS[comparison]
        result = bool(test(_raw(left), _raw(right)))
        sign = words if isinstance(_raw(left), date) else SIGNS[comparison]
        expression = f"{_shown(left)} {sign} {_shown(right)} ?"
        self._record(step_id, label, expression, result, "", None, [left, right], sources, publish)
        return result

    def _record(
        self,
        step_id: str,
        label: str,
        expression: str,
        result: Native,
        unit: str,
        rounding: Rounding | None,
        terms: list[Any],
        sources: Sequence[str],
        publish: bool,
    ) -> None:
        used = [term for term in terms if isinstance(term, Used)]
        self._trace.cite(*sources)
        self._trace.steps.append(
            CalculationStep(
                id=step_id,
                label=label,
                expression=expression,
                result=show(result, unit),
                rounding=rounding.words if rounding else "",
                parameters=tuple(item.parameter.id for item in used),
                sources=tuple(source(i) for i in self._trace.ids_for(used, sources)),
            )
        )
        if publish:
            self.value(step_id, label, result, unit)

    # --- what the outcome shows -----------------------------------------------------------------------------------

    def value(
        self, value_id: str, label: str, raw: T, unit: str = "", shown: str = "", *, calendar: bool = True
    ) -> T:
        """Publish a figure, date, period or text of the result, and return it.

        Dates and periods go to the exported calendar unless `calendar` is False (a date the user already knows).
        """
        unit = unit or TEMPORAL.get(type(raw), "")
        wanted = calendar and type(raw) in TEMPORAL
        self._trace.publish(Value(value_id, label, raw, unit, shown or show(raw, unit), wanted))
        return raw

    def text(self, value_id: str, label: str, template: str) -> str:
        """Publish a text made from values already recorded (wording of a letter)."""
        return self.value(value_id, label, self.fill(template), "texte")

    def fill(self, template: str) -> str:
        """Replace each {value id} by the value as shown. Raises `KeyError` for a value not recorded yet."""
        return template.format_map({key: item.shown for key, item in self._trace.values.items()})

    def cite(self, *source_ids: str) -> None:
        """Add sources that no parameter or step brings by itself."""
        self._trace.cite(*source_ids)

    def hypothesis(self, text: str) -> None:
        """State a convention or an assumption on which the result rests."""
        self._trace.hypotheses.append(self.fill(text))

    def caveat(self, text: str) -> None:
        """State a doubt, a conflict of sources, or a local rule."""
        self._trace.caveats.append(self.fill(text))

    def reading(
        self, label: str, raw: Native, unit: str = "", *, source_id: str = "", kept: bool = False, why: str = ""
    ) -> None:
        """Record one way in which texts or administrations are read, with what it gives."""
        cited = source(source_id) if source_id else None
        self._trace.readings.append(Reading(label=label, shown=show(raw, unit), source=cited, kept=kept, why=why))
        self._trace.cite(*([source_id] if source_id else []))

    def todo(self, label: str, by: date | None = None) -> None:
        """Record something to do, with its last day (inclusive) where there is one."""
        self._trace.to_do.append(ToDo(label=self.fill(label), by=by))

    def say(self, key: str) -> None:
        """Say what the calculation always says there: the advice `key` of `rules/advice/*.toml`."""
        advice = all_advice()[key]
        self._trace.cite(*advice.cite)
        for text in advice.hypotheses:
            self.hypothesis(text)
        for text in advice.caveats:
            self.caveat(text)
        for text in advice.todo:
            self.todo(text)

    # --- outcomes -------------------------------------------------------------------------------------------------

    def result(self, summary: str) -> Result:
        """Finish: one or two plain sentences whose figures are all written {value id}."""
        return self._trace.result(self.fill(summary))

    def not_concerned(self, *reasons: str) -> NotConcerned:
        """The rule does not apply: give every reason, and what would change it."""
        filled = tuple(self.fill(reason) for reason in reasons)
        trace = self._trace
        return NotConcerned(filled, trace.sources(), tuple(trace.steps), tuple(trace.caveats))

    def out_of_field(self, reason: str, referral: str = "") -> OutOfField:
        """Another law, or a question this calculator refuses: say why and where to go."""
        return OutOfField((self.fill(reason),), referral, self._trace.sources())
