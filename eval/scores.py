"""From grades to scores: one system on one part, in figures that all carry their number of cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pydantic import BaseModel, ConfigDict

from eval.measures.intervals import Share, mean, percentile, share
from eval.outcome import Grade, Outcome

MOST_WORDS = 90


class Scores(BaseModel):
    """What a system is worth on some cases.

    `right`: answers right whole. `complete`: mean share of key facts found. `clean`: answers without a wrong figure.
    `valid`: citations verbatim. `supported`: sentences with a figure that their citations or a calculation carry.
    `cites`: answers that cite an expected source. `exact`: expected calculations exact. `precision` and `recall` are
    those of the abstention. `words` shown: median, 90th percentile, `long` the share over ninety.
    Times in milliseconds.
    """

    model_config = ConfigDict(frozen=True)

    n: int
    right: Share
    clumsy: Share
    complete: float | None
    clean: Share
    valid: Share
    supported: Share
    cites: Share
    exact: Share
    precision: Share
    recall: Share
    words: float | None
    words_p90: float | None
    long: Share
    per_sentence: float | None
    ease: float | None
    median_ms: float | None
    p95_ms: float | None


def scores(grades: Sequence[Grade]) -> Scores:
    """Return the scores of `grades`."""
    times = [g.elapsed_ms for g in grades]
    answered = [g for g in grades if not g.abstained]
    return Scores(
        n=len(grades),
        right=share(g.right for g in grades),
        clumsy=share(g.right for g in grades if g.clumsy),
        complete=mean(g.completeness for g in grades)[0],
        clean=share(not g.wrong for g in grades),
        valid=Share(good=sum(g.citations - g.invalid for g in grades), n=sum(g.citations for g in grades)),
        supported=share(s for g in grades for s in g.supported),
        cites=share(g.cites for g in grades),
        exact=share(g.exact for g in grades),
        precision=share(g.should_abstain for g in grades if g.abstained),
        recall=share(g.abstained for g in grades if g.should_abstain),
        words=percentile((float(g.words) for g in grades), 0.5),
        words_p90=percentile((float(g.words) for g in grades), 0.9),
        long=share(g.words > MOST_WORDS for g in grades),
        per_sentence=mean(g.per_sentence for g in answered)[0],
        ease=mean(g.ease for g in answered)[0],
        median_ms=percentile(times, 0.5),
        p95_ms=percentile(times, 0.95),
    )


def by(grades: Iterable[Grade], key: Callable[[Grade], str]) -> dict[str, Share]:
    """Return the share of right answers in each group, weakest first."""
    groups: dict[str, list[bool]] = {}
    for grade in grades:
        groups.setdefault(key(grade), []).append(grade.right)
    shares = {name: share(rights) for name, rights in groups.items()}
    return dict(sorted(shares.items(), key=lambda item: (item[1].rate or 0.0, item[0])))


def stages(outcomes: Sequence[Outcome]) -> dict[str, tuple[float, float]]:
    """Return the median and the 95th percentile of each stage, in milliseconds, in the order of the chain."""
    names = dict.fromkeys(name for outcome in outcomes for name in outcome.stages)
    timed = {name: [o.stages[name] for o in outcomes if name in o.stages] for name in names}
    return {n: (percentile(t, 0.5) or 0.0, percentile(t, 0.95) or 0.0) for n, t in timed.items()}


def drift(grades: Sequence[Grade]) -> str:
    """Return a warning when the tuning and test parts differ by more than chance, else ""."""
    tuning = share(g.right for g in grades if g.part == "tuning")
    test = share(g.right for g in grades if g.part == "test")
    if not tuning.n or not test.n or (test.low <= tuning.high and tuning.low <= test.high):
        return ""
    return f"Les deux parts s'écartent : réglage {tuning}, test {test}. Le réglage colle peut-être à ses questions."
