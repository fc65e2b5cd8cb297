"""What a message becomes under other fingers: accents, case, apostrophes, abbreviations, typing errors.

Every change keeps the places of the marked facts: a text is changed in the stretches between its marks, and now and
then inside a mark by another way of writing the same kind of value.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.reader.training.examples import Example, with_context
from assistant.reader.voices import Mark

Change = Callable[[str], str]

_SHORT = {
    "combien": "cb", "beaucoup": "bcp", "pourquoi": "pk", "parce que": "pcq", "quand": "qd", "quelque": "qq",
    "toujours": "tjrs", "maintenant": "mtn", "vous": "vs", "dans": "ds", "avec": "av", "salaire": "salair",
    "bonjour": "bjr", "merci": "mrc", "s'il vous plaît": "svp", "est-ce que": "esk", "c'est": "c", "j'ai": "g",
    "je suis": "jsui", "je sais pas": "jsp", "qu'est-ce que": "kesk", "rendez-vous": "rdv", "temps": "tps",
    "jours": "jrs", "jour": "jr", "semaine": "sem", "mois": "moi", "qui": "ki", "que": "ke", "pour": "pr",
    "faut": "fo", "fait": "fé", "toute": "tte", "tout": "tt", "même": "mm", "problème": "pb", "contrat": "contra",
    "arrêt": "arret", "travail": "taf", "aujourd'hui": "auj", "demain": "dem1", "après": "apres", "c'était": "cété",
}  # fmt: skip
_SHORTENED = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in sorted(_SHORT, key=len, reverse=True)))
_SOUNDS = (
    ("ais", "é"),
    ("ait", "é"),
    ("er ", "é "),
    ("eau", "o"),
    ("ph", "f"),
    ("qu", "k"),
    ("ss", "s"),
    ("tt", "t"),
    ("nn", "n"),
)
_KEYS = {"a": "qz", "e": "rz", "i": "uo", "o": "ip", "u": "yi", "s": "dq", "n": "b", "t": "ry", "r": "et", "l": "km"}


def augment(example: Example, chance: random.Random) -> Example:
    """Return the example written otherwise, or as it stands (about a third of the time)."""
    dice = chance.random()
    if dice < 0.34:
        return example
    changes: list[Change] = [strip_accents, drop_apostrophes] if dice < 0.55 else [abbreviate, strip_accents]
    if dice > 0.75:
        changes = [lambda t: misspell(t, chance), lambda t: mistype(t, chance)]
    if chance.random() < 0.5:
        changes.append(drop_punctuation)
    return rewrite(example, lambda text: apply(changes, text))


def rewrite_all(examples: Sequence[Example], seed: int, context_share: float = 0.2) -> list[Example]:
    """Return every example written otherwise, some after a question of another subject.

    The dice of an example are its own: it is rewritten alike whatever stands beside it.
    """
    asked = sorted((e for e in examples if e.reponses), key=lambda e: e.text)
    found = []
    for example in examples:
        chance = random.Random(f"{seed} {example.context} {example.text}")
        found.append(augment(with_context(example, asked, chance, context_share), chance))
    return found


def apply(changes: Sequence[Change], text: str) -> str:
    """Return `text` after every change in turn."""
    for change in changes:
        text = change(text)
    return text


def rewrite(example: Example, change: Change) -> Example:
    """Return the example with `change` made to every stretch outside its marks, the marks moved along."""
    text, marks, last = "", [], 0
    for mark in sorted(example.marks, key=lambda m: m.start):
        if mark.start < last:
            continue
        text += change(example.text[last : mark.start])
        start = len(text)
        text += example.text[mark.start : mark.end]
        marks.append(Mark(start, len(text), mark.fact, mark.value))
        last = mark.end
    text += change(example.text[last:])
    return replace(example, text=text, marks=tuple(marks))


def strip_accents(text: str) -> str:
    """« arrêté » → « arrete »."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def drop_apostrophes(text: str) -> str:
    """« j'ai » → « jai »."""
    return text.replace("'", "").replace("’", "")


def drop_punctuation(text: str) -> str:
    """Return `text` as dictated: no stop, comma nor question mark."""
    return re.sub(r"\s*[,.;:?!]+(?=\s|$)", " ", text)


def abbreviate(text: str) -> str:
    """« combien de temps » → « cb de tps »."""
    return _SHORTENED.sub(lambda match: _SHORT[match.group(0)], text)


def misspell(text: str, chance: random.Random) -> str:
    """Return `text` with a few spellings by ear."""
    for written, heard in chance.sample(_SOUNDS, 3):
        if chance.random() < 0.6:
            text = text.replace(written, heard)
    return text


def mistype(text: str, chance: random.Random) -> str:
    """Return `text` with one letter in about thirty missing, doubled, swapped or hit beside."""
    letters = list(text)
    for n in range(len(letters) - 1):
        if letters[n].isalpha() and chance.random() < 0.03:
            kind = chance.randrange(4)
            if kind == 0:
                letters[n] = ""
            elif kind == 1:
                letters[n] *= 2
            elif kind == 2:
                letters[n], letters[n + 1] = letters[n + 1], letters[n]
            else:
                letters[n] = chance.choice(_KEYS.get(letters[n].lower(), letters[n]))
    return "".join(letters)
