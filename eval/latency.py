"""How long a warm answer takes, beside the time of one embedding on the same machine: `python -m eval.latency`."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import yaml

from assistant.answering.factory import make_assistant
from assistant.embedding.factory import make_embedder
from assistant.settings import load_settings

SET = Path(__file__).parent / "sets" / "abstention.yaml"
BUDGET_MS = 150


def questions() -> list[str]:
    """Return the questions of the abstention set, in scope and out of it."""
    return [item["q"] for item in yaml.safe_load(SET.read_text(encoding="utf-8"))]


def main() -> None:
    """Print the median and the 95th percentile of a warm answer in milliseconds, and their ratio to one embedding."""
    settings = load_settings()
    embedder, assistant = make_embedder(settings), make_assistant(settings)
    asked = questions()
    for question in asked[:3]:
        assistant.ask(question)
    start = time.perf_counter()
    for question in asked:
        embedder.embed_query(question)
    embedding = (time.perf_counter() - start) * 1000 / len(asked)
    times = sorted(assistant.ask(question).elapsed_ms for question in asked)
    median, late = statistics.median(times), times[int(0.95 * len(times))]
    print(f"{len(asked)} réponses : médiane {median:.0f} ms, 95e centile {late:.0f} ms (budget {BUDGET_MS} ms).")
    print(f"Un embedding : {embedding:.0f} ms en moyenne, soit {median / embedding:.1f} fois moins que la médiane.")


if __name__ == "__main__":
    main()
