"""The answers to the sample questions, judged by their own key facts: `python -m eval.answers_sample`.

The sample stands beside the repository (`../shared/questions-sample.yaml`) and is never copied into it: where it is
absent, the measure is skipped and says why. It wants the index that the settings name, with the guides.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from assistant.answering.chain import AnswerChain
from assistant.assembly import open_retriever
from assistant.domain.answer import Answer, Status
from assistant.domain.text import fold
from assistant.settings import PROJECT_ROOT, load_settings
from eval.measures.intervals import percentile, share

SAMPLE = PROJECT_ROOT.parent / "shared" / "questions-sample.yaml"
TARGET = 0.95
TODAY = date(2026, 11, 22)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Judged:
    """One question: what its answer lacks, and what it should not have said (both empty when it is right)."""

    question_id: str
    kind: str
    lacks: tuple[str, ...]
    wrong: tuple[str, ...]
    ms: float

    @property
    def right(self) -> bool:
        """Whether nothing is lacking and nothing is wrong."""
        return not self.lacks and not self.wrong


def judge(case: Mapping[str, Any], answer: Answer) -> Judged:
    """Return the judgement of `answer` on a question of the sample."""
    told = _plain("\n".join([answer.text, *answer.caveats, *(q.question for q in answer.questions)]))
    away = answer.status is Status.OUT_OF_SOURCES
    if case.get("expect_abstain"):
        lacks: list[str] = [] if away else ["l'abstention"]
    else:
        lacks = [" / ".join(facts)[:80] for facts in _groups(case.get("must")) if not _any(facts, told)]
    wrong = [fact[:80] for facts in _groups(case.get("must_not")) for fact in facts if _any([fact], told)]
    kind = str(case.get("kind", ""))
    return Judged(str(case["id"]), kind, tuple(lacks), tuple(wrong), answer.elapsed_ms)


def _groups(given: Any) -> list[list[str]]:  # noqa: ANN401 (what YAML holds)
    return [[g] if isinstance(g, str) else [str(item) for item in g] for g in given or []]


def _any(facts: Sequence[str], told: str) -> bool:
    return any(re.search(fact, told, re.IGNORECASE) for fact in facts)


def _plain(text: str) -> str:
    return _SPACES.sub(" ", fold(text))


def judged(chain: AnswerChain, cases: Sequence[Mapping[str, Any]]) -> list[Judged]:
    """Put every question of the sample, after the turns that come before it, and judge the answers."""
    found = []
    for case in cases:
        turns = [str(turn) for turn in case.get("turns") or [case["question"]]]
        found.append(judge(case, chain.ask(turns[-1], turns[:-1])))
    return found


def report(found: Sequence[Judged]) -> str:
    """Return the figures in French, then what is not right."""
    kinds = sorted({item.kind for item in found})
    times = [item.ms for item in found]
    lines = [
        f"Échantillon : {share(item.right for item in found)} de réponses justes, "
        f"{sum(bool(item.wrong) for item in found)} avec un fait interdit, médiane {percentile(times, 0.5):.0f} ms, "
        f"95e centile {percentile(times, 0.95):.0f} ms",
        *(f"  {kind} : {share(item.right for item in found if item.kind == kind)}" for kind in kinds),
        *(
            f"  {i.question_id} : manque {', '.join(i.lacks) or 'rien'} ; {', '.join(i.wrong)}"
            for i in found
            if not i.right
        ),
    ]
    return "\n".join(lines)


def main() -> int:
    """Print the figures; return 1 when fewer than `TARGET` are right or when a forbidden fact is told."""
    if not SAMPLE.is_file():
        sys.stdout.write("Mesure ignorée : ../shared/questions-sample.yaml est absent.\n")
        return 0
    settings = load_settings()
    chain = AnswerChain(open_retriever(settings), settings.max_question_chars, lambda: TODAY)
    cases = yaml.safe_load(SAMPLE.read_text("utf-8"))
    chain.ask(str(cases[0].get("question", "")))
    found = judged(chain, cases)
    sys.stdout.write(report(found) + "\n")
    right = sum(item.right for item in found)
    return int(right < TARGET * len(found) or any(item.wrong for item in found))


if __name__ == "__main__":
    sys.exit(main())
