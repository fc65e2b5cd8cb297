"""What `fields.html` draws: one question of a form, whatever the area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "number", "area", "choices", "select"]


@dataclass(frozen=True)
class FieldView:
    """A question of a form, ready for the macro `field` of `fields.html`. Plain text, not escaped.

    `name` is what the form sends, `id` what labels and errors point at. `kind` "choices" draws radio buttons and
    "select" a list, both from `choices` (value, label); "area" several lines; "number" calls the digits keyboard.
    """

    id: str
    name: str
    label: str
    kind: Kind = "text"
    value: str = ""
    hint: str = ""
    example: str = ""
    error: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = False
    heading: str = ""

    @property
    def described_by(self) -> str:
        """Return the ids of what explains the field, for `aria-describedby`."""
        parts = ((self.hint or self.example) and f"{self.id}-aide", self.error and f"{self.id}-erreur")
        return " ".join(filter(None, parts))

    @property
    def target(self) -> str:
        """Return the id of the control to which an error leads."""
        return f"{self.id}-0" if self.kind == "choices" else self.id
