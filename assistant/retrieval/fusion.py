"""Reciprocal rank fusion: several rankings made one, without comparing their scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

Ranking: TypeAlias = Sequence[str]


def fuse(rankings: Iterable[tuple[Ranking, float]], k: int) -> list[tuple[str, float]]:
    """Return the ids of all rankings with their fused score, best first, ties by id.

    Each ranking (ids, best first) comes with its weight and gives `weight / (k + rank)` to each of its ids, with
    ranks from 1: a small `k` trusts the first ranks more. Scores are divided by the most that can be had: 1 is
    first everywhere. Empty rankings do not count.
    """
    rankings = [(ids, weight) for ids, weight in rankings if ids and weight > 0]
    scores: dict[str, float] = {}
    for ids, weight in rankings:
        for rank, identifier in enumerate(dict.fromkeys(ids), start=1):
            scores[identifier] = scores.get(identifier, 0.0) + weight / (k + rank)
    best = sum(weight for _, weight in rankings) / (k + 1)
    fused = ((identifier, round(score / best, 6)) for identifier, score in scores.items())
    return sorted(fused, key=lambda pair: (-pair[1], pair[0]))
