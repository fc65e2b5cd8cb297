"""Yes or no."""

from __future__ import annotations

from assistant.rules.parsing.reading import readable, refusal

_YES = {"oui", "ouais", "ouaip", "o", "oui oui", "bien sur", "vrai", "tout a fait"}
_NO = {"non", "nan", "n", "non non", "pas du tout", "faux"}
_FORM = "oui ou non"


def parse_bool(text: str) -> bool:
    """Return True for « oui », « ouais », « o », False for « non », « nan », « n »; nothing else is a yes or a no.

    Raises `FrenchValueError` otherwise, for « 1 » and « je ne sais pas » too.
    """
    folded = readable(text, _FORM).rstrip(" .!,")
    if folded in _YES:
        return True
    if folded in _NO:
        return False
    raise refusal(text, f"Répondez par {_FORM}.")
