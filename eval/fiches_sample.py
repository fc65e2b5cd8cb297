"""The fiches alone, without any guide: how often the right fiche is among the first three passages.

`AESH_INDEX_DIR=… python -m eval.fiches_sample` measures on `../shared/questions-sample.yaml`, where each answerable
question names the part of a guide that holds its evidence. Right are the fiches that cite that part; when some of
them hold every key fact of the question in their own text, only those; when none cites it, those that hold the facts.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assistant.assembly import open_retriever
from assistant.domain.corpus import Nature
from assistant.domain.text import fold
from assistant.fiches.loader import load_fiches
from assistant.fiches.parameters import parameter_text
from assistant.fiches.render import render
from assistant.fiches.schema import Fiche
from assistant.retrieval.retriever import AeshRetriever
from assistant.settings import PROJECT_ROOT, load_settings

SAMPLE = PROJECT_ROOT.parent / "shared" / "questions-sample.yaml"
FIRST = 3
FLOOR = 0.92
GUIDES = {
    "guide-aesh-academie-de-nice.md": "guide-aesh-nice",
    "cgt-entretiens-professionnels.txt": "guide-cgt-entretiens",
    "preparer-l-entretien-professionnel.md": "guide-preparer-entretien",
    "mener-les-entretiens-professionnels.txt": "note-mener-entretiens",
    "atelier-relations-professionnelles-avs-aesh.txt": "atelier-relations",
}


@dataclass(frozen=True)
class Judged:
    """One question: the fiches that are right, and those of the passages found, best first."""

    identity: str
    question: str
    right: frozenset[str]
    found: tuple[str, ...]

    @property
    def hit(self) -> bool:
        """Whether a right fiche is among the first passages."""
        return bool(self.right & set(self.found[:FIRST]))


def answerable(cases: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the cases that have evidence in a guide and expect an answer."""
    return [case for case in cases if case.get("sources") and not case.get("expect_abstain")]


def right_fiches(case: Mapping[str, Any], fiches: Sequence[Fiche], texts: Mapping[str, str]) -> frozenset[str]:
    """Return the ids of the fiches that are right for `case`; `texts` holds each fiche's text, folded."""
    holding = {f.id for f in fiches if _holds(texts[f.id], case.get("must", []))}
    parts = {(GUIDES[s["file"]], _key(title)) for s in case["sources"] for title in s["section"].split(" > ")[-1:]}
    citing = {f.id for f in fiches if parts & _cited(f)}
    return frozenset(citing & holding or citing or holding)


def _cited(fiche: Fiche) -> set[tuple[str, str]]:
    cited = {(reference.source, _key(reference.at)) for reference in fiche.sources}
    return cited | {(conflict.guide, _key(conflict.section)) for conflict in fiche.conflicts}


def _key(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", fold(title))


def _holds(text: str, must: Sequence[Sequence[str]]) -> bool:
    return all(any(re.search(pattern, text) for pattern in fact) for fact in must)


def folded_texts(fiches: Sequence[Fiche], on: date) -> dict[str, str]:
    """Return the text of each fiche as it reads on the day `on`, without accents or case."""
    return {f.id: fold("\n".join(s.text for s in render(f, parameter_text, on))) for f in fiches}


def judged(retriever: AeshRetriever, cases: Sequence[Mapping[str, Any]], fiches: Sequence[Fiche]) -> list[Judged]:
    """Ask each question, as the assistant does, of the fiches alone."""
    texts = folded_texts(fiches, date.today())  # noqa: DTZ011 (fiches are read on the user's own day)
    results = []
    for case in cases:
        *before, question = case.get("turns") or [case["question"]]
        passages = retriever.passages(question, k=FIRST, natures=[Nature.FICHE], history=before)
        found = tuple(p.source.fiche_id or "" for p in passages)
        results.append(Judged(case["id"], question, right_fiches(case, fiches, texts), found))
    return results


def main() -> None:
    """Print the misses and the share of hits. Exit code 1 under the floor, 2 without the sample."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    if not Path(SAMPLE).is_file():
        sys.exit("L'échantillon de questions (../shared/questions-sample.yaml) n'est pas sur cette machine.")
    settings = load_settings()
    cases = answerable(yaml.safe_load(SAMPLE.read_text(encoding="utf-8")))
    results = judged(open_retriever(settings), cases, load_fiches(settings.fiches_dir))
    for miss in (r for r in results if not r.hit):
        print(f"{miss.identity} {miss.question}\n    attendu {sorted(miss.right)}, trouvé {list(miss.found)}")
    share = sum(r.hit for r in results) / len(results)
    alone = sum(len(r.right) == 1 for r in results)
    print(f"{share:.1%} de {len(results)} questions ont une bonne fiche dans les {FIRST} premiers passages")
    print(f"({alone} questions n'ont qu'une seule bonne fiche ; seuil {FLOOR:.0%})")
    sys.exit(0 if share >= FLOOR else 1)


if __name__ == "__main__":
    main()
