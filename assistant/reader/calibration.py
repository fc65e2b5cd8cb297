"""Thresholds and weights chosen on the validation part of the voices, in one file with the curve they came from."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.reader.catalogue import Scores
from assistant.reader.encoder import WEIGHTS, WeightsError
from assistant.reader.heads import softmax

Floats = npt.NDArray[np.float32]

FILE = "thresholds.toml"


@dataclass(frozen=True)
class Calibration:
    """How scores become probabilities, and from which probability on something is done.

    `mean`, `nearest` and `linear` weigh the three scores of the catalogue. `answer`: answered without more words;
    `lean`: answered, headed by what was understood; below, « Je comprends : … ? » unless the réponses of one
    fiche have `subject` together. `close`: the second réponse is
    shown as a button from this share of the first one's probability. `help_first` and `help_below`: probability of
    distress from which help comes before the answer, or after it.
    """

    mean: float = 12.0
    nearest: float = 10.0
    linear: float = 12.0
    answer: float = 0.55
    lean: float = 0.3
    subject: float = 0.45
    close: float = 0.35
    outside: float = 0.6
    help_first: float = 0.8
    help_below: float = 0.4
    role: float = 0.5
    state: float = 0.95

    def probabilities(self, scores: Scores) -> Floats:
        """Return the probability of each réponse; they sum to 1."""
        return softmax(self.mean * scores.mean + self.nearest * scores.nearest + self.linear * scores.linear)

    @classmethod
    def load(cls, folder: Path = WEIGHTS) -> Calibration:
        """Return the calibration of `folder`. Raises `WeightsError` when it is absent or damaged."""
        try:
            data = tomllib.loads((folder / FILE).read_text(encoding="utf-8"))
            return cls(**{name: float(value) for name, value in data["thresholds"].items()})
        except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
            raise WeightsError(f"Les seuils du lecteur sont absents ou abîmés ({folder / FILE}).") from error
