"""The trained weights, where they stand in the checkout."""

from __future__ import annotations

import pytest

from assistant.reader.encoder import ENCODER, TOKENIZER, WEIGHTS
from assistant.reader.heads import FILE

needs_weights = pytest.mark.skipif(
    not all((WEIGHTS / name).is_file() for name in (ENCODER, TOKENIZER, FILE)),
    reason="assistant/reader/weights holds no trained weights (make train-reader)",
)
