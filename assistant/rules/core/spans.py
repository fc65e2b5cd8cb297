"""A value known between two ends: « sept 2022 », « 3 ans », « fin août ». Both ends are possible values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Span(Generic[T]):
    """What was said, and the two values between which it lies (both included). Equal ends are an exact value."""

    first: T
    last: T
    said: str = ""

    @property
    def exact(self) -> bool:
        """Whether only one value is possible."""
        return self.first == self.last


@dataclass(frozen=True)
class Unknown:
    """« Je ne sais pas »: asked, and not to be asked again."""


UNKNOWN = Unknown()


def narrowed(value: Any) -> Any:  # noqa: ANN401 (a value of any type)
    """Return the value itself where a span has one only."""
    return value.first if isinstance(value, Span) and value.exact else value
