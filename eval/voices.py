"""`python -m eval.voices`: how many voices, by kind, voice and manner, and those that are nearly the same twice.

`--vectors` also looks for voices of different réponses whose vectors are almost one (0.97 or more).
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

from assistant.domain.text import fold
from assistant.reader.voices import DIALOGUES, Phrasing, read_dialogues, read_fiche_voices, read_phrasings
from assistant.settings import load_settings

MANNERS = {"c": "soignée", "s": "texto", "d": "dictée", "r": "récit", "p": "pour autrui"}
NEAR = 0.92
SAME = 0.97
BLOCK = 512
SHOWN = 40
Pair = tuple[Phrasing, Phrasing]


def read_all(folder: Path) -> dict[str, list[Phrasing]]:
    """Return the voices of a folder by kind: « réponses », then a kind for each file beside the themes."""
    kinds = {p.stem: list(read_phrasings(p)) for p in sorted(folder.glob("*.yaml"))}
    return {"réponses": list(read_fiche_voices(folder)), **kinds}


def near_duplicates(voices: Iterable[Phrasing]) -> list[Pair]:
    """Return the pairs that say the same in the same words: one text twice, or close texts of one label."""
    groups: dict[str, list[Phrasing]] = defaultdict(list)
    texts: dict[str, Phrasing] = {}
    found: list[Pair] = []
    for voice in voices:
        plain = fold(voice.text)
        if plain in texts:
            found.append((texts[plain], voice))
            continue
        texts[plain] = voice
        groups[voice.label].append(voice)
    return found + [pair for group in groups.values() for pair in combinations(group, 2) if _is_near(*pair)]


def conflicts(voices: Sequence[Phrasing]) -> list[Pair]:
    """Return the pairs of different réponses whose vectors are almost one, by the reader's own encoder."""
    from assistant.reader.encoder import Encoder
    from assistant.reader.shipped import find_vectors

    vectors = find_vectors([v.text for v in voices], Encoder())
    found = []
    for start in range(0, len(voices), BLOCK):
        likeness = vectors[start : start + BLOCK] @ vectors.T
        rows, columns = (likeness >= SAME).nonzero()
        pairs = ((start + int(r), int(c)) for r, c in zip(rows, columns, strict=True))
        found += [(voices[a], voices[b]) for a, b in pairs if a < b and voices[a].label != voices[b].label]
    return found


def _is_near(one: Phrasing, other: Phrasing) -> bool:
    matcher = SequenceMatcher(None, fold(one.text), fold(other.text), autojunk=False)
    return matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR and matcher.ratio() >= NEAR


def counts(kinds: dict[str, list[Phrasing]], dialogues: int) -> str:
    """Return the counts by kind, by manner and by voice, in French."""
    every = [v for voices in kinds.values() for v in voices]
    total = max(1, len(every))
    manners = Counter(v.manner for v in every)
    people = Counter(v.voice for v in every)
    labels = Counter(v.label for v in kinds["réponses"])
    few = sum(n < 10 for n in labels.values())
    return "\n".join(
        [
            *(f"{name} : {len(voices)}" for name, voices in kinds.items()),
            f"dialogues : {dialogues}",
            f"réponses avec des voix : {len(labels)}, dont {few} en ont moins de dix",
            *(f"manière {MANNERS.get(m, m)} : {n} ({100 * n / total:.0f} %)" for m, n in manners.most_common()),
            "voix : " + ", ".join(f"{code} {n} ({100 * n / total:.1f} %)" for code, n in people.most_common()),
        ]
    )


def main() -> None:
    """Print the counts and the near duplicates; exit code 1 when there are some."""
    folder = load_settings().voices_dir
    kinds = read_all(folder)
    dialogues = sum(1 for p in (folder / DIALOGUES).glob("*.yaml") for _ in read_dialogues(p))
    sys.stdout.write(counts(kinds, dialogues) + "\n")
    every = [v for voices in kinds.values() for v in voices]
    doubled = near_duplicates(every)
    sys.stdout.write(f"presque doublons : {len(doubled)}\n" + "".join(map(_line, doubled[:SHOWN])))
    if "--vectors" in sys.argv:
        found = conflicts(kinds["réponses"])
        sys.stdout.write(f"à régler entre réponses : {len(found)}\n" + "".join(map(_line, found[:SHOWN])))
    sys.exit(1 if doubled else 0)


def _line(pair: Pair) -> str:
    return "  " + " = ".join(f"{v.label} « {v.text} »" for v in pair) + "\n"


if __name__ == "__main__":
    main()
