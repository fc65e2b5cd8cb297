"""Questions that only a guide answers: the score falls when the guides are absent.

`eval/sets/guides/*.yaml` holds them by guide; the guides made for this stand in `eval/guides_faits/`.
`python -m eval.guides FOLDER` puts in a folder the made guides, and those of ../shared when they are there.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.domain.answer import Answer
from assistant.domain.corpus import Nature
from assistant.settings import PROJECT_ROOT
from eval.measures.intervals import Share, share
from eval.retrieval import squashed
from eval.sets_reader import SETS
from eval.setting import SHARED, Bench

QUESTIONS = SETS / "guides"
MADE = Path(__file__).with_name("guides_faits")
SHARED_GUIDES = PROJECT_ROOT.parent / "shared" / "guides"


class GuideQuestion(BaseModel):
    """A question and a few words of the guide that answers it; `shared` says that the guide is one of ../shared."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    q: str
    quote: str
    shared: bool = False


def guide_questions(folder: Path = QUESTIONS) -> list[GuideQuestion]:
    """Return the questions, those of made guides and those of shared ones."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        rows = yaml.safe_load(path.read_text("utf-8"))
        found += [GuideQuestion(**row, shared=path.stem == SHARED) for row in rows]
    return found


def measure_guides(bench: Bench, folder: Path = QUESTIONS) -> dict[str, Share]:
    """Return how often the answer quotes the passage of the guide: anywhere, and before the fold.

    The questions on the shared guides are left out when these are not in the index.
    """
    asked = [q for q in guide_questions(folder) if not q.shared or bench.corpus == SHARED]
    answers = [(q, bench.chain.ask(q.q)) for q in asked]
    return {
        "guides : passage cité": share(_quotes(a, q.quote, shown=False) for q, a in answers),
        "guides : passage cité avant le pli": share(_quotes(a, q.quote, shown=True) for q, a in answers),
    }


def _quotes(answer: Answer, quote: str, *, shown: bool) -> bool:
    """Whether a sentence cites, from a guide, the words that answer."""
    blocks = [b for b in answer.blocks if not (shown and b.folded)]
    named = {n for b in blocks for s in b.sentences for n in s.cites}
    cited = [c for c in answer.citations if c.n in named and c.nature is not Nature.FICHE]
    return any(squashed(quote) in squashed(c.quote) for c in cited)


def gather_guides(folder: Path) -> list[Path]:
    """Copy the made guides, and the shared ones when they are there, in `folder`; return the copies."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = [p for place in (MADE, SHARED_GUIDES) if place.is_dir() for p in sorted(place.iterdir()) if p.is_file()]
    return [Path(shutil.copy(path, folder / path.name)) for path in sources]


def main() -> None:
    """Gather the guides in the folder named, and say which."""
    copied = gather_guides(Path(sys.argv[1]))
    with_shared = SHARED_GUIDES.is_dir()
    told = "faits et partagés" if with_shared else "faits seulement (../shared/guides est absent)"
    sys.stdout.write(f"{len(copied)} guides : {told}.\n")


if __name__ == "__main__":
    main()
