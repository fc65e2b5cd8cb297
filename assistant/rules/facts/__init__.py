"""One legal fact, one name: what is asked, said, shown and computed, declared once in `*.toml`, by theme.

`registry()` holds them all; a field of a situation is a fact plus what is special there (`rules.core.inputs.fact`).
"""

from assistant.rules.facts.model import Fact, Item, Tense, Type
from assistant.rules.facts.registry import Registry, registry

__all__ = ["Fact", "Item", "Registry", "Tense", "Type", "registry"]
