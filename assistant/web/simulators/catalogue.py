"""The calculators as a reader finds them: by theme, or by the words of a search."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.lexicon.tokens import stems
from assistant.retrieval.expansion import expansions
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.inputs import asked
from assistant.rules.registry import all_calculators

THEMES = {
    "remuneration": "Salaire et primes",
    "temps_travail": "Temps de travail et quotité",
    "sante": "Maladie, accident, temps partiel thérapeutique",
    "famille": "Grossesse, naissance, adoption",
    "absences": "Autorisations d'absence",
    "conges_non_remuneres": "Autres congés",
    "contrat": "Contrat",
    "entretien": "Entretien professionnel",
    "fin_contrat": "Fin de contrat",
    "fin_carriere": "Chômage et retraite",
}
FIRST = ("traitement_brut", "fiche_de_paie", "quotite_depuis_heures", "salaire_maladie", "enfant_malade", "acces_cdi")
EVERYBODY = {"AESH en CDD ou en CDI", "AESH, en CDD ou en CDI"}


@dataclass(frozen=True)
class Entry:
    """A calculator in a list; `public` is empty when it serves everybody."""

    id: str
    title: str
    theme: str
    public: str


@lru_cache(maxsize=1)
def entries() -> dict[str, Entry]:
    """Return every calculator by id, in the order of the themes, then of the titles."""
    ranks = list(THEMES)
    ordered = sorted(all_calculators(), key=lambda c: (ranks.index(c.theme), c.title))
    return {c.id: Entry(c.id, c.title, c.theme, "" if c.public in EVERYBODY else c.public) for c in ordered}


def by_theme() -> list[tuple[str, list[Entry]]]:
    """Return the themes' names with their calculators."""
    return [(label, [e for e in entries().values() if e.theme == theme]) for theme, label in THEMES.items()]


def search(query: str) -> list[Entry]:
    """Return the calculators in which the words of `query` occur, in other forms as well; the nearest first."""
    typed = stems(query)
    if not typed:
        return []
    found = [(_nearness(typed, calculator_id), rank) for rank, calculator_id in enumerate(entries())]
    best = max(score for score, _ in found)
    kept = [(-score, rank) for score, rank in found if score and score * 2 >= best]
    ordered = list(entries().values())
    return [ordered[rank] for _, rank in sorted(kept)]


def _nearness(typed: list[str], calculator_id: str) -> int:
    """Count the words found, those of the title three times; a form of an acronym counts for the word typed."""
    title, body = _vocabulary()[calculator_id]
    forms = [form for form in expansions(typed) if set(form) <= title]
    return sum(3 * (w in title) + (w in body) for w in set(typed)) + 3 * bool(forms)


@lru_cache(maxsize=1)
def _vocabulary() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Return the stems of each calculator: of its title, theme and id, and of its questions."""
    return {c.id: (frozenset(stems(_named(c))), _body(c)) for c in all_calculators()}


def _named(calculator: Calculator[Any]) -> str:
    return f"{calculator.title} {THEMES[calculator.theme]} {calculator.id.replace('_', ' ')}"


def _body(calculator: Calculator[Any]) -> frozenset[str]:
    fields = calculator.situation.model_fields.items()
    told = [asked(info) for name, info in fields if name not in {"statut", "territoire"}]
    return frozenset(stem for about in told for stem in stems(f"{about['question']} {about['label']}"))
