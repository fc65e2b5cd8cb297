"""Measures of a ranking: recall, reciprocal rank and nDCG at k, for questions with one or more right passages."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2


def first_rank(relevant: Sequence[bool]) -> int | None:
    """Return the rank (from 1) of the first relevant result, or None."""
    return next((rank for rank, hit in enumerate(relevant, 1) if hit), None)


def hit_at(relevant: Sequence[bool], k: int) -> bool:
    """Say whether one of the `k` first results is relevant: recall at k where one passage is enough to answer."""
    return any(relevant[:k])


def reciprocal_rank(relevant: Sequence[bool], k: int = 10) -> float:
    """Return 1 over the rank of the first relevant result among the `k` first, else 0."""
    rank = first_rank(relevant[:k])
    return 1 / rank if rank else 0.0


def ndcg(relevant: Sequence[bool], total: int, k: int = 10) -> float:
    """Return the nDCG at `k` with gains of 0 or 1; `total` is how many relevant results exist, at least one."""
    gained = sum(1 / log2(rank + 1) for rank, hit in enumerate(relevant[:k], 1) if hit)
    best = sum(1 / log2(rank + 1) for rank in range(1, min(max(total, 1), k) + 1))
    return min(1.0, gained / best)
