"""`python -m eval.voices`: how many voices, by kind, voice and manner, and those that are nearly the same twice.

`--vectors` also looks for voices of different réponses whose vectors are almost one (0.97 or more).
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from assistant.domain.text import fold
from assistant.reader.voices import Phrasing, read_dialogues, read_fiche_voices, read_phrasings
from assistant.retrieval.spelling import within
from assistant.settings import load_settings

MANNERS = {"c": "soignée", "s": "texto", "d": "dictée", "r": "récit", "p": "pour autrui"}
SAME = 0.97
NEAR = 0.1
BLOCK = 512
SHOWN = 40
