"""What a watchman may count (AESH_METRICS): numbers of requests and their times, in the text format of Prometheus."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping

BOUNDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """Counters of one server, in memory. For one event loop."""

    def __init__(self) -> None:
        self._statuses: Counter[tuple[str, int]] = Counter()
        self._times: Counter[int] = Counter()
        self._seconds = 0.0

    def add(self, kind: str, status: int, seconds: float) -> None:
        """Count a request of a kind."""
        self._statuses[kind, status] += 1
        if kind != "autre":
            self._times[bisect_left(BOUNDS, seconds)] += 1
            self._seconds += seconds

    def text(self, gauges: Mapping[str, float]) -> str:
        """Return every number, `gauges` included."""
        lines = ["# TYPE aesh_requests_total counter"]
        lines += [
            f'aesh_requests_total{{kind="{kind}",status="{status}"}} {count}'
            for (kind, status), count in sorted(self._statuses.items())
        ]
        lines.append("# TYPE aesh_answer_seconds histogram")
        total = 0
        for place, bound in enumerate(BOUNDS):
            total += self._times[place]
            lines.append(f'aesh_answer_seconds_bucket{{le="{bound}"}} {total}')
        total += self._times[len(BOUNDS)]
        lines.append(f'aesh_answer_seconds_bucket{{le="+Inf"}} {total}')
        lines += [f"aesh_answer_seconds_sum {self._seconds:.6f}", f"aesh_answer_seconds_count {total}"]
        for name, value in sorted(gauges.items()):
            lines += [f"# TYPE aesh_{name} gauge", f"aesh_{name} {value:g}"]
        return "\n".join(lines) + "\n"
