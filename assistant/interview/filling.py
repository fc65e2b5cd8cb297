"""Sentences filled from the case and from the calculators; what is missing stays as a blank that says what it is."""

from __future__ import annotations

import re
from datetime import date

from assistant.domain.calculation import LegalSource
from assistant.interview.case import Dossier, InterviewCase
from assistant.interview.results import Results
from assistant.rules.core.french import format_date
from assistant.rules.core.inputs import asked, label_of
from assistant.rules.core.parameters import lookup
from assistant.rules.core.sources import source

_PLACE = re.compile(r"\{([a-z_]+)(?::([^}]+))?\}")
BLANK = "[à compléter : {label}]"
BLANK_SIGN = "[à compléter"
EVENTS = {
    "entretien.recours": "date_notification",
    "entretien.reponse": "date_reception_recours",
    "entretien.ccp": "date_notification_reponse",
}
"""The event of the case that selects the value of each delay."""


class Filler:
    """Fill `{field}`, `{texte:source id}`, `{valeur:calculator.value}`, `{delai:parameter id}`, `{note:key}`."""

    def __init__(self, dossier: Dossier, results: Results, today: date) -> None:
        self._case, self._results, self._notes, self._today = dossier.case, results, dossier.notes, today

    def __call__(self, text: str) -> str:
        """Return `text` with its places filled. Raises `KeyError` for a place that does not exist."""
        return _PLACE.sub(lambda found: self._place(found[1], found[2] or ""), text)

    def _place(self, kind: str, name: str) -> str:
        if kind == "texte":
            return text_name(name)
        if kind == "valeur":
            found = self._results.value(name)
            return found.shown if found else BLANK.format(label="date ou durée à calculer")
        if kind == "delai":
            return lookup(name, getattr(self._case, EVENTS[name]) or self._today).shown
        if kind == "note":
            return self._notes[name]
        return self._fact(kind)

    def _fact(self, name: str) -> str:
        if name not in InterviewCase.model_fields:
            raise KeyError(f"no field {name} to fill")
        value = getattr(self._case, name)
        if value is None:
            return BLANK.format(label=label_of(InterviewCase, name).lower())
        words = shown(name, value)
        return _inside(words) if asked(InterviewCase.model_fields[name]).get("choices") else words


def _inside(words: str) -> str:
    """Return the words of a choice of ours as they read inside a sentence; an acronym keeps its capital.

    What a person typed never comes here: « Leïla Benali » and « Mme Martin » are written as they were.
    """
    is_word = words[:1].isupper() and words[1:2].islower()
    return words[0].lower() + words[1:] if is_word and " " in words else words


def shown(name: str, value: object) -> str:
    """Return a fact as it reads: a date in words, the words of a choice, yes or no."""
    choices = asked(InterviewCase.model_fields[name]).get("choices", {})
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(choices.get(str(value), value))


def text_name(source_id: str) -> str:
    """Name a text and its article within a sentence: « arrêté du 27 juin 2014, article 1er »."""
    found = source(source_id)
    name = found.text.partition(" (")[0]
    name = name[0].lower() + name[1:]
    return ", ".join(filter(None, [name, article_name(found)]))


def article_name(found: LegalSource) -> str:
    """Return « article 1er », « partie 2.7 » (of a circular), or nothing."""
    if not found.article:
        return ""
    kind = "partie" if found.text.startswith("Circulaire") else "article"
    return f"{kind} {'1er' if found.article == '1' else found.article}"
