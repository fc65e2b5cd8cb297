"""The margins of the choice of the fiche, read off the tuning questions."""

from __future__ import annotations

import numpy as np

from eval.subject_fit import Flags, Matrix

MARGINS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 1000.0)
SHARES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
USEFUL = 0.3


def linked_margin(chances: Matrix, right: Flags, linked: Flags) -> float:
    """Return how many times likelier an unlinked fiche must be to lead over the fiches linked to a calculator.

    Arrays are (question, fiche). It is the margin with most right fiches; of equals, the one that
    trusts the calculator most.
    """
    called = linked.any(axis=1)
    return max(MARGINS, key=lambda margin: (_right(chances[called], right[called], linked[called], margin), margin))


def _right(chances: Matrix, right: Flags, linked: Flags, margin: float) -> int:
    favoured = np.where(linked, chances * margin, chances)
    return int(np.take_along_axis(right, favoured.argmax(axis=1)[:, None], axis=1).sum())


def close_share(chances: Matrix, right: Flags) -> float:
    """Return from which share of the first fiche's chance on the second is worth telling too.

    It is the least share from which on the second is right, and the first wrong, often enough (`USEFUL`); 1 if none.
    """
    order = np.argsort(-chances, axis=1, kind="stable")[:, :2]
    first, second = np.take_along_axis(chances, order, axis=1).T
    helped = np.take_along_axis(right, order, axis=1)
    saved = helped[:, 1] & ~helped[:, 0]
    for share in SHARES:
        near = second >= share * first
        if near.any() and saved[near].mean() >= USEFUL:
            return share
    return 1.0
